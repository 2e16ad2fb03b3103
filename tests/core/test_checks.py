"""Every check has a sentence, a source, and a right, a wrong and an edge example that hold."""

from datetime import date

import pytest

from onroll.core.checks import Setting, all_checks, pair_checks, value_checks
from onroll.core.checks.c103_record_id_twice import later_uses
from onroll.core.checks.verdicts import judge_of
from onroll.core.column_headings import fields_of
from onroll.core.registers import register_named


def test_numbers_are_those_of_the_files():
    assert list(all_checks()) == sorted(all_checks())
    assert len(all_checks()) == 27


@pytest.mark.parametrize("check", all_checks().values(), ids=lambda check: check.check_id)
def test_says_what_must_be_so_and_why(check):
    assert check.sentence.endswith(".")
    assert check.source


@pytest.mark.parametrize("check", value_checks(), ids=lambda check: check.check_id)
def test_examples_of_values(check):
    assert {example.fails for example in check.examples} == {True, False}
    assert len(check.examples) >= 3
    for example in check.examples:
        register = register_named(example.register)
        field = next(field for field in fields_of(register) if field.name == example.field)
        assert check.applies(field, register)
        setting = Setting(register=register, as_at=example.as_at, known_urns=example.known_urns, waived=example.waived)
        assert (check in judge_of(field, setting)(example.text)[1]) == example.fails, example


@pytest.mark.parametrize("check", pair_checks(), ids=lambda check: check.check_id)
def test_examples_of_pairs(check):
    assert {example.fails for example in check.examples} == {True, False}
    for example in check.examples:
        assert check.fails(example.first, example.second) == example.fails, example


def test_only_what_the_contracts_set_aside_is_an_error():
    assert {check.check_id for check in all_checks().values() if check.severity == "error"} == {
        *("101", "102", "103", "104", "106", "201", "202", "203", "205", "406")
    }


def test_a_key_is_compared_exactly_and_the_first_row_keeps_it():
    assert later_uses(["a", "b", "a", "A", " a", None, None, "a", "b"]) == [2, 7, 8]


def test_what_is_not_used_is_empty_and_what_is_unknown_is_kept():
    register = register_named("school_roll")
    fields = {field.name: field for field in fields_of(register)}
    setting = Setting(register=register, as_at=date(2026, 1, 15), known_urns=frozenset({"100001"}))

    def value(name, text):
        return judge_of(fields[name], setting)(text)[0]

    assert value("upn", "Q207000016049") is None
    assert value("ethnicity", "WENG") == "WENG"
    assert value("urn", "999999") == "999999"
    assert value("fsm", "perhaps") is None
    assert value("surname", "  O'Neill-Ng ") == "O'Neill-Ng"

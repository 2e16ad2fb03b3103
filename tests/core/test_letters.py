"""Letters: what a text may hold, what it says when it is filled in, and how easily it reads."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onroll.core.attendance_orders import SERVED, STEPS
from onroll.core.dated.enquiry_checks import CHECKS
from onroll.core.dated.letter_kinds import FIELDS, KINDS, LetterKind, LetterText
from onroll.core.dated.letter_texts import TEXTS
from onroll.core.letters import (
    ACCUSING,
    MissingWords,
    accusing_words,
    example_of,
    field_of,
    fields_in,
    fields_of,
    filled_in,
    is_a_text,
    kind_of,
    may_send,
)
from onroll.core.reading_age import EASY, reading_age

NOTICE = kind_of("notice_437")
assert NOTICE is not None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_each_letter_comes_with_a_text_that_is_whole_neutral_and_easy(kind: LetterKind) -> None:
    text = TEXTS[0].value[kind.code]
    assert is_a_text(kind, text) and accusing_words(text) == {}
    assert reading_age(example_of(text).body) <= EASY
    assert kind.title not in text.body and "{" not in example_of(text).body


def test_the_letters_are_those_that_casework_needs() -> None:
    assert set(TEXTS[0].value) == {kind.code for kind in KINDS}
    checks = {check.code for check in CHECKS[0].value}
    assert all(set(kind.checks) <= checks for kind in KINDS)
    assert {kind.step for kind in KINDS if kind.step} == set(SERVED) - {"amended"} <= set(STEPS)
    assert all(kind.to == "family" for kind in KINDS if kind.step)
    assert kind_of("no_such") is None and field_of("no_such") is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"subject": " "}, "subject"),
        ({"subject": "Two\nlines"}, "one line"),
        ({"body": ""}, "Write the letter"),
        ({"body": "x" * 12_001}, "at most"),
        ({"body": "{child} {period_days} {reasons}"}, "must hold the field {period_ends_on}"),
        ({"body": "{child} {shoe_size}"}, "no field called {shoe_size}"),
        ({"body": "{child} {enquiry}"}, "no field called {enquiry}"),
        ({"body": "{child"}, "one of them is missing"),
        ({"body": "child}"}, "one of them is missing"),
    ],
)
def test_a_text_with_an_unknown_a_broken_or_a_missing_field_is_refused(change: dict[str, str], reason: str) -> None:
    assert NOTICE is not None
    text = TEXTS[0].value["notice_437"]
    assert reason in is_a_text(NOTICE, replace(text, **change)).reason_not


def test_words_that_accuse_are_pointed_at_with_something_to_say_instead() -> None:
    found = accusing_words(LetterText("Truancy", "You failed to answer, and {child} is a truant."))
    assert set(found) == {"truancy", "failed to", "truant"} and all(ACCUSING[word] == instead for word, instead in found.items())
    assert accusing_words(LetterText("Refusedly", "We refuse nothing.")) == {}


def test_what_nobody_has_said_is_asked_for_by_name() -> None:
    text = LetterText("{child}", "By {reply_by}: {contact}")
    with pytest.raises(MissingWords) as missing:
        filled_in(text, {"child": "Robin", "contact": " "})
    assert [field.code for field in missing.value.fields] == ["contact", "reply_by"]
    assert "Nobody has said yet" in str(missing.value)


@given(st.text(max_size=40).filter(str.strip), st.text(max_size=40).filter(str.strip))
@settings(max_examples=100, deadline=None)
def test_a_value_is_taken_as_it_is_whatever_it_holds(child: str, contact: str) -> None:
    filled = filled_in(LetterText("{child}", "a {contact} b {child} c"), {"child": child, "contact": contact})
    assert filled == LetterText(child.strip(), f"a {contact.strip()} b {child.strip()} c")


def test_a_letter_changed_by_hand_still_says_what_the_law_wants() -> None:
    assert NOTICE is not None
    values = {field.code: field.example for field in FIELDS}
    sent = filled_in(TEXTS[0].value["notice_437"], values)
    assert may_send(NOTICE, sent, values)
    without = replace(sent, body=sent.body.replace(values["period_ends_on"], "soon"))
    assert may_send(NOTICE, without, values).reason_not == "The letter must still say: the last day of those (2 February 2026)."
    assert "open field" in may_send(NOTICE, replace(sent, body=sent.body + " {officer}"), values).reason_not
    assert "subject" in may_send(NOTICE, replace(sent, subject=""), values).reason_not
    assert "too long" in may_send(NOTICE, replace(sent, body=sent.body + "x" * 12_000), values).reason_not


def test_fields_belong_to_their_letters() -> None:
    for kind in KINDS:
        codes = {field.code for field in fields_of(kind)}
        assert set(kind.needs) <= codes
        assert (not {"child_address", "last_school", "lawful_basis"} & codes) or kind.to != "family"
    text = LetterText("{child}", "{officer} {child}")
    assert [field.code for field in fields_in(text)] == ["officer", "child"]
    assert all(re.fullmatch(r"[a-z0-9_]+", field.code) and field.example for field in FIELDS)


def test_reading_age_tells_a_plain_text_from_a_heavy_one() -> None:
    plain = "Please call us. We can help. The bus is free."
    heavy = "Notwithstanding aforementioned considerations, authorities endeavouring to ascertain circumstances necessitate co-operation."
    assert reading_age("") == 5.0 and reading_age(plain) < 8 < 16 < reading_age(heavy)
    assert reading_age("{child} is here.") == reading_age("Sam is here.")

"""An answer that comes in says no more than it says; a death is never an outcome."""

from __future__ import annotations

from datetime import date

import pytest

from onroll.core.dated.enquiry_checks import OUTCOMES
from onroll.core.enquiry_replies import Reply, next_after_reply, outcome_of_reply, words_of_reply
from onroll.core.registers.enquiry_reply import REGISTER

ON = date(2026, 1, 19)
CODES = sorted(next(field.codes for field in REGISTER.fields if field.name == "answer") or ())


def reply(answer: str, **more: str) -> Reply:
    return Reply("E000001", ON, answer, "enquiry_reply:999:2026-01-19:1", **more)


@pytest.mark.parametrize(
    ("answer", "more", "outcome"),
    [
        ("on_roll", {}, "traced_school"),
        ("alternative_provision", {}, "traced_school"),
        ("home_educated", {}, "traced_address"),
        ("moved", {"postcode": "ZZ1 1ZZ"}, "traced_address"),
        ("moved", {}, "inconclusive"),
        ("left_england", {"evidence": "official_record"}, "abroad_evidence"),
        ("left_england", {"evidence": "told"}, "inconclusive"),
        ("died", {"evidence": "official_record"}, "inconclusive"),
        ("not_known", {}, "no_trace"),
        ("no_access", {}, "no_access"),
        ("refused", {}, "refused"),
    ],
)
def test_each_answer_becomes_the_outcome_that_it_bears_out(answer: str, more: dict[str, str], outcome: str) -> None:
    assert outcome_of_reply(reply(answer, **more)) == outcome


@pytest.mark.parametrize("answer", CODES)
def test_every_answer_of_the_register_has_an_outcome_words_and_a_next_step(answer: str) -> None:
    said = reply(answer, evidence="told")
    assert outcome_of_reply(said) in {each.code for each in OUTCOMES[-1].value}
    assert words_of_reply(said).endswith("what was told.") and "E000001" in next_after_reply(said, "E000001")


def test_nobody_is_asked_on_after_a_death_before_it_is_confirmed() -> None:
    assert next_after_reply(reply("died"), "E000001").startswith("Confirm")

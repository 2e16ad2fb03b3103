"""What families ask: the time limits, who may answer, what is proposed of each item; and who belongs on the statutory register."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onroll.core.dated.family_request_limits import REQUEST_LIMITS
from onroll.core.dated.family_texts import FAMILY_TEXTS, REGISTERS_FOR_FAMILIES, SECTIONS, WHY_LISTED
from onroll.core.dated.letter_kinds import RIGHT_TO_LEFT
from onroll.core.dated.not_in_school_law import COMMENCED, CONTENT, REGISTER_LIMITS
from onroll.core.dated.reading_limits import READING_LIMITS
from onroll.core.dated.values import overlapping
from onroll.core.family_requests import (
    KINDS,
    acknowledge_by,
    answer_by,
    may_answer,
    may_handle,
    months_after,
    source_answers_by,
)
from onroll.core.findings import __path__ as findings_path
from onroll.core.harm_review import GROUNDS, Item, may_decide, proposal
from onroll.core.letters import ACCUSING, is_a_text, kind_of, translated_draft
from onroll.core.not_in_school import EntryFacts, Standing, duties, ground_of, in_force, lacking, may_ask_providers
from onroll.core.registers import all_registers
from onroll.core.school_age import is_of_compulsory_school_age
from onroll.core.working_days import is_working_day

DAYS = st.dates(date(2024, 1, 1), date(2031, 12, 31))


@pytest.mark.parametrize(
    ("day", "count", "after"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 9, 3), 1, date(2026, 10, 3)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 3, 31), 12, date(2027, 3, 31)),
    ],
)
def test_a_month_later_is_the_corresponding_day_or_the_last(day: date, count: int, after: date) -> None:
    assert months_after(day, count) == after


@given(DAYS, st.sampled_from(sorted(KINDS)))
def test_every_time_limit_ends_on_a_working_day_and_an_extension_is_later(day: date, kind: str) -> None:
    due, extended = answer_by(kind, day), answer_by(kind, day, extended=True)
    assert (
        is_working_day(due) and is_working_day(extended) and is_working_day(acknowledge_by(day)) and is_working_day(source_answers_by(day))
    )
    assert day < acknowledge_by(day) <= due < extended
    if KINDS[kind].by_right:
        assert timedelta(days=28) <= due - day <= timedelta(days=37)


def test_nobody_answers_a_complaint_about_themselves_or_about_their_own_case() -> None:
    assert not may_handle("complaint", "sam", complained_of="sam", owner="")
    assert not may_handle("access", "sam", complained_of="sam", owner="")
    assert not may_handle("complaint", "sam", complained_of="lee", owner="sam")
    assert may_handle("complaint", "kim", complained_of="lee", owner="sam")
    assert may_handle("access", "sam", complained_of="", owner="sam")


@pytest.mark.parametrize(
    ("kind", "outcome", "state", "why"),
    [
        ("access", "nonsense", {}, "Choose how it ended"),
        ("access", "sent", {"answer": " "}, "what the family was told"),
        ("access", "sent", {"identity": ""}, "know that it is they"),
        ("access", "sent", {"undecided": 2}, "nobody has decided"),
        ("correction", "corrected", {"unanswered_corrections": 1, "corrections": 1}, "not answered yet"),
        ("correction", "corrected", {}, "Nothing was sent to a source"),
        ("access", "sent", {}, ""),
        ("correction", "corrected", {"corrections": 1}, ""),
        ("complaint", "upheld", {"identity": ""}, ""),
        ("access", "withdrawn", {"identity": "", "undecided": 4}, ""),
    ],
)
def test_a_request_is_closed_only_once_it_is_answered(kind: str, outcome: str, state: dict[str, object], why: str) -> None:
    usual = {"answer": "Told.", "identity": "Passport", "undecided": 0, "unanswered_corrections": 0, "corrections": 0}
    said = {**usual, **state}
    answer = may_answer(kind, outcome, said.pop("answer"), **said)  # type: ignore[arg-type]
    assert (why in answer.reason_not) if why else bool(answer)


PARTS = ("about_child", "about_others", "place", "judgement", "source_of_concern")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("register", ["", "school_roll", "social_care"])
@pytest.mark.parametrize("by_child", [True, False])
def test_of_a_shielded_child_no_place_is_ever_proposed_or_sent_to_anybody_but_the_child(part: str, register: str, by_child: bool) -> None:
    item = Item("x#1", "x", part, register)  # type: ignore[arg-type]
    proposed = proposal(item, shielded=True, asked_by_child=by_child)
    sent = may_decide(item, disclose=True, ground="", because="", shielded=True, asked_by_child=by_child)
    if part in ("place", "about_others") and not by_child:
        assert proposed.disclose is False and proposed.ground == "shielded" and not sent
    if register == "social_care" and part == "about_child":
        assert proposed.disclose is None, "a person reads what sensitive registers hold"
    if proposed.disclose is False:
        assert proposed.ground in GROUNDS and proposed.because
    assert not may_decide(item, disclose=False, ground="", because="x", shielded=True, asked_by_child=by_child)
    assert not may_decide(item, disclose=False, ground="crime", because=" ", shielded=True, asked_by_child=by_child)
    assert may_decide(item, disclose=False, ground="crime", because="x", shielded=True, asked_by_child=by_child)


def test_what_people_wrote_is_never_sent_unread() -> None:
    for shielded in (True, False):
        assert proposal(Item("x#1", "x", "judgement"), shielded=shielded, asked_by_child=False).disclose is None
    assert proposal(Item("x#1", "x", "source_of_concern"), shielded=False, asked_by_child=True).ground == "source"
    assert proposal(Item("x#1", "x", "about_child"), shielded=False, asked_by_child=False).disclose is True


def test_every_language_has_every_sentence_and_says_that_it_is_unchecked() -> None:
    texts = FAMILY_TEXTS[0].value
    assert set(texts) >= {"en", "cy", "pl", "ur", "ro", "ar"}
    wanted = set(texts["en"].sentences)
    assert {code for pair in SECTIONS for code in pair} <= wanted
    for code, text in texts.items():
        assert set(text.sentences) == wanted and all(text.sentences.values()), code
        assert text.checked == (code == "en")
        if code != "en":
            same = [name for name in wanted if text.sentences[name] == texts["en"].sentences[name]]
            assert not same, (code, same)
    for code in RIGHT_TO_LEFT & set(texts):
        assert all(any("\u0600" <= sign <= "\u06ff" for sign in sentence) for sentence in texts[code].sentences.values())
    english = " ".join(texts["en"].sentences.values()).lower()
    assert not [word for word in ACCUSING if f" {word} " in english]


def test_every_kind_of_finding_has_its_words_for_families() -> None:
    from pkgutil import iter_modules

    kinds = {module.name for module in iter_modules(findings_path)} - {"shape", "last_education"}
    assert set(WHY_LISTED) == kinds
    assert set(REGISTERS_FOR_FAMILIES) <= set(all_registers()), "and social care, custody and the like are never named"
    assert not {"social_care", "youth_justice"} & set(REGISTERS_FOR_FAMILIES)


def test_a_draft_in_each_language_is_a_text_that_an_authority_can_begin_with() -> None:
    kind = kind_of("why_listed")
    assert kind is not None
    for code, text in FAMILY_TEXTS[0].value.items():
        assert is_a_text(kind, translated_draft(text.sentences)), code


def test_dated_values_do_not_overlap_and_say_that_they_are_uncertain() -> None:
    for versions in (REQUEST_LIMITS, READING_LIMITS, CONTENT, REGISTER_LIMITS, FAMILY_TEXTS):
        assert not overlapping(versions)
    assert all(version.uncertain for version in (*REQUEST_LIMITS, *READING_LIMITS, *CONTENT, *REGISTER_LIMITS))


BORN = date(2015, 3, 1)
ON = date(2026, 1, 15)


@pytest.mark.parametrize(
    ("standing", "ground"),
    [
        (Standing(BORN, "301", on_roll=False), "not_registered"),
        (Standing(BORN, "301", on_roll=True), ""),
        (Standing(BORN, "301", on_roll=True, elsewhere=True), "elsewhere"),
        (Standing(BORN, "301", on_roll=False, elsewhere=True), "not_registered"),
        (Standing(BORN, "301", on_roll=False, institution=True), "part_time"),
        (Standing(BORN, "", on_roll=False), ""),
        (Standing(BORN, "301", on_roll=False, gone=True), ""),
        (Standing(None, "301", on_roll=False), ""),
        (Standing(date(2022, 1, 1), "301", on_roll=False), ""),
        (Standing(date(2008, 1, 1), "301", on_roll=False), ""),
    ],
)
def test_who_belongs_on_the_register_of_children_not_in_school(standing: Standing, ground: str) -> None:
    assert ground_of(standing, ON) == ground


@given(st.dates(date(2005, 1, 1), date(2025, 12, 31)), st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_nobody_outside_compulsory_school_age_or_wholly_at_school_is_on_it(
    born: date, on_roll: bool, elsewhere: bool, institution: bool, gone: bool
) -> None:
    ground = ground_of(Standing(born, "301", on_roll=on_roll, elsewhere=elsewhere, institution=institution, gone=gone), ON)
    if gone or not is_of_compulsory_school_age(born, ON) or (on_roll and not elsewhere):
        assert ground == ""
    else:
        assert ground


def test_the_duty_begins_on_its_day_and_not_before() -> None:
    assert set(COMMENCED.values()) == {None}, "no day is fixed"
    assert not in_force(ON) and not in_force(ON, switched_on=ON + timedelta(days=1))
    assert in_force(ON, switched_on=ON) and not in_force(ON, "Scotland")


def test_duties_run_from_their_days_and_end_once_done() -> None:
    entry = EntryFacts(registered_on=ON)
    assert [(duty.code, duty.due_on) for duty in duties(entry, ON)] == [("ask_parent", ON), ("visit", ON + timedelta(days=15))]
    asked = EntryFacts(registered_on=ON, parent_asked_on=ON + timedelta(days=2))
    assert ("parent_informs", ON + timedelta(days=17)) in [(duty.code, duty.due_on) for duty in duties(asked, ON)]
    done = EntryFacts(registered_on=ON, parent_asked_on=ON, parent_informed_on=ON, visit_requested_on=ON, whole=True)
    assert duties(done, ON) == []


def test_providers_are_asked_for_updates_every_three_months_at_most() -> None:
    never = EntryFacts(registered_on=ON)
    assert may_ask_providers(never, ON)
    asked = EntryFacts(registered_on=ON, providers_asked_on=date(2026, 1, 31))
    assert not may_ask_providers(asked, date(2026, 4, 29)) and may_ask_providers(asked, date(2026, 4, 30))
    assert "30 April 2026" in may_ask_providers(asked, date(2026, 2, 1)).reason_not


def test_what_a_parent_must_give_is_apart_from_what_the_authority_holds() -> None:
    missing = {each.code for each in lacking({"name", "sen"}, ON)}
    assert "parents" in missing and "name" not in missing and "sen" not in missing and "characteristics" not in missing

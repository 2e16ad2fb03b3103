"""A school's returns: grounds, twenty school days, joint enquiries, and the clocks at 5, 10, 15 and 20."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from onroll.core.absence_clocks import DayMarks, continuous_absence, is_absence, unauthorised_absence
from onroll.core.attendance_marks import SESSION_CODES
from onroll.core.dated.school_returns import GROUNDS
from onroll.core.deletion_returns import (
    DeletionReturn,
    JointEnquiry,
    Parent,
    days_late,
    ground_of,
    joiner_awaited_until,
    new_pupil_return_due_on,
    problems_of_return,
    section_19_due_on,
    stands,
)
from onroll.core.school_days import ENGLAND

LAST_DAY = date(2025, 10, 17)
JOINT = JointEnquiry("unknown", "Head", LAST_DAY, "Officer", LAST_DAY, checks=("CALL", "VISIT"))


def weeks_of(code: str, days: int, until: date = LAST_DAY) -> tuple[DayMarks, ...]:
    """So many school days with one code, the last on a day."""
    marks: list[DayMarks] = []
    day = until
    while len(marks) < days:
        if ENGLAND.is_school_day(day):
            marks.append(DayMarks(day, code, code))
        day -= timedelta(days=1)
    return tuple(marks)


def a_return(ground: str = "i", **more: object) -> DeletionReturn:
    whole = DeletionReturn(
        "Madeup Child",
        "1 Made-up Street",
        ground,
        LAST_DAY,
        LAST_DAY,
        ground_met_on=LAST_DAY,
        parents=(Parent("A. Parent", "1 Made-up Street", ("07700900001",)),),
        destination_school="Hill Primary",
        destination_starts_on=date(2025, 10, 20),
        marks=weeks_of("O", 20),
        sickness_ruled_out=True,
        unavoidable_cause_ruled_out=True,
        leave_ended_on=date(2025, 10, 3),
        parent_notified_in_writing=True,
        joint_enquiry=JOINT,
    )
    return replace(whole, **more)  # type: ignore[arg-type]


def said(deletion: DeletionReturn) -> list[str]:
    return [problem.sentence for problem in problems_of_return(deletion, ENGLAND)]


@pytest.mark.parametrize("letter", "abcdefghijklmno")
def test_a_whole_return_on_each_ground_stands(letter: str) -> None:
    assert said(a_return(letter)) == []
    assert ground_of(letter.upper(), LAST_DAY) == ground_of(letter, LAST_DAY)


@pytest.mark.parametrize("letter", ["", "p", "z", "ab", "1"])
def test_no_other_letter_is_a_ground(letter: str) -> None:
    problems = problems_of_return(a_return(letter), ENGLAND)
    assert problems[0].code == "ground" and not stands(problems)


def test_every_ground_has_a_route() -> None:
    assert [ground.letter for ground in GROUNDS[0].value] == list("abcdefghijklmno")
    assert {ground.letter for ground in GROUNDS[0].value if ground.joint_enquiry} == {"h", "i"}
    assert all(ground.route for ground in GROUNDS[0].value)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"full_name": " "}, "full name"),
        ({"address": ""}, "address"),
        ({"parents": ()}, "parent"),
        ({"parents": (Parent("", "x", ("1",)),)}, "parent"),
        ({"parents": (Parent("A", "x", ("",)),)}, "telephone"),
        ({"returned_on": None}, "timing"),
        ({"ground_met_on": LAST_DAY + timedelta(days=1)}, "timing"),
    ],
)
def test_what_every_return_must_hold(change: dict[str, object], code: str) -> None:
    problems = problems_of_return(a_return("g", **change), ENGLAND)
    assert [problem.code for problem in problems] == [code] and not stands(problems)


def test_a_late_return_and_a_half_told_move_are_warnings() -> None:
    late = problems_of_return(a_return("g", returned_on=LAST_DAY + timedelta(days=1)), ENGLAND)
    assert late[0].sentence == "The return came 1 day after the deletion; it is due no later than that." and stands(late)
    assert stands(problems_of_return(a_return("g", new_address="2 Other Road"), ENGLAND))
    assert said(a_return("g", destination_starts_on=None)) == ["The day on which the pupil starts at the next school is missing."]
    assert said(a_return("a", destination_school="", destination_starts_on=None)) == ["Ground a needs the school to which the pupil goes."]


@pytest.mark.parametrize("ground", ["h", "i"])
@pytest.mark.parametrize(
    ("joint", "sentence"),
    [
        (None, "Grounds h and i need enquiries made jointly by the school and the authority, on record."),
        (replace(JOINT, by_school=""), "Nobody has signed the joint enquiry for the school."),
        (replace(JOINT, by_authority=" "), "Nobody has signed the joint enquiry for the authority."),
        (replace(JOINT, authority_on=None), "Nobody has signed the joint enquiry for the authority."),
        (replace(JOINT, school_on=LAST_DAY + timedelta(days=1)), "The school signed the joint enquiry after the deletion."),
        (replace(JOINT, checks=()), "The joint enquiry names no check that was made."),
        (replace(JOINT, found=""), "The joint enquiry does not say what was found."),
        (
            replace(JOINT, found="will_not_attend"),
            "The pupil's whereabouts are known: say which reasonable steps to bring the pupil back were considered.",
        ),
    ],
)
def test_grounds_h_and_i_need_a_joint_enquiry(ground: str, joint: JointEnquiry | None, sentence: str) -> None:
    assert said(a_return(ground, joint_enquiry=joint)) == [sentence]


def test_the_second_limb_stands_with_its_steps() -> None:
    assert said(a_return(joint_enquiry=replace(JOINT, found="will_not_attend", steps_considered=True))) == []


def test_twenty_school_days_are_enough_and_nineteen_are_not() -> None:
    assert said(a_return(marks=weeks_of("G", 20))) == []
    nineteen = "The marks show 19 school days of continuous absence, every session G, N or O; ground i needs 20."
    assert said(a_return(marks=weeks_of("G", 19))) == [nineteen]
    assert "The marks show 1 school day of" in said(a_return(marks=weeks_of("G", 1)))[0]


@pytest.mark.parametrize("code", sorted(SESSION_CODES - {"G", "N", "O", "-", "#"}))
def test_any_other_code_in_the_twenty_days_refuses_ground_i(code: str) -> None:
    marks = list(weeks_of("O", 25))
    marks[10] = replace(marks[10], afternoon=code)
    problems = problems_of_return(a_return(marks=tuple(marks)), ENGLAND)
    assert not stands(problems) and "10 school days" in problems[0].sentence
    if is_absence(code):
        assert f"but with code {code} on {marks[10].day:%-d %B %Y}" in problems[1].sentence


def test_absence_before_the_twenty_days_may_have_had_another_code() -> None:
    assert said(a_return(marks=(*weeks_of("O", 20), DayMarks(date(2025, 9, 1), "I", "I")))) == []


def test_days_without_a_session_neither_count_nor_break() -> None:
    marks = list(weeks_of("O", 21))
    marks[5] = DayMarks(marks[5].day, "-", "#")
    assert said(a_return(marks=tuple(marks))) == []
    assert len(continuous_absence(marks)) == len(unauthorised_absence(marks)) == 20


def test_who_comes_late_came_and_ends_the_absence() -> None:
    marks = list(weeks_of("O", 20))
    marks[7] = replace(marks[7], morning="U", afternoon="U")
    assert not is_absence("U") and len(continuous_absence(marks)) == len(unauthorised_absence(marks)) == 7


def test_what_could_not_be_checked_is_never_no_problem() -> None:
    for change in ({"marks": None}, {"sickness_ruled_out": None}, {"unavoidable_cause_ruled_out": None}):
        problems = problems_of_return(a_return(**change), ENGLAND)
        assert [problem.severity for problem in problems] == ["could not be checked"] and not stands(problems)
    before_the_law = problems_of_return(a_return(deleted_on=date(2024, 8, 18)), ENGLAND)
    assert before_the_law[0].severity == "could not be checked"


def test_sickness_and_unavoidable_causes_refuse_ground_i() -> None:
    assert "sickness, anxiety" in said(a_return(sickness_ruled_out=False))[0]
    assert "unavoidable cause" in said(a_return(unavoidable_cause_ruled_out=False))[0]


def test_an_old_n_is_a_warning() -> None:
    problems = problems_of_return(a_return(marks=weeks_of("N", 20)), ENGLAND)
    assert stands(problems) and "should have been replaced within 5 school days" in problems[0].sentence
    fresh = (*weeks_of("N", 5), *weeks_of("O", 15, until=date(2025, 10, 10)))
    assert said(a_return(marks=fresh)) == []


def test_ground_h_waits_ten_school_days_after_the_leave() -> None:
    """The leave ended on Friday 3 October: the tenth school day after it is the 17th."""
    assert said(a_return("h")) == []
    assert "over on 20 October 2025" in said(a_return("h", leave_ended_on=date(2025, 10, 6)))[0]
    assert "cannot be counted" in said(a_return("h", leave_ended_on=None))[0]
    came = (*weeks_of("O", 20)[1:], DayMarks(LAST_DAY, "/", "O"))
    assert "at school on 17 October 2025" in said(a_return("h", marks=came))[0]


def test_ground_f_needs_the_parents_own_words() -> None:
    for answer in (False, None):
        assert said(a_return("f", parent_notified_in_writing=answer)) == ["Ground f needs the parent's own notification in writing."]


def test_a_new_pupil_return_is_due_on_the_fifth_plain_day() -> None:
    entered = date(2025, 9, 4)
    assert new_pupil_return_due_on(entered) == date(2025, 9, 9)
    assert [days_late(entered, date(2025, 9, day)) for day in (4, 9, 10)] == [0, 0, 1]


def test_a_joiner_is_awaited_for_ten_school_days() -> None:
    assert joiner_awaited_until(a_return("a"), ENGLAND) == date(2025, 11, 10)
    assert joiner_awaited_until(a_return("a", destination_starts_on=None), ENGLAND) == date(2025, 11, 10)


def test_section_19_begins_on_the_sixth_school_day() -> None:
    assert section_19_due_on(date(2025, 10, 1), ENGLAND) == date(2025, 10, 8)

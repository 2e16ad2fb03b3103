"""Whether a school may delete a name, and has told the authority all that it must.

Source  SI 2024/208, regulations 9 and 13, as set out in domain, sections 2.1 and 2.2; requirements 8 to 12.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from onroll.core.absence_clocks import DayMarks, continuous_absence, unauthorised_absence
from onroll.core.dated.school_returns import GROUND_I_CODES, GROUNDS, LIMITS, Ground
from onroll.core.dated.values import NotInForce, value_on
from onroll.core.identifiers import is_upn
from onroll.core.school_age import birthday_cannot_be
from onroll.core.school_days import Calendar
from onroll.core.wording import day_words, plural

Severity = Literal["refused", "warning", "could not be checked"]


FARTHEST_AHEAD = timedelta(days=365)
"""A day farther off than that is a slip in the year. Source  Onroll's proposal."""


@dataclass(frozen=True, slots=True)
class ReturnProblem:
    """One thing that is wrong with a return. `could not be checked` is never read as no problem."""

    code: str
    severity: Severity
    sentence: str


@dataclass(frozen=True, slots=True)
class Parent:
    """A parent with whom the pupil normally lives."""

    name: str
    address: str = ""
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JointEnquiry:
    """What school and authority found out together, behind grounds h and i.

    Shape  found: `unknown` (neither location nor circumstances are known) or `will_not_attend` (known, and both agree that
           there are no reasonable grounds to believe that the pupil will attend again). steps_considered: what might
           reasonably bring the pupil back was considered; asked for the second only.
    """

    found: Literal["unknown", "will_not_attend", ""] = ""
    by_school: str = ""
    school_on: date | None = None
    by_authority: str = ""
    authority_on: date | None = None
    steps_considered: bool = False
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeletionReturn:
    """A school's return about a name that it deletes, or has deleted.

    Shape  born_on, upn: as the school knows the pupil. ground_met_on: when the ground was met. marks: of the weeks before the
           deletion. sickness_ruled_out, unavoidable_cause_ruled_out: the school's answer, None where it gave none. leave_ended_on:
           last day of leave granted (ground h).
    """

    full_name: str
    address: str
    ground: str
    deleted_on: date
    returned_on: date | None
    born_on: date | None = None
    upn: str = ""
    ground_met_on: date | None = None
    parents: tuple[Parent, ...] = ()
    destination_school: str = ""
    destination_starts_on: date | None = None
    new_address: str = ""
    new_address_from: date | None = None
    marks: tuple[DayMarks, ...] | None = None
    sickness_ruled_out: bool | None = None
    unavoidable_cause_ruled_out: bool | None = None
    leave_ended_on: date | None = None
    parent_notified_in_writing: bool | None = None
    joint_enquiry: JointEnquiry | None = None


def ground_of(letter: str, on: date) -> Ground | None:
    """Return the ground with a letter, None where there is none such."""
    return next((ground for ground in value_on(GROUNDS, on) if ground.letter == letter.strip().lower()), None)


def problems_of_return(deletion: DeletionReturn, calendar: Calendar) -> tuple[ReturnProblem, ...]:
    """Return what is wrong with a deletion return; empty where the deletion stands.

    Source  domain, sections 2.1 (regulation 13(4)) and 2.2; requirements 9 to 11.
    """
    try:
        ground = ground_of(deletion.ground, deletion.deleted_on)
    except NotInForce:
        return (_unchecked("law", "The deletion is from before 19 August 2024: other regulations held."),)
    if ground is None:
        letter = deletion.ground.strip() or "none"
        said = f"“{letter}” is no ground for deletion: the letters run from a to o. A name may only be deleted on one of them."
        return (_refused("ground", said), *_contents(deletion), *_timing(deletion))
    problems = [*_contents(deletion), *_timing(deletion), *_destination(deletion, ground)]
    if ground.joint_enquiry:
        problems += _joint_enquiry(deletion.joint_enquiry, deletion.deleted_on)
    if ground.letter == "i":
        problems += _ground_i(deletion, calendar)
    if ground.letter == "h":
        problems += _ground_h(deletion, calendar)
    if ground.letter == "f" and not deletion.parent_notified_in_writing:
        problems.append(_refused("parent's notice", "Ground f needs the parent's own notification in writing."))
    return tuple(problems)


def stands(problems: Sequence[ReturnProblem]) -> bool:
    """Return whether a deletion stands: nothing refused, and nothing that could not be checked."""
    return all(problem.severity == "warning" for problem in problems)


def new_pupil_return_due_on(entered_on: date) -> date:
    """Return the last day for a new-pupil return: the fifth day after the entry, in plain days.

    Source  regulation 13(1), domain 2.1.
    """
    return entered_on + timedelta(days=value_on(LIMITS, entered_on).new_pupil_days)


def days_late(entered_on: date, received_on: date) -> int:
    """Return by how many days a new-pupil return is late; 0 where it is in time."""
    return max((received_on - new_pupil_return_due_on(entered_on)).days, 0)


def joiner_awaited_until(deletion: DeletionReturn, calendar: Calendar) -> date:
    """Return until when a matching joiner is awaited before a case opens: the tenth school day after the expected start.

    Source  requirement 12; contracts, section 5 (`not_arrived`: the expected day is day 0; none given: the first school day after).
    """
    expected = deletion.destination_starts_on or calendar.first_school_day_after(deletion.deleted_on)
    return calendar.school_day_after(expected, value_on(LIMITS, deletion.deleted_on).joiner_days)


def section_19_due_on(excluded_on: date, calendar: Calendar) -> date:
    """Return the day from which the authority must provide for an excluded child: the sixth school day of the exclusion.

    Shape  excluded_on: the first day of the permanent exclusion, which is day 1 where it is a school day.
    Source  Education Act 1996, section 19, domain 1.1.
    """
    return calendar.school_day_after(excluded_on - timedelta(days=1), value_on(LIMITS, excluded_on).section_19_day)


def _contents(deletion: DeletionReturn) -> Iterator[ReturnProblem]:
    if not deletion.full_name.strip():
        yield _refused("full name", "The pupil's full name is missing.")
    if not deletion.address.strip():
        yield _refused("address", "The pupil's address is missing.")
    if not deletion.parents:
        yield _refused("parent", "No parent is named with whom the pupil normally lives.")
    for parent in deletion.parents:
        if not parent.name.strip() or not parent.address.strip():
            yield _refused("parent", "A parent's name or address is missing.")
        if not any(character.isdigit() for phone in parent.phones for character in phone):
            yield _refused("telephone", f"No emergency telephone number for {parent.name.strip() or 'a parent'}.")
    if deletion.born_on is not None and (wrong := birthday_cannot_be(deletion.born_on, deletion.returned_on or deletion.deleted_on)):
        yield _refused("date_of_birth", wrong)
    if deletion.upn.strip() and not is_upn(deletion.upn.strip().upper()):
        yield ReturnProblem("upn", "warning", "The UPN is none: its form, or its check letter, is wrong.")
    if bool(deletion.new_address.strip()) != (deletion.new_address_from is not None):
        yield ReturnProblem(
            "new address", "warning", "A new address needs the day from which the pupil lives there, and the other way round."
        )


def _timing(deletion: DeletionReturn) -> Iterator[ReturnProblem]:
    if deletion.returned_on is None:
        yield _refused("timing", "No return has been made: it is due before the name is deleted.")
    elif deletion.returned_on > deletion.deleted_on:
        late = (deletion.returned_on - deletion.deleted_on).days
        yield ReturnProblem("timing", "warning", f"The return came {plural(late, 'day')} after the deletion; it is due no later than that.")
    if deletion.returned_on is not None and deletion.deleted_on > deletion.returned_on + FARTHEST_AHEAD:
        yield _refused("timing", f"The name is deleted on {day_words(deletion.deleted_on)}, more than a year ahead: look at the year.")
    if deletion.ground_met_on is not None and deletion.ground_met_on < deletion.deleted_on - FARTHEST_AHEAD:
        met = day_words(deletion.ground_met_on)
        yield ReturnProblem("timing", "warning", f"The ground was met on {met}, more than a year before the deletion: look at the year.")
    if deletion.ground_met_on is not None and deletion.ground_met_on > deletion.deleted_on:
        yield _refused("timing", "The name was deleted before the ground was met.")


def _destination(deletion: DeletionReturn, ground: Ground) -> Iterator[ReturnProblem]:
    if ground.letter in ("a", "d") and not deletion.destination_school.strip():
        yield _refused("destination", f"Ground {ground.letter} needs the school to which the pupil goes.")
    if deletion.destination_school.strip() and deletion.destination_starts_on is None:
        yield ReturnProblem("destination", "warning", "The day on which the pupil starts at the next school is missing.")


def _joint_enquiry(joint: JointEnquiry | None, deleted_on: date) -> Iterator[ReturnProblem]:
    if joint is None:
        yield _refused("joint enquiry", "Grounds h and i need enquiries made jointly by the school and the authority, on record.")
        return
    for who, name, on in (("school", joint.by_school, joint.school_on), ("authority", joint.by_authority, joint.authority_on)):
        if not name.strip() or on is None:
            yield _refused("joint enquiry", f"Nobody has signed the joint enquiry for the {who}.")
        elif on > deleted_on:
            yield _refused("joint enquiry", f"The {who} signed the joint enquiry after the deletion.")
    if not joint.checks:
        yield _refused("joint enquiry", "The joint enquiry names no check that was made.")
    if not joint.found:
        yield _refused("joint enquiry", "The joint enquiry does not say what was found.")
    if joint.found == "will_not_attend" and not joint.steps_considered:
        yield _refused(
            "joint enquiry", "The pupil's whereabouts are known: say which reasonable steps to bring the pupil back were considered."
        )


def _ground_i(deletion: DeletionReturn, calendar: Calendar) -> Iterator[ReturnProblem]:
    """At least twenty school days, every session G, N or O, no belief of sickness or of an unavoidable cause."""
    limits = value_on(LIMITS, deletion.deleted_on)
    if deletion.marks is None:
        yield _unchecked("marks", "No attendance marks were given, so twenty school days of absence cannot be shown.")
    else:
        marks = [each for each in deletion.marks if each.day <= deletion.deleted_on]
        absence = unauthorised_absence(marks)
        if len(absence) < limits.ground_i_days:
            said = f"The marks show {plural(len(absence), 'school day')} of continuous absence, every session G, N or O"
            yield _refused("marks", f"{said}; ground i needs {limits.ground_i_days}.")
            whole = continuous_absence(marks)
            other = [(each.day, code) for each in whole for code in each.codes if code not in GROUND_I_CODES]
            if len(whole) >= limits.ground_i_days and other:
                day, code = other[-1]
                yield _refused(
                    "marks", f"The pupil was away longer, but with code {code} on {day_words(day)}, which ground i does not allow."
                )
        yield from _old_n(absence, deletion.deleted_on, calendar, limits.replace_n_days)
    for answer, what in (
        (deletion.sickness_ruled_out, "sickness, anxiety and other mental health included"),
        (deletion.unavoidable_cause_ruled_out, "an unavoidable cause, a dispute about transport or placement included"),
    ):
        if answer is None:
            yield _unchecked("cause", f"The school has not answered whether it believes that the absence is due to {what}.")
        elif not answer:
            yield _refused("cause", f"Ground i does not hold where the absence may be due to {what}.")


def _old_n(absence: Sequence[DayMarks], deleted_on: date, calendar: Calendar, limit: int) -> Iterator[ReturnProblem]:
    old = [each.day for each in absence if "N" in each.codes and calendar.school_day_after(each.day, limit) < deleted_on]
    if old:
        yield ReturnProblem("marks", "warning", f"Code N of {day_words(old[0])} should have been replaced within {limit} school days.")


def _ground_h(deletion: DeletionReturn, calendar: Calendar) -> Iterator[ReturnProblem]:
    limits = value_on(LIMITS, deletion.deleted_on)
    if deletion.leave_ended_on is None:
        yield _unchecked("leave", "The last day of the leave is missing, so ten school days after it cannot be counted.")
        return
    over = calendar.school_day_after(deletion.leave_ended_on, limits.leave_overrun_days)
    if deletion.deleted_on < over:
        yield _refused("leave", f"Ten school days after the leave are over on {day_words(over)}; the name was deleted before that.")
    came = [each.day for each in deletion.marks or () if deletion.leave_ended_on < each.day <= over and not _absent(each)]
    if came:
        yield _refused("leave", f"The marks show the pupil at school on {day_words(came[0])}, after the leave.")


def _absent(each: DayMarks) -> bool:
    return not each.codes or bool(continuous_absence([each]))


def _refused(code: str, sentence: str) -> ReturnProblem:
    return ReturnProblem(code, "refused", sentence)


def _unchecked(code: str, sentence: str) -> ReturnProblem:
    return ReturnProblem(code, "could not be checked", sentence)

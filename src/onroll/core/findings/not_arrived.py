"""Deleted naming a destination that shows no start by the 10th school day; or came back from abroad and is nowhere."""

from __future__ import annotations

from onroll.core.candidates import Candidate
from onroll.core.explanations import authority_said, destination_said, ground_said
from onroll.core.findings.last_education import last_education_said, roll_said
from onroll.core.findings.shape import Fit, Kind
from onroll.core.reasons import MOVED_AUTHORITY, MOVED_COUNTRY, UNKNOWN
from onroll.core.sightings.shape import Deleted
from onroll.core.wording import day_words


def fits(child: Candidate) -> Fit | None:
    """Return the fit, where the child came back and is nowhere, or did not arrive."""
    return _came_back(child) or _did_not_arrive(child)


def _came_back(child: Candidate) -> Fit | None:
    gone, returned = child.history.cancelled_departure, child.history.returned
    if child.returned_on is None or gone is None or returned is None:
        return None
    return Fit(
        child.not_before_school_age(returned.on),
        UNKNOWN,
        (*child_rows(child), gone.source.reference, *returned.evidence),
        [last_education_said(child), f"Left England on {day_words(gone.on)}, and came back by {day_words(returned.on)}."],
        ["Nothing shows any education since the return."],
    )


def child_rows(child: Candidate) -> tuple[str, ...]:
    """Return the rows of the last roll, if there was one."""
    return child.last_roll.evidence if child.last_roll else ()


def _did_not_arrive(child: Candidate) -> Fit | None:
    spell, deletion, due = child.last_roll, child.named_deletion, child.arrival_due()
    if spell is None or deletion is None or due is None or child.on < due[1]:
        return None
    since, more = child.since_education()
    said = destination_said(deletion, child.world, shielded=child.shielded)
    seen = [roll_said(spell, child), f"Deleted {ground_said(deletion)}; said to be going to {said}, expected there on {day_words(due[0])}."]
    missing = [f"No start is shown there, or anywhere, by the tenth school day after it ({day_words(due[1])})."]
    rows = (*spell.evidence, *more)
    last = child.history.last_education(child.on)
    if last is not None and last is not spell:
        rows += last.evidence
        seen.append(last_education_said(child))
    return Fit(child.not_before_school_age(since), _reason(child, deletion), rows, seen, missing, _doubts(child, deletion))


def _reason(child: Candidate, deletion: Deleted) -> str:
    if deletion.destination_type == "abroad":
        return MOVED_COUNTRY
    spell = child.last_roll
    left = child.world.authority_of_school(deletion.urn) or (spell.supplier if spell else None)
    going_to = child.destination_authority()
    return MOVED_AUTHORITY if going_to and going_to != left else UNKNOWN


def _doubts(child: Candidate, deletion: Deleted) -> list[str]:
    """Return why the child may be where the deletion says, unseen by any register."""
    world = child.world
    if deletion.destination_type == "abroad":
        return ["The deletion names another country, and nothing bears that out or refutes it."]
    if deletion.destination_type == "other_uk":
        return ["The deletion names another nation of the United Kingdom, and nothing bears that out or refutes it."]
    school = world.schools.get(deletion.destination_urn or "")
    if deletion.destination_type == "independent" or (school is not None and school.independent):
        return ["The deletion names an independent school, and nothing bears that out or refutes it."]
    going_to = child.destination_authority()
    covered = deletion.destination_urn is not None and world.newest_roll_that_covers(deletion.destination_urn) is not None
    if going_to and going_to not in world.rolls.newest and not covered:
        return [f"The deletion names {authority_said(going_to, shielded=child.shielded)}, which sends no roll."]
    return []


KIND = Kind(
    "not_arrived",
    1,
    "was deleted naming a destination that shows no matching start by the 10th school day after the expected day, which is "
    "day 0; also came back from a confirmed exit and is nowhere",
    "the day after the deletion's; after a confirmed exit, the day of return",
    "contracts, section 5; domain, section 2.2, grounds a, d, g",
    fits,
)

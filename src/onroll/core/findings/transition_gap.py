"""Finished a school's last year, and is on no roll by the 10th school day of the next."""

from __future__ import annotations

from datetime import date

from onroll.core.candidates import Candidate
from onroll.core.findings.last_education import last_education_said, roll_said
from onroll.core.findings.shape import Fit, Kind
from onroll.core.reasons import UNKNOWN
from onroll.core.wording import day_words

NUMBER_OF_SCHOOL_DAYS = 10


def on_a_roll_by(child: Candidate, september: date) -> date:
    """Return the day by which a leaver should be on the next roll."""
    calendar = child.world.calendar(child.residence.la_code)
    return calendar.nth_school_day_of_year(september.year, NUMBER_OF_SCHOOL_DAYS)


def fits(child: Candidate) -> Fit | None:
    """Return the fit, where the last roll was a school's last year and the next year has begun without the child."""
    spell, leaver = child.last_roll, child.school_leaver()
    if spell is None or leaver is None or not (leaver.late or spell.ending in ("stale", "closed")):
        return None
    deletion = spell.deletion
    if deletion is not None and deletion.ground in ("k", "l"):
        return None
    by = on_a_roll_by(child, leaver.september)
    if child.on < by:
        return None
    seen, rows = [roll_said(spell, child), "It was the last year of that school."], spell.evidence
    last = child.history.last_education(child.on)
    since = leaver.september
    if last is not None and last is not spell:
        rows += last.evidence
        seen.append(last_education_said(child))
        since = max(since, child.since_education()[0])
    return Fit(
        child.not_before_school_age(since), UNKNOWN, rows, seen, [f"On no roll by the tenth school day of the next year ({day_words(by)})."]
    )


KIND = Kind(
    "transition_gap",
    1,
    "finished a school's last year and is on no roll by the 10th school day of the next; whoever leaves it in the last 20 "
    "school days of the summer term or later is judged by this alone, unless a deletion names a destination",
    "1 September",
    "contracts, section 5; domain, section 2.1, Blind spot",
    fits,
)

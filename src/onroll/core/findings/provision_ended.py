"""Home education or alternative provision after the last roll ended, with nothing after it; or it is only part-time."""

from __future__ import annotations

from datetime import date, timedelta

from onroll.core.candidates import Candidate
from onroll.core.findings.last_education import last_education_said, provision_said
from onroll.core.findings.shape import Fit, Kind
from onroll.core.histories import ProvisionSpell
from onroll.core.reasons import UNKNOWN
from onroll.core.wording import day_words


def fits(child: Candidate) -> Fit | None:
    """Return the fit, where part-time provision is all there is, or such education ended after the last roll."""
    if child.part_time:
        return _part_time(child)
    last_roll_on = child.last_roll.last_on if child.last_roll else None
    ended = [each for each in child.history.provisions if _ended_after(each, last_roll_on, child.on)]
    if not ended or child.returned_on is not None:
        return None
    spell = ended[-1]
    since, more = child.since_education()
    rows = (*(child.last_roll.evidence if child.last_roll else ()), *spell.evidence, *more)
    seen = [provision_said(spell, child)]
    last = child.history.last_education(child.on)
    if isinstance(last, ProvisionSpell) and last is not spell:
        seen.append(last_education_said(child))
        rows += last.evidence
    return Fit(child.not_before_school_age(since), UNKNOWN, rows, seen, ["Nothing shows any education after it."])


def _ended_after(spell: ProvisionSpell, last_roll_on: date | None, on: date) -> bool:
    if spell.kind not in ("home_education", "alternative_provision") or spell.last_on is None or spell.last_on >= on:
        return False
    return last_roll_on is None or spell.last_on > last_roll_on


def _part_time(child: Candidate) -> Fit:
    spell = min(child.part_time, key=lambda each: each.starts_on)
    since = spell.starts_on
    if child.last_education_on is not None:
        since = max(since, child.last_education_on + timedelta(days=1))
    rows = (*(child.last_roll.evidence if child.last_roll else ()), *spell.evidence)
    return Fit(
        child.not_before_school_age(since),
        UNKNOWN,
        rows,
        [f"In alternative provision since {day_words(spell.starts_on)} that is not full-time.", last_education_said(child)],
        ["No school roll, and nothing that makes the education full-time."],
    )


KIND = Kind(
    "provision_ended",
    1,
    "had home education or alternative provision, after the last roll, that ended with nothing after it",
    "the day after the last day of education; of part-time provision without a roll, its start",
    "contracts, section 5; domain, section 1.3, rows 11 and 12",
    fits,
)

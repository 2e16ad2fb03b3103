"""On a roll in one snapshot and not in the next, with no deletion reported; or on a roll that is too old, or closed."""

from __future__ import annotations

from onroll.core.candidates import Candidate
from onroll.core.findings.last_education import last_education_said, roll_said
from onroll.core.findings.shape import Fit, Kind
from onroll.core.reasons import UNKNOWN
from onroll.core.wording import day_words


def fits(child: Candidate) -> Fit | None:
    """Return the fit, where the last roll ended in silence."""
    spell = child.last_roll
    if spell is None or spell.ending not in ("vanished", "stale", "closed"):
        return None
    leaver = child.school_leaver()
    if leaver is not None and leaver.late:
        return None
    since, more = child.since_education()
    seen, rows, doubts = [roll_said(spell, child)], (*spell.evidence, *more), []
    if spell.ending == "vanished":
        missing = [f"The roll of {day_words(spell.silent_on)} does not show the child, and no deletion was reported."]
    else:
        missing = ["No newer roll shows the child."]
        doubts = ["The school's newest roll keeps nobody on it any more, so the child may be where nobody has told us."]
    last = child.history.last_education(child.on)
    if last is not None and last is not spell:
        rows += last.evidence
        seen.append(last_education_said(child))
    return Fit(child.not_before_school_age(since), UNKNOWN, rows, seen, missing, doubts)


KIND = Kind(
    "vanished_from_roll",
    1,
    "was on a roll in one snapshot and not in the same supplier's next, with no deletion reported; or is on the roll of a "
    "school that has closed, or whose newest roll is over 200 days old (then possible_cme, partial)",
    "the day after the last snapshot that shows the child",
    "contracts, section 5",
    fits,
)

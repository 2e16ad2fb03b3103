"""Deleted from a roll, destination unknown or not given."""

from __future__ import annotations

from onroll.core.candidates import Candidate
from onroll.core.explanations import ground_said
from onroll.core.findings.last_education import last_education_said, roll_said
from onroll.core.findings.shape import Fit, Kind
from onroll.core.reasons import UNKNOWN

GROUNDS_THAT_EXPLAIN = frozenset("kl")
"""Death, and over age."""


def fits(child: Candidate) -> Fit | None:
    """Return the fit, where the last roll ended with a deletion, or a leaving date, that names no destination."""
    spell = child.last_roll
    if spell is None or spell.ending not in ("deleted", "left") or child.named_deletion is not None:
        return None
    deletion = spell.deletion
    if deletion is not None and deletion.ground in GROUNDS_THAT_EXPLAIN:
        return None
    leaver = child.school_leaver()
    if leaver is not None and leaver.late:
        return None
    since, more = child.since_education()
    seen, rows = [roll_said(spell, child)], (*spell.evidence, *more)
    if deletion is not None:
        seen.append(f"Deleted {ground_said(deletion)}; no destination is named.")
    last = child.history.last_education(child.on)
    if last is not None and last is not spell:
        rows += last.evidence
        seen.append(last_education_said(child))
    return Fit(child.not_before_school_age(since), UNKNOWN, rows, seen, ["Nothing shows where the child went, or any education since."])


KIND = Kind(
    "left_no_destination",
    1,
    "was deleted from a roll, destination unknown or not given, whatever the ground (but k is death and l over age); a "
    "leaving date without a deletion counts as one",
    "the day after the deletion's, or the leaving date",
    "contracts, section 5; domain, sections 1.3, row 15, and 2.2",
    fits,
)

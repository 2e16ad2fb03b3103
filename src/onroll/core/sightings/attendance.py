"""A week of attendance marks shows the child present at a school; it settles nothing about rolls."""

from __future__ import annotations

from datetime import date, timedelta

from onroll.core.attendance_marks import session_codes
from onroll.core.sightings.shape import Claim, Lead, Source

FIELDS = ("urn", "week_starting", "marks")

PRESENT = frozenset("/\\L")


def read(source: Source, urn: str, week: date, marks: str) -> tuple[Claim, ...]:
    """Return the last day of the week on which the child was present, if there was one.

    Source  domain, section 2.3: present is / \\ L.
    """
    present = [place for place, code in enumerate(session_codes(marks)) if code in PRESENT]
    if not present:
        return ()
    return (Lead(source, week + timedelta(days=max(present) // 2), f"present at school {urn}"),)

"""What there is to look at today, in numbers that open to the same rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from onroll.casework import clock
from onroll.casework.permissions import Right
from onroll.casework.queries.cases import case_counts_for
from onroll.casework.queries.extracts import extracts_for, late_extracts_for
from onroll.casework.queries.findings import finding_counts_for
from onroll.casework.queries.link_review import pair_counts_for
from onroll.casework.the_index import the_index
from onroll.casework.viewers import Viewer

COUNTERS = (
    "new",
    "mine",
    "mine_late",
    "awaiting",
    "returned",
    "new_leads",
    "return_at_risk",
    "offered_to_us",
    "second_officer",
    "over_age",
    "recheck",
    "ending_proposed",
    "transfer_proposed",
    "unseen_20",
    "unowned",
    "team",
)
"""The lists whose counts the start page shows."""


@dataclass(frozen=True, kw_only=True)
class Today:
    """The numbers of the start page. None: not for this viewer. on: the day of the newest run, None before it."""

    on: date | None
    made_at: datetime | None
    missing: int | None = None
    possibly_missing: int | None = None
    held: int | None = None
    late: int | None = None
    cases: Mapping[str, int] | None = None
    pairs: Mapping[str, int] | None = None
    checked_at: datetime | None = None


def made_up_day(viewer: Viewer | None) -> date | None:
    """Return the day that it is in a home that holds a made-up region, so that pages can say so; None in every other."""
    return clock.made_up_day()


def today_for(viewer: Viewer) -> Today:
    """Return the viewer's numbers; nobody is shown, so there is no event."""
    run = the_index().current_run()
    counts = finding_counts_for(viewer) if viewer.may(Right.SEE_CHILDREN) and viewer.authority else None
    sees_extracts = viewer.may(Right.SEE_EXTRACTS)
    return Today(
        on=run.on if run else None,
        made_at=run.made_at if run else None,
        missing=counts.get("cme", 0) if counts is not None else None,
        possibly_missing=counts.get("possible_cme", 0) if counts is not None else None,
        held=len(extracts_for(viewer, state="held")) if sees_extracts else None,
        late=len(late_extracts_for(viewer)) if sees_extracts else None,
        cases=case_counts_for(viewer, COUNTERS) if viewer.may(Right.SEE_CASES) and viewer.authority else None,
        pairs=pair_counts_for(viewer) if viewer.may(Right.REVIEW_LINKS) and viewer.authority else None,
        checked_at=clock.now(),
    )

"""The sealed list, for the named team of the authority that owns its entries: how many, since when, by whom; never about whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onroll.casework.models import SealedRow
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.reading import CannotSee, record_reading, require
from onroll.casework.viewers import Viewer


@dataclass(frozen=True, kw_only=True)
class SealedEntry:
    """One entry. Shape  lifted: the row that lifted it."""

    row: SealedRow
    lifted: SealedRow | None


def sealed_entries_for(viewer: Viewer, purpose: Purpose) -> Sequence[SealedEntry]:
    """Return the entries of the viewer's authority, the latest first; the look is written down.

    Raises  CannotSee to all but the named team.
    """
    require(viewer, Right.KEEP_SEALED, purpose)
    if not viewer.in_shielded_team or not viewer.authority:
        raise CannotSee("There is no such page for you.")
    record_reading(viewer, purpose, "sealed.listed")
    rows = list(SealedRow.objects.filter(authority=viewer.authority).order_by("-id"))
    liftings = {row.lifts_id: row for row in rows if row.lifts_id is not None}
    return [SealedEntry(row=row, lifted=liftings.get(row.pk)) for row in rows if row.lifts_id is None]

"""The reasons that officers recorded, as the measures count them."""

from __future__ import annotations

from datetime import date

from django.db.models import Max, OuterRef, Subquery

from onroll.casework.models import CaseReason


def recorded_reasons(*, known_by: date | None = None, up_to: int | None = None) -> dict[str, str]:
    """Return by child the latest reason, or the latest that was known by a day; nobody is shown, so there is no event.

    Shape  up_to: the number of the last reason that had been recorded when a sheet was made.

    A return is about one day and filled in after it: a reason that is recorded later belongs to it too.
    """
    rows = CaseReason.objects.order_by("id")
    if known_by is not None:
        rows = rows.filter(on__lte=known_by)
    if up_to is not None:
        rows = rows.filter(pk__lte=up_to)
    return dict(rows.values_list("case__child_id", "reason"))


def newest_reason_number() -> int:
    """Return the number of the last reason that was recorded; 0 before the first."""
    return CaseReason.objects.aggregate(newest=Max("pk"))["newest"] or 0


def newest_reason() -> Subquery:
    """Return the part of a query of cases that brings each case's reason along."""
    return Subquery(CaseReason.objects.filter(case=OuterRef("pk")).order_by("-id").values("reason")[:1])

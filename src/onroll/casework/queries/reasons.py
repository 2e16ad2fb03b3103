"""The reasons that officers recorded, as the measures count them."""

from __future__ import annotations

from datetime import date

from onroll.casework.models import CaseReason


def recorded_reasons(*, by: date) -> dict[str, str]:
    """Return by child the reason that stood on a day; nobody is shown, so there is no event."""
    rows = CaseReason.objects.filter(on__lte=by).order_by("id").values_list("case__child_id", "reason")
    return dict(rows)


def latest_reason(case_id: int) -> str:
    """Return the reason recorded for a case, or nothing."""
    return CaseReason.objects.filter(case_id=case_id).order_by("-id").values_list("reason", flat=True).first() or ""

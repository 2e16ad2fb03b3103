"""How long things are kept: the addresses."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import page
from onroll.web.views import retention

PAGES: list[URLPattern] = [
    page("retention", retention.overview, "retention", to=Right.SEE_RETENTION),
    page("retention/due/<str:kind>", retention.due, "retention_due", to=Right.SEE_RETENTION),
    page("retention/deleted", retention.gone, "retention_gone", to=Right.SEE_RETENTION),
    page("retention/holds/new", retention.hold, "retention_hold", to=Right.HOLD_RECORDS),
    page("retention/holds/<int:hold_id>/lift", retention.lift, "retention_lift", to=Right.HOLD_RECORDS),
]

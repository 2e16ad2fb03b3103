"""How children flow through cases, and the dashboards: the addresses."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import page
from onroll.web.views import dashboard, flow, unrolled

PAGES: list[URLPattern] = [
    page("figures/dashboard", dashboard.dashboard, "dashboard", to=Right.SEE_FIGURES),
    page("figures/flow", flow.flow, "flow", to=Right.SEE_FIGURES),
    page("figures/unrolled", unrolled.unrolled, "unrolled", to=Right.SEE_FIGURES),
    page("figures/unrolled.pdf", unrolled.report, "unrolled_report", to=Right.SEE_FIGURES),
]

"""How children flow through cases, and the dashboards: the addresses."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import page
from onroll.web.views import comparison, dashboard, flow, forecast, unrolled

PAGES: list[URLPattern] = [
    page("figures/dashboard", dashboard.dashboard, "dashboard", to=Right.SEE_FIGURES),
    page("figures/flow", flow.flow, "flow", to=Right.SEE_FIGURES),
    page("figures/authorities", comparison.authorities, "comparison", to=Right.SEE_FIGURES),
    page("figures/schools", comparison.schools, "school_signals", to=Right.SEE_FIGURES),
    page("figures/forecast", forecast.outlook, "forecast", to=Right.SEE_TEAM),
    page("figures/unrolled", unrolled.unrolled, "unrolled", to=Right.SEE_FIGURES),
    page("figures/unrolled.pdf", unrolled.report, "unrolled_report", to=Right.SEE_FIGURES),
]

"""How children flow through cases, and the dashboards: the addresses."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import page
from onroll.web.views import flow

PAGES: list[URLPattern] = [
    page("figures/flow", flow.flow, "flow", to=Right.SEE_FIGURES),
]

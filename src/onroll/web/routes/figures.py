"""The addresses of the figures."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import page
from onroll.web.views import figures

PAGES: list[URLPattern] = [
    page("figures/every-child", figures.every_child, "every_child", to=Right.SEE_FIGURES),
    page("figures", figures.termly_return, "figures", to=Right.SEE_FIGURES),
]

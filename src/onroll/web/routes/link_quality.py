"""The addresses of the quality of links."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import page
from onroll.web.views import link_quality

PAGES: list[URLPattern] = [
    page("link-quality", link_quality.quality, "link_quality", to=Right.SEE_LINK_QUALITY),
    page("link-quality/report", link_quality.report, "link_quality_report", to=Right.SEE_LINK_QUALITY),
]

"""What can be asked of the figures: the addresses."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import page
from onroll.web.views import measures

PAGES: list[URLPattern] = [
    page("figures/definitions", measures.definitions, "definitions", to=Right.SEE_FIGURES),
    page("figures/waterfall", measures.waterfall, "waterfall", to=Right.SEE_FIGURES),
    page("figures/any-time", measures.any_time, "any_time", to=Right.SEE_FIGURES),
    page("figures/revisions", measures.revisions, "revisions", to=Right.SEE_FIGURES),
    page("figures/since-last-term", measures.since_last_term, "since_last_term", to=Right.SEE_FIGURES),
    page("figures/children", measures.children, "figure_children", to=Right.SEE_CHILDREN, with_purpose=True),
]
"""Those of `figures` come after these."""

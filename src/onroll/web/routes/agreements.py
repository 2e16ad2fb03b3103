"""Agreements to share, decisions not to, and looks behind the glass: the addresses."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import page
from onroll.web.views import agreements

PAGES: list[URLPattern] = [
    page("agreements", agreements.list_agreements, "agreements", to=Right.SEE_AGREEMENTS),
    page("children/<str:child_id>/glass", agreements.glass, "glass", to=Right.BREAK_GLASS, with_purpose=True),
    page("glass", agreements.glass_reviews, "glass_reviews", to=Right.REVIEW_GLASS),
    page("not-shared", agreements.not_shared, "not_shared", to=Right.SEE_CASES, with_purpose=True),
    page("children/<str:child_id>/not-shared", agreements.not_shared_new, "not_shared_new", to=Right.WORK_CASES, with_purpose=True),
]

"""Contradictions between registers: the addresses."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import page
from onroll.web.views import contradictions, prevention_files

MAY = Right.SETTLE_CONTRADICTIONS

PAGES: list[URLPattern] = [
    page("contradictions", contradictions.lists, "contradictions", to=MAY, with_purpose=True),
    page("contradictions.csv", prevention_files.contradictions, "contradictions_csv", to=MAY, with_purpose=True),
    page("contradictions/asked", contradictions.asked, "contradictions_asked", to=Right.SEE_WHO_ASKED, with_purpose=True),
    page("contradictions/<str:child_id>/<str:key>", contradictions.one, "contradiction", to=MAY, with_purpose=True),
]

"""The addresses of leads."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import page
from onroll.web.views import leads

PAGES: list[URLPattern] = [
    page("cases/<int:case_id>/leads/seen", leads.seen, "leads_seen", to=Right.WORK_CASES, with_purpose=True),
    page("cases/<int:case_id>/leads/draw", leads.draw, "leads_draw", to=Right.WORK_CASES, with_purpose=True),
]

"""The address of a child's consistent identifier."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import page
from onroll.web.views import consistent_identifiers

PAGES: list[URLPattern] = [
    page("children/<str:child_id>/nhs-number", consistent_identifiers.numbers, "child_numbers", to=Right.WORK_CASES, with_purpose=True),
]

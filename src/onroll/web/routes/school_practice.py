"""Schools' practice: the addresses."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import page
from onroll.web.views import school_practice

OWN, ALL = Right.ANSWER_PRACTICE, Right.SEE_PRACTICE

PAGES: list[URLPattern] = [
    page("school-practice", school_practice.schools, "school_practice", to=ALL),
    page("school-practice/own", school_practice.own, "own_practice", to=OWN),
    page("school-practice/own/<str:practice>", school_practice.own_pupils, "own_practice_pupils", to=OWN, with_purpose=True),
    page("school-practice/<str:urn>/<str:practice>", school_practice.pupils, "practice_pupils", to=ALL, with_purpose=True),
]

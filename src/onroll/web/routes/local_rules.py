"""The addresses of what an authority sets for itself, and of the children whom its named team shields."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import page
from onroll.web.views import local_rules, shielding

PAGES: list[URLPattern] = [
    page("local-rules", local_rules.rules, "local_rules", to=Right.SET_LOCAL_RULES),
    page("local-rules/<str:kind>", local_rules.limit, "local_limit", to=Right.SET_LOCAL_RULES),
    page("shielded", shielding.list_marks, "shielding", to=Right.SHIELD_CHILDREN, with_purpose=True),
    page("shielded/<int:mark_id>", shielding.one_mark, "shield_mark", to=Right.SHIELD_CHILDREN, with_purpose=True),
    page("children/<str:child_id>/shield", shielding.shield, "shield_child", to=Right.SHIELD_CHILDREN, with_purpose=True),
]

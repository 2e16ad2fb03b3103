"""Warning signs: the addresses."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import page
from onroll.web.views import warning_signs

SEE = Right.SEE_WARNING_SIGNS
CHILD = "warning-signs/children/<str:child_id>"

PAGES: list[URLPattern] = [
    page("warning-signs", warning_signs.listed, "warning_signs", to=SEE, with_purpose=True),
    page("warning-signs/check", warning_signs.check, "warning_signs_check", to=Right.CHECK_WARNING_SIGNS),
    page("warning-signs/switch", warning_signs.switch, "warning_signs_switch", to=Right.SWITCH_WARNING_SIGNS),
    page(CHILD, warning_signs.child, "warning_sign_child", to=SEE, with_purpose=True),
]

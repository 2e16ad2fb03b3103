"""The addresses of what families read and ask, and of the register of children not in school."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import PUBLIC, page
from onroll.web.views import families, family_requests, not_in_school

_ASKED, _REGISTER = Right.HANDLE_FAMILY_REQUESTS, Right.KEEP_NOT_IN_SCHOOL

PAGES: list[URLPattern] = [
    page("families", families.page_for_families, "families", to=PUBLIC),
    page("families/<str:language>", families.page_for_families, "families_in", to=PUBLIC),
    page("family-requests", family_requests.list_requests, "family_requests", to=_ASKED, with_purpose=True),
    page("family-requests/new", family_requests.new, "family_request_new", to=_ASKED, with_purpose=True),
    page("family-requests/<int:request_id>", family_requests.one, "family_request", to=_ASKED, with_purpose=True),
    page("family-requests/<int:request_id>/items", family_requests.items, "family_items", to=_ASKED, with_purpose=True),
    page("family-requests/<int:request_id>/package.zip", family_requests.package, "family_package", to=_ASKED, with_purpose=True),
    page("family-requests/<int:request_id>/<str:what>", family_requests.do, "family_request_do", to=_ASKED, with_purpose=True),
    page("corrections", family_requests.corrections, "corrections_asked", to=Right.SEE_WHO_ASKED, with_purpose=True),
    page("not-in-school", not_in_school.register, "not_in_school", to=_REGISTER, with_purpose=True),
    page("not-in-school.csv", not_in_school.download, "not_in_school_csv", to=_REGISTER, with_purpose=True),
    page("not-in-school/<int:entry_id>", not_in_school.entry, "not_in_school_entry", to=_REGISTER, with_purpose=True),
]

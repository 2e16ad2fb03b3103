"""Who signs in, how, and who has an account: the addresses."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import PUBLIC, SIGNED_IN, page
from onroll.web.views import access_review, account, people, sign_in

PAGES: list[URLPattern] = [
    page("sign-in/code", sign_in.code, "sign_in_code", to=PUBLIC),
    page("sign-in/elsewhere", sign_in.to_single_sign_on, "single_sign_on", to=PUBLIC),
    page("sign-in/back", sign_in.from_single_sign_on, "single_sign_on_back", to=PUBLIC),
    page("sign-in/second-factor", account.second_factor, "second_factor", to=PUBLIC),
    page("invitation/<str:token>", account.invitation, "invitation", to=PUBLIC),
    page("account", account.account, "account", to=SIGNED_IN),
    page("account/recovery-codes", account.recovery_codes, "recovery_codes", to=SIGNED_IN),
    page("account/password", account.password, "password", to=SIGNED_IN),
    page("people", people.list_people, "people", to=Right.MANAGE_PEOPLE),
    page("people/new", people.new, "person_new", to=Right.MANAGE_PEOPLE),
    page("people/identities", people.identities, "identities", to=Right.MANAGE_PEOPLE),
    page("people/<int:user_id>", people.person, "person", to=Right.MANAGE_PEOPLE),
    page("people/<int:user_id>/<str:what>", people.do, "person_do", to=Right.MANAGE_PEOPLE),
    page("organisations", people.organisations, "organisations", to=Right.MANAGE_PEOPLE),
    page("access-review", access_review.review, "access_review", to=Right.REVIEW_ACCESS),
]

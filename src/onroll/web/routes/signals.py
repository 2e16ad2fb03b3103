"""The addresses of referrals, returns and own lists."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import page
from onroll.web.views import own_list, referrals

PAGES: list[URLPattern] = [
    page("your-list", own_list.own_list, "own_list", to=Right.SEE_OWN_LIST, with_purpose=True),
    page("your-list.csv", own_list.download, "own_list_csv", to=Right.SEE_OWN_LIST, with_purpose=True),
    page("referrals", referrals.list_referrals, "referrals", to=Right.REFER, with_purpose=True),
    page("referrals/new", referrals.new, "referral_new", to=Right.REFER, with_purpose=True),
]

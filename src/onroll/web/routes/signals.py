"""The addresses of referrals, returns and own lists."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import page
from onroll.web.views import own_list, own_roll, referrals, school_returns

PAGES: list[URLPattern] = [
    page("your-list", own_list.own_list, "own_list", to=Right.SEE_OWN_LIST, with_purpose=True),
    page("your-list.csv", own_list.download, "own_list_csv", to=Right.SEE_OWN_LIST, with_purpose=True),
    page("referrals", referrals.list_referrals, "referrals", to=Right.REFER, with_purpose=True),
    page("returns", school_returns.list_returns, "returns", to=Right.SEE_RETURNS, with_purpose=True),
    page("returns/new", school_returns.new, "return_new", to=Right.SEND_RETURNS, with_purpose=True),
    page("returns/pupil/<str:kind>", own_roll.choose, "own_roll", to=Right.SEND_RETURNS, with_purpose=True),
    page("returns/<int:number>", school_returns.one, "return", to=Right.SEE_RETURNS, with_purpose=True),
    page("joint-enquiries/new", school_returns.new_joint, "joint_enquiry_new", to=Right.SEND_RETURNS, with_purpose=True),
    page("joint-enquiries/<int:number>", school_returns.joint, "joint_enquiry", to=Right.SEE_RETURNS, with_purpose=True),
    page("referrals/new", referrals.new, "referral_new", to=Right.REFER, with_purpose=True),
]

"""The addresses of letters, attendance orders, return plans on paper, and what services owe."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import page
from onroll.web.views import letter_texts, letters, plan_papers, service_referrals

SEE, WORK, EDIT = Right.SEE_CASES, Right.WORK_CASES, Right.EDIT_LETTERS

PAGES: list[URLPattern] = [
    page("letters", letter_texts.list_texts, "letter_texts", to=Right.SEE_LETTERS),
    page("letters/<str:kind>/<str:language>", letter_texts.one_text, "letter_text", to=Right.SEE_LETTERS),
    page("letters/<str:kind>/<str:language>/edit", letter_texts.edit, "letter_text_edit", to=EDIT),
    page("letters/<str:kind>/<str:language>/give-up", letter_texts.give_up, "letter_text_give_up", to=EDIT),
    page("service-referrals", service_referrals.list_referrals, "service_referrals", to=SEE, with_purpose=True),
    page("cases/<int:case_id>/letters/write/<str:kind>", letters.write, "letter_write", to=WORK, with_purpose=True),
    page("cases/<int:case_id>/letters/<int:letter_id>", letters.one_letter, "case_letter", to=SEE, with_purpose=True),
    page("cases/<int:case_id>/letters/<int:letter_id>/<str:form>", letters.letter_file, "case_letter_file", to=SEE, with_purpose=True),
    page("cases/<int:case_id>/plan/paper", plan_papers.paper, "plan_paper", to=SEE, with_purpose=True),
    page("cases/<int:case_id>/plan/paper/<str:form>", plan_papers.paper, "plan_paper_file", to=SEE, with_purpose=True),
]

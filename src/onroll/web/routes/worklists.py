"""The addresses of worklists, visits, saved filters and status."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import SIGNED_IN, page
from onroll.web.views import day_order, manager, printing, splits, status, transfers, visits, worklists

PAGES: list[URLPattern] = [
    page("today/order", day_order.change, "today_order", to=Right.WORK_CASES, with_purpose=True),
    page("transfers", transfers.desk, "transfers", to=Right.SEE_CASES, with_purpose=True),
    page("cases/<int:case_id>/claim", transfers.claim, "case_claim", to=Right.WORK_CASES, with_purpose=True),
    page("cases/<int:case_id>/split", splits.one_split, "case_split", to=Right.WORK_CASES, with_purpose=True),
    page("cases/<int:case_id>/split/propose", splits.propose, "split_propose", to=Right.WORK_CASES, with_purpose=True),
    page("cases/<int:case_id>/split/pieces/<int:piece_id>", splits.piece, "split_piece", to=Right.WORK_CASES, with_purpose=True),
    page("cases/<int:case_id>/take", worklists.take, "case_take", to=Right.WORK_CASES, with_purpose=True),
    page("cases/<int:case_id>/visit", visits.prepare, "visit_prepare", to=Right.WORK_CASES, with_purpose=True),
    page("cases/<int:case_id>/print", printing.one_case, "case_print", to=Right.SEE_CASES, with_purpose=True),
    page("cases/print", printing.list_of_cases, "cases_print", to=Right.SEE_CASES, with_purpose=True),
    page("cases/bulk", worklists.bulk, "cases_bulk", to=Right.WORK_CASES, with_purpose=True),
    page("cases/save-filter", worklists.save, "filter_save", to=Right.SEE_CASES),
    page("visits", visits.out, "visits", to=Right.WORK_CASES, with_purpose=True),
    page("visits/<int:visit_id>", visits.one, "visit", to=Right.WORK_CASES, with_purpose=True),
    page("worklists", worklists.lists, "worklists", to=Right.WORK_CASES),
    page("notices", status.notices, "notices", to=Right.SEE_CASES),
    page("messages", status.messages, "messages", to=Right.SEE_CASES),
    page("team/roles", status.roles, "named_roles", to=Right.SEE_TEAM),
    page("team/endings", manager.endings, "ending_sample", to=Right.SEE_TEAM, with_purpose=True),
    page("status", status.status, "status", to=Right.SEE_STATUS),
    page("private-screen", status.private, "private_screen", to=SIGNED_IN),
]

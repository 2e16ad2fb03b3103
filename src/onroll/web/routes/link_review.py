"""The addresses of the review of pairs, and of the sealed list."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import page
from onroll.web.views import link_review, sealed_list

PAGES: list[URLPattern] = [
    page("pairs", link_review.queue, "pairs", to=Right.REVIEW_LINKS, with_purpose=True),
    page("pairs/choose", link_review.choose, "pair_choose", to=Right.REVIEW_LINKS, with_purpose=True),
    page("pairs/decisions", link_review.decisions, "pair_decisions", to=Right.REVIEW_LINKS, with_purpose=True),
    page("pairs/decisions/<int:decision_id>/second", link_review.second, "pair_second", to=Right.REVIEW_LINKS, with_purpose=True),
    page("pairs/decisions/<int:decision_id>/undo", link_review.undo, "pair_undo", to=Right.REVIEW_LINKS, with_purpose=True),
    page("pairs/<str:child_a>/<str:child_b>", link_review.pair, "pair", to=Right.REVIEW_LINKS, with_purpose=True),
    page("children/<str:child_id>/part", link_review.split, "child_split", to=Right.REVIEW_LINKS, with_purpose=True),
    page("sealed", sealed_list.entries, "sealed", to=Right.KEEP_SEALED, with_purpose=True),
    page("sealed/new", sealed_list.add, "sealed_new", to=Right.KEEP_SEALED, with_purpose=True),
    page("sealed/<int:entry_id>/lift", sealed_list.lift, "sealed_lift", to=Right.KEEP_SEALED, with_purpose=True),
]

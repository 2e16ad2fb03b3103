"""What the Department's return says of a case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onroll.casework.actions.reasons import PUBLISHED_REASONS, record_reason
from onroll.casework.queries.case_page import CasePage
from onroll.web.case_forms import Ask
from onroll.web.case_work.asking import Page
from onroll.web.requests import PageRequest


def _reason_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    said = getattr(found.case, "recorded_reason", None) or ((found.finding.reason or "") if found.finding else "")
    return [
        Ask(
            name="reason",
            label="Why is the child missing education?",
            kind="select",
            choices={each: each for each in sorted(PUBLISHED_REASONS)},
            required=True,
            value=said,
            hint="The primary reason in the Department’s words. The termly return counts it from today on.",
            error="Choose the reason",
        ),
        Ask(name="because", label="What does that rest on?", kind="textarea"),
    ]


def _reason(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return record_reason(case_id, by=request.viewer, reason=said["reason"], because=said["because"])


PAGES: Mapping[str, Page] = {
    "reason": Page(heading="Record the reason", asks=_reason_asks, act=_reason, done="The reason is recorded."),
}

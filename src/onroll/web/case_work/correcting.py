"""Taking back what was recorded by mistake."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onroll.casework.actions.taking_back import take_back
from onroll.casework.queries.case_page import CasePage, case_choices
from onroll.web.case_forms import Ask
from onroll.web.case_work.asking import Page, why
from onroll.web.requests import PageRequest


def _asks(request: PageRequest, found: CasePage) -> list[Ask]:
    things = case_choices(request.viewer, found.case.pk, "take-back")["things"]
    return [
        Ask(
            name="thing", label="What was recorded by mistake?", kind="radios", choices=things, required=True,
            value=request.GET.get("thing", ""), error="Choose what was recorded by mistake",
            hint="" if things else "Nothing of this case can be taken back now.",
        ),
        why("Why is it taken back?", "Such as: recorded on the wrong child. It stays in the case’s history, with your name and the day."),
    ]  # fmt: skip


def _take_back(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    kind, _, number = said["thing"].partition("-")
    return take_back(kind, int(number), by=request.viewer, because=said["because"])


PAGES: Mapping[str, Page] = {
    "take-back": Page(
        heading="Take something back",
        asks=_asks,
        act=_take_back,
        done="It is taken back, and counts no longer.",
        button="Take it back",
        tab="timeline",
        explains=(
            "Clocks, next steps and the state of the case go on as if it had not been recorded; an enquiry is open again. The history "
            "keeps what was said. A question to other authorities that ended with it stays withdrawn: ask again where it is needed."
        ),
    ),
}

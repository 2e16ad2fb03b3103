"""Decide about an extract: let it in, withdraw it, release a row. Each asks for the reason first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.extracts import LONGEST_REASON, let_extract_in, release_row, withdraw_extract
from onroll.casework.queries.extracts import extract_page
from onroll.web.notices import tell
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def let_in(request: PageRequest, extract_id: str) -> HttpResponse:
    """Ask why a held extract, or one that was withdrawn, is right after all; then let it count."""
    found = extract_page(request.viewer, extract_id)
    if found is not None and found.extract.state == "withdrawn":
        asked = {
            "heading": "Let this extract count again",
            "explains": "From the next run on, it counts again, in place of what stands for the same day.",
            "label": "Why is it right after all?",
            "button": "Let it count again",
        }
    else:
        asked = {
            "heading": "Let this extract in",
            "explains": "From the next run on, it counts as if it had not looked wrong. Who is not in it is then taken to have left.",
            "label": "Why is it right?",
            "button": "Let it in",
        }
    return _decide(
        request,
        extract_id,
        asked,
        lambda reason: let_extract_in(request.viewer, extract_id, reason),
        "The extract is let in. The next run uses it.",
    )


def withdraw(request: PageRequest, extract_id: str) -> HttpResponse:
    """Ask why a delivery was wrong; then stop counting it."""
    asked = {
        "heading": "Withdraw this extract",
        "explains": "It is kept, and from the next run on it does not count. What it had replaced counts again. It can be let in again.",
        "label": "Why is it wrong?",
        "button": "Withdraw it",
    }
    return _decide(
        request,
        extract_id,
        asked,
        lambda reason: withdraw_extract(request.viewer, extract_id, reason),
        "The extract is withdrawn. The next run does without it.",
    )


def release(request: PageRequest, extract_id: str, line: int) -> HttpResponse:
    """Ask why a row that was set aside can be used; then release it."""
    asked = {
        "heading": f"Release line {line}",
        "explains": "The row is used from the next run on. What could not be read in it stays empty.",
        "label": "Why can it be used?",
        "button": "Release it",
    }
    return _decide(
        request,
        extract_id,
        asked,
        lambda reason: release_row(request.viewer, extract_id, line, reason),
        f"Line {line} is released, in a new version of the extract.",
    )


def _decide(request: PageRequest, extract_id: str, asked: dict[str, str], act: Callable[[str], Any], done: str) -> HttpResponse:
    found = extract_page(request.viewer, extract_id)
    if found is None or not found.may_decide:
        raise Http404
    reason, error = request.POST.get("reason", "").strip(), ""
    if request.method == "POST":
        if not reason:
            error = "Enter a reason"
        elif len(reason) > LONGEST_REASON:
            error = f"The reason must be {LONGEST_REASON} characters or fewer"
        else:
            decided = act(reason)
            tell(request, done)
            return HttpResponseRedirect(reverse("extract", args=[decided.extract_id]))
    return show(
        request,
        "decide.html",
        {"found": found, "extract": found.extract, "asked": asked, "error": error, "reason": reason, "longest": LONGEST_REASON},
    )

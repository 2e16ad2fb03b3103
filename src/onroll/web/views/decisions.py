"""Decide about an extract: let it in, withdraw it, release or reject rows. Each asks for the reason first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.extracts import LONGEST_REASON, let_extract_in, reject_group, release_group, release_row, withdraw_extract
from onroll.casework.queries.extracts import extract_page, quarantine_groups_of
from onroll.core.wording import plural
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


def decide_group(request: PageRequest, extract_id: str, group: str, decision: str) -> HttpResponse:
    """Ask why all rows that were set aside for one reason can be used, or not; then release or reject them in one act."""
    found = next((each for each in quarantine_groups_of(request.viewer, extract_id) if each.name == group), None)
    acts = {"release": release_group, "reject": reject_group}
    if found is None or decision not in acts or (decision == "release" and not found.to_release):
        raise Http404
    count = len(found.to_release) if decision == "release" else len(found.lines) - len(found.rejected)
    rows, stay = plural(count, "row"), len(found.lines) - count
    if decision == "release":
        more = f" {plural(stay, 'row')} of the same reason failed another check too, and stay{'s' if stay == 1 else ''} set aside."
        asked = {
            "heading": f"Release {rows} that failed check {found.check_id}",
            "explains": f"Check {found.check_id}: {found.asks} The rows are used from the next run on. What could not be read in them "
            f"stays empty.{more if stay else ''}",
            "label": "Why can they be used?",
            "button": f"Release {rows}",
        }
    else:
        asked = {
            "heading": f"Reject {rows} that failed check {found.check_id}",
            "explains": f"Check {found.check_id}: {found.asks} The rows stay set aside and are kept. Nobody is asked about them again.",
            "label": "Why can they not be used?",
            "button": f"Reject {rows}",
        }
    done = "released, in a new version of the extract" if decision == "release" else "rejected"
    return _decide(
        request,
        extract_id,
        asked,
        lambda reason: acts[decision](request.viewer, extract_id, group, reason)[0],
        f"{rows} {'is' if count == 1 else 'are'} {done}.",
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

"""What registers say that cannot both be so: the list, and one of them with what each record says."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from onroll.casework.actions.contradictions import settle_contradiction
from onroll.casework.queries.contradictions import (
    HOWS,
    LISTED,
    SOURCE_HAS_DAYS,
    STATES,
    ContradictionPage,
    asked_of,
    contradiction_for,
    contradictions_for,
)
from onroll.casework.refusals import CannotDoNow
from onroll.core.wording import day_words
from onroll.web.case_forms import Answers, Ask, read
from onroll.web.notices import tell
from onroll.web.paging import PageLinks, page_number
from onroll.web.requests import PageRequest
from onroll.web.templating import show
from onroll.web.words import register_name


def lists(request: PageRequest) -> HttpResponse:
    """Show the counts by kind and state, each of which opens to its rows, and one page of them."""
    state, kind = list_asked(request.GET)
    found = contradictions_for(request.viewer, request.purpose, state=state, kind=kind, page=page_number(request))
    links = PageLinks(request, found.page, found.pages)
    context = {"found": found, "state": state, "kind": kind, "states": STATES, "kinds": LISTED, "hows": HOWS, "links": links}
    return show(request, "contradictions.html", context)


def list_asked(query: QueryDict) -> tuple[str, str]:
    """Return the state and the kind that the address asks for; the kind empty for every one."""
    state, kind = query.get("state", "open"), query.get("kind", "")
    return state if state in STATES else "open", kind if kind in LISTED else ""


def one(request: PageRequest, child_id: str, key: str) -> HttpResponse:
    """Show what each record says, and ask which is right."""
    found = contradiction_for(request.viewer, request.purpose, child_id, key)
    if found is None:
        raise Http404
    asks = _asks(found)
    form = read(asks, request.POST) if request.method == "POST" else Answers({}, {}, {})
    if request.method == "POST" and not form.errors:
        said = form.values
        try:
            settle_contradiction(
                found.row.child_id, key, by=request.viewer, how=said["how"], words=said["words"], wrong=said.get("wrong", "")
            )
            tell(request, "Your decision is recorded.")
            return HttpResponseRedirect(reverse("contradictions"))
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
    context = {"found": found, "row": found.row, "asks": asks, "form": form, "hows": HOWS, "states": STATES, "has_days": SOURCE_HAS_DAYS}
    return show(request, "contradiction.html", context)


def asked(request: PageRequest) -> HttpResponse:
    """Show the viewer's own body which of its records it was asked to correct."""
    return show(request, "contradictions_asked.html", {"rows": asked_of(request.viewer, request.purpose)})


def _asks(found: ContradictionPage) -> Sequence[Ask]:
    reasons = Ask(
        name="words", label="Why?", kind="textarea", required=True, error="Say why",
        hint="A colleague should understand it a year from now. Write nothing about the family that they may not read.",
    )  # fmt: skip
    if found.row.state != "open":
        return [Ask(name="how", label="What do you decide?", kind="radios", choices={"reopened": HOWS["reopened"]}, required=True,
                    error="Choose what you decide"), reasons]  # fmt: skip
    sources = {side.source: f"{register_name(side.register)} of {side.supplier}, {day_words(side.as_at)}" for side in found.row.sides}
    return [
        Ask(
            name="how", label="What do you decide?", kind="radios", required=True, error="Choose what you decide",
            choices={code: words for code, words in HOWS.items() if code != "reopened"},
        ),
        Ask(
            name="wrong", label="Whose record is wrong?", kind="select", choices=sources,
            hint=f"Only where a record is wrong. Its source has {SOURCE_HAS_DAYS} days; if nothing changes, this comes back.",
        ),
        reasons,
    ]  # fmt: skip

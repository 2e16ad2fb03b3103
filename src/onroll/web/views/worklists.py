"""Saved filters and worklists, one thing done to several cases, and taking a case."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions import worklists as acts
from onroll.casework.queries.cases import officers_for
from onroll.casework.queries.worklists import filters_of, may_see_cases, worklists_of
from onroll.casework.refusals import CannotDoNow
from onroll.core.wording import plural
from onroll.web.case_forms import Answers, Ask, read
from onroll.web.notices import tell
from onroll.web.requests import PageRequest
from onroll.web.templating import show
from onroll.web.views.sign_in import safe_onward

WHATS = {
    "assign": "Give to somebody",
    "next": "Set the next action",
    "note": "Write the same note",
    "list": "Put on a worklist",
    "unlist": "Take off a worklist",
}


def lists(request: PageRequest) -> HttpResponse:
    """Show the viewer's and the team's filters and worklists; begin a worklist, or do away with something of one's own."""
    error = ""
    if request.method == "POST":
        try:
            _change(request)
            return HttpResponseRedirect(reverse("worklists"))
        except CannotDoNow as refused:
            error = str(refused)
    context = {"filters": filters_of(request.viewer), "worklists": worklists_of(request.viewer), "error": error}
    return show(request, "worklists.html", {**context, "name": request.POST.get("name", "")})


def _change(request: PageRequest) -> None:
    what, number = request.POST.get("what", ""), _number(request.POST.get("id", ""))
    if what == "begin":
        acts.begin_worklist(by=request.viewer, name=request.POST.get("name", ""), for_team=request.POST.get("for_team") == "yes")
        tell(request, "The worklist is there. Put cases on it from any list.")
    elif what == "drop-filter":
        acts.drop_filter(number, by=request.viewer)
        tell(request, "The filter is forgotten.")
    elif what == "drop-worklist":
        acts.drop_worklist(number, by=request.viewer)
        tell(request, "The worklist is gone. Its cases are what they were.")


def save(request: PageRequest) -> HttpResponse:
    """Keep the list that was looked at under a name."""
    onward = safe_onward(request, f"{reverse('cases')}?{request.POST.get('address', '')}")
    if request.method == "POST":
        try:
            acts.save_filter(
                by=request.viewer,
                name=request.POST.get("name", ""),
                address=onward.partition("?")[2],
                for_team=request.POST.get("for_team") == "yes",
            )
            tell(request, "The filter is saved. It stands under “My lists and filters”.")
        except CannotDoNow as refused:
            tell(request, f"Not saved: {refused}")
    return HttpResponseRedirect(onward)


def take(request: PageRequest, case_id: int) -> HttpResponse:
    """Take a case that nobody has."""
    if request.method == "POST":
        acts.take_case(case_id, by=request.viewer)
        tell(request, f"Case {case_id} is yours now.")
        if request.POST.get("back") == "case":
            return HttpResponseRedirect(reverse("case", args=[case_id]))
    return HttpResponseRedirect(reverse("today"))


# -- several cases at once ---------------------------------------------------------------------------------------------


def bulk(request: PageRequest) -> HttpResponse:
    """Ask what is to be done to the chosen cases, and do it to all of them or to none."""
    what = request.POST.get("what", "")
    chosen = [_number(each) for each in request.POST.getlist("case")]
    back = safe_onward(request, f"{reverse('cases')}?{request.POST.get('address', '')}")
    if request.method != "POST" or not chosen or what not in WHATS:
        tell(request, "Nothing was changed: choose the cases, and what is to be done with them.")
        return HttpResponseRedirect(back)
    if not may_see_cases(request.viewer, chosen):
        raise Http404
    asks = _asks(request, what)
    sent = request.POST.get("sent") == "yes"
    form = read(asks, request.POST) if sent else Answers({}, {}, {})
    if sent and not form.errors:
        try:
            tell(request, _do(request, what, chosen, form.values))
            return HttpResponseRedirect(back)
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
    context = {
        "what": what,
        "heading": WHATS[what],
        "chosen": chosen,
        "asks": asks,
        "form": form,
        "address": back.partition("?")[2],
        "first": asks[0].name,
    }
    return show(request, "bulk.html", context)


def _asks(request: PageRequest, what: str) -> list[Ask]:
    said = Ask(name="because", label="Why?", kind="textarea", hint="Kept in the history of each case.")
    if what == "assign":
        people = officers_for(request.viewer)
        return [
            Ask(name="username", label="Who works on them?", kind="radios", choices=people, required=True, error="Choose a person"),
            said,
        ]
    if what == "next":
        return [
            Ask(name="action", label="What is to be done next?", required=True),
            Ask(name="due_on", label="By when?", kind="date", required=True, error="Enter the day"),
            said,
        ]
    if what == "note":
        return [Ask(name="text", label="Note", kind="textarea", required=True, error="Write something")]
    there = {str(each.id): f"{each.name} ({'team' if each.for_team else 'mine'})" for each in worklists_of(request.viewer)}
    hint = "" if there else "You have no worklist yet: begin one under “My lists and filters”."
    return [Ask(name="worklist", label="Which worklist?", kind="radios", choices=there, required=True, error="Choose one", hint=hint)]


def _do(request: PageRequest, what: str, chosen: list[int], said: dict[str, Any]) -> str:
    by = request.viewer
    if what == "assign":
        count = acts.assign_several(chosen, by=by, username=said["username"], because=said["because"])
        return f"{plural(count, 'case')} given to {officers_for(by)[said['username']]}."
    if what == "next":
        count = acts.set_next_of_several(chosen, by=by, action=said["action"], due_on=said["due_on"], because=said["because"])
        return f"The next action of {plural(count, 'case')} is set."
    if what == "note":
        return f"The note is kept in {plural(acts.note_in_several(chosen, by=by, text=said['text']), 'case')}."
    change = acts.put_on_worklist if what == "list" else acts.take_off_worklist
    count = change(chosen, by=by, worklist_id=int(said["worklist"]))
    return f"{plural(count, 'case')} {'put on' if what == 'list' else 'taken off'} the worklist."


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0

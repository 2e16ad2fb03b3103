"""What families ask, followed to its answer; and what is held about a child, item by item, before it is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions import family_requests as actions
from onroll.casework.queries.family_requests import (
    GROUNDS,
    KINDS,
    LANGUAGES,
    LISTS,
    RELATIONSHIPS,
    RequestPage,
    corrections_asked_of,
    items_page,
    package_of,
    request_page,
    requests_for,
)
from onroll.casework.refusals import CannotDoNow
from onroll.core.wording import day_words
from onroll.web.case_forms import Answers, Ask, read
from onroll.web.notices import tell
from onroll.web.requests import PageRequest
from onroll.web.templating import show


@dataclass(frozen=True, kw_only=True)
class Doing:
    """One thing that is done about a request."""

    heading: str
    asks: Callable[[RequestPage], list[Ask]]
    act: Callable[[PageRequest, int, Mapping[str, Any]], object]
    done: str
    explains: str = ""


def list_requests(request: PageRequest) -> HttpResponse:
    """Show what waits for an answer, the first due first."""
    which = request.GET.get("list", "open")
    which = which if which in LISTS else "open"
    rows, counts = requests_for(request.viewer, request.purpose, which)
    return show(request, "family_requests.html", {"rows": rows, "counts": counts, "which": which, "lists": LISTS, "kinds": KINDS})


def new(request: PageRequest) -> HttpResponse:
    """Write down a request on the day that it comes."""
    asks = _new_asks(request)

    def act(values: Mapping[str, Any]) -> HttpResponse:
        made = actions.receive_request(by=request.viewer, **values)
        tell(request, f"Request {made.number} is written down. Answer it by {day_words(made.due_on)}.")
        return HttpResponseRedirect(reverse("family_request", args=[made.pk]))

    return _asked_for(request, asks, act, {"heading": "A family asks"})


def one(request: PageRequest, request_id: int) -> HttpResponse:
    """Show one request and what can be done about it."""
    found = _found(request, request_id)
    return show(
        request,
        "family_request.html",
        {
            "found": found,
            "asked": found.request,
            "relationships": RELATIONSHIPS,
            "languages": LANGUAGES,
            "answers": actions.SOURCE_ANSWERS,
            "doings": {code: DOINGS[code].heading for code in _open_doings(found)},
        },
    )


def do(request: PageRequest, request_id: int, what: str) -> HttpResponse:
    """Ask what one step needs, and do it."""
    found, doing = _found(request, request_id), DOINGS.get(what)
    if doing is None or what not in _open_doings(found):
        raise Http404

    def act(values: Mapping[str, Any]) -> HttpResponse:
        doing.act(request, request_id, values)
        tell(request, doing.done)
        return HttpResponseRedirect(reverse("family_request", args=[request_id]))

    return _asked_for(request, doing.asks(found), act, {"heading": doing.heading, "explains": doing.explains, "found": found})


def items(request: PageRequest, request_id: int) -> HttpResponse:
    """Show every item that is held, with what is proposed, and decide."""
    error = ""
    if request.method == "POST":
        try:
            tell(request, _decided(request, request_id))
            return HttpResponseRedirect(reverse("family_items", args=[request_id]))
        except CannotDoNow as refused:
            error = str(refused)
    found = items_page(request.viewer, request.purpose, request_id)
    if found is None:
        raise Http404
    asked, lines = found
    waiting = [line for line in lines if line.decided is None]
    context = {"asked": asked, "lines": lines, "waiting": waiting, "grounds": GROUNDS, "error": error}
    context["proposals"] = sum(line.proposed.disclose is not None for line in waiting)
    return show(request, "family_items.html", context)


def _decided(request: PageRequest, request_id: int) -> str:
    said = request.POST
    if said.get("go") == "proposals":
        count = actions.accept_proposals(request_id, by=request.viewer)
        return f"{count} items decided as proposed. What has no proposal, a person reads."
    decision = (said.get("go") == "send", said.get("ground", ""), said.get("because", ""))
    actions.decide_items(request_id, by=request.viewer, decisions={said.get("item", ""): decision})
    return "Decided."


def package(request: PageRequest, request_id: int) -> HttpResponse:
    """Hand over what may be sent."""
    content = package_of(request.viewer, request.purpose, request_id)
    if content is None:
        raise Http404
    named = {"Content-Disposition": f'attachment; filename="request-F{request_id:06d}.zip"'}
    return HttpResponse(content, content_type="application/zip", headers=named)


def corrections(request: PageRequest) -> HttpResponse:
    """Show the corrections that families ask of one's own body, and answer them."""
    rows, on = corrections_asked_of(request.viewer, request.purpose)
    error = ""
    if request.method == "POST":
        number = request.POST.get("correction", "")
        try:
            actions.answer_as_source(
                int(number) if number.isascii() and number.isdigit() else 0,
                by=request.viewer,
                answer=request.POST.get("answer", ""),
                said=request.POST.get("said", ""),
            )
            tell(request, "The answer is on its way to the family.")
            return HttpResponseRedirect(reverse("corrections_asked"))
        except CannotDoNow as refused:
            error = str(refused)
    return show(request, "corrections_asked.html", {"rows": rows, "on": on, "error": error, "answers": actions.SOURCE_ANSWERS})


def _asked_for(
    request: PageRequest, asks: list[Ask], act: Callable[[Mapping[str, Any]], HttpResponse], context: Mapping[str, Any]
) -> HttpResponse:
    """Show a form, and act on what is sent; where that is refused, show it again with the reason."""
    form = Answers({ask.name: ask.value for ask in asks}, {}, {})
    if request.method == "POST":
        form = read(asks, request.POST)
        if not form.errors:
            try:
                return act(form.values)
            except CannotDoNow as refused:
                form.errors["form"] = [str(refused)]
    return show(request, "family_request_do.html", {"asks": asks, "form": form, "first": asks[0].name, **context})


def _found(request: PageRequest, request_id: int) -> RequestPage:
    found = request_page(request.viewer, request.purpose, request_id)
    if found is None:
        raise Http404
    return found


def _new_asks(request: PageRequest) -> list[Ask]:
    kinds = {code: f"{kind.title}. {kind.explains}" for code, kind in KINDS.items()}
    child = request.GET.get("child", "")[:64]
    return [
        Ask(name="kind", label="What do they ask?", kind="radios", choices=kinds, required=True, error="Choose what they ask"),
        Ask(
            name="child_id", label="The child’s number", hint="Leave it empty where nobody knows yet whether anything is held.", value=child
        ),
        Ask(name="asked_by", label="Who asks?", required=True, error="Enter the name"),
        Ask(name="relationship", label="Who are they?", kind="radios", choices=RELATIONSHIPS, required=True, error="Choose who they are"),
        Ask(name="reach", label="How do they want to be reached?", kind="textarea", required=True, error="Enter how to reach them"),
        Ask(name="language", label="In which language?", kind="select", choices=LANGUAGES, value="en", required=True),
        Ask(name="asks", label="What do they ask, in their own words?", kind="textarea", required=True, error="Write what they ask"),
        Ask(name="received_on", label="When did it come?", kind="date", required=True, error="Enter the day"),
        Ask(
            name="complained_of", label="If it is about somebody here: their user name", hint="They will not see it, and cannot answer it."
        ),
    ]


def _open_doings(found: RequestPage) -> list[str]:
    request = found.request
    if not request.is_open:
        return []
    codes = [] if request.acknowledged_on else ["acknowledge"]
    codes += [] if request.identity or request.kind == "complaint" else ["identity"]
    codes += ["give"]
    codes += ["ask-source"] if request.kind != "access" and found.records else []
    codes += ["source-answer"] if any(not each.answer for each in found.corrections) else []
    codes += [] if request.extended else ["extend"]
    return [*codes, "answer"]


def _text(name: str, label: str, hint: str = "") -> Ask:
    return Ask(name=name, label=label, hint=hint, kind="textarea", required=True, error=f"Enter: {label.lower()}")


def _choice(name: str, label: str, choices: Mapping[str, str], kind: Any = "radios") -> Ask:
    return Ask(name=name, label=label, kind=kind, choices=choices, required=True, error=f"Choose: {label.lower()}")


def _one_question(heading: str, ask: Ask, act: Callable[..., object], done: str) -> Doing:
    """Return what asks one thing and hands it to an action under the question's own name."""
    return Doing(
        heading=heading,
        asks=lambda found: [ask],
        act=lambda request, pk, said: act(pk, by=request.viewer, **{ask.name: said[ask.name]}),
        done=done,
    )


DOINGS: Mapping[str, Doing] = {
    "acknowledge": _one_question(
        "Say that it has come",
        _text("how", "How was the family told?"),
        actions.acknowledge_request,
        "It is written down that the family was told.",
    ),
    "identity": _one_question(
        "Who asks",
        _text("how", "How do you know that it is they?", "Ask for no more than you need."),
        actions.check_identity,
        "It is written down.",
    ),
    "give": Doing(
        heading="Give it to somebody",
        asks=lambda found: [_choice("username", "Who answers it?", found.people)],
        act=lambda request, pk, said: actions.give_request(pk, by=request.viewer, username=said["username"]),
        done="The request has somebody who answers it.",
        explains="Whoever is complained of is not on the list. A complaint is not answered by the owner of the child’s case.",
    ),
    "extend": _one_question(
        "Take longer",
        _text("because", "Why does it take longer?", "The family is told this, before the first time limit ends."),
        actions.extend_request,
        "The time limit is extended.",
    ),
    "ask-source": Doing(
        heading="Ask the source to correct it",
        asks=lambda found: [
            _choice("record", "Which record is wrong?", found.records),
            _choice("field", "What in it is wrong?", found.fields, "select"),
            Ask(name="should_be", label="What is right?", required=True, error="Enter what is right"),
            _text("because", "How is that known?"),
        ],
        act=lambda request, pk, said: actions.ask_source(
            pk,
            by=request.viewer,
            **dict(zip(("register", "supplier", "record_id"), said["record"].split("|", 2), strict=True)),
            field=said["field"],
            should_be=said["should_be"],
            because=said["because"],
        ),
        done="The source is asked to correct it. It stands on that body’s list of corrections until it answers.",
        explains="Nothing is changed here: a correction that is not made at the source would be undone by the next extract.",
    ),
    "source-answer": Doing(
        heading="What the source answered",
        asks=lambda found: [
            _choice(
                "correction",
                "Which correction?",
                {str(each.pk): f"{each.field}: {each.should_be}" for each in found.corrections if not each.answer},
            ),
            _choice("answer", "What did it answer?", actions.SOURCE_ANSWERS),
            _text("said", "In which words, and by whom?"),
        ],
        act=lambda request, pk, said: actions.source_answered(
            int(said["correction"]), by=request.viewer, answer=said["answer"], said=said["said"]
        ),
        done="The answer is written down.",
    ),
    "answer": Doing(
        heading="Answer it",
        asks=lambda found: [
            _choice("outcome", "How does it end?", found.kind.outcomes),
            _text("answer", "What was the family told, and why?", "Say too to whom they can go if they are not content."),
        ],
        act=lambda request, pk, said: actions.answer_request(pk, by=request.viewer, outcome=said["outcome"], answer=said["answer"]),
        done="The request is answered.",
    ),
}

"""Tokens of other systems: who has one, what it opens, until when; given and taken back by an administrator."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.machine_tokens import MACHINE_ROLES, give_token, take_back_token
from onroll.casework.purposes import PURPOSES, CannotUsePurpose
from onroll.casework.queries.machine_tokens import SCOPES, TOPICS, messages_for, organisations_with_machines, tokens_for, webhooks_for
from onroll.casework.refusals import CannotDoNow
from onroll.web.case_forms import Answers, Ask, read
from onroll.web.notices import tell
from onroll.web.paging import PageLinks, page_number
from onroll.web.requests import PageRequest
from onroll.web.templating import show

STATES = {"waiting": "Waiting", "delivered": "Delivered", "given_up": "Given up", "withheld": "Withheld"}
MOST = 50


def list_tokens(request: PageRequest) -> HttpResponse:
    """Show every token: of whom, for what, until when, last used when."""
    return show(request, "machines.html", {"tokens": tokens_for(request.viewer), "scopes": SCOPES})


def new(request: PageRequest) -> HttpResponse:
    """Ask for what a token shall open, and show it once."""
    organisations = organisations_with_machines(request.viewer)
    asks = [
        Ask(name="name", label="Which system uses it?", hint="For example: attendance system of the school", required=True),
        Ask(
            name="organisation",
            label="Of which organisation?",
            kind="select",
            choices={str(each.pk): each.name for each in organisations},
            required=True,
            error="Choose the organisation",
        ),
        Ask(
            name="role",
            label="In which role does it act?",
            kind="radios",
            choices={role.value: str(role.label) for role in MACHINE_ROLES},
            required=True,
            error="Choose the role",
        ),
        Ask(
            name="scopes",
            label="What does it open?",
            kind="checkboxes",
            choices={name: scope.words for name, scope in SCOPES.items()},
            required=True,
            error="Choose what it opens",
        ),
        Ask(
            name="purpose",
            label="Why does it look at records?",
            hint="Needed wherever it looks at records. Every look is written down with it.",
            kind="radios",
            choices={each.code: each.title for each in PURPOSES},
        ),
        Ask(name="expires_on", label="Last day", kind="date", required=True, error="Enter the last day", hint="Within a year"),
    ]
    form = read(asks, request.POST) if request.method == "POST" else Answers({ask.name: ask.value for ask in asks}, {}, {})
    context = {"asks": asks, "form": form, "first": "name"}
    if request.method == "POST" and not form.errors:
        said = form.values
        try:
            token, text = give_token(
                by=request.viewer,
                organisation_id=int(said["organisation"]),
                role=said["role"],
                name=said["name"],
                scopes=said["scopes"],
                purpose=said["purpose"],
                expires_on=said["expires_on"],
            )
        except (CannotDoNow, CannotUsePurpose) as refused:
            form.errors["form"] = [str(refused)]
            return show(request, "machine_new.html", context)
        return show(request, "machine_given.html", {"token": token, "text": text, "scopes": SCOPES})
    return show(request, "machine_new.html", context)


def end(request: PageRequest, number: int) -> HttpResponse:
    """Take a token back."""
    if request.method == "POST":
        token = take_back_token(number, by=request.viewer)
        tell(request, f"Token {token.prefix} opens nothing any more.")
    return HttpResponseRedirect(reverse("machines"))


def webhooks(request: PageRequest) -> HttpResponse:
    """Show to which addresses systems are told, and each message with what it met."""
    chosen, state = request.GET.get("webhook", ""), request.GET.get("state", "")
    number = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else None
    state = state if state in STATES else ""
    found = messages_for(request.viewer, webhook=number, state=state)
    total = found.count()
    page, pages = page_number(request), max(1, -(-total // MOST))
    rows = list(found[(min(page, pages) - 1) * MOST : min(page, pages) * MOST])
    context = {"lines": webhooks_for(request.viewer), "rows": rows, "total": total, "state": state, "states": STATES, "topics": TOPICS}
    return show(request, "webhooks.html", {**context, "chosen": number, "links": PageLinks(request, min(page, pages), pages)})

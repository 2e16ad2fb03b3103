"""Referrals: what came in, and telling of a child. Searching is the create form: nobody is written down before the search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from onroll.casework.actions.referrals import Referrer, Told, goes_on_with, refer
from onroll.casework.permissions import Right
from onroll.casework.queries.names import all_authorities
from onroll.casework.queries.referrals import LISTS, referrals_for, search_before_referring
from onroll.casework.refusals import CannotDoNow
from onroll.web.case_forms import Answers, Ask, read
from onroll.web.notices import tell
from onroll.web.paging import PageLinks, page_number
from onroll.web.requests import PageRequest
from onroll.web.templating import show
from onroll.web.views.find import SEXES, FindForm

KINDS = {"school": "A school", "authority": "Another authority", "agency": "An agency: health, social care, police, housing or another"}
KINDS |= {"public": "A member of the public"}
NOBODY = "-"


class ToldForm(FindForm):
    """What was told of the child; it is searched for first."""

    child_id = None  # type: ignore[assignment]
    last_school = forms.CharField(required=False, max_length=200)

    def told(self) -> Told:
        """Return what was told."""
        words = {name: self._text(name) for name in vars(Told()) if name != "date_of_birth"}
        return Told(date_of_birth=self.cleaned_data.get("date_of_birth"), **words)

    def _text(self, name: str) -> str:
        return " ".join(str(self.cleaned_data.get(name) or "").split())


def list_referrals(request: PageRequest) -> HttpResponse:
    """Show one page of the referrals."""
    which = request.GET.get("list", "all")
    which = which if which in LISTS else "all"
    found = referrals_for(request.viewer, request.purpose, which, page_number(request))
    own = not request.viewer.may(Right.SEE_CASES)
    context = {"found": found, "which": which, "lists": LISTS, "own": own, "links": PageLinks(request, found.page, found.pages)}
    return show(request, "referrals.html", context)


def new(request: PageRequest) -> HttpResponse:
    """Search, choose whom it is about or nobody of those, and only then tell. What is told never stands in an address."""
    step = request.POST.get("step", "")
    form = ToldForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return show(request, "referral_search.html", {"form": form, "sexes": SEXES})
    told = form.told()
    if step not in ("tell", "send"):
        return _search(request, form, told)
    chosen = request.POST.get("chosen", "")
    if not chosen:
        return _search(request, form, told, "Choose the child, or “None of these”")
    return _tell(request, told, "" if chosen == NOBODY else chosen, sending=step == "send")


def _search(request: PageRequest, form: ToldForm, told: Told, problem: str = "") -> HttpResponse:
    try:
        found = search_before_referring(request.viewer, request.purpose, told.query())
    except CannotDoNow as refused:
        form.add_error("forename", str(refused))
        return show(request, "referral_search.html", {"form": form, "sexes": SEXES})
    context = {"found": found, "hidden": _hidden(request.POST), "problem": problem, "nobody": NOBODY, "told": told}
    return show(request, "referral_choose.html", context)


def _tell(request: PageRequest, told: Told, chosen: str, *, sending: bool) -> HttpResponse:
    asks = _asks(request, chosen)
    answers = read(asks, request.POST) if sending else Answers({ask.name: ask.value for ask in asks}, {}, {})
    if sending and not answers.errors:
        try:
            return _send(request, told, chosen, answers.values)
        except CannotDoNow as refused:
            answers.errors["form"] = [str(refused)]
    context = {
        "asks": asks,
        "form": answers,
        "first": asks[0].name,
        "chosen": chosen or NOBODY,
        "told": told,
        "hidden": _hidden(request.POST),
        "is_new": not chosen,
    }
    return show(request, "referral_tell.html", context)


def _send(request: PageRequest, told: Told, chosen: str, said: Mapping[str, Any]) -> HttpResponse:
    referrer = Referrer(
        kind=said.get("kind", ""),
        name=said["referrer"],
        organisation=said.get("organisation", ""),
        relation=said["relation"],
        contact=said["contact"],
    )
    referral = refer(
        request.viewer, told=told, referrer=referrer, because=said["because"], chosen=chosen, authority=said.get("authority", "")
    )
    if goes_on_with(request.viewer, referral):
        tell(request, f"Referral {referral.pk} is received. Acknowledge it by the next working day.")
        return HttpResponseRedirect(reverse("case", args=[referral.case.pk]))
    tell(request, f"Referral {referral.pk} is received. The people who are responsible for the child have it now.")
    return HttpResponseRedirect(reverse("referrals"))


def _asks(request: PageRequest, chosen: str) -> list[Ask]:
    asks = []
    if request.viewer.may(Right.SEE_CASES):
        asks.append(Ask(name="kind", label="Who told of the child?", kind="radios", choices=KINDS, required=True, error="Choose who told"))
        asks.append(Ask(name="organisation", label="School, authority or agency", hint="Leave it empty for a member of the public."))
    elif not request.viewer.authority and not chosen:
        places = all_authorities(request.viewer)
        hint = "Or was last known to live."
        error = "Choose the authority"
        asks.append(
            Ask(name="authority", label="Where does the child live?", kind="select", choices=places, hint=hint, required=True, error=error)
        )
    return [
        *asks,
        Ask(name="referrer", label="Name of the person who tells", required=True, error="Enter the name; “anonymous” will do"),
        Ask(name="relation", label="How do they know the child?", hint="For example: class teacher, neighbour, health visitor."),
        Ask(name="contact", label="How can they be reached?", hint="The acknowledgement goes there."),
        Ask(
            name="because",
            label="Why do they think that the child is missing education?",
            kind="textarea",
            required=True,
            error="Say why the child may be missing education",
        ),
    ]


def _hidden(post: QueryDict) -> list[tuple[str, str]]:
    names = (*ToldForm.base_fields, "born_day", "born_month", "born_year")
    return [(name, str(post[name])) for name in dict.fromkeys(names) if post.get(name)]

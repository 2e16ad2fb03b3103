"""A child's NHS number: how it stands, asking the service, and saying what a person makes of it."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.consistent_identifiers import ask_service, check_number, say_of_number
from onroll.casework.queries.consistent_identifiers import CHECKS, OUTCOMES, STANDINGS, IdentifiersPage, Verb, identifiers_page, may_say
from onroll.casework.refusals import CannotDoNow
from onroll.web.case_forms import Answers, Ask, read
from onroll.web.notices import tell
from onroll.web.requests import PageRequest
from onroll.web.templating import show

SAYINGS: dict[str, str] = {
    "accepted": "Yes: it is this child’s",
    "refused": "No: it is not this child’s",
    "superseded": "It was replaced by another number",
    "invalid": "It is not in use, or not this child’s",
    "reissued": "It ended: the child was given a new number, which must not be tied to this one (named team only)",
}
NOTES: dict[str, str] = {
    "restricted": "The service protects this person’s whereabouts. Treat them as protected here too: tell your named team today.",
    "died": "The service says that this person has died. Speak to your manager before anybody writes or calls.",
    "held_by_another": "Another record here has the same number. Compare the two before you use it: one child, or a mistake?",
}


def numbers(request: PageRequest, child_id: str) -> HttpResponse:
    """Show how a child's numbers stand; ask the service, check a number, or write down what somebody says of one."""
    form, go = Answers({}, {}, {}), request.POST.get("go", "")
    if request.method == "POST" and go != "say":
        if go == "ask":
            outcome, words = ask_service(child_id, by=request.viewer, purpose=request.purpose).outcome, OUTCOMES
        else:
            number = request.POST.get("number", "")
            outcome, words = check_number(child_id, number, by=request.viewer, purpose=request.purpose).outcome, CHECKS  # type: ignore[assignment]
        tell(request, f"{words[outcome].title}. {words[outcome].means}")  # type: ignore[index]
        return HttpResponseRedirect(reverse("child_numbers", args=[child_id]))
    found = identifiers_page(request.viewer, request.purpose, child_id)
    asks = _asks(found)
    if request.method == "POST":
        form = read(asks, request.POST)
        if not form.errors:
            said = form.values
            try:
                say_of_number(
                    child_id,
                    said["number"],
                    said["verb"],
                    by=request.viewer,
                    purpose=request.purpose,
                    because=said["because"],
                    successor=said["successor"],
                )
            except CannotDoNow as refused:
                form.errors["verb"] = [str(refused)]
            else:
                tell(request, "It is written down, with your name and the day.")
                return HttpResponseRedirect(reverse("child_numbers", args=[child_id]))
    context = {
        "found": found,
        "asks": asks,
        "form": form,
        "standings": STANDINGS,
        "outcomes": OUTCOMES,
        "checks": CHECKS,
        "notes": NOTES,
        "sayings": {**SAYINGS, "claimed": "It is this child’s", "proposed": "It may be this child’s"},
    }
    return show(request, "child_numbers.html", context)


def _asks(found: IdentifiersPage) -> list[Ask]:
    """Return the form, where anything can be said of any number."""
    verbs: tuple[Verb, ...] = ("accepted", "refused", "superseded", "invalid", "reissued")
    open_to_words = {each.value: each.value for each in found.standing if any(may_say(verb, each) for verb in verbs)}
    if not open_to_words:
        return []
    sayable: dict[str, str] = {verb: SAYINGS[verb] for verb in verbs if any(may_say(verb, each) for each in found.standing)}
    return [
        Ask(name="number", label="Which number?", kind="radios", choices=open_to_words, required=True, error="Choose the number"),
        Ask(name="verb", label="What do you say of it?", kind="radios", choices=sayable, required=True, error="Choose what you say of it"),
        Ask(name="successor", label="The number in its place", hint="Ten digits; only where it was replaced"),
        Ask(name="because", label="How do you know?", kind="textarea", required=True, error="Say how you know"),
    ]

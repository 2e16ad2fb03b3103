"""What an agency is asked about children, and its answers."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.agency_answers import answer_as_agency
from onroll.casework.queries.agency_enquiries import OWN_WORDS, RESTS_ON, agency_inbox_for, enquiry_to_agency
from onroll.casework.refusals import CannotDoNow
from onroll.core.wording import capitalised
from onroll.web.case_forms import Answers, Ask, read
from onroll.web.notices import tell
from onroll.web.paging import PageLinks, page_number
from onroll.web.requests import PageRequest
from onroll.web.templating import show

_ASKS = (
    Ask(name="answer", label="What do you know of this child?", kind="radios", choices=OWN_WORDS, required=True, error="Choose an answer"),
    Ask(
        name="evidence",
        label="What does the answer rest on?",
        kind="radios",
        choices={code: capitalised(words) for code, words in RESTS_ON.items()},
        hint="Needed where you know something of the child.",
    ),
    Ask(name="urn", label="Number of the school or provider (URN)", hint="Six figures, where you know it."),
    Ask(name="postcode", label="Postcode of the new home", hint="Where the family has moved. Nothing else of the address."),
    Ask(name="from_date", label="From which day is it so?", kind="date", hint="Where you know it. For example, 17/5/2026."),
)


def inbox(request: PageRequest) -> HttpResponse:
    """Show what the viewer's agency is asked."""
    found = agency_inbox_for(request.viewer, request.purpose, page_number(request))
    return show(request, "agency_inbox.html", {"found": found, "links": PageLinks(request, found.page, found.pages)})


def asked(request: PageRequest, enquiry_id: int) -> HttpResponse:
    """Show one enquiry, and take the answer."""
    found = enquiry_to_agency(request.viewer, request.purpose, enquiry_id)
    answering = request.method == "POST"
    form = read(_ASKS, request.POST) if answering else Answers({}, {}, {})
    if answering and not form.errors:
        try:
            done = answer_as_agency(enquiry_id, by=request.viewer, **form.values)
            tell(request, f"Your answer to {done.number} is with the authority that asked.")
            return HttpResponseRedirect(reverse("agency_inbox"))
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
    return show(request, "agency_asked.html", {"found": found, "asks": _ASKS, "form": form})

"""Leads of a case: ask the registers now, and note that somebody has looked at what is new."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.leads import draw_leads, note_leads
from onroll.casework.refusals import CannotDoNow
from onroll.core.wording import plural
from onroll.web.notices import tell
from onroll.web.requests import PageRequest


def seen(request: PageRequest, case_id: int) -> HttpResponse:
    """Note that the officer has looked at the new leads of a case, and go back to them."""
    if request.method == "POST":
        try:
            note_leads(case_id, by=request.viewer)
            tell(request, "Noted: you have looked at the new leads. They stay on the page until somebody decides.")
        except CannotDoNow as refused:
            tell(request, str(refused))
    return HttpResponseRedirect(reverse("case_tab", args=[case_id, "enquiries"]))


def draw(request: PageRequest, case_id: int) -> HttpResponse:
    """Ask the registers about the child of a case now, and go to what they answer."""
    if request.method == "POST":
        try:
            came = draw_leads(case_id, by=request.viewer)
            tell(
                request,
                f"{plural(came, 'lead')} came from the registers." if came else "No register that was delivered says anything new.",
            )
        except CannotDoNow as refused:
            tell(request, str(refused))
    return HttpResponseRedirect(reverse("case_tab", args=[case_id, "enquiries"]))

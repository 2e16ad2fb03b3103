"""New leads of a case: that somebody has looked at them."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.leads import note_leads
from onroll.casework.refusals import CannotDoNow
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

"""Ask why somebody is about to look at children's records."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect

from onroll.casework.actions.sessions import choose_purpose
from onroll.casework.purposes import CannotUsePurpose, purposes_for
from onroll.web.requests import PageRequest
from onroll.web.templating import show
from onroll.web.views.sign_in import safe_onward


def choose(request: PageRequest) -> HttpResponse:
    """Show the list of purposes; keep the one chosen until signing out."""
    onward = safe_onward(request, request.POST.get("next") or request.GET.get("next") or "")
    error = ""
    if request.method == "POST":
        code = request.POST.get("purpose", "")
        if not code:
            error = "Select why you are looking at children’s records"
        else:
            try:
                request.session["purpose"] = choose_purpose(request.viewer, code).code
                return HttpResponseRedirect(onward)
            except CannotUsePurpose as refused:
                error = str(refused)
    return show(
        request,
        "purpose.html",
        {"purposes": purposes_for(request.viewer.role), "onward": onward, "error": error, "chosen": request.session.get("purpose", "")},
    )

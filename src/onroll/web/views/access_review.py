"""Each quarter: who has which access, and is it still needed?"""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.access_reviews import review_access
from onroll.casework.queries.access_review import access_review
from onroll.casework.refusals import CannotDoNow
from onroll.web.notices import tell
from onroll.web.requests import PageRequest, number_in
from onroll.web.templating import show


def review(request: PageRequest) -> HttpResponse:
    """Show every account that the viewer reviews; keep or end one."""
    error, number = "", number_in(request.POST.get("user", ""))
    if request.method == "POST" and number:
        verdict = request.POST.get("verdict", "")
        try:
            review_access(number, by=request.viewer, verdict=verdict, because=request.POST.get("because", ""))
            tell(request, "The account has ended." if verdict == "end" else "The account stays until the next quarter’s review.")
            return HttpResponseRedirect(reverse("access_review"))
        except CannotDoNow as refused:
            error = str(refused)
    found = access_review(request.viewer)
    return show(request, "access_review.html", {"found": found, "error": error, "number": number})

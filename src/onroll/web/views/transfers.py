"""The transfers desk, and taking a child over from the unclaimed board."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.transfers import act_on_transfer
from onroll.casework.queries.transfer_desk import BOARDS, SHARED, claim_page, transfer_desk
from onroll.casework.refusals import CannotDoNow
from onroll.web.case_forms import Answers, read
from onroll.web.case_work.asking import why
from onroll.web.notices import tell
from onroll.web.paging import PageLinks, page_number
from onroll.web.relay_drawing import draw_relay
from onroll.web.requests import PageRequest
from onroll.web.templating import show

EXPLAINS = {
    "inbox": "Other authorities offer these children to us. Until we accept, they stay responsible; an offer that nobody answers climbs.",
    "outbox": "We offered these children. We stay responsible until the other authority has accepted.",
    "returned": "Another authority returned these children to us. We are responsible: look at the reason, and offer again or go on.",
    "handed_over": "Another authority took these children over from us and is responsible. We see how it stands there, and nothing else.",
    "shared": "Two authorities share the work on these children, and ours is one of the two. The one in bold is responsible.",
    "shared_late": "Two authorities share the work on these children, and one of them has not done a piece by its day. Ask, or do it.",
    "unclaimed": "No authority can be said for these children, or an offer has waited too long. Any authority may take a child over.",
}


def desk(request: PageRequest) -> HttpResponse:
    """Show one board of the desk."""
    found = transfer_desk(request.viewer, request.purpose, request.GET.get("board", "inbox"), page_number(request))
    return show(
        request,
        "transfers.html",
        {"desk": found, "boards": BOARDS, "shared": SHARED, "explains": EXPLAINS, "links": PageLinks(request, found.page, found.pages)},
    )


def claim(request: PageRequest, case_id: int) -> HttpResponse:
    """Show an unclaimed child, ask what ties the child to us, and take the child over."""
    found = claim_page(request.viewer, request.purpose, case_id)
    if found is None:
        raise Http404
    asks = [why("What ties the child to your authority?", "An address, a relative, a school place. The former authority reads this.")]
    form = read(asks, request.POST) if request.method == "POST" else Answers({}, {}, {})
    if request.method == "POST" and not form.errors:
        try:
            act_on_transfer(case_id, "claim", by=request.viewer, because=form.values["because"])
            tell(request, "Your authority is responsible now, and you own the case.")
            return HttpResponseRedirect(reverse("case", args=[case_id]))
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
    context = {"found": found, "asks": asks, "form": form, "drawing": draw_relay(found.relay.legs, found.authorities, found.on)}
    return show(request, "case_claim.html", context)

"""One child's page."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from onroll.casework.queries.children import FACTS, ExistsOnly, child_page
from onroll.casework.queries.link_review import deciding_pairs_of
from onroll.casework.queries.names import school_names
from onroll.casework.queries.transfer_desk import relay_names
from onroll.web.requests import PageRequest
from onroll.web.templating import show
from onroll.web.timeline_drawing import draw_timeline


def child(request: PageRequest, child_id: str) -> HttpResponse:
    """Show what the viewer may know of the child."""
    found = child_page(request.viewer, request.purpose, child_id)
    if found is None:
        raise Http404
    if isinstance(found, ExistsOnly):
        return show(request, "child_exists.html", {"found": found})
    codes = {found.child.la_code, found.child.roll_la_code, *(spell.la_code for spell in found.spells)}
    codes |= {leg.authority for leg in found.responsible}
    schools = school_names(spell.urn for spell in found.spells if spell.urn)
    context = {
        "schools": schools,
        "found": found,
        "child": found.child,
        "finding": found.finding,
        "drawing": draw_timeline(found.spells, found.contradictions, found.on, schools),
        "authorities": relay_names(request.viewer, (code for code in codes if code)),
        "fact_names": FACTS,
        "undecided": deciding_pairs_of(request.viewer, found.child.child_id),
    }
    return show(request, "child.html", context)

"""A Common Transfer File of one child, to hand out."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from onroll.casework.queries.transfer_file import DESTINATIONS, may_make_transfer_file, transfer_file_for
from onroll.casework.refusals import CannotDoNow
from onroll.web.case_forms import Answers, Ask, read
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def transfer_file(request: PageRequest, child_id: str) -> HttpResponse:
    """Ask where the child goes, then hand out the file."""
    asks = [
        Ask(name="destination", label="Where does the child go?", kind="radios", choices=DESTINATIONS, required=True, error="Choose where"),
        Ask(name="urn", label="URN of the school", hint="Six figures; only where the child goes to another school"),
    ]
    form = read(asks, request.POST) if request.method == "POST" else Answers({}, {}, {})
    if request.method == "POST" and not form.errors:
        try:
            made = transfer_file_for(request.viewer, request.purpose, child_id, form.values["destination"], form.values["urn"])
        except CannotDoNow as refused:
            form.errors["urn"] = [str(refused)]
        else:
            if made is None:
                raise Http404
            named = {"Content-Disposition": f'attachment; filename="{made[0]}"'}
            return HttpResponse(made[1], content_type="application/xml; charset=utf-8", headers=named)
    name = may_make_transfer_file(request.viewer, request.purpose, child_id)
    if name is None:
        raise Http404
    return show(request, "transfer_file.html", {"asks": asks, "form": form, "first": "destination", "name": name, "child_id": child_id})

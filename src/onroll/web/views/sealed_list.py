"""The sealed list, for the named team only; to everybody else it is as if there were no such page."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.sealed_list import KINDS, lift_entry, seal_pair
from onroll.casework.queries.sealed_list import sealed_entries_for
from onroll.casework.refusals import CannotDoNow
from onroll.web.case_forms import day_of
from onroll.web.notices import tell
from onroll.web.requests import PageRequest
from onroll.web.templating import show

FIELDS = ("kind", "reference", "former", "present", "because", "ended_on", "word_of")


def entries(request: PageRequest) -> HttpResponse:
    """Show the entries; of whom they are, nobody can tell."""
    return show(request, "sealed.html", {"entries": sealed_entries_for(request.viewer, request.purpose), "kinds": KINDS})


def add(request: PageRequest) -> HttpResponse:
    """Ask which two identities are never to be joined."""
    sealed_entries_for(request.viewer, request.purpose)
    said = {name: request.POST.get(name, "").strip() for name in FIELDS}
    error = ""
    if request.method == "POST":
        ended_on = day_of(said["ended_on"])
        try:
            if said["ended_on"] and ended_on is None:
                raise CannotDoNow("The day must be a real date, such as 2026-01-15.")
            row, became = seal_pair(
                by=request.viewer,
                purpose=request.purpose,
                kind=said["kind"],
                reference=said["reference"],
                former=said["former"],
                present=said["present"],
                because=said["because"],
                ended_on=ended_on,
                word_of=said["word_of"],
            )
        except CannotDoNow as refused:
            error = str(refused)
        else:
            tell(request, f"Entry {row.pk} is made. From the next run on the two are never joined. {became}".strip())
            return HttpResponseRedirect(reverse("sealed"))
    return show(request, "sealed_new.html", {"said": said, "error": error, "kinds": KINDS})


def lift(request: PageRequest, entry_id: int) -> HttpResponse:
    """Ask why an entry is to be lifted."""
    found = next((each for each in sealed_entries_for(request.viewer, request.purpose) if each.row.pk == entry_id), None)
    if found is None:
        raise Http404
    because, error = request.POST.get("because", "").strip(), ""
    if request.method == "POST":
        if because:
            lift_entry(entry_id, by=request.viewer, purpose=request.purpose, because=because)
            tell(request, f"Entry {entry_id} is lifted.")
            return HttpResponseRedirect(reverse("sealed"))
        error = "Enter a reason"
    return show(request, "sealed_lift.html", {"entry": found, "error": error, "because": because, "kinds": KINDS})

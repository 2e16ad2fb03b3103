"""The manager's page, and endings on weak evidence to look at again."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.ending_audits import VERDICTS, audit_ending
from onroll.casework.queries.case_lists import AGES, HAPPENINGS, LISTS
from onroll.casework.queries.cases import STATES_IN_WORDS, case_counts_for
from onroll.casework.queries.manager import ending_sample, team_for
from onroll.casework.refusals import CannotDoNow
from onroll.web.flow_drawing import draw_flow
from onroll.web.notices import tell
from onroll.web.requests import PageRequest
from onroll.web.templating import show

TILES = {
    "team": "open",
    "unaccounted": "missing education",
    "possible": "possibly missing",
    "weeks_12": "open for 12 weeks or longer",
    "year_1": "open for a year or longer",
    "unseen_20": "not seen for more than 20 days",
    "not_sustained": "returned, but not sustained",
    "acknowledgement_late": "with a late acknowledgement",
    "late": "overdue",
    "unowned": "waiting for an owner",
    "second_officer": "waiting for a second officer",
    "escalations": "to be told to somebody today",
}


def team(request: PageRequest) -> HttpResponse:
    """Show the manager's numbers; each opens to the same rows."""
    found = team_for(request.viewer)
    names = {code: words for code, (words, _) in HAPPENINGS.items()}
    context = {
        "found": found,
        "counts": case_counts_for(request.viewer, list(TILES)),
        "tiles": TILES,
        "lists": LISTS,
        "ages": {band: words for band, (words, _, _) in AGES.items()},
        "names": names,
        "drawing": draw_flow([(week.since, week.counts) for week in found.weeks], names),
        "states": {code: words for code, words in STATES_IN_WORDS.items() if code != "closed"},
    }
    return show(request, "team.html", context)


def endings(request: PageRequest) -> HttpResponse:
    """Show this week's sample of endings on weak evidence, and keep what somebody thinks of one."""
    error = ""
    if request.method == "POST":
        number = request.POST.get("ending", "")
        try:
            audit_ending(
                int(number) if number.isascii() and number.isdigit() and len(number) < 12 else 0,
                by=request.viewer,
                verdict=request.POST.get("verdict", ""),
                because=request.POST.get("because", ""),
            )
            tell(request, "What you think of the ending is kept.")
            return HttpResponseRedirect(reverse("ending_sample"))
        except CannotDoNow as refused:
            error = str(refused)
    context = {"sample": ending_sample(request.viewer, request.purpose), "verdicts": VERDICTS, "error": error, "typed": request.POST}
    return show(request, "ending_sample.html", context)

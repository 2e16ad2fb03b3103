"""Schools' practice: to a school its own, with what it answers; to its authority's managers the schools side by side."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.school_practice import answer_practice
from onroll.casework.queries.practice_figures import practice_for
from onroll.casework.queries.school_practice import HOWS, PRACTICES, own_practice_for, pupils_of_own_practice, pupils_of_practice
from onroll.casework.refusals import CannotDoNow
from onroll.web.case_forms import Answers, Ask, read
from onroll.web.figure_pages import figures_page
from onroll.web.notices import tell
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def own(request: PageRequest) -> HttpResponse:
    """Show the viewer's own school every measure, and where it is asked about something."""
    return show(request, "own_practice.html", {"found": own_practice_for(request.viewer)})


def own_pupils(request: PageRequest, practice: str) -> HttpResponse:
    """Show the pupils of one measure of the own school, and ask what is to be said of it."""
    found = pupils_of_own_practice(request.viewer, request.purpose, practice)
    if found is None:
        raise Http404
    asks = [
        Ask(name="how", label="What do you answer?", kind="radios", choices=HOWS, required=True, error="Choose what you answer"),
        Ask(
            name="words", label="Why?", kind="textarea", required=True, error="Say why",
            hint="Your authority reads this. Name no child: the authority sees the same list.",
        ),
    ]  # fmt: skip
    form = read(asks, request.POST) if request.method == "POST" else Answers({}, {}, {})
    if request.method == "POST" and not form.errors:
        try:
            answer_practice(practice, by=request.viewer, how=form.values["how"], words=form.values["words"])
            tell(request, "Your answer is recorded. Your authority sees it now.")
            return HttpResponseRedirect(reverse("own_practice"))
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
    return show(request, "practice_pupils.html", {"found": found, "asks": asks, "form": form, "hows": HOWS, "is_own": True})


def schools(request: PageRequest) -> HttpResponse:
    """Show one measure of the authority's schools; or hand out its table."""
    found = practice_for(request.viewer, request.GET.get("practice", ""))
    return figures_page(request, "school_practice.html", found, practices=PRACTICES)


def pupils(request: PageRequest, urn: str, practice: str) -> HttpResponse:
    """Show the pupils of one measure of one school."""
    found = pupils_of_practice(request.viewer, request.purpose, urn, practice)
    if found is None:
        raise Http404
    return show(request, "practice_pupils.html", {"found": found, "hows": HOWS, "is_own": False, "form": Answers({}, {}, {}), "asks": ()})

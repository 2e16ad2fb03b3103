"""Choosing the pupil whom a school's return is about, from the school's own roll."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.http import Http404, HttpResponse

from onroll.casework.queries.own_roll import MOST, SHORTEST, search_own_roll
from onroll.web.case_forms import Answers, Ask, read
from onroll.web.requests import PageRequest
from onroll.web.templating import show

RETURNS: Mapping[str, str] = {"deletion": "a deletion return", "attendance": "an attendance return", "sickness": "a sickness return"}
"""The returns about somebody who is on the roll: a new pupil is not on it yet."""

NAME: Sequence[Ask] = (
    Ask(
        name="name",
        label="How does the pupil’s first or last name begin?",
        required=True,
        error="Enter the beginning of the name",
        longest=100,
        hint=f"At least {SHORTEST} letters. It is looked for among your own pupils alone.",
    ),
)


def choose(request: PageRequest, kind: str) -> HttpResponse:
    """Ask for the beginning of a name, and show whom of the school's own roll it may be."""
    if kind not in RETURNS:
        raise Http404
    form = read(NAME, request.POST) if request.method == "POST" else Answers({"name": ""}, {}, {})
    if request.method == "POST" and not form.errors and len(form.values["name"]) < SHORTEST:
        form.errors["name"] = [f"Enter at least {SHORTEST} letters"]
    found = search_own_roll(request.viewer, request.purpose, form.values["name"]) if request.method == "POST" and not form.errors else None
    context = {"asks": NAME, "form": form, "found": found, "kind": kind, "what": RETURNS[kind], "most": MOST}
    return show(request, "own_roll.html", context)


def filled_in(asks: Sequence[Ask], said: Mapping[str, str]) -> list[Ask]:
    """Return the questions with what is known of the pupil, to be corrected."""
    return [replace(ask, value=said[ask.name]) if said.get(ask.name) else ask for ask in asks]

"""What of a case can be taken back: everything that people recorded and that still counts, the latest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import cast

from django.db.models import Q

from onroll.casework.models import Case, Contact, Enquiry, HomeVisit
from onroll.casework.permissions import Right
from onroll.casework.queries.case_tabs.stages_done import ticks_of
from onroll.casework.queries.reading import require
from onroll.casework.sights import standing_places
from onroll.casework.viewers import Viewer
from onroll.core.dated.case_limits import Stage, stage_title
from onroll.core.dated.enquiry_checks import OUTCOMES
from onroll.core.dated.values import value_on
from onroll.core.enquiries import check_of
from onroll.core.home_visits import VISIT_OUTCOMES
from onroll.core.wording import day_words, uncapitalised

MOST = 30
"""So many of a kind are offered, the latest."""


def what_can_be_taken_back(viewer: Viewer, case: Case) -> dict[str, str]:
    """Return what can be taken back, in words, by its kind and number: `contact-12`, `visit-3`, `answer-7`, `place-2`, `stage-5`.

    Shape  case: one that the caller has already been let into.
    """
    require(viewer, Right.SEE_CASES)
    found = [*_contacts(case), *_visits(case)]
    if case.is_open:
        found += [*_answers(case), *_places(case), *_stages(case)]
    return {key: f"{day_words(on)}: {words}" for on, key, words in sorted(found, key=lambda each: each[0], reverse=True)}


Thing = tuple[date, str, str]


def _contacts(case: Case) -> Iterator[Thing]:
    for each in Contact.objects.filter(case=case, taken_back=None, visit=None).order_by("-on", "-id")[:MOST]:
        seen = f"the child was seen by {each.name}" if each.counts_as_seen else "the child was not seen"
        yield each.on, f"contact-{each.pk}", f"{each.how}, {seen}"


def _visits(case: Case) -> Iterator[Thing]:
    for each in HomeVisit.objects.filter(case=case).exclude(outcome="").order_by("-recorded_at")[:MOST]:
        was = VISIT_OUTCOMES[each.outcome]
        yield each.leaves_at.date(), f"visit-{each.pk}", f"home visit, {uncapitalised(was)}"


def _answers(case: Case) -> Iterator[Thing]:
    words: dict[str, str] = {each.code: each.words for each in value_on(OUTCOMES, case.opened_on)}
    answered = Enquiry.objects.filter(~Q(outcome=""), case=case, episode=case.episode).order_by("-answered_on", "-id")[:MOST]
    for each in answered:
        title = check_of(each.check_code, each.asked_on).title
        if each.answered_on is not None:
            yield (
                each.answered_on,
                f"answer-{each.pk}",
                f"answer to {each.number}, {title}: {words.get(each.outcome, each.outcome).lower()}",
            )


def _places(case: Case) -> Iterator[Thing]:
    for each in standing_places(case)[:MOST] if case.whereabouts_known else ():
        yield each.since, f"place-{each.pk}", f"is at {each.place}, says {each.source}"


def _stages(case: Case) -> Iterator[Thing]:
    for each in ticks_of(case)[:MOST]:
        by = f", by {each.who}" if each.who else ""
        yield each.on, f"stage-{each.pk}", f"done: {stage_title(cast(Stage, each.stage), each.on).lower()}{by}"

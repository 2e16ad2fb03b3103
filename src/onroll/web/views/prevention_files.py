"""The lists of prevention as files: the rows of the pages, by the same rules; shielded children are in none."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse

from onroll.casework.actions.holiday_plans import APPROACHES, RESULTS
from onroll.casework.queries.contradictions import STATES, every_contradiction_for
from onroll.casework.queries.family_alarms import every_family_alarm_for
from onroll.casework.queries.holiday_contacts import CAUTION, LISTS, Share, every_contact_for, outcomes_for, stage_title
from onroll.casework.queries.transitions import STAGES, TRANSITIONS, every_transition_for
from onroll.web.downloads import csv_download
from onroll.web.requests import PageRequest
from onroll.web.views.contradictions import list_asked
from onroll.web.views.transitions import filters_of
from onroll.web.words import register_name

MADE_OF_A_SHARE = ("share", "of", "counted", "at_least", "at_most")


def transitions(request: PageRequest) -> HttpResponse:
    """Hand out the lists of those who move, narrowed as the page is."""
    header = (
        "child_id", "name", "date_of_birth", "move", "how_far", "why_listed", "what_is_known", "from_school", "to_school", "apply_by",
        "offers_on", "starts_on", "due_on", "days_left", "arrived_at", "arrived_on", "case", "done", "next_step",
    )  # fmt: skip
    rows = [
        (
            row.child_id, row.name, row.date_of_birth, TRANSITIONS[row.transition].title, STAGES[row.stage].title, row.why,
            " ".join(row.says), row.from_school, row.to_school, row.apply_by, row.offers_on, row.starts_on, row.due_on, row.days_left,
            row.arrived_at, row.arrived_on, row.case.pk if row.case else "", "; ".join(row.done), row.next_step,
        )
        for row in every_transition_for(request.viewer, request.purpose, filters_of(request.GET))
    ]  # fmt: skip
    return csv_download("before-they-move.csv", header, rows)


def contradictions(request: PageRequest) -> HttpResponse:
    """Hand out one list of contradictions, narrowed as the page is."""
    state, kind = list_asked(request.GET)
    header = (
        "child_id", "name", "date_of_birth", "contradiction", "since", "who_says_what", "list", "decided", "decided_by", "decided_on",
        "source_has_until", "case", "next_step",
    )  # fmt: skip
    rows = []
    for row in every_contradiction_for(request.viewer, request.purpose, state=state, kind=kind):
        decided = row.decision if row.decision is not None and row.decision.how != "reopened" else None
        sides = "; ".join(f"{register_name(side.register)} of {side.supplier}, {side.as_at.isoformat()}" for side in row.sides)
        rows.append(
            (
                row.child_id, row.name, row.date_of_birth, row.words.title, row.starts_on, sides, STATES[row.state],
                decided.words if decided else "", decided.by_name if decided else "", decided.on if decided else "",
                decided.waits_until if decided else "", row.case.pk if row.case else "", row.words.next_step,
            )
        )  # fmt: skip
    return csv_download(f"contradictions-{state}.csv", header, rows)


def contacts(request: PageRequest) -> HttpResponse:
    """Hand out one list of contacts in the holidays."""
    which = request.GET.get("list", "mine")
    which = which if which in LISTS else "mine"
    header = (
        "child_id", "name", "move", "how_far", "contact", "assigned_to", "due_on", "days_late", "done_on", "what_came_of_it",
        "family_said", "note",
    )  # fmt: skip
    rows = []
    for row in every_contact_for(request.viewer, request.purpose, which):
        each = row.contact
        came_of = RESULTS[each.result] if each.result else "Not yet made" if row.is_needed else "No longer needed"
        rows.append(
            (
                each.plan.child_id, row.name, TRANSITIONS[each.plan.transition].title, stage_title(request.viewer, row.stage),
                APPROACHES[each.approach], each.assigned.full_name, each.due_on, row.days_late, each.done_on, came_of, each.family_said,
                each.note,
            )
        )  # fmt: skip
    return csv_download(f"holiday-contacts-{which}.csv", header, rows)


def came_of_contacts(request: PageRequest) -> HttpResponse:
    """Hand out what came of contacts, by approach."""
    found = outcomes_for(request.viewer, request.purpose, as_file=True)
    shares = ("reached", "arrived_if_reached", "arrived_if_not_reached")
    header = ["approach", "contacts", *(f"{name}_{part}" for name in shares for part in MADE_OF_A_SHARE), "too_early_to_say"]
    rows = [
        [
            APPROACHES[each.approach], each.contacts, *_parts(each.reached), *_parts(each.arrived_if_reached),
            *_parts(each.arrived_if_not), each.too_early,
        ]
        for each in found.contacts
    ]  # fmt: skip
    return csv_download("what-came-of-contacts.csv", header, rows)


def practical_help(request: PageRequest) -> HttpResponse:
    """Hand out whether children were in school twelve weeks after help was offered; what it does not say stands in the last column."""
    found = outcomes_for(request.viewer, request.purpose, as_file=True)
    header = [
        "help",
        "children",
        "known_to_have_taken_it",
        *(f"in_school_{part}" for part in MADE_OF_A_SHARE),
        "too_early_to_say",
        "caution",
    ]
    rows = [
        [each.title, each.children, each.accepted if each.what else "", *_parts(each.in_school), each.too_early, CAUTION]
        for each in found.help
    ]
    return csv_download("practical-help.csv", header, rows)


def families(request: PageRequest) -> HttpResponse:
    """Hand out the families who went whole, one line a child."""
    header = ("alarm", "found_on", "name", "date_of_birth", "case", "missing", "since", "note", "taken_note_by", "taken_note_on")
    rows = [
        (
            each.alarm.pk, each.alarm.found_on, child.name, child.date_of_birth, child.case.pk if child.case else "",
            "yes" if child.is_missing else "no longer", child.since if child.is_missing else "", each.alarm.note,
            each.alarm.acknowledged_by_name, each.alarm.acknowledged_on,
        )
        for each in every_family_alarm_for(request.viewer, request.purpose, only_open=bool(request.GET.get("open")))
        for child in each.children
    ]  # fmt: skip
    return csv_download("whole-families.csv", header, rows)


def _parts(share: Share) -> Sequence[float | None]:
    """A share as five cells: itself, its numbers, and its interval. Where nobody was counted, three are empty."""
    return (share.value, share.of, share.hits, share.low, share.high)

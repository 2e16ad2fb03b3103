"""Who has a case, what is next in it, and notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onroll.casework.actions import assigning, contacts
from onroll.casework.queries.case_page import CasePage
from onroll.casework.queries.cases import officers_for
from onroll.web.case_forms import Ask
from onroll.web.case_work.asking import Page, today_text, why, written_day
from onroll.web.requests import PageRequest


def _next_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    due = written_day(found.case.due_on.isoformat()) if found.case.due_on else ""
    proposed = due if found.case.due_on and found.case.due_on >= found.on else today_text(found)
    return [
        Ask(name="action", label="What is to be done next?", required=True, value=found.case.next_action),
        Ask(name="due_on", label="By when?", kind="date", required=True, value=proposed, stored=due, error="Enter the day"),
        Ask(name="because", label="Anything to add", kind="textarea"),
    ]


def _next(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return assigning.set_next_step(
        case_id, by=request.viewer, because=said["because"], action=said["action"], due_on=said["due_on"], seen_version=version
    )


def _assign_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    people = officers_for(request.viewer)
    owner = found.case.owner.username if found.case.owner else ""
    label = "Who works on this case?"
    return [Ask(name="username", label=label, kind="radios", choices=people, required=True, stored=owner, error="Choose a person")]


def _assign(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return assigning.assign_case(case_id, by=request.viewer, username=said["username"], seen_version=version)


def _stage_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    open_stages = {
        duty.stage: f"{duty.title} (due {duty.due})"
        for duty in found.shown["duties"]
        if duty.stage != "triage" and duty.stage not in assigning.SHOWN_OTHERWISE
    }
    return [
        Ask(name="stage", label="What was done?", kind="radios", choices=open_stages, required=True, error="Choose what was done"),
        Ask(name="on", label="On which day?", kind="date", required=True, value=today_text(found), error="Enter the day"),
        Ask(
            name="who", label="Who did it?", required=True, longest=200, value=request.viewer.full_name, error="Say who did it",
            hint="Whoever made the checks, held the review or took part in the conference.",
        ),
        why("What came of it?", "What was found, and what was decided. Kept in the case’s history."),
    ]  # fmt: skip


def _stage(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return assigning.mark_stage_done(
        case_id, by=request.viewer, stage=said["stage"], on=said["on"], who=said["who"], because=said["because"]
    )


def _note(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return contacts.write_note(case_id, by=request.viewer, text=said["text"])


PAGES: Mapping[str, Page] = {
    "next": Page(heading="What is next", asks=_next_asks, act=_next, done="The next action is set.", overwrites=True, merges=True),
    "assign": Page(
        heading="Give the case to somebody", asks=_assign_asks, act=_assign, done="The case has an owner.", overwrites=True, merges=True
    ),
    "stage": Page(
        heading="Record a stage as done",
        asks=_stage_asks,
        act=_stage,
        done="It is recorded.",
        explains=(
            "A first contact, a home visit and the checks of databases are done by what is recorded of them: a contact, a visit, an "
            "answer. Checks can be called done here once at least one of them has been answered, where the others are not needed."
        ),
    ),
    "note": Page(
        heading="Write a note",
        asks=lambda request, found: [Ask(name="text", label="Note", kind="textarea", required=True, error="Write something")],
        act=_note,
        done="The note is kept.",
        tab="notes",
    ),
}

"""Meeting the child and those around, the risk, and who must be told today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onroll.casework.actions import case_moves, contacts
from onroll.casework.actions.case_book import LONGEST_ACTION, LONGEST_TEXT
from onroll.casework.queries.case_page import CasePage, case_choices
from onroll.core.wording import capitalised
from onroll.web.case_forms import Ask
from onroll.web.case_work.asking import YES_NO, Page, today_text
from onroll.web.requests import PageRequest
from onroll.web.templating import day

SEEN = Ask(
    name="seen",
    label="Did a named professional see the child with their own eyes?",
    kind="radios",
    choices=YES_NO,
)


def _contact_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    seen = request.GET.get("seen", "")
    if seen == "yes":
        ways = {"in person": "In person", "at school": "At school"}
        return [
            Ask(name="how", label="Where was the child seen?", kind="radios", choices=ways, required=True, error="Choose where"),
            Ask(name="name", label="Name of the professional who saw the child", required=True),
            Ask(name="profession", label="Their profession", required=True),
            Ask(name="place", label="Place"),
            Ask(name="on", label="Day", kind="date", required=True, value=today_text(found), error="Enter the day"),
            Ask(name="note", label="What was said and seen", kind="textarea", longest=LONGEST_TEXT),
            *_and_then(found),
        ]
    ways = {
        "telephone call": "Telephone call",
        "video call": "Video call",
        "message": "Message or letter",
        "in person": "Visit, child not seen",
        "told by somebody": "Somebody told us",
        "record": "An entry in a register",
    }
    return [
        Ask(name="how", label="How was the contact made?", kind="radios", choices=ways, required=True, error="Choose how"),
        Ask(name="on", label="Day", kind="date", required=True, value=today_text(found), error="Enter the day"),
        Ask(name="note", label="What was said", kind="textarea", longest=LONGEST_TEXT),
        *_and_then(found),
    ]


def _and_then(found: CasePage) -> list[Ask]:
    """Ask what is next in the same form: after a call somebody knows it, and a second form is a second visit."""
    if not found.case.is_open or found.case.due_on is None:
        return []
    now = f"Leave it empty to keep what stands: {found.case.next_action}, by {day(found.case.due_on)}."
    return [
        Ask(name="next_action", label="What is to be done next?", hint=now, longest=LONGEST_ACTION),
        Ask(name="next_due_on", label="By when?", kind="date"),
    ]


def _contact(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return contacts.record_contact(
        case_id,
        by=request.viewer,
        on=said["on"],
        how=said["how"],
        child_seen=request.GET.get("seen") == "yes",
        name=said.get("name", ""),
        profession=said.get("profession", ""),
        place=said.get("place", ""),
        note=said["note"],
        next_action=said.get("next_action", ""),
        next_due_on=said.get("next_due_on"),
    )


# -- triage and escalation --------------------------------------------------------------------------------------------

FLAG_WORDS = {
    "child_protection_plan": "On a child protection plan",
    "looked_after": "Looked after by an authority",
    "child_in_need": "A child in need",
    "whole_family_gone": "The whole family has gone",
    "unborn_or_protected_in_family": "There is an unborn or protected child in the family",
}


def _triage_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    triggers = {code: capitalised(words) for code, words in case_choices(request.viewer, found.case.pk, "triage")["triggers"].items()}
    return [
        Ask(name="flags", label="What else is known?", kind="checkboxes", choices=FLAG_WORDS, hint="Beyond what the registers say."),
        Ask(
            name="concerns",
            label="Is there any sign of these?",
            kind="checkboxes",
            choices=triggers,
            hint="Each leaves a task for today. Nobody can switch these off.",
        ),
        *([] if found.case.owner_id else [_whose(found)]),
        Ask(name="because", label="Anything to add", kind="textarea"),
    ]


def _whose(found: CasePage) -> Ask:
    """Ask whoever scores a case that nobody has to take it: work that is nobody's is not done."""
    choices = {"mine": "I do", "queue": f"Somebody else: it waits in the queue “{found.case.queue}”"}
    return Ask(
        name="whose", label="Who works on this case from now on?", kind="radios", choices=choices, required=True, value="mine",
        error="Say who works on this case", hint="Nobody has it yet.",
    )  # fmt: skip


def _triage(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    concerns = dict.fromkeys(said["concerns"], said["because"] or "Ticked at triage")
    take = said.get("whose") == "mine"
    return case_moves.triage_case(case_id, by=request.viewer, because=said["because"], flags=said["flags"], concerns=concerns, take=take)


def _task_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    open_tasks = {str(task.pk): f"{task.task} ({task.told})" for task in found.shown["tasks"] if task.answered_on is None}
    return [
        Ask(name="task", label="Which task?", kind="radios", choices=open_tasks, required=True, error="Choose the task"),
        Ask(name="name", label="Who answered?", required=True, hint="The name of the person.", longest=200),
        Ask(name="decision", label="What did they decide?", kind="textarea", required=True),
        Ask(
            name="section_47_on", label="Day on which an enquiry under section 47 began", kind="date",
            hint="Only where social care has begun one. The last day for a child protection conference is worked out from it.",
        ),
    ]  # fmt: skip


def _task(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return case_moves.answer_task(
        int(said["task"]), by=request.viewer, name=said["name"], decision=said["decision"], section_47_on=said["section_47_on"]
    )


PAGES: Mapping[str, Page] = {
    "contact": Page(heading="Record a contact", asks=_contact_asks, act=_contact, done="The contact is recorded."),
    "triage": Page(
        heading="Score the risk", asks=_triage_asks, act=_triage, done="The risk is scored.", button="Score and begin to enquire"
    ),
    "escalation": Page(heading="Record an answer to an escalation", asks=_task_asks, act=_task, done="The answer is recorded."),
}

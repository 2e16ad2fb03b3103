"""Leads: recorded as the answer to an enquiry, filled in from the rows; or set aside for good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404

from onroll.casework.actions import leads
from onroll.casework.queries.case_page import CasePage, case_choices
from onroll.casework.queries.case_tabs.leads import LeadCard
from onroll.web.case_forms import Ask
from onroll.web.case_work.asking import Page, why
from onroll.web.requests import PageRequest


def _lead(request: PageRequest, found: CasePage) -> LeadCard:
    """The lead that the address names: one of this case that waits for a decision."""
    number = request.GET.get("lead", "")
    cards: list[LeadCard] = [*found.shown["leads"]["open"], *found.shown["leads"]["gone"]]
    for card in cards:
        if str(card.lead.pk) == number:
            return card
    raise Http404


def _answer_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    card = _lead(request, found)
    outcomes = case_choices(request.viewer, found.case.pk, "answer")["outcomes"]
    return [
        Ask(
            name="outcome", label="What does the register answer?", kind="radios", choices=outcomes, required=True, value=card.lead.outcome,
            hint=f"{card.source}: {card.lead.says}", error="Choose what the register answers",
        ),
        Ask(name="answer", label="What was answered", kind="textarea", value=card.lead.says, hint=f"Recorded under: {card.check}."),
        Ask(
            name="evidence", label="Evidence", value="; ".join(card.lead.evidence)[:300],
            hint="The rows: register, sender, day and record. Add a file’s name where you have one.",
        ),
        Ask(
            name="place", label="Where is the child?", value=card.lead.place if card.lead.outcome.startswith("traced") else "",
            hint="Only once you take it as shown where the child is: the case is then located. Leave it empty to go on enquiring there.",
        ),
        Ask(name="because", label="Anything to add", kind="textarea"),
    ]  # fmt: skip


def _answer(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return leads.record_lead_as_answer(
        int(request.GET.get("lead", "")),
        by=request.viewer,
        outcome=said["outcome"],
        answer=said["answer"],
        evidence=said["evidence"],
        place=said["place"],
        because=said["because"],
    )


def _aside_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    card = _lead(request, found)
    return [why("Why is it not about this child?", f"{card.source}: {card.lead.says} It comes back only if the rows say something else.")]


def _aside(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return leads.set_lead_aside(int(request.GET.get("lead", "")), by=request.viewer, because=said["because"])


PAGES: Mapping[str, Page] = {
    "lead-answer": Page(
        heading="Record a lead as an answer", asks=_answer_asks, act=_answer, done="The lead is recorded as an answer.", tab="enquiries",
        explains="A lead is no outcome yet: look whether it is about this child, and say what it shows.",
    ),
    "lead-aside": Page(
        heading="Not this child", asks=_aside_asks, act=_aside, done="The lead is set aside.", tab="enquiries", button="Set it aside"
    ),
}  # fmt: skip

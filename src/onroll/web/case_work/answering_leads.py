"""Leads: recorded as the answer to an enquiry, filled in from the rows; or set aside for good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onroll.casework.actions import leads
from onroll.casework.queries.case_page import CasePage, case_choices
from onroll.casework.queries.case_tabs.leads import LeadCard
from onroll.web.case_forms import Ask
from onroll.web.case_work.asking import Page, why
from onroll.web.requests import PageRequest


def _cards(found: CasePage) -> dict[str, LeadCard]:
    cards: list[LeadCard] = found.shown["leads"]["open"]
    return {str(card.lead.pk): card for card in cards}


def _chosen(request: PageRequest, found: CasePage) -> LeadCard | None:
    """The lead that the address names, where it is one of this case's that wait for a decision."""
    return _cards(found).get(request.GET.get("lead", ""))


def _which(request: PageRequest, found: CasePage) -> Ask:
    """The question for the lead: answered already by the link that led here."""
    choices = {number: f"{card.source}: {card.lead.says}" for number, card in _cards(found).items()}
    chosen = request.GET.get("lead", "")
    return Ask(
        name="lead", label="Which lead?", kind="radios", required=True, value=chosen, error="Choose the lead",
        choices={chosen: choices[chosen]} if chosen in choices else choices,
    )  # fmt: skip


def _answer_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    card = _chosen(request, found)
    lead = card.lead if card else None
    outcomes = case_choices(request.viewer, found.case.pk, "answer")["outcomes"]
    return [
        _which(request, found),
        Ask(
            name="outcome", label="What does the register answer?", kind="radios", choices=outcomes, required=True,
            value=lead.outcome if lead else "", error="Choose what the register answers",
        ),
        Ask(
            name="answer", label="What was answered", kind="textarea", value=lead.says if lead else "",
            hint=f"Recorded under: {card.check}." if card else "",
        ),
        Ask(
            name="evidence", label="Evidence", value="; ".join(lead.evidence)[:300] if lead else "",
            hint="The rows: register, sender, day and record. Add a file’s name where you have one.",
        ),
        Ask(
            name="place", label="Where is the child?", value=lead.place if lead and lead.outcome.startswith("traced") else "",
            hint="Only once you take it as shown where the child is: the case is then located. Leave it empty to go on enquiring there.",
        ),
        Ask(name="because", label="Anything to add", kind="textarea"),
    ]  # fmt: skip


def _answer(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return leads.record_lead_as_answer(
        int(said["lead"]),
        by=request.viewer,
        outcome=said["outcome"],
        answer=said["answer"],
        evidence=said["evidence"],
        place=said["place"],
        because=said["because"],
    )


def _aside_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    return [_which(request, found), why("Why is it not about this child?", "It comes back only if the rows say something else.")]


def _aside(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return leads.set_lead_aside(int(said["lead"]), by=request.viewer, because=said["because"])


PAGES: Mapping[str, Page] = {
    "lead-answer": Page(
        heading="Record a lead as an answer", asks=_answer_asks, act=_answer, done="The lead is recorded as an answer.", tab="enquiries",
        explains="A lead is no outcome yet: look whether it is about this child, and say what it shows.",
    ),
    "lead-aside": Page(
        heading="Not this child", asks=_aside_asks, act=_aside, done="The lead is set aside.", tab="enquiries", button="Set it aside"
    ),
}  # fmt: skip

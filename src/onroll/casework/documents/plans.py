"""A return plan as a document for the family: what was agreed, who helps, and when it is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from onroll.casework.documents.content import Block, Bullets, Document, Facts, Heading, Paragraph
from onroll.core.return_plan_elements import ELEMENTS, Element
from onroll.core.return_plans import PlanDue, ReturnPlan
from onroll.core.wording import day_words

FOR_FAMILY: Mapping[str, str] = {
    "childs_account": "What {name} says",
    "placement": "The place",
    "academic": "Learning",
    "pastoral": "Wellbeing",
    "send": "Special educational needs",
    "practical": "Practical help",
    "family": "Help for the family",
    "timetable": "The timetable",
    "contingency": "If it gets difficult",
}
STEPS = {"applied": "Applied for", "offered": "Offered", "accepted": "Accepted", "first_attended": "First day"}


def plan_document(
    *,
    name: str,
    authority: str,
    contact: str,
    plan: ReturnPlan,
    said: Mapping[str, Any],
    services: Sequence[tuple[str, str, date, str]],
    dues: Sequence[PlanDue],
    printed_by: str,
    printed_at: datetime,
) -> Document:
    """Return the plan as the family reads it.

    Shape  name: the child's first name. services: name, what is wanted, due on, and what came of it. Nothing of risk, of enquiries or
           of other people's notes is in it.
    """
    return Document(
        title=f"{name}’s plan to come back to school",
        blocks=[*_who(authority, contact, plan), *_sections(name, said), *_place(said, plan), *_services(services), *_next(dues)],
        printed_by=printed_by,
        printed_at=printed_at,
    )


def _who(authority: str, contact: str, plan: ReturnPlan) -> Iterator[Block]:
    yield Paragraph("This plan was made with you. If something in it is not right, or does not work, please tell us: it can be changed.")
    facts = [("Agreed on", day_words(plan.agreed_on)), ("Who leads it", f"{plan.lead}, {authority}")]
    if plan.key_adult:
        facts.append(("Key adult at school", plan.key_adult))
    if contact:
        facts.append(("How to reach us", contact))
    yield Facts(facts)


def _sections(name: str, said: Mapping[str, Any]) -> Iterator[Block]:
    for element in ELEMENTS:
        written = list(_written(element, said))
        if written:
            yield Heading(FOR_FAMILY[element.code].format(name=name), 2)
            yield from written


def _written(element: Element, said: Mapping[str, Any]) -> Iterator[Block]:
    parts = said.get("parts", {}).get(element.code, {})
    facts = [(part.label, parts[part.code]) for part in element.parts if parts.get(part.code, "").strip()]
    if facts:
        yield Facts(facts)
    more = said.get("elements", {}).get(element.code, "").strip()
    for line in more.splitlines():
        if line.strip():
            yield Paragraph(line.strip())


def _place(said: Mapping[str, Any], plan: ReturnPlan) -> Iterator[Block]:
    days = [(words, day_words(day)) for step, words in STEPS.items() if (day := getattr(plan.place, step)) is not None]
    part_time = plan.part_time
    if not days and part_time is None:
        return
    yield Heading("Days to know", 2)
    facts = days
    if part_time is not None and part_time.full_time_on is None and part_time.ends_on is not None:
        facts = [*facts, ("Part-time, until", f"{day_words(part_time.ends_on)}; after that, full time or a new agreement")]
    elif part_time is not None and part_time.full_time_on is not None:
        facts = [*facts, ("Full time since", day_words(part_time.full_time_on))]
    yield Facts(facts)


def _services(services: Sequence[tuple[str, str, date, str]]) -> Iterator[Block]:
    if services:
        yield Heading("Who else helps", 2)
        said = (f"done: {outcome}" if outcome else f"answer due by {day_words(due)}" for _, _, due, outcome in services)
        yield Bullets([f"{service}: {wanted} ({now})" for (service, wanted, _, _), now in zip(services, said, strict=True)])


def _next(dues: Sequence[PlanDue]) -> Iterator[Block]:
    if dues:
        yield Heading("What comes next", 2)
        yield Bullets([f"{due.what}: {day_words(due.due_on)}" for due in dues])

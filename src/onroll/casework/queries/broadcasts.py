"""What other authorities ask of the viewer's, and what the viewer's own questions have brought."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from onroll.casework import clock
from onroll.casework.models import Broadcast, BroadcastAsked, Case, Enquiry
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.names import authority_names, school_names
from onroll.casework.queries.reading import CannotSee, record_reading, require
from onroll.casework.relations import Relation, relation_of
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core import broadcasts as rules
from onroll.core.broadcasts import ANSWER_WITHIN, REPLIES, TOLD
from onroll.core.wording import day_words
from onroll.pipeline.run_rows import Child

__all__ = [
    "ANSWER_WITHIN",
    "INBOXES",
    "PAGE_SIZE",
    "REPLIES",
    "TOLD",
    "AskedOfUs",
    "Inbox",
    "OwnBroadcast",
    "Proposed",
    "asked_of_us",
    "inbox_count_for",
    "inbox_for",
    "own_broadcast",
    "told_to",
]

PAGE_SIZE = 25
INBOXES: Mapping[str, str] = {"open": "Not answered yet", "late": "Late", "answered": "Answered, and still open elsewhere"}


@dataclass(frozen=True, kw_only=True)
class Inbox:
    """One page of what other authorities ask. Shape  names: of children, by the child's number; askers: by code."""

    rows: Sequence[BroadcastAsked]
    names: Mapping[str, str]
    askers: Mapping[str, str]
    counts: Mapping[str, int]
    total: int
    page: int
    pages: int
    on: date


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """One child of the viewer's own authority who may be meant."""

    child_id: str
    name: str
    born: date | None
    probability: float
    reasons: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class AskedOfUs:
    """One question, as the authority that was asked sees it. Shape  told: what it is told of the child, by its words."""

    asked: BroadcastAsked
    told: Mapping[str, str]
    proposed: Sequence[Proposed]
    answer: str
    days_late: int


@dataclass(frozen=True, kw_only=True)
class OwnBroadcast:
    """One question of the viewer's own, with everything that came back.

    Shape  names: of authorities, by code. recorded: the evidence of the case's answers.
    """

    broadcast: Broadcast
    answered: Sequence[BroadcastAsked]
    silent: Sequence[BroadcastAsked]
    names: Mapping[str, str]
    replies: Mapping[str, str]
    is_late: bool
    may_remind: int
    recorded: frozenset[str]


def inbox_for(viewer: Viewer, purpose: Purpose, which: str = "open", page: int = 1) -> Inbox:
    """Return one page of what is asked of the viewer's authority, the first due first; the look is written down."""
    require(viewer, Right.SEE_CASES, purpose)
    on = clock.today()
    rows = _asked_of(viewer).filter(_which(which, on))
    total = rows.count()
    pages = max(1, math.ceil(total / PAGE_SIZE))
    page = min(max(page, 1), pages)
    shown = list(rows.select_related("broadcast__case").order_by("broadcast__due_on", "pk")[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    children = _children([each.broadcast.case.child_id for each in shown])
    shown = [each for each in shown if not _is_shielded(children, each)]
    ids = dict.fromkeys(each.broadcast.case.child_id for each in shown)
    record_reading(viewer, purpose, "broadcasts.listed", children=ids, more={"of": total, "list": which})
    return Inbox(
        rows=shown,
        names={child_id: name_of(child.forename, child.surname) for child_id, child in children.items() if not child.shielded},
        askers=authority_names({each.broadcast.authority for each in shown}),
        counts=_counts(viewer, on),
        total=total,
        page=page,
        pages=pages,
        on=on,
    )


def inbox_count_for(viewer: Viewer) -> int:
    """Return how many questions wait for the viewer's authority; nobody is shown."""
    require(viewer, Right.SEE_CASES)
    return _asked_of(viewer).filter(_which("open", clock.today())).count()


def asked_of_us(viewer: Viewer, purpose: Purpose, asked_id: int) -> AskedOfUs:
    """Return one question to the viewer's authority, with no more of the child than the rule lets out; the look is written down.

    Raises  CannotSee, once it was withdrawn or the child is shielded too.
    """
    require(viewer, Right.SEE_CASES, purpose)
    asked = _asked_of(viewer).select_related("broadcast__case", "answered_by").filter(pk=asked_id).first()
    tables = the_tables()
    child = tables.child(tables.live_id(asked.broadcast.case.child_id)) if asked is not None and tables else None
    allowed = asked is not None and child is not None and not child.shielded
    subject = asked.broadcast.case.child_id if asked is not None and allowed else ""
    record_reading(viewer, purpose, "broadcast.looked_at", subject=subject, more={"asked": asked_id, "seen": allowed})
    if asked is None or child is None or not allowed:
        raise CannotSee("There is no such question for you.")
    late = (clock.today() - asked.broadcast.due_on).days if not asked.answer else 0
    return AskedOfUs(
        asked=asked,
        told=told_to(viewer, child, asked.broadcast.authority),
        proposed=_proposed(viewer, asked),
        answer=REPLIES.get(asked.answer, ""),
        days_late=max(late, 0),
    )


def told_to(viewer: Viewer, child: Child | None, asked_by: str) -> Mapping[str, str]:
    """Return what whoever is asked is told of a child, by the words of `TOLD`. Shape  asked_by: the code of the authority that asks.

    Raises  CannotSee where the child is shielded, or not there.
    """
    if child is None or child.shielded:
        raise CannotSee(f"There is nothing to tell {viewer.organisation_name}.")
    last_school = school_names([child.roll_urn]).get(child.roll_urn, f"URN {child.roll_urn}") if child.roll_urn else ""
    said = {
        "name": name_of(" ".join(each for each in (child.forename, child.middle_names) if each), child.surname),
        "date_of_birth": day_words(child.date_of_birth) if child.date_of_birth else "Not known",
        "sex": {"F": "Female", "M": "Male"}.get(child.sex or "", "Not known"),
        "last_school": last_school or "Not known",
        "asked_by": authority_names([asked_by])[asked_by],
    }
    return {words: said[name] for name, words in rules.TOLD.items()}


def own_broadcast(viewer: Viewer, case: Case) -> OwnBroadcast | None:
    """Return the latest question about a case that the caller has already been let into."""
    broadcast = Broadcast.objects.filter(case=case).order_by("-id").first()
    if broadcast is None:
        return None
    on = clock.today()
    asked = list(broadcast.asked.select_related("answered_by").order_by("-answered_on", "authority"))
    silent = [each for each in asked if not each.answer]
    asking = rules.Broadcast(broadcast.authority, broadcast.asked_on, ())
    is_open = broadcast.withdrawn_on is None
    return OwnBroadcast(
        broadcast=broadcast,
        answered=sorted((each for each in asked if each.answer), key=lambda each: (each.answer == "not_known", each.authority)),
        silent=silent,
        names=authority_names(each.authority for each in asked),
        replies=REPLIES,
        is_late=is_open and bool(silent) and on > broadcast.due_on,
        recorded=frozenset(evidence for evidence in Enquiry.objects.filter(case=case).values_list("evidence", flat=True) if evidence),
        may_remind=sum(bool(rules.may_remind(asking, each.reminded_on, on)) for each in silent) if is_open else 0,
    )


def _asked_of(viewer: Viewer) -> QuerySet[BroadcastAsked]:
    rows = BroadcastAsked.objects.filter(
        broadcast__withdrawn_on__isnull=True,
        broadcast__case__shielded=False,
        broadcast__case__joined_into__isnull=True,
        broadcast__case__closed_on__isnull=True,
    )
    return rows.filter(authority=viewer.authority) if viewer.authority else rows.none()


def _which(which: str, on: date) -> Q:
    waiting = Q(answer="")
    return {"late": waiting & Q(broadcast__due_on__lt=on), "answered": ~waiting}.get(which, waiting)


def _counts(viewer: Viewer, on: date) -> dict[str, int]:
    return dict(_asked_of(viewer).aggregate(**{name: Count("pk", filter=_which(name, on)) for name in INBOXES}))


def _children(child_ids: Sequence[str]) -> dict[str, Child]:
    tables = the_tables()
    return tables.children(list(dict.fromkeys(child_ids))) if tables and child_ids else {}


def _is_shielded(children: Mapping[str, Child], asked: BroadcastAsked) -> bool:
    child = children.get(asked.broadcast.case.child_id)
    return child is not None and child.shielded


def _proposed(viewer: Viewer, asked: BroadcastAsked) -> list[Proposed]:
    """Those of the viewer's own who may be meant, as the viewer may see them today."""
    said: dict[str, Any] = {each["child_id"]: each for each in asked.proposed}
    found = []
    for child_id, child in _children(list(said)).items():
        if not child.shielded and relation_of(viewer, child) is Relation.FULL:
            each = said[child_id]
            found.append(
                Proposed(
                    child_id=child_id,
                    name=name_of(child.forename, child.surname),
                    born=child.date_of_birth,
                    probability=each["probability"],
                    reasons=each["reasons"],
                )
            )
    return sorted(found, key=lambda each: -each.probability)

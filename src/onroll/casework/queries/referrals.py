"""What was referred: to officers the referrals of their authority, to schools and agencies what became of their own, and no more."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from onroll.casework.models import Case, Referral, SchoolReturn, ToldChild, ToldChildMatch
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.children import whom_to_ask
from onroll.casework.queries.find import FoundLine, Query, find_children
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.relations import Relation, may_recognise, may_work_on, relation_of
from onroll.casework.the_index import the_tables
from onroll.casework.told_children import as_child
from onroll.casework.viewers import Viewer
from onroll.core.names import name_key, surname_key

PAGE_SIZE = 25
LISTS: Mapping[str, str] = {
    "all": "All referrals",
    "waiting": "To acknowledge",
    "unknown": "About children in no register",
    "proposed": "The records may know the child now",
    "ended": "Whose case has ended",
}


@dataclass(frozen=True, kw_only=True)
class ReferralLine:
    """One referral as its list shows it.

    Shape  state: `open` or `ended`. case: only for those who may work on it. in_register: whether a register knows the child.
    """

    number: int
    received_on: date
    name: str
    date_of_birth: str
    from_whom: str
    acknowledged_on: date | None
    state: str
    case: Case | None = None
    in_register: bool = True


@dataclass(frozen=True, kw_only=True)
class ReferralsPage:
    """One page of the list. Shape  counts: by list; for schools and agencies only of their own."""

    rows: Sequence[ReferralLine]
    total: int
    page: int
    pages: int
    counts: Mapping[str, int]


def referrals_for(viewer: Viewer, purpose: Purpose, which: str, page: int = 1) -> ReferralsPage:
    """Return one page of the referrals that the viewer may know of, the latest first; the look is written down."""
    require(viewer, Right.REFER, purpose)
    visible = _visible(viewer)
    rules = _rules(viewer)
    counts = visible.aggregate(**{name: Count("id", filter=rule) for name, rule in rules.items()})
    chosen = visible.filter(rules.get(which, rules["all"]))
    total = counts.get(which, counts["all"])
    pages = max(1, math.ceil(total / PAGE_SIZE))
    page = min(max(page, 1), pages)
    order = ("received_on", "id") if which == "waiting" else ("-id",)
    rows = list(chosen.select_related("case", "case__joined_into").order_by(*order)[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    record_reading(viewer, purpose, "referrals.listed", children=[row.child_id for row in rows], more={"of": total, "list": which})
    return ReferralsPage(rows=[_line(viewer, row) for row in rows], total=total, page=page, pages=pages, counts=counts)


def waiting_referrals(viewer: Viewer) -> QuerySet[Referral]:
    """Return the referrals that wait for the viewer's authority to acknowledge them, to be counted."""
    return _visible(viewer).filter(_rules(viewer)["waiting"])


def _visible(viewer: Viewer) -> QuerySet[Referral]:
    told = ToldChild.objects.filter(child_id=OuterRef("case__child_id"), became="")
    proposed = ToldChildMatch.objects.filter(told__child_id=OuterRef("case__child_id"), decision="")
    rows = Referral.objects.annotate(is_told=Exists(told), is_proposed=Exists(proposed))
    sent = Q(sent_by_kind=viewer.organisation_kind, sent_by_code=viewer.organisation_code)
    if not viewer.may(Right.SEE_CASES) or not viewer.authority:
        return rows.filter(sent)
    ours = Q(case__authority=viewer.authority)
    return rows.filter(sent | (ours if viewer.in_shielded_team else ours & Q(case__shielded=False)))


def _rules(viewer: Viewer) -> dict[str, Q]:
    ours = Q(case__authority=viewer.authority) if viewer.may(Right.SEE_CASES) else Q()
    return {
        "all": Q(),
        "waiting": Q(acknowledged_on=None) & ours,
        "unknown": Q(is_told=True),
        "proposed": Q(is_told=True, is_proposed=True),
        "ended": Q(case__closed_on__isnull=False),
    }


def _line(viewer: Viewer, row: Referral) -> ReferralLine:
    case = row.case.joined_into or row.case
    works = viewer.may(Right.SEE_CASES)
    return ReferralLine(
        number=row.pk,
        received_on=row.received_on,
        name=name_of(row.details.get("forename"), row.details.get("surname")),
        date_of_birth=str(row.details.get("date_of_birth", "")),
        from_whom=f"{row.referrer}, {row.organisation}" if row.organisation else row.referrer,
        acknowledged_on=row.acknowledged_on,
        state="open" if case.closed_on is None else "ended",
        case=case if works and may_work_on(viewer, case) else None,
        in_register=not row.is_told if works else True,  # type: ignore[attr-defined]
    )


# -- search before anything is written --------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ToldLine:
    """A child in no register of whom somebody told before. Shape  ask: whom to ask; then nothing else is said."""

    child_id: str
    name: str = ""
    date_of_birth: date | None = None
    told_on: date | None = None
    case: Case | None = None
    ask: str = ""


@dataclass(frozen=True, kw_only=True)
class Searched:
    """Who may be meant. Shape  cases: the open case of a found child, by number, where the viewer may work on it."""

    found: Sequence[FoundLine]
    told: Sequence[ToldLine]
    cases: Mapping[str, Case]

    @property
    def anybody(self) -> bool:
        """Whether anybody may be meant."""
        return bool(self.found or self.told)


def search_before_referring(viewer: Viewer, purpose: Purpose, query: Query) -> Searched:
    """Return the children and the cases that a referral may be about, as far as the viewer may know; the search is written down.

    Raises  CannotDoNow where nothing is said to go by.
    """
    require(viewer, Right.REFER, purpose)
    found: Sequence[FoundLine] = ()
    if the_tables() is not None:
        found = find_children(viewer, purpose, query)
    elif not (query.surname or query.forename):
        raise CannotDoNow("Say at least the child’s first or last name.")
    told = _told_like(viewer, query)
    numbers = [line.child_id for line in found]  # whoever is responsible for a child's case knows of it, wherever the child lives
    cases = {
        case.child_id: case
        for case in Case.objects.filter(child_id__in=numbers, closed_on=None, joined_into=None)
        if viewer.may(Right.SEE_CASES) and may_work_on(viewer, case)
    } if numbers else {}  # fmt: skip
    return Searched(found=found, told=told, cases=cases)


def _told_like(viewer: Viewer, query: Query) -> list[ToldLine]:
    near = Q(pk__in=[])
    if query.date_of_birth:
        near |= Q(date_of_birth=query.date_of_birth)
    for name in ("surname", "phone", "upn", "nhs_number"):
        if getattr(query, name):
            near |= Q(**{f"{name}__iexact": getattr(query, name)})
    alike = [told for told in ToldChild.objects.filter(near, became="").order_by("-id")[:200] if _is_like(told, query)][:5]
    cases = {case.child_id: case for case in Case.objects.filter(child_id__in=[each.child_id for each in alike], joined_into=None)}
    lines = []
    for told in alike:
        case = cases.get(told.child_id)
        child = as_child(told, shielded=case is not None and case.shielded)
        relation = relation_of(viewer, child)
        if relation is Relation.FULL and viewer.may(Right.SEE_CASES):
            lines.append(
                ToldLine(
                    child_id=told.child_id,
                    name=name_of(told.forename, told.surname),
                    date_of_birth=told.date_of_birth,
                    told_on=told.told_on,
                    case=case if case is not None and may_work_on(viewer, case) else None,
                )
            )
        elif relation is not Relation.NOTHING:
            lines.append(ToldLine(child_id=told.child_id, ask=whom_to_ask(child)))
    return lines


def _is_like(told: ToldChild, query: Query) -> bool:
    """Whether two of first name, last name and birthday agree, or one of them and a telephone or an identifier."""
    agree = [
        bool(query.forename) and name_key(query.forename) == name_key(told.forename),
        bool(query.surname) and surname_key(query.surname) in (surname_key(told.surname), surname_key(told.former_surname)),
        query.date_of_birth is not None and query.date_of_birth == told.date_of_birth,
    ]
    exact = any(
        getattr(query, name) and getattr(query, name).replace(" ", "").upper() == getattr(told, name).replace(" ", "").upper()
        for name in ("phone", "upn", "nhs_number")
    )
    return sum(agree) >= 2 or (exact and any(agree))


# -- what a case shows of what was told ------------------------------------------------------------------------------------


def signals_of(viewer: Viewer, case: Case) -> dict[str, Any]:
    """Return what told of a case's child: its referrals, list entries, returns, and who a told child may be."""
    told = ToldChild.objects.filter(child_id=case.child_id, became="").first()
    return {
        "referrals": list(Referral.objects.filter(case=case).order_by("-id")),
        "returns": [
            each for each in SchoolReturn.objects.filter(case=case).order_by("-id")[:50] if viewer.in_shielded_team or not each.shielded
        ],
        "list_entries": list(case.list_entries.order_by("-opened_on", "-id")),
        "told": told,
        "matches": matches_of(viewer, told) if told else [],
    }


def matches_of(viewer: Viewer, told: ToldChild) -> list[dict[str, Any]]:
    """Return who a told child may be, as far as the viewer may know; of a child of elsewhere no more than whom to ask."""
    waiting = list(ToldChildMatch.objects.filter(told=told, decision="").order_by("-probability", "id"))
    tables = the_tables()
    if not waiting or tables is None:
        return []
    live = {match.pk: tables.live_id(match.other_child_id) for match in waiting}
    children = tables.children(list(live.values()))
    shown = []
    for match in waiting:
        child = children.get(live[match.pk])
        relation = relation_of(viewer, child) if child else Relation.NOTHING
        if child and may_recognise(viewer, child):
            name = name_of(child.forename, child.surname)
            shown.append({"match": match, "child": child, "name": name, "ask": "", "reasons": match.reasons})
        elif child and relation is Relation.EXISTS and match.probability >= 0.5:
            shown.append({"match": match, "child": child, "name": "", "ask": whom_to_ask(child), "reasons": []})
    return shown

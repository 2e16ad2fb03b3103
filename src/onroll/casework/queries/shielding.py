"""The children whom a named team shields: for that team alone; the look is written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onroll.casework import clock
from onroll.casework.clock import today
from onroll.casework.models import Case, ShieldMark
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.reading import CannotSee, record_reading, require
from onroll.casework.relations import Relation, relation_of
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.shield_reasons import SHIELD_REASONS

__all__ = ["SHIELD_REASONS", "MarkRow", "MarksPage", "child_to_shield", "mark_for", "marks_for", "today"]


@dataclass(frozen=True, kw_only=True)
class MarkRow:
    """One mark with the child that it shields. Shape  case_id: of the child's open case, 0 where there is none."""

    mark: ShieldMark
    name: str
    reason: str
    case_id: int
    is_late: bool
    own_request: bool


@dataclass(frozen=True, kw_only=True)
class MarksPage:
    """The team's list: the standing marks, the one to look at soonest first; and those that have ended."""

    on: date
    standing: Sequence[MarkRow]
    ended: Sequence[MarkRow]


def marks_for(viewer: Viewer, purpose: Purpose) -> MarksPage:
    """Return the marks of the viewer's authority.

    Raises  CannotSee for whoever is not of its named team.
    """
    _require_team(viewer, purpose)
    rows = ShieldMark.objects.filter(authority=viewer.authority).select_related("by", "end_asked_by", "ended_by")
    standing = list(rows.filter(ended_on=None).order_by("review_on", "id"))
    ended = list(rows.exclude(ended_on=None).order_by("-ended_on", "-id")[:50])
    record_reading(viewer, purpose, "shielded.listed", children=[mark.child_id for mark in (*standing, *ended)])
    named = _rows(viewer, [*standing, *ended])
    return MarksPage(on=clock.today(), standing=named[: len(standing)], ended=named[len(standing) :])


def mark_for(viewer: Viewer, purpose: Purpose, mark_id: int) -> MarkRow:
    """Return one standing mark of the viewer's authority.

    Raises  CannotSee.
    """
    _require_team(viewer, purpose)
    mark = ShieldMark.objects.select_related("by", "end_asked_by").filter(pk=mark_id, authority=viewer.authority, ended_on=None).first()
    if mark is None:
        raise CannotSee("There is no such mark for you.")
    record_reading(viewer, purpose, "shielded.looked_at", subject=mark.child_id, more={"mark": mark.pk})
    return _rows(viewer, [mark])[0]


def child_to_shield(viewer: Viewer, purpose: Purpose, child_id: str) -> tuple[str, str, ShieldMark | None]:
    """Return the id and the name of a child whom the viewer's team may shield, and the mark that stands.

    Raises  CannotSee.
    """
    _require_team(viewer, purpose)
    tables = the_tables()
    live_id = tables.live_id(child_id) if tables else child_id
    child = tables.child(live_id) if tables else None
    own = child is not None and relation_of(viewer, child) is Relation.FULL
    if not own and not Case.objects.filter(child_id=live_id, authority=viewer.authority, joined_into=None).exists():
        raise CannotSee("There is no such child for you.")
    record_reading(viewer, purpose, "child.looked_at", subject=live_id, more={"to": "shield"})
    mark = ShieldMark.objects.filter(child_id=live_id, ended_on=None).first()
    return live_id, name_of(child.forename, child.surname) if child else f"Child {live_id}", mark


def _require_team(viewer: Viewer, purpose: Purpose) -> None:
    require(viewer, Right.SHIELD_CHILDREN, purpose)
    if not viewer.in_shielded_team or not viewer.authority:
        raise CannotSee("Only the named team of an authority sees whom it shields.")


def _rows(viewer: Viewer, marks: Sequence[ShieldMark]) -> list[MarkRow]:
    tables, on = the_tables(), clock.today()
    live = {mark.child_id: tables.live_id(mark.child_id) if tables else mark.child_id for mark in marks}
    children = tables.children(list(live.values())) if tables else {}
    cases = dict(
        Case.objects.filter(child_id__in=live.values(), authority=viewer.authority, closed_on=None, joined_into=None).values_list(
            "child_id", "pk"
        )
    )
    rows = []
    for mark in marks:
        child = children.get(live[mark.child_id])
        rows.append(
            MarkRow(
                mark=mark,
                name=name_of(child.forename, child.surname) if child else f"Child {mark.child_id}",
                reason=SHIELD_REASONS[mark.reason],
                case_id=cases.get(live[mark.child_id], 0),
                is_late=mark.ended_on is None and mark.review_on <= on,
                own_request=mark.end_asked_by is not None and mark.end_asked_by.username == viewer.username,
            )
        )
    return rows

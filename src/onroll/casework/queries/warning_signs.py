"""Warning signs for those who may see them: the list, one child's factors, and how good the card is; looks at children are written down."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onroll.casework import clock
from onroll.casework.models import Case, ChildHelp, WarningSignSwitch
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.names import school_names
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.casework.warning_sign_card import NONE_MADE, in_use, laid_upon, may_turn, standing
from onroll.casework.warning_sign_figures import figures_of
from onroll.core.answers import Answer
from onroll.core.charts.figure import Figure
from onroll.core.dated.help_offers import HELP
from onroll.core.practical_help import ANSWERS
from onroll.core.warning_sign_checks import Band, warning_of
from onroll.core.warning_signs import SIGNS, Factor
from onroll.pipeline.run_queries import RunTables
from onroll.pipeline.run_rows import Child
from onroll.pipeline.run_warning_signs import Listed, listed_children
from onroll.pipeline.warning_signs import StandingCard

__all__ = [
    "ANSWERS", "HELP", "WarningSignChild", "help_day", "warning_sign_child_for", "warning_signs_check",
    "warning_signs_for",
]  # fmt: skip

PAGE_SIZE = 25


@dataclass(frozen=True, kw_only=True)
class SignRow:
    """One child on the list. Shape  band: how many with such points went missing, in the term on which the card was checked."""

    child_id: str
    name: str
    date_of_birth: date | None
    school: str
    points: int
    factors: Sequence[Factor]
    band: Band | None
    help: Sequence[ChildHelp] = ()
    case: Case | None = None


@dataclass(frozen=True, kw_only=True)
class SignsPage:
    """One page of the list. Shape  why_off: why there is none, empty where it is on; until: up to which day it looks."""

    why_off: str = ""
    rows: Sequence[SignRow] = ()
    total: int = 0
    page: int = 1
    pages: int = 1
    on: date | None = None
    until: date | None = None
    made_up: bool = False


@dataclass(frozen=True, kw_only=True)
class WarningSignChild:
    """One child's page."""

    row: SignRow
    on: date
    until: date
    made_up: bool


@dataclass(frozen=True, kw_only=True)
class CheckPage:
    """How good the card is. Shape  may: whether it may be switched on; in_use: whether it is, here; points: words and points."""

    card: StandingCard | None
    may: Answer
    in_use: Answer
    may_switch: bool
    points: Sequence[tuple[str, int]] = ()
    warnings: Sequence[str] = ()
    figures: Sequence[Figure] = ()
    decisions: Sequence[WarningSignSwitch] = ()


def warning_signs_for(viewer: Viewer, purpose: Purpose, page: int = 1) -> SignsPage:
    """Return one page of the list of the viewer's authority, the most points first; the look is written down."""
    require(viewer, Right.SEE_WARNING_SIGNS, purpose)
    tables, card = the_tables(), standing()
    answer = in_use(viewer, card)
    if answer and card and tables:
        answer = laid_upon(tables, card)
    if not answer or tables is None or card is None:
        record_reading(viewer, purpose, "warning_signs.listed", more={"of": 0})
        return SignsPage(why_off=answer.reason_not or NONE_MADE.reason_not)
    offset = (max(page, 1) - 1) * PAGE_SIZE
    found, total = listed_children(card, viewer.authority, without=tables.marked, limit=PAGE_SIZE, offset=offset)
    pages = max(1, math.ceil(total / PAGE_SIZE))
    if not found and total:
        page = pages
        found, total = listed_children(card, viewer.authority, without=tables.marked, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    record_reading(
        viewer, purpose, "warning_signs.listed", subject=tables.run.run_id, children=[each.child_id for each in found], more={"of": total}
    )
    rows = _rows(viewer, tables, card, found)
    return SignsPage(
        rows=rows, total=total, page=max(page, 1), pages=pages, on=tables.run.on, until=card.until, made_up=card.origin.kind != "real"
    )  # fmt: skip


def warning_sign_child_for(viewer: Viewer, purpose: Purpose, child_id: str) -> WarningSignChild | None:
    """Return one child's factors; None where the list is off, or does not hold the child. The look is written down."""
    require(viewer, Right.SEE_WARNING_SIGNS, purpose)
    tables, card = the_tables(), standing()
    found: list[Listed] = []
    if tables and card and in_use(viewer, card) and laid_upon(tables, card):
        found, _ = listed_children(card, viewer.authority, without=tables.marked, child_id=tables.live_id(child_id))
    record_reading(viewer, purpose, "warning_signs.child_looked_at", subject=found[0].child_id if found else "")
    rows = _rows(viewer, tables, card, found) if tables and card else []
    if not rows or tables is None or card is None:
        return None
    return WarningSignChild(row=rows[0], on=tables.run.on, until=card.until, made_up=card.origin.kind != "real")


def _rows(viewer: Viewer, tables: RunTables, card: StandingCard, found: Sequence[Listed]) -> list[SignRow]:
    numbers = [each.child_id for each in found]
    children = {child_id: child for child_id, child in tables.children(numbers).items() if not child.shielded}
    schools = school_names(child.roll_urn for child in children.values() if child.roll_urn)
    offered: dict[str, list[ChildHelp]] = {}
    for row in ChildHelp.objects.filter(authority=viewer.authority, child_id__in=numbers).order_by("-on", "-id"):
        offered.setdefault(row.child_id, []).append(row)
    cases = Case.objects.filter(child_id__in=numbers, closed_on=None, joined_into=None, authority=viewer.authority)
    case_of = {case.child_id: case for case in cases}
    return [
        _row(each, child, schools, card, offered.get(each.child_id, ()), case_of.get(each.child_id))
        for each in found
        if (child := children.get(each.child_id)) is not None
    ]


def _row(
    each: Listed, child: Child, schools: Mapping[str, str], card: StandingCard, offered: Sequence[ChildHelp], case: Case | None
) -> SignRow:
    return SignRow(
        child_id=each.child_id,
        name=name_of(child.forename, child.surname),
        date_of_birth=child.date_of_birth,
        school=schools.get(child.roll_urn, f"URN {child.roll_urn}") if child.roll_urn else "",
        points=each.points,
        factors=each.factors,
        band=next((band for band in card.checked.bands if band.first <= each.points), None),
        help=offered,
        case=case,
    )


def warning_signs_check(viewer: Viewer) -> CheckPage:
    """Return how good the card is, and who decided what about it here; nobody is in it."""
    require(viewer, Right.CHECK_WARNING_SIGNS)
    card = standing()
    may_switch = viewer.may(Right.SWITCH_WARNING_SIGNS) and bool(viewer.authority)
    if card is None:
        return CheckPage(card=None, may=NONE_MADE, in_use=NONE_MADE, may_switch=False)
    decisions = WarningSignSwitch.objects.filter(authority=viewer.authority).order_by("-id")[:20] if viewer.authority else []
    return CheckPage(
        card=card,
        may=may_turn(card),
        in_use=in_use(viewer, card),
        may_switch=may_switch,
        points=[(sign.words, card.card.points[sign.code]) for sign in SIGNS if sign.code in card.card.points],
        warnings=[warning_of(each) for each in card.checked.unequal],
        figures=figures_of(card),
        decisions=list(decisions),
    )


def help_day(viewer: Viewer) -> date:
    """Return the day that it is for whoever records help."""
    return clock.today()

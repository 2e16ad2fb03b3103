"""What was decided about pairs, by whom and why, and what has become of it: for one viewer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from onroll.casework.compared_pairs import verdict_words
from onroll.casework.models import PairDecision
from onroll.casework.pair_decisions import as_row, decisions_about, states_of
from onroll.casework.pair_rights import may_see
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.reading import CannotSee, record_reading, require
from onroll.casework.viewers import Viewer
from onroll.core.link_decisions import STATES, State, may_be_second, may_undo

PAGE_SIZE = 25


@dataclass(frozen=True, kw_only=True)
class DecisionLine:
    """One decision as pages show it. Shape  may_undo, may_be_second: for the viewer; seconds: what the second person said."""

    row: PairDecision
    state: State
    verdict: str
    state_words: str
    may_undo: bool
    may_be_second: bool
    second: PairDecision | None = None


@dataclass(frozen=True, kw_only=True)
class DecisionsPage:
    """One page of what was decided."""

    lines: Sequence[DecisionLine]
    total: int
    page: int
    pages: int
    child_id: str


def decisions_for(viewer: Viewer, purpose: Purpose, page: int = 1, *, child_id: str = "") -> DecisionsPage:
    """Return what was decided about the viewer's children, the latest first; the look is written down."""
    require(viewer, Right.REVIEW_LINKS, purpose)
    rows = PairDecision.objects.filter(second_of__isnull=True)
    if child_id:
        rows = rows.filter(Q(child_a=child_id) | Q(child_b=child_id))
    seen = [row for row in rows.order_by("-id") if may_see(viewer, row)]
    pages = max(1, math.ceil(len(seen) / PAGE_SIZE))
    page = min(max(page, 1), pages)
    shown = seen[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    children = sorted({child for row in shown for child in (row.child_a, row.child_b)})
    record_reading(viewer, purpose, "decisions.listed", children=children, more={"of": len(seen)})
    return DecisionsPage(lines=_lines(viewer, shown, children), total=len(seen), page=page, pages=pages, child_id=child_id)


def _lines(viewer: Viewer, shown: Sequence[PairDecision], children: Sequence[str]) -> list[DecisionLine]:
    about = decisions_about(children) if shown else []
    states = states_of(about)
    seconds = {row.second_of_id: row for row in about if row.second_of_id is not None}
    return [_line(viewer, row, states[row.pk], seconds.get(row.pk)) for row in shown]


def _line(viewer: Viewer, row: PairDecision, state: State, second: PairDecision | None) -> DecisionLine:
    words = f"Undoes decision {row.undoes_id}" if row.kind == "undo" else verdict_words(row.verdict)
    return DecisionLine(
        row=row,
        state=state,
        verdict="Some records are another child’s" if row.kind == "split" else words,
        state_words=STATES[state],
        may_undo=bool(may_undo(as_row(row), state, viewer.username)),
        may_be_second=bool(may_be_second(as_row(row), state, viewer.username)),
        second=second,
    )


def decision_page(viewer: Viewer, decision_id: int) -> DecisionLine:
    """Return one decision.

    Raises  CannotSee where it is not the viewer's to see.
    """
    row = PairDecision.objects.filter(pk=decision_id, second_of__isnull=True).first()
    if row is None or not may_see(viewer, row):
        raise CannotSee("There is no such decision for you.")
    return _lines(viewer, [row], [row.child_a, row.child_b])[0]

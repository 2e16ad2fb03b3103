"""What a school is answered to a return of any kind, in one shape: as it is sent, and again in the list of its returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from onroll.casework.models import PupilReturn, SchoolReturn


@dataclass(frozen=True, kw_only=True)
class ReturnLine:
    """One return of any kind with its answer."""

    number: int
    kind: str
    received_on: date
    stands: bool
    answer: str
    next: str
    due_on: date | None
    problems: Sequence[dict[str, Any]]


def line_of_deletion(row: SchoolReturn) -> ReturnLine:
    """Return a deletion return with its answer."""
    return ReturnLine(
        number=row.pk,
        kind="deletion",
        received_on=row.received_on,
        stands=row.stands,
        answer=_deletion_answer(row),
        next=row.next_words,
        due_on=row.due_on,
        problems=row.problems,
    )


def line_of_notice(row: PupilReturn) -> ReturnLine:
    """Return a new-pupil, attendance or sickness return with its answer."""
    return ReturnLine(
        number=row.pk,
        kind=row.kind,
        received_on=row.received_on,
        stands=row.stands,
        answer=row.answer,
        next=row.next_words,
        due_on=None,
        problems=row.problems,
    )


def _deletion_answer(row: SchoolReturn) -> str:
    """Return the answer to a deletion return in one word: whether another roll shows the child, not yet, or the authority enquires."""
    if not row.stands:
        return "noted"
    if row.case_id is not None:
        return "enquire"
    settled = getattr(row, "follow_up", None)
    if settled is not None and settled.outcome == "confirmed":
        return "registered_elsewhere"
    return "not_yet" if row.route == "confirm a joiner" else "noted"

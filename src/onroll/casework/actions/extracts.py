"""Decide about extracts: let one in, withdraw one, release or reject rows that were set aside.

The decision is an event before it is carried out, because the index is another store than the casebook: a kill in
between leaves an event without its effect, never an effect without its event.
"""

from __future__ import annotations

from collections.abc import Callable

from onroll.accounts.audit import Happening, record
from onroll.casework.permissions import Right
from onroll.casework.queries.extracts import own_extract
from onroll.casework.queries.reading import require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.the_index import the_index
from onroll.casework.viewers import Viewer
from onroll.pipeline.extract_queries import refuge_lines_set_aside
from onroll.pipeline.index import CannotUseIndex, Extract
from onroll.pipeline.intake import decisions

LONGEST_REASON = 300
WAIT_SECONDS = 10


def let_extract_in(viewer: Viewer, extract_id: str, reason: str) -> Extract:
    """Let a held extract count, and keep the reason.

    Raises  CannotSee; CannotDoNow where it is not held, or no reason is given.
    """
    return _decide(
        viewer, extract_id, "extract.let_in", reason, lambda: decisions.let_in(the_index(), extract_id, reason, wait_seconds=WAIT_SECONDS)
    )


def withdraw_extract(viewer: Viewer, extract_id: str, reason: str) -> Extract:
    """Make an extract stop counting, and keep it and the reason.

    Raises  CannotSee; CannotDoNow where it is withdrawn already, or no reason is given.
    """
    return _decide(
        viewer,
        extract_id,
        "extract.withdrawn",
        reason,
        lambda: decisions.withdraw(the_index(), extract_id, reason, wait_seconds=WAIT_SECONDS),
    )


def release_row(viewer: Viewer, extract_id: str, line: int, reason: str) -> Extract:
    """Let one row out of quarantine; return the new version of its extract.

    Raises  CannotSee; CannotDoNow where the line is not in quarantine or cannot be used.
    """
    return _decide(
        viewer,
        extract_id,
        "extract.row_released",
        reason,
        lambda: decisions.release(the_index(), extract_id, [line], reason, wait_seconds=WAIT_SECONDS),
        line=line,
    )


def release_group(viewer: Viewer, extract_id: str, group: str, reason: str) -> tuple[Extract, int]:
    """Let all rows that were set aside for one reason out of quarantine; return the new version, and how many they were.

    Raises  CannotSee; CannotDoNow where there is no such group, or none of its rows can be used.
    """
    return _decide_about_group(viewer, extract_id, group, reason, "extract.rows_released", decisions.release_group)


def reject_group(viewer: Viewer, extract_id: str, group: str, reason: str) -> tuple[Extract, int]:
    """Leave all rows that were set aside for one reason where they are, for good; return how many they were.

    Raises  CannotSee; CannotDoNow where there is no such group, or it is decided.
    """
    return _decide_about_group(viewer, extract_id, group, reason, "extract.rows_rejected", decisions.reject_group)


def _decide_about_group(
    viewer: Viewer, extract_id: str, group: str, reason: str, kind: str, act: Callable[..., tuple[Extract, int]]
) -> tuple[Extract, int]:
    counts: list[int] = []

    def decide() -> Extract:
        hidden = refuge_lines_set_aside(own_extract(viewer, extract_id))  # no page counts them, and none decides about them
        extract, count = act(the_index(), extract_id, group, reason, hidden=hidden, wait_seconds=WAIT_SECONDS)
        counts.append(count)
        return extract

    return _decide(viewer, extract_id, kind, reason, decide, group=group), counts[0]


def _decide(viewer: Viewer, extract_id: str, kind: str, reason: str, act: Callable[[], Extract], **more: object) -> Extract:
    require(viewer, Right.DECIDE_EXTRACTS)
    own_extract(viewer, extract_id)
    if not reason.strip():
        raise CannotDoNow("Enter a reason. It is kept with the extract.")
    if len(reason) > LONGEST_REASON:
        raise CannotDoNow(f"The reason must be {LONGEST_REASON} characters or fewer.")
    record(viewer.doer, Happening(kind=kind, subject=extract_id, body=more))
    try:
        return act()
    except (decisions.CannotDecide, CannotUseIndex) as refused:
        record(viewer.doer, Happening(kind="extract.decision_refused", subject=extract_id, body={"decision": kind}))
        raise CannotDoNow(str(refused)) from refused

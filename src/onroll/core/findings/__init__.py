"""Findings: one file per kind; the first that fits, in the order below, is the child's.

Source  contracts, section 5, `findings`.
"""

from __future__ import annotations

from onroll.core.candidates import Candidate, candidate
from onroll.core.coverage import gaps, how_full
from onroll.core.explanations import lead_said, what_was_searched
from onroll.core.findings import (
    awaiting_place,
    ehe_unsuitable,
    left_no_destination,
    never_on_roll,
    not_arrived,
    offered_not_started,
    provision_ended,
    transition_gap,
    vanished_from_roll,
)
from onroll.core.findings.shape import Finding, Fit, Kind
from onroll.core.histories import History
from onroll.core.world import World

KINDS: tuple[Kind, ...] = (
    ehe_unsuitable.KIND,
    offered_not_started.KIND,
    awaiting_place.KIND,
    provision_ended.KIND,
    not_arrived.KIND,
    left_no_destination.KIND,
    transition_gap.KIND,
    vanished_from_roll.KIND,
    never_on_roll.KIND,
)
"""First that fits, in this order."""

PART_TIME_DOUBT = "The child is in part-time alternative provision without a roll; whether that suffices must be asked."


def find(history: History, world: World, *, shielded: bool = False) -> Finding | None:
    """Return the finding about one child on the world's day, if there is one."""
    child = candidate(history, world, shielded=shielded)
    return judge(child) if child else None


def judge(child: Candidate) -> Finding | None:
    """Return the first finding that fits a child who is in no education."""
    for kind in KINDS:
        fit = kind.fits(child)
        if fit is not None:
            return _finding(kind, fit, child)
    return None


def _finding(kind: Kind, fit: Fit, child: Candidate) -> Finding:
    missing_rolls = gaps(child)
    doubts = [*fit.doubts, *([PART_TIME_DOUBT] if child.part_time else []), *(gap.said for gap in missing_rolls)]
    address = (child.residence.evidence,) if child.residence.evidence else ()
    return Finding(
        finding=kind.code,
        status="possible_cme" if doubts else "cme",
        since=fit.since,
        la_code=child.residence.la_code or "",
        reason=fit.reason,
        rule=kind.rule,
        coverage="partial" if missing_rolls else "full",
        evidence=tuple(dict.fromkeys((*fit.evidence, *address))),
        sentences=(*fit.seen, *fit.missing, what_was_searched(child.world), *([] if missing_rolls else how_full(child)), *doubts),
        leads=tuple(lead_said(lead, shielded=child.shielded) for lead in child.history.leads if lead.source.register == "enquiry_reply"),
        waits_for=tuple(dict.fromkeys(("school_roll", gap.supplier) for gap in missing_rolls)),
    )

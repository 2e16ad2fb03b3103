"""What people have decided about pairs, and which of it counts: for pages, for actions and for the line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import Q

from onroll.casework.models import PairDecision, SealedRow
from onroll.core.country_days import known_on
from onroll.core.link_decisions import DecisionRow, State, Verdict, states
from onroll.core.links import LinkDecision
from onroll.core.sealed_pairs import SealedPair
from onroll.pipeline.link_labels import LinkLabel


def as_row(decision: PairDecision) -> DecisionRow:
    """Return a decision as core's rules see it."""
    return DecisionRow(
        number=decision.pk,
        verdict=cast(Verdict, decision.verdict),
        by=decision.by,
        left=tuple(decision.left_keys),
        right=tuple(decision.right_keys),
        needs_second=decision.needs_second,
        second_of=decision.second_of_id,
        undoes=decision.undoes_id,
    )


def states_of(decisions: Iterable[PairDecision]) -> dict[int, State]:
    """Return what has become of each decision. Whoever asks hands over the rows that speak of them too."""
    return states(map(as_row, decisions))


def decisions_about(child_ids: Sequence[str]) -> list[PairDecision]:
    """Return every row about some children, as they are called now or were called then, in the order of time."""
    ids = list(child_ids)
    return list(PairDecision.objects.filter(Q(child_a__in=ids) | Q(child_b__in=ids)).order_by("id"))


@dataclass(frozen=True)
class HandedOver:
    """What the line gets."""

    links: Sequence[LinkDecision]
    labels: Sequence[LinkLabel]


def decisions_in_force(*, known_by: date | None = None) -> HandedOver:
    """Return the decisions that count, as the line obeys them, and what people said as labels; or those that counted on a day."""
    rows = [row for row in PairDecision.objects.order_by("id") if known_by is None or known_on(row.at) <= known_by]
    if not rows:
        return HandedOver((), ())
    state = states_of(rows)
    seconds: Mapping[int, PairDecision] = {row.second_of_id: row for row in rows if row.second_of_id is not None}
    links, labels = [], []
    for row in rows:
        if row.kind == "undo" or state[row.pk] != "counts" or row.verdict == "unsure":
            continue
        same = row.verdict == "same"
        links.append(LinkDecision(tuple(row.left_keys), tuple(row.right_keys), same, row.by, row.at, row.because, row.pk))
        if row.left_keys and row.right_keys:
            people = 1 + (row.pk in seconds)
            drawn = "queue" if row.kind == "pair" else "split"
            key = row.left_keys[0], row.right_keys[0]
            labels.append(LinkLabel(*key, same, row.probability, row.weight, row.at.date(), people, drawn))
    return HandedOver(links, labels)


def sealed_in_force() -> list[SealedPair]:
    """Return the pairs that are never joined, as the line gets them."""
    lifted = set(SealedRow.objects.filter(lifts__isnull=False).values_list("lifts_id", flat=True))
    return [
        SealedPair(frozenset(row.former_marks), frozenset(row.present_marks), row.ended_on)
        for row in SealedRow.objects.filter(lifts__isnull=True).order_by("id")
        if row.pk not in lifted
    ]

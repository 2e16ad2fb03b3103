"""The review of doubtful pairs, for one viewer: the queue, the worst first, and two or three children side by side."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, cast

from django.db.models import Count, Exists, OuterRef, Q

from onroll.casework import clock
from onroll.casework.models import Case, PairDecision
from onroll.casework.pair_decisions import decisions_about, states_of
from onroll.casework.pair_places import places_of
from onroll.casework.pair_rights import is_national_reviewer, may_review, open_cases, open_cases_of, owned_by
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.the_index import the_index, the_tables
from onroll.casework.viewers import Viewer
from onroll.core.link_decisions import VERDICTS, State, Verdict, says_the_same
from onroll.core.link_review import (
    AGREEMENT_FROM,
    Agreement,
    Forecast,
    PairFacts,
    Place,
    agreement,
    chance_in_words,
    forecast,
    is_new_evidence,
    may_join_in_a_batch,
    place_of,
)
from onroll.pipeline.pair_comparison import compare_children
from onroll.pipeline.review_queue import PairToReview, pairs_before, pairs_to_review
from onroll.pipeline.run_queries import RunTables
from onroll.pipeline.run_rows import Child, FoundChild

__all__ = [
    "AGREEMENT_FROM",
    "PAGE_SIZE",
    "RATE_DAYS",
    "VERDICTS",
    "Known",
    "Queue",
    "QueuePage",
    "ReviewLine",
    "chance_in_words",
    "deciding_pairs_of",
    "pair_counts_for",
    "queue_for",
    "queue_lines",
    "read_queue",
    "waiting_for_second",
]

PAGE_SIZE = 25
RATE_DAYS = 14
"""Over so many days it is counted how fast pairs are decided."""


@dataclass(frozen=True, kw_only=True)
class ReviewLine:
    """One pair of the queue.

    Shape  names: what a pair is about, so whoever may decide it sees both; not_in_a_batch: why it cannot be joined unseen, or nothing.
    """

    pair: PairToReview
    place: Place
    names: tuple[str, str]
    birthdays: tuple[date | None, date | None]
    cases: tuple[int, ...]
    not_in_a_batch: str
    unsure_by_me: bool = False


@dataclass(frozen=True, kw_only=True)
class QueuePage:
    """One page of the queue, and how the work goes."""

    lines: Sequence[ReviewLine]
    total: int
    page: int
    pages: int
    deciding: int
    second: Sequence[PairDecision]
    mine: int
    my_agreement: Agreement | None
    colleagues_agreement: Agreement | None
    forecast: Forecast
    on: date | None


@dataclass
class Known:
    """What the queue looks at, gathered in a few questions."""

    tables: RunTables
    children: Mapping[str, Child]
    cases: Mapping[str, Case]
    findings: Mapping[str, FoundChild]
    decisions: Mapping[frozenset[str], list[PairDecision]]
    states: Mapping[int, State]
    owned: frozenset[str] = field(default_factory=frozenset)


def _gather(
    viewer: Viewer,
    pairs: Sequence[PairToReview],
    tables: RunTables,
    said: Sequence[PairDecision] | None = None,
    cases: Mapping[str, Case] | None = None,
) -> Known:
    """Gather it. Shape  said, cases: decisions and cases that were asked for already, every one about these pairs among them."""
    ids = _children_of(pairs)
    children = tables.children(sorted(ids)) if ids else {}
    if cases is None:
        cases = open_cases_of(ids) if ids else {}
    rows = (
        decisions_about(sorted(ids))
        if said is None and ids
        else [row for row in said or () if not ids.isdisjoint((row.child_a, row.child_b))]
    )
    about: dict[frozenset[str], list[PairDecision]] = {}
    for row in rows:
        about.setdefault(frozenset([row.child_a, row.child_b]), []).append(row)
    deciding = [child for pair in pairs for child in pair.decides]
    findings = tables.findings_of(deciding)
    return Known(tables, children, cases, findings, about, states_of(rows), owned_by(viewer, cases))


def _children_of(pairs: Iterable[PairToReview]) -> set[str]:
    return {child for pair in pairs for child in pair.children}


def _lines(viewer: Viewer, pairs: Sequence[PairToReview], known: Known) -> list[ReviewLine]:
    lines = []
    for pair in pairs:
        both = [known.children[child] for child in pair.children if child in known.children]
        if len(both) < 2 or not may_review(viewer, both, known.owned):
            continue
        said = known.decisions.get(frozenset(pair.children), [])
        if any(known.states[row.pk] in ("counts", "waits") and row.kind == "pair" for row in said) and pair.kind != "again":
            continue
        lines.append(_line(viewer, pair, both, said, known))
    lines.sort(key=lambda line: (line.unsure_by_me, line.place.order, line.pair.children))
    return lines


def _line(viewer: Viewer, pair: PairToReview, both: Sequence[Child], said: Sequence[PairDecision], known: Known) -> ReviewLine:
    cases = [known.cases[child.child_id] for child in both if child.child_id in known.cases]
    shielded = any(child.shielded for child in both)
    since = [known.findings[child].since for child in pair.decides if child in known.findings]
    facts = PairFacts(
        probability=pair.probability,
        kind=pair.kind,
        decides=len(pair.decides),
        days_missing=max(((known.tables.run.on - day).days for day in since if day), default=0),
        open_cases=len(cases),
        high_risk=any(case.level == "high" for case in cases),
        new_evidence=pair.kind == "again",
        disagreed=any(known.states[row.pk] == "refused" for row in said),
        unsure=sum(row.verdict == "unsure" for row in said),
    )
    differs = [words for words in pair.because.split("; ") if words.startswith(("different", "date of birth off", "day and month"))]
    return ReviewLine(
        pair=pair,
        place=place_of(facts),
        names=(name_of(both[0].forename, both[0].surname), name_of(both[1].forename, both[1].surname)),
        birthdays=(both[0].date_of_birth, both[1].date_of_birth),
        cases=tuple(case.pk for case in cases),
        not_in_a_batch=may_join_in_a_batch(facts, differs=differs, shielded=shielded).reason_not,
        unsure_by_me=any(row.verdict == "unsure" and row.by == viewer.username for row in said),
    )


@dataclass(frozen=True)
class Queue:
    """Everything that waits for a viewer.

    Shape  pairs: of the run, whoever's they are; lines: the viewer's, the worst first. second: decisions that wait for a second person.
    """

    tables: RunTables
    pairs: Sequence[PairToReview]
    lines: Sequence[ReviewLine]
    known: Known
    second: Sequence[PairDecision]


FEW = 200
"""Up to so many pairs of a run, all of them are looked through for the viewer's."""


def _perhaps_the_viewers(
    viewer: Viewer, tables: RunTables, pairs: Sequence[PairToReview]
) -> tuple[Sequence[PairToReview], Mapping[str, Case] | None]:
    """Return the pairs of a run among which all of the viewer's are, so that nobody waits for a whole country's; and the cases about them.

    `may_review` decides: one of the two lives in the viewer's authority, was on a roll there, or has an open case there.
    """
    if len(pairs) <= FEW or is_national_reviewer(viewer) or not viewer.authority:
        return pairs, None
    places = places_of(tables, pairs)
    own = {pair.children: pair for pair in places.by_authority.get(viewer.authority, ())}
    about = _children_of(own.values())
    cases = {case.child_id: case for case in open_cases().filter(Q(child_id__in=list(about)) | Q(authority=viewer.authority))}
    more = {pair.children: pair for child_id in cases for pair in places.by_child.get(child_id, ()) if pair.children not in own}
    if more:  # the other child of such a pair may have a case elsewhere
        cases |= open_cases_of(_children_of(more.values()) - about)
    return [*own.values(), *more.values()], cases


def read_queue(viewer: Viewer) -> Queue | None:
    """Return every pair that waits for the viewer. Shows nobody: whoever shows them writes it down."""
    tables = the_tables()
    if tables is None or not viewer.may(Right.REVIEW_LINKS):
        return None
    of_run = pairs_to_review(tables.run)
    near, cases = _perhaps_the_viewers(viewer, tables, of_run)
    said = _said_about(_children_of(near))
    again = _pairs_again(tables, said[-1].pk) if said else []
    if again:  # seldom: what was said of those is not among it
        said, cases = _said_about(_children_of((*near, *again))), None
    pairs = [*near, *again]
    known = _gather(viewer, pairs, tables, said, cases)
    return Queue(tables, [*of_run, *again], _lines(viewer, pairs, known), known, _for_second(viewer, said))


_UNSECONDED = Q(needs_second=True, second_of__isnull=True, is_seconded=False)


def _said_about(child_ids: Iterable[str] = ()) -> list[PairDecision]:
    """Return what was said about some children, what waits for a second person, and the newest word of all, which is the last."""
    ids = sorted(child_ids)
    of_it = PairDecision.objects.filter(second_of=OuterRef("pk")), PairDecision.objects.filter(undoes=OuterRef("pk"))
    rows = PairDecision.objects.annotate(is_seconded=Exists(of_it[0]), is_undone=Exists(of_it[1]))
    newest = PairDecision.objects.order_by("-id").values("pk")[:1]
    return list(rows.filter(Q(child_a__in=ids) | Q(child_b__in=ids) | _UNSECONDED | Q(pk__in=newest)).order_by("id"))


def _for_second(viewer: Viewer, said: Iterable[Any]) -> list[PairDecision]:
    """Return those that wait for a second person and are the viewer's to look at; not their own."""
    waiting = [row for row in said if row.needs_second and row.second_of_id is None and not row.is_seconded and not row.is_undone]
    return [
        row
        for row in waiting
        if row.by != viewer.username
        and (viewer.authority in row.authorities or is_national_reviewer(viewer))
        and (viewer.in_shielded_team or not row.shielded)
    ]


def queue_lines(viewer: Viewer) -> Sequence[ReviewLine]:
    """Return the pairs that wait for the viewer, the worst first."""
    queue = read_queue(viewer)
    return queue.lines if queue else ()


def queue_for(viewer: Viewer, purpose: Purpose, page: int = 1, *, only: str = "") -> QueuePage:
    """Return one page of the queue; the look is written down.

    Shape  only: `deciding` for the pairs on which a finding hangs.
    """
    require(viewer, Right.REVIEW_LINKS, purpose)
    tables = the_tables()
    queue = read_queue(viewer)
    lines = queue.lines if queue else ()
    deciding = [line for line in lines if line.pair.decides]
    chosen = deciding if only == "deciding" else lines
    pages = max(1, math.ceil(len(chosen) / PAGE_SIZE))
    page = min(max(page, 1), pages)
    shown = chosen[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    second = queue.second if queue else waiting_for_second(viewer)
    children = {child for line in shown for child in line.pair.children} | {child for row in second for child in (row.child_a, row.child_b)}
    record_reading(viewer, purpose, "pairs.listed", children=sorted(children), more={"of": len(chosen)})
    today = clock.today()
    mine, lately = _decided(viewer)
    arrived, arrived_in = _arrived(viewer, lines, tables) if tables else (None, RATE_DAYS)
    own, others = _agreements(viewer)
    return QueuePage(
        lines=shown,
        total=len(chosen),
        page=page,
        pages=pages,
        deciding=len(deciding),
        second=second,
        mine=mine,
        my_agreement=own,
        colleagues_agreement=others,
        forecast=forecast(len(lines), decided=lately, arrived=arrived, days=RATE_DAYS, today=today, arrived_in=arrived_in),
        on=tables.run.on if tables else None,
    )


def _decided(viewer: Viewer) -> tuple[int, int]:
    """Return how many pairs the viewer ever decided, and how many their authority did lately."""
    lately = Q(authority=viewer.authority, second_of__isnull=True, at__gte=clock.now() - timedelta(days=RATE_DAYS))
    rows = PairDecision.objects.filter(Q(by=viewer.username) | lately, kind="pair").exclude(verdict__in=("unsure", "undo"))
    counted = rows.aggregate(mine=Count("id", filter=Q(by=viewer.username)), lately=Count("id", filter=lately))
    return counted["mine"], counted["lately"]


_before: dict[str, tuple[frozenset[tuple[str, str]], int] | None] = {}


def _arrived(viewer: Viewer, lines: Sequence[ReviewLine], tables: RunTables) -> tuple[int | None, int]:
    """Return how many of the viewer's pairs have come since an earlier run, and in how many days; None where there was none.

    A pair that has come since counts whether it still waits or was decided meanwhile.
    """
    key = str(tables.run.folder)
    if key not in _before:
        _before.clear()
        _before[key] = pairs_before(the_index(), tables.run, RATE_DAYS)
    known = _before[key]
    if known is None:
        return None, RATE_DAYS
    waited, days = known
    then = {frozenset(tables.live_id(child) for child in pair) for pair in waited}
    since = clock.now() - timedelta(days=days)
    decided = PairDecision.objects.filter(kind="pair", second_of__isnull=True, at__gte=since, authority=viewer.authority)
    ours = [frozenset(line.pair.children) for line in lines]
    ours += [frozenset(tables.live_id(child) for child in pair) for pair in decided.values_list("child_a", "child_b")]
    return len({pair for pair in ours if pair not in then and len(pair) == 2}), days


def _agreements(viewer: Viewer) -> tuple[Agreement | None, Agreement | None]:
    """Return how often two people saw a pair the same way: where the viewer was one of them, and where not."""
    twice = PairDecision.objects.filter(second_of__isnull=False, kind="pair", authority=viewer.authority).exclude(verdict="unsure")
    own: list[bool] = []
    others: list[bool] = []
    for row in twice.select_related("second_of"):
        first = row.second_of
        if first is not None and first.verdict != "unsure":
            agreed = says_the_same(cast(Verdict, first.verdict), cast(Verdict, row.verdict))
            (own if viewer.username in (first.by, row.by) else others).append(agreed)
    return agreement(own) if own else None, agreement(others) if others else None


def waiting_for_second(viewer: Viewer) -> list[PairDecision]:
    """Return the decisions that wait for a second person and are the viewer's to look at, the oldest first; not their own."""
    return _for_second(viewer, _said_about())


_again: dict[tuple[str, int], list[PairToReview]] = {}


def _pairs_again(tables: RunTables, newest: int) -> list[PairToReview]:
    """Return the pairs that were told apart and of which something new has come since; worked out once for each run and newest word."""
    key = (str(tables.run.folder), newest)
    if key not in _again:
        _again.clear()
        _again[key] = _find_again(tables)
    return _again[key]


def _find_again(tables: RunTables) -> list[PairToReview]:
    apart = list(PairDecision.objects.filter(kind="pair", second_of__isnull=True).order_by("id"))
    state = states_of(PairDecision.objects.order_by("id"))
    told = {
        (min(row.child_a, row.child_b), max(row.child_a, row.child_b)): row
        for row in apart
        if row.verdict in ("different", "twins") and state[row.pk] == "counts" and row.run_id != tables.run.run_id
    }
    found = []
    for (a, b), now in compare_children(tables.run, list(told)).items():
        row = told[a, b]
        why = is_new_evidence(row.evidence.get("levels", {}), row.weight, dict(now.levels), now.total)
        if why:
            found.append(
                PairToReview(
                    child_a=a,
                    child_b=b,
                    left_key=row.left_keys[0],
                    right_key=row.right_keys[0],
                    probability=row.probability or 0.5,
                    kind="again",
                    because=why,
                )
            )
    return found


def pair_counts_for(viewer: Viewer) -> dict[str, int]:
    """Return the numbers of the start page: pairs, those on which a finding hangs, and those that wait for a second person."""
    queue = read_queue(viewer)
    lines = queue.lines if queue else ()
    return {
        "pairs": len(lines),
        "deciding": sum(bool(line.pair.decides) for line in lines),
        "second": len(queue.second if queue else waiting_for_second(viewer)),
    }


def deciding_pairs_of(viewer: Viewer, child_id: str) -> list[PairToReview]:
    """Return the pairs with one child on which a finding hangs and that wait for the viewer; no question is asked where there is none."""
    tables = the_tables()
    if tables is None or not viewer.may(Right.REVIEW_LINKS):
        return []
    pairs = [pair for pair in pairs_to_review(tables.run) if pair.decides and child_id in pair.children]
    lines = _lines(viewer, pairs, _gather(viewer, pairs, tables)) if pairs else []
    return [line.pair for line in lines]

"""Two or three children side by side: what each record says, how far they agree, what it weighs, and what joining them would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from onroll.casework.compared_pairs import compared
from onroll.casework.models import Case, PairDecision
from onroll.casework.pair_decisions import decisions_about, states_of
from onroll.casework.pair_rights import may_review, open_cases_of, owned_by, sees_in_full
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.children import whom_to_ask
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.link_review import Queue, read_queue
from onroll.casework.queries.reading import CannotSee, record_reading, require
from onroll.casework.the_index import the_index, the_tables
from onroll.casework.viewers import Viewer, names_are_hidden
from onroll.core.children import read_child_id
from onroll.core.finding_words import finding_name
from onroll.core.link_decisions import State
from onroll.core.link_review import Place, how_it_agrees
from onroll.core.wording import day_words, plural
from onroll.pipeline.pair_comparison import Compared
from onroll.pipeline.review_queue import PairToReview, Said, record_keys_of, said_by_records
from onroll.pipeline.run_queries import RunTables
from onroll.pipeline.run_rows import Child, FoundChild, RecordSeen

THINGS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "given": ("Forename", ("forename", "preferred_forename")),
    "middle": ("Middle names", ("middle_names",)),
    "surname": ("Surname", ("surname", "preferred_surname", "former_surname")),
    "birthday": ("Date of birth", ("date_of_birth",)),
    "sex": ("Sex", ("sex",)),
    "address": ("Address", ("address",)),
    "parents": ("Parents or carers", ("parent_1_name", "parent_2_name")),
    "contact": ("Telephone and e-mail", ("phone", "email")),
    "upn": ("UPN", ("upn", "former_upn")),
    "nhs": ("NHS number", ("nhs_number",)),
}
"""Each comparison of the linking: its title, and the fields that it looks at."""

PLAIN = frozenset(["given", "middle", "surname", "birthday", "sex"])
"""What whoever decides a pair sees of a child who is not theirs; of the rest they see whether it agrees, not what it says."""

NAMES = frozenset(
    [f"{kind}{name}" for kind in ("", "preferred_", "former_") for name in ("forename", "surname")]
    + ["middle_names", "parent_1_name", "parent_2_name"]
)
NOT_SHOWN = "not shown"
MOST_VALUES = 4


@dataclass(frozen=True, kw_only=True)
class Value:
    """One thing that records say. Shape  sources: register and supplier; last_on: the newest extract that says so."""

    text: str
    last_on: date
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Card:
    """One of the children side by side. Shape  ask: whom to ask about a child of elsewhere, whose values are not all shown."""

    child: Child
    name: str
    finding: FoundChild | None
    case: Case | None
    values: Mapping[str, Sequence[Value]]
    record_count: int
    ask: str = ""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One thing compared. Shape  agrees: agree, partly, differ or blank; words: how far; weight: in bits; starts, ends: the waterfall."""

    name: str
    title: str
    agrees: str
    words: str
    weight: float
    starts: float = 0.0
    ends: float = 0.0


@dataclass(frozen=True, kw_only=True)
class PairPage:
    """Everything that the page of one pair shows."""

    pair: PairToReview
    cards: Sequence[Card]
    rows: Sequence[Row]
    how: Compared
    place: Place | None
    consequences: Sequence[str]
    earlier: Sequence[tuple[PairDecision, State]]
    decided: PairDecision | None
    next_pair: tuple[str, str] | None
    left_in_queue: int
    on: date


def pair_page(
    viewer: Viewer, purpose: Purpose, child_a: str, child_b: str, *, blind: bool = False, chosen: bool = False
) -> PairPage | None:
    """Return two children side by side, a third where another pair of the queue holds one of them; the look is written down.

    Shape  blind: for the second person, who is to decide before seeing what the first one said. chosen: the viewer, and not the program,
           takes the two for one (`chosen_pair`).
    """
    require(viewer, Right.REVIEW_LINKS, purpose)
    queue = read_queue(viewer)
    found = _both(viewer, queue, (child_a, child_b)) if queue else None
    pair = _pair(queue, found) if queue and found else None
    if pair is None and queue and chosen and (two := chosen_pair(viewer, child_a, child_b)):
        found, pair = _both(viewer, queue, two, chosen=True), _chosen(queue, *two)
    how = compared(queue.tables, pair.children) if queue and pair else None
    if queue is None or pair is None or found is None or how is None:
        record_reading(viewer, purpose, "pair.looked_at", more={"relation": "nothing"})
        return None
    tables, lines = queue.tables, queue.lines
    third = _third(viewer, queue, pair)
    shown = [*found.children, *([third] if third else [])]
    record_reading(viewer, purpose, "pair.looked_at", subject=pair.child_a, children=[child.child_id for child in shown])
    said = said_by_records(tables.run, the_index(), [child.child_id for child in shown])
    cards = [_card(viewer, tables, child, found, said[child.child_id]) for child in shown]
    states = states_of(found.said)
    earlier = [(row, states[row.pk]) for row in found.said if row.second_of_id is None]
    own = [row for row, state in earlier if state in ("counts", "waits") and row.kind == "pair" and _about(row, pair)]
    mine = next((line for line in lines if line.pair.children == pair.children), None)
    others = [line.pair.children for line in lines if line.pair.children != pair.children]
    return PairPage(
        pair=pair,
        cards=cards,
        rows=_rows_of(how),
        how=how,
        place=mine.place if mine else None,
        consequences=_consequences(pair, cards, found.cases),
        earlier=[] if blind else earlier,
        decided=None if blind else (own[-1] if own and not mine else None),
        next_pair=_next_of(pair.children, [line.pair.children for line in lines]) if others else None,
        left_in_queue=len(lines),
        on=tables.run.on,
    )


def _about(row: PairDecision, pair: PairToReview) -> bool:
    return {row.child_a, row.child_b} == set(pair.children)


def _next_of(children: tuple[str, str], queue: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """Return the pair after this one, in a circle."""
    if children in queue:
        return queue[(queue.index(children) + 1) % len(queue)]
    return queue[0] if queue else None


def _pair(queue: Queue, found: _Both) -> PairToReview | None:
    """Return the pair of those children as the run has it: of the queue, or one that was decided already."""
    a, b = (child.child_id for child in found.children)
    for pair in reversed(queue.pairs):
        if pair.children == (a, b):
            return pair
    row = next((each for each in found.said if {each.child_a, each.child_b} == {a, b} and each.kind == "pair"), None)
    if row is None:
        return None
    keys = {row.child_a: row.left_keys[0], row.child_b: row.right_keys[0]}
    chance = row.probability if row.probability is not None else 0.5
    return PairToReview(child_a=a, child_b=b, left_key=keys[a], right_key=keys[b], probability=chance, kind="decided", because="")


def _chosen(queue: Queue, child_a: str, child_b: str) -> PairToReview | None:
    """Return two children whom nobody but the viewer takes for one, each by its earliest record."""
    keys = record_keys_of(queue.tables.run, [child_a, child_b])
    if not keys[child_a] or not keys[child_b]:
        return None
    left, right = keys[child_a][0], keys[child_b][0]
    return PairToReview(child_a=child_a, child_b=child_b, left_key=left, right_key=right, probability=0.5, kind="chosen", because="")


@dataclass(frozen=True)
class _Both:
    """Two children whom the viewer may decide about, the smaller id first, and what is known of them and of the queue."""

    children: Sequence[Child]
    cases: Mapping[str, Case]
    owned: frozenset[str]
    said: Sequence[PairDecision]


def _both(viewer: Viewer, queue: Queue, child_ids: Sequence[str], *, chosen: bool = False) -> _Both | None:
    """Return two children, or nothing where they are no pair or not the viewer's to decide.

    What is hidden from the viewer is in none of the queue's lines, so that a guess at it takes the way of a guess at nobody: one
    question, and no look at the children. The time of an answer would tell else whether such a pair stands in the queue.
    """
    a, b = min(child_ids), max(child_ids)
    said = decisions_about([a, b])
    decided = any({row.child_a, row.child_b} == {a, b} and row.kind == "pair" for row in said)
    if not (chosen or decided or any(line.pair.children == (a, b) for line in queue.lines)):
        return None
    known, children, cases = queue.known, queue.tables.children([a, b]), open_cases_of([a, b])
    owned = owned_by(viewer, cases)
    if len(children) < 2 or not may_review(viewer, list(children.values()), owned):
        return None
    return _Both([children[a], children[b]], {**known.cases, **cases}, known.owned | owned, said)


def _third(viewer: Viewer, queue: Queue, pair: PairToReview) -> Child | None:
    """Return a third child whom one of the two may be as well: whoever decides the one pair should see the other."""
    both = set(pair.children)
    for line in queue.lines:
        one = set(line.pair.children)
        if len(one & both) == 1:
            return queue.known.children[(one - both).pop()]
    return None


def _rows_of(how: Compared) -> list[Row]:
    """Return the rows of the comparison in the order in which people look, with the running total of the weights."""
    rows, running = [], how.prior
    for name, (title, _) in THINGS.items():
        level = how.levels[name]
        said = "blank on one side or both" if level == "missing" else how.words(name)
        weight = how.weights[name]
        rows.append(
            Row(name=name, title=title, agrees=how_it_agrees(level), words=said, weight=weight, starts=running, ends=running + weight)
        )
        running += weight
    return rows


def _card(viewer: Viewer, tables: RunTables, child: Child, known: _Both, records: Sequence[Said]) -> Card:
    full = sees_in_full(viewer, child, known.owned)
    case = known.cases.get(child.child_id)
    return Card(
        child=child,
        name=name_of(child.forename, child.surname),
        finding=tables.finding_of(child.child_id),
        case=case if case and case.authority == viewer.authority else None,
        values={name: _values_of(records, fields) if full or name in PLAIN else () for name, (_, fields) in THINGS.items()},
        record_count=child.record_count,
        ask="" if full else whom_to_ask(child),
    )


def _values_of(records: Sequence[Said], fields: Sequence[str]) -> list[Value]:
    """Return the different things that records say in some fields, the newest first."""
    found: dict[str, list[Said]] = {}
    for record in records:
        for name in fields:
            text = _text(record.said, name)
            if text and name in NAMES and names_are_hidden():
                text = " ".join(f"{word[:1]}." for word in text.split())
            if text:
                found.setdefault(text, []).append(record)
    values = [
        Value(
            text=text,
            last_on=max(each.as_at for each in by),
            sources=tuple(sorted({f"{each.register}:{each.supplier}" for each in by})),
        )
        for text, by in found.items()
    ]
    return sorted(values, key=lambda value: (-value.last_on.toordinal(), value.text))[:MOST_VALUES]


def _text(said: Mapping[str, Any], name: str) -> str:
    if name == "address":
        parts = [said.get(each) for each in ("address_line_1", "address_line_2", "town", "postcode")]
        return ", ".join(str(part) for part in parts if part)
    value = said.get(name)
    return day_words(value) if isinstance(value, date) else str(value or "")


def _consequences(pair: PairToReview, cards: Sequence[Card], known: Mapping[str, Case]) -> list[str]:
    """Return what joining the two would do, in words."""
    said = []
    found = [card for card in cards[:2] if card.finding is not None]
    if pair.decides:
        said.append(f"It closes {plural(len(pair.decides), 'finding')} at the next run: {_kinds(found)}.")
    elif found:
        said.append(f"{plural(len(found), 'finding')} would be worked out anew at the next run: {_kinds(found)}.")
    cases = sorted((known[child] for child in pair.children if child in known), key=lambda case: (case.opened_on, case.pk))
    if len(cases) > 1:
        said.append(f"It joins case {cases[1].pk} to case {cases[0].pk}, which is the older; both histories are kept.")
    elif cases:
        said.append(f"Case {cases[0].pk} goes on, about the one child.")
    records = sum(card.record_count for card in cards[:2])
    said.append(f"{records} records become one child’s. Nothing is lost: it can be undone at any time, and all goes back to where it was.")
    return said


def _kinds(cards: Sequence[Card]) -> str:
    return "; ".join(sorted({finding_name(card.finding.finding) for card in cards if card.finding})) or "of one of the two"


def chosen_pair(viewer: Viewer, one: str, other: str) -> tuple[str, str] | None:
    """Return the two children of two ids, as they are called now, where the viewer sees both in full; shows nobody.

    Of a child of elsewhere nobody learns anything by putting them beside one of their own.
    """
    tables = the_tables()
    ids = sorted({tables.live_id(read_child_id(text) or text) for text in (one, other)}) if tables else []
    if tables is None or len(ids) < 2:
        return None
    children = list(tables.children(ids).values())
    cases = open_cases_of(ids)
    owned = owned_by(viewer, cases)
    if len(children) < 2 or not may_review(viewer, children, owned):
        return None
    return (ids[0], ids[1]) if all(sees_in_full(viewer, child, owned) for child in children) else None


@dataclass(frozen=True, kw_only=True)
class SplitPage:
    """The rows of one child, to choose those that are another's. Shape  case: an open one, so that a second person must agree."""

    child: Child
    name: str
    records: Sequence[RecordSeen]
    has_case: bool


def split_page(viewer: Viewer, purpose: Purpose, child_id: str) -> SplitPage:
    """Return what is needed to part a child's records; the look is written down.

    Raises  CannotSee where the child is not the viewer's.
    """
    require(viewer, Right.REVIEW_LINKS, purpose)
    tables = the_tables()
    child = tables.child(tables.live_id(child_id)) if tables else None
    cases = open_cases_of([child.child_id] if child else [])
    owned = owned_by(viewer, cases)
    if tables is None or child is None or not may_review(viewer, [child], owned) or not sees_in_full(viewer, child, owned):
        record_reading(viewer, purpose, "child.looked_at", more={"relation": "nothing", "page": "split"})
        raise CannotSee("There is no such child for you.")
    record_reading(viewer, purpose, "child.looked_at", subject=child.child_id, more={"page": "split"})
    return SplitPage(
        child=child,
        name=name_of(child.forename, child.surname),
        records=tables.records(the_index(), child.child_id),
        has_case=child.child_id in cases,
    )

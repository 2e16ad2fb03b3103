"""Find one child by what is known of them, and say only what the viewer may know."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onroll.casework import clock
from onroll.casework.identifier_claims import children_of_former_number
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.children import whom_to_ask
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.relations import Relation, relation_of
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.links import LINK_AT
from onroll.core.school_age import OLDEST_KNOWN, birthday_cannot_be
from onroll.core.wording import day_words
from onroll.pipeline.find import CannotFind, Hit, Query, find

__all__ = ["FoundLine", "Query", "find_children"]

LIMIT = 10
LEAST_TO_SAY_EXISTS = 0.5
"""A child of elsewhere is told of only where the search more likely means that child than not: nobody can fish."""


@dataclass(frozen=True, kw_only=True)
class FoundLine:
    """One child who may be meant. Shape  ask: whom to ask; then nothing else about the child is said."""

    child_id: str
    probability: float
    name: str = ""
    date_of_birth: date | None = None
    reasons: tuple[str, ...] = ()
    ask: str = ""


def find_children(viewer: Viewer, purpose: Purpose, query: Query) -> Sequence[FoundLine]:
    """Return who may be meant, the likeliest first; the search is written down, without what was searched for.

    Raises  CannotDoNow where the search says nothing to go by, or nothing has been worked out yet.
    """
    require(viewer, Right.FIND_A_CHILD, purpose)
    tables = the_tables()
    if tables is None:
        raise CannotDoNow("Nothing has been worked out yet, so nobody can be found.")
    if query.date_of_birth and (wrong := birthday_cannot_be(query.date_of_birth, clock.today(), OLDEST_KNOWN)):
        raise CannotDoNow(wrong)
    given = [name for name, value in dataclasses.asdict(query).items() if value]
    try:
        hits = find(tables.run, query, limit=LIMIT)
    except CannotFind as refused:
        raise CannotDoNow(str(refused)) from refused
    former = children_of_former_number(tables, query.nhs_number, viewer.authority) if query.nhs_number else {}
    hits = _with_former_number(hits, former)
    children = tables.children([hit.child_id for hit in hits])
    lines = []
    for hit in hits:
        child = children.get(hit.child_id)
        relation = relation_of(viewer, child) if child else Relation.NOTHING
        if child and relation is Relation.FULL:
            lines.append(
                FoundLine(
                    child_id=hit.child_id,
                    probability=hit.probability,
                    name=name_of(child.forename, child.surname),
                    date_of_birth=child.date_of_birth,
                    reasons=tuple(hit.reasons),
                )
            )
        elif child and relation is Relation.EXISTS and hit.probability >= LEAST_TO_SAY_EXISTS:
            lines.append(FoundLine(child_id=hit.child_id, probability=hit.probability, ask=whom_to_ask(child)))
    record_reading(
        viewer, purpose, "children.searched", subject=tables.run.run_id, children=[line.child_id for line in lines], more={"by": given}
    )
    return lines


def _with_former_number(hits: Sequence[Hit], former: Mapping[str, date]) -> list[Hit]:
    """Return what was found with those whose number this once was: it says so, and the number counts as any identifier does."""
    said = {child_id: f"the NHS number was this child’s and has been superseded ({day_words(on)})" for child_id, on in former.items()}
    found = {hit.child_id: hit for hit in hits}
    with_it = [
        Hit(child_id, max(LINK_AT, found[child_id].probability if child_id in found else 0.0), [words, *_reasons(found.get(child_id))], [])
        for child_id, words in said.items()
    ]
    return sorted([*with_it, *(hit for hit in hits if hit.child_id not in said)], key=lambda hit: -hit.probability)


def _reasons(hit: Hit | None) -> list[str]:
    return list(hit.reasons) if hit else []

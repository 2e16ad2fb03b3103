"""Which pairs of a run's review queue concern which authority and which child: found without a look at all the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onroll.pipeline.review_queue import PairToReview
from onroll.pipeline.run_queries import RunTables


@dataclass(frozen=True)
class Places:
    """The pairs of a run by authority and by child: where the children live or were last on a roll never changes in a run."""

    by_authority: Mapping[str, Sequence[PairToReview]]
    by_child: Mapping[str, Sequence[PairToReview]]


_places: dict[str, Places] = {}


def places_of(tables: RunTables, pairs: Sequence[PairToReview]) -> Places:
    """Return the pairs of a run by place. Shape  pairs: every one of the run; gathered once for each run in this process."""
    key = str(tables.run.folder)
    found = _places.get(key)
    if found is None:
        by_authority: dict[str, list[PairToReview]] = {}
        by_child: dict[str, list[PairToReview]] = {}
        authorities = tables.authorities_of_many({child for pair in pairs for child in pair.children})
        for pair in pairs:
            for code in frozenset().union(*(authorities.get(child, ()) for child in pair.children)):
                by_authority.setdefault(code, []).append(pair)
            for child_id in pair.children:
                by_child.setdefault(child_id, []).append(pair)
        _places.clear()
        found = _places[key] = Places(by_authority, by_child)
    return found

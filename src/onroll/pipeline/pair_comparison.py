"""Two children of a run side by side: how far they agree on each thing, and what that weighs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from onroll.core.links import Levels
from onroll.core.sealed_pairs import known_by
from onroll.pipeline.find import searchable
from onroll.pipeline.index import Run
from onroll.pipeline.links import pairs as scoring
from onroll.pipeline.links.resolution import LEVEL_NAMES, reasons, words_of


@dataclass(frozen=True)
class Compared:
    """How two children compare.

    Shape  levels: by comparison; weights: in bits, by comparison; prior: the odds that any two are one child, in bits; rarity: what
           the frequency of the shared names adds or takes; total: all of it. differs: what they disagree on, in words.
    """

    levels: Mapping[str, str]
    weights: Mapping[str, float]
    prior: float
    rarity: float
    total: float
    reasons: Sequence[str]

    def words(self, name: str) -> str:
        """Return in words how far the two agree on one thing; nothing, where it is missing."""
        return words_of(name, self.levels[name])

    @property
    def differs(self) -> list[str]:
        """Return what the two disagree on, in words."""
        return [words for words in self.reasons if words.startswith(("different", "date of birth off", "day and month"))]


def compare_children(run: Run, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Compared]:
    """Return how the children of each pair compare in a run; pairs of which it does not have both are left out."""
    if not pairs or not run.table("child_units").exists():
        return {}
    opened = searchable(run)
    beside = opened.of_ids({child for pair in pairs for child in pair})
    known = set(beside["unit"].to_pylist())
    wanted = sorted({pair for pair in pairs if known.issuperset(pair)})
    con = opened.con.cursor()
    try:
        scoring.install_frequencies(con, opened.model)
        con.register("beside", beside)
        table = {"l": pa.array([one for one, _ in wanted], pa.string()), "r": pa.array([other for _, other in wanted], pa.string())}
        con.register("candidates", pa.table(table))
        scoring.score(con, "candidates", "beside", "beside", opened.model, "scored")
        rows = con.execute(f"SELECT l, r, weight, {', '.join(scoring.LEVEL_COLUMNS)} FROM scored").fetchall()
    finally:
        con.close()
    model = opened.model
    found = {}
    for left, right, total, *numbers in rows:
        levels = Levels(*(LEVEL_NAMES[place][number] for place, number in enumerate(numbers)))
        weights = {name: model.weight_of(name, level) for name, level in levels._asdict().items()}
        rarity = total - model.prior_bits - sum(weights.values())
        found[left, right] = Compared(levels._asdict(), weights, model.prior_bits, rarity, total, reasons(levels))
    return found


def identity_of(run: Run, child_id: str) -> frozenset[str]:
    """Return what a child is known by, for the sealed list: identifiers, and each name with a birthday."""
    if not run.table("child_units").exists():
        return frozenset()
    found = searchable(run).of_ids([child_id]).to_pylist()
    unit: dict[str, Any] = found[0] if found else {}
    return known_by(unit)

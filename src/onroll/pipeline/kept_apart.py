"""Which children of a run are known to be two: by a person's decision, or because they are sealed from one another.

What is sealed is worked out anew each time, in memory, and written into no table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa

from onroll.core.sealed_pairs import MarkKeys, SealedPair
from onroll.pipeline.engine import asking, quoted
from onroll.pipeline.links.decided import marks_sql


def children_kept_apart(into: Path, sealed: Sequence[SealedPair], keys: MarkKeys) -> frozenset[frozenset[str]]:
    """Return the pairs of children that nobody need ask about again. Needs the run's `child_presence` and `child_units`."""
    pairs = set(_decided(into))
    if sealed:
        sides = _sides(into, sealed, keys)
        for number in range(len(sealed)):
            former, present = sides.get((number, "former"), set()), sides.get((number, "present"), set())
            pairs |= {frozenset([one, other]) for one in former for other in present if one != other}
    return frozenset(pairs)


def identities_ended(into: Path, sealed: Sequence[SealedPair], keys: MarkKeys) -> Mapping[str, date]:
    """Return the children whose identity is no longer used, and since when: those marked as former, and not as present too."""
    if not any(pair.ended_on for pair in sealed):
        return {}
    sides = _sides(into, sealed, keys)
    ended: dict[str, date] = {}
    for number, pair in enumerate(sealed):
        if pair.ended_on is not None:
            for child_id in sides.get((number, "former"), set()) - sides.get((number, "present"), set()):
                ended[child_id] = min(pair.ended_on, ended.get(child_id, pair.ended_on))
    return ended


def sealed_and_met(into: Path, sealed: Sequence[SealedPair], keys: MarkKeys) -> frozenset[int]:
    """Return the places of the pairs of which a child of the run has a mark; of a run without `child_units`, all of them."""
    if not (into / "child_units.parquet").exists():
        return frozenset(range(len(sealed)))
    return frozenset(number for number, _ in _sides(into, sealed, keys)) if sealed else frozenset()


def _decided(into: Path) -> list[frozenset[str]]:
    path = into / "child_presence.parquet"
    if not path.exists():
        return []
    con = asking()
    try:
        rows = con.execute(f"SELECT child_id, unnest(not_with) FROM {quoted(path)} WHERE len(not_with) > 0").fetchall()
    finally:
        con.close()
    return [frozenset(row) for row in rows]


def _sides(into: Path, sealed: Sequence[SealedPair], keys: MarkKeys) -> dict[tuple[int, str], set[str]]:
    marks = [(mark, number, side) for number, pair in enumerate(sealed) for side in ("former", "present") for mark in getattr(pair, side)]
    con = asking()
    try:
        con.register("arrow_given", pa.table({name: [row[place] for row in marks] for place, name in enumerate(("mark", "pair", "side"))}))
        units = f"{quoted(into / 'child_units.parquet')}"
        rows = con.execute(
            f"SELECT DISTINCT m.unit, g.pair, g.side FROM ({marks_sql(keys, units, 'unit')}) m JOIN arrow_given g USING (mark)"
        ).fetchall()
    finally:
        con.close()
    sides: dict[tuple[int, str], set[str]] = {}
    for child_id, pair, side in rows:
        sides.setdefault((pair, side), set()).add(child_id)
    return sides

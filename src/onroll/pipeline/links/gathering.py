"""Gathering: the lists of a unit's parts become one list each, in Arrow, a portion of the units at a time.

The engine's own list functions take every list apart and build it anew, one by one, and hold the lists of everybody; here each column is
numbers, sorted once. `units._gather_plainly` says the same in SQL.
"""

from __future__ import annotations

from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from onroll.pipeline.engine import add_to

ROWS_AT_ONCE = 500_000
"""So many parts are gathered at a time: some hundreds of megabytes of names and addresses."""


def gather_several(con: duckdb.DuckDBPyConnection, parts: str, into: str) -> None:
    """Add the units of some parts to a table of units, each unit once.

    Shape  parts: SQL that gives one row of a part: `portion`, whole units in each, its unit, `times`, `forename`, `surname`, `homes`, and
           lists. It is asked once for each portion.
    """
    for (portion,) in con.execute("SELECT DISTINCT portion FROM portions_of ORDER BY portion").fetchall():
        some = con.execute(f"SELECT * EXCLUDE (portion) FROM ({parts}) WHERE portion = {portion}").to_arrow_table()
        add_to(con, into, gathered(some))


def gathered(parts: pa.Table) -> pa.Table:
    """Return one row of each unit: its lists joined, sorted, nothing twice; the name that most of its records have; each home once."""
    import numpy as np

    units, place = np.unique(parts["unit"].to_numpy(), return_inverse=True)
    times = np.bincount(place, weights=parts["times"].to_numpy(), minlength=len(units)).astype(np.int64)
    made: dict[str, pa.Array] = {"unit": pa.array(units), "times": pa.array(times)}
    for name in parts.column_names:
        if name in ("forename", "surname"):
            made[name] = _most_used(parts[name], parts["times"].to_numpy(), place, len(units))
        elif name == "homes":
            made[name] = _homes(parts[name], place, len(units))
        elif name not in made:
            made[name] = _joined(parts[name], place, len(units))
    return pa.table({name: made[name] for name in parts.column_names})


def _numbered(values: pa.Array) -> tuple[pa.Array, Any]:
    """Return different values in order, and the place of each value among them; -1: nothing."""
    import numpy as np

    encoded = pc.dictionary_encode(values)
    order = pc.sort_indices(encoded.dictionary)
    rank = np.empty(len(order) + 1, np.int64)
    rank[order.to_numpy()] = np.arange(len(order))
    rank[-1] = -1
    return encoded.dictionary.take(order), rank[pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)]


def _values_of(lists: pa.ChunkedArray, place: Any) -> tuple[pa.Array, Any]:
    """Return what is in all lists, one after the other, and the unit of each."""
    import numpy as np

    whole = lists.combine_chunks()
    lengths = pc.fill_null(pc.list_value_length(whole), 0).to_numpy(zero_copy_only=False)
    return pc.list_flatten(whole), np.repeat(place, lengths)


def _lists_of(values: pa.Array, unit: Any, units: int) -> pa.Array:
    """Return one list of each unit. Shape  unit: of each value, in order."""
    import numpy as np

    return pa.ListArray.from_arrays(pa.array(np.searchsorted(unit, np.arange(units + 1)), pa.int32()), values)


def _joined(lists: pa.ChunkedArray, place: Any, units: int) -> pa.Array:
    import numpy as np

    values, unit = _values_of(lists, place)
    known, number = _numbered(values)
    both = np.sort((unit * (len(known) + 1) + number)[number >= 0])
    both = both[np.flatnonzero(np.diff(both, prepend=-1))]  # sorting is six times as fast as asking numpy for what is unique
    return _lists_of(known.take(pa.array(both % (len(known) + 1))), both // (len(known) + 1), units)


def _most_used(names: pa.ChunkedArray, times: Any, place: Any, units: int) -> pa.Array:
    """Return of each unit the name that most records have, however they were parted; of such as have as many, the last by the alphabet."""
    import numpy as np

    known, number = _numbered(names.combine_chunks())
    both = place * (len(known) + 1) + number + 1  # nought: no name
    order = np.argsort(both, kind="stable")
    starts = np.flatnonzero(np.diff(both[order], prepend=-1))
    unit, own = np.divmod(both[order][starts], len(known) + 1)
    many = np.add.reduceat(times[order], starts) if len(starts) else times
    best = np.lexsort((own, many, own > 0, unit))
    led = own[best[np.searchsorted(unit[best], np.arange(units), side="right") - 1]] - 1
    return known.take(pa.array(led, mask=led < 0))


def _homes(homes: pa.ChunkedArray, place: Any, units: int) -> pa.Array:
    """Return of each unit the postcodes that it gave, each with its first and its last month."""
    import numpy as np

    values, unit = _values_of(homes, place)
    if not len(values):
        return pa.ListArray.from_arrays(pa.array(np.zeros(units + 1), pa.int32()), values)
    known, number = _numbered(values.field("postcode"))
    both = unit * (len(known) + 1) + number
    order = np.argsort(both, kind="stable")
    starts = np.flatnonzero(np.diff(both[order], prepend=-1))
    first = np.minimum.reduceat(values.field("first").to_numpy()[order], starts)
    last = np.maximum.reduceat(values.field("last").to_numpy()[order], starts)
    own = both[order][starts]
    held = pa.StructArray.from_arrays(
        [known.take(pa.array(own % (len(known) + 1))), pa.array(first), pa.array(last)], fields=list(values.type)
    )
    return _lists_of(held, own // (len(known) + 1), units)

"""The key of each row of an extract: as delivered, unique, and never lost."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from onroll.core.checks.c103_record_id_twice import later_uses
from onroll.core.records import is_missing


@dataclass(frozen=True, kw_only=True)
class RecordIds:
    """How the rows of one file are keyed.

    Shape  position: of the column in the file, from 0; None where there is none, and rows are numbered from 1.
           instead: the key of a row whose own would not do, by the row's position from 0.
           later_uses: positions of rows whose key an earlier row has. missing: positions of rows without one.
    """

    position: int | None
    instead: dict[int, str]
    later_uses: tuple[int, ...]
    missing: tuple[int, ...]

    def of(self, batch: pa.RecordBatch, first_position: int) -> pa.Array:
        """Return the keys of a batch whose first row has that position."""
        count = batch.num_rows
        if self.position is None:
            keys = pa.array([str(first_position + number) for number in range(1, count + 1)], pa.string())
        else:
            keys = batch.column(2 + self.position).cast(pa.string())
        here = {place - first_position: key for place, key in self.instead.items() if first_position <= place < first_position + count}
        if here:
            texts = keys.to_pylist()
            for place, key in here.items():
                texts[place] = key
            keys = pa.array(texts, pa.string())
        return keys


def keys_of(rows: Path, position: int | None, *, used: Collection[str] = (), released: Collection[int] = ()) -> RecordIds:
    """Return how the rows of a file are keyed.

    Shape  used: keys that earlier files of the day used (events registers): they get `~2`, `~3` …
           released: lines that a person let out of quarantine; one whose key is taken gets a suffix too.
    Source contracts 1 (record_id; Same register, supplier and as_at).
    """
    with pq.ParquetFile(rows) as file:
        count = file.metadata.num_rows
        if position is None:
            instead = {}
            if used:
                instead = _suffixed(
                    {place: str(place + 1) for place in range(count) if str(place + 1) in used}, {*used, *map(str, range(1, count + 1))}
                )
            return RecordIds(position=None, instead=instead, later_uses=(), missing=())
        name = file.schema_arrow.names[2 + position]
        read = file.read(columns=["line", name])
    keys, lines = read[name].cast(pa.string()), read["line"]
    missing = tuple(place for place, key in enumerate(keys.to_pylist()) if is_missing(key))
    later = _later_uses(keys, missing)
    wanted = {place: str(place + 1) for place in missing}
    if released:
        released_later = [place for place in later if lines[place].as_py() in released]
        wanted |= {place: keys[place].as_py() for place in released_later}
    if used:
        wanted |= {place: key for place, key in enumerate(keys.to_pylist()) if key in used and place not in wanted}
    taken = {*used, *keys.to_pylist()} if wanted else set()
    always = {place for place in wanted if wanted[place] in taken}
    instead = {place: key for place, key in wanted.items() if place not in always}
    instead |= _suffixed({place: wanted[place] for place in sorted(always)}, taken | set(instead.values()))
    return RecordIds(position=position, instead=instead, later_uses=later, missing=missing)


def _suffixed(keys: dict[int, str], taken: set[str]) -> dict[int, str]:
    given = {}
    for place, key in keys.items():
        number = 2
        while f"{key}~{number}" in taken:
            number += 1
        given[place] = f"{key}~{number}"
        taken.add(given[place])
    return given


def _later_uses(keys: pa.ChunkedArray, missing: tuple[int, ...]) -> tuple[int, ...]:
    """Apply the rule to the rows whose key stands more than once: in a good file there are none."""
    counts = pc.value_counts(keys)
    often = counts.field("values").filter(pc.greater(counts.field("counts"), 1))
    if not len(often):
        return ()
    without = set(missing)
    places = [place for place in pc.indices_nonzero(pc.is_in(keys, often)).to_pylist() if place not in without]
    return tuple(places[number] for number in later_uses(keys.take(pa.array(places, pa.int64())).to_pylist()))

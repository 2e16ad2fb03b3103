"""Who is shielded: a child of a refuge, from the moment that the row arrives, or one that people marked.

Source  contracts, sections 4 (`housing`) and 5 (shielded children).
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from onroll.pipeline.engine import connect, files, quoted, read_parquet
from onroll.pipeline.index import Extract, Run
from onroll.pipeline.whole_files import write_atomically

REFUGE = "A housing register shows the child in a refuge."
MARKED = "Marked by the named team"
"""Every mark's reason begins so; what a register shows is written over it."""


def write_shielded(connection: duckdb.DuckDBPyConnection, extracts: Sequence[Extract], into: Path, *, marked: Mapping[str, str]) -> int:
    """Write the table `shielded`, and return how many children it holds.

    Shape  needs the view `child_records`; marked: children marked by people, with the reason.
    """
    became = _successors(into)
    because = {_follow(child_id, became): why for child_id, why in sorted(marked.items())}
    paths = [each.records_path for each in extracts if each.register == "housing"]
    if paths:
        rows = connection.execute(
            f"SELECT DISTINCT child_id FROM {files(connection, *paths)} JOIN child_records USING (record_key) "
            "WHERE kind = 'refuge' ORDER BY child_id"
        ).fetchall()
        because |= {row[0]: REFUGE for row in rows}
    table = pa.table(
        {"child_id": sorted(because), "because": [because[child_id] for child_id in sorted(because)]},
        schema=pa.schema([("child_id", pa.string()), ("because", pa.string())]),
    )
    pq.write_table(table, into / "shielded.parquet")
    return len(because)


def with_refuge_rows(extracts: Iterable[Extract]) -> list[Extract]:
    """Return those of the extracts that show a child in a refuge."""
    housing = [each for each in extracts if each.register == "housing"]
    return [each for each in housing if pq.read_table(each.records_path, columns=[], filters=[("kind", "=", "refuge")]).num_rows]


def sheltered_children(into: Path, linked: Path, refuges: Sequence[Extract]) -> dict[str, str]:
    """Return the children of a run whom rows that it does not hold show in a refuge, with the reason.

    An export of a past day must not tell of a child whose refuge has become known since: the row shields from the moment
    that it arrives, whatever day is asked about.

    Shape  into: the run that is being built, with its children; linked: a run's folder whose children hold those rows.
    """
    rows = read_parquet(*(each.records_path for each in refuges))
    with contextlib.closing(connect(spill_to=into / ".spill")) as connection:
        found = connection.execute(
            f"""
            WITH linked AS (SELECT child_id, record_key FROM {quoted(linked / "children.parquet")}),
                 sheltered AS (SELECT DISTINCT child_id FROM linked
                               SEMI JOIN (FROM {rows} WHERE kind = 'refuge') USING (record_key))
            SELECT DISTINCT child_id FROM {quoted(into / "children.parquet")}
            SEMI JOIN (SELECT record_key FROM linked SEMI JOIN sheltered USING (child_id)) USING (record_key)
            """
        ).fetchall()
    return {child_id: REFUGE for (child_id,) in found}


def _successors(into: Path) -> dict[str, str]:
    """Return what became of children whose records are another's now: a mark goes with the records."""
    path = into / "child_history.parquet"
    if not path.exists():
        return {}
    table = pq.read_table(path, columns=["child_id", "successor_id"]).to_pydict()
    return {child_id: successor for child_id, successor in zip(table["child_id"], table["successor_id"], strict=True) if successor}


def _follow(child_id: str, became: Mapping[str, str]) -> str:
    seen: set[str] = set()
    while child_id in became and child_id not in seen:
        seen.add(child_id)
        child_id = became[child_id]
    return child_id


def shielded_children(into: Path) -> frozenset[str]:
    """Return the shielded children of a run, being built or published, with those whom people have marked since."""
    beside_the_index = len(into.parents) < 3  # a folder of its own, for a comparison: nobody is marked there
    return shielded_by_registers(into) | (frozenset() if beside_the_index else marked_children(into.parents[2]))


def shielded_by_registers(into: Path) -> frozenset[str]:
    """Return those of a run's shielded children whom a register shields, whatever people mark. Read again only when the file is another."""
    path = into / "shielded.parquet"
    state = path.stat()
    mark = (state.st_ino, state.st_size, state.st_mtime_ns)
    kept = _by_registers.get(path)
    if kept is None or kept[0] != mark:
        table = pq.read_table(path, columns=["child_id", "because"]).to_pydict()
        rows = zip(table["child_id"], table["because"], strict=True)
        kept = mark, frozenset(child_id for child_id, why in rows if not why.startswith(MARKED))
        while len(_by_registers) >= MOST_RUNS:
            _by_registers.pop(next(iter(_by_registers)), None)
        _by_registers[path] = kept
    return kept[1]


MOST_RUNS = 8
"""Of so many runs it is remembered."""
_by_registers: dict[Path, tuple[tuple[int, int, int], frozenset[str]]] = {}


def shielded_sql(run: Run) -> str:
    """Return the SQL that selects the `child_id` of every shielded child of a run, with those whom people have marked since."""
    marked = "".join(f" UNION SELECT {quoted(child_id)}" for child_id in sorted(marked_children(run.folder.parents[2])))
    return f"(SELECT child_id FROM {read_parquet(run.table('shielded'))} WHERE because NOT LIKE '{MARKED}%'{marked})"


# -- marked by people: obeyed from the moment of the mark, by whatever reads a run ------------------------------------

MARKS_FILE = "shielded_marks.json"
_read: dict[Path, tuple[tuple[int, int, int], frozenset[str]]] = {}


@contextlib.contextmanager
def marks_in_hand(home: Path) -> Iterator[None]:
    """Let one process at a time ask the casebook whom people shield and write that down, or mark somebody.

    Without it, whoever had asked before a mark was made could write after it, and show the child again.
    """
    folder = os.open(home, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def write_marked_children(home: Path, child_ids: Iterable[str]) -> None:
    """Write down whom people have marked, beside the index: every process that serves or exports sees it at its next question."""
    marked = sorted(set(child_ids))
    if frozenset(marked) != marked_children(home):
        write_atomically(home / MARKS_FILE, json.dumps(marked).encode(), mode=0o600)


def marked_children(home: Path) -> frozenset[str]:
    """Return the children whom people have marked as shielded. Read again only when the file has been replaced."""
    path = home / MARKS_FILE
    try:
        state = path.stat()
    except FileNotFoundError:
        return frozenset()
    mark = (state.st_ino, state.st_size, state.st_mtime_ns)
    kept = _read.get(path)
    if kept is None or kept[0] != mark:
        kept = _read[path] = (mark, frozenset(json.loads(path.read_bytes())))
    return kept[1]

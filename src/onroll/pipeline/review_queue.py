"""The pairs of a run that a person should look at: doubtful ones of the linking, and those on which a finding hangs."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from onroll.core.registers.identity_fields import IDENTITY_FIELDS
from onroll.pipeline.engine import asking, quoted
from onroll.pipeline.find import searchable
from onroll.pipeline.index import RECORD_KEY_STRIDE, Index, Run
from onroll.pipeline.received_extracts import extracts_of


@dataclass(frozen=True, kw_only=True)
class PairToReview:
    """One pair of children. Shape  child_a < child_b; decides: the children whose finding hangs on it; kind: see the queue's words."""

    child_a: str
    child_b: str
    left_key: int
    right_key: int
    probability: float
    kind: str
    because: str
    decides: tuple[str, ...] = ()

    @property
    def children(self) -> tuple[str, str]:
        """Return both."""
        return self.child_a, self.child_b


_SQL = """
WITH both_ways AS (
    SELECT child_a AS a, child_b AS b, left_key, right_key, probability, kind, because, NULL AS decides FROM {review}
    UNION ALL
    SELECT least(child_id, other_child_id), greatest(child_id, other_child_id),
        if(child_id < other_child_id, left_key, right_key), if(child_id < other_child_id, right_key, left_key),
        probability, 'searched', because, child_id FROM {deciding})
SELECT a, b, arg_min(left_key, place), arg_min(right_key, place), arg_min(probability, place), arg_min(kind, place),
    arg_min(because, place), list(DISTINCT decides ORDER BY decides) FILTER (decides IS NOT NULL)
FROM (SELECT *, if(kind = 'searched', 1, 0) AS place FROM both_ways) GROUP BY a, b ORDER BY a, b"""
_EMPTY = {
    "review": "(SELECT '' AS child_a, '' AS child_b, 0::BIGINT AS left_key, 0::BIGINT AS right_key, 0.0::DOUBLE AS probability,"
    " '' AS kind, '' AS because WHERE false)",
    "deciding": "(SELECT '' AS child_id, '' AS other_child_id, 0.0::DOUBLE AS probability, 0::BIGINT AS left_key,"
    " 0::BIGINT AS right_key, false AS searched, '' AS because WHERE false)",
}

_known: dict[str, tuple[PairToReview, ...]] = {}
_reading = threading.Lock()


def pairs_to_review(run: Run) -> Sequence[PairToReview]:
    """Return the pairs of a run, each once; read once in this process."""
    key = str(run.folder)
    with _reading:
        if key not in _known:
            while len(_known) >= 2:
                _known.pop(next(iter(_known)))
            _known[key] = tuple(_read(run))
        return _known[key]


def pairs_before(index: Index, run: Run, days: int) -> tuple[frozenset[tuple[str, str]], int] | None:
    """Return the pairs that waited in the newest run at least so many days before a run, and how many days before it was.

    Where no run is that old, the oldest counts; where none is older than the run at all, nothing is known.
    """
    earlier = [each for each in index.runs() if each.known_by is None and each.on < run.on]
    if not earlier:
        return None
    then = max((each for each in earlier if (run.on - each.on).days >= days), key=lambda each: each.on, default=earlier[0])
    return frozenset(pair.children for pair in _read(then)), (run.on - then.on).days


def _read(run: Run) -> list[PairToReview]:
    paths = {"review": run.table("review_pairs"), "deciding": run.table("deciding_pairs")}
    tables = {name: quoted(path) if path.exists() else _EMPTY[name] for name, path in paths.items()}
    con = asking()
    try:
        rows = con.execute(_SQL.format(**tables)).fetchall()
    finally:
        con.close()
    return [
        PairToReview(
            child_a=a,
            child_b=b,
            left_key=left,
            right_key=right,
            probability=probability or 0.0,
            kind=kind,
            because=because or "",
            decides=tuple(decides or ()),
        )
        for a, b, left, right, probability, kind, because, decides in rows
    ]


def record_keys_of(run: Run, child_ids: Sequence[str]) -> dict[str, list[int]]:
    """Return a record of each way in which the children are described, the earliest of each."""
    profiles = run.table("record_profiles")
    says = f"JOIN {quoted(profiles)} p USING (record_key)" if profiles.exists() else ""
    saying = "p.profile" if says else "c.record_key"
    con = asking()
    try:
        rows = con.execute(
            f"SELECT c.child_id, min(c.record_key) FROM {quoted(run.table('children'))} c {says} "
            f"WHERE c.child_id IN (SELECT unnest(?)) GROUP BY c.child_id, {saying} ORDER BY 1, 2",
            [list(child_ids)],
        ).fetchall()
    finally:
        con.close()
    found: dict[str, list[int]] = {child_id: [] for child_id in child_ids}
    for child_id, key in rows:
        found[child_id].append(key)
    return found


@dataclass(frozen=True)
class Said:
    """What records of a child say in one way. Shape  as_at: of the newest that says so; said: the fields that are not empty."""

    register: str
    supplier: str
    as_at: date
    said: Mapping[str, Any]


_READ = [field.name for field in IDENTITY_FIELDS]


def said_by_records(run: Run, index: Index, child_ids: Sequence[str]) -> dict[str, list[Said]]:
    """Return what the records of some children say: each way of saying it once for each register and supplier, by the newest."""
    con = searchable(run).con.cursor()
    try:
        newest = _newest(con, run, child_ids)
        extracts = {each.number: each for each in extracts_of(index)}
        paths = {str(extracts[key // RECORD_KEY_STRIDE].records_path) for key in newest if key // RECORD_KEY_STRIDE in extracts}
        rows: dict[int, dict[str, Any]] = {}
        if paths:
            result = con.execute(
                f"SELECT record_key, COLUMNS(lambda c: list_contains({_READ!r}, c)) "
                f"FROM read_parquet({sorted(paths)!r}, union_by_name = true) WHERE record_key IN (SELECT unnest(?))",
                [list(newest)],
            )
            names = [column[0] for column in result.description or []][1:]
            rows = {key: dict(zip(names, values, strict=True)) for key, *values in result.fetchall()}
    finally:
        con.close()
    found: dict[str, list[Said]] = {child_id: [] for child_id in child_ids}
    for key, (child_id, register, supplier, as_at) in newest.items():
        said = {name: value for name, value in rows.get(key, {}).items() if value is not None}
        if said:
            found[child_id].append(Said(register, supplier, as_at, said))
    return found


def _newest(con: duckdb.DuckDBPyConnection, run: Run, child_ids: Sequence[str]) -> dict[int, tuple[str, str, str, date]]:
    """Return the newest record of each way of saying it, with its child, register, supplier and day."""
    profiles = run.table("record_profiles")
    way, join = ("record_key", "")
    if profiles.exists():
        way, join = "profile", f"JOIN {quoted(profiles)} USING (record_key)"
    rows = con.execute(
        f"WITH own AS (SELECT * FROM {quoted(run.table('children'))} WHERE child_id IN (SELECT unnest(?))) "
        f"SELECT arg_max(record_key, as_at), child_id, register, supplier, max(as_at) FROM own {join} "
        f"GROUP BY child_id, register, supplier, {way} ORDER BY 1",
        [list(child_ids)],
    ).fetchall()
    return {key: (child_id, register, supplier, as_at) for key, child_id, register, supplier, as_at in rows}

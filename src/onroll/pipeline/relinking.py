"""Are the children that additions made those that linking everything at once would make? Where not, and why not.

Source  design, section 5, point 6; issue 3, point 2.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from onroll.core.links import LinkDecision
from onroll.core.sealed_pairs import SealedPair
from onroll.core.wording import plural
from onroll.pipeline.children import link_records
from onroll.pipeline.engine import connect, quoted
from onroll.pipeline.index import Index, Run
from onroll.pipeline.progress import Progress, silent


@dataclass(frozen=True)
class Difference:
    """Some children of the run whose records a full linking would put together otherwise.

    Shape  now: their ids in the run, and in full: how many children a full linking makes of them; because: the links that only one of
           the two made, in words.
    """

    now: tuple[str, ...]
    full: int
    because: tuple[str, ...]

    @property
    def says(self) -> str:
        """Return what is different, in one sentence."""
        if len(self.now) == 1:
            return f"{self.now[0]} would be {plural(self.full, 'child', 'children')}."
        if self.full == 1:
            return f"{', '.join(self.now)} would be one child."
        return f"{', '.join(self.now)} would be {plural(self.full, 'child', 'children')}, put together otherwise."


@dataclass(frozen=True)
class Comparison:
    """A run beside a full linking of the same extracts."""

    children: int
    children_in_full: int
    differences: tuple[Difference, ...]


def compare_with_full_linking(
    index: Index, run: Run, *, decisions: Sequence[LinkDecision] = (), sealed: Sequence[SealedPair] = (), progress: Progress = silent
) -> Comparison:
    """Link everything that the run was made from at once, by the same model and decisions, and compare; nothing is kept.

    Shape  decisions, sealed: those that the run obeyed.
    """
    names = set(run.manifest["made_from"]["extracts"]) if "made_from" in run.manifest else None
    extracts = [each for each in index.extracts() if (each.extract_id in names if names is not None else each.state == "counted")]
    with tempfile.TemporaryDirectory(prefix="onroll-relink-") as scratch:
        into = Path(scratch)
        link_records(index, extracts, into, previous=run, decisions=decisions, sealed=sealed, on=run.on, whole=True, progress=progress)
        return compare_folders(run.folder, into)


def compare_folders(now: Path, full: Path) -> Comparison:
    """Return how the children of two linkings of the same records differ."""
    with connect() as con:
        con.execute(
            "CREATE TABLE side_by_side AS SELECT record_key, a.child_id AS now, b.child_id AS whole "
            f"FROM {quoted(now / 'children.parquet')} a JOIN {quoted(full / 'children.parquet')} b USING (record_key)"
        ).fetchall()
        children, children_in_full = con.execute("SELECT count(DISTINCT now), count(DISTINCT whole) FROM side_by_side").fetchall()[0]
        pairs = con.execute(
            """SELECT DISTINCT now, whole FROM side_by_side
            WHERE now IN (SELECT now FROM side_by_side GROUP BY now HAVING count(DISTINCT whole) > 1)
            OR whole IN (SELECT whole FROM side_by_side GROUP BY whole HAVING count(DISTINCT now) > 1) ORDER BY ALL"""
        ).fetchall()
        groups = list(_together(pairs))
        return Comparison(children, children_in_full, tuple(_difference(con, now, full, group) for group in groups))


def _together(pairs: Iterable[tuple[str, str]]) -> Iterable[tuple[set[str], set[str]]]:
    """Return the sets of children, in the one linking and in the other, that hold the same records."""
    theirs: dict[str, set[str]] = defaultdict(set)
    ours: dict[str, set[str]] = defaultdict(set)
    for now, whole in pairs:
        theirs[now].add(whole)
        ours[whole].add(now)
    left = set(theirs)
    for start in sorted(theirs):
        if start not in left:
            continue
        group, other, fresh = {start}, set[str](), [start]
        while fresh:
            for whole in theirs[fresh.pop()] - other:
                other.add(whole)
                fresh += ours[whole] - group
                group |= ours[whole]
        left -= group
        yield group, other


def _difference(con: duckdb.DuckDBPyConnection, now: Path, full: Path, group: tuple[set[str], set[str]]) -> Difference:
    ours, theirs = sorted(group[0]), sorted(group[1])
    because = [f"Only all at once: {text}" for text in _links_that_cross(con, full, "now", ours)]
    because += [f"Only by addition: {text}" for text in _links_that_cross(con, now, "whole", theirs)]
    because += _doubts(con, now, full, ours, theirs)
    if not because:
        because = ["A chain of links that the one made in another order than the other: each weighs a pair by what is joined so far."]
    return Difference(tuple(ours), len(theirs), tuple(because))


def _links_that_cross(con: duckdb.DuckDBPyConnection, folder: Path, other: str, children: Sequence[str]) -> list[str]:
    """Return the links of one linking whose two records are two children in the other."""
    rows = con.execute(
        f"""SELECT DISTINCT l.pass, l.probability, l.because FROM {quoted(folder / "links.parquet")} l
        JOIN side_by_side a ON a.record_key = l.left_key JOIN side_by_side b ON b.record_key = l.right_key
        WHERE a.{other} <> b.{other} AND (a.{other} IN (SELECT unnest(?)) OR b.{other} IN (SELECT unnest(?))) ORDER BY ALL""",
        [list(children), list(children)],
    ).fetchall()
    return [f"{because} ({by}, probability {probability:.3f})" for by, probability, because in rows]


def _doubts(con: duckdb.DuckDBPyConnection, now: Path, full: Path, ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Return the pairs that one of the two left to a person."""
    found = []
    for name, folder, children in (("by addition", now, ours), ("all at once", full, theirs)):
        rows = con.execute(
            f"SELECT kind, probability, because FROM {quoted(folder / 'review_pairs.parquet')} "
            "WHERE child_a IN (SELECT unnest(?)) AND child_b IN (SELECT unnest(?)) ORDER BY ALL",
            [list(children), list(children)],
        ).fetchall()
        found += [f"Left to a person {name}: {because} ({kind}, probability {probability:.3f})" for kind, probability, because in rows]
    return found


def as_json(comparison: Comparison) -> Mapping[str, Any]:
    """Return the comparison for a machine."""
    return {
        "children": comparison.children,
        "children_all_at_once": comparison.children_in_full,
        "differences": [
            {"children": list(each.now), "all_at_once": each.full, "because": list(each.because)} for each in comparison.differences
        ],
    }

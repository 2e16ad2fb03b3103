"""Station 6, findings: who is missing education on the day, and why we say so.

A conservative filter in SQL settles the children who are on a fresh roll, or of the wrong age; the plain rule in
`core/findings` judges the rest. Each child about to be found missing is looked for once more before the alarm.

Source  contracts, section 5; design, sections 2 ("most children need no rule") and 5 (point 3).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from onroll.core.evidence import joined
from onroll.core.findings import find
from onroll.core.findings.shape import Finding
from onroll.core.histories import assemble
from onroll.core.sightings.shape import Claim
from onroll.core.world import World
from onroll.pipeline import sightings
from onroll.pipeline.ended_identities import without_ended
from onroll.pipeline.engine import connect, quoted
from onroll.pipeline.index import Extract
from onroll.pipeline.judged import Judged
from onroll.pipeline.late_extracts import write_late_extracts
from onroll.pipeline.progress import Progress, silent
from onroll.pipeline.same_child import Pair, keep_second_search, pair_said, pairs_of, write_deciding_pairs
from onroll.pipeline.settled import note_unsettled
from onroll.pipeline.shielding import shielded_children
from onroll.pipeline.world import gather_world

FINDINGS = pa.schema(
    [
        ("child_id", pa.string()),
        ("finding", pa.string()),
        ("status", pa.string()),
        ("since", pa.date32()),
        ("la_code", pa.string()),
        ("reason", pa.string()),
        ("rule", pa.string()),
        ("coverage", pa.string()),
        ("evidence", pa.string()),
        ("sentences", pa.list_(pa.string())),
        ("leads", pa.list_(pa.string())),
        ("shielded", pa.bool_()),
        ("waits_for", pa.list_(pa.string())),
    ]
)

SearchAgain = Callable[[Path, Sequence[str]], pa.Table]
"""Looks for children once more, alone and loosely: child_id, other_child_id, probability, left_key, right_key, reasons."""


@dataclass
class FindingsReport:
    """What the station did, in numbers."""

    judged: int = 0
    found: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    partial: int = 0
    downgraded: int = 0

    def as_counts(self) -> dict[str, Any]:
        """Return the numbers for the run's manifest."""
        return {
            "judged": self.judged,
            "by_kind": dict(sorted(self.found.items())),
            "by_status": dict(sorted(self.statuses.items())),
            "partial": self.partial,
            "downgraded_by_a_likely_same_child": self.downgraded,
        }


def find_missing(
    extracts: Sequence[Extract],
    into: Path,
    *,
    on: date,
    search_again: SearchAgain | None = None,
    enquiry_children: Mapping[str, str] | None = None,
    ended: Mapping[str, date] | None = None,
    judged: Judged | None = None,
    progress: Progress = silent,
) -> FindingsReport:
    """Write `findings` and `late_extracts` into the run that is being built.

    Shape  into: holds children, shielded and, where there are any, review_pairs; ended: children whose identity is no longer used, on
           the word of the authority that is responsible, and since when; judged: by the drawing of the timelines, else judged here.
    """
    connection = connect(spill_to=into / ".spill")
    extracts = [each for each in extracts if each.as_at <= on]
    try:
        sightings.prepare(connection, extracts, into / "children.parquet", enquiry_children=enquiry_children or {})
        sightings.note_the_gone(connection, extracts)
        _know_birthdays(connection, extracts, into)
        everyone = _Children(connection, extracts)
        if judged is None:
            judged = _judge(connection, extracts, everyone, shielded_children(into), on, progress)
        found = without_ended(judged.found, ended or {})
        progress("Searching again before the alarm", judged.judged, judged.judged)
        found, world, downgraded = _weigh_pairs(connection, found, everyone, into, search_again, extracts, on)
        _write(found, judged.shielded, into)
        write_late_extracts(found.values(), world, into)
    finally:
        connection.close()
    report = FindingsReport(judged=judged.judged, downgraded=downgraded)
    for each in found.values():
        report.found[each.finding] += 1
        report.statuses[each.status] += 1
        report.partial += each.coverage == "partial"
    return report


def _know_birthdays(connection: duckdb.DuckDBPyConnection, extracts: Sequence[Extract], into: Path) -> None:
    """Make the table `birthdays`: as the timelines took them, where they have been drawn."""
    drawn = into / "birthdays.parquet"
    if drawn.exists():
        connection.execute(f"CREATE OR REPLACE TEMP TABLE birthdays AS FROM {quoted(drawn)}")
    else:
        sightings.note_birthdays(connection, extracts)


class _Children:
    """Reads evidence for some children at a time."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, extracts: Sequence[Extract]) -> None:
        self._connection, self._extracts = connection, extracts
        self.birthdays: dict[str, date] = {}

    def claims_of(self, table: str) -> dict[str, tuple[Claim, ...]]:
        """Return the claims about each child of a table of child ids."""
        registers = sightings.collapse(self._connection, self._extracts, children=table)
        birthdays = dict(
            self._connection.execute(f"SELECT child_id, date_of_birth FROM birthdays SEMI JOIN {table} USING (child_id)").fetchall()
        )
        self.birthdays |= birthdays
        rows = {register: sightings.rows_of(self._connection, register) for register in registers}
        return {each.child_id: each.claims for each in sightings.evidence_of(rows, birthdays)}


def _postcodes(claims: Mapping[str, Iterable[Claim]]) -> set[str]:
    found: set[str] = set()
    for of_child in claims.values():
        for claim in of_child:
            found.update(postcode for postcode in (claim.source.postcode, getattr(claim, "new_postcode", None)) if postcode)
    return found


def _judge(
    connection: duckdb.DuckDBPyConnection,
    extracts: Sequence[Extract],
    everyone: _Children,
    shielded: frozenset[str],
    on: date,
    progress: Progress,
) -> Judged:
    """Judge the children whom no fresh roll settles."""
    count = note_unsettled(connection, extracts, on)
    progress("Judging the children whom no fresh roll settles", 0, count)
    claims = everyone.claims_of("unsettled")
    world = gather_world(connection, extracts, on=on, postcodes=_postcodes(claims))
    found = {}
    for child_id, of_child in claims.items():
        finding = find(assemble(everyone.birthdays[child_id], of_child, world), world, shielded=child_id in shielded)
        if finding is not None:
            found[child_id] = finding
    return Judged(found, count, shielded)


def _weigh_pairs(
    connection: duckdb.DuckDBPyConnection,
    found: dict[str, Finding],
    everyone: _Children,
    into: Path,
    search_again: SearchAgain | None,
    extracts: Sequence[Extract],
    on: date,
) -> tuple[dict[str, Finding], World, int]:
    """Make a finding `possible_cme` where it would fall if a likely pair were the same child; return the world that was asked, too.

    Source  contracts, section 5, "Status": a pair in the review band, or a hit of the second search.
    """
    pairs = pairs_of(connection, sorted(found), into, search_again)
    keep_second_search(pairs, into)
    paired = sorted({child_id for pair in pairs for child_id in (pair.child, pair.other)})
    connection.execute("CREATE OR REPLACE TEMP TABLE paired AS SELECT unnest(?::VARCHAR[]) AS child_id", [paired])
    known = everyone.claims_of("paired") if paired else {}
    world = gather_world(connection, extracts, on=on, postcodes=_postcodes(known))
    downgraded: set[str] = set()
    deciding = []
    for pair in pairs:
        both = (*known[pair.child], *known.get(pair.other, ()))
        if find(assemble(everyone.birthdays[pair.child], both, world), world) is None:
            found[pair.child] = _doubted(found[pair.child], pair)
            downgraded.add(pair.child)
            deciding.append(pair)
    write_deciding_pairs(deciding, into)
    return found, world, len(downgraded)


def _doubted(finding: Finding, pair: Pair) -> Finding:
    said = pair_said(pair)
    return replace(
        finding,
        status="possible_cme",
        evidence=tuple(dict.fromkeys((*finding.evidence, *pair.evidence))),
        sentences=(*finding.sentences, said),
        leads=(said, *finding.leads),
    )


def _write(found: Mapping[str, Finding], shielded: frozenset[str], into: Path) -> None:
    columns: dict[str, list[Any]] = {name: [] for name in FINDINGS.names}
    for child_id in sorted(found):
        finding = found[child_id]
        for name, values in columns.items():
            match name:
                case "child_id":
                    values.append(child_id)
                case "shielded":
                    values.append(child_id in shielded)
                case "evidence":
                    values.append(joined(finding.evidence))
                case "waits_for":
                    values.append([f"{register}:{supplier}" for register, supplier in finding.waits_for])
                case _:
                    values.append(getattr(finding, name))
    pq.write_table(pa.table(columns, schema=FINDINGS), into / "findings.parquet", compression="zstd")

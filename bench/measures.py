"""All figures of an England of nine million children: `python bench/measures.py --children 9000000 --place FOLDER`.

Writes a made-up run of that size straight into the index (150,000 spells without education among its timelines), then makes every
figure from it: the tables of the station, the return, the year, the definitions, every child by status, the Commissioner's analysis and
the protected package. Prints seconds, CPU seconds and peak memory of each; the writing of the made-up run is not among them.

Source  issue "Measures": all figures of such an England in under two minutes and 6 GB on two cores.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from onroll.core.areas import all_authorities
from onroll.pipeline.engine import connect, quoted
from onroll.pipeline.exports.open_data import Asking, gather, publish
from onroll.pipeline.index import Index, Run
from onroll.pipeline.line import Decided, _made_from
from onroll.pipeline.measures import Asked, all_measures
from onroll.pipeline.measures.sheets import provenance_of
from onroll.pipeline.run_figures import write_run_figures

ON, YEAR = date(2026, 1, 15), (date(2024, 9, 1), date(2025, 8, 31))
MISSING_NOW, MISSING_THEN = 40_000, 110_000
"""How many children of nine million are missing on the day, and how many were in the years before: `domain` 5.4."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the run, make the figures, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--children", type=int, default=9_000_000)
    parser.add_argument("--place", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    index = Index(chosen.place)
    run = index.current_run() or _write(index, chosen.children)
    print(f"{chosen.children:,} children, run {run.run_id}; peak memory before: {_peak():.2f} GB")
    whole = time.monotonic(), time.process_time()
    for name, work in _figures(index, run, chosen.place):
        started, cpu = time.monotonic(), time.process_time()
        said = work()
        print(
            f"{name:16} {time.monotonic() - started:7.1f} s {time.process_time() - cpu:7.1f} CPU s  {_peak():5.2f} GB  {said}", flush=True
        )
    print(f"{'all':16} {time.monotonic() - whole[0]:7.1f} s {time.process_time() - whole[1]:7.1f} CPU s  {_peak():5.2f} GB")


def _figures(index: Index, run: Run, place: Path) -> list[tuple[str, Callable[[], Any]]]:
    extracts = index.counted_extracts(run.on)
    found: list[tuple[str, Callable[[], Any]]] = [("station", lambda: write_run_figures(run.folder, on=run.on))]
    for name, measure in all_measures().items():
        first = {"cme-any-time": YEAR[0], "unrolled": run.on - timedelta(days=365)}.get(name)
        found.append((name, lambda measure=measure, first=first: f"{len(measure.measure(Asked(run, extracts, first)).rows):,} rows"))

    def package() -> str:
        asking = Asking(on=run.on, year=YEAR, unrolled_from=run.on - timedelta(days=365))
        into = place / f"open-{time.time_ns()}"
        return f"{len(publish(gather(run, run, extracts, asking, {}), asking, provenance_of(index, run, reason=0), into))} files"

    return [*found, ("package", package)]


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def _write(index: Index, children: int) -> Run:
    codes = [place.la_code for place in all_authorities()]
    con = connect(memory_limit="3GB", spill_to=index.home / "spill")
    con.execute(f"SET VARIABLE codes = {codes!r}")
    share = children / 9_000_000
    now, then = int(MISSING_NOW * share), int(MISSING_THEN * share)
    with index.writing("a made-up England"):
        into = index.building_folder("extract")
        _copy(
            con,
            f"SELECT i AS record_key, (i + 1)::INTEGER AS line, 'r' || i AS record_id, {_ROLL} FROM range({children}) r(i)",
            into,
            "records",
        )
        manifest = {
            "extract_id": "school_roll-301-2025-01-15-000001", "number": 1, "register": "school_roll", "supplier": "301",
            "as_at": "2025-01-15", "content_hash": "made-up", "file_name": "roll.csv", "rows_read": children, "rows_accepted": children,
            "rows_quarantined": 0, "warning_count": 0, "partial": False,
        }  # fmt: skip
        index.publish_extract(into, manifest)
        into = index.building_folder("run")
        for name, sql in _tables(children, now, then).items():
            _copy(con, sql, into, name)
        extracts = index.counted_extracts(ON)
        said = {"counts": {}, "seconds": {}, "stage": "whole", "made_from": _made_from(extracts, Decided(), frozenset())}
        position = index.ledger_position()
        run = index.publish_run(into, on=ON, known_by=None, ledger_position=position, manifest=json.loads(json.dumps(said)))
        index.switch_to(run)
        return run


def _copy(con: duckdb.DuckDBPyConnection, sql: str, into: Path, name: str) -> None:
    con.execute(f"COPY ({sql}) TO {quoted(into / f'{name}.parquet')} (FORMAT parquet, COMPRESSION zstd)")


CHILD = "'C' || lpad(i::VARCHAR, 13, '0')"
_NOBODY = (
    "'Made-up' AS surname, 'Child' AS forename, NULL::VARCHAR AS middle_names, NULL::VARCHAR AS upn, NULL::VARCHAR AS nhs_number, "
    "NULL::VARCHAR AS postcode, NULL::VARCHAR AS address_line_1, 1 AS record_count, ['school_roll'] AS registers"
)
_NO_WORDS = "[]::VARCHAR[] AS sentences, []::VARCHAR[] AS leads"
BORN = "DATE '2009-09-01' + ((i * 7919) % 4383)::INTEGER"
LA = "getvariable('codes')[1 + (i * 31) % len(getvariable('codes'))]"
_ROLL = """DATE '2022-09-01' AS entry_date, CASE i % 2 WHEN 0 THEN 'F' ELSE 'M' END AS sex,
    ['WBRI', 'APKN', 'BAFR', 'MOTH'][1 + i % 4] AS ethnicity, CASE i % 9 WHEN 0 THEN 'K' ELSE 'N' END AS sen_provision,
    'AB' || (i % 90 + 10) || ' ' || (i // 90) % 10 || 'CD' AS postcode, (100000 + i % 24000)::VARCHAR AS urn, 'C' AS enrolment_status"""


def _tables(children: int, now: int, then: int) -> dict[str, str]:
    """Return the SQL of each table. Shape  now: children missing on the day; then: children who were missing once, and are back."""
    source = f"range({children}) r(i)"
    left, back = "DATE '2025-02-01' + (i % 340)::INTEGER", "DATE '2024-10-01' + (i % 300)::INTEGER"
    spell = f"SELECT {CHILD} AS child_id"
    kinds = "['unaccounted', 'awaiting_place', 'offered_not_started'][1 + i % 3]"
    rest = "['school_roll:301:2025-01-15:r' || i] AS evidence, '' AS because"
    none = "[]::VARCHAR[] AS evidence, '' AS because"
    school = "(100000 + i % 24000)::VARCHAR AS urn"
    return {
        "children": f"SELECT i AS record_key, 'school_roll' AS register, '301' AS supplier, DATE '2025-01-15' AS as_at,"
        f" 'r' || i AS record_id, {CHILD} AS child_id, 1.0::DOUBLE AS match_probability, 'exact' AS pass FROM {source}",
        "child_summaries": f"{spell}, {BORN} AS date_of_birth, CASE i % 2 WHEN 0 THEN 'F' ELSE 'M' END AS sex, {_NOBODY} FROM {source}",
        "birthdays": f"{spell}, {BORN} AS date_of_birth FROM {source}",
        "residences": f"{spell}, {LA} AS la_code, NULL::VARCHAR AS postcode, DATE '2024-09-01' AS since, '' AS evidence FROM {source}",
        "shielded": f"{spell}, 'refuge' AS because FROM {source} WHERE i % 9001 = 7",
        "findings": f"""{spell}, 'not_arrived' AS finding, CASE i % 5 WHEN 0 THEN 'possible_cme' ELSE 'cme' END AS status, {left} AS since,
            {LA} AS la_code, 'Unknown' AS reason, 'not_arrived/1' AS rule, CASE i % 11 WHEN 0 THEN 'partial' ELSE 'full' END AS coverage,
            '' AS evidence, i % 9001 = 7 AS shielded, {_NO_WORDS} FROM {source} WHERE i < {now}""",
        "timelines": f"""
            {spell}, {BORN} AS starts_on, DATE '2022-09-01' AS ends_before, 'below_school_age' AS status, NULL::VARCHAR AS urn,
                NULL::VARCHAR AS la_code, {none} FROM {source}
            UNION ALL {spell}, DATE '2022-09-01', CASE WHEN i < {now} THEN {left} WHEN i < {now + then} THEN {back}
                ELSE DATE '2026-01-16' END, 'on_roll', {school}, {LA}, {rest} FROM {source}
            UNION ALL {spell}, {left}, DATE '2026-01-16', {kinds}, NULL, NULL, {none} FROM {source} WHERE i < {now}
            UNION ALL {spell}, {back}, {back} + (20 + i % 60)::INTEGER, {kinds}, NULL, NULL, {none} FROM {source}
                WHERE i BETWEEN {now} AND {now + then - 1}
            UNION ALL {spell}, {back} + (20 + i % 60)::INTEGER, DATE '2026-01-16', 'on_roll', {school}, {LA}, {rest} FROM {source}
                WHERE i BETWEEN {now} AND {now + then - 1}
            UNION ALL {spell}, DATE '2026-01-16', {BORN} + 6575, 'not_yet_known', NULL, NULL, {none} FROM {source}""",
    }


if __name__ == "__main__":
    main()

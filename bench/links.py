"""How well and how fast linking works on a made-up region: `python bench/links.py --children 50000`.

Makes the region (`onroll synth`), takes it in, links it, and compares with the truth: children in pieces, twins joined, strangers joined,
pieces without a roll whose child has one (each is a false alarm in the making), by pass, with seconds.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb

from onroll.core.link_quality import calibration, mean_calibration_error
from onroll.pipeline.children import link_records
from onroll.pipeline.engine import quoted
from onroll.pipeline.index import Index
from onroll.pipeline.intake.packages import take_in_package
from onroll.synth.world import make_world

CLAIM = "register, supplier, as_at, record_id"


def main() -> int:
    """Run the benchmark and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=5_000)
    parser.add_argument("--authorities", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--errors", type=float, default=1.0, help="the identity errors' rates times this")
    parser.add_argument("--keep", type=Path, help="a folder in which the world is kept, and found again")
    parser.add_argument("--show", type=int, default=0, help="how many pieces to show")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="onroll-bench-") as scratch:
        place = arguments.keep or Path(scratch)
        index, on = region(place, arguments)
        figures = measure(index, on, place)
        print(json.dumps(figures, indent=1, default=str))
        if arguments.show:
            show(index, on, place, arguments.show)
    return 0


def region(place: Path, arguments: argparse.Namespace) -> tuple[Index, Any]:
    """Return the index of a made-up region, made where it is not there yet."""
    index = Index(place / "home")
    if not (place / "made").exists():
        report = make_world(
            arguments.children, arguments.authorities, arguments.seed, place / "world", file_format="parquet", error_factor=arguments.errors
        )
        take_in_package(index, report.package)
        (place / "made").write_text(report.on.isoformat())
    from datetime import date

    return index, date.fromisoformat((place / "made").read_text())


def measure(index: Index, on: Any, place: Path) -> dict[str, Any]:
    """Link and compare with the truth."""
    with index.writing("bench"):
        into = index.building_folder("run")
        started = time.monotonic()
        report = link_records(index, index.counted_extracts(on), into, previous=index.current_run())
        seconds = time.monotonic() - started
        run = index.publish_run(into, on=on, known_by=None, ledger_position=1, manifest={})
    con = duckdb.connect()
    prepare(con, run.folder, place)
    figures = {name: con.execute(sql).fetchall()[0][0] for name, sql in FIGURES.items()}
    return figures | {
        "pieces by registers": con.execute(BY_REGISTERS).fetchall(),
        "by band: pairs weighed, stated, true": by_band(con, run.folder),
        "by what is wrong: records, not with their child's others, with another child's": by_error(con),
        "seconds": round(seconds, 2),
        "cpu seconds": round(time.process_time(), 1),
        "peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "report": report.as_counts(),
    }


def prepare(con: duckdb.DuckDBPyConnection, folder: Path, place: Path) -> None:
    """Make `joined` (each record with its true child) and `pieces` (each child found, with the true child of its records)."""
    truth = place / "world" / "truth"
    con.execute(f"CREATE TABLE children AS SELECT * FROM read_csv({quoted(truth / 'children.csv')}, all_varchar=true)").fetchall()
    con.execute(
        f"CREATE TABLE joined AS SELECT c.*, t.true_child, t.errors FROM {quoted(folder / 'children.parquet')} c "
        f"JOIN (SELECT * REPLACE (as_at::DATE AS as_at) FROM read_csv({quoted(truth / 'records.csv')}, all_varchar=true)) t USING ({CLAIM})"
    ).fetchall()
    con.execute(
        "CREATE TABLE pieces AS "
        "SELECT true_child, child_id, list(DISTINCT register) AS registers, count(*) AS rows FROM joined GROUP BY ALL"
    ).fetchall()
    con.execute(f"CREATE TABLE links AS FROM {quoted(folder / 'links.parquet')}").fetchall()


EDUCATION = "list_has_any(registers, ['school_roll', 'roll_change', 'ehe', 'alternative_provision', 'admissions'])"
_LOST = f"SELECT true_child FROM pieces GROUP BY 1 HAVING bool_or({EDUCATION}) AND bool_or(NOT {EDUCATION})"
FIGURES = {
    "records with truth": "SELECT count(*) FROM joined",
    "children": "SELECT count(DISTINCT true_child) FROM joined",
    "children in two pieces or more": "SELECT count(*) FROM (SELECT true_child FROM pieces GROUP BY 1 HAVING count(*) > 1)",
    "children with a piece beside their education": f"SELECT count(*) FROM ({_LOST})",
    "the same, per cent of children": f"SELECT round(100 * (SELECT count(*) FROM ({_LOST})) / count(DISTINCT true_child), 4) FROM joined",
    "found children that are several": "SELECT count(*) FROM (SELECT child_id FROM pieces GROUP BY 1 HAVING count(*) > 1)",
    "twin pairs": "SELECT count(*) // 1 FROM children WHERE twin = '1'",
    "pairwise precision": "WITH n AS (SELECT child_id, true_child, count(*) AS n FROM joined GROUP BY ALL), "
    "found AS (SELECT sum(s * (s - 1) / 2) AS p FROM (SELECT sum(n) AS s FROM n GROUP BY child_id)) "
    "SELECT round(sum(n * (n - 1) / 2) / (FROM found), 6) FROM n",
    "pairwise recall": "WITH n AS (SELECT child_id, true_child, count(*) AS n FROM joined GROUP BY ALL), "
    "true_pairs AS (SELECT sum(s * (s - 1) / 2) AS p FROM (SELECT sum(n) AS s FROM n GROUP BY true_child)) "
    "SELECT round(sum(n * (n - 1) / 2) / (FROM true_pairs), 6) FROM n",
}
BY_REGISTERS = (
    f"SELECT list_sort(registers), count(*) FROM pieces WHERE true_child IN ({_LOST}) AND NOT {EDUCATION} "
    "GROUP BY ALL ORDER BY 2 DESC LIMIT 12"
)
BY_ERROR = """
WITH sized AS (SELECT true_child, child_id, count(*) AS n FROM joined GROUP BY ALL),
main AS (SELECT true_child, arg_max(child_id, (n, child_id)) AS child_id FROM sized GROUP BY ALL),
mixed AS (SELECT child_id FROM sized GROUP BY 1 HAVING count(*) > 1),
kinds AS (SELECT j.*, unnest(list_distinct(string_split_regex(coalesce(nullif(j.errors, ''), 'nothing'), '[;| ]+')
    || if(c.mobility = 'moved', ['(the family moved)'], []))) AS kind FROM joined j LEFT JOIN children c USING (true_child))
SELECT kind, count(*), count(*) FILTER (k.child_id <> m.child_id), count(*) FILTER (k.child_id IN (FROM mixed))
FROM kinds k JOIN main m USING (true_child) GROUP BY 1 ORDER BY 1"""


def by_error(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return, by what is wrong with a record, how many there are, how many lie apart from their child, and how many lie with another."""
    return {kind: f"{rows:,}, {apart:,} ({apart / rows:.3%}), {mixed:,}" for kind, rows, apart, mixed in con.execute(BY_ERROR).fetchall()}


BANDS = """
WITH weighed AS (
    SELECT l.probability, a.true_child = b.true_child AS same FROM links l JOIN joined a ON a.record_key = left_key
    JOIN joined b ON b.record_key = right_key WHERE l.pass IN ('scored', 'second look', 'last resort')
    UNION ALL SELECT p.probability, a.true_child = b.true_child FROM doubts p JOIN joined a ON a.record_key = left_key
    JOIN joined b ON b.record_key = right_key WHERE p.kind = 'band')
SELECT probability, same FROM weighed"""


def by_band(con: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, str]:
    """Return, by score band, the pairs that were weighed: how many, what was stated of them, and what is true."""
    con.execute(f"CREATE OR REPLACE TABLE doubts AS FROM {quoted(folder / 'review_pairs.parquet')}").fetchall()
    bands = calibration(con.execute(BANDS).fetchall())
    found = {f"{band.starts_at} to {band.ends_at}": f"{band.observed.of:,}, {band.stated:.4f}, {band.observed.value:.4f}" for band in bands}
    return found | {"mean error": f"{mean_calibration_error(bands):.5f}"}


def show(index: Index, on: Any, place: Path, most: int) -> None:
    """Print some of the pieces that should have been joined, and all that should not have been."""
    folder = index.runs()[-1].folder
    con = duckdb.connect()
    prepare(con, folder, place)
    units = quoted(folder / "child_units.parquet")
    columns = "given, middles, surnames, parents, birthdays, postcodes, lines, uprns, contacts, upns, nhs_numbers, sexes"
    wrong = "SELECT child_id FROM pieces GROUP BY 1 HAVING count(*) > 1"
    for (true_child,) in con.execute(f"{_LOST} ORDER BY 1 LIMIT {most}").fetchall():
        print("\n", true_child, con.execute(f"SELECT story, twin FROM children WHERE true_child = '{true_child}'").fetchall())
        for row in con.execute(
            f"SELECT p.child_id, p.registers, p.rows, {columns} FROM pieces p JOIN {units} u ON u.unit = p.child_id WHERE true_child = ?",
            [true_child],
        ).fetchall():
            print("   ", *row)
        for row in con.execute(
            f"SELECT kind, round(probability, 3), because FROM {quoted(folder / 'review_pairs.parquet')} "
            f"WHERE child_a IN (SELECT child_id FROM pieces WHERE true_child = '{true_child}') "
            f"AND child_b IN (SELECT child_id FROM pieces WHERE true_child = '{true_child}')"
        ).fetchall():
            print("      review:", row)
    print("\nWRONGLY JOINED")
    for (child_id,) in con.execute(f"{wrong} ORDER BY 1 LIMIT 30").fetchall():
        print("\n", child_id, con.execute("SELECT true_child, registers, rows FROM pieces WHERE child_id = ?", [child_id]).fetchall())
        print("   ", con.execute(f"SELECT {columns} FROM {units} WHERE unit = ?", [child_id]).fetchall())
        for row in con.execute(
            "SELECT l.pass, round(l.probability, 3), l.because, a.true_child, b.true_child "
            "FROM links l JOIN joined a ON a.record_key = left_key "
            "JOIN joined b ON b.record_key = right_key WHERE a.child_id = ? AND a.true_child <> b.true_child",
            [child_id],
        ).fetchall():
            print("      link:", row)


if __name__ == "__main__":
    sys.exit(main())

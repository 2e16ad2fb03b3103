# ruff: noqa: E501 (made-up rows read best as whole lines of SQL)
"""The transition lists of a whole country: `python bench/transitions.py --children 12000000 --place FOLDER`.

Writes the tables that a run of all England has when the lists are computed (children from birth to 18, their timelines, rolls, applications
and deletions; nothing is linked, for linking is measured elsewhere), then computes the lists, and prints wall and CPU seconds and how
many children are at each stage. The issue asks for less than five minutes on two cores.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from onroll.pipeline.engine import connect, quoted
from onroll.pipeline.index import RECORD_KEY_STRIDE, Extract
from onroll.pipeline.run_facts import gather_facts
from onroll.pipeline.transitions import watch_transitions

ON = date(2026, 6, 15)
AUTHORITIES, AGES = 153, 18
ROLL_DAYS = (date(2026, 1, 15), date(2026, 5, 14))
NO_APPLICATION, NOT_ACCEPTED, MOVED = 0.03, 0.02, 0.03


def main() -> int:
    """Make the country where it is not there yet, compute the lists, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=120_000)
    parser.add_argument("--place", type=Path, required=True)
    parser.add_argument("--memory", default="4GB")
    arguments = parser.parse_args()
    folder = arguments.place / f"country-{arguments.children}"
    extracts = _extracts(folder)
    if not (folder / "made").exists():
        made = time.monotonic()
        _make(folder, extracts, arguments.children, arguments.memory)
        print(f"made in {time.monotonic() - made:.0f} s", flush=True)
    started, before = time.monotonic(), _cpu()
    with closing(gather_facts(extracts, folder / "run", on=ON)) as facts:
        report = watch_transitions(facts)
    figures: dict[str, Any] = {"children": arguments.children, "wall_s": round(time.monotonic() - started, 1)}
    figures |= {"cpu_s": round(_cpu() - before, 1), "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}
    print(json.dumps(figures | report.as_counts(), indent=1))
    return 0


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _extracts(folder: Path) -> list[Extract]:
    """The extracts of the country: each authority's rolls, applications and deletions, and the schools."""
    wanted = [("establishments", "GIAS", ROLL_DAYS[0])]
    for number in range(AUTHORITIES):
        code = str(201 + number)
        wanted += [("school_roll", code, day) for day in ROLL_DAYS]
        wanted += [("admissions", code, date(2026, 6, 1)), ("roll_change", code, date(2026, 6, 10))]
    return [
        Extract(
            extract_id=f"{register}-{supplier}-{day}", number=number, register=register, supplier=supplier, as_at=day,
            **_rest(folder / "extracts" / f"{register}-{supplier}-{day}"),
        )
        for number, (register, supplier, day) in enumerate(wanted, 1)
    ]  # fmt: skip


def _rest(folder: Path) -> dict[str, Any]:
    """What an extract has besides its name: this one was made up here."""
    return {
        "content_hash": "", "file_name": folder.name, "received_at": datetime(2026, 6, 14, tzinfo=UTC), "rows_read": 0, "rows_accepted": 0,
        "rows_quarantined": 0, "warning_count": 0, "state": "counted", "state_because": "", "folder": folder,
    }  # fmt: skip


def _make(folder: Path, extracts: list[Extract], children: int, memory: str) -> None:
    (folder / "run").mkdir(parents=True, exist_ok=True)
    for each in extracts:
        each.folder.mkdir(parents=True, exist_ok=True)
    con = connect(memory_limit=memory, spill_to=folder / "spill")
    con.execute("SET preserve_insertion_order = false")
    con.execute(f"CREATE TABLE c AS {_children(children)} ORDER BY a").fetchall()
    _copy(con, _schools(), extracts[0].records_path)
    for number, each in enumerate(extracts[1:]):
        rows = {"school_roll": _roll, "admissions": _applications, "roll_change": _deletions}[each.register]
        _copy(con, rows(number // 4, each), each.records_path)
    for name, sql in _run_tables(extracts).items():
        _copy(con, sql, folder / "run" / f"{name}.parquet")
    con.close()
    (folder / "made").write_text("whole")


def _copy(con: duckdb.DuckDBPyConnection, sql: str, path: Path) -> None:
    con.execute(f"COPY ({sql}) TO {quoted(path)} (FORMAT parquet, COMPRESSION zstd)").fetchall()


def _children(children: int) -> str:
    """Everybody from birth to 18. Shape  year: curriculum year, negative before Reception; h: a number by which schools are chosen."""
    born = f"DATE '{ON.year - AGES}-06-16' + (i * 7919 % {AGES * 365})::INTEGER"
    return f"""
        SELECT i, 'c' || lpad(i::VARCHAR, 8, '0') AS child_id, (i % {AUTHORITIES})::INTEGER AS a, born, (hash(i) % 110)::INTEGER AS h, year,
               CASE WHEN year > 6 THEN 160000 + i % {AUTHORITIES} * 50 + hash(i) % 23
                    WHEN hash(i) % 110 < 8 THEN 110000 + i % {AUTHORITIES} * 200 + hash(i) % 110 + (CASE WHEN year > 2 THEN 8 ELSE 0 END)
                    ELSE 110016 + i % {AUTHORITIES} * 200 + hash(i) % 94 END::VARCHAR AS urn,
               year BETWEEN 0 AND 11 AND hash(i, 'gone') % 1000 >= 4 AS on_roll
        FROM (SELECT i, born, {ON.year - 1} - (year(born) - (month(born) < 9)::INTEGER) - 5 AS year
              FROM (SELECT range AS i, {born} AS born FROM range({children})))"""


def _roll(a: int, extract: Extract) -> str:
    return f"""SELECT {extract.number}::BIGINT * {RECORD_KEY_STRIDE} + i AS record_key, 'r' || i AS record_id, born AS date_of_birth, urn,
        DATE '2025-09-01' AS entry_date, NULL::DATE AS leaving_date, 'C' AS enrolment_status,
        CASE WHEN year = 0 THEN 'R' ELSE year::VARCHAR END AS nc_year FROM c WHERE a = {a} AND on_roll"""


def _applications(a: int, extract: Extract) -> str:
    status = f"CASE WHEN hash(i, 'taken') % 1000 < {int(1000 * NOT_ACCEPTED)} THEN 'offered' ELSE 'accepted' END"
    return f"""SELECT {extract.number}::BIGINT * {RECORD_KEY_STRIDE} + i AS record_key, 'a' || i AS record_id, DATE '2025-10-10' AS application_date,
        CASE WHEN year = -1 THEN 'reception' ELSE 'secondary' END AS kind, {status} AS status, urn AS school_urn, DATE '2026-03-02' AS offer_date,
        DATE '2026-09-01' AS start_date FROM c WHERE a = {a} AND year IN (-1, 2, 6) AND hash(i, 'applied') % 1000 >= {int(1000 * NO_APPLICATION)}"""


def _deletions(a: int, extract: Extract) -> str:
    return f"""SELECT {extract.number}::BIGINT * {RECORD_KEY_STRIDE} + i AS record_key, 'd' || i AS record_id, urn, 'deleted' AS change,
        DATE '{ON}' - (hash(i, 'day') % 270)::INTEGER AS change_date, CASE WHEN hash(i, 'ground') % 40 = 0 THEN 'o' ELSE 'a' END AS ground,
        urn AS destination_urn, NULL::VARCHAR AS destination_la, 'school' AS destination_type, NULL::DATE AS expected_start
        FROM c WHERE a = {a} AND year BETWEEN 0 AND 11 AND hash(i, 'moved') % 1000 < {int(1000 * MOVED)}"""


def _schools() -> str:
    parts = (("110000", 8, 200, 7), ("110008", 8, 200, 11), ("110016", 94, 200, 11), ("160000", 23, 50, 16))
    rows = " UNION ALL ".join(
        f"SELECT ({first} + a.range * {step} + n.range)::VARCHAR AS urn, (201 + a.range)::VARCHAR AS la_code, {high} AS statutory_high_age "
        f"FROM range({AUTHORITIES}) a, range({count}) n"
        for first, count, step, high in parts
    )
    return f"""SELECT urn, la_code, 'Made-up School' AS establishment_name, '01' AS type_code, '2' AS phase_code, '1' AS status_code,
        statutory_high_age, NULL::DATE AS open_date, NULL::DATE AS close_date FROM ({rows})"""


def _run_tables(extracts: list[Extract]) -> dict[str, str]:
    reference = f"'school_roll:' || (201 + a) || ':{ROLL_DAYS[-1]}:r' || i"
    keys = " UNION ALL ".join(
        f"SELECT (2 + a * 4 + {place})::BIGINT * {RECORD_KEY_STRIDE} + i AS record_key, child_id FROM c WHERE {which}"
        for place, which in (
            (0, "on_roll"), (1, "on_roll"),
            (2, f"year IN (-1, 2, 6) AND hash(i, 'applied') % 1000 >= {int(1000 * NO_APPLICATION)}"),
            (3, f"year BETWEEN 0 AND 11 AND hash(i, 'moved') % 1000 < {int(1000 * MOVED)}"),
        )
    )  # fmt: skip
    health = f"SELECT {len(extracts) + 1}::BIGINT * {RECORD_KEY_STRIDE} + i AS record_key, child_id FROM c"
    now = "CASE WHEN on_roll THEN 'on_roll' WHEN year < 0 THEN 'below_school_age' WHEN year > 11 THEN 'over_school_age' ELSE 'unaccounted' END"
    rows = f"if(on_roll, [{reference}], []::VARCHAR[])"
    spell = "CAST({} AS DATE) AS starts_on, CAST({} AS DATE) AS ends_before"
    return {
        "children": f"{keys} UNION ALL {health}",
        "timelines": f"""
            SELECT child_id, {spell.format("born", "born + 1460")}, 'below_school_age' AS status, NULL::VARCHAR AS urn, NULL::VARCHAR AS la_code,
                   []::VARCHAR[] AS evidence, '' AS because FROM c WHERE born + 1460 <= DATE '{ON}'
            UNION ALL SELECT child_id, {spell.format(f"least(born + 1460, DATE '{ON}')", f"DATE '{ON}' + 1")}, {now}, if(on_roll, urn, NULL),
                   (201 + a)::VARCHAR, {rows}, '' FROM c
            UNION ALL SELECT child_id, {spell.format(f"DATE '{ON}' + 1", "greatest(born + 6574, DATE '2026-06-17')")}, 'not_yet_known', NULL, NULL,
                   [], '' FROM c""",
        "birthdays": "SELECT child_id, CAST(born AS DATE) AS date_of_birth FROM c",
        "residences": "SELECT child_id, (201 + a)::VARCHAR AS la_code FROM c",
        "findings": "SELECT child_id, 'vanished_from_roll' AS finding FROM c WHERE NOT on_roll AND year BETWEEN 0 AND 11",
    }


if __name__ == "__main__":
    raise SystemExit(main())

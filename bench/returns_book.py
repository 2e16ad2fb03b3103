"""A run of a million children, and schools with tokens: `python bench/returns_book.py HOME [--children 1000000] [--region RUN]`.

A made-up region of 50,000 children is taken in and linked as files are (RUN, where that was done before), and then multiplied as
tables: in each copy every child keeps the birthday and the years at school, and has another's names, another's home and family, and
numbers, addresses and telephones of its own. So a household stays one, names are as common as they are, and each child of a copy is
another child. Prints one line of JSON: what was made, the schools' tokens, and of some children what their schools know of them and
what is true.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from onroll.core.children import child_id_of
from onroll.pipeline.engine import connect, quoted
from onroll.pipeline.index import Index, Run

sys.path.insert(0, str(Path(__file__).parent))

REGION = 50_000
SECRET = b"made up for the benchmark"
KEEPS_ROWS = ("children", "child_history", "timelines", "findings", "birthdays", "shielded", "residences")


def multiply(region: Path, into: Path, children: int) -> int:
    """Write the tables of a run of so many children, made of a region's; return how many there are."""
    con = connect(memory_limit="4GB", spill_to=into.parent / "spill")
    for name in ("child_units", "child_summaries", *KEEPS_ROWS):
        con.execute(f"CREATE VIEW {name} AS FROM {quoted(region / f'{name}.parquet')}")
    con.execute("CREATE TABLE whole AS SELECT row_number() OVER (ORDER BY unit) - 1 AS place, * FROM child_units")
    count: int = con.execute("SELECT count(*) FROM whole").fetchall()[0][0]
    copies = -(-children // count)
    # Which child gives a child of a copy its names (a), and which its home and family (b).
    con.execute(f"""CREATE TABLE made AS SELECT k, w.place, w.unit AS of_child, k * {count} + w.place AS number,
        (w.place + k * 7919) % {count} AS a, (w.place + k * 104729) % {count} AS b
        FROM range({copies}) c(k) CROSS JOIN whole w WHERE k * {count} + w.place < {children}""")
    total: int = con.execute("SELECT count(*) FROM made").fetchall()[0][0]
    ids = pa.table({"number": range(total), "child_id": [child_id_of(SECRET, number) for number in range(total)]})
    con.register("ids", ids)
    con.execute("CREATE TABLE who AS SELECT m.*, i.child_id FROM made m JOIN ids i USING (number)")
    con.execute("""CREATE MACRO moved(postcode, k) AS if(k = 0, postcode, chr((64 + k)::INTEGER) || substr(postcode, 2))""")
    con.execute("""CREATE MACRO rung(contact, k) AS if(k = 0, contact, if(contact LIKE '%@%', k || contact,
        left(contact, 3) || lpad(((right(contact, 8)::BIGINT + k * 7654321) % 100000000)::VARCHAR, 8, '0')))""")
    # Twelve digits are one pupil's alone; the letter tells the copies apart (and is no check letter any more).
    con.execute("CREATE MACRO pupil(upn, k) AS substr('ABCDEFGHJKLMNPQRTUVWXYZ', (1 + k)::INTEGER, 1) || substr(upn, 2)")
    con.execute("CREATE MACRO patient(nhs, number) AS if(nhs IS NULL, NULL, '999' || lpad(number::VARCHAR, 7, '0'))")
    con.execute("CREATE MACRO school(urn, k) AS (urn::INTEGER + 1000 * k)::VARCHAR")
    con.execute("CREATE MACRO place_of(la_code, k) AS (la_code::INTEGER + 10 * k)::VARCHAR")
    for name, sql in _tables(con).items():
        con.execute(f"COPY ({sql}) TO {quoted(into / f'{name}.parquet')} (FORMAT parquet, COMPRESSION zstd)")
    con.close()
    (into / "link_model.parquet").write_bytes((region / "link_model.parquet").read_bytes())
    return total


def _tables(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the SQL of each table, by child."""
    own, names, homes = "JOIN whole o ON o.place = w.place", "JOIN whole a ON a.place = w.a", "JOIN whole b ON b.place = w.b"
    each = "list_transform({0}, lambda x: {1}(x, w.k))"
    found = {
        "child_units": f"""SELECT w.child_id AS unit, o.times, a.forename, b.surname, a.given, a.given_forms, a.middles, b.surnames,
            b.surname_parts, b.surname_forms, b.parent_surnames, b.parents, o.birthdays, {each.format("b.postcodes", "moved")} AS postcodes,
            b.lines, list_transform(b.uprns, lambda x: (x::BIGINT + w.k * 500000000)::VARCHAR) AS uprns,
            {each.format("b.contacts", "rung")} AS contacts, {each.format("o.upns", "pupil")} AS upns,
            list_transform(o.nhs_numbers[1:1], lambda x: patient(x, w.number)) AS nhs_numbers, []::VARCHAR[] AS ulns, a.sexes,
            {each.format("b.kin_postcodes", "moved")} AS kin_postcodes,
            list_transform(b.homes, lambda h: struct_pack(postcode := moved(h.postcode, w.k), "first" := h."first", "last" := h."last"))
                AS homes,
            o.registers FROM who w {own} {names} {homes} ORDER BY w.child_id""",
        "child_summaries": """SELECT w.child_id, b.surname, a.forename, a.middle_names, o.date_of_birth, a.sex, pupil(o.upn, w.k) AS upn,
            patient(o.nhs_number, w.number) AS nhs_number, moved(b.postcode, w.k) AS postcode, b.address_line_1, o.record_count, o.registers
            FROM who w JOIN summed o ON o.place = w.place JOIN summed a ON a.place = w.a JOIN summed b ON b.place = w.b""",
    }
    con.execute("CREATE TABLE summed AS SELECT w.place, s.* FROM whole w JOIN child_summaries s ON s.child_id = w.unit")
    changed = {
        "urn": "school(t.urn, w.k) AS urn",
        "la_code": "place_of(t.la_code, w.k) AS la_code",
        "postcode": "moved(t.postcode, w.k) AS postcode",
    }
    for name in KEEPS_ROWS:
        columns = [row[0] for row in con.execute(f"DESCRIBE {name}").fetchall() if row[0] != "child_id"]
        said = ", ".join(changed.get(column, f"t.{column}") for column in columns)
        found[name] = f"SELECT w.child_id, {said} FROM {name} t JOIN who w ON w.of_child = t.child_id ORDER BY w.child_id"
    return found


def region_run(place: Path) -> Path:
    """Return the tables of a region of 50,000 made-up children, taken in and linked by the commands as a user runs them."""
    onroll = [sys.executable, "-m", "onroll.cli.main"]
    synth = ["synth", "--children", str(REGION), "--authorities", "4", "--seed", "7", "-o", str(place / "world")]
    home = ["--home", str(place / "home")]
    for words in (synth, ["ingest", str(place / "world" / "package"), *home], ["run", *home]):
        subprocess.run([*onroll, *words], check=True, stdout=subprocess.DEVNULL)
    run = Index(place / "home").current_run()
    assert run is not None
    return run.folder


def make_run(home: Path, region: Path, children: int) -> Run:
    """Publish the multiplied run in that home."""
    index = Index(home)
    on = date.fromisoformat(region.name[:10])
    with index.writing("a run of the benchmark"):
        into = index.building_folder("run")
        counts = {"children": multiply(region, into, children)}
        manifest = {"counts": counts, "stage": "whole"}
        run = index.publish_run(into, on=on, known_by=None, ledger_position=index.ledger_position(), manifest=manifest)
        index.switch_to(run)
        return run


# -- schools, and what they know ----------------------------------------------------------------------------------------


def give_tokens(schools: list[tuple[str, str]]) -> dict[str, str]:
    """Make the schools and their authorities, and return the text of a token with which each may send returns."""
    from onroll.accounts.models import Organisation
    from onroll.accounts.roles import Role
    from onroll.casework.actions.machine_tokens import give_token
    from onroll.casework.viewers import Viewer

    codes = sorted({la_code for _, la_code in schools})
    Organisation.objects.bulk_create(
        [Organisation(kind="authority", code=code, name=f"Made-up Authority {code}", authority_code=code) for code in codes]
    )
    Organisation.objects.bulk_create(
        [Organisation(kind="school", code=urn, name=f"Made-up School {urn}", authority_code=code) for urn, code in schools]
    )
    by = Viewer(
        username="bench", full_name="", role=Role.ADMINISTRATOR.value, organisation_kind="national", organisation_code="DFE",
        organisation_name="", authority="",
    )  # fmt: skip
    until = date.today() + timedelta(days=30)
    return {
        each.code: give_token(
            by=by,
            organisation_id=each.pk,
            role="school",
            name="A made-up system",
            scopes=["returns"],
            purpose="cme_enquiry",
            expires_on=until,
        )[1]
        for each in Organisation.objects.filter(kind="school")
    }


def sample(run: Run, wanted: int, chosen: random.Random) -> list[dict[str, Any]]:
    """Return some children with what is true of them: where they are on roll on the run's day, if anywhere."""
    con = duckdb.connect()
    con.execute(f"SET VARIABLE day = DATE '{run.on}'")
    rows = con.execute(f"""
        WITH now AS (SELECT child_id, status, urn, la_code FROM {quoted(run.table("timelines"))}
            WHERE starts_on <= getvariable('day') AND coalesce(ends_before > getvariable('day'), true))
        SELECT s.child_id, s.surname, s.forename, s.date_of_birth, s.upn, s.postcode, s.address_line_1, u.contacts, u.parents,
            u.parent_surnames, n.status, n.urn, n.la_code
        FROM {quoted(run.table("child_summaries"))} s JOIN now n USING (child_id)
            JOIN {quoted(run.table("child_units"))} u ON u.unit = s.child_id
        WHERE hash(s.child_id) % 1000 < {max(1, 4000 * wanted // 1_000_000)}
          AND s.child_id NOT IN (SELECT child_id FROM {quoted(run.table("shielded"))})
          AND s.surname IS NOT NULL AND s.forename IS NOT NULL AND s.date_of_birth IS NOT NULL
        ORDER BY s.child_id""").fetchall()
    names = [column[0] for column in con.description or []]
    found = [dict(zip(names, row, strict=True)) for row in rows]
    chosen.shuffle(found)
    return found[:wanted]


def schools_of(run: Run, most: int) -> list[tuple[str, str]]:
    """Return some schools of the run, each with its authority."""
    sql = f"SELECT urn, min(la_code) FROM {quoted(run.table('timelines'))} WHERE urn IS NOT NULL AND la_code IS NOT NULL GROUP BY urn"
    return [(str(urn), str(code)) for urn, code in duckdb.connect().execute(f"{sql} ORDER BY hash(urn) LIMIT {most}").fetchall()]


def main() -> None:
    """Make it, and say what was made."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("--children", type=int, default=1_000_000)
    parser.add_argument("--region", type=Path, help="the folder of a whole run that is multiplied")
    parser.add_argument("--schools", type=int, default=400)
    parser.add_argument("--sample", type=int, default=60_000)
    arguments = parser.parse_args()
    started = time.monotonic()
    run = Index(arguments.home).current_run()
    if run is None:
        with tempfile.TemporaryDirectory(prefix="onroll-region-") as place:
            run = make_run(arguments.home, arguments.region or region_run(Path(place)), arguments.children)
    seconds = {"run": round(time.monotonic() - started, 1)}
    from onroll.config.serve import set_up

    set_up(arguments.home)
    from django.db import connection

    schools = schools_of(run, arguments.schools)
    tokens = give_tokens(schools)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    seconds["all"] = round(time.monotonic() - started, 1)
    made = {"children": run.manifest.get("counts", {}).get("children"), "seconds": seconds, "vendor": connection.vendor}
    said = {"made": made, "tokens": tokens, "schools": dict(schools), "sample": sample(run, arguments.sample, random.Random(1))}
    print(json.dumps(said, default=str))


if __name__ == "__main__":
    main()

"""How often council tax leads to missing children who moved, and how often it misleads; and how long all leads take.

    python bench/leads.py --children 20000 --seed 3 --into /tmp/leads [--tax-alone]

Makes a region up in which whole families that moved also vanished: from the day of their move on, no roll, return, application,
attendance or other provision shows their children, and the deletion says nothing of where they went. Health, benefit, housing and
council tax go on as they were; with --tax-alone, council tax alone knows of the move. The truth about where they live is `moves.csv`
of the made-up world. All others who are missing there have not moved: each lead that says so about them is wrong.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa

pa.array(["asked before DuckDB is"])  # Arrow looks for pandas once, at its first array

from onroll.core.leads.shape import Lead, place_key  # noqa: E402
from onroll.pipeline.engine import connect, quoted  # noqa: E402
from onroll.pipeline.index import Index, Run  # noqa: E402
from onroll.pipeline.leads import leads_of  # noqa: E402
from onroll.pipeline.run_findings import read_findings  # noqa: E402
from onroll.synth.world import make_world  # noqa: E402

EDUCATION = ("school_roll", "roll_change", "ehe", "alternative_provision", "admissions", "attendance", "cme_register")
OTHERS = ("nhs", "child_benefit", "housing", "social_care", "youth_justice")
SILENT_ABOUT_WHERE = ("destination_urn", "destination_la", "expected_start", "new_address_line_1", "new_postcode")
BOTH_SEEN = date(2025, 7, 12), date(2026, 1, 3)
"""Moves between the two council tax extracts: both the closed and the opened account can be seen."""


def main() -> None:
    """Measure, and print the figures."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--children", type=int, default=20000)
    asked.add_argument("--seed", type=int, default=3)
    asked.add_argument("--into", type=Path, required=True)
    asked.add_argument("--one-in", type=int, default=4, help="of the families that moved, one in so many vanishes")
    asked.add_argument("--tax-alone", action="store_true", help="no other register shows the children after their move")
    options = asked.parse_args()
    world, home = options.into / "world", options.into / "home"
    if not home.exists():
        make_world(options.children, 4, options.seed, world)
        gone = _vanish(world, one_in=options.one_in, silent=EDUCATION + (OTHERS if options.tax_alone else ()))
        print(f"{len(gone)} families moved and vanished.")
        onroll = Path(sys.executable).with_name("onroll")
        for words in (["ingest", "--home", str(home), str(world / "package")], ["run", "--home", str(home), "--no-cases"]):
            subprocess.run([str(onroll), *words], check=True, stdout=subprocess.DEVNULL)
    run = Index(home).current_run()
    assert run is not None
    _measure(run, world)


def _vanish(world: Path, *, one_in: int, silent: tuple[str, ...]) -> dict[str, date]:
    """Take what some registers say after the move out of the files; return the families that vanished."""
    moves = {row["family"]: date.fromisoformat(row["moved_on"]) for row in _rows(world / "truth" / "moves.csv")}
    gone = {family: day for family, day in moves.items() if int(family[1:]) % one_in == 0}
    family_of = {row["true_child"]: row["family"] for row in _rows(world / "truth" / "children.csv")}
    drop: dict[tuple[str, str, str], dict[str, date]] = defaultdict(dict)
    for row in _rows(world / "truth" / "records.csv"):
        family = family_of.get(row["true_child"], "")
        if family in gone and row["register"] in silent:
            drop[row["register"], row["supplier"], row["as_at"]][row["record_id"]] = gone[family]
    for (register, supplier, as_at), rows in drop.items():
        path = world / "package" / f"{register.replace('_', '-')}-{supplier.lower()}-{as_at}.csv"
        kept = [
            changed for row in _rows(path) if (changed := _before(register, row, rows.get(row["record_id"]), date.fromisoformat(as_at)))
        ]
        header = next(csv.reader(path.open(encoding="utf-8", newline="")))
        with path.open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, header, lineterminator="\n")
            out.writeheader()
            out.writerows(kept)
    (world / "truth" / "vanished.csv").write_text("family\n" + "".join(f"{family}\n" for family in sorted(gone)), encoding="utf-8")
    return gone


def _before(register: str, row: dict[str, str], moved_on: date | None, as_at: date) -> dict[str, str] | None:
    """Return the row as far as it was written before the move."""
    if moved_on is None:
        return row
    if register == "roll_change":
        if date.fromisoformat(row["change_date"]) > moved_on or row["change"] == "added":
            return None
        return row | dict.fromkeys(SILENT_ABOUT_WHERE, "") | {"destination_type": "unknown"}
    return row if as_at <= moved_on else None


def _measure(run: Run, world: Path) -> None:
    findings = read_findings(run)
    started, cpu = time.monotonic(), time.process_time()
    leads = leads_of(run, {child_id: finding.since for child_id, finding in findings.items()})
    print(f"Leads for {len(findings):,} missing children: {time.monotonic() - started:.2f} s, {time.process_time() - cpu:.2f} CPU s.")
    print(
        "By source and strength:",
        dict(sorted(Counter(f"{lead.source} {lead.strength}" for each in leads.values() for lead in each).items())),
    )
    true_of = _true_children(run, world)
    families = {row["true_child"]: row["family"] for row in _rows(world / "truth" / "children.csv")}
    vanished = {row["family"] for row in _rows(world / "truth" / "vanished.csv")}
    moves = {row["family"]: row for row in _rows(world / "truth" / "moves.csv")}
    taxed = {
        place_key(row["address_line_1"], row["postcode"]) for path in (world / "package").glob("council-tax-*-2026*") for row in _rows(path)
    }
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for child_id in findings:
        family = families.get(true_of.get(child_id, ""), "")
        of_child = leads.get(child_id, [])
        if family in vanished and family in moves:
            _score_mover(groups, of_child, moves[family], taxed)
        elif family:
            _score_settled(groups["missing, not moved"], of_child)
    for name, counts in groups.items():
        print(f"{name}: {dict(sorted(counts.items()))}")


def _score_mover(groups: dict[str, Counter[str]], leads: list[Lead], move: Mapping[str, str], taxed: set[str]) -> None:
    key = place_key(move["address_line_1"], move["postcode"])
    both = BOTH_SEEN[0] <= date.fromisoformat(move["moved_on"]) <= BOTH_SEEN[1]
    counts = groups["moved, both accounts to be seen" if both else "moved, only the new account to be seen"]
    counts["children"] += 1
    counts["new account was delivered"] += key in taxed
    tax = [lead for lead in leads if lead.source == "council_tax" and lead.facts[0] == "moved"]
    right = [lead for lead in tax if lead.place_key == key]
    counts["right council tax lead"] += bool(right)
    for strength in ("strong", "fair", "weak"):
        counts[f"right, {strength}"] += any(lead.strength == strength for lead in right)
        counts[f"wrong leads, {strength}"] += sum(lead.strength == strength and lead.place_key != key for lead in tax)
    counts["right lead of any register"] += any(lead.place_key == key for lead in leads)


def _score_settled(counts: Counter[str], leads: list[Lead]) -> None:
    counts["children"] += 1
    for lead in leads:
        if lead.source == "council_tax":
            counts[f"{lead.facts[0]}, {lead.strength}"] += 1


def _true_children(run: Run, world: Path) -> dict[str, str]:
    """Return for each child of the run the true child of most of its records."""
    con = connect()
    rows = con.execute(
        f"""SELECT child_id, mode(true_child) FROM {quoted(run.table("children"))} c
        JOIN read_csv({quoted(world / "truth" / "records.csv")}, all_varchar = true) t
        ON t.register = c.register AND t.supplier = c.supplier AND t.as_at = c.as_at::VARCHAR AND t.record_id = c.record_id
        GROUP BY child_id"""
    ).fetchall()
    con.close()
    return dict(rows)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main()

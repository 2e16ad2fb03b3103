"""Two registers of a whole country, with no identifier in common: `python bench/nation.py --pupils 8656000 --place FOLDER`.

Makes school rolls and health registrations in portions (so that memory stays small whatever the size), then links them in stages
(`nation_stages.py`). One child in a hundred is labelled, as an identifier held on both sides would. Prints precision and recall of
pupils linked after each stage, CPU seconds and peak memory; what the comparing with the truth takes is not counted.

With --identified 0.9 nine registrations in ten hold the pupil's identifier; with --splink the same registers by Splink alone.

Source  linkage study, C3 (the staged prototype to compare with).
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import duckdb
from nation_registers import make_registers
from nation_splink import with_splink
from nation_stages import Stages

from onroll.pipeline.engine import connect, quoted


def main() -> int:
    """Make the registers where they are not there yet, link them, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pupils", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--place", type=Path, required=True)
    parser.add_argument("--memory", default="2500MB")
    parser.add_argument("--identified", type=float, default=0.0)
    parser.add_argument("--splink", action="store_true")
    arguments = parser.parse_args()
    folder = made(arguments)
    con = connect(memory_limit=arguments.memory, spill_to=arguments.place / "spill")
    figures = Figures(con, folder)
    print(json.dumps(figures.agreement, indent=1))
    if arguments.splink:
        with_splink(con, figures)
        return 0
    stages = Stages(con, figures.source, figures.say, identified=arguments.identified)
    stages.link()
    if not arguments.identified:
        con.execute(f"COPY (SELECT l, r, raw FROM links ORDER BY l) TO {quoted(folder / 'links.parquet')} (FORMAT parquet)").fetchall()
    for measure in ("chance", "raw"):
        for least in (0.2, 0.5, 0.7, 0.9, 0.95, 0.97, 0.99):
            figures.say(f"{measure} from {least}", "links", f"{measure} >= {least}")
    for precision in (0.9994, 0.9997):
        figures.say(f"as many as have a precision of {precision}", "links", f"chance >= {least_for(con, precision)!r}")
    return 0


def made(arguments: argparse.Namespace) -> Path:
    """Return the folder of the registers, which other processes make and count: what that takes is none of the linking's."""
    folder: Path = arguments.place / f"nation-{arguments.pupils}-{arguments.seed}"
    for file, work, values in (
        ("made", make_registers, (folder, arguments.pupils, arguments.seed, arguments.memory)),
        ("agreement.json", count_agreement, (folder, arguments.memory)),
    ):
        if not (folder / file).exists():
            process = get_context("spawn").Process(target=work, args=values)
            process.start()
            process.join()
            if process.exitcode:
                raise SystemExit(f"The registers in {folder} could not be made.")
    return folder


def count_agreement(folder: Path, memory: str) -> None:
    """Write down how many rows there are, and how many pupils agree on four fields and on three, to compare with the linkage study."""
    con = connect(memory_limit=memory)
    rolls, health = (f"read_parquet({quoted(folder / name / '*.parquet')})" for name in ("rolls", "health"))
    many = [con.execute(f"SELECT count(*) FROM {source}").fetchall()[0][0] for source in (rolls, health)]
    name_and_day = "hash(forename, surname, born)"
    linkable, four, three = con.execute(
        f"""SELECT count(*), sum(four), sum(three) FROM (SELECT child, max((r.n = h.n)::INTEGER) AS three,
        max((r.n = h.n AND r.postcode = h.postcode)::INTEGER) AS four FROM (SELECT child, {name_and_day} AS n, postcode FROM {rolls}) r
        JOIN (SELECT child, {name_and_day} AS n, postcode FROM {health}) h USING (child) GROUP BY child)"""
    ).fetchall()[0]
    figures = {
        "rolls": many[0],
        "health": many[1],
        "pupils who have a registration": linkable,
        "agree on all four": round(four / linkable, 4),
        "on three": round(three / linkable, 4),
    }
    (folder / "agreement.json").write_text(json.dumps(figures))


def least_for(con: duckdb.DuckDBPyConnection, precision: float) -> float:
    """Return from which chance on the links are right so often, by the truth."""
    found = con.execute(
        "SELECT min(chance) FROM (SELECT chance, avg(same::INTEGER) OVER (ORDER BY chance DESC RANGE UNBOUNDED PRECEDING) AS sure "
        f"FROM (SELECT round(chance, 4) AS chance, same FROM links)) WHERE sure >= {precision}"
    ).fetchall()
    return float(found[0][0] or 1.0)


class Figures:
    """Counts what was linked against the truth, with CPU seconds and peak memory."""

    def __init__(self, con: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self.con = con
        self.folder = folder
        self.agreement: dict[str, Any] = json.loads((folder / "agreement.json").read_text())
        self.linkable = self.agreement["pupils who have a registration"]
        self.cpu, self.wall = time.process_time(), time.monotonic()

    def source(self, register: str) -> str:
        """Return the SQL that reads a register."""
        return f"read_parquet({quoted(self.folder / register / '*.parquet')})"

    def say(self, stage: str, links: str = "", where: str = "true") -> None:
        """Print a stage's seconds, and how good the links of a table (same: the truth) are; what counting takes is not counted."""
        cpu, wall = time.process_time(), time.monotonic()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        line = f"{stage}: {cpu - self.cpu:.1f} CPU s, {wall - self.wall:.1f} s, peak {peak:.2f} GB"
        if links:
            made, right = self.con.execute(f"SELECT count(*), count(*) FILTER (same) FROM {links} WHERE {where}").fetchall()[0]
            line += f"; {made:,} links, precision {right / max(1, made):.5f}, recall {right / self.linkable:.5f}"
        print(line, flush=True)
        self.cpu += time.process_time() - cpu
        self.wall += time.monotonic() - wall


if __name__ == "__main__":
    raise SystemExit(main())

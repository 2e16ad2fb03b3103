"""What Spark costs beside DuckDB: `python bench/spark.py --children 10000 [--engine spark] [--master local[2]]`.

Makes a region (`onroll synth`), takes it in, links it anew and draws its timelines on one engine, and prints what each cost: the processor
time of this process and its Python workers, that of Java, and the most memory that they took together, looked at once a second.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import tempfile
import threading
import time
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from onroll.pipeline.children import link_records
from onroll.pipeline.engine import quoted
from onroll.pipeline.engines import Engine, wide_tables
from onroll.pipeline.index import Index
from onroll.pipeline.intake.packages import take_in_package
from onroll.pipeline.timelines import draw_timelines
from onroll.synth.world import make_world

TICKS = os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Run the benchmark and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=2_000)
    parser.add_argument("--authorities", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="spark")
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--keep", type=Path, help="a folder in which the world is kept, and found again")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="onroll-bench-") as scratch:
        place = arguments.keep or Path(scratch)
        index, on = region(place, arguments)
        print(json.dumps(measure(index, on, arguments), indent=1, default=str))
    return 0


def region(place: Path, arguments: argparse.Namespace) -> tuple[Index, date]:
    """Return the index of a made-up region, made where it is not there yet."""
    index = Index(place / "home")
    if not (place / "made").exists():
        report = make_world(arguments.children, arguments.authorities, arguments.seed, place / "world", file_format="parquet")
        take_in_package(index, report.package)
        (place / "made").write_text(report.on.isoformat())
    return index, date.fromisoformat((place / "made").read_text())


def measure(index: Index, on: date, arguments: argparse.Namespace) -> dict[str, Any]:
    """Link, and say what it cost."""
    with index.writing("bench"), Watch() as watch:
        into = index.building_folder("run")
        started = time.monotonic()
        with wide_tables(Engine(arguments.engine, arguments.master), index.home, into) as wide:
            if wide is not None:
                wide.count("SELECT 1")  # Spark starts when it is first asked
            at_start, started_in = watch.cpu(), time.monotonic() - started
            extracts = index.counted_extracts(on)
            report = link_records(index, extracts, into, previous=None, on=on, wide=wide)
            linked, linked_in = watch.cpu(), time.monotonic() - started
            draw_timelines(extracts, into, on=on, wide=wide)
            drawn, drawn_in = watch.cpu(), time.monotonic() - started
    spells = duckdb.sql(f"FROM {quoted(into / 'timelines.parquet')}")
    children = duckdb.sql(f"SELECT register, supplier, as_at, record_id, child_id FROM {quoted(into / 'children.parquet')} ORDER BY ALL")
    return {
        "engine": arguments.engine,
        "records": report.records,
        "children": report.children,
        "pairs scored": dict(report.pairs_scored),
        "load": [round(each, 1) for each in os.getloadavg()],
        "seconds to start, to link, to draw": [round(each, 1) for each in (started_in, linked_in - started_in, drawn_in - linked_in)],
        "processor seconds to start": at_start,
        "processor seconds to link": spent(at_start, linked),
        "processor seconds to draw": spent(linked, drawn),
        "peak memory of all processes, MB": watch.peak // 1024,
        "seconds by step": dict(report.seconds),
        "digest of children": hashlib.sha256(repr(children.fetchall()).encode()).hexdigest(),
        "digest of timelines": hashlib.sha256(repr(spells.fetchall()).encode()).hexdigest(),
    }


def spent(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    """Return what was spent between two looks."""
    return {kind: round(after[kind] - before[kind], 1) for kind in after}


class Watch:
    """Watches this process and all that it started."""

    def __init__(self) -> None:
        self.peak = 0
        self._spent: dict[int, tuple[bool, int]] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def cpu(self) -> dict[str, float]:
        """Return the seconds of processor time so far, of Java and of Python; of a process that has ended, as it was last looked at."""
        for process, is_java, ticks in self._family():
            self._spent[process] = is_java, ticks
        spent = list(self._spent.values())
        return {
            kind: sum(ticks for java, ticks in spent if java == is_java) / TICKS for kind, is_java in (("java", True), ("python", False))
        }

    def _look(self) -> None:
        while not self._over.wait(1.0):
            self.cpu()
            self.peak = max(self.peak, sum(_memory(process) for process, _, _ in self._family()))

    def _family(self) -> list[tuple[int, bool, int]]:
        """Return this process and its descendants: whether it is Java, and its ticks."""
        parents: dict[int, list[int]] = {}
        seen: dict[int, tuple[bool, int]] = {}
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                try:
                    named, _, said = (folder / "stat").read_text().rpartition(")")
                except OSError:
                    continue
                fields = said.split()
                parents.setdefault(int(fields[1]), []).append(int(folder.name))
                seen[int(folder.name)] = named.endswith("(java"), sum(map(int, fields[11:13]))
        family = [os.getpid()]
        for process in family:
            family += parents.get(process, [])
        return [(process, *seen[process]) for process in family if process in seen]


def _memory(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    raise SystemExit(main())

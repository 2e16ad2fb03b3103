"""What Spark costs beside DuckDB: `python bench/spark.py --children 10000 [--engine spark] [--master local[2]]`.

Makes a region (`onroll synth`), takes it in, links it anew on one engine, and prints what it cost: the processor time of
this process and all that it started (Java, Python workers), and the most memory that they took together, looked at once a second.
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
            began, cpu_before = time.monotonic(), watch.cpu()
            report = link_records(index, index.counted_extracts(on), into, previous=None, on=on, wide=wide)
            seconds, cpu = time.monotonic() - began, watch.cpu() - cpu_before
    children = duckdb.sql(f"SELECT register, supplier, as_at, record_id, child_id FROM {quoted(into / 'children.parquet')} ORDER BY ALL")
    return {
        "engine": arguments.engine,
        "records": report.records,
        "children": report.children,
        "pairs scored": dict(report.pairs_scored),
        "seconds": round(seconds, 1),
        "seconds to start": round(began - started, 1),
        "processor seconds": round(cpu, 1),
        "processor seconds a million records": round(cpu / report.records * 1e6),
        "peak memory of all processes, MB": watch.peak // 1024,
        "seconds by step": dict(report.seconds),
        "digest of children": hashlib.sha256(repr(children.fetchall()).encode()).hexdigest(),
    }


class Watch:
    """Watches this process and all that it started."""

    def __init__(self) -> None:
        self.peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def cpu(self) -> float:
        """Return the seconds of processor time so far."""
        return sum(ticks for ticks, _ in self._family()) / TICKS

    def _look(self) -> None:
        while not self._over.wait(1.0):
            self.peak = max(self.peak, sum(memory for _, memory in self._family()))

    def _family(self) -> list[tuple[int, int]]:
        """Return of this process and its descendants the ticks (of ended children too) and the memory in kB, shared pages divided."""
        parents: dict[int, list[int]] = {}
        ticks: dict[int, int] = {}
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                try:
                    fields = (folder / "stat").read_text().rpartition(")")[2].split()
                except OSError:
                    continue
                parents.setdefault(int(fields[1]), []).append(int(folder.name))
                ticks[int(folder.name)] = sum(map(int, fields[11:15]))
        family, found = [os.getpid()], []
        for process in family:
            family += parents.get(process, [])
            found.append((ticks.get(process, 0), _memory(process)))
        return found


def _memory(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    raise SystemExit(main())

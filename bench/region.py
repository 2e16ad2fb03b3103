"""A region from files to findings, and then the next day's delivery: seconds by station, and peak memory.

    .venv/bin/python bench/region.py [--children 50000] [--authorities 4] [--seed 7] [--keep DIR]

Six roll snapshots, two of each other register, CSV: about 650,000 rows at 50,000 children. What is timed are the
commands as a user runs them, each in a process of its own. The figures of the last full run stand in
docs/measurements.md.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ONROLL = Path(sys.executable).with_name("onroll")


def timed(*words: str) -> tuple[dict[str, Any], float, float, float]:
    """Run one command; return its summary, wall seconds, processor seconds, and peak memory in GB."""
    started = time.monotonic()
    process = subprocess.Popen([str(ONROLL), *words, "--json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    output = process.stdout.read() if process.stdout else b""
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - started
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"onroll {' '.join(words)} failed")
    return json.loads(output), wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e6


def next_daily_delivery(package: Path, into: Path) -> tuple[Path, str, str]:
    """Return a roll for the day after the newest one of the first authority, with 1 in 200 pupils gone and 1 in 500 renamed."""
    resources = json.loads((package / "datapackage.json").read_text())["resources"]
    rolls = [each for each in resources if each["register"] == "school_roll" and len(each["supplier"]) == 3]
    supplier = min(each["supplier"] for each in rolls)
    newest = max((each for each in rolls if each["supplier"] == supplier), key=lambda each: each["as_at"])
    day = date.fromisoformat(newest["as_at"]) + timedelta(days=1)
    target = into / "next.csv"
    with (package / newest["path"]).open(encoding="utf-8", newline="") as source, target.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictReader(source)
        writer = csv.DictWriter(file, rows.fieldnames or [], lineterminator="\n")
        writer.writeheader()
        for number, row in enumerate(rows):
            if number % 200 == 7:
                continue
            if number % 500 == 11:
                row["surname"] += "e"
            writer.writerow(row)
    return target, supplier, day.isoformat()


def main() -> None:
    """Make the world, time the commands, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=50_000)
    parser.add_argument("--authorities", type=int, default=4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.keep) as beside:
        world, home = Path(beside) / "world", str(Path(beside) / "home")
        size = ["--children", str(chosen.children), "--authorities", str(chosen.authorities), "--seed", str(chosen.seed)]
        subprocess.run([ONROLL, "synth", *size, "-o", world], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        print(f"{' '.join(size)}, {os.cpu_count()} processors, {date.today()}")
        print(f"{'':<22}{'wall s':>8}{'cpu s':>8}{'peak GB':>9}")
        first = line("", ["ingest", str(world / "package")], home) + line("", ["run"], home)
        print(f"{'files to findings':<22}{first:>8.1f}{'':17}  goal: under 90 s and 3 GB")
        file, supplier, day = next_daily_delivery(world / "package", Path(beside))
        described = ["--register", "school_roll", "--supplier", supplier, "--as-at", day]
        following = line("next day: ", ["ingest", str(file), *described], home) + line("next day: ", ["run"], home)
        print(f"{'next day in all':<22}{following:>8.1f}{'':17}  goal: under 15 s")


def line(when: str, words: list[str], home: str) -> float:
    """Time one command, print its line, and return its wall seconds."""
    summary, wall, cpu, memory = timed(*words, "--home", home)
    if "files" in summary:
        note = f"{sum(each['read'] for each in summary['files']):,} rows in {len(summary['files'])} files"
    else:
        note = ", ".join(f"{name} {seconds:g} s" for name, seconds in summary["seconds"].items())
    print(f"{when + words[0]:<22}{wall:>8.1f}{cpu:>8.1f}{memory:>9.2f}  {note}", flush=True)
    return wall


if __name__ == "__main__":
    main()

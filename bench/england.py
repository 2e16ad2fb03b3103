"""The whole line for a made-up country, first load: `python bench/england.py --children 1000000 --place FOLDER [--keep] [--seed S]`.

Makes every register as Parquet (`england_registers.py`: two rolls, one extract of each other register), then takes them in and walks
the line by the commands themselves, each in a process of its own. Prints, station by station, the clock, the processor time of all
processes and the largest memory that all of them held together (the sum of their proportional shares, looked at every 0.2 s, or seldomer
where a look takes long). Then, against the truth, the missing that were found, false alarms, and children in pieces. Making and
judging are not counted.

Stations that run beside each other share one line. Without --keep what was made is deleted in the end; with it, the extracts are
made once, the index anew each time, and the home is left.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from threading import Event, Thread
from typing import Any

STATIONS = {  # what is timed within `onroll run`: module, function, and its name here; what is missing runs between them
    "onroll.pipeline.line:link_records": "links",
    "onroll.pipeline.line:draw_timelines": "timelines",
    "onroll.pipeline.line:gather_facts": "facts",
    "onroll.pipeline.line:find_missing": "findings",
    "onroll.pipeline.line:watch_school_practice": "school practice",
    "onroll.pipeline.line:list_contradictions": "contradictions",
    "onroll.pipeline.line:watch_transitions": "transitions",
    "onroll.pipeline.line:write_run_figures": "figures",
    "onroll.pipeline.line:measure_link_quality": "link quality",
    "onroll.cli.commands.run:keep_up_warning_signs": "warning signs",
}
BRIDGE = {"take_in_findings": "cases", "take_in_signals": "signals"}
GOAL_SECONDS, GOAL_GB = 900, 14
LEAST_PAUSE, PAUSE_FOR_A_LOOK = 0.2, 50
"""Seconds between two looks at least; and so many times as long as the look before took: to count the pages of ten gigabytes takes a tenth
of a second, in which what is measured stands still."""


def main() -> int:
    """Make the country where it is not there yet, run the line, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--place", type=Path, required=True)
    parser.add_argument("--memory", default="1500MB", help="What making may hold.")
    parser.add_argument("--keep", action="store_true")
    arguments = parser.parse_args()
    folder: Path = arguments.place / f"england-{arguments.children}-{arguments.seed}"
    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    make(folder, arguments)
    made = json.loads((folder / "made").read_text())
    size = sum(each.stat().st_size for each in (folder / "package").iterdir())
    print(
        f"{made['children']:,} children, {sum(made['rows'].values()):,} rows in {len(list((folder / 'package').iterdir())) - 1} files, ",
        end="",
    )
    print(f"{size / 1e6:,.0f} MB; {os.cpu_count()} processors, {date.today()}, load {os.getloadavg()[0]:.0f}")
    print(f"{'':<34}{'clock s':>9}{'cpu s':>9}{'peak GB':>9}")
    taken_in = measured(["ingest", str(folder / "package"), "--home", str(home)], folder / "ingest.log")
    walked = measured(["run", "--home", str(home)], folder / "run.log")
    clock, cpu, peak = taken_in.clock + walked.clock, taken_in.cpu + walked.cpu, max(taken_in.peak, walked.peak)
    print(f"{'whole line':<34}{clock:>9.1f}{cpu:>9.1f}{peak:>9.2f}   goal at 12,000,000: {GOAL_SECONDS} s, {GOAL_GB} GB")
    from england_truth import judged

    print(judged(folder, home).told(), flush=True)
    if arguments.keep:
        print(f"kept: the home {home}, where anything of that size can be tried (`bench/find.py --home`)")
    else:
        shutil.rmtree(folder)
    return 0


def make(folder: Path, arguments: argparse.Namespace) -> None:
    """Make the extracts, in a process of its own: what that takes is none of the line's."""
    from england_registers import make_england

    if (folder / "made").exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    process = get_context("spawn").Process(target=make_england, args=(folder, arguments.children, arguments.seed, arguments.memory))
    with watched(process.start, lambda: process.pid or 0) as watch:
        process.join()
    if process.exitcode:
        raise SystemExit(f"The extracts in {folder} could not be made.")
    print(f"making: {watch.clock:.0f} s, {watch.cpu:.0f} CPU s, peak {watch.peak:.2f} GB", flush=True)


# -- measuring --------------------------------------------------------------------------------------------------------


@dataclass
class Watch:
    """What a process and its children took. Shape  looks: moment, CPU seconds so far, gigabytes held then."""

    clock: float = 0.0
    looks: list[tuple[float, float, float]] = field(default_factory=list)

    @property
    def cpu(self) -> float:
        """CPU seconds in all."""
        return max((cpu for _, cpu, _ in self.looks), default=0.0)

    @property
    def peak(self) -> float:
        """The most that all processes held together."""
        return max((held for _, _, held in self.looks), default=0.0)

    def between(self, first: float, last: float) -> tuple[float, float]:
        """Return CPU seconds and peak between two moments."""
        within = [each for each in self.looks if first <= each[0] <= last]
        return self._cpu_at(last) - self._cpu_at(first), max((held for _, _, held in within), default=0.0)

    def _cpu_at(self, moment: float) -> float:
        before = [each for each in self.looks if each[0] <= moment]
        after = [each for each in self.looks if each[0] > moment]
        if not before or not after:
            return self.cpu if before else 0.0
        (low, cpu, _), (high, more, _) = before[-1], after[0]
        return cpu + (more - cpu) * (moment - low) / (high - low)


def measured(words: list[str], log: Path) -> Watch:
    """Run one command, and print its stations."""
    log.unlink(missing_ok=True)
    started: list[subprocess.Popen[bytes]] = []

    def start() -> None:
        command = [sys.executable, str(Path(__file__).resolve()), "--as-command", str(log), *words, "--json"]
        with log.with_suffix(".json").open("wb") as out, log.with_suffix(".err").open("wb") as err:
            started.append(subprocess.Popen(command, stdout=out, stderr=err))

    with watched(start, lambda: started[0].pid) as watch:
        _, status, usage = os.wait4(started[0].pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"onroll {' '.join(words)} failed:\n{log.with_suffix('.err').read_text()[-2000:]}")
    watch.looks.append((time.time(), max(watch.cpu, usage.ru_utime + usage.ru_stime), 0.0))
    for names, first, last in _together(log):
        cpu, peak = watch.between(first, last)
        print(
            f"  {', '.join(names):<32.32}{last - first:>9.1f}{cpu:>9.1f}{peak:>9.2f}" + (f"   {', '.join(names)}" if len(names) > 1 else "")
        )
    print(f"{'onroll ' + words[0]:<34}{watch.clock:>9.1f}{watch.cpu:>9.1f}{watch.peak:>9.2f}", flush=True)
    return watch


def _together(log: Path) -> list[tuple[list[str], float, float]]:
    """Return the stations of a log in order; those that ran beside each other as one."""
    found: list[tuple[list[str], float, float]] = []
    lines = sorted((json.loads(line) for line in log.read_text().splitlines()), key=lambda each: each["from"]) if log.exists() else []
    for each in lines:
        name = f"{each['name']} {each['to'] - each['from']:.1f} s"
        if found and each["from"] < found[-1][2]:
            names, first, last = found.pop()
            found.append(([*names, name], first, max(last, each["to"])))
        else:
            found.append(([name], each["from"], each["to"]))
    return [([names[0].rsplit(" ", 2)[0]] if len(names) == 1 else names, first, last) for names, first, last in found]


@contextmanager
def watched(start: Callable[[], Any], number: Callable[[], int]) -> Iterator[Watch]:
    """Start a process, and look at it and its children until the block ends."""
    watch, over, began = Watch(), Event(), time.monotonic()
    start()

    def look() -> None:
        pause = LEAST_PAUSE
        while not over.wait(pause):
            began = time.monotonic()
            cpu, held = _look_at(number())
            watch.looks.append((time.time(), cpu, held))
            pause = max(LEAST_PAUSE, (time.monotonic() - began) * PAUSE_FOR_A_LOOK)

    thread = Thread(target=look, daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        watch.clock = time.monotonic() - began
        over.set()
        thread.join()
        watch.looks = _smoothed(watch.looks)


def _smoothed(looks: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Return looks whose CPU seconds never fall: a process that ends between two files of one look counts twice in it, or not at all."""
    smoothed, most = [], 0.0
    for place, (moment, _, held) in enumerate(looks):
        most = max(most, median(cpu for _, cpu, _ in looks[max(0, place - 1) : place + 2]))
        smoothed.append((moment, most, held))
    return smoothed


def _look_at(root: int) -> tuple[float, float]:
    """Return the CPU seconds of a process and its children, ended ones included, and the gigabytes that they hold together."""
    parents: dict[int, int] = {}
    times: dict[int, float] = {}
    for each in os.listdir("/proc"):
        if each.isdigit():
            try:
                fields = Path(f"/proc/{each}/stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            parents[int(each)] = int(fields[1])
            times[int(each)] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    family, waiting = {root}, [root]
    while waiting:
        waiting = [each for each, parent in parents.items() if parent in waiting and each not in family]
        family.update(waiting)
    held = 0
    for number in family:
        try:
            lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        held += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return sum(times.get(each, 0.0) for each in family), held / 1e6


# -- the commands, timed ----------------------------------------------------------------------------------------------


def as_command(log: Path, words: list[str]) -> None:
    """Be `onroll`, and write down when each station began and ended."""
    from onroll.cli import casebook
    from onroll.cli.main import main as onroll

    def timed(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(work)
        def wrapped(*given: Any, **named: Any) -> Any:
            began = time.time()
            try:
                return work(*given, **named)
            finally:
                with log.open("a") as file:
                    file.write(json.dumps({"name": name, "from": began, "to": time.time()}) + "\n")

        return wrapped

    for where, name in STATIONS.items():
        module, function = where.split(":")
        there = importlib.import_module(module)
        setattr(there, function, timed(name, getattr(there, function)))
    opened = casebook.open_casebook

    def open_timed(home: Path) -> Any:
        bridge = opened(home)
        for function, name in BRIDGE.items():
            setattr(bridge, function, timed(name, getattr(bridge, function)))
        return bridge

    importlib.import_module("onroll.cli.commands.run").open_casebook = open_timed  # type: ignore[attr-defined]
    sys.argv = ["onroll", *words]
    onroll()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--as-command"]:
        as_command(Path(sys.argv[2]), sys.argv[3:])
    else:
        raise SystemExit(main())

"""Drive `onroll` as a user does: a command in a process of its own, its files, its exit status and nothing else.

The command has its program loaded already, which saves half of the time; `installed` types that which is installed.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from conformance.town import Day, Delivery, Town, World
from support.casebook_file import put_casebook_into
from support.loaded_program import PROGRAM, do


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def summary(self) -> dict[str, Any]:
        """The machine-readable summary of a command that was given --json."""
        summary: dict[str, Any] = json.loads(self.out)
        return summary


def onroll(*words: object, home: Path | None = None, json_too: bool = False, ok: bool = False, installed: bool = False) -> Said:
    """Run the command in a place of its own; with `ok` a status other than 0 fails the test."""
    command = [str(PROGRAM), *(str(word) for word in words)]
    command += ["--home", str(home)] if home is not None else []
    command += ["--json"] if json_too else []
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ONROLL", "DJANGO"))}
    if installed:
        done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=600, check=False)
    else:
        done = do(command[1:], environment, timeout=600)
    said = Said(done.returncode, done.stdout, done.stderr)
    if ok and said.status != 0:
        raise AssertionError(f"{' '.join(command)} ended with {said.status}\n{said.out[-3000:]}\n{said.err[-3000:]}")
    return said


def read_csv(path: Path) -> list[dict[str, str]]:
    """Return the rows of an export."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass
class View:
    """What the program says about a town on a day."""

    findings: list[dict[str, str]]
    children: list[dict[str, str]]
    child_of: dict[tuple[str, str, str, str], str] = field(default_factory=dict)
    finding_of: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.child_of = {(row["register"], row["supplier"], row["as_at"], row["record_id"]): row["child_id"] for row in self.children}
        self.finding_of = {row["child_id"]: row for row in self.findings}


def evidence_of(finding: dict[str, str]) -> set[tuple[str, str, str, str]]:
    """Return the rows that a finding says it rests on."""
    references = set()
    for reference in finding["evidence"].split(";"):
        register, supplier, as_at, record_id = (unquote(part) for part in reference.split(":"))
        references.add((register, supplier, as_at, record_id))
    return references


class Played:
    """A world that has been taken in; its views are computed when they are asked for."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world = world
        self.town = Town(world)
        self.home = put_casebook_into(folder / "home")
        self._folder = folder
        self._views: dict[Day, View | AssertionError] = {}
        self.town.write(folder / "package")
        onroll("ingest", folder / "package", home=self.home, ok=True)

    def view(self, on: Day) -> View:
        """Return the findings and children of a day: of the world's own from a run, of any other as exports compute them."""
        if on not in self._views:
            self._views[on] = self._look(on)
        view = self._views[on]
        if isinstance(view, AssertionError):
            raise view
        return view

    def _look(self, on: Day) -> View | AssertionError:
        try:
            if on == self.world.today:
                onroll("run", "--on", on, home=self.home, ok=True)
            return View(self._export("findings", on), self._export("children", on))
        except AssertionError as failure:
            return failure

    def _export(self, name: str, on: Day) -> list[dict[str, str]]:
        into = self._folder / f"{name}-{on}.csv"
        onroll("export", name, "--on", on, "--format", "csv", "-o", into, home=self.home, ok=True)
        return read_csv(into)

    def references_of(self, number: int, on: Day) -> dict[int, tuple[str, str, str, str]]:
        """Return the rows of one scenario that are known on that day, by their place in it, as exports name them."""
        scenario = self.world.scenarios[number]
        references: dict[int, tuple[str, str, str, str]] = {}
        for place, row in enumerate(scenario.rows):
            delivery: Delivery = row.delivery
            if delivery[2] <= on:
                references[place] = (*delivery, self.town.record_of[number, place])
        return references

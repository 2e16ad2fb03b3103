"""The index: extracts as received, and one folder of tables per run; switched whole, never edited.

    HOME/index/
      secret            random, made once: child ids follow from it and from nothing about a child
      ledger.jsonl      what became of each extract, one act a line, append-only (`ledger`)
      extracts/<id>/    source file, rows, records, quarantine, problems, manifest
      runs/<id>/        the tables of one run, and its manifest
      frozen/<id>/      the counts of a run whose rows were deleted, and its manifest
      CURRENT           the name of the run that readers see
      building/         what is being made now; swept by the next writer

An extract or a run is built under `building/` and put in place by one rename; the ledger line that makes an extract
count is written after that. A kill at any moment therefore leaves either all of it or nothing.

Source  design, sections 4 and 6.
"""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import json
import os
import re
import secrets
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from onroll.pipeline.ledger import Happened, Ledger, was_known
from onroll.pipeline.whole_files import sync_file, sync_folder, write_atomically, write_once
from onroll.pipeline.write_lock import StillHeld, held_for

RECORD_KEY_STRIDE = 1 << 32
"""A record's key is its extract's number times this, plus its line: unique in one index, and for good."""

_FILES_AT_ONCE = 8
"""Files of a run that are waited for together until the disk has them."""

ExtractState = Literal["counted", "held", "superseded", "withdrawn", "erased"]
"""`erased`: kept as long as it may be; its rows are gone, or go with the next run. It never counts again."""


class CannotUseIndex(Exception):
    """The index could not be opened or written; the sentence says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Extract:
    """One register from one supplier for one day, as received, and what became of it.

    Shape  number: 1, 2, 3 … in the order received; read = accepted + quarantined.
           partial: it speaks of its rows only, and its silence means nothing (a Common Transfer File).
           rejected: rows of the quarantine that somebody decided to leave there: the reason by line.
    """

    extract_id: str
    number: int
    register: str
    supplier: str
    as_at: date
    content_hash: str
    file_name: str
    received_at: datetime
    rows_read: int
    rows_accepted: int
    rows_quarantined: int
    warning_count: int
    partial: bool = False
    state: ExtractState
    state_because: str
    folder: Path
    rejected: Mapping[int, str] = field(default_factory=dict)

    @property
    def source_path(self) -> Path | None:
        """The file as received: `source`, with the suffix that it came with; None where it is gone."""
        return next(self.folder.glob("source*"), None)

    @property
    def records_path(self) -> Path:
        """Accepted rows in the common shape, one record a row."""
        return self.folder / "records.parquet"

    @property
    def rows_path(self) -> Path:
        """Every row as sent, text untouched."""
        return self.folder / "rows.parquet"

    @property
    def quarantine_path(self) -> Path:
        """Rows set aside."""
        return self.folder / "quarantine.parquet"

    @property
    def problems_path(self) -> Path:
        """One row per failed check."""
        return self.folder / "problems.parquet"


@dataclass(frozen=True)
class Run:
    """One published run: a folder of tables that never changes again.

    Shape  ledger_position: how many ledger events it had seen; tables: the Parquet files by name.
    """

    run_id: str
    on: date
    known_by: date | None
    made_at: datetime
    ledger_position: int
    manifest: Mapping[str, Any]
    folder: Path

    def table(self, name: str) -> Path:
        """Return the Parquet file of that table."""
        return self.folder / f"{name}.parquet"


class Index:
    """The index under one home folder.

    Reading needs no lock. Whatever writes does so inside `writing(...)`.
    """

    def __init__(self, home: Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.home = Path(home)
        self.root = self.home / "index"
        self.log = Ledger(self.root / "ledger.jsonl")
        self.clock = clock
        self._held = threading.local()

    # -- layout ---------------------------------------------------------------------------------------------------

    def create(self) -> None:
        """Make the folders and the secret, where they are not there yet."""
        for name in ("extracts", "runs", "building"):
            (self.root / name).mkdir(parents=True, exist_ok=True)
        secret = self.root / "secret"
        if not secret.exists():
            write_once(secret, secrets.token_hex(32).encode())

    @property
    def secret(self) -> bytes:
        """Return the random key from which this installation's child ids follow."""
        return bytes.fromhex((self.root / "secret").read_text().strip())

    # -- the one writer -------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def writing(self, what: str, *, wait_seconds: float = 60, say: Callable[[str], None] = lambda _: None) -> Iterator[None]:
        """Hold the index's write lock while the block runs; sweep what a killed writer left.

        A block inside another of the same thread and Index shares its lock.

        Raises  CannotUseIndex where another command still writes after wait_seconds.
        """
        if getattr(self._held, "depth", 0):
            self._held.depth += 1
            try:
                yield
            finally:
                self._held.depth -= 1
            return
        self.create()
        try:
            with held_for(
                what, self.root / "lock", wait_seconds=wait_seconds, on_wait=lambda holder: say(f"Waiting for {holder} to finish.")
            ):
                try:
                    self._sweep()
                    self._held.depth = 1
                    yield
                finally:
                    self._held.depth = 0
                    self._held.standing = None
        except StillHeld as holder:
            raise CannotUseIndex(
                f"The index is being written by {holder}, and still was after {wait_seconds:g} seconds. "
                "Try again when it has finished, or wait longer with --wait SECONDS."
            ) from None

    def _sweep(self) -> None:
        building = self.root / "building"
        for left in building.iterdir():
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)
        known = {event["extract"] for event in self.ledger() if event["kind"] == "received"}
        for folder in (self.root / "extracts").iterdir():
            if folder.name not in known:  # renamed into place, but killed before its ledger line: never counted
                shutil.rmtree(folder, ignore_errors=True)

    def building_folder(self, name: str) -> Path:
        """Return an empty folder in which to build something beside what readers see."""
        folder = self.root / "building" / f"{name}-{secrets.token_hex(4)}"
        folder.mkdir(parents=True)
        return folder

    # -- the ledger of extracts -----------------------------------------------------------------------------------

    def ledger(self, *, known_by: date | None = None) -> list[Happened]:
        """Return the events in order; with known_by, those that were known at the end of that day.

        Raises  CannotReadLedger.
        """
        standing = self._standing_in_writing()
        if standing is not None:
            return list(itertools.takewhile(lambda event: was_known(event, known_by), standing.events))
        return list(self.log.events(known_by=known_by))

    def _standing_in_writing(self) -> _Standing | None:
        """Return what the ledger says, replayed once: while this thread holds the lock, only it adds to the ledger."""
        if not getattr(self._held, "depth", 0):
            return None
        standing: _Standing | None = getattr(self._held, "standing", None)
        if standing is None:
            standing = self._held.standing = self._replayed(self.log.events())
        return standing

    def append_to_ledger(self, **event: Any) -> None:
        """Add one event, and have it on disk before returning; or inside `together`, with the others. Only inside `writing`."""
        standing, act = self._standing_in_writing(), getattr(self._held, "act", None)
        self._held.standing = None  # where the write fails half-way, the file itself is asked again
        at = self.clock().isoformat()
        if act is None:
            written = self.log.append(at, event)[0]
        else:
            act.append(json.loads(json.dumps(event, default=str)))
            written = {"at": at, **act[-1]}
        if standing is not None:
            self._replay(written, standing)
            self._held.standing = standing

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Have what the block adds to the ledger be one act: all of it counts, or nothing does. Only inside `writing`.

        Inside the block what was added stands already. A kill in it leaves folders that no line names, for the next writer to sweep.
        """
        act: list[dict[str, Any]] = []
        self._held.act = act
        try:
            yield
        except BaseException:
            for event in act:
                if event["kind"] == "received":
                    shutil.rmtree(self.root / "extracts" / event["extract"], ignore_errors=True)
            raise
        else:
            if act:
                self.log.append(self.clock().isoformat(), *act)
        finally:
            self._held.act = None
            self._held.standing = None  # each event has the moment of the act, and stands as the file has it

    def ledger_position(self) -> int:
        """Return how many events there are."""
        return len(self.ledger())

    def next_extract_number(self) -> int:
        """Return the number that the next extract gets."""
        return 1 + len([event for event in self.ledger() if event["kind"] == "received"])

    def publish_extract(
        self,
        built: Path,
        manifest: Mapping[str, Any],
        *,
        state: ExtractState = "counted",
        because: str = "",
        supersedes: tuple[str, ...] = (),
    ) -> Extract:
        """Put a built extract in place and make it count (or hold it), in one step. Only inside `writing`.

        Shape  manifest: extract_id, number, register, supplier, as_at, content_hash, file_name, rows_read,
               rows_accepted, rows_quarantined, warning_count, partial, and whatever else is worth keeping.
        """
        write_atomically(built / "manifest.json", json.dumps(dict(manifest), default=str, ensure_ascii=False, indent=1).encode())
        target = self.root / "extracts" / str(manifest["extract_id"])
        os.replace(built, target)
        sync_folder(target.parent)
        self.append_to_ledger(
            kind="received",
            extract=manifest["extract_id"],
            state=state,
            because=because,
            supersedes=list(supersedes),
            manifest={name: manifest[name] for name in sorted(_MANIFEST_FIELDS) if name in manifest},
        )
        return self.extract(str(manifest["extract_id"]))

    def change_extract(
        self,
        extract_id: str,
        *,
        state: ExtractState,
        because: str,
        supersedes: tuple[str, ...] = (),
        restores: Mapping[str, ExtractState] | None = None,
        rejects: Mapping[int, str] | None = None,
    ) -> Extract:
        """Record what became of an extract, or of rows of it: let in, withdrawn, superseded, rejected. Only inside `writing`.

        Shape  restores: extracts that it had replaced and that stand again, by the state that they go back to.
               rejects: lines of the quarantine that stay there, with the reason.
        """
        self.append_to_ledger(
            kind="changed",
            extract=extract_id,
            state=state,
            because=because,
            supersedes=list(supersedes),
            restores=dict(restores or {}),
            **({"rejects": {str(line): why for line, why in rejects.items()}} if rejects else {}),
        )
        return self.extract(extract_id)

    def extracts(self, *, known_by: date | None = None) -> list[Extract]:
        """Return every extract ever received, in order, each with its state (as known by that day)."""
        standing = self._standing_in_writing() if known_by is None else None
        found = (standing or self._replayed(self.log.events(known_by=known_by))).extracts
        return list((found if known_by is None else self._without_erased(found)).values())

    def _without_erased(self, then: Mapping[str, Extract]) -> dict[str, Extract]:
        """Return extracts as known on a past day; what was erased since cannot be read again, whatever was known."""
        now = {each.extract_id: each for each in self.extracts()}
        return {name: now[name] if now[name].state == "erased" else each for name, each in then.items()}

    def _replayed(self, events: Iterable[Happened]) -> _Standing:
        standing = _Standing([], {})
        for event in events:
            self._replay(event, standing)
        return standing

    def _replay(self, event: Happened, standing: _Standing) -> None:
        extracts = standing.extracts
        name, because = event["extract"], event.get("because", "")
        if event["kind"] == "received":
            extracts[name] = self._extract_of(event)
        else:
            rejected = {**extracts[name].rejected, **{int(line): why for line, why in event.get("rejects", {}).items()}}
            extracts[name] = dataclasses.replace(extracts[name], state=event["state"], state_because=because, rejected=rejected)
        for other in event.get("supersedes", ()):
            extracts[other] = dataclasses.replace(extracts[other], state="superseded", state_because=f"replaced by {name}")
        for other, restored in event.get("restores", {}).items():
            because = f"stands again: {name} is {event['state']}"
            extracts[other] = dataclasses.replace(extracts[other], state=restored, state_because=because)
        standing.events.append(event)

    def extract(self, extract_id: str) -> Extract:
        """Return one extract.

        Raises  CannotUseIndex where there is none of that id.
        """
        for extract in self.extracts():
            if extract.extract_id == extract_id:
                return extract
        raise CannotUseIndex(f"There is no extract {extract_id!r}. `onroll check` lists those there are.")

    def counted_extracts(self, on: date, *, known_by: date | None = None) -> list[Extract]:
        """Return the extracts that count on a day: let in, not replaced or withdrawn, and dated no later."""
        return [each for each in self.extracts(known_by=known_by) if each.state == "counted" and each.as_at <= on]

    def _extract_of(self, event: Happened) -> Extract:
        manifest = dict(event["manifest"])
        return Extract(
            **manifest | {"as_at": date.fromisoformat(manifest["as_at"])},
            received_at=datetime.fromisoformat(event["at"]),
            state=event["state"],
            state_because=event.get("because", ""),
            folder=self.root / "extracts" / event["extract"],
        )

    # -- runs -----------------------------------------------------------------------------------------------------

    def publish_run(self, built: Path, *, on: date, known_by: date | None, ledger_position: int, manifest: Mapping[str, Any]) -> Run:
        """Put a built run in place, beside the one that readers see (`switch_to`). Only inside `writing`."""
        run_id = self.next_run_id(on)
        whole = {
            **manifest,
            "run_id": run_id,
            "on": on.isoformat(),
            "known_by": known_by.isoformat() if known_by else None,
            "made_at": self.clock().isoformat(),
            "ledger_position": ledger_position,
        }
        write_atomically(built / "manifest.json", json.dumps(whole, default=str, ensure_ascii=False, indent=1).encode())
        with ThreadPoolExecutor(_FILES_AT_ONCE) as beside:
            list(beside.map(sync_file, built.iterdir()))
        target = self.root / "runs" / run_id
        os.replace(built, target)
        sync_folder(target.parent)
        return self.run(run_id)

    @property
    def frozen_folder(self) -> Path:
        """Where the counts of runs stand whose rows were deleted."""
        return self.root / "frozen"

    def next_run_id(self, on: date) -> str:
        """Return the name that the next run gets: a number is never given twice, not even after a run was frozen."""
        serial = 1 + max((_serial(name) for folder in ("runs", "frozen") for name in _run_names(self.root / folder)), default=0)
        return f"{on.isoformat()}-{serial:05d}"

    def switch_to(self, run: Run) -> None:
        """Let readers see that run from now on. Only inside `writing`."""
        present = self.current_run()
        if present is None or present.run_id != run.run_id:
            write_atomically(self.root / "CURRENT", (run.run_id + "\n").encode())

    def runs(self) -> list[Run]:
        """Return every published run, oldest first."""
        return [self.run(name) for name in _run_names(self.root / "runs")]

    def frozen_runs(self) -> list[Run]:
        """Return every run of which only the counts are left, oldest first."""
        return [self._run_in(self.frozen_folder / name) for name in _run_names(self.frozen_folder)]

    def run(self, run_id: str) -> Run:
        """Return one run."""
        return self._run_in(self.root / "runs" / run_id)

    def _run_in(self, folder: Path) -> Run:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        return Run(
            run_id=folder.name,
            on=date.fromisoformat(manifest["on"]),
            known_by=date.fromisoformat(manifest["known_by"]) if manifest["known_by"] else None,
            made_at=datetime.fromisoformat(manifest["made_at"]),
            ledger_position=manifest["ledger_position"],
            manifest=manifest,
            folder=folder,
        )

    def current_run(self) -> Run | None:
        """Return the run that readers see, if there has been one."""
        path = self.root / "CURRENT"
        return self.run(path.read_text().strip()) if path.exists() else None


@dataclass(frozen=True)
class _Standing:
    """The ledger's events so far, and what stands after them."""

    events: list[Happened]
    extracts: dict[str, Extract]


def _run_names(folder: Path) -> list[str]:
    """Return the names of the runs in a folder, the oldest first."""
    if not folder.exists():
        return []
    return sorted((each.name for each in folder.iterdir() if re.fullmatch(r"\d{4}-\d\d-\d\d-\d{5}", each.name)), key=_serial)


def _serial(run_name: str) -> int:
    return int(run_name.rsplit("-", 1)[1])


_MANIFEST_FIELDS = frozenset(field.name for field in dataclasses.fields(Extract)) - {"received_at", "state", "state_because", "folder"}

"""The ledger: what became of each extract, one act a line, only ever added to.

Most acts are one event. Where one act is several (a withdrawal, after which later files are read anew), they stand in one line together:
either all of them happened, or none did.

A line counts once its end is there: a writer that was killed leaves at most a torn last line, which never counted and which the next
writer cuts off. A whole line that cannot be read is another matter: what follows it counts, so whoever read only what stands before it
would take extracts for never received, and sweep them away. Then nobody reads or writes until it is mended.

Source  design, section 4; docs/decisions/0002.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from onroll.core.country_days import known_on
from onroll.pipeline.whole_files import sync_folder

Happened = Mapping[str, Any]
"""One event as its line has it. Shape  at: the moment, ISO; kind; extract; and what belongs to the kind."""

TOGETHER = "together"
"""The kind of a line that holds several events of one act. Shape  at; events: each without its moment, which is the line's."""


class CannotReadLedger(ValueError):
    """A line of the ledger is not as it was written; the sentence says which, and what to do."""


class Ledger:
    """The ledger in one file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def lines(self) -> list[bytes]:
        """Return the whole lines, without their ends."""
        if not self.path.exists():
            return []
        return self.path.read_bytes().split(b"\n")[:-1]  # behind the last end stands nothing, or what a killed writer left

    def events(self, *, known_by: date | None = None) -> Iterator[Happened]:
        """Yield the events in order; with known_by, those that were known at the end of that day.

        Raises  CannotReadLedger.
        """
        for number, line in enumerate(self.lines(), start=1):
            try:
                events = _events_of(line)
                known = was_known(events[0], known_by)
            except (ValueError, KeyError, TypeError, IndexError, AttributeError):
                raise CannotReadLedger(
                    f"Line {number} of {self.path} is not as it was written, and what follows it would be lost. Nothing was changed. "
                    "Put the file back from a backup, or ask for help before any other command."
                ) from None
            if not known:
                return
            yield from events

    def first_lines(self, position: int) -> list[bytes]:
        """Return the lines that hold so many events from the first on."""
        found: list[bytes] = []
        held = 0
        for line in self.lines():
            if held >= position:
                break
            found.append(line)
            held += len(_events_of(line))
        return found

    def append(self, at: str, *events: Mapping[str, Any]) -> list[Happened]:
        """Add the events of one act as one line, and have it on disk before returning them as they will be read.

        Shape  at: the moment of the act; events: at least one, without their moment.
        """
        act = {"at": at, **events[0]} if len(events) == 1 else {"at": at, "kind": TOGETHER, "events": events}
        line = json.dumps(act, ensure_ascii=False, default=str).encode()
        is_new = not self.path.exists()
        self._drop_torn_end()
        with open(self.path, "ab") as file:
            file.write(line + b"\n")
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            sync_folder(self.path.parent)
        return _events_of(line)

    def _drop_torn_end(self) -> None:
        """Cut off what a killed writer left behind the last whole line."""
        if not self.path.exists():
            return
        with self.path.open("rb+") as file:
            size = file.seek(0, os.SEEK_END)
            if size == 0:
                return
            file.seek(size - 1)
            if file.read(1) != b"\n":
                file.seek(0)
                file.truncate(file.read().rfind(b"\n") + 1)


def _events_of(line: bytes) -> list[Happened]:
    """Return the events that a line holds.

    Raises  ValueError, KeyError, TypeError, IndexError where it is not as we write it.
    """
    act = json.loads(line)
    return [{"at": act["at"], **event} for event in act["events"]] if act.get("kind") == TOGETHER else [act]


def was_known(event: Happened, known_by: date | None) -> bool:
    """Whether an event was known at the end of a day in London; every one, where no day is asked for."""
    happened_on = known_on(datetime.fromisoformat(event["at"]))
    return known_by is None or happened_on <= known_by

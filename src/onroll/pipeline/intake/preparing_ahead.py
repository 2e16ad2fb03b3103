"""Prepare the next files of a package in two processes, while this one puts the former ones in place.

What comes out is what one process would have made: a file is put in place in its turn, and only if what it was prepared
against still stands then: the number that it gets, its supplier's extracts of that register, and the establishments.
Where any of it is another by then, or a process died, the file is taken in here as any other.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path

from onroll.pipeline.index import Extract, Index
from onroll.pipeline.intake.limited_process import many_limited
from onroll.pipeline.intake.preparation import Claim, Prepared, Received, receive, what_matters_to
from onroll.pipeline.intake.publishing import publish_or_refuse
from onroll.pipeline.intake.readers import CannotReadFile
from onroll.pipeline.intake.readers.source_file import open_source
from onroll.pipeline.intake.reports import FileReport
from onroll.pipeline.intake.taking_in import known_already, take_in_claimed

WORTH_BYTES = 8 << 20
"""Where a package's files are smaller together, starting the processes takes longer than they save."""

PROCESSES = 2
MOST_AHEAD = 16

_CHILD = "from onroll.pipeline.intake.preparation_process import main; main()"


@dataclass(frozen=True, kw_only=True)
class Job:
    """What a process is asked to do; it answers with what it prepared, with a refusal, or with nothing where it failed."""

    home: Path
    now: datetime
    folder: Path
    claim: Claim
    received: Received
    extracts: list[Extract]
    number: int
    allow_empty: bool


Answer = Prepared | str | None


@dataclass
class _File:
    path: Path
    claim: Claim
    job: Job | None = None
    answer: Answer = None
    answered: bool = False
    gets_a_number: bool = True


@dataclass
class _Process:
    child: subprocess.Popen[bytes]
    connection: Connection
    busy_with: _File | None = None


@dataclass
class PreparingAhead:
    """The files of a package, in the order in which they are put in place. Only inside `writing`."""

    index: Index
    files: list[_File]
    allow_empty: bool
    _next: int = 0
    _processes: list[_Process] = field(default_factory=list)
    _may_start: int = PROCESSES

    def take_in_next(self, *, accept: str | None = None) -> FileReport:
        """Take the next file in, and return what became of it."""
        file = self.files[self._next]
        answer = self._answer_for(file)
        self._next += 1
        job = file.job
        try:
            if job is not None and answer is not None and self._still_stands(file.claim, job):
                return publish_or_refuse(self.index, answer, file.path, file.claim, accept=accept)
        finally:
            if job is not None:
                shutil.rmtree(job.folder, ignore_errors=True)
        return take_in_claimed(self.index, file.path, file.claim, allow_empty=self.allow_empty, accept=accept)

    def _still_stands(self, claim: Claim, job: Job) -> bool:
        return job.number == self.index.next_extract_number() and job.extracts == what_matters_to(claim, self.index.extracts())

    def _answer_for(self, file: _File) -> Answer:
        while not file.answered:
            self._hand_out()
            busy = {process.connection: process for process in self._processes if process.busy_with}
            if file.answered or not busy:
                break
            for ready in wait(list(busy)):
                self._hear(busy[ready])  # type: ignore[index]
        return file.answer

    def _hear(self, process: _Process) -> None:
        file, process.busy_with = process.busy_with, None
        assert file is not None
        file.answered = True
        try:
            file.answer = process.connection.recv()
        except (EOFError, OSError):  # it died; this process does its work
            self._processes.remove(process)
            _end(process)

    def _hand_out(self) -> None:
        """Give the idle processes the next files that nothing unfinished matters to."""
        before: list[_File] = []
        for file in self.files[self._next : self._next + MOST_AHEAD]:
            if file.job is None and not file.answered and not any(_matters(each.claim, file.claim) for each in before):
                process = self._idle()
                if process is None:
                    return
                number = self.index.next_extract_number() + sum(each.gets_a_number for each in before)
                self._begin(file, process, number)
            before.append(file)

    def _idle(self) -> _Process | None:
        for process in self._processes:
            if process.busy_with is None:
                return process
        if self._may_start:
            self._may_start -= 1
            self._processes.append(_start())
            return self._processes[-1]
        return None

    def _begin(self, file: _File, process: _Process, number: int) -> None:
        """Copy a file, and have a process prepare it; one that is known, or no plain table, waits for its turn here."""
        folder = self.index.building_folder("extract")
        try:
            received = receive(open_source(file.path), folder)
            known = known_already(self.index, file.claim, received) is not None
        except CannotReadFile:
            known, received = True, None
        if known or received is None or received.format == "ctf":
            shutil.rmtree(folder, ignore_errors=True)
            file.answered, file.gets_a_number = True, not known
            return
        file.job = Job(
            home=self.index.home,
            now=self.index.clock(),
            folder=folder,
            claim=file.claim,
            received=received,
            extracts=what_matters_to(file.claim, self.index.extracts()),
            number=number,
            allow_empty=self.allow_empty,
        )
        process.busy_with = file
        with contextlib.suppress(OSError):  # where it has died, hearing from it tells
            process.connection.send(file.job)

    def end(self) -> None:
        """End the processes, and leave nothing half-done behind."""
        for process in self._processes:
            _end(process)
        for file in self.files[self._next :]:
            if file.job is not None:
                shutil.rmtree(file.job.folder, ignore_errors=True)


@contextlib.contextmanager
def preparing_ahead(index: Index, files: Sequence[tuple[Path, Claim]], *, allow_empty: bool) -> Iterator[PreparingAhead]:
    """Have the files prepared ahead while the block runs, where there are enough of them to be worth it."""
    worth = len(os.sched_getaffinity(0)) > 1 and _bytes_of(files) >= WORTH_BYTES and len(files) > PROCESSES
    ahead = PreparingAhead(index, [_File(path, claim, answered=not worth) for path, claim in files], allow_empty)
    try:
        with many_limited():
            yield ahead
    finally:
        ahead.end()


def _matters(earlier: Claim, later: Claim) -> bool:
    """Return whether the later file is prepared against what becomes of the earlier one."""
    return earlier.register.name == "establishments" or (earlier.register, earlier.supplier) == (later.register, later.supplier)


def _bytes_of(files: Sequence[tuple[Path, Claim]]) -> int:
    total = 0
    for path, _ in files:
        with contextlib.suppress(OSError):
            total += os.lstat(path).st_size
    return total


def _start() -> _Process:
    ours, theirs = Pipe()
    with theirs:
        child = subprocess.Popen(
            [sys.executable, "-P", "-c", _CHILD, str(theirs.fileno()), str(os.getpid())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
    return _Process(child, ours)


def _end(process: _Process) -> None:
    process.child.kill()
    process.child.wait()
    process.connection.close()

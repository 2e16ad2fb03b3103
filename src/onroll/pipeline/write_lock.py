"""One writer at a time: a lock file that says who holds it, and is free again when its holder is killed.

Source  flock(2): the lock belongs to the open file, and the kernel lets it go when the process ends.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

_SECONDS_BETWEEN_LOOKS = 0.1


class StillHeld(Exception):
    """Another process held the lock to the end of the waiting; the text says which command."""


@contextlib.contextmanager
def held_for(what: str, path: Path, *, wait_seconds: float, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of a file while the block runs; the file says for which command, and is empty again afterwards.

    Shape   on_wait: told once who holds the lock, where it is not free at once.
    Raises  StillHeld after wait_seconds.
    """
    with open(path, "a+", encoding="utf-8") as lock:
        _wait_for(lock, wait_seconds, on_wait)
        _write(lock, f"{what} (process {os.getpid()})")
        try:
            yield
        finally:
            _write(lock, "")
            fcntl.flock(lock, fcntl.LOCK_UN)


def _wait_for(lock: TextIO, wait_seconds: float, on_wait: Callable[[str], None]) -> None:
    deadline = time.monotonic() + wait_seconds
    told = False
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            holder = lock.read().strip() or "another command"
            if time.monotonic() >= deadline:
                raise StillHeld(holder) from None
            if not told:
                on_wait(holder)
                told = True
            time.sleep(_SECONDS_BETWEEN_LOOKS)


def _write(lock: TextIO, holder: str) -> None:
    lock.seek(0)
    lock.truncate()
    lock.write(holder)
    lock.flush()

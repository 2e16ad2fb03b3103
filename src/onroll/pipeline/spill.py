"""Where engines spill what memory does not hold: a folder of each process, closed to everybody else, and none of one that is gone.

What is spilled are names and addresses. A process that ends takes its folder along; that of one that was killed goes as the next begins.
"""

from __future__ import annotations

import atexit
import fcntl
import itertools
import os
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO

_PREFIX, _LOCK = "onroll-spill-", "held"
_ENGINES = itertools.count()


def spill_folder() -> Path:
    """Return where one more of this process's engines may spill: it makes that folder when it must, and removes it when it closes."""
    own = _own(os.getpid())
    own.mkdir(mode=0o700, exist_ok=True)  # a machine may tidy its temporary files while a server runs
    return own / str(next(_ENGINES))


@cache
def _own(process: int) -> Path:
    _forget_the_dead()
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))  # for its owner alone
        held = _locked(folder / _LOCK, new=True)
        if held is not None and folder.exists():
            break
    atexit.register(_forget, folder, process, held)  # which keeps it open, and so locked, until the process ends
    return folder


def _locked(file: Path, *, new: bool = False) -> IO[bytes] | None:
    """Return the file, locked for as long as it is open; None where somebody holds it, or it is another's or gone."""
    with suppress(OSError):
        held = file.open("wb" if new else "r+b")
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            held.close()
            return None
        return held
    return None


def _forget_the_dead() -> None:
    """Remove the folders that no process holds any more."""
    for file in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_LOCK}"):
        held = _locked(file)
        if held is not None:
            shutil.rmtree(file.parent, ignore_errors=True)
            held.close()


def _forget(folder: Path, process: int, held: IO[bytes]) -> None:
    if os.getpid() == process:  # a forked process ends with its parent's list of what is to be done
        shutil.rmtree(folder, ignore_errors=True)
    held.close()

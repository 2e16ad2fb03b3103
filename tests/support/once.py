"""What is dear to make is made once per run of the tests, whichever process needs it first; the others wait, then copy or read it."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

SHARED = "ONROLL_TESTS_SHARED"
"""The environment variable that names the folder which all processes of one run share; `tests/conftest.py` makes it and removes it."""


def share_a_folder() -> Callable[[], None]:
    """Make the shared folder of this run, unless a parent process has; return what removes it."""
    if os.environ.get(SHARED):
        return lambda: None
    folder = tempfile.mkdtemp(prefix="onroll-tests-shared-")
    os.environ[SHARED] = folder

    def remove() -> None:
        os.environ.pop(SHARED, None)
        shutil.rmtree(folder, ignore_errors=True)

    return remove


def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder of that name, which `make` fills the first time that any process of this run asks for it.

    Whoever wants to change something in it copies it first. What fails is tried again by the next who asks.
    """
    shared = Path(os.environ[SHARED])
    made = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            part = shared / f"{name}.part"
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
            make(part)
            part.rename(made)
    return made

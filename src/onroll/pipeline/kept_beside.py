"""Files that follow from a run's tables, kept beside them: made by whoever opens the run first, and shared by all processes.

They lie in the run's own folder, and go with it. No backup holds them: they are made again. A folder of them is made under another
name, by one process at a time, and put in place by one rename, so that it is whole or not there.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from onroll.pipeline.child_processes import CouldNotWorkApart, apart
from onroll.pipeline.index import Run
from onroll.pipeline.whole_files import sync_file, sync_folder

KINDS = ("search", "tables")
"""Each folder's name begins with one of these, then its version: another version of the engine may make other hashes."""


def is_kept_beside(path: Path) -> bool:
    """Whether a file of a run is one of these, whole or half written."""
    return path.parent.name.lstrip(".").split("-")[0] in KINDS


def kept_beside(run: Run, name: str, make: Callable[..., None], *given: Any) -> Path | None:
    """Return the folder of that name, made first where it is not there; None where it cannot be made: then each process does without.

    Shape  make: a function of a module, called with the folder to fill and what is given; in a process of its own, for it needs memory
    that a server would not give back.
    """
    folder = run.folder / name
    if not folder.exists():
        try:
            with _alone(folder):
                if not folder.exists():
                    _make(folder, make, given)
        except (
            OSError,
            CouldNotWorkApart,
            duckdb.IOException,
            duckdb.OutOfMemoryException,
        ):  # the home can only be read, or the disk is full
            return folder if folder.exists() else None
    return folder


def forget_kept(run: Run) -> None:
    """Remove what is kept beside a run: whoever opens it once more makes it again."""
    for kind in KINDS:
        for folder in run.folder.glob(f"{kind}-*"):
            shutil.rmtree(folder, ignore_errors=True)


def _make(folder: Path, make: Callable[..., None], given: tuple[Any, ...]) -> None:
    beside = folder.with_name(f".{folder.name}-{secrets.token_hex(4)}")
    beside.mkdir()
    try:
        apart(make, beside, *given)
        for file in beside.iterdir():
            sync_file(file)
        os.replace(beside, folder)
        sync_folder(folder.parent)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time make a folder; what was left by one who was killed, or by another version, is taken away."""
    kind = folder.name.split("-")[0]
    with (folder.parent / f".{kind}-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in (*folder.parent.glob(f".{kind}-*-*"), *folder.parent.glob(f"{kind}-*")):
            if left != folder and left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
        yield

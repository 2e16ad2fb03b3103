"""A process that works for another ends with it, however that one ends: nobody is left to whom it could answer.

What needs much memory for a moment is worked out in such a process: a server would keep the memory for as long as it runs.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def end_with(parent: int) -> bool:
    """Have this process end with the one that began it; return whether that one is still there. Shape  parent: its number."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    return os.getppid() == parent


_one_at_a_time = threading.Lock()
_ANSWERS = "from onroll.pipeline.child_processes import answer; answer()"


class CouldNotWorkApart(Exception):
    """The process that was to work something out ended without an answer."""


def apart(work: Callable[..., T], *given: Any) -> T:
    """Return what a function of a module returns, worked out in a process of its own that ends with it; one at a time.

    Raises  whatever the function raises; CouldNotWorkApart.
    """
    command = [sys.executable, "-P", "-c", _ANSWERS, str(os.getpid())]
    with _one_at_a_time, subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        said, _ = process.communicate(pickle.dumps((work, given)))
    try:
        worked, found = pickle.loads(said)
    except (EOFError, pickle.UnpicklingError) as wrong:
        raise CouldNotWorkApart(f"Working out ended with {process.returncode}, without an answer.") from wrong
    if not worked:
        raise found
    return found  # type: ignore[no-any-return]


def answer() -> None:
    """Work out what the process that began this one asks, and answer it."""
    if not end_with(int(sys.argv[1])):
        return
    out = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints is no part of the answer
    work, given = pickle.load(sys.stdin.buffer)
    try:
        said = True, work(*given)
    except Exception as wrong:
        said = False, wrong
    with os.fdopen(out, "wb") as answers:
        pickle.dump(said, answers)

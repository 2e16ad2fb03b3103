"""A process that works for another ends with it, however that one ends: nobody is left to whom it could answer."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def end_with(parent: int) -> bool:
    """Have this process end with the one that began it; return whether that one is still there. Shape  parent: its number."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    return os.getppid() == parent

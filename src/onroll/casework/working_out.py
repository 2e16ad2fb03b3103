"""Figures that take longer than a page may: worked out once beside the pages, and kept for as long as they hold.

A page waits for a moment; what is not there by then is still being worked out, and the page says so and asks again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.db import connections

T = TypeVar("T")

PATIENCE = 0.1
"""How long a page waits. Units  seconds."""

MOST_KEPT = 600
"""Of 150 authorities four each: a figure that gives way to another authority’s would be worked out again at its next look."""
BESIDE = "onroll-warm-up"
"""The name of threads that a worker does not wait for when it leaves: `config.serve`."""

_kept: OrderedDict[Hashable, Any] = OrderedDict()
_going: dict[Hashable, threading.Event] = {}
_failed: dict[Hashable, BaseException] = {}
_lock = threading.Lock()


class StillBeingWorkedOut(Exception):
    """The figures are not there yet; ask again in some seconds."""


def worked_out(key: Hashable, make: Callable[[], T], *, patience: float | None = None) -> T:
    """Return what `make` makes, made once for each key. Shape  key: says everything that the result depends on.

    Raises  StillBeingWorkedOut; and whatever `make` raises, once.
    """
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            found: T = _kept[key]
            return found
        if key in _failed:  # told to whoever asks next; after that it is tried again
            raise _failed.pop(key)
        done = _going.get(key)
        if done is None:
            done = _going[key] = threading.Event()
            threading.Thread(target=_make, args=(key, make, done), name=BESIDE, daemon=True).start()
    if not done.wait(PATIENCE if patience is None else patience):
        raise StillBeingWorkedOut("These figures are being worked out.")
    with _lock:
        if key in _failed:
            raise _failed.pop(key)
        if key not in _kept:  # another who waited was told the failure, or others have taken its room since
            raise StillBeingWorkedOut("These figures are being worked out.")
        result: T = _kept[key]
        return result


def _make(key: Hashable, make: Callable[[], Any], done: threading.Event) -> None:
    try:
        result = make()
        with _lock:
            _kept[key] = result
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
    except BaseException as wrong:
        with _lock:
            _failed[key] = wrong
    finally:
        connections.close_all()  # this thread's own
        with _lock:
            _going.pop(key, None)
        done.set()

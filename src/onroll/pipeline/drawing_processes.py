"""Two processes that draw timelines, or settle groups of clusters: begun early, they are ready when there is something to do, and die with
the one that began them."""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import AbstractContextManager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from onroll.pipeline.child_processes import end_with

PROCESSES = 2


class DrawingProcesses(AbstractContextManager["DrawingProcesses"]):
    """Draws parts in processes of their own, and hands them back in the order in which they were given."""

    def __init__(self) -> None:
        """Promise processes; none is begun before it is wanted."""
        self._pool: ProcessPoolExecutor | None = None

    def begin(self, draw: Callable[..., Any]) -> None:
        """Begin the processes, once: to load what they draw with takes them a second, in which there is much else to do."""
        if self._pool is not None:
            return
        pool = self._begun()
        for _process in range(PROCESSES):
            pool.submit(_know, draw)

    def drawn(self, draw: Callable[..., Any], world: Any, parts: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
        """Yield `draw(world, *part)` of each part, in order; few parts are held at a time."""
        # The world goes over by a file: through the pipe of a process that died while starting, it would be waited for without end.
        with tempfile.TemporaryDirectory(prefix="onroll-world-") as beside:
            kept = Path(beside) / "world"
            kept.write_bytes(pickle.dumps(world))
            waiting: list[Future[Any]] = []
            for part in parts:
                waiting.append(self._begun().submit(_draw, draw, kept, part))
                if len(waiting) > PROCESSES:
                    yield waiting.pop(0).result()
            for each in waiting:
                yield each.result()

    def __exit__(self, *_why: object) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _begun(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                PROCESSES, mp_context=get_context("spawn"), initializer=_die_with_parent, initargs=(os.getpid(),)
            )
        return self._pool


_known: dict[Path, Any] = {}


def _draw(draw: Callable[..., Any], kept: Path, part: tuple[Any, ...]) -> Any:
    if kept not in _known:
        _known.clear()
        _known[kept] = pickle.loads(kept.read_bytes())
    return draw(_known[kept], *part)


def _know(_draw: Callable[..., Any]) -> None:
    """Do nothing: to be given a function is to have imported it."""


def _die_with_parent(parent: int) -> None:
    if not end_with(parent):
        os._exit(1)

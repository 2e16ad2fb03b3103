"""A worker whose first request waits for a large run is not taken for one that hangs."""

from __future__ import annotations

import threading

from onroll.config.serve import _say_that_it_lives


class Worker:
    def __init__(self, loaded: threading.Event, after: int) -> None:
        self.said, self.loaded, self.after = 0, loaded, after

    def notify(self) -> None:
        self.said += 1
        if self.said == self.after:
            self.loaded.set()


def test_a_worker_says_that_it_lives_until_its_tables_are_loaded() -> None:
    loaded = threading.Event()
    worker = Worker(loaded, after=3)
    _say_that_it_lives(worker, loaded, every=0.01)
    assert worker.said == 3

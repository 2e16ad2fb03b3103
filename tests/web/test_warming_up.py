"""A worker whose first request waits for a large run is not taken for one that hangs."""

from __future__ import annotations

import sys
import threading

import pytest

from onroll.config import serve
from onroll.config.serve import SWITCH_SECONDS, _say_that_it_lives, warm_up


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


def test_a_worker_takes_turns_often_so_that_no_page_waits_long_for_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = threading.Event()
    monkeypatch.setattr(serve, "_load_tables", loaded.set)
    before = sys.getswitchinterval()
    try:
        warm_up(Worker(loaded, after=1))
        assert loaded.wait(10) and sys.getswitchinterval() == pytest.approx(SWITCH_SECONDS) and before > SWITCH_SECONDS
    finally:
        sys.setswitchinterval(before)

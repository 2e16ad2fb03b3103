"""A worker whose first request waits for a large run is not taken for one that hangs."""

from __future__ import annotations

import gc
import sys
import threading

import pytest

from onroll.config import serve
from onroll.config.serve import SWITCH_SECONDS, _say_that_it_lives, after_each_request, set_aside_what_stays, warm_up


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
        for thread in threading.enumerate():
            if thread.name == serve.WARMING_UP:
                thread.join(30)
        sys.setswitchinterval(before)
        gc.unfreeze()


def test_what_a_worker_has_loaded_is_no_garbage_to_look_through_and_each_new_run_is_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr("onroll.pipeline.run_queries._loaded", loaded)
    monkeypatch.setattr(serve, "_set_aside", ())
    gc.unfreeze()  # another test's worker may have set something aside
    try:
        set_aside_what_stays()
        assert gc.get_freeze_count() == 0
        loaded.append("run-1")
        set_aside_what_stays()
        first = gc.get_freeze_count()
        made_since = [[number] for number in range(5_000)]
        after_each_request(None, None, None, None)
        assert gc.get_freeze_count() == first > 0
        loaded.append("run-2")
        set_aside_what_stays()
        assert gc.get_freeze_count() >= first + len(made_since) - 1_000
    finally:
        gc.unfreeze()

"""Serve the pages: bring the casebook's tables up to date, then run the web server."""

from __future__ import annotations

import contextlib
import gc
import importlib
import logging
import multiprocessing
import os
import sys
import threading
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from onroll.config.home import forget_counts_of_ended_workers


def set_up(home: Path) -> None:
    """Make Django ready for that home folder, and the casebook's tables up to date. Safe to call again."""
    os.environ["ONROLL_HOME"] = str(Path(home).resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onroll.config.settings")
    Path(home).mkdir(parents=True, exist_ok=True)
    django.setup()
    importlib.import_module("onroll.accounts.table_state").bring_up_to_date()


def serve(home: Path, host: str = "127.0.0.1", port: int = 8000, workers: int = 2) -> None:
    """Serve the pages until stopped."""
    set_up(home)
    forget_counts_of_ended_workers(Path(settings.ONROLL_METRICS_FOLDER))
    _take_note_of_agreements()
    _obey_marks()
    from django.db import connections

    connections.close_all()
    PageServer(host, port, workers).run()


def _obey_marks() -> None:
    """Write down whom people shield before the first page is shown: a restored home may have no such file yet, or an older one."""
    from onroll.casework.actions.shielding import refresh_marks

    refresh_marks()


def _take_note_of_agreements() -> None:
    """Have new versions of agreements to share come into use, and say which files open nothing."""
    from onroll.accounts.audit import Doer
    from onroll.casework.actions.agreements import bring_into_use, faults_of_agreements

    bring_into_use(Doer(name="onroll serve", role="system"))
    for fault in faults_of_agreements():
        print(f"onroll: this agreement opens nothing. {fault}", file=sys.stderr)


WARMING_UP = "onroll-warm-up"


LONGEST_WARMING_UP = 900
"""A worker that still loads after so long is taken for one that hangs, as any other is that does not answer. Units  seconds."""


SWITCH_SECONDS = 0.0005
"""So long at most a page that has its answer waits for its turn while figures are worked out in a thread beside it.

Python's own is 5 ms. A page waits for the database a dozen times and more, and has to wait for its turn after each: beside such a thread
it took up to five times as long as alone, with this twice (docs/measurements.md).
"""


def warm_up(worker: Any) -> None:
    """Load the present run's tables beside the first requests, so that nobody waits for them."""
    sys.setswitchinterval(SWITCH_SECONDS)
    loaded = threading.Event()
    threading.Thread(target=_load_and_say, args=(loaded,), name=WARMING_UP, daemon=True).start()
    threading.Thread(target=_say_that_it_lives, args=(worker, loaded), name=WARMING_UP, daemon=True).start()


def set_aside_what_stays() -> None:
    """Keep what a worker has loaded out of Python's search for garbage, anew for each run that it loads.

    The tables of a large run are half a million objects that stay until the next: every few requests all of them were looked at again, a
    fifth of what a return costs (docs/measurements.md).
    """
    from onroll.pipeline.run_queries import loaded_runs

    global _set_aside
    loaded = loaded_runs()
    if loaded != _set_aside:
        _set_aside = loaded
        gc.unfreeze()
        gc.collect()
        gc.freeze()


_set_aside: tuple[str, ...] = ()


def after_each_request(worker: Any, request: Any, environ: Any, response: Any) -> None:
    """Set aside a run that this request was the first to need."""
    set_aside_what_stays()


def _load_and_say(loaded: threading.Event) -> None:
    try:
        _load_tables()
        set_aside_what_stays()
    finally:
        loaded.set()


def _say_that_it_lives(worker: Any, loaded: threading.Event, every: float = 20) -> None:
    """Have a worker whose first request waits for a large run not taken for one that hangs: its next would begin to load anew."""
    for _ in range(int(LONGEST_WARMING_UP / every)):
        if loaded.wait(every):
            return
        worker.notify()


def leave(server: Any, worker: Any) -> None:
    """End a worker at once, as its pages are done, and whoever works out figures for it.

    Left to itself, Python would take DuckDB's own threads, and ours that load tables or work out figures, down in the middle of their
    code, and C++ answers that by aborting the process.
    """
    for beside in multiprocessing.active_children():
        beside.terminate()
    logging.shutdown()
    sys.stderr.flush()
    os._exit(0)


def _load_tables() -> None:
    import duckdb

    from onroll.casework.documents.pdf_fonts import kept_fonts
    from onroll.casework.the_index import the_tables
    from onroll.pipeline.find import searchable

    with contextlib.suppress(OSError, ValueError, duckdb.Error):  # whatever is wrong with the index, the first page will say
        tables = the_tables()
        if tables is not None:
            searchable(tables.run)  # a search then waits for nothing
    importlib.import_module("scipy.stats")  # nor does a page of figures: it takes a second to load
    kept_fonts()  # nor the first letter or bundle as a PDF


class PageServer(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our settings: one page at a time in each worker, because pages are bound by the processor."""

    def __init__(self, host: str, port: int, workers: int) -> None:
        self.chosen: dict[str, Any] = {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": workers,
            "worker_class": "sync",
            "timeout": 120,
            "graceful_timeout": 20,
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            "worker_tmp_dir": "/dev/shm" if Path("/dev/shm").is_dir() else None,
            "proc_name": "onroll",
            "loglevel": "warning",
            "control_socket_disable": True,
            "post_worker_init": warm_up,
            "post_request": after_each_request,
            "worker_exit": leave,
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand our settings over, leaving out what this gunicorn does not know."""
        for name, value in self.chosen.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the application."""
        from onroll.config.wsgi import application

        return application

"""A process that prepares files for the one that started it, and dies with it."""

from __future__ import annotations

import signal
import sys
from multiprocessing.connection import Connection

import pyarrow as pa

from onroll.pipeline.child_processes import end_with
from onroll.pipeline.index import Index
from onroll.pipeline.intake.limited_process import many_limited
from onroll.pipeline.intake.preparation import prepare, sync_prepared
from onroll.pipeline.intake.preparing_ahead import Answer, Job
from onroll.pipeline.intake.readers import CannotReadFile, read_rows
from onroll.pipeline.intake.reports import CannotTakeIn


def main() -> None:
    """Answer one job after another, until nobody asks any more."""
    handle, parent = int(sys.argv[1]), int(sys.argv[2])
    if not end_with(parent):
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that started it is interrupted too, and ends it
    pa.set_cpu_count(1)
    with Connection(handle) as connection, many_limited():
        while True:
            try:
                job: Job = connection.recv()
            except (EOFError, OSError):
                return
            connection.send(_answer(job))


def _answer(job: Job) -> Answer:
    try:
        read = read_rows(job.received.path, job.folder / "rows.parquet")
        prepared = prepare(
            Index(job.home, clock=lambda: job.now),
            job.folder,
            job.claim,
            job.received,
            read,
            extracts=job.extracts,
            number=job.number,
            allow_empty=job.allow_empty,
        )
        sync_prepared(prepared)
    except (CannotReadFile, CannotTakeIn) as refusal:
        return str(refusal)
    except Exception:  # whatever it is, it comes up again where the file is taken in without this process, and is told there
        return None
    return prepared

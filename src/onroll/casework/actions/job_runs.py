"""Keep what jobs that run by themselves did: when they began, whether they ended, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from onroll.casework.models import JobRun

LONGEST = 500


@contextmanager
def job_run(name: str) -> Iterator[JobRun]:
    """Yield the row of a job that begins now; it ends as done, or as failed with the sentence, and never silently.

    Shape  said: set it to what came of the job, in numbers and never in names.
    """
    row = JobRun.objects.create(name=name, started_at=datetime.now(UTC), state="working")
    try:
        yield row
    except BaseException as error:
        row.state, row.said = "failed", f"{type(error).__name__}: {error}"[:LONGEST]
        row.ended_at = datetime.now(UTC)
        row.save()
        raise
    row.state, row.ended_at, row.said = "done", datetime.now(UTC), row.said[:LONGEST]
    row.save()

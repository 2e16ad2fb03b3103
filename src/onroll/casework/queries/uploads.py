"""How far an upload is, for those who may decide about it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from onroll.casework.models import Job
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import CannotSee, record_reading, require
from onroll.casework.viewers import Viewer
from onroll.core.registers import all_registers

__all__ = ["job_for", "problems_found", "registers_for", "state_of"]

KILLED_AFTER = timedelta(seconds=30)
WORKING = ("checking", "taking_in")


def job_for(viewer: Viewer, job_id: int) -> Job:
    """Return an upload of the viewer's authority.

    Raises  CannotSee where there is none, or it is another's.
    """
    require(viewer, Right.DECIDE_EXTRACTS)
    job = Job.objects.select_related("by").filter(pk=job_id).first()
    if job is None or not (viewer.is_national or (job.authority and job.authority == viewer.authority)):
        raise CannotSee("There is no such upload.")
    return job


def state_of(job: Job, now: datetime | None = None) -> str:
    """Return a job's state; one whose worker has not been alive for long has failed, whatever the row says."""
    if job.state in WORKING and (now or datetime.now(UTC)) - job.alive_at > KILLED_AFTER:
        return "failed"
    return job.state


def problems_found(viewer: Viewer, job_id: int) -> Sequence[dict[str, Any]]:
    """Return the first problems that the check found; they quote rows, so the look is written down."""
    job = job_for(viewer, job_id)
    path = Path(settings.ONROLL_HOME) / "uploads" / f"job-{job.pk}" / "problems.json"
    if not path.exists():
        return []
    record_reading(viewer, None, "upload.problems_looked_at", subject=f"job:{job.pk}")
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def registers_for(viewer: Viewer) -> list[str]:
    """Return the registers whose files the viewer may upload."""
    require(viewer, Right.DECIDE_EXTRACTS)
    return [
        name for name, register in all_registers().items() if viewer.is_national or register.kind != "reference" or name == "term_dates"
    ]

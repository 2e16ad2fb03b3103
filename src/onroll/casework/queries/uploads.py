"""How far an upload is, for those who may decide about it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from onroll.casework.models import Job
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import CannotSee, record_reading, require
from onroll.casework.upload_jobs import HEADINGS, PROBLEMS, Standing, folder_of, standing_of, state_of
from onroll.casework.viewers import Viewer
from onroll.core.column_headings import RECORD_ID as RECORD_ID
from onroll.core.column_headings import fields_of as fields_of
from onroll.core.column_headings import match_headings
from onroll.core.registers import Register, all_registers
from onroll.pipeline.intake.column_maps import read_column_map
from onroll.pipeline.intake.reports import CannotTakeIn

__all__ = [
    "NamedHeadings",
    "Standing",
    "job_for",
    "named_headings",
    "problems_found",
    "registers_for",
    "standing_of",
    "state_of",
]


def job_for(viewer: Viewer, job_id: int) -> Job:
    """Return an upload of the viewer's authority.

    Raises  CannotSee where there is none, or it is another's.
    """
    require(viewer, Right.DECIDE_EXTRACTS)
    job = Job.objects.select_related("by").filter(pk=job_id).first()
    if job is None or not (viewer.is_national or (job.authority and job.authority == viewer.authority)):
        raise CannotSee("There is no such upload.")
    return job


@dataclass(frozen=True, kw_only=True)
class NamedHeadings:
    """A file's headings, and what they are understood as.

    Shape  field_of: our field by heading, for those that are understood. earlier: what the supplier's saved map says.
    """

    job: Job
    register: Register
    headings: Sequence[str]
    field_of: Mapping[str, str]
    earlier: Mapping[str, str]


def named_headings(viewer: Viewer, job_id: int) -> NamedHeadings | None:
    """Return the headings of an upload whose file is still here and may be checked again; None of any other.

    Raises  CannotSee where there is no such upload for the viewer.
    """
    job = job_for(viewer, job_id)
    home, register = Path(settings.ONROLL_HOME), all_registers().get(job.register)
    kept = folder_of(job) / HEADINGS
    headings: list[str] = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else []
    if not headings or register is None or state_of(job) not in ("failed", "checked"):
        return None
    try:
        earlier = read_column_map(home, job.supplier, register)
    except CannotTakeIn:  # spoilt by hand: what is chosen now takes its place
        earlier = {}
    understood = match_headings(headings, register, earlier).column_of
    field_of = {headings[place]: name for name, place in understood.items()}
    return NamedHeadings(job=job, register=register, headings=headings, field_of=field_of, earlier=earlier)


def problems_found(viewer: Viewer, job_id: int) -> Sequence[dict[str, Any]]:
    """Return the first problems that the check found; they quote rows, so the look is written down."""
    job = job_for(viewer, job_id)
    path = folder_of(job) / PROBLEMS
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

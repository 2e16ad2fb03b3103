"""How far an upload is, for those who may decide about it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from onroll.casework.models import Job
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import CannotSee, record_reading, require
from onroll.casework.the_index import the_index
from onroll.casework.viewers import Viewer
from onroll.core.column_headings import RECORD_ID as RECORD_ID
from onroll.core.column_headings import fields_of as fields_of
from onroll.core.column_headings import match_headings
from onroll.core.registers import Register, all_registers
from onroll.pipeline.index import Extract
from onroll.pipeline.intake.column_maps import read_column_map
from onroll.pipeline.intake.reports import CannotTakeIn
from onroll.pipeline.received_extracts import extracts_of

__all__ = [
    "NamedHeadings",
    "Standing",
    "file_of",
    "folder_of",
    "job_for",
    "named_headings",
    "problems_found",
    "registers_for",
    "standing_of",
    "state_of",
    "taken_in_as",
]

KILLED_AFTER = timedelta(seconds=30)
WORKING = ("checking", "taking_in")
HEADINGS, PROBLEMS = ".headings.json", ".problems.json"
"""What is kept beside a job's file; no uploaded file can have such a name."""


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


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How an upload stands.

    Shape  state: as a job's; `done` where the file is in, though the work was killed before it could say so.
           message: what happened, what is kept and what to do. extract_id: what the file was taken in as, else empty.
           may_check_again: the file is still here, whole, and nothing of it is in.
    """

    state: str
    message: str
    extract_id: str
    may_check_again: bool


def standing_of(job: Job) -> Standing:
    """Return how an upload stands: what its worker wrote down, or, of one that was killed, what the index says became of the file."""
    state, kept = state_of(job), file_of(job).is_file()
    if state == job.state:
        broke_off = state == "failed" and not _waits_for_headings(job)
        return Standing(state=state, message=job.message, extract_id=job.extract_id, may_check_again=kept and broke_off)
    extract = taken_in_as(job)
    if extract is not None:
        return Standing(state="done", message=in_after_all(extract), extract_id=extract.extract_id, may_check_again=False)
    happened = (
        "The work stopped while the file was being checked."
        if job.state == "checking"
        else "The work stopped while the file was being taken in, before any of it counted: a file is taken in whole or not at all."
    )
    todo = (
        "The file is still kept here: check it again, or upload it again. Both are safe."
        if kept
        else "The file had not arrived whole, and is not kept: upload it again. That is safe."
    )
    return Standing(state=state, message=f"{happened} Nothing was taken in. {todo}", extract_id="", may_check_again=kept)


def _waits_for_headings(job: Job) -> bool:
    """Whether a file was refused because of its headings and is kept for somebody to say which is which."""
    return (folder_of(job) / HEADINGS).is_file() and "content_hash" not in job.report


def in_after_all(extract: Extract) -> str:
    """Return what to say of a file that is in, though the work on it broke off."""
    return (
        f"The file is taken in, all of it, as {extract.extract_id}. The work stopped after that, before it was noted here. "
        "There is nothing to do; to upload the same file again is safe, and changes nothing."
    )


def taken_in_as(job: Job) -> Extract | None:
    """Return what an upload's file stands in the index as since it was checked, or None where it was not taken in."""
    content, first = job.report.get("content_hash"), job.report.get("next_number", 0)
    same = [
        each
        for each in extracts_of(the_index())
        if (each.register, each.supplier, each.as_at) == (job.register, job.supplier, job.as_at)
        and each.content_hash == content
        and each.number >= first
    ]
    return max(same, key=lambda each: each.number, default=None)


def folder_of(job: Job) -> Path:
    """Return the folder of one job's file."""
    return Path(settings.ONROLL_HOME) / "uploads" / f"job-{job.pk}"


def file_of(job: Job) -> Path:
    """Return where a job's file is kept; it is there once it has arrived whole."""
    return folder_of(job) / job.file_name


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

"""One upload and its file: where it is kept, and how far it is, also where the work on it was killed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from onroll.casework.models import Job
from onroll.casework.the_index import the_index
from onroll.pipeline.index import Extract
from onroll.pipeline.received_extracts import extracts_of

KILLED_AFTER = timedelta(seconds=30)
WORKING = ("checking", "taking_in")
HEADINGS, PROBLEMS = ".headings.json", ".problems.json"
"""What is kept beside a job's file; no uploaded file can have such a name."""


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

"""What the process of an upload does: examine the file, or take it in."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from django.db import connection, transaction

from onroll.accounts.audit import Happening, record
from onroll.casework.actions.uploads import TRANSFER_FILE, forget_file, keep_headings, keep_problems
from onroll.casework.models import Job
from onroll.casework.queries.extracts import is_own_supplier
from onroll.casework.the_index import the_index
from onroll.casework.upload_jobs import file_of, in_after_all, taken_in_as
from onroll.casework.viewers import viewer_of
from onroll.core.column_headings import fields_of
from onroll.core.refusals import is_refusal
from onroll.core.registers import all_registers
from onroll.pipeline.intake import Examination, FileReport, examine, take_in

HEARTBEAT_SECONDS = 2
PROBLEMS_KEPT = 200


def work_on(job_id: int) -> None:
    """Do what the job's state asks for, and say how it went; any failure is written on the job."""
    job = Job.objects.select_related("by__organisation").get(pk=job_id)
    with _saying_that_it_is_alive(job):
        try:
            if job.state == "checking":
                _check(job)
            elif job.state == "taking_in":
                _take_in(job)
        except Exception as error:
            refused = is_refusal(error)
            _finish_broken_off(job, str(error) if refused else "Something went wrong on our side.")
            if not refused:
                raise


def _finish_broken_off(job: Job, sentence: str) -> None:
    """Say what became of a file whose work broke off: whatever comes last, the index says whether it is in."""
    extract = taken_in_as(job) if job.state == "taking_in" else None
    if extract is None:
        _finish(job, "failed", f"{sentence} Nothing was taken in. The file is still kept here: check it again, or upload it again.")
        return
    job.extract_id = extract.extract_id
    job.save(update_fields=["extract_id"])
    _finish(job, "done", in_after_all(extract))
    forget_file(job)


def _check(job: Job) -> None:
    _say(job, "Reading and checking the rows")
    is_transfer = job.register == TRANSFER_FILE
    found = examine(
        the_index(),
        file_of(job),
        register=None if is_transfer else job.register,
        supplier=None if is_transfer else job.supplier,
        as_at=None if is_transfer else job.as_at,
        allow_empty=bool(job.report.get("allow_empty")),
    )
    if found.report.status in ("refused", "repeated"):
        if not is_transfer and _could_be_named(found.headings, job.register):
            keep_headings(job, found.headings)
        else:
            forget_file(job)
        _finish(job, "failed", found.report.message)
        return
    if not is_own_supplier(viewer_of(job.by), found.report.supplier or "", unknown_schools_too=True):
        _finish(
            job,
            "failed",
            f"The file is from {found.report.supplier}. You take in files of your own authority and its schools. Nothing was taken in.",
        )
        forget_file(job)
        return
    keep_headings(job, () if is_transfer else found.headings)
    keep_problems(job, list(found.problems[:PROBLEMS_KEPT]) if job.register != "housing" else [])
    job.register = found.report.register or job.register
    job.supplier = found.report.supplier or job.supplier
    job.as_at = found.report.as_at or job.as_at
    job.report = {**job.report, **_in_numbers(found), "transfer_file": is_transfer}
    job.save(update_fields=["register", "supplier", "as_at", "report"])
    _finish(job, "checked", found.report.message)


def _could_be_named(headings: Sequence[str], register: str) -> bool:
    """Whether a refused file can become one of that register by saying which heading is which: then alone it is kept."""
    return len(headings) >= sum(field.required for field in fields_of(all_registers()[register])) > 0


def _in_numbers(found: Examination) -> dict[str, object]:
    said = found.report.as_json()
    del said["path"], said["message"]
    return {
        **said,
        "columns": dict(found.columns),
        "problem_counts": dict(found.problem_counts),
        "differences": dict(found.differences) if found.differences else None,
        "compared_with": found.compared_with,
        "alarm": found.alarm,
        "content_hash": found.content_hash,
        "next_number": found.next_number,
        "replaces": list(found.replaces),
    }


def _take_in(job: Job) -> None:
    _say(job, "Taking the file in")
    is_transfer = bool(job.report.get("transfer_file"))
    report = take_in(
        the_index(),
        file_of(job),
        register=None if is_transfer else job.register,
        supplier=None if is_transfer else job.supplier,
        as_at=None if is_transfer else job.as_at,
        allow_empty=bool(job.report.get("allow_empty")),
        accept=job.report.get("accept") or None,
    )
    report_taken_in(job, report)


def report_taken_in(job: Job, report: FileReport) -> None:
    """Write down what became of a file that was decided about; from here on the index has it, or will not have it."""
    job.extract_id = report.extract_id or ""
    job.save(update_fields=["extract_id"])
    _finish(job, "failed" if report.status == "refused" else "done", report.message)
    forget_file(job)


def _say(job: Job, step: str) -> None:
    Job.objects.filter(pk=job.pk).update(step=step, alive_at=datetime.now(UTC))


def _finish(job: Job, state: str, message: str) -> None:
    with transaction.atomic():
        Job.objects.filter(pk=job.pk).update(state=state, message=_without_folders(message)[:1000], step="", alive_at=datetime.now(UTC))
        body = {"state": state, "register": job.register, "supplier": job.supplier}
        record(viewer_of(job.by).doer, Happening(kind="upload.finished", subject=job.extract_id or f"job:{job.pk}", body=body))


def _without_folders(message: str) -> str:
    """Return a sentence that names files by their place in the home folder: where that is on the machine is nobody's business."""
    return message.replace(f"{the_index().home}/", "")


@contextmanager
def _saying_that_it_is_alive(job: Job) -> Iterator[None]:
    stop = threading.Event()

    def beat() -> None:
        while not stop.wait(HEARTBEAT_SECONDS):
            Job.objects.filter(pk=job.pk).update(alive_at=datetime.now(UTC))
        connection.close()

    heart = threading.Thread(target=beat, daemon=True)
    heart.start()
    try:
        yield
    finally:
        stop.set()
        heart.join(timeout=HEARTBEAT_SECONDS * 2)

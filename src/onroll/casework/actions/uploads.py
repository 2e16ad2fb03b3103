"""Take a file in through the browser: kept, checked and compared first; then somebody decides.

The work runs in a process of its own, so that pages stay quick and a restart of the web server does not stop it. It says
every few seconds that it is alive; a job that has not for long was killed, and is shown as failed. Nothing half-done
remains: the index takes a file in whole or not at all.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from onroll.accounts.audit import Happening, record
from onroll.accounts.models import User
from onroll.casework.models import Job
from onroll.casework.permissions import Right
from onroll.casework.queries.extracts import is_own_supplier
from onroll.casework.queries.reading import require
from onroll.casework.queries.uploads import job_for, named_headings
from onroll.casework.refusals import CannotDoNow
from onroll.casework.upload_jobs import HEADINGS, PROBLEMS, file_of, folder_of, standing_of
from onroll.casework.viewers import Viewer
from onroll.core.column_headings import heading_key, match_headings
from onroll.pipeline.intake.column_maps import save_column_map
from onroll.pipeline.intake.reports import CannotTakeIn

TRANSFER_FILE = "ctf"
"""Chosen instead of a register for a Common Transfer File, which says itself what it is."""

_started: list[subprocess.Popen[bytes]] = []


class CannotTakeLargeFile(CannotDoNow):
    """The file is larger than this installation takes."""


def start_upload(
    viewer: Viewer, *, file_name: str, chunks: Iterable[bytes], register: str, supplier: str, as_at: date | None, allow_empty: bool = False
) -> Job:
    """Keep the file, and start to check it.

    Raises  CannotSee; CannotDoNow where the supplier is not the viewer's own, or the file is too large.
    """
    require(viewer, Right.DECIDE_EXTRACTS)
    if register != TRANSFER_FILE and not is_own_supplier(viewer, supplier, unknown_schools_too=True):
        raise CannotDoNow(f"You take in files of your own authority and its schools. {supplier} is neither.")
    with transaction.atomic():
        job = Job.objects.create(
            by=User.objects.get(username=viewer.username),
            authority=viewer.authority,
            file_name=tidy_file_name(file_name),
            register=register,
            supplier=supplier,
            as_at=as_at or date(1900, 1, 1),
            state="checking",
            report={"allow_empty": allow_empty},
            alive_at=datetime.now(UTC),
        )
        record(viewer.doer, Happening(kind="upload.started", subject=f"job:{job.pk}", body={"register": register, "supplier": supplier}))
    try:
        _keep(job, chunks)
    except BaseException:
        Job.objects.filter(pk=job.pk).update(
            state="failed", message="The file did not arrive whole. Nothing was taken in: upload it again."
        )
        forget_file(job)
        raise
    start_work(job)
    return job


def decide_upload(viewer: Viewer, job_id: int, *, accept: str = "") -> Job:
    """Take the checked file in; with a reason, even where it looks wrong.

    Raises  CannotSee; CannotDoNow where the job has not been checked, or was decided already.
    """
    job = job_for(viewer, job_id)
    with transaction.atomic():
        report = {**job.report, "accept": accept.strip()[:300]}
        taken = Job.objects.filter(pk=job.pk, state="checked").update(
            state="taking_in", step="Waiting", alive_at=datetime.now(UTC), report=report
        )
        if not taken:
            raise CannotDoNow("This upload has been decided already.")
        record(viewer.doer, Happening(kind="upload.decided", subject=f"job:{job.pk}", body={"accepted_by_hand": bool(accept.strip())}))
    job.refresh_from_db()
    start_work(job)
    return job


def name_headings(viewer: Viewer, job_id: int, fields: Mapping[str, str]) -> Job:
    """Keep which of a supplier's headings is which of our fields, for every later file too, and check the file again.

    Shape  fields: our field by the file's heading; empty where the column is not used.
    Raises  CannotSee; CannotDoNow where the file has gone, one field is named twice, or a needed one not at all.
    """
    named = named_headings(viewer, job_id)
    if named is None:
        raise CannotDoNow("This file is not here any more: upload it again.")
    job, register = named.job, named.register
    chosen = {heading: fields[heading] for heading in named.headings if fields.get(heading)}
    missing = match_headings(named.headings, register, chosen).missing
    if missing:
        raise CannotDoNow(f"Say which heading holds: {', '.join(each.replace('_', ' ') for each in missing)}.")
    # What is ours already needs no line; what an earlier file called by another heading stays.
    ours = match_headings(named.headings, register).column_of
    lines = {each: name for each, name in chosen.items() if ours.get(name) != named.headings.index(each)}
    of_file = {heading_key(each) for each in named.headings}
    earlier = {each: name for each, name in named.earlier.items() if heading_key(each) not in of_file and name not in lines.values()}
    try:
        with transaction.atomic():
            checked = Job.objects.filter(pk=job.pk, state=job.state).update(
                state="checking", step="Waiting", message="", alive_at=datetime.now(UTC)
            )
            if not checked:
                raise CannotDoNow("Somebody has gone on with this upload meanwhile.")
            said = {"register": job.register, "supplier": job.supplier, "fields": sorted(lines.values())}
            record(viewer.doer, Happening(kind="column_map.saved", subject=f"job:{job.pk}", body=said))
            save_column_map(Path(settings.ONROLL_HOME), job.supplier, register, earlier | lines)
    except CannotTakeIn as refused:
        raise CannotDoNow(str(refused).replace("The column map as given has", "You have chosen")) from None
    job.refresh_from_db()
    start_work(job)
    return job


def check_again(viewer: Viewer, job_id: int) -> Job:
    """Begin the check of a file anew, whose work was killed or went wrong; it is still kept, and nothing of it is in.

    Raises  CannotSee; CannotDoNow where the file is not kept, or somebody has gone on with it.
    """
    job = job_for(viewer, job_id)
    if not standing_of(job).may_check_again:
        raise CannotDoNow("This file is not here any more, or somebody has gone on with it: look at it again, or upload it again.")
    as_seen = Job.objects.filter(pk=job.pk, state=job.state, alive_at=job.alive_at)
    with transaction.atomic():
        if not as_seen.update(state="checking", step="Waiting", message="", alive_at=datetime.now(UTC)):
            raise CannotDoNow("Somebody has gone on with this upload meanwhile.")
        record(viewer.doer, Happening(kind="upload.checked_again", subject=f"job:{job.pk}"))
    job.refresh_from_db()
    start_work(job)
    return job


def cancel_upload(viewer: Viewer, job_id: int) -> Job:
    """Throw the uploaded file away; nothing of it was taken in.

    Raises  CannotSee; CannotDoNow where it is being taken in, or has been.
    """
    job = job_for(viewer, job_id)
    if standing_of(job).state not in ("checked", "failed"):
        raise CannotDoNow("This upload cannot be cancelled now.")
    with transaction.atomic():
        if not Job.objects.filter(pk=job.pk, state=job.state).update(state="cancelled"):
            raise CannotDoNow("This upload cannot be cancelled now.")  # somebody let it in meanwhile
        record(viewer.doer, Happening(kind="upload.cancelled", subject=f"job:{job.pk}"))
    forget_file(job)
    job.refresh_from_db()
    return job


# -- the file -----------------------------------------------------------------------------------------------------------


def uploads_folder() -> Path:
    """Return where uploaded files wait, outside of what the web server serves."""
    return Path(settings.ONROLL_HOME) / "uploads"


def tidy_file_name(name: str) -> str:
    """Return a file's name without any folder, and without signs that could mean something to a shell or a browser."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return re.sub(r"[^A-Za-z0-9._ -]", "_", last).strip(" .")[-120:] or "file"


def forget_file(job: Job) -> None:
    """Delete what a job kept of its file."""
    shutil.rmtree(folder_of(job), ignore_errors=True)


def _keep(job: Job, chunks: Iterable[bytes]) -> None:
    folder = folder_of(job)
    folder.mkdir(parents=True, mode=0o700)
    limit, written = settings.ONROLL_MAX_UPLOAD_BYTES, 0
    arriving = folder / ".arriving"
    with open(os.open(arriving, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for chunk in chunks:
            written += len(chunk)
            if written > limit:
                raise CannotTakeLargeFile(f"The largest file that can be uploaded here is {limit // 1024 // 1024} MB.")
            file.write(chunk)
    arriving.rename(file_of(job))  # whoever finds it under its own name finds all of it


# -- the work -----------------------------------------------------------------------------------------------------------


def start_work(job: Job) -> None:
    """Start the process that does what the job's state asks for."""
    _started[:] = [each for each in _started if each.poll() is None]
    command = [*settings.ONROLL_JOB_COMMAND, str(job.pk)]
    environment = {**os.environ, "ONROLL_HOME": str(settings.ONROLL_HOME)}
    _started.append(subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True))


def keep_headings(job: Job, headings: Iterable[str]) -> None:
    """Keep the headings beside the file, too: where a file has none, they are what its first row says."""
    (folder_of(job) / HEADINGS).write_text(json.dumps(list(headings)), encoding="utf-8")


def keep_problems(job: Job, problems: object) -> None:
    """Keep the first problems beside the file, not in the casebook: they quote what rows say."""
    (folder_of(job) / PROBLEMS).write_text(json.dumps(problems, default=str), encoding="utf-8")

"""Delete in bulk what only helped the work along: kept answers of the API, uploads, the index of looks, sessions that have ended.

Nothing of it is evidence, and nothing here is proved row by row: the event log has how many of each went, and by which rule.

Source  domain, requirement 62; `core/dated/retention_periods` (SHORT_LIVED).
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from onroll.accounts.audit import Doer, Happening, record
from onroll.accounts.models import KeptAnswer
from onroll.casework import clock
from onroll.casework.actions.uploads import forget_file, uploads_folder
from onroll.casework.models import Job, Look
from onroll.core.dated.retention_periods import ShortKeeping
from onroll.core.retention import rule_of_short, short_lived_on

WAITING_FILE = timedelta(days=1)
"""A file on its way in that is older was left by somebody who was killed."""
SHORT_TITLES: Mapping[str, str] = {
    "kept_answer": "Kept answers of the API",
    "upload_job": "Uploads",
    "look": "Looks in the index of looks",
    "session": "Sessions that have ended",
}


def past_short_lived() -> dict[str, int]:
    """Return how many of each kind are past their last day."""
    counted = {each.kind: _past(each).count() for each in short_lived_on(clock.today())}
    counted["upload_job"] += len(_left_files())
    return {kind: count for kind, count in counted.items() if count}


def forget_short_lived(*, by: Doer) -> dict[str, int]:
    """Delete what is past its last day, and write down how many of each and by which rule."""
    counted = past_short_lived()
    if not counted:
        return {}
    lines = {each.kind: each for each in short_lived_on(clock.today())}
    for job in _past_jobs(lines["upload_job"]):
        forget_file(job)
    for path in _left_files():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    with transaction.atomic():
        for kind in counted:
            _past(lines[kind])._raw_delete("default")  # type: ignore[index]
        rules = {kind: rule_of_short(lines[kind]) for kind in counted}  # type: ignore[index]
        record(by, Happening(kind="retention.forgotten", body={"counts": counted, "rules": rules}))
    return counted


def _past(line: ShortKeeping) -> QuerySet[KeptAnswer] | QuerySet[Job] | QuerySet[Look] | QuerySet[Session]:
    now, today = clock.now(), clock.today()
    match line.kind:
        case "kept_answer":
            return KeptAnswer.objects.filter(at__lt=now - timedelta(days=line.days))
        case "upload_job":
            return _past_jobs(line)
        case "look":
            return Look.objects.filter(on__lt=today - timedelta(days=line.days))
    return Session.objects.filter(expire_date__lt=datetime.now(now.tzinfo) - timedelta(days=line.days))


def _past_jobs(line: ShortKeeping) -> QuerySet[Job]:
    return Job.objects.filter(alive_at__lt=clock.now() - timedelta(days=line.days))


def _left_files() -> list[Path]:
    """Return what lies among the uploads and belongs to no job: files of requests, and folders of jobs, that broke off."""
    folder = uploads_folder()
    if not folder.is_dir():
        return []
    jobs = {f"job-{number}" for number in Job.objects.values_list("pk", flat=True)}
    old = time.time() - WAITING_FILE.total_seconds()
    return sorted(path for path in folder.iterdir() if path.name not in jobs and path.stat().st_mtime < old)

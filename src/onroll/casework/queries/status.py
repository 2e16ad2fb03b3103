"""What the program does by itself: when each job ran last, what waits, and what failed. Numbers and days, nobody is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q, QuerySet

from onroll.casework import clock
from onroll.casework.models import DigestChoice, Job, JobRun
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import require
from onroll.casework.the_index import the_index
from onroll.casework.upload_jobs import KILLED_AFTER, WORKING, standing_of
from onroll.casework.viewers import Viewer
from onroll.core.wording import day_words

STALE = timedelta(hours=26)
"""A daily job that has not ended well for so long is said to be late."""
NAMES = {
    "line": "Working out who is missing (onroll run)",
    "cases": "Opening and updating cases",
    "signals": "Own lists, referrals and returns after a run",
    "messages": "Messages to people (onroll notify)",
}


@dataclass(frozen=True, kw_only=True)
class JobLine:
    """One job. Shape  state: `done`, `failed`, `working`, `stopped` (it began and was killed) or `never`."""

    name: str
    state: str
    at: datetime | None
    said: str
    is_late: bool
    last_good: datetime | None


@dataclass(frozen=True, kw_only=True)
class Status:
    """What the status page says. Shape  uploads: files on their way in, by state; of a week's last failed ones, what became of each."""

    jobs: Sequence[JobLine]
    extracts: int
    newest_extract: str
    held: int
    uploads_working: int
    uploads_waiting: int
    uploads_failed: Sequence[tuple[Job, str]]
    digests: int
    digests_behind: int
    checked_at: datetime


def status_for(viewer: Viewer) -> Status:
    """Return what runs, waits and failed; of uploads, those of the viewer's own organisation's authority."""
    require(viewer, Right.SEE_STATUS)
    index = the_index()
    run = index.current_run()
    now = datetime.now(UTC)
    extracts = index.extracts()
    working = Q(state__in=WORKING, alive_at__gte=now - KILLED_AFTER)
    uploads = Job.objects.all() if viewer.is_national else Job.objects.filter(authority=viewer.authority)
    line = JobLine(
        name=NAMES["line"],
        state="done" if run else "never",
        at=run.made_at if run else None,
        said=f"As the records stood on {day_words(run.on)}." if run else "",
        is_late=run is not None and now - run.made_at > STALE,
        last_good=run.made_at if run else None,
    )
    newest = max(extracts, key=lambda each: each.number, default=None)
    choices = DigestChoice.objects.count()
    behind = DigestChoice.objects.filter(often="daily", last_sent_on__lt=clock.today() - timedelta(days=1)).count()
    return Status(
        jobs=[line, _job("cases", now), _job("signals", now), _job("messages", now)],
        extracts=len(extracts),
        newest_extract=newest.extract_id if newest else "",
        held=sum(each.state == "held" for each in extracts),
        uploads_working=uploads.filter(working).count(),
        uploads_waiting=uploads.filter(state="checked").count(),
        uploads_failed=_failed(uploads.filter(~working, state__in=("failed", *WORKING), made_at__gt=now - timedelta(days=7))),
        digests=choices,
        digests_behind=behind,
        checked_at=now,
    )


def _failed(jobs: QuerySet[Job]) -> list[tuple[Job, str]]:
    """Return those that failed, and those whose work was killed; not those that are in all the same."""
    standing = [(job, standing_of(job)) for job in jobs.order_by("-id")[:10]]
    return [(job, found.message) for job, found in standing if found.state == "failed"]


def _job(name: str, now: datetime) -> JobLine:
    rows = list(JobRun.objects.filter(name=name).order_by("-id")[:10])
    last = rows[0] if rows else None
    good = next((row for row in rows if row.state == "done"), None)
    state = "never" if last is None else last.state
    if last is not None and last.state == "working" and now - last.started_at > timedelta(hours=1):
        state = "stopped"
    good_at = good.ended_at if good else None
    return JobLine(
        name=NAMES[name],
        state=state,
        at=(last.ended_at or last.started_at) if last else None,
        said=last.said if last else "",
        is_late=good_at is None or now - good_at > STALE,
        last_good=good_at,
    )

"""How the service is doing, for machines that watch it: numbers and ages alone, nobody is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q

from onroll.accounts.models import ChainHead, DailyAnchor
from onroll.casework.models import Case, Job, JobRun
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import require
from onroll.casework.the_index import the_index
from onroll.casework.upload_jobs import KILLED_AFTER, WORKING
from onroll.casework.viewers import Viewer

COUNTED_FOR = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class RunningFigures:
    """What is true of the whole service now.

    Shape  run_age, anchor_age: None before the first one. failed_jobs, failed_uploads: of the last day, those that were killed too.
    """

    open_cases: int
    events: int
    run_age: timedelta | None
    anchor_age: timedelta | None
    failed_jobs: int
    failed_uploads: int


def running_figures(viewer: Viewer) -> RunningFigures:
    """Return the figures of the whole service, for those who may see how it runs.

    Raises  OSError or ValueError where the index cannot be read.
    """
    require(viewer, Right.SEE_STATUS)
    now = datetime.now(UTC)
    run = the_index().current_run()
    head = ChainHead.objects.first()
    anchor = DailyAnchor.objects.order_by("-seq").first()
    since = now - COUNTED_FOR
    return RunningFigures(
        open_cases=Case.objects.filter(closed_on__isnull=True).count(),
        events=head.seq if head else 0,
        run_age=now - run.made_at if run else None,
        anchor_age=now - anchor.made_at if anchor else None,
        failed_jobs=JobRun.objects.filter(state="failed", started_at__gt=since).count(),
        failed_uploads=Job.objects.filter(
            Q(state="failed") | Q(state__in=WORKING, alive_at__lt=now - KILLED_AFTER), made_at__gt=since
        ).count(),
    )

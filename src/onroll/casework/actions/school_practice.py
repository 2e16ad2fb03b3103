"""After each run: a school above what chance alone lets is marked, and asked first; and what a school answers.

Source  issue 7, point 5; `core.school_practice`.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from onroll.accounts.audit import Doer, Happening, record, record_all
from onroll.accounts.models import Organisation
from onroll.casework import clock
from onroll.casework.models import PracticeAnswer, PracticeMark
from onroll.casework.permissions import Right
from onroll.casework.practice_book import practice_of_authority
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.core.school_practice import HOWS
from onroll.pipeline.index import Run
from onroll.pipeline.run_practice import PracticeSignal
from onroll.pipeline.run_queries import RunTables

WATCH = Doer(name="onroll run", role="system")
PATIENCE = 600
"""How long a run waits for the figures. Units  seconds."""


def mark_schools(run: Run) -> dict[str, int]:
    """Mark the schools that lie above what chance alone lets, end the marks of those that no longer do, and return how many of each.

    Running it twice changes nothing. Only schools of authorities that work with Onroll are marked: nobody else could be asked.
    """
    tables = RunTables(run, for_few=True)
    authorities = sorted(set(Organisation.objects.filter(kind="authority").values_list("code", flat=True)))
    marked, ended = 0, 0
    for authority in authorities:
        new, over = _mark(run, tables, authority)
        marked, ended = marked + new, ended + over
    return {"practice_marked": marked, "practice_ended": ended}


def _mark(run: Run, tables: RunTables, authority: str) -> tuple[int, int]:
    signals = practice_of_authority(tables, authority, patience=PATIENCE).signals
    above = {place: each for place, each in signals.items() if each.marked}
    with transaction.atomic():
        standing = {(mark.practice, mark.urn): mark for mark in PracticeMark.objects.filter(authority=authority, ended_on=None)}
        # Where nothing has come to count from, nothing is known: such a mark stands.
        over = [mark for place, mark in standing.items() if place in signals and place not in above]
        new = [_mark_of(run, authority, each) for place, each in sorted(above.items()) if place not in standing]
        PracticeMark.objects.filter(pk__in=[mark.pk for mark in over]).update(ended_on=run.on)
        PracticeMark.objects.bulk_create(new)
        told = [("school_practice.marked", mark) for mark in new] + [("school_practice.ended", mark) for mark in over]
        happenings = [
            Happening(kind=kind, subject=f"school {mark.urn}", body={"run": run.run_id, "practice": mark.practice}) for kind, mark in told
        ]
        if happenings:
            record_all(WATCH, happenings)
    return len(new), len(over)


def _mark_of(run: Run, authority: str, signal: PracticeSignal) -> PracticeMark:
    return PracticeMark(
        urn=signal.urn, authority=authority, practice=signal.practice, shown_on=clock.today(), counted=signal.counted, total=signal.total,
        expected=signal.expected, most=signal.most, run_id=run.run_id, at=datetime.now(UTC),
    )  # fmt: skip


def answer_practice(practice: str, *, by: Viewer, how: str, words: str) -> PracticeAnswer:
    """Record what a school answers about its own mark. From then on its authority may see the mark, and the answer.

    Raises  CannotDoNow; CannotSee where the viewer's school has no such mark.
    """
    require(by, Right.ANSWER_PRACTICE)
    mark = PracticeMark.objects.filter(urn=by.organisation_code, practice=practice, ended_on=None).first()
    if mark is None:
        raise CannotSee("There is no such mark for you.")
    if how not in HOWS:
        raise CannotDoNow("Choose what you answer.")
    if not words.strip():
        raise CannotDoNow("Say why, in a sentence or two.")
    with transaction.atomic():
        made = PracticeAnswer.objects.create(
            mark=mark, how=how, words=words.strip(), on=clock.today(), at=datetime.now(UTC), by=by.username, by_name=by.full_name
        )
        body = {"practice": practice, "mark": mark.pk, "how": how}
        record(by.doer, Happening(kind="school_practice.answered", subject=f"school {mark.urn}", body=body))
    return made

"""Notice by itself when a child of an open case passes the school leaving date, and make the hand-over the next thing to do.

Source  domain, section 1.2; requirement 6 (leaving school age ends with a hand-off to the team for participation to 18, not silence).
"""

from __future__ import annotations

from onroll.accounts.audit import Doer, Happening, record_all
from onroll.accounts.many_rows import change_rows, write_rows
from onroll.casework import clock
from onroll.casework.actions.standing_duties import hand_over_step
from onroll.casework.models import Case, CaseChange
from onroll.core.school_age import ends_on
from onroll.core.wording import day_words
from onroll.pipeline.birthdays import birthdays_of
from onroll.pipeline.index import Run


def notice_leavers(run: Run, *, by: Doer) -> int:
    """Keep the leaving day of each open case's child, and return for how many it has passed since the last time.

    Running it twice changes nothing. The list of those past it goes by the day that it is, whether this has run or not.
    """
    _note_leaving_days(run)
    past = Case.objects.filter(closed_on=None, joined_into=None, leaving_on__lt=run.on, ending_waits=False)
    now, lines, happenings, changed = clock.now(), [], [], []
    for case in past.select_for_update().order_by("id"):
        assert case.leaving_on is not None
        step = hand_over_step(case.leaving_on, run.on)
        if case.next_action == step.action:
            continue
        case.next_action, case.due_on = step.action, step.due_on
        case.version += 1
        changed.append(case)
        words = f"Compulsory school age ended on {day_words(case.leaving_on)}: hand over to the team for participation to 18"
        lines.append(
            CaseChange(
                case=case, version=case.version, at=now, on=run.on, by=by.name, by_name="Onroll", kind="case.left_school_age", words=words
            )
        )
        happenings.append(Happening(kind="case.left_school_age", subject=case.child_id, body={"case": case.pk, "run": run.run_id}))
    change_rows(changed, ["next_action", "due_on", "version"])
    write_rows(lines)
    record_all(by, happenings)
    return len(changed)


def _note_leaving_days(run: Run) -> None:
    cases = list(Case.objects.filter(closed_on=None, joined_into=None).only("id", "child_id", "leaving_on"))
    born = birthdays_of(run, [case.child_id for case in cases])
    changed = []
    for case in cases:
        day = ends_on(born[case.child_id]) if case.child_id in born else None
        if day is not None and day != case.leaving_on:
            case.leaving_on = day
            changed.append(case)
    change_rows(changed, ["leaving_on"])

"""One person's things for today, ranked by harm × urgency with the reasons, and what waits for anybody to take it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import BooleanField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models import Case as Case_

from onroll.accounts.models import User
from onroll.casework import clock
from onroll.casework.case_facts import clock_of
from onroll.casework.duty_forms import form_of_duty
from onroll.casework.local_rules import calendar_of
from onroll.casework.models import Case, CaseChange, CaseEnding, CaseProposal, EscalationTask, HomeVisit, TransferAct
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.case_lists import in_list, ours, visible_cases
from onroll.casework.queries.cases import CaseRow, rows_of
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.viewers import Viewer
from onroll.core.case_clocks import stages_due
from onroll.core.dated.transfer_limits import CLIMB
from onroll.core.dated.values import value_on
from onroll.core.pace import capacity_sentence, usual_pace
from onroll.core.working_days import working_day_after
from onroll.core.worklist_ranking import Place, WorkFacts, in_order

MOST = 300
"""As many of somebody's cases are ranked; nobody works on more in a day."""
SHOWN = 25
UNOWNED_SHOWN = 5
PACE_DAYS = 42
LEAST_FOR_CAPACITY = 6
"""Below so many things nobody needs to be told how many fit into a day."""


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One line of today.

    Shape  clocks: what presses, the most pressing first. to_do: the next best action in words. form: where it is done: the name
           of an address and what follows it.
    """

    row: CaseRow
    age: int | None
    why: str
    clocks: tuple[str, ...]
    to_do: str
    form: tuple[str, str]
    place: Place


@dataclass(frozen=True, kw_only=True)
class MyWork:
    """What somebody's start page lists. Shape  total: all of today's things; unowned: the most urgent of those without an owner."""

    things: Sequence[Thing]
    total: int
    unowned: Sequence[Thing]
    capacity: str
    on: date


@dataclass(frozen=True)
class _Known:
    """What belongs to the cases, asked for once for all of them."""

    tasks: Mapping[int, tuple[str, int]]
    ending_proposed: frozenset[int]
    last_act: Mapping[int, str]
    missed: Mapping[int, int]
    proposed_by_me: frozenset[int]


def my_work_for(viewer: Viewer, purpose: Purpose) -> MyWork:
    """Return the viewer's things for today and the most urgent cases that nobody has; the look is written down."""
    require(viewer, Right.SEE_CASES, purpose)
    on = clock.today()
    for_today, unowned_now = in_list(viewer, "today", on), in_list(viewer, "unowned", on)
    cases = _with_what_waits(viewer, visible_cases(viewer)).annotate(for_today=_whether(for_today), is_free=_whether(unowned_now))
    near = cases.filter(ours(viewer) | Q(offered_to=viewer.authority))
    both: list[Any] = list(
        near.filter(for_today | unowned_now).select_related("owner").order_by("-for_today", "-points", "due_on", "id")[: 2 * MOST]
    )
    mine, free = [case for case in both if case.for_today], [case for case in both if case.is_free]
    known = _known_of(both)
    ranked = _ranked(viewer, mine, known, on)
    unowned = _ranked(viewer, free, known, on)[:UNOWNED_SHOWN]
    shown = [*ranked[:SHOWN], *unowned]
    by_id = {case.pk: case for case in (*mine, *free)}
    rows = {row.case.pk: row for row in rows_of(viewer, [by_id[place.key] for place in shown], on)}
    record_reading(viewer, purpose, "today.listed", children=[row.case.child_id for row in rows.values()], more={"of": len(mine)})
    things = [_thing(viewer, rows[place.key], place, known, on) for place in shown]
    return MyWork(
        things=things[: min(len(ranked), SHOWN)],
        total=len(mine),
        unowned=things[min(len(ranked), SHOWN) :],
        capacity=_capacity(viewer, len(mine), on) if len(mine) >= LEAST_FOR_CAPACITY else "",
        on=on,
    )


def _with_what_waits(viewer: Viewer, cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return cases with what belongs to them, asked for in the same question: a page has few."""
    missed = HomeVisit.objects.filter(case=OuterRef("pk"), checked_in_at=None, outcome="", back_by__lt=clock.now())
    missed = missed.filter(Q(knows__username=viewer.username) | Q(visitor__username=viewer.username))
    return cases.annotate(
        ending_proposed=Exists(CaseProposal.objects.filter(case=OuterRef("pk"), kind="ending", withdrawn_on=None)),
        last_act=Subquery(TransferAct.objects.filter(case=OuterRef("pk")).order_by("-id").values("verb")[:1]),
        missed_visit=Subquery(missed.order_by("back_by").values("pk")[:1]),
        told_first=Subquery(_open_tasks().order_by("id").values("told")[:1]),
        told_count=Subquery(_open_tasks().order_by().values("case").annotate(n=Count("pk")).values("n")),
        proposed_by_me=Exists(CaseEnding.objects.filter(case=OuterRef("pk"), decided="", proposed_by__username=viewer.username)),
    )


def _open_tasks() -> QuerySet[EscalationTask]:
    return EscalationTask.objects.filter(case=OuterRef("pk"), episode=OuterRef("episode"), answered_on=None)


def _whether(condition: Q) -> Case_:
    return Case_(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _known_of(cases: Sequence[Any]) -> _Known:
    return _Known(
        tasks={case.pk: (case.told_first, case.told_count) for case in cases if case.told_count},
        ending_proposed=frozenset(case.pk for case in cases if case.ending_proposed),
        last_act={case.pk: case.last_act or "" for case in cases},
        missed={case.pk: case.missed_visit for case in cases if case.missed_visit},
        proposed_by_me=frozenset(case.pk for case in cases if case.proposed_by_me),
    )


def _ranked(viewer: Viewer, cases: Sequence[Case], known: _Known, on: date) -> list[Place]:
    return list(in_order([_facts(viewer, case, known, on) for case in cases], on))


def _facts(viewer: Viewer, case: Case, known: _Known, on: date) -> WorkFacts:
    since = case.last_seen_on or case.known_from or case.opened_on
    return WorkFacts(
        key=case.pk,
        level=case.level,
        points=case.points,
        counted_as=case.counted_as,
        due_on=case.due_on,
        days_unseen=max((on - since).days, 0),
        ever_seen=case.last_seen_on is not None,
        escalations=known.tasks.get(case.pk, ("", 0))[1],
        missed_call=case.pk in known.missed,
        waits_for=_waits_for(viewer, case, known),
        returned="came back from another authority" if _is_returned(case, known) else "",
    )


def _waits_for(viewer: Viewer, case: Case, known: _Known) -> str:
    if case.offered_to == viewer.authority and viewer.authority:
        return "another authority waits for our answer"
    if case.ending_waits and case.pk not in known.proposed_by_me:
        return "an ending waits for a second officer"
    if case.offered_to and known.last_act.get(case.pk) == "ask":
        return "the receiving authority asked a question"
    return ""


def _is_returned(case: Case, known: _Known) -> bool:
    return not case.offered_to and known.last_act.get(case.pk) == "return"


# -- one line ----------------------------------------------------------------------------------------------------------


def _thing(viewer: Viewer, row: CaseRow, place: Place, known: _Known, on: date) -> Thing:
    case = row.case
    to_do, form = _next_best(viewer, case, known)
    return Thing(
        row=row, age=row.age, why=_why(viewer, case, known), clocks=_clocks(case, row, known, on), to_do=to_do, form=form, place=place
    )


def _why(viewer: Viewer, case: Case, known: _Known) -> str:
    if case.pk in known.missed:
        return "The visitor has not called back"
    if case.pk in known.tasks:
        first, count = known.tasks[case.pk]
        return f"Tell {first}{f' and {count - 1} more' if count > 1 else ''} today"
    waits = _waits_for(viewer, case, known)
    if waits:
        return waits[0].upper() + waits[1:]
    if _is_returned(case, known):
        return "Came back from another authority"
    if case.pk in known.ending_proposed and case.state != "watching":
        return "The records no longer show the child missing"
    return case.next_action


def _next_best(viewer: Viewer, case: Case, known: _Known) -> tuple[str, tuple[str, str]]:
    """Return the next best action, and the address of its form."""
    if case.pk in known.missed:
        return "Ring the visitor", ("visit", str(known.missed[case.pk]))
    if case.pk in known.tasks:
        return "Record the answer", ("case_do", "escalation")
    if case.offered_to:
        ours = case.offered_to == viewer.authority
        return "Answer the offer" if ours else "Look at the offer", ("case_tab", "transfers")
    if case.ending_waits:
        return "Decide about the ending", ("case_second", "")
    by_itself = form_of_duty(case)
    if by_itself is not None:
        return by_itself
    if _is_returned(case, known):
        return "See why", ("case_tab", "transfers")
    if case.pk in known.ending_proposed and case.state != "watching":
        return "Confirm and end", ("case_ending", "")
    if case.state == "enquiring" and "first_contact" not in case.stages_done:
        return "Record a contact", ("case_do", "contact")
    return {
        "new": ("Score the risk", ("case_do", "triage")),
        "enquiring": ("Start the next best enquiry", ("case_tab", "enquiries")),
        "located": ("Write the return plan", ("case_do", "plan")),
        "returning": ("Review the plan", ("case_do", "review")),
        "watching": ("Record the observation", ("case_do", "observe")),
    }[case.state]


def _clocks(case: Case, row: CaseRow, known: _Known, on: date) -> tuple[str, ...]:
    clocks = []
    if case.offered_to and case.offered_on and case.acknowledged_on is None:
        rung = value_on(CLIMB, on)[0]
        clocks.append(
            _day_clock("acknowledgement", working_day_after(case.offered_on, rung.after_high if case.level == "high" else rung.after), on)
        )
    elif case.state == "new" and case.level == "high":
        clocks.append(_hour_clock(case))
    elif case.due_on is not None:
        clocks.append(_day_clock("", case.due_on, on))
    if row.days_unseen > 0:
        days = f"{row.days_unseen:,} day{'' if row.days_unseen == 1 else 's'}"
        clocks.append(f"not seen for {days}" if row.ever_seen else f"never seen by anybody named, {days}")
    return tuple(clocks)


def _hour_clock(case: Case) -> str:
    """Return how long is left for the risk score of a child at high risk: its limit is in office hours."""
    duties = stages_due(clock_of(case), clock.today(), calendar_of(case.authority))
    due = next((each.due for each in duties if each.stage == "triage"), None)
    if due is None:
        return _day_clock("", case.due_on or clock.today(), clock.today())
    now = clock.local_now()
    ends = datetime.combine(due.on, datetime.min.time()) + timedelta(minutes=due.minute)
    minutes = int((ends - now).total_seconds() // 60)
    if minutes < 0:
        return f"risk score {_hours(-minutes)} late" if minutes > -24 * 60 else _day_clock("risk score", due.on, now.date())
    return f"risk score due in {_hours(minutes)}" if minutes < 24 * 60 else _day_clock("risk score", due.on, now.date())


def _hours(minutes: int) -> str:
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h" if minutes % 60 < 5 else f"{minutes // 60} h {minutes % 60} min"


def _day_clock(what: str, due_on: date, on: date) -> str:
    days = (due_on - on).days
    name = f"{what} " if what else ""
    if days < 0:
        return f"{name}{-days} day{'' if days == -1 else 's'} late"
    return f"{name}due {['today', 'tomorrow'][days]}" if days < 2 else f"{name}due in {days} days"


def _capacity(viewer: Viewer, waiting: int, on: date) -> str:
    changes = CaseChange.objects.filter(by=viewer.username, on__gte=on - timedelta(days=PACE_DAYS)).order_by()
    by_day = {row["on"]: row["n"] for row in changes.values("on").annotate(n=Count("case", distinct=True))}
    return capacity_sentence(usual_pace(by_day, on), by_day.get(on, 0), waiting)


def people_of(viewer: Viewer) -> dict[str, str]:
    """Return everybody of the viewer's authority who may wait for a visitor's call, by username."""
    require(viewer, Right.SEE_CASES)
    people = User.objects.filter(
        organisation__authority_code=viewer.authority, is_active=True, role__in=["officer", "manager", "data_team"]
    )
    return dict(people.order_by("full_name").values_list("username", "full_name")) if viewer.authority else {}

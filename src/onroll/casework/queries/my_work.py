"""One person's things for today, ranked by harm × urgency with the reasons, and what waits for anybody to take it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Value

from onroll.accounts.models import User
from onroll.casework import clock
from onroll.casework.case_facts import clock_of
from onroll.casework.duty_forms import form_of_duty
from onroll.casework.local_rules import calendar_of
from onroll.casework.models import Case, CaseChange, CaseEnding, CaseProposal, DayPlace, EscalationTask, TransferAct
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.case_lists import in_list, missed_calls, visible_cases
from onroll.casework.queries.cases import CaseRow, rows_of
from onroll.casework.queries.prepared import answers
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.viewers import Viewer
from onroll.core.case_clocks import stages_due
from onroll.core.dated.transfer_limits import CLIMB
from onroll.core.dated.values import value_on
from onroll.core.pace import Capacity, capacity_of, usual_pace
from onroll.core.wording import capitalised, plural
from onroll.core.working_days import working_day_after
from onroll.core.worklist_ranking import Place, WorkFacts, in_order, in_own_order

MOST = 600
"""As many cases are ranked, one's own first; nobody works on more in a day."""
SHOWN = 25
UNOWNED_SHOWN = 5
PACE_DAYS = 42
LEAST_FOR_CAPACITY = 6
"""Below so many things nobody needs to be told how many fit into a day."""


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One line of today.

    Shape  clocks: what presses, the most pressing first. to_do: the next best action in words. form: where it is done: the name
           of an address and what follows it. by_itself: its number in the order of harm × urgency, 1 for the first.
    """

    row: CaseRow
    age: int | None
    why: str
    clocks: tuple[str, ...]
    to_do: str
    form: tuple[str, str]
    place: Place
    by_itself: int


@dataclass(frozen=True, kw_only=True)
class MyWork:
    """What somebody's start page lists.

    Shape  total: all of today's things; unowned: the most urgent of those without an owner. own_order: the viewer has put the things
           into another order than harm × urgency, for today.
    """

    things: Sequence[Thing]
    total: int
    unowned: Sequence[Thing]
    capacity: Capacity | None
    on: date
    own_order: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """What waits in one case, of which there may be hundreds: so much only as its place in the order depends on.

    Shape  is_free: it is here because nobody has it. missed: the visit of which a call has not come.
    """

    key: int
    level: str
    points: int
    counted_as: str
    due_on: date | None
    unseen_since: date
    ever_seen: bool
    offered_to: str
    ending_waits: bool
    ending_proposed: bool
    proposed_by_me: bool
    last_act: str
    missed: int | None
    told: str
    told_count: int
    own_place: int | None
    is_free: bool

    @property
    def is_returned(self) -> bool:
        """Whether another authority has given the case back."""
        return not self.offered_to and self.last_act == "return"


def my_work_for(viewer: Viewer, purpose: Purpose, *, most: int = SHOWN) -> MyWork:
    """Return the viewer's things for today and the most urgent cases that nobody has; the look is written down.

    Shape  most: how many things are shown.
    """
    require(viewer, Right.SEE_CASES, purpose)
    on = clock.today()
    waiting = [_waiting(row) for row in answers(viewer, _what_waits, on, clock.now())] if viewer.authority else []
    mine, free = {each.key: each for each in waiting if not each.is_free}, {each.key: each for each in waiting if each.is_free}
    by_itself = _ranked(viewer, mine, on)
    wanted = sorted((each for each in mine.values() if each.own_place is not None), key=lambda each: each.own_place or 0)
    ranked = in_own_order(by_itself, [each.key for each in wanted])[:most]
    unowned = _ranked(viewer, free, on)[:UNOWNED_SHOWN]
    number = {place.key: at for at, place in enumerate(by_itself, 1)}
    cases = Case.objects.select_related("owner").in_bulk([place.key for place in (*ranked, *unowned)])
    rows = {row.case.pk: row for row in rows_of(viewer, list(cases.values()), on)}
    total = len(mine) if len(waiting) < MOST else visible_cases(viewer).filter(in_list(viewer, "today", on)).count()
    record_reading(viewer, purpose, "today.listed", children=[row.case.child_id for row in rows.values()], more={"of": total})
    return MyWork(
        things=[_thing(viewer, rows[place.key], place, mine[place.key], on, number[place.key]) for place in ranked],
        total=total,
        unowned=[_thing(viewer, rows[place.key], place, free[place.key], on, at) for at, place in enumerate(unowned, 1)],
        capacity=_capacity(viewer, total, on) if total >= LEAST_FOR_CAPACITY else None,
        on=on,
        own_order=bool(wanted),
    )


_FACTS = ("id", "level", "points", "counted_as", "due_on", "last_seen_on", "known_from", "opened_on", "offered_to", "ending_waits")


def _what_waits(viewer: Viewer, on: date, now: datetime) -> QuerySet[Case, Any]:
    """Return what is for today, and what nobody has, with what belongs to each case."""
    tasks = EscalationTask.objects.filter(case=OuterRef("pk"), episode=OuterRef("episode"), answered_on=None)
    missed = missed_calls(viewer, now).filter(case=OuterRef("pk")).order_by("back_by")
    known = {
        "ending_proposed": Exists(CaseProposal.objects.filter(case=OuterRef("pk"), kind="ending", withdrawn_on=None)),
        "proposed_by_me": Exists(CaseEnding.objects.filter(case=OuterRef("pk"), decided="", proposed_by=viewer.user_id)),
        "last_act": Subquery(TransferAct.objects.filter(case=OuterRef("pk")).order_by("-id").values("verb")[:1]),
        "missed": Subquery(missed.values("pk")[:1]),
        "told": Subquery(tasks.order_by("id").values("told")[:1]),
        "own_place": Subquery(DayPlace.objects.filter(by=viewer.user_id, on=on, case=OuterRef("pk")).values("place")[:1]),
        "told_count": Subquery(tasks.order_by().values("case").annotate(n=Count("pk")).values("n")),
    }
    cases = visible_cases(viewer)
    mine, free = (
        cases.filter(in_list(viewer, which, on, now)).annotate(is_free=Value(place), **known).values(*_FACTS, "is_free", *known)
        for place, which in enumerate(("today", "unowned"))
    )
    both: QuerySet[Any, Any] = mine.union(free, all=True)
    return both.order_by("is_free", "-points", "due_on", "id")[:MOST]


def _waiting(row: Mapping[str, Any]) -> _Waiting:
    since = row["last_seen_on"] or row["known_from"] or row["opened_on"]
    return _Waiting(
        key=row["id"],
        level=row["level"],
        points=row["points"],
        counted_as=row["counted_as"],
        due_on=_day(row["due_on"]),
        unseen_since=_day(since) or date.max,
        ever_seen=row["last_seen_on"] is not None,
        offered_to=row["offered_to"],
        ending_waits=bool(row["ending_waits"]),
        ending_proposed=bool(row["ending_proposed"]),
        proposed_by_me=bool(row["proposed_by_me"]),
        last_act=row["last_act"] or "",
        missed=row["missed"],
        told=row["told"] or "",
        told_count=row["told_count"] or 0,
        own_place=row["own_place"],
        is_free=bool(row["is_free"]),
    )


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _ranked(viewer: Viewer, waiting: Mapping[int, _Waiting], on: date) -> list[Place]:
    return list(in_order([_facts(viewer, each, on) for each in waiting.values()], on))


def _facts(viewer: Viewer, each: _Waiting, on: date) -> WorkFacts:
    return WorkFacts(
        key=each.key,
        level=each.level,
        points=each.points,
        counted_as=each.counted_as,
        due_on=each.due_on,
        days_unseen=max((on - each.unseen_since).days, 0),
        ever_seen=each.ever_seen,
        escalations=each.told_count,
        missed_call=each.missed is not None,
        waits_for=_waits_for(viewer, each),
        returned="came back from another authority" if each.is_returned else "",
    )


def _waits_for(viewer: Viewer, each: _Waiting) -> str:
    if each.offered_to == viewer.authority and viewer.authority:
        return "another authority waits for our answer"
    if each.ending_waits and not each.proposed_by_me:
        return "an ending waits for a second officer"
    if each.offered_to and each.last_act == "ask":
        return "the receiving authority asked a question"
    return ""


# -- one line ----------------------------------------------------------------------------------------------------------


def _thing(viewer: Viewer, row: CaseRow, place: Place, waiting: _Waiting, on: date, by_itself: int) -> Thing:
    case = row.case
    to_do, form = _next_best(viewer, case, waiting)
    why, clocks = _why(viewer, case, waiting), _clocks(case, row, on)
    return Thing(row=row, age=row.age, why=why, clocks=clocks, to_do=to_do, form=form, place=place, by_itself=by_itself)


def _why(viewer: Viewer, case: Case, waiting: _Waiting) -> str:
    if waiting.missed:
        return "The visitor has not called back"
    if waiting.told_count:
        more = waiting.told_count - 1
        return f"Tell {waiting.told}{f' and {more} more' if more else ''} today"
    waits = _waits_for(viewer, waiting)
    if waits:
        return capitalised(waits)
    if waiting.is_returned:
        return "Came back from another authority"
    if waiting.ending_proposed and case.state != "watching":
        return "The records no longer show the child missing"
    return case.next_action


def _next_best(viewer: Viewer, case: Case, waiting: _Waiting) -> tuple[str, tuple[str, str]]:
    """Return the next best action, and the address of its form."""
    if waiting.missed:
        return "Ring the visitor", ("visit", str(waiting.missed))
    if waiting.told_count:
        return "Record the answer", ("case_do", "escalation")
    if case.offered_to:
        ours = case.offered_to == viewer.authority
        return "Answer the offer" if ours else "Look at the offer", ("case_tab", "transfers")
    if case.ending_waits:
        return "Decide about the ending", ("case_second", "")
    by_itself = form_of_duty(case)
    if by_itself is not None:
        return by_itself
    if waiting.is_returned:
        return "See why", ("case_tab", "transfers")
    if waiting.ending_proposed and case.state != "watching":
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


def _clocks(case: Case, row: CaseRow, on: date) -> tuple[str, ...]:
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
        days = plural(row.days_unseen, "day")
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


def _capacity(viewer: Viewer, waiting: int, on: date) -> Capacity | None:
    changes = CaseChange.objects.filter(by=viewer.username, on__gte=on - timedelta(days=PACE_DAYS)).order_by()
    by_day = {row["on"]: row["n"] for row in changes.values("on").annotate(n=Count("case", distinct=True))}
    return capacity_of(usual_pace(by_day, on), by_day.get(on, 0), waiting, on)


def people_of(viewer: Viewer) -> dict[str, str]:
    """Return everybody of the viewer's authority who may wait for a visitor's call, by username."""
    require(viewer, Right.SEE_CASES)
    people = User.objects.filter(
        organisation__authority_code=viewer.authority, is_active=True, role__in=["officer", "manager", "data_team"]
    )
    return dict(people.order_by("full_name").values_list("username", "full_name")) if viewer.authority else {}

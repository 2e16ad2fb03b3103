"""The four looks after a return, filled from the rolls and attendance marks of a run; and what speaks against a return, at once.

A look that the marks cover is recorded by the run itself, with its rows. One that they do not cover becomes the officer's task:
no watched child stays unobserved in silence. That the child has gone again is said the same day; the move is a person's.

Source  issue 4, point 5; design, section 7 (watch after a return); domain, section 9.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction

from onroll.accounts.audit import Doer, Happening, record_all
from onroll.casework import clock
from onroll.casework.actions.standing_duties import what_is_next
from onroll.casework.case_facts import facts_of, observed
from onroll.casework.local_rules import calendar_of
from onroll.casework.models import Case, CaseChange, CaseObservation, CaseProposal
from onroll.core.dated.closure_evidence import Outcome
from onroll.core.observations import Observation, is_sustained, may_observe, next_observation_week, observation_due_on
from onroll.core.observed_attendance import RISKS, SOON, Attended, MarkedWeek, Risk, attended_between, risk_now
from onroll.core.school_days import Calendar
from onroll.core.statuses import IN_EDUCATION, STATUSES
from onroll.core.wording import day_words, uncapitalised
from onroll.pipeline.attendance_feed import marks_of
from onroll.pipeline.index import Run
from onroll.pipeline.run_findings import NowKnown, what_is_known_now

EDUCATED = frozenset(rule.code for rule in STATUSES if rule.side == IN_EDUCATION)
DUE_AGAIN = "Week {week}: no attendance has come. Ask the school, and record the observation"
FIND_OUT = "Find out today why: {risk}"
BATCH = 500


@dataclass
class _Written:
    """What the looks of one run at watched returns write down: after which run, by whom, and at what moment."""

    run: Run
    by: Doer
    at: datetime
    looks: list[CaseObservation] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    proposals: list[CaseProposal] = field(default_factory=list)
    lines: list[CaseChange] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)


@dataclass(frozen=True)
class _Return:
    """One watched return on the day of a run."""

    case: Case
    began: date
    looks: Sequence[CaseObservation]
    weeks: Sequence[MarkedWeek]
    known: NowKnown | None
    on: date
    calendar: Calendar

    @property
    def in_education(self) -> bool:
        return self.known is not None and self.known.status in EDUCATED

    def seen_since(self, looks: Iterable[Observation], until: date) -> Attended:
        last = max((look.on for look in looks), default=self.began - timedelta(days=1))
        return attended_between(self.weeks, last, until, self.calendar)


def observe_returns(run: Run, *, by: Doer) -> int:
    """Fill the looks that are due from a run, and say at once where a return is at risk; return how many looks were recorded.

    Running it twice changes nothing.
    """
    Case.objects.filter(closed_on__isnull=True).exclude(state="watching").exclude(return_risk="").update(return_risk="")
    watched = Case.objects.filter(state="watching", closed_on__isnull=True, joined_into__isnull=True, first_attended_on__isnull=False)
    children = dict(watched.values_list("child_id", "first_attended_on"))
    if not children:
        return 0
    weeks = marks_of(run, sorted(children), min(day for day in children.values() if day))
    known = what_is_known_now(run, sorted(children))
    written = _Written(run, by, clock.now())
    with transaction.atomic():
        cases = list(watched.select_for_update().order_by("id"))
        looks: dict[int, list[CaseObservation]] = {}
        for row in CaseObservation.objects.filter(case__state="watching", case__closed_on__isnull=True).order_by("week"):
            looks.setdefault(row.case_id, []).append(row)
        for case in cases:
            began = case.first_attended_on
            if began is None or began > run.on:
                continue
            of_case = [row for row in looks.get(case.pk, []) if row.first_attended_on == began]
            calendar = calendar_of(case.authority)
            each = _Return(case, began, of_case, weeks.get(case.child_id, []), known.get(case.child_id), run.on, calendar)
            _observe(written, each)
        _write(written)
    return len(written.looks)


def _observe(written: _Written, watched: _Return) -> None:
    case = watched.case
    told: list[tuple[str, str]] = []
    looks = list(observed(watched.looks))
    while (due_on := observation_due_on(watched.began, (week := next_observation_week(looks, watched.on)), watched.calendar)) <= watched.on:
        look = _look(watched, looks, week, due_on)
        if look is None:
            break
        looks.append(look)
        written.looks.append(
            CaseObservation(
                case=case, first_attended_on=watched.began, week=week, on=look.on, sessions_attended=look.sessions_attended,
                sessions_possible=look.sessions_possible, on_roll=look.on_roll, source=look.source[:200], at=written.at, by=written.by.name,
            )
        )  # fmt: skip
        told.append(("case.observed", _look_words(look)))
    is_due = due_on <= watched.on
    since_last = watched.seen_since(looks, watched.on)
    # Right after a look there is little that is newer: then the look itself is what is known.
    latest = since_last if since_last.sessions_possible >= SOON or not looks else _as_attended(looks[-1])
    risk = risk_now(watched.in_education, latest, is_due, watched.on)
    if risk != case.return_risk:
        words = f"Return at risk: {RISKS[risk]}" if risk else "The return is no longer at risk by the records"
        told.append(("case.return_at_risk" if risk else "case.return_held", words))
    sustained = bool(looks) and len(looks) > len(watched.looks) and not risk and bool(is_sustained(looks, watched.on))
    if sustained:
        told.append(("case.ending_proposed", "The return has held for twelve weeks: the case can end"))
        written.proposals.append(_sustained(case, looks[-1], written.run))
    if told:
        _change(written, watched, looks, risk, week, told)


def _look(watched: _Return, looks: Sequence[Observation], week: int, due_on: date) -> Observation | None:
    """The look of a week by the marks; None where they do not cover it and the child is still in education."""
    seen = watched.seen_since(looks, due_on)
    source = f"Attendance register, school {', '.join(seen.urns)}: {len(seen.evidence)} weeks of marks, {'; '.join(seen.evidence)}"
    if not seen.is_enough:
        if watched.in_education:
            return None
        source = f"Rolls and registers of the run of {day_words(watched.on)}"
    look = Observation(week, due_on, seen.sessions_attended, seen.sessions_possible, watched.in_education, source)
    return look if may_observe(look, watched.began) else None


def _as_attended(look: Observation) -> Attended:
    return Attended(look.sessions_attended, look.sessions_possible, 0, 0, (), ())


def _look_words(look: Observation) -> str:
    on_roll = "" if look.on_roll else ", and no longer on a roll"
    return f"Week {look.week}: {look.sessions_attended} of {look.sessions_possible} sessions{on_roll}, by the registers"


def _sustained(case: Case, look: Observation, run: Run) -> CaseProposal:
    percent = 100 * look.sessions_attended // look.sessions_possible
    because = f"Attended {percent}% of sessions at week {look.week}, and was on a roll at each of the four looks."
    evidence = [{"kind": "attendance_register", "dated_on": look.on.isoformat(), "reference": look.source[:300]}]
    return CaseProposal(
        case=case, kind="ending", run_id=run.run_id, proposed_on=run.on, because=because, outcome=Outcome.ENROLLED_CONFIRMED.value,
        evidence=evidence,
    )  # fmt: skip


def _change(
    written: _Written,
    watched: _Return,
    looks: Sequence[Observation],
    risk: Risk,
    week: int,
    told: Sequence[tuple[str, str]],
) -> None:
    case = watched.case
    case.version += 1
    case.return_risk = risk
    past_school_age = case.leaving_on is not None and case.leaving_on < watched.on
    if risk == "no_data" and not past_school_age:
        case.next_action, case.due_on = DUE_AGAIN.format(week=week), watched.on
    elif risk and not past_school_age:
        case.next_action, case.due_on = FIND_OUT.format(risk=uncapitalised(RISKS[risk])), watched.on
    else:  # after school age the hand-over stays what is next, whatever the marks say
        step = what_is_next(case, facts_of(case, observations=looks), watched.on)
        case.next_action, case.due_on = step.action, step.due_on
    written.cases.append(case)
    for kind, words in told:
        written.lines.append(
            CaseChange(
                case=case,
                version=case.version,
                at=written.at,
                on=written.run.on,
                by=written.by.name,
                by_name="Onroll",
                kind=kind,
                words=words[:400],
            )
        )
        body = {"run": written.run.run_id, "case": case.pk, "version": case.version, "risk": risk}
        written.happenings.append(Happening(kind=kind, subject=case.child_id, body=body))


def _write(written: _Written) -> None:
    CaseObservation.objects.bulk_create(written.looks, batch_size=BATCH)
    Case.objects.bulk_update(written.cases, ["version", "return_risk", "next_action", "due_on"], batch_size=BATCH)
    if written.proposals:
        ending = CaseProposal.objects.filter(kind="ending", withdrawn_on__isnull=True, case__in=[each.case for each in written.proposals])
        ending.update(withdrawn_on=written.proposals[0].proposed_on)
        CaseProposal.objects.bulk_create(written.proposals, batch_size=BATCH)
    CaseChange.objects.bulk_create(written.lines, batch_size=BATCH)
    record_all(written.by, written.happenings)

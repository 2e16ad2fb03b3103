"""What is to be done next in a case by itself, so that none is ever without a next action and a day.

Source  issue 4, point 2 (time limits start by themselves); domain, section 3.5; design, section 7.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from onroll.core.cases import CaseFacts, NextStep, State
from onroll.core.dated.case_limits import Limit
from onroll.core.observations import next_observation_week, observation_due_on
from onroll.core.school_days import Calendar
from onroll.core.time_limits import due_after
from onroll.core.wording import uncapitalised


@dataclass(frozen=True, slots=True)
class Afterwards:
    """The next action on entering a state, and how soon; high: for a child at high risk."""

    words: str
    limit: Limit
    high: Limit


_SAME_DAY = Limit(0, "working day")
AFTERWARDS: dict[State, Afterwards] = {
    "new": Afterwards("Triage: score the risk and escalate what cannot wait", _SAME_DAY, _SAME_DAY),
    "enquiring": Afterwards("Try to reach the family, and send the next best enquiry", Limit(2, "working day"), _SAME_DAY),
    "located": Afterwards("Agree a return plan with the child and the family", Limit(5, "working day"), Limit(2, "working day")),
    "returning": Afterwards("Review the return plan", Limit(7, "day"), Limit(5, "day")),
    "watching": Afterwards("Observe the attendance", Limit(14, "day"), Limit(14, "day")),
}
"""Source: triage and first contact, domain 3.5; plan reviews from week 1, domain 9; five working days to a plan, Onroll's default."""

SETTLE = "Settle whether the child is missing education"
"""The first task of a case that opens on `possible_cme`."""


def next_step(case: CaseFacts, is_high: bool, on: date | datetime, calendar: Calendar) -> NextStep:
    """Return what is to be done next in an open case by itself, and by which day.

    A case on `possible_cme` is first settled; a watched one is observed in the next of weeks 2, 4, 8 and 12.

    Raises  ValueError for a closed case.
    """
    if case.state == "closed":
        raise ValueError("a closed case has no next step")
    day = on.date() if isinstance(on, datetime) else on
    afterwards = AFTERWARDS[case.state]
    due_on = due_after(afterwards.high if is_high else afterwards.limit, on, calendar).on
    if case.state == "watching" and case.first_attended_on is not None:
        week = next_observation_week(case.observations, day)
        due_on = observation_due_on(case.first_attended_on, week, calendar)
        return NextStep(f"{afterwards.words} of week {week}", max(due_on, day))
    if case.state == "new" and case.counted_as == "possible_cme":
        return NextStep(f"{SETTLE}; {uncapitalised(afterwards.words)}", due_on)
    return NextStep(afterwards.words, due_on)

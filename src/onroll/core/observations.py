"""Four looks at a child who is back in education, and whether the return has held.

Source  domain, section 9 (sustained: still attending at least 90% at 12 weeks); design, section 7 (weeks 2, 4, 8, 12).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onroll.core.answers import YES, Answer, no
from onroll.core.dated.closure_evidence import OBSERVATION_WEEKS, SUSTAINED_PERCENT
from onroll.core.dated.values import value_on
from onroll.core.school_days import Calendar
from onroll.core.wording import day_words, listed


@dataclass(frozen=True, slots=True)
class Observation:
    """One look: how much the child attended since the look before.

    Shape  week: after the first attendance. sessions_attended of sessions_possible: half-days from the day after the last
           look to `on`; there is no observation without a possible session. on_roll: whether the child still is.
    """

    week: int
    on: date
    sessions_attended: int
    sessions_possible: int
    on_roll: bool = True
    source: str = ""


def may_observe(observation: Observation, first_attended_on: date) -> Answer:
    """Return whether these figures are an observation at all."""
    if observation.sessions_possible < 1 and observation.on_roll:
        return no("There was no session to attend: observe again once school is open.")
    if not 0 <= observation.sessions_attended <= observation.sessions_possible:
        return no("A child cannot attend more sessions than there were, nor fewer than none.")
    if observation.on < first_attended_on + timedelta(weeks=observation.week):
        return no(f"Week {observation.week} is not over before {day_words(first_attended_on + timedelta(weeks=observation.week))}.")
    return YES


def next_observation_week(observations: Sequence[Observation], on: date) -> int:
    """Return the week of the next look: 2, 4, 8, 12, then every four weeks for as long as the case watches."""
    last = max((observation.week for observation in observations), default=0)
    weeks = value_on(OBSERVATION_WEEKS, on)
    return next((week for week in weeks if week > last), last + 4 if last >= weeks[-1] else weeks[-1])


def observation_due_on(first_attended_on: date, week: int, calendar: Calendar) -> date:
    """Return the day of a look: so many weeks after the first attendance, or the first school day after that."""
    day = first_attended_on + timedelta(weeks=week)
    return day if calendar.is_school_day(day) else calendar.first_school_day_after(day)


def is_sustained(observations: Sequence[Observation], on: date) -> Answer:
    """Return whether a return has held: all looks are there, and the last shows at least 90% attendance.

    Units   attendance: sessions attended of sessions possible since the look before; exactly 90% is enough.
    Source  domain, section 9.
    """
    weeks = value_on(OBSERVATION_WEEKS, on)
    missing = [week for week in weeks if week not in {observation.week for observation in observations}]
    if missing:
        return no(f"The return has not been observed in week{'s' if len(missing) > 1 else ''} {listed(missing)}.")
    last = max(observations, key=lambda observation: observation.week)
    percent = value_on(SUSTAINED_PERCENT, on)
    if not last.on_roll:
        return no(f"In week {last.week} the child was no longer on the roll.")
    if last.sessions_attended * 100 < percent * last.sessions_possible:
        share = f"{last.sessions_attended} of {last.sessions_possible} sessions"
        return no(f"In week {last.week} the child attended {share}, less than {percent}%: the case goes on watching.")
    return YES


def shows_relapse(observation: Observation) -> Answer:
    """Return whether a look shows that the return has failed: off the roll again, or no attendance at all.

    Poor attendance is no relapse: a child on a roll is never missing education (domain 1.3, row 7); the case goes on watching.
    """
    if not observation.on_roll or observation.sessions_attended == 0:
        return YES
    return no(
        f"The child attended {observation.sessions_attended} of {observation.sessions_possible} sessions and is on the roll: no relapse."
    )

"""What is due in a case, and since when it is late: stages that start by themselves, authorities' stricter limits, who is told.

Source  domain, section 3.5; requirements 29 (time limits that an authority may only shorten) and 30 (no action for a review interval:
        the clock of the management review, which every open case has, runs out no later); design, section 7.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from onroll.core.answers import Answer, no
from onroll.core.dated.case_limits import HIGH_LADDER, LADDER, STAGES, Limit, Stage, StageLimit, Told
from onroll.core.dated.values import value_on
from onroll.core.school_days import Calendar
from onroll.core.time_limits import Due, due_after, is_stricter_or_equal
from onroll.core.working_days import working_day_after


@dataclass(frozen=True, slots=True)
class AuthorityLimit:
    """One authority's own limit for one stage, for everybody or for children at high risk.

    Shape  again: whether it replaces the interval between two times, instead of the time to the first.
    """

    stage: Stage
    limit: Limit
    high: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """What the clocks of one case look at.

    Shape  opened_at: when the signal arrived, in local time. done: for each stage, the last day on which it was done. high_since: when
           the child was found to be at high risk, None where not. has_referrer: somebody outside waits for an
           acknowledgement; referred_at: since when, where not since the case was opened. has_school: a school shares the
           enquiries (an absence, or grounds h and i).
    """

    opened_at: date | datetime
    done: Mapping[Stage, date] = field(default_factory=dict)
    high_since: date | datetime | None = None
    whereabouts_known: bool = False
    has_referrer: bool = False
    referred_at: date | datetime | None = None
    has_school: bool = False


@dataclass(frozen=True, slots=True)
class StageDue:
    """One stage that is still to be done, and by when."""

    stage: Stage
    title: str
    due: Due
    limit: Limit


@dataclass(frozen=True, slots=True)
class Notice:
    """Somebody is to be told that something is late."""

    told: Told
    on: date
    because: str


def may_set_limit(own: AuthorityLimit, on: date) -> Answer:
    """Return whether an authority may set a limit: shorter than the national default or equal to it, never longer.

    Source  domain, requirement 29.
    """
    stage = _stage(own.stage, on)
    if stage is None:
        return no(f"There is no stage called {own.stage}.")
    default = _default(stage, own)
    if default is None:
        return no(f"{stage.title} is done once: there is no interval to shorten.")
    return is_stricter_or_equal(own.limit, default)


def stages_due(
    facts: ClockFacts, on: date, calendar: Calendar, authority: Sequence[AuthorityLimit] = (), *, only: Stage | None = None
) -> tuple[StageDue, ...]:
    """Return the stages that are still to be done in an open case, the soonest first. Never empty, but for one stage asked for by itself.

    An authority's limit counts beside the default, and the earlier of the two decides: no configuration can make
    anything due later. So too for high risk.

    Source  domain, section 3.5.
    """
    dues = []
    for stage in value_on(STAGES, on):
        if _applies(stage, facts) and only in (None, stage.stage):
            candidates = list(_candidates(stage, facts, calendar, authority))
            if candidates:
                due, limit = min(candidates, key=lambda candidate: candidate[0])
                dues.append(StageDue(stage.stage, stage.title, due, limit))
    return tuple(sorted(dues, key=lambda each: each.due))


def told_of_lateness(due_on: date, is_high: bool, on: date) -> tuple[tuple[Told, date], ...]:
    """Return who has to have been told by a day that something is late, and since when, in the order of the ladder.

    Units   the ladder counts working days: the first working day after the due day is rung 0.
    """
    ladder = value_on(HIGH_LADDER if is_high else LADDER, on)
    told = ((rung.told, working_day_after(due_on, rung.late_by + 1)) for rung in ladder)
    return tuple((who, told_on) for who, told_on in told if told_on <= on)


def notices_of_lateness(due: Due, is_high: bool, on: date, what: str) -> tuple[Notice, ...]:
    """Return who has to have been told by a day that something is late, and when, each with the reason in words."""
    because = f"{what} was due by {due} and has not been done."
    return tuple(Notice(told, told_on, because) for told, told_on in told_of_lateness(due.on, is_high, on))


def _applies(stage: StageLimit, facts: ClockFacts) -> bool:
    if stage.searching_only and facts.whereabouts_known:
        return False
    if stage.stage == "acknowledge_referrer":
        return facts.has_referrer
    return stage.stage != "joint_enquiry_conference" or facts.has_school


def _candidates(stage: StageLimit, facts: ClockFacts, calendar: Calendar, authority: Sequence[AuthorityLimit]) -> list[tuple[Due, Limit]]:
    done_on = facts.done.get(stage.stage)
    opened_at = facts.opened_at
    if stage.stage == "acknowledge_referrer" and facts.referred_at is not None:
        done_on, opened_at = None, facts.referred_at  # somebody waits since then, whoever was answered before
    again = done_on is not None
    if again and stage.again is None:
        return []
    start: date | datetime = done_on if done_on is not None else opened_at
    normal = [stage.again if again else stage.limit]
    normal += [own.limit for own in authority if own.stage == stage.stage and own.again == again and not own.high]
    candidates = [(due_after(limit, start, calendar), limit) for limit in normal if limit is not None]
    if facts.high_since is not None:
        high = [stage.again_high if again else stage.high]
        high += [own.limit for own in authority if own.stage == stage.stage and own.again == again and own.high]
        later = max(start, facts.high_since, key=_sortable)
        candidates += [(due_after(limit, later, calendar), limit) for limit in high if limit is not None]
    return candidates


def _sortable(moment: date | datetime) -> tuple[date, int]:
    return (moment.date(), moment.hour * 60 + moment.minute) if isinstance(moment, datetime) else (moment, 0)


def _stage(code: Stage, on: date) -> StageLimit | None:
    return next((stage for stage in value_on(STAGES, on) if stage.stage == code), None)


def _default(stage: StageLimit, own: AuthorityLimit) -> Limit | None:
    if own.again:
        return (stage.again_high or stage.again) if own.high else stage.again
    return (stage.high or stage.limit) if own.high else stage.limit

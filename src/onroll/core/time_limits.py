"""When a limit is over: in office hours, days, working days or school days.

Source  domain, section 3.5 (stages on school and working days), section 2.2 (which days the law counts).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from onroll.core.answers import YES, Answer, no
from onroll.core.dated.case_limits import OFFICE_HOURS, Limit, Unit
from onroll.core.dated.values import value_on
from onroll.core.school_days import Calendar
from onroll.core.wording import day_words
from onroll.core.working_days import is_working_day, on_or_next_working_day, working_day_after


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """By when something is to be done: by the end of a day, or by a moment on it.

    Units   minute: minutes since midnight; 1440 is the end of the day.
    """

    on: date
    minute: int = 1440

    def is_past(self, now: date | datetime) -> bool:
        """Return whether it is over; a bare day counts as its beginning, so what is due today is not past."""
        if isinstance(now, datetime):
            return (now.date(), now.hour * 60 + now.minute) > (self.on, self.minute)
        return now > self.on

    def __str__(self) -> str:
        day = day_words(self.on)
        return day if self.minute == 1440 else f"{day}, {self.minute // 60}:{self.minute % 60:02d}"


def due_after(limit: Limit, start: date | datetime, calendar: Calendar) -> Due:
    """Return when a limit that begins on a day, which is day 0, is over.

    Shape  start: a moment is in local time. A limit in office hours that begins on a bare day begins when offices open.
    """
    day = start.date() if isinstance(start, datetime) else start
    if limit.unit == "office hour":
        return _after_office_hours(limit.count, start)
    if limit.unit == "day":
        return Due(day + timedelta(days=limit.count))
    if limit.unit == "working day":
        return Due(on_or_next_working_day(day) if limit.count == 0 else working_day_after(day, limit.count))
    if limit.count == 0:
        return Due(day if calendar.is_school_day(day) else calendar.first_school_day_after(day))
    return Due(calendar.school_day_after(day, limit.count))


def _after_office_hours(hours: int, start: date | datetime) -> Due:
    day = start.date() if isinstance(start, datetime) else start
    opens, closes = (60 * hour for hour in value_on(OFFICE_HOURS, day))
    minute = start.hour * 60 + start.minute if isinstance(start, datetime) else opens
    minute = max(minute, opens)
    if not is_working_day(day) or minute >= closes:
        day, minute = working_day_after(day, 1), opens
    left = 60 * hours
    while left > closes - minute:
        left -= closes - minute
        day, minute = working_day_after(day, 1), opens
    return Due(day, minute + left)


_SLOWNESS: dict[Unit, int] = {"day": 0, "working day": 1, "school day": 2}
_NOUN: Callable[[Unit], str] = "{}s".format


def is_stricter_or_equal(proposed: Limit, default: Limit) -> Answer:
    """Return whether a limit can never end later than another, whatever day it begins on.

    Days run at least as fast as working days, and working days as school days. Office hours are only compared with
    office hours.
    """
    if proposed.count < 0:
        return no("A time limit cannot be negative.")
    if "office hour" in (proposed.unit, default.unit) and proposed.unit != default.unit:
        return no(f"A limit counted in {_NOUN(default.unit)} cannot be replaced by one counted in {_NOUN(proposed.unit)}.")
    if proposed.unit != "office hour" and _SLOWNESS[proposed.unit] > _SLOWNESS[default.unit]:
        slow, fast = _NOUN(proposed.unit).capitalize(), _NOUN(default.unit)
        return no(f"{slow} may run slower than {fast}: the limit could end later than the national default.")
    if proposed.count > default.count:
        return no(
            f"The national default is {default}: an authority may make it shorter, not longer. {str(proposed).capitalize()} is longer."
        )
    return YES

"""When a child counts as missing education: the national definition, and variants of it that authorities use, on the same days.

The national definition is the finding itself (`cme` on the day). A variant differs in three things: from which day without education a
child counts, whether applicants for a place do, and whether home education that nobody has assessed yet does.

Source  Children's Commissioner, The Unrolled Story (2024): 40% of authorities define it otherwise; domain, sections 1.3 and 4.2;
        anchors, section 4, point 21.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from onroll.core.school_days import Calendar
from onroll.core.statuses import MISSING, STATUSES

NATIONAL = "national"
APPLICANTS = frozenset({"awaiting_place", "offered_not_started"})
PENDING = "home_education_pending"
WAITING = "between_schools"
MISSING_STATUSES = frozenset(rule.code for rule in STATUSES if rule.side == MISSING)

Unit = Literal["days", "school days", "months"]
UNITS: tuple[Unit, ...] = ("days", "school days", "months")
_FIELDS = {"title": str, "valid_from": date, "wait": int, "unit": str, "applicants": bool, "home_education_pending": bool, "source": str}


class CannotUseDefinition(Exception):
    """A definition cannot be used; the sentence says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One way to count.

    Shape  code: the file's name; wait: of the first day without education, which is day 0, how many units must have passed; national: it is
           the finding, and the other fields only describe it.
    """

    code: str
    title: str
    valid_from: date
    valid_until: date | None
    wait: int
    unit: Unit
    applicants: bool
    home_education_pending: bool
    source: str
    national: bool = False

    def holds_on(self, day: date) -> bool:
        """Return whether the definition is in force on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class DayWithoutEducation:
    """What is known of a child on the day.

    Shape  finding_status: `cme`, `possible_cme`, or None without a finding; gap_starts_on: the first day without education;
           with_pending_starts_on: the same where home education that is not assessed is none.
    """

    status: str
    finding_status: str | None
    gap_starts_on: date
    with_pending_starts_on: date


def definition_from(code: str, written: Mapping[str, Any]) -> Definition:
    """Return the definition that a file holds.

    Raises  CannotUseDefinition.
    """
    where = f"The definition {code!r}"
    unknown = sorted(set(written) - set(_FIELDS) - {"valid_until", "national"})
    if unknown:
        raise CannotUseDefinition(f"{where} has the field {unknown[0]!r}, which means nothing here.")
    for name, kind in _FIELDS.items():
        if name not in written:
            raise CannotUseDefinition(f"{where} needs the field {name!r}.")
        if type(written[name]) is not kind:
            raise CannotUseDefinition(f"{where}: {name} must be a {_SAID[kind]}, not {written[name]!r}.")
    if written["unit"] not in UNITS:
        raise CannotUseDefinition(f"{where}: unit must be one of {', '.join(UNITS)}, not {written['unit']!r}.")
    if not 0 <= written["wait"] <= 365:
        raise CannotUseDefinition(f"{where}: wait must lie between 0 and 365, not {written['wait']}.")
    until = written.get("valid_until")
    if until is not None and (type(until) is not date or until < written["valid_from"]):
        raise CannotUseDefinition(f"{where}: valid_until must be a day on or after valid_from.")
    national = written.get("national", False)
    if national is not (code == NATIONAL):
        raise CannotUseDefinition(f"{where}: there is one national definition, and it is called {NATIONAL}.")
    return Definition(code=code, valid_until=until, **{name: value for name, value in written.items() if name != "valid_until"})


_SAID = {str: "text", date: "day, as 2025-09-01", int: "whole number", bool: "true or false"}


def last_start_that_counts(definition: Definition, on: date, calendar: Calendar) -> date:
    """Return the latest first day without education from which a child counts on a day."""
    if definition.unit == "days":
        return on - timedelta(days=definition.wait)
    if definition.unit == "months":
        return _months_before(on, definition.wait)
    day, left = on, definition.wait
    while left:
        left -= calendar.is_school_day(day)
        day -= timedelta(days=1)
    return day


def _months_before(day: date, months: int) -> date:
    place = day.year * 12 + day.month - 1 - months
    year, month = place // 12, place % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (following - timedelta(days=1)).day))


def counts(definition: Definition, child: DayWithoutEducation, last_start: date) -> bool:
    """Whether a child counts as missing education on the day. Shape  last_start: by `last_start_that_counts`.

    Where the evidence is incomplete (`possible_cme`), no definition counts the child: that is a question of proof, not of the day.
    """
    if definition.national:
        return child.finding_status == "cme"
    if child.status not in counted_statuses(definition) or child.finding_status == "possible_cme":
        return False
    first = child.with_pending_starts_on if definition.home_education_pending else child.gap_starts_on
    return first <= last_start


def counted_statuses(definition: Definition) -> Collection[str]:
    """Return the statuses whose days count as days without education."""
    counted = MISSING_STATUSES | {WAITING}
    if not definition.applicants:
        counted = counted - APPLICANTS
    return counted | {PENDING} if definition.home_education_pending else counted

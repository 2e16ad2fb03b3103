"""School-day arithmetic on term calendars.

Source  contracts, section 8 (the default England calendar); `term_dates` of section 4 (overrides).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from onroll.core.school_age import school_year

ONE_DAY = timedelta(days=1)
Holiday = tuple[date, date]
"""First and last day without school, both included."""

_PUBLISHED = """
2023-07-22 2023-09-03, 2023-10-23 2023-10-27, 2023-12-23 2024-01-07, 2024-02-12 2024-02-16, 2024-03-29 2024-04-14,
2024-05-06 2024-05-06, 2024-05-27 2024-05-31, 2024-07-24 2024-09-02, 2024-10-28 2024-11-01, 2024-12-21 2025-01-05,
2025-02-17 2025-02-21, 2025-04-07 2025-04-21, 2025-05-05 2025-05-05, 2025-05-26 2025-05-30, 2025-07-23 2025-08-31,
2025-10-27 2025-10-31, 2025-12-20 2026-01-04, 2026-02-16 2026-02-20, 2026-03-30 2026-04-12
"""
PUBLISHED_HOLIDAYS: tuple[Holiday, ...] = tuple(
    (date.fromisoformat(pair.split()[0]), date.fromisoformat(pair.split()[1])) for pair in _PUBLISHED.replace("\n", " ").split(",")
)
"""The default England calendar as contracts, section 8, give it: the days without school."""

PUBLISHED_FROM, PUBLISHED_TO = PUBLISHED_HOLIDAYS[0][0], PUBLISHED_HOLIDAYS[-1][1]


@dataclass(frozen=True)
class Calendar:
    """The school days of an authority, or of England: Monday to Friday outside the holidays.

    Shape  by_year: the holidays of a school year (the year in which its September lies), where someone has sent them;
           every other year follows the default.
    """

    by_year: Mapping[int, tuple[Holiday, ...]] = field(default_factory=dict)
    _days_off: dict[int, frozenset[date]] = field(default_factory=dict, compare=False, repr=False)
    _closing: dict[tuple[int, int], date] = field(default_factory=dict, compare=False, repr=False)

    def holidays(self, year: int) -> tuple[Holiday, ...]:
        """Return the holidays that begin in the school year that starts in September of that year."""
        return self.by_year[year] if year in self.by_year else default_holidays(year)

    def is_school_day(self, day: date) -> bool:
        """Return whether schools are open on a day."""
        if day.weekday() >= 5:
            return False
        year = school_year(day)
        days_off = self._days_off.get(year)
        if days_off is None:
            days_off = self._days_off[year] = self._days_without_school(year)
        return day not in days_off

    def _days_without_school(self, year: int) -> frozenset[date]:
        # The year before is asked too: its summer holiday may reach into this year's September.
        days = set()
        for first, last in self.holidays(year - 1) + self.holidays(year):
            for offset in range((last - first).days + 1):
                days.add(first + timedelta(days=offset))
        return frozenset(days)

    def first_school_day_after(self, day: date) -> date:
        """Return the first school day strictly after a day."""
        return self.school_day_after(day, 1)

    def school_day_after(self, day: date, count: int) -> date:
        """Return the count-th school day strictly after a day, which itself is day 0."""
        for _ in range(2000):
            if count <= 0:
                return day
            day += ONE_DAY
            if self.is_school_day(day):
                count -= 1
        return day  # a calendar that has no school for years: its end is as good a day as any

    def school_days_between(self, first: date, last: date) -> int:
        """Return how many school days lie between two days, both included."""
        return sum(self.is_school_day(first + timedelta(days=offset)) for offset in range((last - first).days + 1))

    def nth_school_day_of_year(self, year: int, count: int) -> date:
        """Return the count-th school day on or after 1 September of a year."""
        return self.school_day_after(date(year, 8, 31), count)

    def last_days_of_summer_term_begin_on(self, year: int, count: int) -> date:
        """Return the first of the last `count` school days of the summer term of a calendar year.

        The summer term ends before the longest break between mid-June and the end of September.
        """
        if (year, count) not in self._closing:
            self._closing[year, count] = self._school_day_before(self.summer_term_ends_on(year), count)
        return self._closing[year, count]

    def _school_day_before(self, day: date, count: int) -> date:
        """Return the count-th school day going back from a day, which itself counts."""
        for _ in range(400):
            if self.is_school_day(day):
                count -= 1
                if count <= 0:
                    break
            day -= ONE_DAY
        return day

    def summer_term_ends_on(self, year: int) -> date:
        """Return the last school day before the summer holiday of a calendar year."""
        ends_on, longest = date(year, 7, 21), 0
        last_open = None
        for offset in range(108):
            day = date(year, 6, 15) + timedelta(days=offset)
            if self.is_school_day(day):
                if last_open is not None and (day - last_open).days > longest:
                    ends_on, longest = last_open, (day - last_open).days
                last_open = day
        return ends_on


def default_holidays(year: int) -> tuple[Holiday, ...]:
    """Return the default holidays that begin in the school year that starts in September of a year.

    Where contracts, section 8, give them, theirs; before and after, by the same pattern.
    """
    if year not in _DEFAULTS:
        published = [each for each in PUBLISHED_HOLIDAYS if school_year(each[0]) == year]
        patterned = [each for each in _by_the_same_pattern(year) if each[1] < PUBLISHED_FROM or each[0] > PUBLISHED_TO]
        _DEFAULTS[year] = tuple(sorted(published + patterned))
    return _DEFAULTS[year]


_DEFAULTS: dict[int, tuple[Holiday, ...]] = {}


def calendar_from(default: Calendar, holidays: Iterable[Holiday]) -> Calendar:
    """Return a calendar in which an authority's own dates replace the default's, a school year at a time.

    An authority that sends any holiday of September to June has sent that school year whole. Its summer holiday
    (one that begins in July or August) is replaced where it sends one, and stays the default's where it does not.
    """
    own: dict[int, list[Holiday]] = {}
    for first, last in holidays:
        own.setdefault(school_year(first), []).append((first, last))
    by_year = dict(default.by_year)
    for year, sent in own.items():
        base = default.holidays(year)
        summer = [each for each in sent if _is_summer(each)] or [each for each in base if _is_summer(each)]
        terms = [each for each in sent if not _is_summer(each)] or [each for each in base if not _is_summer(each)]
        by_year[year] = tuple(sorted(terms + summer))
    return Calendar(by_year)


def _is_summer(holiday: Holiday) -> bool:
    return holiday[0].month in (7, 8)


def _by_the_same_pattern(year: int) -> list[Holiday]:
    """Autumn half term, Christmas, February half term, Easter, May Day, spring half term, summer."""
    spring = year + 1
    half_term = _nth_weekday(year, 10, 0, 4)
    christmas = _on_or_before(date(year, 12, 23), 5)
    february = _on_or_before(date(spring, 2, 18), 0)
    may_day = _nth_weekday(spring, 5, 0, 1)
    whitsun = _on_or_before(date(spring, 5, 31), 0)
    summer = _nth_weekday(spring, 7, 2, 4)
    return [
        (half_term, half_term + timedelta(days=4)),
        (christmas, christmas + timedelta(days=15)),
        (february, february + timedelta(days=4)),
        _easter_holiday(spring),
        (may_day, may_day),
        (whitsun, whitsun + timedelta(days=4)),
        (summer, _before_term(spring)),
    ]


def _before_term(year: int) -> date:
    """Schools open on 1 September, or on the Monday after where it is a Friday or at a weekend."""
    first = date(year, 9, 1)
    return first - ONE_DAY if first.weekday() < 4 else first + timedelta(days=6 - first.weekday())


def _easter_holiday(year: int) -> Holiday:
    easter = easter_sunday(year)
    if easter < date(year, 4, 1):
        return easter - timedelta(days=2), easter + timedelta(days=14)  # Good Friday, and two weeks
    if easter < date(year, 4, 13):
        return easter - timedelta(days=6), easter + timedelta(days=7)  # the weeks before and after
    return easter - timedelta(days=13), easter + ONE_DAY  # two weeks, and Easter Monday


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of a year in the Gregorian calendar.

    Source  the anonymous algorithm of Nature, 20 April 1876, in Meeus, Astronomical Algorithms, chapter 8.
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, century_rest = divmod(century, 4)
    correction = (century + 8) // 25
    epact = (19 * golden + century - leap - (century - correction + 1) // 3 + 15) % 30
    quarter, year_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * quarter - epact - year_rest) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _nth_weekday(year: int, month: int, weekday: int, count: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))


def _on_or_before(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday) % 7)


ENGLAND = Calendar()
"""The default England calendar."""

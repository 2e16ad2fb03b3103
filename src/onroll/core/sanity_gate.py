"""Whether an extract looks like the supplier's register, or like a part of it.

A truncated file must raise one alarm about the file, not nine hundred about children.

Source  contracts 1 (A file that looks wrong); issue 2, item 3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from onroll.core.school_age import last_friday_in_june
from onroll.core.wording import plural

SMALLEST_FORMER_SNAPSHOT = 200
SMALLEST_SHARE = 0.70
SMALLEST_YEAR_GROUP = 30
SMALLEST_FORMER_TO_REFUSE_EMPTY = 20


@dataclass(frozen=True, kw_only=True)
class SnapshotShape:
    """How many rows a snapshot has, and how many in each year group."""

    row_count: int
    year_groups: Mapping[str, int]


def year_group(nc_year: str | None, date_of_birth: date | None, as_at: date) -> str | None:
    """Return the year group of a row: as given, else by the birthday; None outside reception to year 11.

    Source  domain 1.2: academic-year start, less the year of birth (born January to August) or the one after, less 4.
    """
    if nc_year is not None:
        return None if nc_year == "X" else nc_year
    if date_of_birth is None:
        return None
    year = _national_curriculum_year(date_of_birth, as_at)
    return None if not 0 <= year <= 11 else "R" if year == 0 else str(year)


def year_groups(rows: Iterable[tuple[str | None, date | None, int]], as_at: date) -> dict[str, int]:
    """Return the number of rows by year group, of counted (nc_year, date_of_birth, how many)."""
    counted: Counter[str] = Counter()
    for nc_year, date_of_birth, count in rows:
        if (group := year_group(nc_year, date_of_birth, as_at)) is not None:
            counted[group] += count
    return dict(counted)


def cohorts(rows: Iterable[tuple[str | None, date | None, int]], compared_on: date) -> dict[str, int]:
    """Return the number of rows by the school year that the children are in on the day of the comparison.

    For registers without a year group, a year group is the children born in one school year. Both snapshots are counted
    as of the newer one's day: the same children stay one group when September moves them up, and none is expected to
    follow from below.
    """
    counted: Counter[str] = Counter()
    for _, date_of_birth, count in rows:
        if (group := year_group(None, date_of_birth, compared_on)) is not None:
            counted[group] += count
    return dict(counted)


def _national_curriculum_year(date_of_birth: date, as_at: date) -> int:
    academic_year = as_at.year if as_at.month >= 9 else as_at.year - 1
    return academic_year - (date_of_birth.year if date_of_birth.month <= 8 else date_of_birth.year + 1) - 4


def may_have_left_school(as_at: date) -> frozenset[str]:
    """Return the year groups that a school may show no longer on a day, though nothing is wrong with its file.

    From the last Friday in June to the end of August those in a school's last year leave: years 2, 6 and 11, and those
    above. Contracts 5 (transition_gap) judges them by the autumn's rolls alone, so their absence alarms nobody here.
    """
    if last_friday_in_june(as_at.year) <= as_at < date(as_at.year, 9, 1):
        return frozenset({"2", "6", "11", "12", "13", "14"})
    return frozenset()


def alarm(former: SnapshotShape, new: SnapshotShape, *, found_again: int, may_be_gone: frozenset[str] = frozenset()) -> str | None:
    """Return the one alarm that a snapshot raises against the supplier's former one, or nothing.

    Shape  found_again: rows of the former snapshot that stand for the same child in the new one.
           may_be_gone: year groups whose absence says nothing.
    Units  exactly 70% raises no alarm; a former snapshot of fewer than 200 rows judges nothing.
    """
    if former.row_count < SMALLEST_FORMER_SNAPSHOT:
        return None
    reasons = []
    if new.row_count < SMALLEST_SHARE * former.row_count:
        reasons.append(f"{plural(new.row_count, 'row')}, where the former had {former.row_count:,}")
    if found_again < SMALLEST_SHARE * former.row_count:
        reasons.append(f"{found_again:,} of the former {former.row_count:,} rows found again")
    large = {group for group, count in former.year_groups.items() if count >= SMALLEST_YEAR_GROUP} - may_be_gone
    gone = sorted(group for group in large if not new.year_groups.get(group))
    if gone:
        reasons.append(f"nobody left in year group{'s' if len(gone) > 1 else ''} {', '.join(gone)}")
    return "; ".join(reasons) or None

"""The count of children who missed education at any time in a period: the Department's annual question, from the same rows.

A child is in it once, however often they went missing. The layout is that of the termly return, with breakdowns that a period allows.

Source  domain, section 5.1 (annual item) and 5.4 (the published series); issue "Measures", point 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from onroll.core.measures.cme_census import DURATIONS, SEXES, TOTAL, YEAR_GROUPS, Counts, year_group_label
from onroll.core.reasons import UNKNOWN
from onroll.core.school_age import school_year

SPELLS = ("Once", "Twice", "Three times or more")
TOPICS: Mapping[str, tuple[str, ...]] = {
    TOTAL: (TOTAL,),
    "Sex": SEXES,
    "Year group": YEAR_GROUPS,
    "Times missing": SPELLS,
    "Days missing": tuple(label for label, _ in DURATIONS),
}
"""Each breakdown with its labels. Days missing: of all spells together, inside the period."""


@dataclass(frozen=True, slots=True)
class MissedSpell:
    """One spell without education, on whose days the definition was met.

    Shape  la_code: where the child lived when it began, or when the period did; ends_before: excluded; None while it lasts.
    """

    child_id: str
    la_code: str
    sex: str | None
    date_of_birth: date | None
    starts_on: date
    ends_before: date | None


def period_of(first: date, last: date) -> tuple[str, str]:
    """Return the school year and the name of a period, as the open data standards write them."""
    year = school_year(first)
    whole = (first, last) == (date(year, 9, 1), date(year + 1, 8, 31))
    return f"{year}{(year + 1) % 100:02d}", "Academic year" if whole else "Part of academic year"


def days_inside(spell: MissedSpell, first: date, last: date) -> int:
    """Return on how many days of a period, both ends included, a spell lasted."""
    starts = max(spell.starts_on, first)
    ends = last if spell.ends_before is None else min(last, date.fromordinal(spell.ends_before.toordinal() - 1))
    return max(0, (ends - starts).days + 1)


def any_time_counts(spells: Iterable[MissedSpell], first: date, last: date) -> dict[str, Counts]:
    """Return the unrounded counts of each authority: a child counts where they lived when they were first missing in the period."""
    of_child: dict[str, list[MissedSpell]] = {}
    for spell in spells:
        if days_inside(spell, first, last):
            of_child.setdefault(spell.child_id, []).append(spell)
    found: dict[str, Counts] = {}
    for own in of_child.values():
        child, times = min(own, key=lambda spell: spell.starts_on), len(own)
        days = sum(days_inside(spell, first, last) for spell in own)
        labels = {
            TOTAL: TOTAL,
            "Sex": {"F": "Female", "M": "Male"}.get(child.sex or "", UNKNOWN),
            "Year group": year_group_label(child.date_of_birth, first),
            "Times missing": SPELLS[min(times, 3) - 1],
            "Days missing": next(label for label, before in DURATIONS if before is None or days < before),
        }
        found.setdefault(child.la_code, Counter()).update(labels.items())
    return found

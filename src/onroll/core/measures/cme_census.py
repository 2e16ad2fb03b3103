"""The Department's termly count of children missing education: which rows, which labels, in which order.

Source  contracts, section 5 (`cme-census`); domain, sections 5.1 to 5.4; Department for Education, Children missing education at census
        date, autumn term 2025/26.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from onroll.core.areas import ENGLAND_CODE, ENGLAND_NAME, REGIONS, Authority, authority
from onroll.core.disclosure import LOCAL_STEP, NATIONAL_STEP, NOT_AVAILABLE, rate_per_100, rounded, rounded_percent
from onroll.core.reasons import (
    AWAITING_OUTCOME,
    MOVED_AUTHORITY,
    MOVED_COUNTRY,
    NOT_RECORDED,
    OFFERED_NOT_ACCEPTED,
    REASONS,
    UNKNOWN,
    UNSUITABLE_HOME_EDUCATION,
    WAITING_START,
)
from onroll.core.school_age import curriculum_year, school_year

COLUMNS = (
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
    "breakdown_topic",
    "breakdown",
    "child_count",
    "child_percent",
    "rate_per_100",
)

TOTAL = "Total"
SEXES = ("Female", "Male", UNKNOWN)
YEAR_GROUPS = ("Reception", *(f"Year {year}" for year in range(1, 12)), UNKNOWN)
DURATIONS: tuple[tuple[str, int | None], ...] = (
    ("Less than 2 weeks", 14),
    ("2 to 4 weeks", 28),
    ("4 to 8 weeks", 56),
    ("8 to 12 weeks", 84),
    ("12 to 26 weeks", 182),
    ("26 to 52 weeks", 364),
    ("Over 52 weeks", None),
)
"""Each band with the day before which it ends: half-open, so that they tile. Source  domain, section 5.3."""

PUBLISHED_REASONS = (
    "Moved in from another local authority",
    "Moved in from another country",
    AWAITING_OUTCOME,
    OFFERED_NOT_ACCEPTED,
    WAITING_START,
    "Did not get school preference",
    UNSUITABLE_HOME_EDUCATION,
    "Difficulty accessing suitable school place",
    "School dissatisfaction general",
    "School dissatisfaction SEND",
    "Mental health",
    "Physical health",
    "Parental decision not to register at school",
    "Did not apply for school place at compulsory school age",
    "Challenging school attendance order",
    MOVED_AUTHORITY,
    MOVED_COUNTRY,
    UNKNOWN,
    NOT_RECORDED,
    "Other",
)
"""In the order of the published file."""

TOPICS: Mapping[str, tuple[str, ...]] = {
    TOTAL: (TOTAL,),
    "Sex": SEXES,
    "Year group": YEAR_GROUPS,
    "Duration": (*(label for label, _ in DURATIONS), UNKNOWN),
    "Reason": PUBLISHED_REASONS,
}
"""Each breakdown with its labels, in the order of the published file."""


@dataclass(frozen=True, slots=True)
class CountedChild:
    """One child who met the definition on the day.

    Shape  la_code: where the child lives; reason: a published label; None where no reason was returned at all: then the child is in the
           total, and in no row of the reasons.
    """

    la_code: str
    sex: str | None
    date_of_birth: date | None
    since: date | None
    reason: str | None


def term_of(day: date) -> tuple[str, str]:
    """Return the school year as the Department writes it (202526), and the term that a day counts in."""
    first = school_year(day)
    term = "Autumn term" if day.month >= 9 else "Spring term" if day.month <= 3 else "Summer term"
    return f"{first}{(first + 1) % 100:02d}", term


def duration_label(since: date | None, on: date) -> str:
    """Return the band of the days since the definition was first met."""
    if since is None or since > on:
        return UNKNOWN
    days = (on - since).days
    return next(label for label, before in DURATIONS if before is None or days < before)


def year_group_label(date_of_birth: date | None, on: date) -> str:
    """Return the national curriculum year by age."""
    if date_of_birth is None:
        return UNKNOWN
    year = curriculum_year(date_of_birth, on)
    return "Reception" if year == 0 else f"Year {year}" if 1 <= year <= 11 else UNKNOWN


def labels_of(child: CountedChild, on: date) -> dict[str, str]:
    """Return the label of a child in each breakdown that the child is in."""
    labels = {
        TOTAL: TOTAL,
        "Sex": {"F": "Female", "M": "Male"}.get(child.sex or "", UNKNOWN),
        "Year group": year_group_label(child.date_of_birth, on),
        "Duration": duration_label(child.since, on),
    }
    if child.reason is not None:
        labels["Reason"] = child.reason if child.reason in REASONS else "Other"
    return labels


Counts = Counter[tuple[str, str]]
"""Children by topic and label."""


def counts_by_authority(children: Iterable[CountedChild], on: date) -> dict[str, Counts]:
    """Return the unrounded counts of each authority that has any."""
    found: dict[str, Counts] = {}
    for child in children:
        found.setdefault(child.la_code, Counter()).update(labels_of(child, on).items())
    return found


def census_rows(
    counts: Mapping[str, Counts],
    authorities: Iterable[str],
    on: date,
    *,
    population: Mapping[str, int] | None = None,
    only: str | None = None,
    topics: Mapping[str, tuple[str, ...]] = TOPICS,
    period: tuple[str, str] | None = None,
) -> list[tuple[str, ...]]:
    """Return the rows of the return: the nation, its regions, its authorities.

    Shape  authorities: those that are counted, with or without a child; population: children aged 5 to 16 by authority;
           only: one authority alone; topics, period: of another count in the same layout; the term of the day, unless told.
    """
    places = [found for code in sorted({*authorities, *counts}) if (found := authority(code, on)) is not None]
    if only is not None:
        places = [place for place in places if place.la_code == only]
    term = period or term_of(on)
    rows: list[tuple[str, ...]] = []

    def add(level: str, place: tuple[str, ...], of: list[Authority], step: int, extra: Counts | None = None) -> None:
        total: Counts = Counter(extra or {})
        for each in of:
            total.update(counts.get(each.la_code, Counter()))
        known = [population.get(each.la_code) for each in of] if population else [None]
        people = None if None in known or extra else sum(each or 0 for each in known)
        rows.extend((*term, level, ENGLAND_CODE, ENGLAND_NAME, *place, *cells) for cells in _cells(total, people, step, topics))

    if only is None:
        named = {place.la_code for place in places}
        elsewhere: Counts = sum((found for code, found in counts.items() if code not in named), Counter())
        add("National", ("", "", "", "", ""), places, NATIONAL_STEP, elsewhere)
        for code, name in REGIONS.items():
            of_region = [place for place in places if place.region_code == code]
            if of_region:
                add("Regional", (code, name, "", "", ""), of_region, LOCAL_STEP)
    for place in sorted(places, key=lambda each: (each.region_code, each.la_code)):
        codes = (place.region_code, place.region_name, place.la_code, place.new_code, place.name)
        add("Local authority", codes, [place], LOCAL_STEP)
    return rows


def _cells(total: Counts, people: int | None, step: int, topics: Mapping[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    whole = total[TOTAL, TOTAL]
    return [
        (
            topic,
            label,
            rounded(total[topic, label], step),
            "100" if topic == TOTAL else rounded_percent(total[topic, label], base_of(total, topic, labels)),
            rate_per_100(whole, people) if topic == TOTAL else NOT_AVAILABLE,
        )
        for topic, labels in topics.items()
        for label in labels
    ]


def base_of(counts: Counts, topic: str, labels: Iterable[str]) -> int:
    """Return the children that the percentages of a breakdown are of: those for whom it was returned."""
    return sum(counts[topic, label] for label in labels)

"""Warning signs: what is known of a child who is on a roll that, by a deployment's own history, often comes before going missing.

A scorecard: each sign adds whole points, and a person can add them up. It orders offers of help, and is for nothing else.
Sex, ethnicity, language, faith and names are no signs, and never become any.

Source  issue 7, point 3; domain, sections 2.3 (persistent absence from 10%, severe from 50% of sessions) and 11 (requirement 26); the
        Department's Working together to improve school attendance (2024) on help before sanction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onroll.core.school_days import ENGLAND, Calendar

LOG_ODDS_OF_A_POINT = 0.25
"""How much one point adds: four points make the odds of going missing 2.7 times as high."""

SIMPLE_RULE_ABSENCE = 10
"""Per cent of sessions missed from which the simple rule, with which a card is compared, lists a child."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownThen:
    """What was known of one child on a day, of extracts dated no later.

    Shape  absence: whole per cent of this year's sessions missed, None where fewer than 20 were possible. year: of the curriculum. decile:
           of deprivation, 1 the most deprived. leaves_school: in the last year of a school, and the next term is the autumn's.
           without_place: such a child for whom the applications that came show no place that was offered or accepted.
    """

    absence: int | None = None
    year: int = 0
    sen: str = ""
    free_meals: bool = False
    decile: int | None = None
    in_care: bool = False
    in_need: bool = False
    joined_in_year: bool = False
    moved_home: bool = False
    missing_before: bool = False
    part_time: bool = False
    home_educated_before: bool = False
    leaves_school: bool = False
    without_place: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign. Shape  topic: signs of one topic are steps of the same thing, and add up; shows: whether it is there."""

    code: str
    topic: str
    words: str
    shows: Callable[[KnownThen], bool]


def _absent(percent: int) -> Callable[[KnownThen], bool]:
    return lambda known: known.absence is not None and known.absence >= percent


SIGNS: tuple[Sign, ...] = (
    *(
        Sign(f"absence_{each}", "absence", f"Missed {each}% or more of this year’s sessions", _absent(each))
        for each in (5, 10, 15, 20, 30, 50)
    ),
    Sign("without_place", "next place", "Leaves the school this summer, and no place is known", lambda known: known.without_place),
    Sign("leaves_school", "next place", "Leaves the school this summer", lambda known: known.leaves_school),
    Sign("missing_before", "missing before", "Was missing education in the two years before", lambda known: known.missing_before),
    Sign("in_need", "social care", "Social care has an open episode", lambda known: known.in_need),
    Sign("in_care", "social care", "Looked after by an authority", lambda known: known.in_care),
    Sign("sen_any", "special needs", "Has special educational needs", lambda known: known.sen in ("K", "E")),
    Sign("sen_plan", "special needs", "Has an education, health and care plan", lambda known: known.sen == "E"),
    Sign("deprived_third", "neighbourhood", "Lives in the most deprived three tenths", lambda known: known.decile in (1, 2, 3)),
    Sign("deprived_tenth", "neighbourhood", "Lives in the most deprived tenth", lambda known: known.decile == 1),
    Sign("free_meals", "free meals", "Has free school meals", lambda known: known.free_meals),
    Sign("joined_in_year", "moves", "Joined the school in the course of the year before", lambda known: known.joined_in_year),
    Sign("moved_home", "moves", "Moved home in the year before", lambda known: known.moved_home),
    Sign("part_time", "provision", "In alternative provision", lambda known: known.part_time),
    Sign("home_educated_before", "provision", "Was educated at home before", lambda known: known.home_educated_before),
    Sign("year_7_up", "year", "In year 7 or above", lambda known: known.year >= 7),
    Sign("year_9_up", "year", "In year 9 or above", lambda known: known.year >= 9),
)
SIGN_OF: Mapping[str, Sign] = {sign.code: sign for sign in SIGNS}

NEVER_SIGNS = ("sex", "ethnicity", "language", "religion", "name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A scorecard. Shape  points: by sign, whole and above nought; expected: by points, the share that went missing."""

    points: Mapping[str, int]
    expected: Sequence[tuple[int, float]] = ()

    def expects(self, points: int) -> float:
        """Return the share of children with that many points who went missing, in the history from which the card was made."""
        return max((share for at, share in self.expected if at <= points), default=0.0)


@dataclass(frozen=True, slots=True)
class Factor:
    """Why one child has points: one topic in words, and the points of all its signs."""

    words: str
    points: int


def signs_shown(known: KnownThen) -> tuple[str, ...]:
    """Return the codes of the signs that are there."""
    return tuple(sign.code for sign in SIGNS if sign.shows(known))


def factors_of(known: KnownThen, card: Card) -> tuple[Factor, ...]:
    """Return why a child has points, the weightiest first; a topic says its gravest sign, and adds up all of them."""
    found: dict[str, Factor] = {}
    for code in signs_shown(known):
        sign, points = SIGN_OF[code], card.points.get(code, 0)
        if points:
            before = found.get(sign.topic)
            # Of "next place" the gravest sign comes first, of all others last.
            words = before.words if before and sign.topic == "next place" else sign.words
            found[sign.topic] = Factor(words, points + (before.points if before else 0))
    if "absence" in found and known.absence is not None:
        found["absence"] = Factor(f"Missed {known.absence}% of this year’s sessions", found["absence"].points)
    return tuple(sorted(found.values(), key=lambda each: (-each.points, each.words)))


def points_of(known: KnownThen, card: Card) -> int:
    """Return how many points a child has."""
    return sum(card.points.get(code, 0) for code in signs_shown(known))


def simple_rule_lists(known: KnownThen) -> bool:
    """Return whether the simple rule lists a child: absence above 10%."""
    return known.absence is not None and known.absence > SIMPLE_RULE_ABSENCE


# -- terms ------------------------------------------------------------------------------------------------------------

TERMS = ("autumn", "spring", "summer")


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """One term of a school year. Shape  starts_on, ends_on: first and last day, holidays after it belong to none."""

    starts_on: date
    ends_on: date
    name: str


def terms_of(school_year: int, calendar: Calendar = ENGLAND) -> tuple[Term, ...]:
    """Return the terms of the school year that begins in September of a year: parted by Christmas and by Easter."""
    first = calendar.first_school_day_after(date(school_year, 8, 31))
    before_christmas = _last_school_day(date(school_year, 12, 26), calendar)
    after_christmas = calendar.first_school_day_after(date(school_year, 12, 26))
    easter = _easter_break(school_year + 1, calendar)
    ends = calendar.summer_term_ends_on(school_year + 1)
    return (
        Term(first, before_christmas, "autumn"),
        Term(after_christmas, easter[0], "spring"),
        Term(easter[1], ends, "summer"),
    )


def term_at(day: date, calendar: Calendar = ENGLAND) -> Term:
    """Return the term in which a day lies; of a day in holidays, the term before."""
    year = day.year - 1
    terms = [term for each in (year - 1, year, year + 1) for term in terms_of(each, calendar)]
    return max(term for term in terms if term.starts_on <= day)


def next_term(term: Term, calendar: Calendar = ENGLAND) -> Term:
    """Return the term after a term."""
    year = term.starts_on.year
    return min(each for school_year in (year - 1, year) for each in terms_of(school_year, calendar) if each.starts_on > term.ends_on)


def _last_school_day(before: date, calendar: Calendar) -> date:
    day = before - timedelta(days=1)
    while not calendar.is_school_day(day):
        day -= timedelta(days=1)
    return day


def _easter_break(year: int, calendar: Calendar) -> tuple[date, date]:
    """Return the last school day before the longest break between mid-March and the end of April, and the first after it."""
    day, longest = date(year, 3, 15), (date(year, 3, 31), date(year, 4, 1))
    open_before = calendar.first_school_day_after(day - timedelta(days=5))
    while day < date(year, 5, 1):
        following = calendar.first_school_day_after(open_before)
        if following - open_before > longest[1] - longest[0]:
            longest = (open_before, following)
        day = open_before = following
    return longest

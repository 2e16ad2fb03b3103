"""A transition: a day on which a child should go from one place of education to the next, and may not arrive.

Each transition says whom it is about and by which days things should have happened; how far a child has come follows from
what the registers show, by one rule for all. Nobody ticks anything off by hand: who is shown at the next place has arrived.

Source  issue 7, point 1; domain, sections 2.1 (blind spot) and 9; requirements 15 and 38.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from onroll.core.school_days import Calendar

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of one transition. None: there is no such day.

    Shape  opens_on, closes_on: first and last day on which the child is watched. apply_by, offers_on: national days of
           applications. starts_on: the first day at the next place. due_on: the first day on which who has not arrived may be
           found missing. drops_on: the day after which who has arrived is listed no more.
    """

    opens_on: date
    closes_on: date
    starts_on: date | None
    due_on: date | None
    drops_on: date
    apply_by: date | None = None
    offers_on: date | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the days of a transition follow from.

    Shape  on: 1 September of the move, or the last day at the former place. said_start: the first day at the next place, where a
           record names it. of_age_on: the first day of compulsory school age.
    """

    on: date
    said_start: date | None = None
    of_age_on: date | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """All that decides how far a child has come; children in the same situation are at the same stage.

    Shape  application: how the best application for this move stands; `named` where only a deletion names the next school, else
           empty. applications_known: the authority has sent its applications since the transition opened. shown_since: a roll
           that could show the child has come since the start. at_next: a roll shows the child at the next place. now: the
           timeline's status on the day. finding: of the day, empty where there is none.
    """

    transition: str
    on: date
    offers_on: date | None
    starts_on: date | None
    due_on: date | None
    application: str
    applications_known: bool
    shown_since: bool
    at_next: bool
    now: str
    finding: str


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a child has come: what it is called, what it means, and what is done next. Shape  open: somebody has to do something."""

    title: str
    meaning: str
    next_step: str
    is_open: bool


STAGES: Mapping[str, Stage] = {
    "missing": Stage(
        "Did not arrive: a case",
        "The due day has come, and no register shows the child in education. A case is open by the rules for everybody.",
        "Work on the case: it holds the enquiries, the leads and the clock.",
        True,
    ),
    "not_arrived": Stage(
        "Not shown at the next place",
        "The first day has passed, a new roll has come that could show the child, and it does not.",
        "Ring the family and the expected school today: is the child there, or on the way?",
        True,
    ),
    "no_application": Stage(
        "No application",
        "The authority has sent its applications, and none is for this child.",
        "Ring or visit the family: do they know how to apply, and what would help?",
        True,
    ),
    "no_offer": Stage(
        "No offer",
        "There is an application, the day of offers has passed or there is none, and no place has been offered.",
        "Ask admissions for a place, and tell the family by when they will hear.",
        True,
    ),
    "not_accepted": Stage(
        "An offer, not accepted",
        "A place has been offered, and nobody has taken it up.",
        "Ring the family: is it the place, the journey, the cost, or something else?",
        True,
    ),
    "not_known": Stage(
        "Applications not known",
        "The authority has sent no applications for this move: nothing can be said of this child yet.",
        "Ask the authority’s admissions team for their newest list.",
        True,
    ),
    "applied": Stage(
        "Applied, waiting for the offer day",
        "There is an application, and the day of offers has not come.",
        "Nothing until the day of offers.",
        False,
    ),
    "accepted": Stage(
        "A place is waiting",
        "A place has been accepted, or the former school named the next one, and the first day has not come.",
        "Nothing, unless the child is flagged for a call in the holidays.",
        False,
    ),
    "not_shown_yet": Stage(
        "Begun, no new roll yet",
        "The first day has passed, and no roll has come since that could show the child.",
        "Nothing yet; ask for the roll where it is late.",
        False,
    ),
    "arrived": Stage("Arrived", "A register shows the child at the next place.", "Nothing: the arrival data ticked the child off.", False),
    "settled": Stage(
        "Settled another way",
        "The registers show the child taught in another way, or gone from England.",
        "Nothing for this move.",
        False,
    ),
}
"""In the order in which lists show them, what is gravest first. Every child of a transition is at exactly one stage."""

SETTLED = frozenset({"home_educated", "home_education_pending", "alternative_provision", "custody", "left_england", "over_school_age"})
"""Statuses of a timeline that settle a move in another way."""

HELD_A_PLACE = frozenset({"accepted", "started", "named"})
WAITS_FOR_AN_OFFER = frozenset({"applied", "refused"})


@dataclass(frozen=True, kw_only=True)
class Transition:
    """One kind of transition.

    Shape  finishing_years: curriculum years whose end, in a school that teaches none above, begins the move. settled: statuses that
           settle it in another way.
    """

    code: str
    title: str
    who: str
    source: str
    dates: Callable[[Anchor, Calendar], Dates]
    finishing_years: frozenset[int] = frozenset()
    settled: frozenset[str] = SETTLED


def stage_of(situation: Situation, settled: frozenset[str] = SETTLED) -> str:
    """Return how far a child in that situation has come: a key of STAGES.

    A register that has not come says nothing: without the authority's applications nobody is said to have none, and without
    a roll since the start nobody is said not to have arrived.
    """
    if situation.finding:
        return "missing"
    if situation.at_next:
        return "arrived"
    if situation.now in settled:
        return "settled"
    begun = situation.starts_on is not None and situation.on >= situation.starts_on
    if begun and situation.shown_since:
        return "not_arrived"
    if situation.application in HELD_A_PLACE:
        return "not_shown_yet" if begun else "accepted"
    if situation.application == "offered":
        return "not_accepted"
    if situation.application in WAITS_FOR_AN_OFFER:
        return "applied" if situation.offers_on is not None and situation.on < situation.offers_on else "no_offer"
    if situation.applications_known:
        return "no_application"
    return "not_shown_yet" if begun else "not_known"


def days_to(day: date | None, on: date) -> int | None:
    """Return how many days are left to a day; negative once it has passed."""
    return (day - on).days if day is not None else None

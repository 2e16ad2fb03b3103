"""Applications for a school place: which count on a day, and as what.

Source  contracts, section 5, "Applications".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from onroll.core.histories import History
from onroll.core.school_age import next_first_of_september, reception_starts_on
from onroll.core.sightings.shape import Application
from onroll.core.world import World

IN_YEAR_LOOKBACK_DAYS = 60
"""An in-year application counts where it is dated no earlier than this before the last day of education."""

REGISTERED_SCHOOL_DAYS = 10
"""An accepted place counts as registered for this many school days from its start."""

YEARS_FROM_RECEPTION = {"reception": 0, "secondary": 7}

Standing = Literal["registered", "offered", "accepted", "awaiting"]


@dataclass(frozen=True, slots=True)
class CountedApplication:
    """An application that counts on the day, and how it stands."""

    application: Application
    standing: Standing


def counted_applications(history: History, last_education_on: date | None, world: World) -> list[CountedApplication]:
    """Return the applications that count on the world's day, the oldest first."""
    counted = []
    for application in sorted(history.applications, key=lambda each: (each.applied_on, each.source.reference)):
        if application.applied_on > world.on or application.status in ("withdrawn", "started"):
            continue
        if _counts(application, history.date_of_birth, last_education_on, world.on):
            counted.append(CountedApplication(application, _standing(application, world)))
    return counted


def _counts(application: Application, date_of_birth: date, last_education_on: date | None, on: date) -> bool:
    if application.kind == "in_year":
        return last_education_on is None or application.applied_on >= last_education_on - timedelta(days=IN_YEAR_LOOKBACK_DAYS)
    if last_education_on is None:
        return True  # there has been no education since any day; a place still to come is what the child waits for
    made_for = application.starts_on or made_for_september(application, date_of_birth)
    return made_for <= on and last_education_on < made_for


def made_for_september(application: Application, date_of_birth: date) -> date:
    """Return the 1 September that a reception or secondary application was made for.

    The next after the application; a late one, of the autumn in which the child's own year group started, that autumn's.
    """
    following = next_first_of_september(application.applied_on)
    years = YEARS_FROM_RECEPTION.get(application.kind)
    if years is not None:
        reception = reception_starts_on(date_of_birth)
        own = date(reception.year + years, 9, 1)
        if own <= application.applied_on < date(own.year + 1, 1, 1):
            return own
    return following


def _standing(application: Application, world: World) -> Standing:
    if application.status == "offered":
        return "offered"
    if application.status != "accepted":
        return "awaiting"
    start = application.starts_on
    if start is None or start > world.on:
        return "accepted"
    calendar = world.calendar(world.authority_of_school(application.urn) or _sender(application))
    gone = calendar.school_days_between(start, min(world.on, start + timedelta(days=120)))
    return "registered" if gone <= REGISTERED_SCHOOL_DAYS else "accepted"


def _sender(application: Application) -> str | None:
    supplier = application.source.supplier
    return supplier if len(supplier) == 3 else None

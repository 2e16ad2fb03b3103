"""Families that move house: within their authority, or to another, with or without a change of school."""

from __future__ import annotations

from datetime import date
from random import Random

from onroll.synth import rates
from onroll.synth.families import Family
from onroll.synth.lives import DAY, Life, World, school_for_year
from onroll.synth.places import Authority, home

_FIRST, _LAST = date(2024, 9, 20), date(2025, 12, 12)


def move_family(family: Family, lives: list[Life], world: World, rng: Random) -> None:
    """Move the family once in the window; its children of school age change school where the move is far."""
    day = _FIRST + rng.randrange((_LAST - _FIRST).days) * DAY
    far = rng.random() < rates.MOVE_TO_OTHER_AUTHORITY
    there = world.other_authority(family.authority, rng) if far else family.authority
    address = home(there, rng)
    family.homes.append((day, address))
    changes = far or rng.random() < rates.SCHOOL_CHANGE_WITH_LOCAL_MOVE
    if changes and not family.independent:
        for life in lives:
            change_school(life, day, there, rng, moved=True)


def change_school(life: Life, day: date, there: Authority, rng: Random, *, moved: bool) -> bool:
    """Leave the present school about that day, naming the next one, and start there a few school days later."""
    last_day = life.last_day_before(day)
    current = life.enrolment_on(last_day)
    if current is None or current.school.kind in ("special", "pru") or (last_day >= date(2025, 7, 1) and last_day < date(2025, 9, 8)):
        return False
    year = max(0, min(11, life.child.year_now - (1 if last_day < date(2025, 8, 1) else 0)))
    school = school_for_year(there, year, rng, other_than=current.school)
    calendar = there.calendar
    begins = calendar.plus(last_day, rng.randrange(1, 7))
    life.delete(
        last_day, "g" if moved else "a", destination_type="school", destination_la=there.code,
        destination_urn=school.urn if rng.random() < 0.8 else "", expected_start=begins if rng.random() < 0.7 else None,
        new_address=life.home_on(day) if moved and rng.random() < 0.7 else None,
    )  # fmt: skip
    life.start(school, begins)
    return True

"""The stories in which a child goes missing from education: each changes one life, from a wished day on.

A story returns whether it fits the life; the truth is judged later, from what the registers were sent.

Source  contracts, section 5 (findings); domain, section 1.3.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from onroll.synth.lives import DAY, Life
from onroll.synth.places import home

Story = Callable[[Life, date], bool]


def ehe_unsuitable(life: Life, since: date) -> bool:
    """Educated at home; assessed as unsuitable on the day."""
    began = max(life.world.starts_on + 25 * DAY, since - life.rng.randrange(20, 260) * DAY)
    current = life.delete(life.last_day_before(min(began, since)), "f", destination_type="ehe")
    if current is None:
        return False
    life.note("ehe", began, start_date=began, suitability="unsuitable", assessed_on=max(since, began))
    return True


def _without_school(life: Life, since: date) -> bool:
    """Leave the school before that day, or come to England on it."""
    rng = life.rng
    if rng.random() < 0.45 or life.enrolment_on(since - DAY) is None:
        arrive(life, since)
        return True
    moved = rng.random() < 0.5
    last_day = life.last_day_before(since)
    if moved:
        address = home(life.authority, rng)
        life.move_home(last_day + DAY, address)
        return life.delete(last_day, "g", destination_type="unknown", new_address=address) is not None
    return life.delete(last_day, rng.choice("ago"), destination_type=rng.choice(("unknown", ""))) is not None


def arrive(life: Life, day: date) -> None:
    """Come to England on that day, never seen here before."""
    life.enrolments.clear()
    life.changes.clear()
    life.child.upn = ""
    life.nhs_from = life.benefit_from = day + life.rng.randrange(0, 15) * DAY
    life.homes = [(date.min, life.home_on(life.world.on))]
    if life.rng.random() < 0.6:
        life.travel.append(("entry", day, life.rng.choice(("POL", "ROU", "PAK", "NGA", "IND", "UKR", "HKG", "SYR"))))


def _apply(life: Life, since: date, **fields: Any) -> None:
    applied = min(since + life.rng.randrange(0, 12) * DAY, life.world.on - 6 * DAY)
    life.note("admissions", applied, application_date=applied, kind="in_year", **fields)


def offered_not_started(life: Life, since: date) -> bool:
    """Offered a place that is not taken up."""
    if not _without_school(life, since):
        return False
    school = life.school_for()
    _apply(life, since, status="offered", school_urn=school.urn, offer_date=min(since + 12 * DAY, life.world.on - 6 * DAY))
    return True


def accepted_not_started(life: Life, since: date) -> bool:
    """Accepted a place that begins later."""
    if not _without_school(life, since):
        return False
    begins = life.authority.calendar.on_or_after(life.world.on + life.rng.randrange(3, 25) * DAY)
    offered = min(since + 10 * DAY, life.world.on - 6 * DAY)
    _apply(life, since, status="accepted", school_urn=life.school_for().urn, offer_date=offered, start_date=begins)
    return True


def awaiting_place(life: Life, since: date) -> bool:
    """Applied for a place; none offered."""
    if not _without_school(life, since):
        return False
    _apply(life, since, status="refused" if life.rng.random() < 0.15 else "applied", school_urn=life.school_for().urn)
    return True


def not_arrived_elsewhere(life: Life, since: date) -> bool:
    """Deleted naming a school or authority of this world that shows no arrival."""

    rng, there = life.rng, life.world.other_authority(life.authority, life.rng)
    last_day = life.last_day_before(since)
    school = life.school_for(there)
    address = home(there, rng)
    named = rng.random() < 0.5
    expected = life.authority.calendar.after(last_day) if rng.random() < 0.6 else None
    current = life.delete(
        last_day, "g", destination_type="school", destination_la=there.code, destination_urn=school.urn if named else "",
        expected_start=expected, new_address=address if rng.random() < 0.7 else None,
    )  # fmt: skip
    return current is not None


def not_arrived_here(life: Life, since: date) -> bool:
    """Deleted naming another school of the same authority that shows no arrival."""
    last_day = life.last_day_before(since)
    current = life.enrolment_on(last_day)
    if current is None:
        return False
    school = life.school_for(other_than=current.school)
    life.delete(last_day, "a", destination_type="school", destination_la=school.la_code, destination_urn=school.urn)
    return True


def returned_and_nowhere(life: Life, since: date) -> bool:
    """Left England with evidence, came back on the day, and is nowhere."""
    left = life.last_day_before(since - life.rng.randrange(60, 150) * DAY)
    if left <= life.world.starts_on + 35 * DAY or life.delete(left, "g", destination_type="abroad") is None:
        return False
    country = life.rng.choice(("POL", "ROU", "PAK", "BGD", "NGA"))
    life.travel += [("exit", left + 3 * DAY, country), ("entry", since, country)]
    return True


def ehe_ended(life: Life, since: date) -> bool:
    """Educated at home until the day before; nothing after."""
    began = max(life.world.starts_on + 25 * DAY, since - life.rng.randrange(40, 200) * DAY)
    if began >= since - 7 * DAY or life.delete(life.last_day_before(began), "f", destination_type="ehe") is None:
        return False
    life.note("ehe", began, start_date=began, end_date=since - DAY, suitability=life.rng.choice(("suitable", "pending")))
    return True


def ap_ended(life: Life, since: date) -> bool:
    """In full-time alternative provision without a school until the day before; nothing after."""
    began = max(life.world.starts_on + 25 * DAY, since - life.rng.randrange(40, 200) * DAY)
    if began >= since - 7 * DAY or life.delete(life.last_day_before(began), "o") is None:
        return False
    provider = life.authority.of_kind("ap")[0]
    life.note(
        "alternative_provision", began, provider_urn=provider.urn, provider_name=provider.name, start_date=began, end_date=since - DAY,
        full_time="1", arranged_by="la_s19",
    )  # fmt: skip
    return True


def left_no_destination(life: Life, since: date) -> bool:
    """Deleted from a roll, destination unknown."""
    ground = life.rng.choices("giohn", (45, 25, 10, 12, 8))[0]
    return life.delete(life.last_day_before(since), ground, destination_type=life.rng.choice(("unknown", "unknown", ""))) is not None


def transition_gap(life: Life, since: date) -> bool:
    """Finished a school's last year in July and joined no other in September."""
    if len(life.enrolments) != 2 or life.child.year_now < 1 or life.enrolments[0].last_day != date(2025, 7, 22):
        return False
    del life.enrolments[1]
    return True


def vanished_from_roll(life: Life, since: date) -> bool:
    """On one roll and not on the same supplier's next; no deletion reported."""
    days = life.world.roll_days
    gap = life.rng.choices(range(len(days) - 1), [1] * (len(days) - 2) + [3])[0]
    last_day = life.last_day_before(days[gap] + life.rng.randrange(4, max(5, (days[gap + 1] - days[gap]).days)) * DAY)
    current = life.enrolment_on(last_day)
    if current is None or current.school.successor is not None or not days[gap] < last_day < days[gap + 1]:
        return False
    if current.starts > days[gap]:
        return False
    life.stop(last_day)
    return True


def vanish_unseen(life: Life) -> bool:
    """Stopped coming after the newest roll was drawn up: missing, and no register can show it yet."""
    return life.stop(life.world.on - DAY) is not None


def never_on_roll(life: Life, since: date) -> bool:
    """Known to health and child benefit, to no education register ever."""
    life.enrolments.clear()
    life.changes.clear()
    life.child.upn = ""
    if life.rng.random() < 0.35:
        arrive(life, since)
    return True


def abroad_without_evidence(life: Life, since: date) -> bool:
    """Deleted naming a country abroad; nothing bears it out."""
    last_day = life.last_day_before(since)
    if life.delete(last_day, "g", destination_type="abroad") is None:
        return False
    if life.rng.random() < 0.5:
        life.benefit_until = last_day + 30 * DAY
    if life.rng.random() < 0.3:
        life.nhs_removal = (last_day + 40 * DAY, "other")
    return True


def other_nation_without_evidence(life: Life, since: date) -> bool:
    """Deleted naming another nation of the United Kingdom; nothing bears it out."""
    return life.delete(life.last_day_before(since), "g", destination_type="other_uk") is not None


def independent_without_arrival(life: Life, since: date) -> bool:
    """Deleted naming an independent school that shows no arrival, or sends nothing."""
    schools = [each for each in life.authority.of_kind("independent") if each.first_year <= max(0, life.child.year_now) <= each.last_year]
    school = life.rng.choice(schools)
    current = life.delete(life.last_day_before(since), "a", destination_type="independent", destination_urn=school.urn)
    return current is not None and current.school is not school


def outside_authority(life: Life, since: date) -> bool:
    """Deleted naming an authority that sends nothing to this world."""
    return life.delete(life.last_day_before(since), "g", destination_type="school", destination_la=life.world.outside_la) is not None


def ap_part_time_without_roll(life: Life, since: date) -> bool:
    """Only part-time alternative provision, on no roll, from the day on."""
    if life.delete(life.last_day_before(since), "o") is None:
        return False
    began = life.authority.calendar.on_or_after(since)
    provider = life.authority.of_kind("ap")[0]
    life.note(
        "alternative_provision", began, provider_urn=provider.urn, provider_name=provider.name, start_date=began, full_time="0",
        arranged_by="la_s19",
    )  # fmt: skip
    return True


def never_on_roll_one_register(life: Life, since: date) -> bool:
    """Known to health alone."""
    never_on_roll(life, since)
    life.travel.clear()
    life.known_to_benefit = False
    life.child.in_need = life.child.looked_after = False
    return True


CME_STORIES: dict[str, Story] = {
    each.__name__: each
    for each in (
        ehe_unsuitable, offered_not_started, accepted_not_started, awaiting_place, not_arrived_elsewhere, not_arrived_here,
        returned_and_nowhere, ehe_ended, ap_ended, left_no_destination, transition_gap, vanished_from_roll, never_on_roll,
    )
}  # fmt: skip
POSSIBLE_STORIES: dict[str, Story] = {
    each.__name__: each
    for each in (
        abroad_without_evidence, other_nation_without_evidence, independent_without_arrival, outside_authority,
        ap_part_time_without_roll, never_on_roll_one_register,
    )
}  # fmt: skip

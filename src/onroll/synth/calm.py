"""The stories in which a child is in education, gone, or too young: nobody is to be found.

Source  domain, section 1.3; contracts, section 5 (never a finding).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from onroll.synth import rates
from onroll.synth.lives import DAY, Enrolment, Life, RollChange, school_for_year
from onroll.synth.moves import change_school
from onroll.synth.places import School, home
from onroll.synth.stories import arrive

CalmStory = Callable[[Life], bool]


def _a_day(life: Life, earliest: date = date(2024, 10, 20), latest: date = date(2025, 12, 10)) -> date:
    return earliest + life.rng.randrange((latest - earliest).days) * DAY


def arrived_from_abroad(life: Life) -> bool:
    """Came to England and began at a school."""
    day = _a_day(life, latest=date(2025, 11, 20))
    arrive(life, day)
    applied = day + life.rng.randrange(1, 8) * DAY
    begins = life.authority.calendar.on_or_after(applied + life.rng.randrange(5, 25) * DAY)
    school = life.school_for()
    life.note(
        "admissions", applied, application_date=applied, kind="in_year", status="started", school_urn=school.urn,
        offer_date=applied, start_date=begins,
    )  # fmt: skip
    life.start(school, begins)
    return True


def left_abroad_with_evidence(life: Life) -> bool:
    """Left England; health or the border bears it out."""
    last_day = life.last_day_before(_a_day(life))
    if life.delete(last_day, life.rng.choice("gh"), destination_type=life.rng.choice(("abroad", "abroad", "unknown"))) is None:
        return False
    if life.rng.random() < 0.6:
        life.travel.append(("exit", last_day + 4 * DAY, "POL"))
    else:
        life.nhs_removal = (last_day + 10 * DAY, "embarkation")
    life.benefit_until = last_day + 20 * DAY
    return True


def left_for_other_nation_with_evidence(life: Life) -> bool:
    """Left for another nation of the United Kingdom; health bears it out."""
    last_day = life.last_day_before(_a_day(life))
    if life.delete(last_day, "g", destination_type="other_uk") is None:
        return False
    life.nhs_removal = (last_day + 14 * DAY, life.rng.choice(("scotland", "wales", "northern_ireland")))
    return True


def died(life: Life) -> bool:
    """Died."""
    last_day = life.last_day_before(_a_day(life))
    if life.delete(last_day, "k") is None:
        return False
    life.died_on = last_day + DAY
    life.nhs_removal = (last_day + DAY, "death")
    life.benefit_until = last_day + 7 * DAY
    return True


def _to_home(life: Life, day: date, suitability: str) -> bool:
    if life.delete(life.last_day_before(day), "f", destination_type="ehe") is None:
        return False
    life.note("ehe", day, start_date=day, suitability=suitability, assessed_on=day + 40 * DAY if suitability == "suitable" else "")
    return True


def ehe_suitable(life: Life) -> bool:
    """Educated at home, found suitable."""
    return _to_home(life, _a_day(life), "suitable")


def ehe_throughout(life: Life) -> bool:
    """Educated at home all the time."""
    life.enrolments.clear()
    began = max(life.child.csa_from, life.world.starts_on - life.rng.randrange(30, 900) * DAY)
    if began > life.world.on - 40 * DAY:
        return False
    suitability = life.rng.choices(("suitable", "pending"), (8, 2))[0]
    life.note("ehe", began, start_date=began, suitability=suitability, assessed_on=began + 30 * DAY if suitability == "suitable" else "")
    return True


def ehe_pending(life: Life) -> bool:
    """Educated at home, not yet assessed."""
    return _to_home(life, _a_day(life), "pending")


def ap_full_time(life: Life) -> bool:
    """In full-time alternative provision, on no roll."""
    day = life.authority.calendar.on_or_after(_a_day(life))
    if life.delete(life.last_day_before(day), "o") is None:
        return False
    provider = life.authority.of_kind("ap")[0]
    life.note(
        "alternative_provision", day, provider_urn=provider.urn, provider_name=provider.name, start_date=day, full_time="1",
        arranged_by="la_s19",
    )  # fmt: skip
    return True


def custody(life: Life) -> bool:
    """Detained under sentence."""
    day = life.authority.calendar.on_or_after(_a_day(life, date(2025, 8, 1)))
    if life.child.year_now < 8 or life.delete(life.last_day_before(day), "j") is None:
        return False
    life.note("youth_justice", day, episode="custody", start_date=day)
    return True


def poor_attendance(life: Life) -> bool:
    """On a roll, hardly there."""
    for each in life.enrolments:
        each.attends = life.rng.uniform(0.05, 0.6)
    return bool(life.enrolments)


def ehe_and_back(life: Life) -> bool:
    """Educated at home for a while, then at a school again."""
    day = _a_day(life, latest=date(2025, 9, 20))
    if not _to_home(life, day, "suitable"):
        return False
    ended = day + life.rng.randrange(40, 90) * DAY
    life.spells[-1].fields["end_date"] = ended
    life.start(life.school_for(), life.authority.calendar.after(ended))
    return True


def ap_part_time_on_roll(life: Life) -> bool:
    """Part of the week in alternative provision, on a school's roll throughout."""
    day = life.authority.calendar.on_or_after(_a_day(life))
    if life.enrolment_on(life.world.on) is None:
        return False
    provider = life.authority.of_kind("ap")[0]
    life.note(
        "alternative_provision", day, provider_urn=provider.urn, provider_name=provider.name, start_date=day, full_time="0",
        arranged_by="school",
    )  # fmt: skip
    return True


def dual_registration(life: Life) -> bool:
    """On two rolls by agreement."""
    main = life.enrolment_on(life.world.on)
    if main is None or main.school.kind in ("special", "independent", "pru"):
        return False
    main.status = "M"
    day = life.authority.calendar.on_or_after(max(main.starts, _a_day(life)))
    life.start(life.authority.of_kind("pru")[0], day, status="S")
    return True


def guest_beside_roll(life: Life) -> bool:
    """A guest at one school, on the roll of another."""
    main = life.enrolment_on(life.world.on)
    if main is None or main.school.kind == "independent":
        return False
    day = life.authority.calendar.on_or_after(max(main.starts, date(2025, 9, 20)))
    life.enrolments.insert(0, Enrolment(life.school_for(other_than=main.school), day, status="G"))
    return True


def _independent_school(life: Life) -> School | None:
    year = max(0, min(11, life.child.year_now))
    fitting = [each for each in life.authority.of_kind("independent") if each.first_year <= year <= each.last_year]
    return life.rng.choice(fitting) if fitting else None


def to_independent(life: Life) -> bool:
    """Left for an independent school, and is there."""
    school = _independent_school(life)
    last_day = life.last_day_before(_a_day(life, date(2025, 9, 20)))
    current = life.enrolment_on(last_day)
    if school is None or current is None or current.school.kind == "independent":
        return False
    life.delete(last_day, "a", destination_type="independent", destination_urn=school.urn)
    life.start(school, life.authority.calendar.plus(last_day, 3))
    return True


def from_independent(life: Life) -> bool:
    """Left an independent school for a state school."""
    school = _independent_school(life)
    last_day = life.last_day_before(_a_day(life, date(2025, 9, 20)))
    if school is None or life.enrolment_on(last_day) is None:
        return False
    life.enrolments = [Enrolment(school, date(2024, 9, 3) if life.child.year_now > school.first_year else date(2025, 9, 1))]
    there = life.school_for()
    life.delete(last_day, "n", destination_type="school", destination_urn=there.urn)
    life.start(there, life.authority.calendar.plus(last_day, 3))
    return True


def applied_while_on_roll(life: Life) -> bool:
    """Applied for another school, still at the old one."""
    if life.enrolment_on(life.world.on) is None:
        return False
    day = _a_day(life, date(2025, 9, 10), date(2026, 1, 8))
    status = life.rng.choice(("applied", "refused", "offered", "withdrawn"))
    school = life.school_for()
    life.note("admissions", day, application_date=day, kind="in_year", status=status, school_urn=school.urn, offer_date="")
    return True


def accepted_and_registered(life: Life) -> bool:
    """Accepted a place whose first day has just been: a registered pupil, though no roll shows it yet."""
    begins = life.authority.calendar.days[life.authority.calendar.days.index(life.authority.calendar.on_or_before(life.world.on)) - 4]
    applied = begins - 25 * DAY
    if life.delete(life.last_day_before(begins - 6 * DAY), "g", destination_type="unknown") is None:
        return False
    school = life.school_for()
    life.note(
        "admissions", applied, application_date=applied, kind="in_year", status="accepted", school_urn=school.urn,
        offer_date=applied + 9 * DAY, start_date=begins,
    )  # fmt: skip
    return True


def in_transit(life: Life) -> bool:
    """Left one school for another a few days ago."""
    last_day = life.last_day_before(life.world.on - life.rng.randrange(1, 6) * DAY)
    current = life.enrolment_on(last_day)
    if current is None or last_day < date(2026, 1, 6):
        return False
    school = life.school_for(other_than=current.school)
    begins = life.authority.calendar.plus(last_day, life.rng.randrange(3, 7))
    life.delete(
        last_day, "a", destination_type="school", destination_la=school.la_code, destination_urn=school.urn,
        expected_start=max(begins, life.world.on + DAY),
    )  # fmt: skip
    return True


def deleted_then_shown_again(life: Life) -> bool:
    """Deleted by mistake: later rolls show the child as before."""
    day = life.last_day_before(_a_day(life, date(2025, 10, 6)))
    current = life.enrolment_on(day)
    if current is None or current.last_day is not None:
        return False
    life.changes.append(RollChange(current.school, "deleted", day, "i", destination_type="unknown"))
    return True


def to_silent_independent(life: Life) -> bool:
    """Left for an independent school that sends nothing, and is there."""
    school = _independent_school(life)
    if school is None or school.sends is not None:
        return False
    return life.delete(life.last_day_before(_a_day(life)), "a", destination_type="independent", destination_urn=school.urn) is not None


def returned_after_exit(life: Life) -> bool:
    """Left England with evidence, came back, and is at school."""
    last_day = life.last_day_before(_a_day(life, latest=date(2025, 4, 20)))
    if life.delete(last_day, "g", destination_type="abroad") is None:
        return False
    back = last_day + life.rng.randrange(70, 140) * DAY
    life.travel += [("exit", last_day + 2 * DAY, "IND"), ("entry", back, "IND")]
    life.start(life.school_for(), life.authority.calendar.on_or_after(back + 15 * DAY))
    return True


def refuge(life: Life) -> bool:
    """Lives in a refuge: shielded."""
    day = _a_day(life, date(2025, 5, 1))
    life.move_home(day, home(life.authority, life.rng))
    life.note("housing", day, tenancy_start=day, kind="refuge")
    return True


def old_row_with_leaving_date(life: Life) -> bool:
    """Changed school; the old school's roll goes on showing the child, with a leaving date."""
    day = _a_day(life, date(2025, 9, 25))
    current = life.enrolment_on(life.last_day_before(day))
    if current is None or not change_school(life, day, life.authority, life.rng, moved=False):
        return False
    current.shows_leaving = True
    return True


def changed_school(life: Life) -> bool:
    """Changed school without moving house."""
    return change_school(life, _a_day(life), life.authority, life.rng, moved=False)


def missing_for_a_while(life: Life) -> bool:
    """Left a roll for nowhere, and is at a school again weeks or months later."""
    last_day = life.last_day_before(_a_day(life, latest=date(2025, 12, 1)))
    back = last_day + life.rng.randrange(*rates.FOUND_AGAIN_DAYS) * DAY
    current = life.enrolment_on(last_day)
    if current is None or current.last_day not in (None, date(2025, 7, 22)) or back > date(2026, 1, 12):
        return False
    begins = life.authority.calendar.on_or_after(back)
    year = max(0, min(11, life.child.year_now - (1 if begins < date(2025, 8, 1) else 0)))
    if life.delete(last_day, life.rng.choice("gio"), destination_type="unknown") is None:
        return False
    life.start(school_for_year(life.authority, year, life.rng), begins)
    return True


CALM_STORIES: dict[str, CalmStory] = {
    each.__name__: each
    for each in (
        arrived_from_abroad, left_abroad_with_evidence, left_for_other_nation_with_evidence, died, ehe_throughout, ehe_suitable,
        ehe_pending, ehe_and_back, ap_full_time, ap_part_time_on_roll, custody, dual_registration, guest_beside_roll, to_independent,
        from_independent, applied_while_on_roll, accepted_and_registered, in_transit, deleted_then_shown_again,
        to_silent_independent, returned_after_exit, refuge, old_row_with_leaving_date, changed_school, poor_attendance,
    )
}  # fmt: skip

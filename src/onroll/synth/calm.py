"""The stories in which a child is in education, gone, or too young: nobody is to be found.

Source  domain, section 1.3; contracts, section 5 (never a finding).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from onroll.synth.lives import DAY, Life
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
    last_day = life.school_day_before(_a_day(life))
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
    last_day = life.school_day_before(_a_day(life))
    if life.delete(last_day, "g", destination_type="other_uk") is None:
        return False
    life.nhs_removal = (last_day + 14 * DAY, life.rng.choice(("scotland", "wales", "northern_ireland")))
    return True


def died(life: Life) -> bool:
    """Died."""
    last_day = life.school_day_before(_a_day(life))
    if life.delete(last_day, "k") is None:
        return False
    life.died_on = last_day + DAY
    life.nhs_removal = (last_day + DAY, "death")
    life.benefit_until = last_day + 7 * DAY
    return True


def _to_home(life: Life, day: date, suitability: str) -> bool:
    if life.delete(life.school_day_before(day), "f", destination_type="ehe") is None:
        return False
    life.note("ehe", day, start_date=day, suitability=suitability, assessed_on=day + 40 * DAY if suitability == "suitable" else "")
    return True


def ehe_suitable(life: Life) -> bool:
    """Educated at home, found suitable."""
    return _to_home(life, _a_day(life), "suitable")


def ehe_pending(life: Life) -> bool:
    """Educated at home, not yet assessed."""
    return _to_home(life, _a_day(life), "pending")


def ap_full_time(life: Life) -> bool:
    """In full-time alternative provision, on no roll."""
    day = life.authority.calendar.on_or_after(_a_day(life))
    if life.delete(life.school_day_before(day), "o") is None:
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
    if life.child.year_now < 8 or life.delete(life.school_day_before(day), "j") is None:
        return False
    life.note("youth_justice", day, episode="custody", start_date=day)
    return True


def poor_attendance(life: Life) -> bool:
    """On a roll, hardly there."""
    for each in life.enrolments:
        each.attends = life.rng.uniform(0.05, 0.6)
    return bool(life.enrolments)


CALM_STORIES: dict[str, CalmStory] = {
    each.__name__: each
    for each in (
        arrived_from_abroad, left_abroad_with_evidence, left_for_other_nation_with_evidence, died, ehe_suitable, ehe_pending,
        ap_full_time, custody, poor_attendance,
    )
}  # fmt: skip

"""Registers beside education: housing, social care, council tax, youth justice; and the reference files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from onroll.synth import rates
from onroll.synth.calendars import ENGLAND
from onroll.synth.extracts import Registers
from onroll.synth.layouts import COUNCIL_TAX_COLUMNS, ENQUIRY_REPLY_COLUMNS, Schedule
from onroll.synth.lives import DAY, Life
from onroll.synth.package import PackageWriter
from onroll.synth.places import Authority, School

_ESTABLISHMENT_HEADINGS = (
    "URN", "LA (code)", "LA (name)", "EstablishmentNumber", "EstablishmentName", "TypeOfEstablishment (code)",
    "EstablishmentStatus (code)", "EstablishmentStatus (name)", "OpenDate", "CloseDate", "PhaseOfEducation (code)", "StatutoryLowAge",
    "StatutoryHighAge", "Street", "Town", "Postcode", "GOR (name)",
)  # fmt: skip


def add_household_registers(life: Life, registers: Registers) -> None:
    """Add the child's rows in housing and social care, where there are any, and the household's council tax."""
    child, rng, world = life.child, life.rng, life.world
    if child.looked_after or child.in_need:
        started = world.starts_on + rng.randrange(-300, 250) * DAY
        episode = "cla" if child.looked_after else rng.choices(("cin", "cpp"), (8, 2))[0]
        if life.nhs_from is None or started >= life.nhs_from:
            began = max(started, child.born)
            life.note(
                "social_care", began, episode=episode, start_date=began, need_code=f"N{rng.randrange(1, 9)}",
                legal_status=rng.choice(("C1", "C2", "V2")) if episode == "cla" else "",
            )  # fmt: skip
    if life.known_to_benefit and int(life.family.family_id[1:]) % 100 < rates.HOUSING_SHARE * 100:
        started = life.nhs_from or world.starts_on - (int(life.family.family_id[1:]) * 37 % 2000) * DAY
        kind = "temporary" if int(life.family.family_id[1:]) % 700 < 14 else "social"
        life.note("housing", started, tenancy_start=max(started, child.born), kind=kind)
    _applications(life)
    _cme_register(life, registers)
    if child is life.family.children[0]:
        _council_tax(life, registers)


def _applications(life: Life) -> None:
    """Add the usual application of whoever started Reception or changed to secondary school in September, or will."""
    year, on = life.child.year_now, life.world.on
    if year not in (-1, 0, 6, 7) or life.family.independent or any(spell.register == "admissions" for spell in life.spells):
        return
    kind = "reception" if year <= 0 else "secondary"
    stay = life.enrolment_on(date(2025, 9, 20) if year in (0, 7) else on)
    if year == -1:
        if life.family.primary is not None and life.rng.random() < 0.9 and life.story == "steady" and not life.truly_missing:
            _apply_for(life, kind, life.family.primary, date(2025, 12, 1), "applied", date(2026, 9, 1))
    elif stay is None or stay.school.kind == "independent" or life.truly_missing:
        return
    elif year == 6:
        if life.story == "steady" and life.family.secondary is not None:
            _apply_for(life, kind, life.family.secondary, date(2025, 10, 10), "applied", date(2026, 9, 1))
    elif stay.starts == date(2025, 9, 1):
        _apply_for(life, kind, stay.school, date(2024, 11, 20), "started", date(2025, 9, 1))


def _apply_for(life: Life, kind: str, school: School, day: date, status: str, starts: date) -> None:
    offered = date(starts.year, 4, 16) if kind == "reception" else date(starts.year, 3, 1)
    life.note(
        "admissions", day, application_date=day, kind=kind, status=status, school_urn=school.urn,
        offer_date=offered if status == "started" else "", start_date=starts,
    )  # fmt: skip


_LISTED = {  # what an authority's own list says of a story: one of the Department's labels
    "ehe_unsuitable": "Unsuitable elective home education",
    "awaiting_place": "School application awaiting outcome",
    "offered_not_started": "Offered school place but not yet accepted",
    "accepted_not_started": "Waiting school start",
    "abroad_without_evidence": "Believed to have moved to another country",
    "not_arrived_elsewhere": "Believed to have moved to another local authority",
    "outside_authority": "Believed to have moved to another local authority",
}


def _cme_register(life: Life, registers: Registers) -> None:
    """Let the authority's own list hold some of the missing, and some who came back, not all of whom it has noticed."""
    rng = life.rng
    newest = registers.schedule.other["cme_register"][-1]
    if life.truly_missing and rng.random() < rates.KNOWN_TO_CME_REGISTER and "one_register" not in life.story:
        left = max((stay.last_day for stay in life.enrolments if stay.last_day), default=life.nhs_from or newest - 60 * DAY)
        opened = min(left + rng.randrange(8, 40) * DAY, newest)
        life.note("cme_register", opened, opened_on=opened, reason=_LISTED.get(life.story, "Unknown"), outcome="")
    elif life.story in ("arrived_from_abroad", "returned_after_exit", "ehe_and_back") and rng.random() < 0.3:
        stay = life.enrolments[-1]
        opened = stay.starts - 12 * DAY
        # Every third such entry is forgotten: the child is back at school, and the list still shows them as missing.
        closed: dict[str, Any] = {} if opened.day % 3 == 0 else {"closed_on": stay.starts, "outcome": "enrolled"}
        life.note("cme_register", opened, opened_on=opened, reason="Moved in from another country", **closed)


def _council_tax(life: Life, registers: Registers) -> None:
    family = life.family
    if life.rng.random() > rates.COUNCIL_TAX_SHARE:
        return
    for as_at in registers.schedule.other["council_tax"]:
        address = family.home_on(as_at)
        since = max((day for day, each in family.homes if each is address), default=date.min)
        if since == date.min:
            since = date(2012, 4, 1) + timedelta(days=int(family.family_id[1:]) * 31 % 3000)
        father = " ".join(family.father) if family.father else ""
        values = (address.uprn, address.line_1, address.postcode, " ".join(family.mother), father, since, "")
        registers.writer.expect(("council_tax", address.la_code, as_at), COUNCIL_TAX_COLUMNS)
        registers.writer.add(("council_tax", address.la_code, as_at), "", "", values)


def write_replies(writer: PackageWriter, authorities: list[Authority], schedule: Schedule) -> None:
    """Write a few answers to enquiries that another system numbered: no case here knows them."""
    for authority in authorities[:2]:
        rows = [
            (each + 1, f"{authority.code}-2025-{each:04d}", schedule.on - (3 + each) * DAY, "not_known", "told", "", "", "", "")
            for each in range(3)
        ]
        writer.reference("enquiry_reply", authority.code, schedule.on, ("record_id", *ENQUIRY_REPLY_COLUMNS), rows)


def write_reference_files(writer: PackageWriter, authorities: list[Authority], schedule: Schedule) -> None:
    """Write the establishments, the postcodes and the term dates."""
    as_at = schedule.starts_on
    writer.reference("establishments", "DfE", schedule.on, _ESTABLISHMENT_HEADINGS, _establishments(authorities))
    postcodes = ((postcode, authority.code, lsoa, decile) for authority in authorities for postcode, lsoa, decile in authority.postcodes)
    writer.reference("postcodes", "ONS", as_at, ("postcode", "la_code", "lsoa", "idaci_decile"), postcodes)
    breaks = [("", first, last) for first, last in ENGLAND]
    for authority in authorities:
        if authority.calendar.breaks != ENGLAND:
            breaks += [(authority.code, first, last) for first, last in authority.calendar.breaks]
    writer.reference("term_dates", "DfE", as_at, ("la_code", "holiday_start", "holiday_end"), breaks)


def _establishments(authorities: list[Authority]) -> Iterator[tuple[object, ...]]:
    for authority in authorities:
        for school in authority.schools:
            yield _establishment(authority, school)


def _establishment(authority: Authority, school: School) -> tuple[object, ...]:
    closed = school.successor.opened if school.successor else None
    return (
        school.urn, authority.code, authority.name, school.establishment, school.name, school.type_code, "2" if closed else "1",
        "Closed" if closed else "Open", _national_day(school.opened or date(1998, 9, 1)), _national_day(closed - DAY) if closed else "",
        school.phase_code, school.low_age, school.high_age, "", authority.towns[0], school.postcode, authority.region_name,
    )  # fmt: skip


def _national_day(day: date) -> str:
    return day.strftime("%d-%m-%Y")

"""Registers beside education: housing, social care, council tax, youth justice; and the reference files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from onroll.synth import rates
from onroll.synth.calendars import ENGLAND
from onroll.synth.extracts import Registers
from onroll.synth.layouts import COUNCIL_TAX_COLUMNS, Schedule
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
            life.note(
                "social_care", max(started, child.born), episode=episode, start_date=max(started, child.born), need_code=f"N{rng.randrange(1, 9)}",
                legal_status=rng.choice(("C1", "C2", "V2")) if episode == "cla" else "",
            )  # fmt: skip
    if life.known_to_benefit and int(life.family.family_id[1:]) % 100 < rates.HOUSING_SHARE * 100:
        started = life.nhs_from or world.starts_on - (int(life.family.family_id[1:]) * 37 % 2000) * DAY
        kind = "temporary" if int(life.family.family_id[1:]) % 700 < 14 else "social"
        life.note("housing", started, tenancy_start=max(started, child.born), kind=kind)
    if child is life.family.children[0]:
        _council_tax(life, registers)


def _council_tax(life: Life, registers: Registers) -> None:
    family = life.family
    if life.rng.random() > rates.COUNCIL_TAX_SHARE:
        return
    for as_at in registers.schedule.other["council_tax"]:
        address = family.home_on(as_at)
        since = max((day for day, each in family.homes if each is address), default=date.min)
        if since == date.min:
            since = date(2012, 4, 1) + timedelta(days=int(family.family_id[1:]) * 31 % 3000)
        values = (
            address.uprn, address.line_1, address.postcode, " ".join(family.mother), " ".join(family.father) if family.father else "", since, "",
        )  # fmt: skip
        registers.writer.expect(("council_tax", address.la_code, as_at), COUNCIL_TAX_COLUMNS)
        registers.writer.add(("council_tax", address.la_code, as_at), "", "", values)


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

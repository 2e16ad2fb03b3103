"""A small town over one summer: who is listed in June, arrives in September, or does not; files as suppliers send them.

Every person is invented. Nora Ash has no application in June and arrives. Omar Birch has an offer that nobody takes up, and does not
arrive; nor does Quin Gale, for whom nobody applied. Pia Cedar's place is accepted. Wanda Fern is in a refuge until July. Sara and
Tom Dale vanish together. Uma Elm reaches her Reception year, and only health knows her; for Vic Elm a place is accepted. Rex Hill's
home education ends.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from support.lead_town import Town, pupil

MAY, JUNE, JULY, FIRST_WEEK, DUE_DAY = date(2026, 5, 14), date(2026, 6, 15), date(2026, 7, 16), date(2026, 9, 3), date(2026, 9, 14)
PRIMARY, SECONDARY = "100001", "100002"
HOME = {
    name: (f"{number} Station Road", "ZA1 1AA")
    for number, name in enumerate(("Ash", "Birch", "Cedar", "Dale", "Elm", "Fern", "Gale", "Hill"), 3)
}


def _child(forename: str, surname: str, born: str, year: str, **more: Any) -> dict[str, Any]:
    said = {"nc_year": year, "entry_date": "2020-09-07", **more}
    return pupil(forename, surname, born, HOME[surname], f"Adult {surname}", PRIMARY, **said)


NORA = _child("Nora", "Ash", "2015-03-04", "6")
OMAR = _child("Omar", "Birch", "2015-05-20", "6")
QUIN = _child("Quin", "Gale", "2015-08-08", "6")
PIA = _child("Pia", "Cedar", "2014-11-02", "6")
WANDA = _child("Wanda", "Fern", "2015-01-30", "6")
SARA = _child("Sara", "Dale", "2017-02-11", "4")
TOM = _child("Tom", "Dale", "2019-06-23", "2")
UMA = {**_child("Uma", "Elm", "2021-11-12", ""), "nhs_number": ""}
VIC = {**_child("Vic", "Elm", "2022-01-05", ""), "nhs_number": ""}
REX = _child("Rex", "Hill", "2016-04-15", "5")
CROWD = [
    pupil(
        f"Pupil{number}", f"Crowd{number}",
        f"{2013 - number % 4}-{1 + number % 12:02d}-{1 + number % 27:02d}", (f"{number} Long Street", "ZA1 9ZZ"),
        f"Adult Crowd{number}", SECONDARY, entry="2025-09-02", nc_year=str(8 + number % 4),
    )
    for number in range(24)
]  # fmt: skip
YEAR_FIVE = [
    pupil(
        f"Small{number}", f"Little{number}", f"2016-{1 + number % 8:02d}-{1 + number % 27:02d}", (f"{number} Short Street", "ZA1 9ZZ"),
        f"Adult Little{number}", PRIMARY, entry="2020-09-07", nc_year="5",
    )
    for number in range(16)
]  # fmt: skip


def _of(row: dict[str, Any], *names: str) -> dict[str, Any]:
    kept = ("surname", "forename", "date_of_birth", "address_line_1", "postcode", "parent_1_name", *names)
    return {name: value for name, value in row.items() if name in kept}


def _applied(row: dict[str, Any], kind: str, status: str, **more: Any) -> dict[str, Any]:
    return {**_of(row), "application_date": "2025-10-20", "kind": kind, "status": status, "start_date": "2026-09-01", **more}


def _at_secondary(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "urn": SECONDARY, "nc_year": "7", "entry_date": "2026-09-01"}


def _next_year(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "nc_year": str(min(11, int(row["nc_year"]) + 1))} for row in rows]


def _schools() -> list[dict[str, Any]]:
    return [
        {
            "URN": urn, "LA (code)": "301", "EstablishmentNumber": number, "EstablishmentName": name, "TypeOfEstablishment (code)": "01",
            "EstablishmentStatus (code)": "1", "PhaseOfEducation (code)": phase, "StatutoryLowAge": low, "StatutoryHighAge": high,
        }
        for urn, number, name, phase, low, high in (
            (PRIMARY, "2001", "Station Road Primary", "2", "4", "11"), (SECONDARY, "4001", "Made-up Academy", "4", "11", "16"),
        )
    ]  # fmt: skip


def town_in_june(home: Path) -> Town:
    """Return the town as of June: rolls, applications, health, the refuge and the list of home education."""
    town = Town(home)
    town.deliver("establishments", "GIAS", MAY, _schools())
    town.deliver("postcodes", "ONS", MAY, [{"postcode": code, "la_code": "301"} for code in ("ZA1 1AA", "ZA1 9ZZ", "ZA1 7GG")])
    leavers = [NORA, OMAR, QUIN, PIA, WANDA]
    town.deliver("school_roll", "301", MAY, [*leavers, SARA, TOM, *YEAR_FIVE, *CROWD])
    offered = {"school_urn": SECONDARY, "offer_date": "2026-03-02"}
    town.deliver(
        "admissions",
        "301",
        date(2026, 6, 1),
        [
            _applied(OMAR, "secondary", "offered", **offered),
            _applied(PIA, "secondary", "accepted", **offered),
            _applied(WANDA, "secondary", "accepted", **offered),
            _applied(VIC, "reception", "accepted", school_urn=PRIMARY, offer_date="2026-04-16"),
        ],
    )
    health = [{**_of(row), "registered_on": "2022-02-01", "gp_practice": "Y90001"} for row in (UMA, VIC, NORA, OMAR)]
    town.deliver("nhs", "NHSE", date(2026, 6, 2), health)
    refuge = {**_of(WANDA), "address_line_1": "8 Hidden Lane", "postcode": "ZA1 7GG", "kind": "refuge"}
    town.deliver("housing", "301", date(2026, 6, 3), [{**refuge, "tenancy_start": "2026-02-01", "tenancy_end": "2026-07-10"}])
    town.deliver(
        "ehe", "301", date(2026, 6, 4), [{**_of(REX), "start_date": "2025-11-03", "end_date": "2026-07-03", "suitability": "suitable"}]
    )
    return town


def july_comes(town: Town) -> None:
    """Deliver the last roll of the year."""
    town.deliver("school_roll", "301", JULY, [NORA, OMAR, QUIN, PIA, WANDA, SARA, TOM, *YEAR_FIVE, *CROWD])


def september_comes(town: Town) -> None:
    """Deliver the roll of the tenth school day: Nora, Pia and Wanda are at the secondary school; Omar, Quin, Sara and Tom are nowhere."""
    there = [_at_secondary(row) for row in (NORA, PIA, WANDA)]
    vic = {**VIC, "nc_year": "R", "entry_date": "2026-09-02"}
    town.deliver("school_roll", "301", DUE_DAY, [*there, vic, *_next_year(YEAR_FIVE), *_next_year(CROWD)])


def is_made_up(home: Path, on: date) -> None:
    """Have the home's day be that of its newest run, as in a home that `onroll demo` filled."""
    receipt = home / "made-up" / "receipt.json"
    receipt.parent.mkdir(parents=True, exist_ok=True)
    receipt.write_text(json.dumps({"asked": {}, "on": on.isoformat()}), encoding="utf-8")

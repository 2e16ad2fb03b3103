"""Random towns for the measures of schools' practice: rolls, changes and marks of a few dozen pupils, as suppliers send them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from support.lead_town import Town, pupil

AUTUMN, WINTER, ON = date(2025, 10, 2), date(2026, 1, 15), date(2026, 1, 16)
SCHOOLS = {"100001": ("2", 4, 11), "100002": ("4", 11, 16), "100003": ("7", 4, 16), "100004": ("2", 7, 11)}
CLOSED = "100009"
"""Became one of the others: what it reported holds for them."""

GROUNDS = (*"abcdefghijmno", "")
PERSON = ("surname", "forename", "date_of_birth", "address_line_1", "postcode", "parent_1_name", "nhs_number")


def random_town(home: Path, seed: int, pupils: int = 40) -> Town:
    """Return a town with four schools, and pupils who come, leave, are ill, and come part-time, some without a word of the school."""
    rng, town = Random(f"practice {seed}"), Town(home)
    town.deliver("establishments", "DfE", AUTUMN, _establishments())
    stays = [_stay(number, rng) for number in range(pupils)]
    for day in (AUTUMN, WINTER):
        shown = [row for row, left in stays if date.fromisoformat(row["entry_date"]) <= day and (left is None or left >= day)]
        town.deliver("school_roll", "301", day, shown)
    changes = [change for row, left in stays for change in _changes(row, left, rng)]
    town.deliver("roll_change", "301", ON, changes or [_change(stays[0][0], "added", date(2020, 9, 7))])
    weeks = [week for row, left in stays if rng.random() < 0.7 for week in _weeks(row, left, rng)]
    town.deliver("attendance", "301", WINTER, weeks[::2] or [_week(stays[0][0], date(2026, 1, 5), "/\\" * 5)])
    # Sent again, and some of it otherwise: the row of the newest day counts.
    town.deliver("attendance", "301", ON, [*weeks[1::2], *({**week, "marks": _marks("", rng)} for week in weeks[:6:2])])
    if rng.random() < 0.8:
        refuge = {"tenancy_start": "2025-09-01", "kind": "refuge"}
        town.deliver("housing", "301", WINTER, [{**{name: stays[3][0][name] for name in PERSON}, **refuge}])
    return town


def _establishments() -> list[dict[str, Any]]:
    return [
        {
            "URN": urn, "LA (code)": "301", "EstablishmentNumber": urn[-4:], "EstablishmentName": f"School {urn}",
            "TypeOfEstablishment (code)": "01",
            "EstablishmentStatus (code)": "2" if urn == CLOSED else "1", "PhaseOfEducation (code)": phase,
            "StatutoryLowAge": low, "StatutoryHighAge": high,
        }
        for urn, (phase, low, high) in [*SCHOOLS.items(), (CLOSED, ("2", 4, 11))]
    ]  # fmt: skip


def _stay(number: int, rng: Random) -> tuple[dict[str, Any], date | None]:
    born = date(2009, 9, 3) + timedelta(days=rng.randrange(11 * 365))
    entry = rng.choice((date(2024, 9, 4), date(2025, 9, 2), date(2025, 9, 20) - timedelta(days=rng.randrange(250)), date(2025, 11, 3)))
    left = None if rng.random() < 0.6 else max(entry, ON - timedelta(days=rng.randrange(330)))
    home = (f"{number} Practice Road", "ZA1 1AA")
    surname = "".join(chr(97 + (number * 7 + place * 11) % 26) for place in range(6)).capitalize()
    row = pupil(f"Pupil{number}x", surname, born.isoformat(), home, f"Adult {surname}", rng.choice(list(SCHOOLS)), entry.isoformat())
    return {**row, "nhs_number": ""}, left


def _changes(row: dict[str, Any], left: date | None, rng: Random) -> list[dict[str, Any]]:
    made = []
    if rng.random() < 0.6:
        added = _change(row, "added", date.fromisoformat(row["entry_date"]))
        made.append({**added, "urn": CLOSED} if rng.random() < 0.2 else added)
    if left is not None and rng.random() < 0.7:
        made.append({**_change(row, "deleted", left), "ground": rng.choice(GROUNDS)})
    return made


def _change(row: dict[str, Any], change: str, day: date) -> dict[str, Any]:
    return {**{name: row[name] for name in PERSON}, "urn": row["urn"], "change": change, "change_date": day.isoformat(), "ground": ""}


def _weeks(row: dict[str, Any], left: date | None, rng: Random) -> list[dict[str, Any]]:
    kind, found = rng.choice(("", "", "part_time", "away", "ill", "ended")), []
    for number in range(rng.randrange(4, 14), 0, -1):
        monday = date(2026, 1, 12) - timedelta(weeks=number - 1)
        if left is not None and monday > left:
            break
        now = "" if kind == "ended" and number < 3 else "part_time" if kind == "ended" else kind
        found.append(_week(row, monday, "-" * 10 if rng.random() < 0.1 else _marks(now, rng)))
    return found


def _marks(kind: str, rng: Random) -> str:
    whole = {"part_time": "/ C2", "away": rng.choice(("O O", "G N", "N -")), "ill": "I I"}.get(kind, "/ \\")
    return " ".join("/ \\" if rng.random() < 0.03 else "- -" if rng.random() < 0.05 else whole for _ in range(5))


def _week(row: dict[str, Any], monday: date, marks: str) -> dict[str, Any]:
    return {**{name: row[name] for name in PERSON}, "urn": row["urn"], "week_starting": monday.isoformat(), "marks": marks}

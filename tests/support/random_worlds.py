"""Random small worlds: every register says something, often nonsense, about some children."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from support.evidence import Delivery

LAS = ("370", "371", "372")
SCHOOLS = {"100001": "370", "100002": "370", "100003": "371", "100004": "371", "600001": "370"}
FIRST, LAST = date(2025, 1, 10), date(2026, 2, 20)
POSTCODES = {"S1 1AA": "370", "DN1 1AA": "371", "HD1 1AA": "372"}


def some_day(rng: random.Random, first: date = date(2024, 9, 1), last: date = LAST) -> str:
    """Return a random day."""
    return (first + timedelta(days=rng.randrange((last - first).days + 1))).isoformat()


def births(children: list[str], rng: random.Random) -> dict[str, date]:
    """Return birthdays: most of compulsory school age, some at its ends."""
    return {child: date(2007, 9, 1) + timedelta(days=rng.randrange(14 * 365)) for child in children}


def world(seed: int, child_count: int = 12) -> tuple[list[Delivery], dict[str, date]]:
    """Return deliveries, and the children's birthdays."""
    rng = random.Random(seed)
    children = [f"C{number}" for number in range(child_count)]
    deliveries = [
        _establishments(rng),
        Delivery("postcodes", "ONS", "2025-01-01", [{"postcode": p, "la_code": la} for p, la in POSTCODES.items()]),
    ]
    homes = {child: rng.choice(list(SCHOOLS)) for child in children}
    entries = {child: some_day(rng, last=date(2025, 6, 1)) for child in children}
    for la in LAS[:2]:
        days = sorted({some_day(rng, FIRST) for _ in range(rng.randrange(1, 5))})
        deliveries += [Delivery("school_roll", la, as_at, _roll(la, children, homes, entries, rng)) for as_at in days]
    if rng.random() < 0.5:
        as_at = rng.choice([each.as_at for each in deliveries if each.register == "school_roll"])
        urn = rng.choice(list(SCHOOLS))
        rows = [row for row in _roll(SCHOOLS[urn], children, homes, entries, rng) if row["urn"] == urn]
        deliveries.append(Delivery("school_roll", urn, as_at, rows))
    if rng.random() < 0.4:
        rows = [_roll_row(rng.choice(children), rng.choice(list(SCHOOLS)), entries, rng) for _ in range(2)]
        deliveries.append(Delivery("school_roll", "371", some_day(rng, FIRST), rows, partial=True))
    for register in (
        "roll_change",
        "ehe",
        "alternative_provision",
        "admissions",
        "youth_justice",
        "travel",
        "cme_register",
        "social_care",
        "housing",
    ):
        for _ in range(rng.randrange(0, 3)):
            rows = [_row(register, child, homes, rng) for child in rng.sample(children, rng.randrange(0, 5))]
            deliveries.append(Delivery(register, rng.choice(LAS), some_day(rng, FIRST), rows))
    for as_at in sorted({some_day(rng, FIRST) for _ in range(2)}):
        deliveries.append(Delivery("nhs", "NHSE", as_at, [_row("nhs", child, homes, rng) for child in children if rng.random() < 0.8]))
        deliveries.append(
            Delivery("child_benefit", "HMRC", as_at, [_row("child_benefit", child, homes, rng) for child in children if rng.random() < 0.5])
        )
    return _one_of_a_kind(deliveries), births(children, rng)


def _one_of_a_kind(deliveries: list[Delivery]) -> list[Delivery]:
    """A snapshot of the same register, supplier and day replaces the former; transfer files and events are added."""
    kept: dict[Any, Delivery] = {}
    for number, each in enumerate(deliveries):
        adds = each.partial or each.register in ("roll_change", "travel")
        kept[(each.register, each.supplier, each.as_at, number if adds else -1)] = each
    used: dict[tuple[str, str, str], int] = {}
    renumbered = []
    for each in kept.values():
        first = used.get((each.register, each.supplier, each.as_at), 0)
        used[(each.register, each.supplier, each.as_at)] = first + len(each.rows)
        rows = [{**row, "record_id": str(first + place + 1)} for place, row in enumerate(each.rows)]
        renumbered.append(Delivery(each.register, each.supplier, each.as_at, rows, each.partial))
    return renumbered


def _establishments(rng: random.Random) -> Delivery:
    rows = [
        {
            "urn": urn,
            "la_code": la,
            "type_code": "11" if urn.startswith("6") else "1",
            "statutory_high_age": rng.choice([11, 11, 16, 7]),
            "close_date": "2025-08-31" if rng.random() < 0.1 else None,
        }
        for urn, la in SCHOOLS.items()
        if rng.random() < 0.9
    ]
    return Delivery("establishments", "DfE", "2025-01-01", rows)


def _roll(la: str, children: list[str], homes: dict[str, str], entries: dict[str, str], rng: random.Random) -> list[dict[str, Any]]:
    rows = [_roll_row(child, homes[child], entries, rng) for child in children if SCHOOLS[homes[child]] == la and rng.random() < 0.75]
    if rng.random() < 0.3:
        child = rng.choice(children)
        rows.append(_roll_row(child, rng.choice([urn for urn, of in SCHOOLS.items() if of == la]), entries, rng))
    return rows


def _roll_row(child: str, urn: str, entries: dict[str, str], rng: random.Random) -> dict[str, Any]:
    return {
        "child": child,
        "urn": urn,
        "entry_date": entries[child] if rng.random() < 0.8 else some_day(rng),
        "leaving_date": some_day(rng, FIRST) if rng.random() < 0.12 else None,
        "enrolment_status": rng.choice(["C", "C", "C", None, "M", "S", "G", "P"]) if rng.random() < 0.4 else "C",
        "nc_year": rng.choice(["R", "2", "5", "6", "6", "9", "11", None]),
        "postcode": rng.choice([*POSTCODES, None]),
    }


def _row(register: str, child: str, homes: dict[str, str], rng: random.Random) -> dict[str, Any]:
    def maybe(value: Any, chance: float = 0.5) -> Any:
        return value if rng.random() < chance else None

    row: dict[str, Any] = {"child": child, "postcode": maybe(rng.choice(list(POSTCODES)))}
    match register:
        case "roll_change":
            urn = homes[child] if rng.random() < 0.8 else rng.choice(list(SCHOOLS))
            row |= {"urn": urn, "change": rng.choice(["deleted", "deleted", "added"]), "change_date": some_day(rng, FIRST)}
            row |= {"ground": maybe(rng.choice("aafghilk"), 0.7), "destination_urn": maybe(rng.choice(list(SCHOOLS)), 0.3)}
            row |= {"destination_la": maybe(rng.choice(LAS), 0.2), "expected_start": maybe(some_day(rng, FIRST), 0.3)}
            kinds = ["school", "independent", "ehe", "abroad", "other_uk", "unknown"]
            row |= {"destination_type": maybe(rng.choice(kinds)), "new_postcode": maybe(rng.choice(list(POSTCODES)), 0.3)}
        case "ehe":
            row |= {"start_date": some_day(rng), "end_date": maybe(some_day(rng, FIRST), 0.3), "assessed_on": maybe(some_day(rng, FIRST))}
            row |= {"suitability": rng.choice(["suitable", "unsuitable", "pending", None])}
        case "alternative_provision":
            row |= {"start_date": some_day(rng), "end_date": maybe(some_day(rng, FIRST), 0.3), "full_time": rng.choice([True, False, None])}
        case "admissions":
            row |= {"application_date": some_day(rng), "kind": rng.choice(["in_year", "in_year", "secondary", "reception", None])}
            row |= {"status": rng.choice(["applied", "offered", "accepted", "refused", "withdrawn", "started"])}
            row |= {"start_date": maybe(some_day(rng, FIRST), 0.4), "school_urn": maybe(rng.choice(list(SCHOOLS)))}
        case "youth_justice":
            row |= {"episode": rng.choice(["custody", "community"]), "start_date": some_day(rng), "end_date": maybe(some_day(rng, FIRST))}
        case "travel":
            row |= {"event": rng.choice(["exit", "entry"]), "event_date": some_day(rng, FIRST)}
        case "cme_register":
            row |= {"opened_on": some_day(rng)}
        case "social_care":
            row |= {"episode": "cin", "start_date": some_day(rng)}
        case "housing":
            row |= {"tenancy_start": some_day(rng), "kind": rng.choice(["social", "refuge"])}
        case "nhs":
            row |= {"registered_on": maybe(some_day(rng)), "deregistered_on": maybe(some_day(rng, FIRST), 0.15)}
            row |= {"removal_reason": maybe(rng.choice(["embarkation", "other", "scotland", "death"]), 0.15)}
        case "child_benefit":
            row |= {"claim_start": some_day(rng), "claim_end": maybe(some_day(rng, FIRST), 0.2)}
    return row

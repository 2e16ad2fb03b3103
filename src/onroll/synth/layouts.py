"""Which columns each made-up supplier sends, and on which days.

Source  contracts, sections 3 and 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter

from onroll.synth.entries import IDENTITY

_NAMES = ("surname", "forename", "middle_names", "date_of_birth", "sex")
_ADDRESS = ("address_line_1", "town", "postcode")
_IDENTITY_SENT: dict[str, tuple[str, ...]] = {
    "school_roll": IDENTITY,
    "roll_change": ("upn", "former_upn", *_NAMES, *_ADDRESS, "parent_1_name", "parent_2_name", "phone"),
    "ehe": ("upn", *_NAMES, *_ADDRESS, "parent_1_name", "parent_2_name", "phone", "email"),
    "alternative_provision": ("upn", *_NAMES, *_ADDRESS),
    "admissions": ("upn", *_NAMES, *_ADDRESS, "parent_1_name", "phone", "email"),
    "cme_register": ("upn", "nhs_number", *_NAMES, *_ADDRESS, "parent_1_name", "phone"),
    "nhs": ("nhs_number", *_NAMES, *_ADDRESS, "uprn", "former_surname"),
    "child_benefit": (*_NAMES, *_ADDRESS, "parent_1_name", "parent_2_name"),
    "social_care": ("upn", "former_upn", "nhs_number", *_NAMES, *_ADDRESS, "parent_1_name", "parent_2_name"),
    "housing": (*_NAMES, *_ADDRESS, "uprn", "parent_1_name", "parent_2_name", "phone"),
    "attendance": ("upn", "surname", "forename", "date_of_birth"),
    "youth_justice": ("upn", *_NAMES, *_ADDRESS),
    "travel": _NAMES,
}
OWN_FIELDS: dict[str, tuple[str, ...]] = {
    "school_roll": (
        "urn", "entry_date", "leaving_date", "enrolment_status", "nc_year", "ethnicity", "sen_provision", "sen_need", "fsm", "language",
        "in_care", "sessions_possible", "sessions_attended",
    ),
    "roll_change": (
        "urn", "change", "change_date", "ground", "destination_urn", "destination_la", "destination_type", "expected_start",
        "new_address_line_1", "new_postcode",
    ),
    "ehe": ("start_date", "end_date", "suitability", "assessed_on"),
    "alternative_provision": ("provider_urn", "provider_name", "start_date", "end_date", "full_time", "arranged_by"),
    "admissions": ("application_date", "kind", "status", "school_urn", "offer_date", "start_date"),
    "cme_register": ("opened_on", "closed_on", "reason", "outcome"),
    "nhs": ("gp_practice", "registered_on", "deregistered_on", "removal_reason", "date_of_death"),
    "child_benefit": ("claim_start", "claim_end"),
    "social_care": ("episode", "start_date", "end_date", "need_code", "legal_status"),
    "housing": ("tenancy_start", "tenancy_end", "kind"),
    "attendance": ("urn", "week_starting", "marks"),
    "youth_justice": ("episode", "start_date", "end_date"),
    "travel": ("event", "event_date", "country"),
}  # fmt: skip
COLUMNS = {register: (*_IDENTITY_SENT[register], *own) for register, own in OWN_FIELDS.items()}
PICK_IDENTITY = {register: itemgetter(*(IDENTITY.index(name) for name in sent)) for register, sent in _IDENTITY_SENT.items()}
COUNCIL_TAX_COLUMNS = ("uprn", "address_line_1", "postcode", "liable_name_1", "liable_name_2", "from_date", "to_date")
ENQUIRY_REPLY_COLUMNS = ("enquiry", "answered_on", "answer", "evidence", "urn", "from_date", "to_date", "postcode")


@dataclass(frozen=True)
class Schedule:
    """On which days which register is drawn up.

    Shape  every register's days differ from every other's, so that the most recent address is never a tie.
    """

    on: date
    starts_on: date
    roll: tuple[date, ...]
    other: dict[str, tuple[date, ...]]
    events: tuple[date, ...]


_SPRING_DAY = {
    "nhs": -10, "child_benefit": -12, "social_care": -8, "housing": -14, "ehe": -6, "alternative_provision": -7, "admissions": -4,
    "council_tax": -16, "youth_justice": -9, "cme_register": -3,
}  # fmt: skip
_SUMMER_DAY = {register: date(2025, 7, 4) + timedelta(days=place) for place, register in enumerate(_SPRING_DAY) if place < 30}
_ROLL_DAYS = (
    date(2024, 10, 3), date(2025, 1, 16), date(2025, 5, 15), date(2025, 7, 16), date(2025, 10, 2), date(2026, 1, 15),
)  # fmt: skip


def usual_schedule(*, on: date = date(2026, 1, 20), roll_snapshots: int = 6, other_snapshots: int = 2) -> Schedule:
    """Return the days of the two school years 2024/25 and 2025/26: the newest roll_snapshots rolls, and the rest.

    Raises  ValueError where the numbers or the day are outside what the world covers.
    """
    if not 1 <= roll_snapshots <= len(_ROLL_DAYS) or other_snapshots not in (1, 2):
        raise ValueError(f"A made-up world has 1 to {len(_ROLL_DAYS)} roll snapshots, and 1 or 2 of each other register.")
    if not date(2026, 1, 16) <= on <= date(2026, 2, 13):
        raise ValueError("A made-up world ends between 2026-01-16 and 2026-02-13.")
    other = {}
    for register, days_before in _SPRING_DAY.items():
        newest = date(2026, 1, 20) + timedelta(days=days_before)
        other[register] = (_SUMMER_DAY[register], newest)[-other_snapshots:]
    return Schedule(on, date(2024, 9, 1), _ROLL_DAYS[-roll_snapshots:], other, (date(2025, 7, 31), on))

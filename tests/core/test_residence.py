"""Where a child lives: the authority of the most recent address evidence, never simply the school's."""

from __future__ import annotations

from datetime import date

import pytest

from onroll.core.residence import FormerResidence, residence, residences
from support.evidence import history_of, world_of
from support.tables_in_text import TOWN, deliveries

ON = "2026-01-27"

CASES = [
    (
        "a roll row from its snapshot",
        "school_roll 370 2026-01-26\nchild | urn | entry_date | postcode\nA | 100001 | 2022-09-05 | DN1 1AA",
        "371",
    ),
    (
        "its newest row, though health has shown another address since",
        "nhs NHSE 2026-01-10\nchild | postcode\nA | HD1 1AA\n\n"
        "school_roll 370 2026-01-26\nchild | urn | entry_date | postcode\nA | 100001 | 2022-09-05 | S1 1AA",
        "370",
    ),
    (
        "other registers from the first extract that shows the address",
        "nhs NHSE 2025-03-01\nchild | postcode\nA | HD1 1AA\n\nnhs NHSE 2026-01-26\nchild | postcode\nA | HD1 1AA\n\n"
        "child_benefit HMRC 2025-11-01\nchild | claim_start | postcode\nA | 2020-01-01 | DN1 1AA",
        "371",
    ),
    (
        "a new postcode counts from the day of the change",
        "roll_change 370 2026-01-20\nchild | urn | change | change_date | new_postcode | postcode\n"
        "A | 100001 | deleted | 2026-01-09 | HD1 1AA | S1 1AA\n\nnhs NHSE 2026-01-08\nchild | postcode\nA | DN1 1AA",
        "372",
    ),
    (
        "a new postcode of a day to come does not",
        "roll_change 370 2026-01-20\nchild | urn | change | change_date | new_postcode\n"
        "A | 100001 | deleted | 2026-02-09 | HD1 1AA\n\nnhs NHSE 2026-01-08\nchild | postcode\nA | DN1 1AA",
        "371",
    ),
    (
        "a previous pupil's row does not renew the address",
        "school_roll 370 2026-01-26\nchild | urn | entry_date | leaving_date | enrolment_status | postcode\n"
        "A | 100001 | 2022-09-05 | 2025-12-19 | P | S1 1AA\n\nnhs NHSE 2026-01-10\nchild | postcode\nA | DN1 1AA",
        "371",
    ),
    ("no usable postcode: the last roll's school", "school_roll 370 2026-01-26\nchild | urn | entry_date\nA | 100001 | 2022-09-05", "370"),
    ("no roll and no postcode: who sent the row", "social_care 371 2026-01-20\nchild | episode | start_date\nA | cin | 2024-01-01", "371"),
    ("nothing that tells", "nhs NHSE 2026-01-20\nchild | postcode\nA | ZZ1 1ZZ", None),
]


@pytest.mark.parametrize(("text", "la_code"), [pytest.param(text, la_code, id=name) for name, text, la_code in CASES])
def test_the_most_recent_address_counts(text: str, la_code: str | None) -> None:
    told = deliveries(TOWN, text)
    assert residence(history_of(told, ON), world_of(told, date.fromisoformat(ON))).la_code == la_code


FORMER = [
    (
        "a roll that moved with the child",
        "school_roll 370 2025-05-15\nchild | urn | entry_date | postcode\nA | 100001 | 2022-09-05 | S1 1AA\n\n"
        "school_roll 371 2026-01-26\nchild | urn | entry_date | postcode\nA | 100002 | 2025-09-05 | DN1 1AA",
        [FormerResidence("370", None, date(2026, 1, 26))],
    ),
    (
        "there and back again",
        "nhs NHSE 2025-03-01\nchild | postcode\nA | S1 1AA\n\nchild_benefit HMRC 2025-06-01\nchild | claim_start | postcode\n"
        "A | 2020-01-01 | DN1 1AA\n\nschool_roll 370 2026-01-26\nchild | urn | entry_date | postcode\nA | 100001 | 2022-09-05 | S1 1AA",
        [FormerResidence("370", None, date(2025, 6, 1)), FormerResidence("371", date(2025, 6, 1), date(2026, 1, 26))],
    ),
    (
        "a roll that goes on showing the address is believed before one word of another",
        "school_roll 370 2025-05-15\nchild | urn | entry_date | postcode\nA | 100001 | 2022-09-05 | S1 1AA\n\n"
        "nhs NHSE 2025-10-01\nchild | postcode\nA | HD1 1AA\n\n"
        "school_roll 370 2026-01-26\nchild | urn | entry_date | postcode\nA | 100001 | 2022-09-05 | S1 1AA",
        [],
    ),
    (
        "within one authority",
        "nhs NHSE 2025-03-01\nchild | postcode\nA | S1 1AA\n\nchild_benefit HMRC 2025-06-01\nchild | claim_start | postcode\n"
        "A | 2020-01-01 | S1 1AA",
        [],
    ),
]


@pytest.mark.parametrize(("text", "former"), [pytest.param(text, former, id=name) for name, text, former in FORMER])
def test_where_the_child_lived_before(text: str, former: list[FormerResidence]) -> None:
    told = deliveries(TOWN, text)
    present, before = residences(history_of(told, ON), world_of(told, date.fromisoformat(ON)))
    assert list(before) == former and present == residence(history_of(told, ON), world_of(told, date.fromisoformat(ON)))

"""The decision table of domain 1.3, row by row: what registers show, and whether the child is missing education."""

from __future__ import annotations

from datetime import date

import pytest

from support.evidence import finding_of
from support.tables_in_text import TOWN, deliveries

ON = "2026-01-27"

AUTUMN = """
school_roll 370 2025-10-02
child | urn    | entry_date | nc_year | postcode
A     | 100001 | 2022-09-05 | 4       | S1 1AA

school_roll 370 2025-12-04
child | urn    | entry_date | nc_year | postcode
A     | 100001 | 2022-09-05 | 4       | S1 1AA
"""
NOW_ON_ROLL = """
school_roll 370 2026-01-26
child | urn    | entry_date | nc_year | postcode
A     | 100001 | 2022-09-05 | 4       | S1 1AA
"""

ROWS = [
    ("1 applying, on no roll", AUTUMN + """
admissions 370 2026-01-20
child | application_date | kind    | status
A     | 2026-01-19       | in_year | applied
""", "awaiting_place cme 2025-12-05"),
    ("2 offered for a future date", AUTUMN + """
admissions 370 2026-01-20
child | application_date | kind    | status  | start_date
A     | 2026-01-10       | in_year | offered | 2026-02-23
""", "offered_not_started cme 2025-12-05"),
    ("3 home education found unsuitable", AUTUMN + """
ehe 370 2026-01-20
child | start_date | suitability | assessed_on
A     | 2025-12-08 | unsuitable  | 2026-01-14
""", "ehe_unsuitable cme 2026-01-14"),
    ("4 long listed as missing, whereabouts unknown", """
cme_register 370 2026-01-20
child | opened_on  | postcode
A     | 2024-03-01 | S1 1AA

nhs NHSE 2026-01-10
child | registered_on | postcode
A     | 2021-05-01    | S1 1AA
""", "never_on_roll cme 2021-05-01"),
    ("5 home education, not assessed yet", AUTUMN + """
ehe 370 2026-01-20
child | start_date | suitability
A     | 2025-12-08 | pending
""", None),
    ("6 suitable home education", AUTUMN + """
ehe 370 2026-01-20
child | start_date | suitability | assessed_on
A     | 2025-12-08 | suitable    | 2026-01-14
""", None),
    ("7 on a roll, severely absent", AUTUMN + NOW_ON_ROLL + """
attendance 370 2026-01-23
child | urn    | week_starting | marks
A     | 100001 | 2026-01-19    | OOOOOOOOOO
""", None),
    ("8 awaiting a place, still on the old roll", AUTUMN + NOW_ON_ROLL + """
admissions 370 2026-01-20
child | application_date | kind    | status
A     | 2026-01-19       | in_year | applied
""", None),
    ("9 stopped attending, still on the roll", AUTUMN + NOW_ON_ROLL, None),
    ("10 accepted, the starting day passed last week", AUTUMN + """
admissions 370 2026-01-20
child | application_date | kind    | status   | start_date
A     | 2026-01-05       | in_year | accepted | 2026-01-19
""", None),
    ("11 unregistered provision only: on no list at all", AUTUMN, "vanished_from_roll cme 2025-12-05"),
    ("12 section 19 provision", AUTUMN + """
alternative_provision 370 2026-01-20
child | start_date | full_time | arranged_by
A     | 2025-12-08 | 1         | la_s19
""", None),
    ("13 at an independent school", AUTUMN + """
school_roll 600001 2026-01-20
child | urn    | entry_date | nc_year
A     | 600001 | 2026-01-05 | 4
""", None),
    ("14 on a roll with a part-time timetable", AUTUMN + NOW_ON_ROLL + """
alternative_provision 370 2026-01-20
child | start_date | full_time | arranged_by
A     | 2025-12-08 | 0         | school
""", None),
    ("15 permanently excluded, before provision starts", AUTUMN + """
roll_change 370 2026-01-20
child | urn    | change  | change_date | ground
A     | 100001 | deleted | 2026-01-16  | o
""", "left_no_destination cme 2026-01-17"),
    ("17 the school only suspects a move: still on its roll", AUTUMN + NOW_ON_ROLL, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [pytest.param(text, expected, id=name) for name, text, expected in ROWS])
def test_each_row_of_the_decision_table(text: str, expected: str | None) -> None:
    found = finding_of(deliveries(TOWN, text), ON)
    assert (f"{found.finding} {found.status} {found.since}" if found else None) == expected


def test_row_16_age_four_in_reception_is_below_compulsory_school_age() -> None:
    assert finding_of(deliveries(TOWN, AUTUMN), ON, born=date(2021, 2, 1)) is None

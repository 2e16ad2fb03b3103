"""Some authorities' rolls are late: 372's newest is 31 days older than the newest of the others, 371's 32, and 370 sends none.

The national calendar is replaced: the spring term begins on 2026-01-12.
"""

from __future__ import annotations

from conformance.rows import application, deleted, home_education, roll
from conformance.town import Found, Row, Scenario, School, World

TODAY = "2026-01-20"
OCTOBER = "2025-10-02"
NEWEST = {"373": "2026-01-15", "372": "2025-12-15", "371": "2025-12-14"}
INDEPENDENT = "145373"
AUTHORITY = "Believed to have moved to another local authority"

SCHOOLS = (
    *(School(urn, la, 5, 11) for urn, la in (("107301", "373"), ("107101", "371"), ("107201", "372"))),
    *(School(urn, la, 11, 16, "4") for urn, la in (("107302", "373"), ("107102", "371"), ("107202", "372"))),
    School("107001", "370", 5, 11, pupils=0),
    School(INDEPENDENT, "373", 5, 16, "0", "11", shown_on=((INDEPENDENT, "2025-10-03"), (INDEPENDENT, "2025-12-14"))),
)
DELIVERIES = (
    *(("school_roll", la, day) for la, newest in NEWEST.items() for day in (OCTOBER, newest)),
    ("school_roll", INDEPENDENT, "2025-10-03"),
    ("school_roll", INDEPENDENT, "2025-12-14"),
    ("nhs", "NHSE", "2026-01-10"),
    ("child_benefit", "HMRC", "2026-01-12"),
    *((register, la, "2026-01-14") for register in ("ehe", "admissions") for la in NEWEST),
)


def _told(title: str, clause: str, rows: tuple[Row, ...], expected: Found | None, home: str = "373") -> Scenario:
    return Scenario(clause, title, rows, {TODAY: expected}, home=home)


def _vanished(la: str, *, full: bool, since: str = "2025-10-03") -> Found:
    return Found("vanished_from_roll", "cme" if full else "possible_cme", since, la, "Unknown", "full" if full else "partial", (0,))


SCENARIOS = (
    _told("nobody concerned is late", "5 another authority's lateness does not count", roll("373", OCTOBER), _vanished("373", full=True)),
    _told(
        "31 days older than the newest of the others", "5 coverage: over 31 days", roll("372", OCTOBER), _vanished("372", full=True), "372"
    ),
    _told(
        "32 days older than the newest of the others", "5 coverage: over 31 days", roll("371", OCTOBER), _vanished("371", full=False), "371"
    ),
    _told(
        "the authority where the child lives is late",
        "5 coverage: where the child lives",
        roll("373", OCTOBER),
        _vanished("371", full=False),
        "371",
    ),
    _told(
        "the supplier of the last roll is late",
        "5 coverage: the supplier of the last roll",
        roll("371", OCTOBER),
        _vanished("373", full=False),
    ),
    _told(
        "the last roll was a late independent school's",
        "5 coverage: the supplier of the last roll",
        roll(INDEPENDENT, "2025-10-03"),
        _vanished("373", full=False, since="2025-10-04"),
    ),
    _told(
        "the authority where the child lives has sent none",
        "5 coverage: a roll that could show the child has not arrived",
        roll("373", OCTOBER),
        _vanished("370", full=False),
        "370",
    ),
    _told("on a late roll", "5 on any roll", roll("371", OCTOBER, NEWEST["371"]), None, "371"),
    _told(
        "the destination's roll is late, and of after the tenth school day",
        "5 coverage: the named destination",
        (
            *roll("373", OCTOBER),
            *deleted("373", "2025-10-10", ground="g", destination_type="school", destination_urn="107101", expected_start="2025-10-13"),
        ),
        Found("not_arrived", "cme", "2025-10-11", "373", AUTHORITY, "full", (1,)),
    ),
    _told(
        "the destination's roll is of before the tenth school day",
        "5 coverage: the named destination",
        (
            *roll("373", OCTOBER),
            *deleted("373", "2025-12-12", ground="g", destination_type="school", destination_urn="107101", expected_start="2025-12-15"),
        ),
        Found("not_arrived", "possible_cme", "2025-12-13", "373", AUTHORITY, "partial", (1,)),
    ),
    _told(
        "home education found unsuitable, and the area's roll is late",
        "5 status: where coverage is partial",
        home_education("371", "2026-01-14", start_date="2025-09-15", suitability="unsuitable", assessed_on="2025-12-15"),
        Found("ehe_unsuitable", "possible_cme", "2025-12-15", "371", "Unsuitable elective home education", "partial", (0,)),
        "371",
    ),
    _told(
        "awaiting a place, and the area's roll is late",
        "5 status: where coverage is partial",
        (*roll("371", OCTOBER), *application("371", "2026-01-14", application_date="2025-12-15", status="applied")),
        Found("awaiting_place", "possible_cme", "2025-10-03", "371", "School application awaiting outcome", "partial", (1,)),
        "371",
    ),
    _told(
        "the national calendar was replaced: term began a week later",
        "4 term_dates: la_code empty is the national default",
        (
            *roll("373", OCTOBER),
            *deleted("373", "2025-12-12", ground="a", destination_type="school", destination_urn="107302", expected_start="2026-01-05"),
        ),
        None,
    ),
    _told(
        "awaiting a place where nobody is late",
        "5 another authority's lateness does not count",
        (*roll("373", OCTOBER), *application("373", "2026-01-14", application_date="2025-12-15", status="applied")),
        Found("awaiting_place", "cme", "2025-10-03", "373", "School application awaiting outcome", "full", (1,)),
    ),
)

WORLD = World(
    name="late",
    schools=SCHOOLS,
    deliveries=DELIVERIES,
    scenarios=SCENARIOS,
    today=TODAY,
    holidays=(
        ("", "2025-07-23", "2025-08-31"),
        ("", "2025-10-27", "2025-10-31"),
        ("", "2025-12-20", "2026-01-09"),
        ("", "2026-02-16", "2026-02-20"),
    ),
)

"""From summer into autumn 2025: the end and beginning of compulsory school age, and who finishes a school's last year.

Autumn term begins on Monday 2025-09-01, so that 2025-09-12 is its tenth school day; in 372 it begins on 2025-09-03 and the
tenth is 2025-09-16. The last 20 school days of the summer term begin on 2025-06-25.
"""

from __future__ import annotations

from collections.abc import Mapping

from conformance.rows import SECONDARY, application, benefit, deleted, health, home_education, roll
from conformance.town import Day, Found, Row, Scenario, School, World

MAY, JUNE, JULY, SEPTEMBER, TENTH, TENTH_372 = "2025-05-08", "2025-06-20", "2025-07-10", "2025-09-04", "2025-09-12", "2025-09-16"
LAST_FRIDAY, SATURDAY, BEFORE_PRESCRIBED, PRESCRIBED, NINTH, ELEVENTH = (
    "2025-06-27",
    "2025-06-28",
    "2025-08-30",
    "2025-08-31",
    "2025-09-11",
    "2025-09-15",
)
AUTHORITY = "Believed to have moved to another local authority"
INFANT, FIRST, MIDDLE, ALL_THROUGH, UNLISTED, INDEPENDENT = "107310", "107312", "107313", "107314", "107399", "145373"
DAYS = (MAY, JUNE, JULY, SEPTEMBER, TENTH)

SCHOOLS = (
    School("107301", "373", 5, 11),
    School("107302", "373", 11, 16, "4"),
    School("107101", "371", 5, 11),
    School("107102", "371", 11, 16, "4"),
    School("107201", "372", 5, 11),
    School("107202", "372", 11, 16, "4"),
    School(INFANT, "373", 5, 7),
    School(FIRST, "373", 5, 9),
    School(MIDDLE, "373", 9, 13, "5"),
    School(ALL_THROUGH, "373", 4, 18, "7"),
    School(UNLISTED, "373", 5, 11, listed=False),
    School(INDEPENDENT, "373", 5, 16, "0", "11", shown_on=tuple((INDEPENDENT, day) for day in DAYS)),
)
DELIVERIES = (
    *(("school_roll", la, day) for la in ("371", "372", "373") for day in DAYS),
    ("school_roll", "372", TENTH_372),
    *(("school_roll", INDEPENDENT, day) for day in DAYS),
    ("nhs", "NHSE", "2025-06-15"),
    ("nhs", "NHSE", "2025-09-08"),
    ("child_benefit", "HMRC", "2025-06-20"),
    ("ehe", "373", "2025-09-10"),
    ("admissions", "373", "2025-09-10"),
)


def _told(title: str, clause: str, rows: tuple[Row, ...], views: Mapping[Day, Found | None], **more: str | int) -> Scenario:
    return Scenario(clause, title, rows, views, **more)  # type: ignore[arg-type]


def _gap(la: str = "373", rests: tuple[int, ...] = ()) -> Found:
    return Found("transition_gap", "cme", "2025-09-01", la, "Unknown", "full", rests)


def _vanished(since: Day, rests: tuple[int, ...] = ()) -> Found:
    return Found("vanished_from_roll", "cme", since, "373", "Unknown", "full", rests)


def _left(since: Day) -> Found:
    return Found("left_no_destination", "cme", since, "373", "Unknown", "full")


SUMMER = roll("373", MAY, JUNE, JULY)
UNTIL_JUNE = roll("373", MAY, JUNE)
GAP_FROM_THE_TENTH = {LAST_FRIDAY: None, PRESCRIBED: None, NINTH: None, TENTH: _gap(), ELEVENTH: _gap()}
NEVER_MISSED: dict[Day, Found | None] = {PRESCRIBED: None, NINTH: None, TENTH: None, ELEVENTH: None}

TRANSITIONS = (
    _told(
        "year 6, shown until July, on no roll since",
        "5 transition_gap",
        SUMMER,
        GAP_FROM_THE_TENTH | {TENTH: _gap(rests=(2,))},
        year_group=7,
    ),
    _told(
        "year 6, on the secondary roll from the first week",
        "5 transition_gap",
        (*SUMMER, *roll("373", SEPTEMBER, TENTH, urn=SECONDARY["373"])),
        NEVER_MISSED,
        year_group=7,
    ),
    _told(
        "year 6, on the secondary roll on the tenth day",
        "5 transition_gap",
        (*SUMMER, *roll("373", TENTH, urn=SECONDARY["373"])),
        NEVER_MISSED,
        year_group=7,
    ),
    _told(
        "year 6, on another authority's roll",
        "5 on any roll",
        (*SUMMER, *roll("371", SEPTEMBER, TENTH, urn=SECONDARY["371"])),
        NEVER_MISSED,
        year_group=7,
    ),
    _told(
        "year 6, at an independent school",
        "5 never a finding",
        (*SUMMER, *roll(INDEPENDENT, SEPTEMBER, TENTH, urn=INDEPENDENT)),
        NEVER_MISSED,
        year_group=7,
    ),
    _told("year 6, stays for another year", "5 on any roll", roll("373", *DAYS), NEVER_MISSED, year_group=7),
    _told(
        "year 6, home-educated since",
        "5 never a finding: home education",
        (*SUMMER, *home_education("373", "2025-09-10", start_date="2025-09-01", suitability="pending")),
        {TENTH: None, ELEVENTH: None},
        year_group=7,
    ),
    _told(
        "year 6, left England",
        "5 left England on evidence",
        (*SUMMER, *health("2025-09-08", deregistered_on="2025-08-10", removal_reason="embarkation")),
        {TENTH: None},
        year_group=7,
    ),
    _told(
        "year 6, no longer shown in July",
        "5 the last 20 school days: this line alone",
        UNTIL_JUNE,
        {PRESCRIBED: None, NINTH: None, TENTH: _gap()},
        year_group=7,
    ),
    _told(
        "year 6, no longer shown in June",
        "5 the last 20 school days: not before",
        roll("373", MAY),
        {LAST_FRIDAY: _vanished("2025-05-09", (0,)), PRESCRIBED: _vanished("2025-05-09"), TENTH: _vanished("2025-05-09")},
        year_group=7,
    ),
    _told(
        "year 5, no longer shown in July",
        "5 vanished_from_roll",
        UNTIL_JUNE,
        {LAST_FRIDAY: None, PRESCRIBED: _vanished("2025-06-21", (1,)), TENTH: _vanished("2025-06-21")},
        year_group=6,
    ),
    _told(
        "year 6, deleted to nowhere on the last day of term",
        "5 the last 20 school days: this line alone",
        (*SUMMER, *deleted("373", "2025-07-22", ground="g", destination_type="unknown")),
        {PRESCRIBED: None, NINTH: None, TENTH: _gap()},
        year_group=7,
    ),
    _told(
        "year 6, deleted to nowhere on the first of the last 20 days",
        "5 the last 20 school days: this line alone",
        (*UNTIL_JUNE, *deleted("373", "2025-06-25", ground="g", destination_type="unknown")),
        {PRESCRIBED: None, NINTH: None, TENTH: _gap()},
        year_group=7,
    ),
    _told(
        "year 6, deleted to nowhere on the day before",
        "5 the last 20 school days: not before",
        (*UNTIL_JUNE, *deleted("373", "2025-06-24", ground="g", destination_type="unknown")),
        {LAST_FRIDAY: _left("2025-06-25"), PRESCRIBED: _left("2025-06-25"), TENTH: _left("2025-06-25")},
        year_group=7,
    ),
    _told(
        "year 6, a leaving date on the last day of term",
        "5 the last 20 school days: this line alone",
        (*SUMMER, *roll("373", SEPTEMBER, TENTH, leaving_date="2025-07-22", enrolment_status="P")),
        {NINTH: None, TENTH: _gap()},
        year_group=7,
    ),
    _told(
        "year 5, deleted to nowhere on the last day of term",
        "5 left_no_destination",
        (*SUMMER, *deleted("373", "2025-07-22", ground="g", destination_type="unknown")),
        {PRESCRIBED: _left("2025-07-23"), TENTH: _left("2025-07-23")},
        year_group=6,
    ),
    _told(
        "year 6, the deletion names a secondary school of another authority",
        "5 … unless a deletion names a destination",
        (
            *SUMMER,
            *deleted(
                "373", "2025-07-22", ground="g", destination_type="school", destination_urn=SECONDARY["371"], expected_start="2025-09-01"
            ),
        ),
        {TENTH: None, ELEVENTH: Found("not_arrived", "possible_cme", "2025-07-23", "373", AUTHORITY, "partial", (3,))},
        year_group=7,
    ),
    _told(
        "year 6, is where the deletion said",
        "5 … unless a deletion names a destination",
        (
            *SUMMER,
            *deleted(
                "373", "2025-07-22", ground="g", destination_type="school", destination_urn=SECONDARY["371"], expected_start="2025-09-01"
            ),
            *roll("371", TENTH, urn=SECONDARY["371"], entry_date="2025-09-01"),
        ),
        {TENTH: None, ELEVENTH: None},
        year_group=7,
    ),
    _told(
        "year 2 of an infant school",
        "5 transition_gap: StatutoryHighAge less 5",
        roll("373", MAY, JUNE, JULY, urn=INFANT),
        GAP_FROM_THE_TENTH,
        year_group=3,
    ),
    _told(
        "year 2 of a primary school",
        "5 transition_gap: StatutoryHighAge less 5",
        SUMMER,
        {PRESCRIBED: None, NINTH: _vanished("2025-07-11", (2,)), TENTH: _vanished("2025-07-11")},
        year_group=3,
    ),
    _told(
        "year 4 of a first school",
        "5 transition_gap: StatutoryHighAge less 5",
        roll("373", MAY, JUNE, JULY, urn=FIRST),
        GAP_FROM_THE_TENTH,
        year_group=5,
    ),
    _told(
        "year 8 of a middle school",
        "5 transition_gap: StatutoryHighAge less 5",
        roll("373", MAY, JUNE, JULY, urn=MIDDLE),
        GAP_FROM_THE_TENTH,
        year_group=9,
    ),
    _told(
        "year 6 of an all-through school",
        "5 transition_gap: StatutoryHighAge less 5",
        roll("373", MAY, JUNE, JULY, urn=ALL_THROUGH),
        {PRESCRIBED: None, NINTH: _vanished("2025-07-11")},
        year_group=7,
    ),
    _told(
        "year 6 of a school that is not listed",
        "5 transition_gap: without an establishment row",
        roll("373", MAY, JUNE, JULY, urn=UNLISTED),
        GAP_FROM_THE_TENTH,
        year_group=7,
    ),
    _told(
        "year 3 of a school that is not listed",
        "5 transition_gap: without an establishment row",
        roll("373", MAY, JUNE, JULY, urn=UNLISTED),
        {NINTH: _vanished("2025-07-11")},
        year_group=4,
    ),
    _told(
        "year 11, over age in autumn",
        "5 over compulsory school age",
        roll("373", MAY, JUNE, JULY, urn=SECONDARY["373"]),
        {LAST_FRIDAY: None, PRESCRIBED: None, TENTH: None, ELEVENTH: None},
        year_group=12,
    ),
    _told(
        "year 6, in an authority whose term begins two days later",
        "5 calendar of the authority of residence",
        roll("372", MAY, JUNE, JULY),
        {TENTH: None, ELEVENTH: None, TENTH_372: _gap("372")},
        year_group=7,
        home="372",
    ),
    _told(
        "year 8, in September's first snapshot only",
        "5 vanished_from_roll",
        roll("373", *DAYS[:4], urn=SECONDARY["373"]),
        {NINTH: None, TENTH: _vanished("2025-09-05", (3,))},
        year_group=9,
    ),
    _told(
        "year 6 with a secondary place offered, and nowhere",
        "5 is found, whichever line fits",
        (
            *SUMMER,
            *application(
                "373",
                "2025-09-10",
                application_date="2024-10-31",
                kind="secondary",
                status="offered",
                offer_date="2025-03-03",
                school_urn=SECONDARY["373"],
            ),
        ),
        {ELEVENTH: Found(status="cme", la_code="373", reason=None, coverage="full")},
        year_group=7,
    ),
)

ARRIVALS = (
    _told(
        "expected on 1 September where term begins on the 3rd: the destination's calendar",
        "5 calendar of the destination's authority",
        (
            *roll("373", MAY, JUNE, JULY),
            *deleted("373", "2025-07-22", ground="g", destination_type="school", destination_urn="107201", expected_start="2025-09-01"),
        ),
        {ELEVENTH: None, TENTH_372: Found("not_arrived", "cme", "2025-07-23", "373", AUTHORITY, "full", (3,))},
        year_group=5,
    ),
    _told(
        "no day given: the first school day there is day 0",
        "5 calendar of the destination's authority",
        (*roll("373", MAY, JUNE, JULY), *deleted("373", "2025-07-22", ground="g", destination_type="school", destination_urn="107201")),
        {ELEVENTH: None, TENTH_372: None},
        year_group=5,
    ),
)

KNOWN = (*health("2025-06-15", "2025-09-08"), *benefit("2025-06-20"))


def _never(since: Day) -> Found:
    return Found("never_on_roll", "cme", since, "373", "Unknown", "full")


AGES = (
    _told(
        "fifth birthday on 31 August",
        "5 compulsory school age: the prescribed day itself",
        KNOWN,
        {BEFORE_PRESCRIBED: None, PRESCRIBED: _never(PRESCRIBED)},
        born="2020-08-31",
    ),
    _told(
        "fifth birthday on 1 April",
        "5 compulsory school age: the next prescribed day",
        KNOWN,
        {BEFORE_PRESCRIBED: None, PRESCRIBED: _never(PRESCRIBED)},
        born="2020-04-01",
    ),
    _told(
        "fifth birthday on 31 March",
        "5 compulsory school age: the prescribed day itself",
        KNOWN,
        {LAST_FRIDAY: _never("2025-03-31"), PRESCRIBED: _never("2025-03-31")},
        born="2020-03-31",
    ),
    _told(
        "fifth birthday on 1 September",
        "5 below compulsory school age",
        KNOWN,
        {PRESCRIBED: None, TENTH: None, TENTH_372: None},
        born="2020-09-01",
    ),
    _told("born on 29 February", "5 compulsory school age", KNOWN, {PRESCRIBED: _never("2021-03-31")}, born="2016-02-29"),
    _told(
        "sixteen on 31 August",
        "5 compulsory school age: the last Friday in June inclusive",
        roll("373", MAY, urn=SECONDARY["373"]),
        {LAST_FRIDAY: _vanished("2025-05-09", (0,)), SATURDAY: None, PRESCRIBED: None},
        born="2009-08-31",
    ),
    _told(
        "sixteen since 1 September last",
        "5 compulsory school age: the last Friday in June inclusive",
        roll("373", MAY, urn=SECONDARY["373"]),
        {LAST_FRIDAY: _vanished("2025-05-09"), SATURDAY: None},
        born="2008-09-01",
    ),
    _told(
        "sixteen on 1 September",
        "5 compulsory school age: the year in which the child turns 16",
        roll("373", MAY, urn=SECONDARY["373"]),
        {LAST_FRIDAY: _vanished("2025-05-09"), SATURDAY: _vanished("2025-05-09"), TENTH_372: _vanished("2025-05-09")},
        born="2009-09-01",
    ),
    _told(
        "over age since last summer",
        "5 over compulsory school age",
        roll("373", MAY, urn=SECONDARY["373"]),
        {LAST_FRIDAY: None},
        born="2008-08-31",
    ),
)

WORLD = World(
    name="autumn",
    schools=SCHOOLS,
    deliveries=DELIVERIES,
    scenarios=(*TRANSITIONS, *ARRIVALS, *AGES),
    today=TENTH_372,
    holidays=(
        ("372", "2025-04-07", "2025-04-21"),
        ("372", "2025-05-05", "2025-05-05"),
        ("372", "2025-05-26", "2025-05-30"),
        ("372", "2025-07-23", "2025-09-02"),
    ),
)

"""An ordinary Tuesday in January: rolls of October, December and January have come from every authority but one (370).

Term ends on 2025-12-19 and begins on 2026-01-05; the tenth school day after that Monday is 2026-01-19.
"""

from __future__ import annotations

from conformance.rows import (
    SECONDARY,
    added,
    alternative,
    application,
    benefit,
    care,
    deleted,
    health,
    home_education,
    justice,
    other,
    roll,
    travel,
)
from conformance.town import Day, Found, Row, Scenario, School, World, postcode_of

TODAY = "2026-01-20"
OCTOBER, DECEMBER = "2025-10-02", "2025-12-04"
JANUARY = {"373": "2026-01-19", "371": "2026-01-15", "372": "2026-01-12"}
COUNTRY = "Believed to have moved to another country"
AUTHORITY = "Believed to have moved to another local authority"

INDEPENDENT = "145373"
SENDS_ITSELF, IS_AHEAD, SILENT, CLOSED, OPENED = "107303", "107304", "107305", "107306", "107307"
KEPT_200_DAYS, LOST_201_DAYS, UNLISTED = "107308", "107309", "107399"

SCHOOLS = (
    School("107301", "373", 5, 11),
    School("107302", "373", 11, 16, "4"),
    School("107101", "371", 5, 11),
    School("107102", "371", 11, 16, "4"),
    School("107201", "372", 5, 11),
    School("107202", "372", 11, 16, "4"),
    School("107001", "370", 5, 11, pupils=0),
    School("107002", "370", 11, 16, "4", pupils=0),
    School(
        INDEPENDENT,
        "373",
        5,
        16,
        "0",
        "11",
        shown_on=((INDEPENDENT, "2025-10-03"), (INDEPENDENT, "2025-12-05"), (INDEPENDENT, "2026-01-19")),
    ),
    School("145371", "371", 5, 16, "0", "11", pupils=0),
    School(
        SENDS_ITSELF,
        "373",
        5,
        11,
        shown_on=(("373", OCTOBER), ("373", DECEMBER), ("373", "2026-01-19"), (SENDS_ITSELF, DECEMBER), (SENDS_ITSELF, "2026-01-19")),
    ),
    School(
        IS_AHEAD,
        "373",
        5,
        11,
        shown_on=(("373", OCTOBER), ("373", DECEMBER), ("373", "2026-01-19"), (IS_AHEAD, DECEMBER), (IS_AHEAD, "2026-01-20")),
    ),
    School(SILENT, "373", 5, 11, shown_on=(("373", OCTOBER), ("373", DECEMBER))),
    School(CLOSED, "373", 5, 11, closed="2025-12-31", pupils=0),
    School(OPENED, "373", 5, 11, opened="2026-01-01", pupils=3),
    School(KEPT_200_DAYS, "373", 5, 11, shown_on=((KEPT_200_DAYS, "2025-07-04"),)),
    School(LOST_201_DAYS, "373", 5, 11, shown_on=((LOST_201_DAYS, "2025-07-03"),), pupils=0),
    School(UNLISTED, "373", 5, 11, listed=False),
)
DELIVERIES = (
    *(("school_roll", la, day) for la, latest in JANUARY.items() for day in (OCTOBER, DECEMBER, latest)),
    *(("school_roll", supplier, day) for school in SCHOOLS for supplier, day in school.shown_on or () if len(supplier) == 6),
    ("school_roll", LOST_201_DAYS, "2025-07-03"),
    ("nhs", "NHSE", "2025-07-01"),
    ("nhs", "NHSE", "2026-01-10"),
    ("child_benefit", "HMRC", "2026-01-12"),
    *(("ehe", la, day) for la in JANUARY for day in ("2025-10-01", "2026-01-14")),
    *(("alternative_provision", la, day) for la in JANUARY for day in ("2025-10-01", "2026-01-14")),
    *(("admissions", la, day) for la in JANUARY for day in ("2025-12-03", "2026-01-14")),
    *((register, "373", "2026-01-14") for register in ("social_care", "cme_register", "housing", "council_tax")),
    ("youth_justice", "YJB", "2026-01-14"),
)


def _seen(title: str, clause: str, rows: tuple[Row, ...], expected: Found | None, **more: str | int) -> Scenario:
    return Scenario(clause, title, rows, {TODAY: expected}, **more)  # type: ignore[arg-type]


def _vanished(
    since: Day | None = "2025-12-05", la: str = "373", status: str = "cme", coverage: str = "full", rests: int | None = 1
) -> Found:
    return Found("vanished_from_roll", status, since, la, "Unknown", coverage, () if rests is None else (rests,))


def _left(since: Day | None, la: str = "373", rests: int | None = 2) -> Found:
    return Found("left_no_destination", "cme", since, la, "Unknown", "full", () if rests is None else (rests,))


AUTUMN = roll("373", OCTOBER, DECEMBER)
AUTUMN_371 = roll("371", OCTOBER, DECEMBER)
AUTUMN_372 = roll("372", OCTOBER, DECEMBER)
ALWAYS = roll("373", OCTOBER, DECEMBER, "2026-01-19")

VANISHED = (
    _seen("in December's snapshot and not in January's", "5 vanished_from_roll", AUTUMN, _vanished()),
    _seen("in October's snapshot and not in December's", "5 vanished_from_roll", roll("373", OCTOBER), _vanished("2025-10-03", rests=0)),
    _seen("in every snapshot", "5 on any roll", ALWAYS, None),
    _seen("now on another authority's roll", "5 on any roll", (*AUTUMN, *roll("371", "2026-01-15")), None),
    _seen(
        "now at another school of the same authority",
        "5 on any roll",
        (*AUTUMN, *roll("373", "2026-01-19", urn=OPENED, entry_date="2026-01-05")),
        None,
    ),
    _seen("lives in another authority than the school's", "5 residence", AUTUMN, _vanished(la="371"), home="371"),
    _seen("from an independent school", "5 vanished_from_roll", roll(INDEPENDENT, "2025-12-05"), _vanished("2025-12-06", rests=0)),
    _seen("now at an independent school", "5 never a finding: independent school", (*AUTUMN, *roll(INDEPENDENT, "2026-01-19")), None),
    _seen(
        "at a school that the national file does not list",
        "1 unknown codes are kept",
        roll("373", *(d for d in (OCTOBER, DECEMBER, "2026-01-19")), urn=UNLISTED),
        None,
    ),
    _seen(
        "absent from every session but on the roll",
        "5 on any roll, however poor the attendance",
        (*ALWAYS, Row("attendance", "107301", "2026-01-16", {"urn": "107301", "week_starting": "2026-01-12", "marks": "OOOOOOOOOO"})),
        None,
    ),
)

EXITS = (
    *(
        _seen(
            f"vanished, and health removed the child for {reason}",
            "5 left England on evidence",
            (*AUTUMN, *health("2026-01-10", deregistered_on="2025-12-20", removal_reason=reason)),
            None,
        )
        for reason in ("embarkation", "scotland", "wales", "northern_ireland", "death")
    ),
    _seen("vanished, and health gives a date of death", "5 died", (*AUTUMN, *health("2026-01-10", date_of_death="2025-12-20")), None),
    _seen(
        "vanished, and left the country at the border",
        "5 left England on evidence",
        (*AUTUMN, *travel("exit", "2025-12-18", as_at="2025-12-19")),
        None,
    ),
    _seen(
        "vanished, and health removed the child for another reason",
        "5 removal `other` bears nothing out",
        (*AUTUMN, *health("2026-01-10", deregistered_on="2025-12-20", removal_reason="other")),
        _vanished(),
    ),
    _seen(
        "vanished, and the benefit claim ended",
        "5 an ended benefit claim bears nothing out",
        (*AUTUMN, *benefit("2026-01-12", claim_end="2025-12-10")),
        _vanished(),
    ),
    _seen(
        "left the country before the last roll that shows the child",
        "5 later evidence beats earlier: a roll",
        (*AUTUMN, *travel("exit", "2025-10-20", as_at="2025-10-21")),
        _vanished(),
    ),
    _seen(
        "embarkation before the last roll that shows the child",
        "5 later evidence beats earlier: a roll",
        (*AUTUMN, *health("2026-01-10", deregistered_on="2025-09-15", removal_reason="embarkation")),
        _vanished(),
    ),
    _seen(
        "left the country and came back, and is nowhere",
        "5 not_arrived: came back from a confirmed exit",
        (*roll("373", OCTOBER), *travel("exit", "2025-10-20", as_at="2025-10-21"), *travel("entry", "2025-11-20", as_at="2025-11-21")),
        Found("not_arrived", "cme", "2025-11-20", "373", "Unknown", "full", (2,)),
    ),
    _seen(
        "came in and left the country afterwards",
        "5 later evidence beats earlier",
        (*roll("373", OCTOBER), *travel("entry", "2025-10-20", as_at="2025-10-21"), *travel("exit", "2025-11-20", as_at="2025-11-21")),
        None,
    ),
    _seen("left and came back to a roll", "5 on any roll", (*ALWAYS, *travel("exit", "2025-12-20", as_at="2025-12-21")), None),
    _seen(
        "left, and then applied for a place",
        "5 later evidence beats earlier: an application",
        (
            *roll("373", OCTOBER),
            *travel("exit", "2025-10-20", as_at="2025-10-21"),
            *application("373", "2026-01-14", application_date="2026-01-08", status="applied"),
        ),
        Found("awaiting_place", "cme", None, "373", "School application awaiting outcome", "full", (2,)),
    ),
    _seen(
        "left, and is home-educated since",
        "5 later evidence beats earlier: home education",
        (
            *roll("373", OCTOBER),
            *travel("exit", "2025-10-20", as_at="2025-10-21"),
            *home_education("373", "2026-01-14", start_date="2025-12-01", end_date="2026-01-09", suitability="suitable"),
        ),
        Found("provision_ended", "cme", "2026-01-10", "373", "Unknown", "full", (2,)),
    ),
)

ENROLMENT = (
    *(
        _seen(
            f"enrolment status {status or 'not given'}",
            "5 on a roll: C, M, S, F, O or none",
            (*AUTUMN, *roll("371", "2026-01-15", enrolment_status=status)),
            None,
        )
        for status in ("C", "M", "S", "F", "O", "")
    ),
    _seen("guest elsewhere only", "5 on a roll: G alone is not", (*AUTUMN, *roll("371", "2026-01-15", enrolment_status="G")), _vanished()),
    _seen(
        "guest elsewhere and on the own roll",
        "5 on a roll: G alone is not",
        (*ALWAYS, *roll("371", "2026-01-15", enrolment_status="G")),
        None,
    ),
    _seen(
        "entry date is today",
        "5 a row counts from its entry_date",
        (*AUTUMN, *roll("373", "2026-01-19", urn=OPENED, entry_date=TODAY)),
        None,
    ),
    _seen(
        "entry date is still to come",
        "5 a row counts from its entry_date",
        (*AUTUMN, *roll("373", "2026-01-19", urn=OPENED, entry_date="2026-01-26")),
        _vanished(coverage="full", rests=1),
    ),
    _seen(
        "leaving date was yesterday",
        "5 a leaving_date counts as a deletion",
        roll("373", OCTOBER, DECEMBER) + roll("373", "2026-01-19", leaving_date="2026-01-19"),
        _left(TODAY),
    ),
    _seen(
        "leaving date is today", "5 still in education on the leaving_date", (*AUTUMN, *roll("373", "2026-01-19", leaving_date=TODAY)), None
    ),
    _seen(
        "status P with a leaving date",
        "5 status P is history",
        (*AUTUMN, *roll("373", "2026-01-19", leaving_date="2025-12-12", enrolment_status="P")),
        _left("2025-12-13"),
    ),
    _seen(
        "a leaving date beside a deletion that names a destination",
        "5 without a roll_change it counts as a deletion",
        (
            *AUTUMN,
            *roll("373", "2026-01-19", leaving_date="2025-12-12", enrolment_status="P"),
            *deleted("373", "2025-12-12", destination_type="abroad"),
        ),
        Found("not_arrived", "possible_cme", "2025-12-13", "373", COUNTRY, "full", (3,)),
    ),
)

PRESENT_STATE = (
    _seen(
        "the school's own roll of the same day lacks the child",
        "5 present state: the same day, the school's own",
        (*roll("373", DECEMBER, "2026-01-19", urn=SENDS_ITSELF), *roll(SENDS_ITSELF, DECEMBER, urn=SENDS_ITSELF)),
        _vanished(None, rests=None),
    ),
    _seen(
        "the school's own roll of the same day shows the child",
        "5 present state: the same day, the school's own",
        (*roll("373", DECEMBER, urn=SENDS_ITSELF), *roll(SENDS_ITSELF, DECEMBER, "2026-01-19", urn=SENDS_ITSELF)),
        None,
    ),
    _seen(
        "the school's newer roll lacks the child",
        "5 present state: the newest of any supplier",
        (*roll("373", DECEMBER, "2026-01-19", urn=IS_AHEAD), *roll(IS_AHEAD, DECEMBER, urn=IS_AHEAD)),
        _vanished(None, rests=None),
    ),
    _seen(
        "the school's newer roll shows the child",
        "5 present state: the newest of any supplier",
        (*roll("373", DECEMBER, urn=IS_AHEAD), *roll(IS_AHEAD, DECEMBER, "2026-01-20", urn=IS_AHEAD)),
        None,
    ),
    _seen("present state is 200 days old", "5 over 200 days", roll(KEPT_200_DAYS, "2025-07-04", urn=KEPT_200_DAYS), None),
    _seen(
        "present state is 201 days old",
        "5 over 200 days",
        roll(LOST_201_DAYS, "2025-07-03", urn=LOST_201_DAYS),
        _vanished("2025-07-04", status="possible_cme", coverage="partial", rests=0),
    ),
    _seen(
        "no pupil of the school is in the next snapshot",
        "5 that school counts as not sent",
        roll("373", OCTOBER, DECEMBER, urn=SILENT),
        None,
    ),
    *(
        _seen(
            f"the school converted, pupil {number} moved with it",
            "5 schools convert and change number",
            (*roll("373", OCTOBER, DECEMBER, urn=CLOSED), *roll("373", "2026-01-19", urn=OPENED, entry_date="2026-01-01")),
            None,
        )
        for number in (1, 2, 3)
    ),
    _seen(
        "the school closed and the child was not carried over",
        "5 past its CloseDate it keeps nobody",
        roll("373", OCTOBER, DECEMBER, urn=CLOSED),
        _vanished(status="possible_cme", coverage="partial"),
    ),
)

DELETIONS = (
    *(
        _seen(
            f"deleted on ground {ground}, destination {destination or 'not given'}",
            "5 left_no_destination, whatever the ground",
            (*AUTUMN, *deleted("373", "2025-12-12", ground=ground, destination_type=destination)),
            _left("2025-12-13"),
        )
        for ground, destination in (*((letter, "unknown") for letter in "abcdefghijmno"), ("g", ""), ("", "unknown"))
    ),
    _seen("deleted on ground k", "5 `k` is death", (*AUTUMN, *deleted("373", "2025-12-12", ground="k")), None),
    _seen(
        "deleted on ground l",
        "5 `l` is over age",
        (*roll("373", OCTOBER, DECEMBER, urn=SECONDARY["373"]), *deleted("373", "2025-12-12", ground="l", urn=SECONDARY["373"])),
        None,
        year_group=11,
    ),
    _seen(
        "last day was yesterday",
        "5 change_date is the last day of education",
        (*AUTUMN, *deleted("373", "2026-01-19", ground="g")),
        _left(TODAY),
    ),
    _seen("last day is today", "5 the child is still in education on the change_date", (*ALWAYS, *deleted("373", TODAY, ground="g")), None),
    _seen(
        "deleted on the snapshot's own day, and in it",
        "5 one dated its own day is already in it",
        (*ALWAYS, *deleted("373", "2026-01-19", ground="g")),
        None,
    ),
    _seen(
        "deleted after the newest snapshot that shows the child",
        "5 roll_change rows dated after it amend it",
        (*roll("372", OCTOBER, DECEMBER, "2026-01-12"), *deleted("372", "2026-01-14", ground="g")),
        _left("2026-01-15", "372", rests=3),
        home="372",
    ),
    _seen(
        "added after the newest snapshot",
        "5 roll_change rows dated after it amend it",
        (*AUTUMN, *added("372", "2026-01-14")),
        None,
    ),
    _seen(
        "still shown by a later snapshot",
        "5 a later snapshot cancels the deletion",
        (*ALWAYS, *deleted("373", "2025-12-12", ground="g")),
        None,
    ),
    _seen(
        "deleted, and on another roll",
        "5 on any roll",
        (*AUTUMN, *deleted("373", "2025-12-12", ground="a"), *roll("371", "2026-01-15")),
        None,
    ),
    _seen(
        "deleted, and home education is being assessed",
        "5 never a finding: home education",
        (
            *AUTUMN,
            *deleted("373", "2025-12-12", ground="f", destination_type="ehe"),
            *home_education("373", "2026-01-14", start_date="2025-12-13", suitability="pending"),
        ),
        None,
    ),
    _seen(
        "deleted, and in full-time alternative provision",
        "5 never a finding",
        (*AUTUMN, *deleted("373", "2025-12-12", ground="o"), *alternative("373", "2026-01-14", start_date="2025-12-15", full_time="1")),
        None,
    ),
)


def _arrival(
    title: str,
    clause: str,
    told: dict[str, str],
    expected: Found | None,
    *,
    on: Day = "2025-12-12",
    more: tuple[Row, ...] = (),
    rows: tuple[Row, ...] = AUTUMN,
) -> Scenario:
    return _seen(title, clause, (*rows, *deleted("373", on, **told), *more), expected)


def _not_arrived(status: str = "cme", since: Day = "2025-12-13", reason: str | None = "Unknown", coverage: str | None = "full") -> Found:
    return Found("not_arrived", status, since, "373", reason, coverage, (2,))


NOT_ARRIVED = (
    _arrival(
        "the tenth school day was yesterday, and the destination's roll is of that day",
        "5 not_arrived by the 10th school day",
        {"ground": "a", "destination_type": "school", "destination_urn": "107302", "expected_start": "2026-01-05"},
        _not_arrived(),
    ),
    _arrival(
        "the tenth school day is today, and the destination's roll is older",
        "5 coverage: none dated on or after the 10th school day",
        {"ground": "a", "destination_type": "school", "destination_urn": SENDS_ITSELF, "expected_start": "2026-01-06"},
        _not_arrived("possible_cme", coverage="partial"),
    ),
    _arrival(
        "the tenth school day is tomorrow",
        "5 not_arrived by the 10th school day",
        {"ground": "a", "destination_type": "school", "destination_urn": SENDS_ITSELF, "expected_start": "2026-01-07"},
        None,
    ),
    _arrival(
        "no day given, left on the last day of term: the first day of the next is day 0",
        "5 not_arrived: none given",
        {"ground": "a", "destination_type": "school", "destination_urn": "107302"},
        _not_arrived(since="2025-12-20"),
        on="2025-12-19",
    ),
    _arrival(
        "no day given, left on Friday: Monday is day 0",
        "5 not_arrived: none given",
        {"ground": "a", "destination_type": "school", "destination_urn": "107302"},
        _not_arrived(since="2025-12-06"),
        on="2025-12-05",
    ),
    _arrival(
        "no day given, left a fortnight ago: day 10 is tomorrow",
        "5 not_arrived: none given",
        {"ground": "a", "destination_type": "school", "destination_urn": "107302"},
        None,
        on="2026-01-06",
    ),
    _arrival(
        "the authority's roll is after the tenth day, the start was expected in another authority",
        "5 reason: a destination in another authority",
        {"ground": "g", "destination_type": "school", "destination_urn": "107101", "expected_start": "2025-12-15"},
        _not_arrived(reason=AUTHORITY),
    ),
    _arrival(
        "only the authority of the destination is named",
        "5 not_arrived: naming a destination",
        {"ground": "g", "destination_type": "school", "destination_la": "371", "expected_start": "2025-12-15"},
        _not_arrived(reason=AUTHORITY),
    ),
    _arrival(
        "the other authority's roll is of before the tenth day",
        "5 coverage: the named destination",
        {"ground": "g", "destination_type": "school", "destination_urn": "107101", "expected_start": "2026-01-05"},
        _not_arrived("possible_cme", reason=AUTHORITY, coverage="partial"),
    ),
    _arrival(
        "is at the destination",
        "5 not_arrived: a matching start",
        {"ground": "g", "destination_type": "school", "destination_urn": "107101", "expected_start": "2025-12-15"},
        None,
        more=roll("371", "2026-01-15", entry_date="2025-12-15"),
    ),
    _arrival(
        "is at another school than the one named",
        "5 on any roll",
        {"ground": "g", "destination_type": "school", "destination_urn": "107101", "expected_start": "2025-12-15"},
        None,
        more=roll("372", "2026-01-12", entry_date="2026-01-05"),
    ),
    _arrival(
        "the destination is in an authority that sends no roll",
        "5 possible: an authority that sends no roll",
        {"ground": "g", "destination_type": "school", "destination_la": "370", "expected_start": "2025-12-15"},
        _not_arrived("possible_cme", reason=AUTHORITY, coverage="partial"),
    ),
    _arrival(
        "the destination's school was not sent",
        "5 that school counts as not sent",
        {"ground": "a", "destination_type": "school", "destination_urn": SILENT, "expected_start": "2025-12-15"},
        _not_arrived("possible_cme", coverage="partial"),
    ),
    _arrival(
        "abroad, nothing bears it out",
        "5 possible: abroad",
        {"ground": "g", "destination_type": "abroad"},
        _not_arrived("possible_cme", reason=COUNTRY),
    ),
    _arrival(
        "abroad, less than ten school days ago",
        "5 not_arrived by the 10th school day",
        {"ground": "g", "destination_type": "abroad"},
        None,
        on="2026-01-09",
    ),
    _arrival(
        "abroad, and health says so",
        "5 left England on evidence",
        {"ground": "g", "destination_type": "abroad"},
        None,
        more=health("2026-01-10", deregistered_on="2025-12-20", removal_reason="embarkation"),
    ),
    _arrival(
        "abroad, and the border says so",
        "5 left England on evidence",
        {"ground": "g", "destination_type": "abroad"},
        None,
        more=travel("exit", "2025-12-14", as_at="2025-12-15"),
    ),
    _arrival(
        "abroad, and health removed the child for another reason",
        "5 removal `other` bears nothing out",
        {"ground": "g", "destination_type": "abroad"},
        _not_arrived("possible_cme", reason=COUNTRY),
        more=health("2026-01-10", deregistered_on="2025-12-20", removal_reason="other"),
    ),
    _arrival(
        "abroad, and the benefit claim ended",
        "5 an ended benefit claim bears nothing out",
        {"ground": "g", "destination_type": "abroad"},
        _not_arrived("possible_cme", reason=COUNTRY),
        more=benefit("2026-01-12", claim_end="2025-12-20"),
    ),
    _arrival(
        "Scotland, nothing bears it out",
        "5 possible: another UK nation",
        {"ground": "g", "destination_type": "other_uk"},
        _not_arrived("possible_cme", reason=None),
    ),
    _arrival(
        "Scotland, and health says so",
        "5 left England on evidence",
        {"ground": "g", "destination_type": "other_uk"},
        None,
        more=health("2026-01-10", deregistered_on="2025-12-20", removal_reason="scotland"),
    ),
    _arrival(
        "an independent school that is not named",
        "5 possible: an independent school",
        {"ground": "g", "destination_type": "independent"},
        _not_arrived("possible_cme", coverage=None),
    ),
    _arrival(
        "an independent school whose roll lacks the child",
        "5 possible: an independent school",
        {"ground": "g", "destination_type": "independent", "destination_urn": INDEPENDENT, "expected_start": "2025-12-15"},
        _not_arrived("possible_cme"),
    ),
    _arrival(
        "an independent school that shows the child",
        "5 never a finding: independent school",
        {"ground": "g", "destination_type": "independent", "destination_urn": INDEPENDENT},
        None,
        more=roll(INDEPENDENT, "2026-01-19", entry_date="2026-01-05"),
    ),
    _arrival(
        "home education of which the authority knows nothing",
        "5 not_arrived: naming a destination",
        {"ground": "f", "destination_type": "ehe"},
        _not_arrived(coverage=None),
    ),
)

KNOWN = (*health("2025-07-01", "2026-01-10"), *benefit("2026-01-12"))
NEVER_SINCE = "2020-12-31"


def _never(
    title: str, clause: str, rows: tuple[Row, ...], expected: Found | None, *, born: Day = "2015-11-14", home: str = "373"
) -> Scenario:
    return _seen(title, clause, rows, expected, born=born, home=home)


def _unknown_to_schools(
    status: str | None = "cme", since: Day | None = NEVER_SINCE, la: str = "373", rests: tuple[int, ...] = (0,)
) -> Found:
    return Found("never_on_roll", status, since, la, "Unknown", "full", rests)


NEVER_ON_ROLL = (
    _never("known to health and child benefit", "5 never_on_roll", KNOWN, _unknown_to_schools(rests=())),
    _never(
        "known to health and social care",
        "5 never_on_roll",
        (*health("2026-01-10"), *care("373", "2026-01-14", start_date="2025-09-10")),
        _unknown_to_schools(rests=(0, 1)),
    ),
    _never(
        "known to health alone, twice",
        "5 possible: a single register shows the child",
        health("2025-07-01", "2026-01-10"),
        _unknown_to_schools("possible_cme", rests=()),
    ),
    _never(
        "known to child benefit alone",
        "5 possible: a single register shows the child",
        benefit("2026-01-12"),
        _unknown_to_schools("possible_cme"),
    ),
    _never(
        "known to social care alone",
        "5 possible: a single register shows the child",
        care("373", "2026-01-14", start_date="2025-09-10"),
        _unknown_to_schools("possible_cme", "2025-09-10"),
    ),
    _never(
        "the area's independent schools send nothing",
        "5 possible: the area's independent schools",
        KNOWN,
        _unknown_to_schools("possible_cme", la="371", rests=()),
        home="371",
    ),
    _never(
        "the area has no independent school",
        "5 possible: the area's independent schools",
        KNOWN,
        _unknown_to_schools(la="372", rests=()),
        home="372",
    ),
    _never("the authority of residence has sent no roll", "5 never_on_roll: has sent a school_roll for the date", KNOWN, None, home="370"),
    _never(
        "arrived in November",
        "5 since: the earliest day on which a register shows the child in England",
        (*health("2026-01-10", registered_on="2025-11-10"), *benefit("2026-01-12", claim_start="2025-12-01")),
        _unknown_to_schools(since="2025-11-10"),
    ),
    _never(
        "arrived at the border in November",
        "5 since: the earliest day on which a register shows the child in England",
        (
            *health("2026-01-10", registered_on="2025-11-10"),
            *benefit("2026-01-12", claim_start="2025-12-01"),
            *travel("entry", "2025-11-01", as_at="2025-11-03"),
        ),
        _unknown_to_schools(since="2025-11-01"),
    ),
    _never(
        "a withdrawn application",
        "5 never_on_roll: no education register ever",
        (*KNOWN, *application("373", "2026-01-14", application_date="2025-11-20", status="withdrawn")),
        None,
    ),
    _never(
        "on the authority's list of children missing education",
        "5 an open cme_register row is evidence, not education",
        (*KNOWN, *other("cme_register", "373", "2026-01-14", opened_on="2025-11-20", reason="Unknown")),
        _unknown_to_schools(rests=()),
    ),
    _never(
        "on that list alone",
        "5 never_on_roll: known to health, child benefit or social care",
        other("cme_register", "373", "2026-01-14", opened_on="2025-11-20"),
        None,
    ),
    _never(
        "known to housing alone",
        "5 never_on_roll: known to health, child benefit or social care",
        other("housing", "373", "2026-01-14", tenancy_start="2025-11-20", kind="temporary"),
        None,
    ),
    _never(
        "compulsory school age began three weeks ago",
        "5 since: never before compulsory school age",
        KNOWN,
        _unknown_to_schools(since="2025-12-31", rests=()),
        born="2020-12-31",
    ),
    _never("compulsory school age begins in March", "5 below compulsory school age", KNOWN, None, born="2021-01-01"),
    _never("died", "5 died", (*health("2026-01-10", date_of_death="2025-12-20"), *benefit("2026-01-12")), None),
    _never(
        "left England",
        "5 left England on evidence",
        (*health("2026-01-10", deregistered_on="2025-12-20", removal_reason="embarkation"), *benefit("2026-01-12")),
        None,
    ),
    _never("over compulsory school age", "5 over compulsory school age", KNOWN, None, born="2009-08-31"),
)


def _provision(since: Day | None, status: str = "cme", rests: tuple[int, ...] = (0,)) -> Found:
    return Found("provision_ended", status, since, "373", "Unknown", "full", rests)


UNSUITABLE = {"start_date": "2025-09-15", "suitability": "unsuitable", "assessed_on": "2025-12-15"}
PROVISION = (
    _seen(
        "home education found unsuitable",
        "5 ehe_unsuitable",
        home_education("373", "2026-01-14", **UNSUITABLE),
        Found("ehe_unsuitable", "cme", "2025-12-15", "373", "Unsuitable elective home education", "full", (0,)),
    ),
    _seen(
        "home education after a roll, found unsuitable",
        "5 ehe_unsuitable",
        (
            *roll("373", OCTOBER),
            *deleted("373", "2025-10-10", ground="f", destination_type="ehe"),
            *home_education("373", "2026-01-14", **UNSUITABLE | {"start_date": "2025-10-11"}),
        ),
        Found("ehe_unsuitable", "cme", "2025-12-15", "373", "Unsuitable elective home education", "full", (2,)),
    ),
    _seen(
        "home education found unsuitable, and on a roll",
        "5 on any roll",
        (*home_education("373", "2026-01-14", **UNSUITABLE), *roll("373", "2026-01-19")),
        None,
    ),
    *(
        _seen(
            f"home education, suitability {answer or 'not given'}",
            "5 never a finding: home education",
            (
                *roll("373", OCTOBER),
                *deleted("373", "2025-10-10", ground="f", destination_type="ehe"),
                *home_education("373", "2026-01-14", start_date="2025-10-11", suitability=answer),
            ),
            None,
        )
        for answer in ("suitable", "pending", "")
    ),
    _seen(
        "home education ended",
        "5 provision_ended",
        home_education("373", "2026-01-14", start_date="2025-09-15", end_date="2026-01-13", suitability="suitable"),
        _provision("2026-01-14"),
    ),
    _seen(
        "home education ended yesterday",
        "5 end_date is the last day",
        home_education("373", "2026-01-14", start_date="2025-09-15", end_date="2026-01-19", suitability="suitable"),
        _provision(TODAY),
    ),
    _seen(
        "home education ends today",
        "5 end_date is the last day",
        home_education("373", "2026-01-14", start_date="2025-09-15", end_date=TODAY, suitability="suitable"),
        None,
    ),
    _seen(
        "home education that the next snapshot no longer shows",
        "5 provision_ended: silence of the next snapshot ends it too",
        home_education("373", "2025-10-01", start_date="2025-09-15", suitability="suitable"),
        _provision("2025-10-02"),
    ),
    _seen(
        "home education ended, full-time provision since",
        "5 never a finding: full-time alternative provision",
        (
            *home_education("373", "2026-01-14", start_date="2025-09-15", end_date="2025-12-12", suitability="suitable"),
            *alternative("373", "2026-01-14", start_date="2025-12-15", full_time="1"),
        ),
        None,
    ),
    _seen(
        "home education before the last roll",
        "5 provision_ended: after the last roll",
        (
            *roll("373", DECEMBER),
            *home_education("373", "2026-01-14", start_date="2025-09-15", end_date="2025-10-31", suitability="suitable"),
        ),
        _vanished(rests=0),
    ),
    _seen(
        "home education after the last roll, ended",
        "5 provision_ended: after the last roll",
        (
            *roll("373", OCTOBER),
            *deleted("373", "2025-10-10", ground="f", destination_type="ehe"),
            *home_education("373", "2026-01-14", start_date="2025-10-11", end_date="2025-12-12", suitability="suitable"),
        ),
        _provision("2025-12-13", rests=(2,)),
    ),
    _seen(
        "full-time provision",
        "5 never a finding: full-time alternative provision",
        alternative("373", "2026-01-14", start_date="2025-12-08", full_time="1"),
        None,
    ),
    _seen(
        "provision, full-time or not is not said",
        "4 missing counts as full-time",
        alternative("373", "2026-01-14", start_date="2025-12-08"),
        None,
    ),
    _seen(
        "part-time provision without a roll",
        "5 possible: part-time without a roll",
        alternative("373", "2026-01-14", start_date="2025-12-08", full_time="0"),
        _provision("2025-12-08", "possible_cme"),
    ),
    _seen(
        "part-time provision and a roll",
        "5 on any roll",
        (*alternative("373", "2026-01-14", start_date="2025-12-08", full_time="0"), *roll("373", "2026-01-19")),
        None,
    ),
    _seen(
        "part-time provision after a deletion",
        "5 possible: part-time without a roll",
        (*AUTUMN, *deleted("373", "2025-12-05", ground="o"), *alternative("373", "2026-01-14", start_date="2025-12-10", full_time="0")),
        _provision("2025-12-10", "possible_cme", (3,)),
    ),
    _seen(
        "full-time provision ended",
        "5 provision_ended",
        alternative("373", "2026-01-14", start_date="2025-10-08", end_date="2026-01-09", full_time="1"),
        _provision("2026-01-10"),
    ),
    _seen(
        "full-time provision that the next snapshot no longer shows",
        "5 provision_ended: silence of the next snapshot ends it too",
        alternative("373", "2025-10-01", start_date="2025-09-15", full_time="1"),
        _provision("2025-10-02"),
    ),
    _seen(
        "in custody",
        "5 an open custody row counts as education",
        (*AUTUMN, *justice("2026-01-14", episode="custody", start_date="2025-12-01")),
        None,
    ),
    _seen(
        "custody ends today",
        "5 end_date is the last day",
        (*AUTUMN, *justice("2026-01-14", episode="custody", start_date="2025-12-01", end_date=TODAY)),
        None,
    ),
    _seen(
        "custody ended",
        "5 since: the day after the last day of education",
        (
            *roll("373", OCTOBER),
            *deleted("373", "2025-10-10", ground="j"),
            *justice("2026-01-14", episode="custody", start_date="2025-10-11", end_date="2026-01-09"),
        ),
        Found("left_no_destination", "cme", "2026-01-10", "373", "Unknown", "full", (1,)),
    ),
    _seen(
        "under supervision in the community",
        "5 custody, not community",
        (*AUTUMN, *justice("2026-01-14", episode="community", start_date="2025-12-01")),
        _vanished(),
    ),
)


def _applied(
    title: str,
    clause: str,
    told: dict[str, str],
    expected: Found | None,
    *,
    rows: tuple[Row, ...] = AUTUMN,
    more: tuple[Row, ...] = (),
    **rest: str | int,
) -> Scenario:
    return _seen(title, clause, (*rows, *application("373", "2026-01-14", **told), *more), expected, **rest)


def _awaiting(since: Day | None = "2025-12-05", rests: tuple[int, ...] = (2,)) -> Found:
    return Found("awaiting_place", "cme", since, "373", "School application awaiting outcome", "full", rests)


def _offered(
    reason: str = "Offered school place but not yet accepted", since: Day | None = "2025-12-05", rests: tuple[int, ...] = (2,)
) -> Found:
    return Found("offered_not_started", "cme", since, "373", reason, "full", rests)


APPLICATIONS = (
    _applied("applied since", "5 awaiting_place", {"application_date": "2025-12-15", "status": "applied"}, _awaiting()),
    _applied(
        "applied 60 days before the last day of education",
        "5 no earlier than 60 days",
        {"application_date": "2025-10-05", "status": "applied"},
        _awaiting(),
    ),
    _applied(
        "applied 61 days before the last day of education",
        "5 no earlier than 60 days",
        {"application_date": "2025-10-04", "status": "applied"},
        _vanished(),
    ),
    _applied("refused", "5 awaiting_place: none offered", {"application_date": "2025-12-15", "status": "refused"}, _awaiting()),
    _applied("withdrawn", "5 withdrawn never counts", {"application_date": "2025-12-15", "status": "withdrawn"}, _vanished()),
    _applied("said to have started", "5 started never counts", {"application_date": "2025-12-15", "status": "started"}, _vanished()),
    _applied(
        "offered",
        "5 offered_not_started",
        {"application_date": "2025-12-15", "status": "offered", "offer_date": "2026-01-08", "school_urn": "107301"},
        _offered(),
    ),
    _applied(
        "accepted",
        "5 reason: once accepted",
        {"application_date": "2025-12-15", "status": "accepted", "offer_date": "2026-01-08", "school_urn": "107301"},
        _offered("Waiting school start"),
    ),
    _applied(
        "accepted for next week",
        "5 offered_not_started",
        {
            "application_date": "2025-12-15",
            "status": "accepted",
            "offer_date": "2026-01-08",
            "school_urn": "107301",
            "start_date": "2026-01-26",
        },
        _offered("Waiting school start"),
    ),
    _applied(
        "accepted, should have started last week",
        "5 accepted counts as registered for 10 school days",
        {
            "application_date": "2025-12-15",
            "status": "accepted",
            "offer_date": "2026-01-08",
            "school_urn": "107301",
            "start_date": "2026-01-12",
        },
        None,
    ),
    _applied(
        "accepted, should have started on the first day of term",
        "5 accepted counts as registered for 10 school days",
        {
            "application_date": "2025-12-15",
            "status": "accepted",
            "offer_date": "2025-12-18",
            "school_urn": "107301",
            "start_date": "2026-01-05",
        },
        _offered("Waiting school start", since=None),
    ),
    _applied(
        "offered, and on a roll meanwhile",
        "5 in no education meanwhile",
        {"application_date": "2025-12-15", "status": "offered", "school_urn": "107301"},
        None,
        more=roll("371", "2026-01-15"),
    ),
    _applied(
        "applied, and suitably home-educated meanwhile",
        "5 in no education meanwhile",
        {"application_date": "2025-12-15", "status": "applied"},
        None,
        more=home_education("373", "2026-01-14", start_date="2025-12-08", suitability="suitable"),
    ),
    _applied(
        "refused at one school, offered at another",
        "5 first that fits",
        {"application_date": "2025-12-15", "status": "refused", "school_urn": "107302"},
        _offered(rests=(3,)),
        more=application("373", "2026-01-14", application_date="2025-12-15", status="offered", school_urn="107301"),
    ),
    _applied(
        "offered after a deletion that named a destination",
        "5 first that fits",
        {"application_date": "2025-12-15", "status": "offered", "school_urn": "107301"},
        _offered(since="2025-12-13"),
        more=deleted("373", "2025-12-12", ground="g", destination_type="school", destination_la="371", expected_start="2025-12-15"),
    ),
    _applied(
        "applied after a deletion to nowhere",
        "5 first that fits",
        {"application_date": "2025-12-15", "status": "applied"},
        _awaiting("2025-12-13"),
        more=deleted("373", "2025-12-12", ground="g"),
    ),
    _applied(
        "applied after home education ended",
        "5 first that fits",
        {"application_date": "2025-12-15", "status": "applied"},
        _awaiting("2025-12-13", rests=(0,)),
        rows=(),
        more=home_education("373", "2026-01-14", start_date="2025-09-15", end_date="2025-12-12", suitability="suitable"),
    ),
    _applied(
        "home education found unsuitable, and a place offered",
        "5 first that fits",
        {"application_date": "2025-12-15", "status": "offered", "school_urn": "107301"},
        Found("ehe_unsuitable", "cme", "2025-12-15", "373", "Unsuitable elective home education", "full", (1,)),
        rows=(),
        more=home_education("373", "2026-01-14", **UNSUITABLE),
    ),
    _applied(
        "never on a roll, and applied",
        "5 awaiting_place",
        {"application_date": "2026-01-05", "status": "applied"},
        _awaiting(NEVER_SINCE, ()),
        rows=KNOWN,
        born="2015-11-14",
    ),
    _applied(
        "reception place offered for last September",
        "5 applications: reception",
        {
            "application_date": "2025-01-10",
            "kind": "reception",
            "status": "offered",
            "offer_date": "2025-04-16",
            "school_urn": "107301",
            "start_date": "2025-09-02",
        },
        _offered(since="2025-12-31", rests=()),
        rows=KNOWN,
        born="2020-10-05",
    ),
    _applied(
        "reception place applied for, no start day, made for last September",
        "5 applications: since the 1 September that it was made for",
        {"application_date": "2025-01-10", "kind": "reception", "status": "applied"},
        _awaiting("2025-12-31", ()),
        rows=KNOWN,
        born="2020-10-06",
    ),
    _applied(
        "a stale reception offer, on a roll since",
        "5 applications: no education since",
        {
            "application_date": "2025-01-10",
            "kind": "reception",
            "status": "offered",
            "offer_date": "2025-04-16",
            "school_urn": "107301",
            "start_date": "2025-09-02",
        },
        _vanished("2025-12-31"),
        rows=roll("373", OCTOBER, DECEMBER, entry_date="2025-09-02"),
        born="2020-10-07",
    ),
    _applied(
        "a stale secondary offer, on a roll since",
        "5 applications: no education since",
        {
            "application_date": "2024-10-31",
            "kind": "secondary",
            "status": "offered",
            "offer_date": "2025-03-03",
            "school_urn": SECONDARY["373"],
        },
        _vanished(),
        rows=roll("373", OCTOBER, DECEMBER, urn=SECONDARY["373"]),
        year_group=7,
    ),
    _seen(
        "an application that the next snapshot no longer shows",
        "2 a snapshot is everything that the supplier holds that day",
        (*AUTUMN, *application("373", "2025-12-03", application_date="2025-11-20", status="applied")),
        _vanished(),
    ),
)


def _address(la: str, number: int) -> dict[str, str]:
    return {"postcode": postcode_of(la, number), "address_line_1": f"{number} Newfound Close"}


RESIDENCE = (
    _seen(
        "health first shows the new address in January",
        "5 residence: from the first extract that shows it",
        (*AUTUMN, *health("2025-07-01"), *health("2026-01-10", **_address("371", 501))),
        _vanished(la="371"),
    ),
    _seen(
        "health has shown the same address since July",
        "5 residence: a roll row from its snapshot",
        (*AUTUMN, *health("2025-07-01", "2026-01-10", **_address("371", 502))),
        _vanished(la="373"),
    ),
    _seen(
        "the deletion gives a new postcode",
        "5 residence: new_postcode counts from change_date",
        (*AUTUMN, *deleted("373", "2025-12-12", ground="g", new_postcode=postcode_of("371", 503))),
        _left("2025-12-13", "371"),
    ),
    _seen(
        "health shows another address after the deletion's new postcode",
        "5 residence: the most recent",
        (
            *AUTUMN,
            *deleted("373", "2025-12-12", ground="g", new_postcode=postcode_of("371", 504)),
            *health("2026-01-10", **_address("372", 504)),
        ),
        _left("2025-12-13", "372"),
    ),
    _seen(
        "no postcode anywhere",
        "5 residence: no usable postcode",
        roll("373", OCTOBER, DECEMBER, postcode=""),
        _vanished(la="373"),
        home="371",
    ),
    _seen(
        "a postcode that is in no authority",
        "5 residence: no usable postcode",
        roll("373", OCTOBER, DECEMBER, postcode="ZE1 0AA"),
        _vanished(la="373"),
        home="371",
    ),
    _seen("school in 371, home in 372", "5 residence, not school", AUTUMN_371, _vanished(la="372"), home="372"),
    _seen("vanished in 372", "5 residence", AUTUMN_372, _vanished(la="372"), home="372"),
)

LIVES = (
    _seen(
        "vanished before compulsory school age, which has begun since",
        "5 since: never before compulsory school age begins",
        roll("373", OCTOBER, entry_date="2025-09-02"),
        _vanished("2025-12-31", rests=0),
        born="2020-10-09",
    ),
    _seen(
        "added to a school of an authority that sends no roll",
        "5 on any roll",
        (
            *AUTUMN,
            *deleted("373", "2025-12-12", ground="a", destination_type="school", destination_urn="107001"),
            *added("370", "2025-12-15"),
        ),
        None,
    ),
    _seen(
        "added by an independent school that sends no roll",
        "5 never a finding: independent school",
        (*AUTUMN, *deleted("373", "2025-12-12", ground="a"), *added("145371", "2025-12-15", urn="145371")),
        None,
    ),
    _seen(
        "deleted from the second of two schools",
        "5 on any roll",
        (
            *ALWAYS,
            *roll("373", OCTOBER, urn=SENDS_ITSELF, enrolment_status="S"),
            *deleted("373", "2025-11-12", ground="c", urn=SENDS_ITSELF),
        ),
        None,
    ),
    _seen(
        "arrived where the deletion said, and vanished there",
        "5 vanished_from_roll",
        (
            *roll("373", OCTOBER),
            *deleted("373", "2025-10-10", ground="g", destination_type="school", destination_urn="107101", expected_start="2025-10-13"),
            *roll("371", DECEMBER, entry_date="2025-10-13"),
        ),
        _vanished(rests=2),
    ),
    _seen(
        "arrived where the deletion said, and was deleted there to nowhere",
        "5 left_no_destination",
        (
            *roll("373", OCTOBER),
            *deleted("373", "2025-10-10", ground="g", destination_type="school", destination_urn="107101", expected_start="2025-10-13"),
            *roll("371", DECEMBER, entry_date="2025-10-13"),
            *deleted("371", "2025-12-12", ground="g"),
        ),
        _left("2025-12-13", rests=3),
    ),
    _seen(
        "the destination is a school of an authority that sends no roll",
        "5 possible: an authority that sends no roll",
        (
            *AUTUMN,
            *deleted("373", "2025-12-05", ground="g", destination_type="school", destination_urn="107001", expected_start="2025-12-08"),
        ),
        Found("not_arrived", "possible_cme", "2025-12-06", "373", AUTHORITY, "partial", (2,)),
    ),
    _applied(
        "accepted, the tenth school day since the start is today",
        "5 accepted counts as registered for 10 school days",
        {
            "application_date": "2025-12-15",
            "status": "accepted",
            "offer_date": "2025-12-18",
            "school_urn": "107301",
            "start_date": "2026-01-07",
        },
        None,
    ),
    _seen(
        "in care, and known to nobody else",
        "5 possible: a single register shows the child",
        care("373", "2026-01-14", episode="cla", start_date="2025-11-03"),
        Found("never_on_roll", "possible_cme", "2025-11-03", "373", "Unknown", "full", (0,)),
    ),
)

WORLD = World(
    name="spring",
    schools=SCHOOLS,
    deliveries=DELIVERIES,
    scenarios=(
        *VANISHED,
        *EXITS,
        *ENROLMENT,
        *PRESENT_STATE,
        *DELETIONS,
        *NOT_ARRIVED,
        *NEVER_ON_ROLL,
        *PROVISION,
        *APPLICATIONS,
        *RESIDENCE,
        *LIVES,
    ),
    today=TODAY,
)

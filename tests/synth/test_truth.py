"""The truth, judged from single rows: each kind of finding and the edges beside it."""

from datetime import date

import pytest

from onroll.synth.calendars import SchoolCalendar
from onroll.synth.extracts import Seen
from onroll.synth.places import Authority, School
from onroll.synth.truth import Delivered, Judge, Verdict

ON = date(2026, 1, 20)
BORN = date(2014, 3, 5)  # year 7 in 2025/26
ROLLS = (date(2025, 7, 16), date(2025, 10, 2), date(2026, 1, 15))
OTHER = (date(2025, 7, 4), date(2026, 1, 10))


def day(text):
    return date.fromisoformat(text)


def school(urn, la_code="370", *, kind="secondary", high_age=16, sends="370"):
    return School(urn, la_code, 4000, urn, kind, "34", "4", 11, high_age, 7, 11, "ZA1 0AA", sends)


def authority(code, *, silent=False):
    return Authority(1, code, code, "", "", "", 100, SchoolCalendar(), ["Town"], independents_silent=silent)


def judge():
    registers = ("ehe", "alternative_provision", "admissions", "youth_justice")
    schools = [school("100001"), school("100002"), school("100003", kind="primary", high_age=11), school("100009", "371", sends="371")]
    schools.append(school("100020", kind="independent", sends=None))
    return Judge(
        Delivered(
            on=ON,
            roll_days={"370": ROLLS, "371": ROLLS},
            other_days={(register, "370"): OTHER for register in registers},
            schools={each.urn: each for each in schools},
            authorities={"370": authority("370"), "371": authority("371")},
            la_of_postcode={"ZA1 0AA": "370", "ZB1 0AA": "371"},
        )
    )


def roll(as_at, urn="100001", *, year="7", entry="2025-09-01", status="C", leaving="", supplier="370"):
    fields = {
        "urn": urn,
        "entry_date": day(entry),
        "leaving_date": day(leaving) if leaving else "",
        "enrolment_status": status,
        "nc_year": year,
    }
    return Seen("school_roll", supplier, day(as_at), fields, "ZA1 0AA")


def change(on, kind="deleted", urn="100001", **fields):
    row = dict.fromkeys(("ground", "destination_urn", "destination_la", "destination_type", "expected_start", "new_postcode"), "")
    row |= {"urn": urn, "change": kind, "change_date": day(on), **fields}
    return Seen("roll_change", "370", ON, row, "ZA1 0AA")


def row(register, as_at="2026-01-10", postcode="ZA1 0AA", supplier="370", **fields):
    return Seen(register, supplier, day(as_at), fields, postcode)


def nhs(as_at="2026-01-10", **fields):
    whole = {"registered_on": day("2014-04-01"), "deregistered_on": "", "removal_reason": "", "date_of_death": "", **fields}
    return row("nhs", as_at, supplier="NHSE", **whole)


def benefit():
    return row("child_benefit", supplier="HMRC", claim_start=day("2014-05-01"), claim_end="")


def ehe(start, *, suitability="suitable", end="", assessed="", as_at="2026-01-10"):
    fields = {"start_date": day(start), "end_date": day(end) if end else "", "suitability": suitability}
    return row("ehe", as_at, assessed_on=day(assessed) if assessed else "", **fields)


def application(on, status, *, kind="in_year", start=""):
    return row(
        "admissions", application_date=day(on), kind=kind, status=status, school_urn="100002", start_date=day(start) if start else ""
    )


OCTOBER, JANUARY = roll("2025-10-02"), roll("2026-01-15")
CASES = {
    "on the newest roll": ([OCTOBER, JANUARY], "0", "", ""),
    "only a guest": ([OCTOBER, roll("2026-01-15", "100002", status="G")], "1", "vanished_from_roll", "2025-10-03"),
    "vanished": ([OCTOBER, nhs()], "1", "vanished_from_roll", "2025-10-03"),
    "left, destination unknown": ([OCTOBER, change("2025-11-14", destination_type="unknown")], "1", "left_no_destination", "2025-11-15"),
    "died by the ground": ([OCTOBER, change("2025-11-14", ground="k")], "0", "", ""),
    "deleted, then shown again": ([OCTOBER, change("2025-11-14"), JANUARY], "0", "", ""),
    "deleted after the newest roll": ([OCTOBER, JANUARY, change("2026-01-16")], "1", "left_no_destination", "2026-01-17"),
    "still on the roll on the last day": ([OCTOBER, JANUARY, change("2026-01-20")], "0", "", ""),
    "arrived by a return alone": ([OCTOBER, change("2025-12-01"), change("2026-01-16", "added", "100002")], "0", "", ""),
    "named school, no start": ([OCTOBER, change("2025-11-14", destination_urn="100002")], "1", "not_arrived", "2025-11-15"),
    "named school, tenth day to come": (
        [OCTOBER, change("2025-12-19", destination_urn="100002", expected_start=day("2026-01-06"))], "0", "", "",
    ),
    "named school, tenth day past": (
        [OCTOBER, change("2025-12-18", destination_urn="100002", expected_start=day("2025-12-19"))],
        "possible", "not_arrived", "2025-12-19",  # its newest roll is a day older than the tenth school day
    ),
    "abroad without evidence": ([OCTOBER, change("2025-11-14", destination_type="abroad")], "possible", "not_arrived", "2025-11-15"),
    "authority that sends nothing": ([OCTOBER, change("2025-11-14", destination_la="925")], "possible", "not_arrived", "2025-11-15"),
    "silent independent school": ([OCTOBER, change("2025-11-14", destination_urn="100020")], "possible", "not_arrived", "2025-11-15"),
    "abroad with evidence": (
        [OCTOBER, change("2025-11-14", destination_type="abroad"), nhs(deregistered_on=day("2025-11-20"), removal_reason="embarkation")],
        "0", "", "",
    ),
    "removal for another reason": (
        [OCTOBER, change("2025-11-14", destination_type="abroad"), nhs(deregistered_on=day("2025-11-20"), removal_reason="other")],
        "possible", "not_arrived", "2025-11-15",
    ),
    "back from abroad and nowhere": (
        [OCTOBER, change("2025-10-14", destination_type="abroad"),
         row("travel", event="exit", event_date=day("2025-10-16"), supplier="HO"),
         row("travel", event="entry", event_date=day("2025-12-02"), supplier="HO")],
        "1", "not_arrived", "2025-12-02",
    ),
    "home education, suitable": ([OCTOBER, change("2025-11-14", destination_type="ehe"), ehe("2025-11-15")], "0", "", ""),
    "home education, pending": (
        [OCTOBER, change("2025-11-14", destination_type="ehe"), ehe("2025-11-15", suitability="pending")], "0", "", "",
    ),
    "home education, unsuitable": (
        [OCTOBER, change("2025-11-14", destination_type="ehe"), ehe("2025-11-15", suitability="unsuitable", assessed="2025-12-08")],
        "1", "ehe_unsuitable", "2025-12-08",
    ),
    "home education ended": (
        [OCTOBER, change("2025-11-14", destination_type="ehe"), ehe("2025-11-15", end="2025-12-08")], "1", "provision_ended", "2025-12-09",
    ),
    "home education fell silent": (
        [roll("2025-07-16", "100003", year="5", entry="2020-09-01"), ehe("2024-09-15", as_at="2025-07-04")],
        "1", "vanished_from_roll", "2025-07-17",
    ),
    "part-time alternative provision alone": (
        [OCTOBER, change("2025-11-14", ground="o"),
         row("alternative_provision", start_date=day("2025-11-20"), end_date="", full_time="0")],
        "possible", "provision_ended", "2025-11-20",
    ),
    "full-time alternative provision": (
        [OCTOBER, change("2025-11-14", ground="o"),
         row("alternative_provision", start_date=day("2025-11-20"), end_date="", full_time="1")],
        "0", "", "",
    ),
    "in custody": (
        [OCTOBER, change("2025-11-14"), row("youth_justice", episode="custody", start_date=day("2025-11-15"), end_date="")], "0", "", "",
    ),
    "offered": ([OCTOBER, change("2025-11-14"), application("2025-11-20", "offered")], "1", "offered_not_started", "2025-11-15"),
    "applied": ([OCTOBER, change("2025-11-14"), application("2025-11-20", "applied")], "1", "awaiting_place", "2025-11-15"),
    "applied long before": (
        [OCTOBER, change("2025-11-14"), application("2025-09-10", "applied")], "1", "left_no_destination", "2025-11-15",
    ),
    "application withdrawn": (
        [OCTOBER, change("2025-11-14"), application("2025-11-20", "withdrawn")], "1", "left_no_destination", "2025-11-15",
    ),
    "accepted, began last week": (
        [OCTOBER, change("2025-12-14"), application("2025-12-20", "accepted", start="2026-01-12")], "0", "", "",
    ),
    "accepted, began long ago": (
        [OCTOBER, change("2025-11-14"), application("2025-11-20", "accepted", start="2025-12-01")],
        "1", "offered_not_started", "2025-11-15",
    ),
    "next September's place": (
        [OCTOBER, change("2025-11-14"), application("2025-11-20", "applied", kind="secondary", start="2026-09-01")],
        "1", "left_no_destination", "2025-11-15",
    ),
    "between primary and secondary": (
        [roll("2025-07-16", "100003", year="6", entry="2018-09-04"), nhs()], "1", "transition_gap", "2025-09-01",
    ),
    "last year, but named a school": (
        [roll("2025-07-16", "100003", year="6", entry="2018-09-04"), change("2025-07-22", urn="100003", destination_urn="100002")],
        "1", "not_arrived", "2025-07-23",
    ),
    "not the last year": ([roll("2025-07-16", "100003", year="5", entry="2018-09-04")], "1", "vanished_from_roll", "2025-07-17"),
    "never on a roll": ([nhs(), benefit()], "1", "never_on_roll", "2019-03-31"),
    "never on a roll, health alone": ([nhs()], "possible", "never_on_roll", "2019-03-31"),
    "leaving date in the roll": (
        [roll("2025-10-02", leaving="2025-12-05"), roll("2026-01-15", leaving="2025-12-05")], "1", "left_no_destination", "2025-12-06",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_verdict_is_the_contracts(name):
    seen, is_cme, finding, since = CASES[name]
    verdict = judge().verdict(BORN, seen, truly_missing=False)
    assert (verdict.is_cme, verdict.finding, verdict.since) == (is_cme, finding, day(since) if since else None)


def test_nobody_too_young_or_too_old_is_missing():
    assert judge().verdict(date(2021, 5, 1), [nhs(), benefit()], truly_missing=True) == Verdict("0")
    assert judge().verdict(date(2009, 5, 1), [OCTOBER], truly_missing=True) == Verdict("0")


def test_who_is_truly_missing_and_unseen_is_ignored():
    assert judge().verdict(BORN, [OCTOBER, JANUARY], truly_missing=True) == Verdict("ignore")


def test_residence_is_the_most_recent_address_and_not_the_school():
    moved = change("2025-11-14", destination_type="unknown", new_postcode="ZB1 0AA")
    assert judge().verdict(BORN, [OCTOBER, nhs("2025-07-04"), moved], truly_missing=True).la_code == "371"
    later = row("nhs", "2026-01-10", postcode="ZA1 0AA", supplier="NHSE", registered_on="", removal_reason="")
    assert judge().verdict(BORN, [OCTOBER, moved, later], truly_missing=True).la_code == "370"


def test_a_late_authority_makes_its_findings_possible():
    late = judge()
    late.world.roll_days = {"370": ROLLS[:2], "371": ROLLS}
    assert late.verdict(BORN, [roll("2025-07-16", year="6"), nhs()], truly_missing=True).is_cme == "possible"

# ruff: noqa: E501 (one case a line: the page is read as a table)
"""Each clause of contracts 5, `findings`: tables drawn in text, and the finding that follows, or none."""

from __future__ import annotations

from datetime import date

import pytest

from onroll.core.coverage import NOBODY_SENT
from onroll.core.findings.shape import Finding
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


def roll(as_at: str, urn: str = "100001", supplier: str = "370", entry: str = "2022-09-05", **more: str) -> str:
    """A roll that shows child A."""
    names = "".join(f" | {name}" for name in more)
    cells = "".join(f" | {cell}" for cell in more.values())
    return f"\nschool_roll {supplier} {as_at}\nchild | urn | entry_date{names}\nA | {urn} | {entry}{cells}\n"


def rows(register: str, supplier: str, as_at: str, **fields: str) -> str:
    """One row about child A in any register."""
    names = "".join(f" | {name}" for name in fields)
    cells = "".join(f" | {cell}" for cell in fields.values())
    return f"\n{register} {supplier} {as_at}\nchild{names}\nA{cells}\n"


def deleted(on: str, as_at: str = "", urn: str = "100001", supplier: str = "370", **fields: str) -> str:
    """A deletion of child A."""
    return rows("roll_change", supplier, as_at or on, urn=urn, change="deleted", change_date=on, **fields)


def added(on: str, urn: str, supplier: str = "370") -> str:
    """A school's report that child A joined."""
    return rows("roll_change", supplier, on, urn=urn, change="added", change_date=on)


def said(found: Finding | None) -> str | None:
    """A finding in a few words."""
    return f"{found.finding} {found.status} {found.since} {found.la_code} {found.coverage}" if found else None


KNOWN = rows("nhs", "NHSE", "2026-01-10", registered_on="2022-05-01", postcode="S1 1AA") + rows(
    "child_benefit", "HMRC", "2026-01-10", claim_start="2022-04-01", postcode="S1 1AA"
)
SCHOOL_371 = {"destination_urn": "200001", "destination_type": "school", "expected_start": "2026-01-12"}

CASES = [
    # on a roll
    ("guest alone is on no roll", AUTUMN + roll("2026-01-26", "200001", "371", enrolment_status="G"), ON, "vanished_from_roll cme 2025-12-05 370 full"),
    ("status P is history", AUTUMN + roll("2026-01-26", enrolment_status="P", leaving_date="2025-12-19"), ON, "left_no_destination cme 2025-12-20 370 full"),
    ("leaving date yesterday", AUTUMN + roll("2026-01-26", leaving_date="2026-01-26"), ON, "left_no_destination cme 2026-01-27 370 full"),
    ("leaving date today", AUTUMN + roll("2026-01-26", leaving_date="2026-01-27"), ON, None),
    ("entry date today", AUTUMN + roll("2026-01-26", "200001", "371", "2026-01-27"), ON, None),
    ("entry date tomorrow", AUTUMN + roll("2026-01-26", "200001", "371", "2026-01-28"), ON, "vanished_from_roll cme 2025-12-05 370 full"),
    ("added after the newest snapshot", AUTUMN + added("2026-01-27", "200001", "371"), ON, None),
    ("added on the snapshot's own day, which lacks the child", AUTUMN + added("2026-01-26", "200001", "371"), ON, "vanished_from_roll cme 2026-01-27 370 full"),
    ("a report of a joining in days to come ends no silence", AUTUMN + rows("roll_change", "370", "2026-01-26", urn="100001", change="added", change_date="2026-02-09"), ON, "vanished_from_roll cme 2025-12-05 370 full"),
    ("deleted after the newest snapshot that shows the child", AUTUMN + roll("2026-01-26") + deleted("2026-01-27"), "2026-01-28", "left_no_destination cme 2026-01-28 370 full"),
    ("still on the roll on the deletion's day", AUTUMN + roll("2026-01-26") + deleted("2026-01-27"), ON, None),
    ("a deletion of the snapshot's own day is already in it", AUTUMN + roll("2026-01-26") + deleted("2026-01-26"), ON, None),
    ("a snapshot after a deletion cancels it", AUTUMN + deleted("2025-12-12") + roll("2026-01-26"), ON, None),
    ("an earlier deletion, cancelled, and then vanished", AUTUMN + deleted("2025-11-12"), ON, "vanished_from_roll cme 2025-12-05 370 full"),
    ("the same day, the school's own roll counts: it shows the child", AUTUMN + "\nschool_roll 100001 2026-01-26\nchild | urn | entry_date\nF1 | 100001 | 2022-09-05\nA | 100001 | 2022-09-05\n", ON, None),
    ("the same day, the school's own roll counts: it does not", AUTUMN + roll("2026-01-26") + "\nschool_roll 100001 2026-01-26\nchild | urn | entry_date\nF1 | 100001 | 2022-09-05\n", ON, "vanished_from_roll cme 2026-01-27 370 full"),
    ("a school with no pupil in the next snapshot was not sent", "\nschool_roll 370 2025-12-04\nchild | urn | entry_date\nA | 100004 | 2022-09-05\n", "2025-12-20", None),
    ("a transfer file adds, and its silence means nothing", AUTUMN + roll("2026-01-26") + "\nschool_roll 370 2026-01-27 partial\nchild | urn | entry_date\nF9 | 100001 | 2022-09-05\n", ON, None),
    ("a transfer file's leaving date", AUTUMN + "\nschool_roll 370 2026-01-27 partial\nchild | urn | entry_date | leaving_date\nA | 100001 | 2022-09-05 | 2026-01-09\n", ON, "left_no_destination cme 2026-01-10 370 full"),
    ("on a closed school's roll", "\nschool_roll 370 2025-12-04\nchild | urn | entry_date\nA | 100004 | 2022-09-05\n", ON, "vanished_from_roll possible_cme 2025-12-05 370 partial"),
    ("on a school's roll on the day that it closes", "\nschool_roll 370 2025-12-04\nchild | urn | entry_date\nA | 100004 | 2022-09-05\n", "2025-12-31", None),
    ("the day after", "\nschool_roll 370 2025-12-04\nchild | urn | entry_date\nA | 100004 | 2022-09-05\n", "2026-01-01", "vanished_from_roll possible_cme 2025-12-05 370 partial"),
    ("deleted from a school that was not sent since", "\nschool_roll 370 2025-12-04\nchild | urn | entry_date\nA | 100004 | 2022-09-05\n" + deleted("2025-12-10", urn="100004"), ON, "left_no_destination possible_cme 2025-12-11 370 partial"),
    ("a roll 200 days old keeps the child", "\nschool_roll 600002 2025-07-11\nchild | urn | entry_date\nA | 600002 | 2022-09-05\n", ON, None),
    ("a roll 201 days old does not", "\nschool_roll 600002 2025-07-10\nchild | urn | entry_date | postcode\nA | 600002 | 2022-09-05 | S1 1AA\n", ON, "vanished_from_roll possible_cme 2025-07-11 370 partial"),
    # left_no_destination
    *[(f"deleted on ground {ground}", AUTUMN + deleted("2026-01-09", ground=ground), ON, "left_no_destination cme 2026-01-10 370 full") for ground in "abcdefghijmno"],
    *[(f"deleted on ground {ground}", AUTUMN + deleted("2026-01-09", ground=ground), ON, None) for ground in "kl"],
    ("destination unknown", AUTUMN + deleted("2026-01-09", destination_type="unknown"), ON, "left_no_destination cme 2026-01-10 370 full"),
    # not_arrived: the expected day is day 0
    ("ninth school day", AUTUMN + deleted("2026-01-09", **SCHOOL_371), "2026-01-23", None),
    ("Sunday before the tenth", AUTUMN + deleted("2026-01-09", **SCHOOL_371), "2026-01-25", None),
    ("tenth school day", AUTUMN + deleted("2026-01-09", **SCHOOL_371), "2026-01-26", "not_arrived cme 2026-01-10 370 full"),
    ("eleventh school day", AUTUMN + deleted("2026-01-09", **SCHOOL_371), "2026-01-27", "not_arrived cme 2026-01-10 370 full"),
    ("no expected day: the first school day after", AUTUMN + deleted("2026-01-09", destination_urn="200001"), "2026-01-26", "not_arrived cme 2026-01-10 370 full"),
    ("no expected day: not on the ninth", AUTUMN + deleted("2026-01-09", destination_urn="200001"), "2026-01-23", None),
    ("an expected day before the deletion: the first school day after", AUTUMN + deleted("2026-01-09", destination_urn="200001", expected_start="2025-12-01"), "2026-01-26", "not_arrived cme 2026-01-10 370 full"),
    ("an expected day before the deletion: not on the ninth", AUTUMN + deleted("2026-01-09", destination_urn="200001", expected_start="2025-12-01"), "2026-01-23", None),
    ("the destination's roll is older than the tenth day", AUTUMN + deleted("2026-01-09", destination_urn="200001", expected_start="2026-01-13"), ON, "not_arrived possible_cme 2026-01-10 370 partial"),
    ("arrived at another school", AUTUMN + deleted("2026-01-09", **SCHOOL_371) + roll("2026-01-26", "100002"), ON, None),
    ("abroad", AUTUMN + deleted("2026-01-09", destination_type="abroad"), ON, "not_arrived possible_cme 2026-01-10 370 full"),
    ("another nation", AUTUMN + deleted("2026-01-09", destination_type="other_uk"), ON, "not_arrived possible_cme 2026-01-10 370 full"),
    ("an independent school", AUTUMN + deleted("2026-01-09", destination_type="independent"), ON, "not_arrived possible_cme 2026-01-10 370 full"),
    ("a school that is independent by the national file, and sent a roll", AUTUMN + deleted("2026-01-09", destination_urn="600001", expected_start="2026-01-12") + "\nschool_roll 600001 2026-01-26\nchild | urn | entry_date\nF9 | 600001 | 2022-09-05\n", ON, "not_arrived possible_cme 2026-01-10 370 full"),
    ("a school that sent its own roll, of an authority that sends none", AUTUMN + deleted("2026-01-09", destination_urn="300001", expected_start="2026-01-12") + "\nschool_roll 300001 2026-01-26\nchild | urn | entry_date\nF9 | 300001 | 2022-09-05\n", ON, "not_arrived cme 2026-01-10 370 full"),
    ("an authority that sends no roll", AUTUMN + deleted("2026-01-09", destination_la="372"), ON, "not_arrived possible_cme 2026-01-10 370 partial"),
    ("home education that no list shows", AUTUMN + deleted("2026-01-09", ground="f", destination_type="ehe"), ON, "not_arrived cme 2026-01-10 370 full"),
    ("home education that a list shows", AUTUMN + deleted("2026-01-09", ground="f", destination_type="ehe") + rows("ehe", "370", "2026-01-20", start_date="2026-01-12"), ON, None),
    # exits
    ("abroad, borne out at the border", AUTUMN + deleted("2026-01-09", destination_type="abroad") + rows("travel", "BF", "2026-01-12", event="exit", event_date="2026-01-10"), ON, None),
    ("flown before the deletion, on a roll between, deleted as abroad", AUTUMN + deleted("2026-01-09", destination_type="abroad") + rows("travel", "BF", "2025-12-02", event="exit", event_date="2025-12-01"), ON, None),
    ("flown before the last roll, then deleted to nowhere", AUTUMN + deleted("2026-01-09") + rows("travel", "BF", "2025-12-02", event="exit", event_date="2025-12-01"), ON, "left_no_destination cme 2026-01-10 370 full"),
    ("embarkation", AUTUMN + rows("nhs", "NHSE", "2026-01-10", deregistered_on="2025-12-20", removal_reason="embarkation"), ON, None),
    ("embarkation, taken back by health's next extract", AUTUMN + rows("nhs", "NHSE", "2025-12-10", deregistered_on="2025-12-08", removal_reason="embarkation") + rows("nhs", "NHSE", "2026-01-10", registered_on="2026-01-07", postcode="S1 1AA"), ON, "not_arrived cme 2026-01-07 370 full"),
    ("removal `other` bears nothing out", AUTUMN + rows("nhs", "NHSE", "2026-01-10", deregistered_on="2025-12-20", removal_reason="other"), ON, "vanished_from_roll cme 2025-12-05 370 full"),
    ("came back and is nowhere", AUTUMN + rows("travel", "BF", "2025-12-22", event="exit", event_date="2025-12-20") + rows("travel", "BF", "2026-01-12", event="entry", event_date="2026-01-11"), ON, "not_arrived cme 2026-01-11 370 full"),
    ("came back, and was taught for that day", AUTUMN + rows("travel", "BF", "2025-12-22", event="exit", event_date="2025-12-20") + rows("travel", "BF", "2026-01-12", event="entry", event_date="2026-01-11") + rows("ehe", "370", "2026-01-20", start_date="2026-01-11", end_date="2026-01-11"), ON, "provision_ended cme 2026-01-12 370 full"),
    # provision
    ("home education ended", AUTUMN + rows("ehe", "370", "2026-01-20", start_date="2025-12-08", end_date="2026-01-16"), ON, "provision_ended cme 2026-01-17 370 full"),
    ("home education ends today", AUTUMN + rows("ehe", "370", "2026-01-20", start_date="2025-12-08", end_date="2026-01-27"), ON, None),
    ("home education that the next list does not show", AUTUMN + rows("ehe", "370", "2025-12-15", start_date="2025-12-08") + "\nehe 370 2026-01-20\n", ON, "provision_ended cme 2025-12-16 370 full"),
    ("another authority's next list says nothing", AUTUMN + rows("ehe", "370", "2025-12-15", start_date="2025-12-08") + "\nehe 371 2026-01-20\n", ON, None),
    ("provision that ended before the last roll", AUTUMN + rows("ehe", "370", "2025-11-20", start_date="2025-10-08", end_date="2025-11-14"), ON, "vanished_from_roll cme 2025-12-05 370 full"),
    ("provision that ended on the last roll's last day", AUTUMN + rows("ehe", "370", "2025-12-20", start_date="2025-11-10", end_date="2025-12-04"), ON, "vanished_from_roll cme 2025-12-05 370 full"),
    ("part-time provision without a roll", AUTUMN + rows("alternative_provision", "370", "2026-01-20", start_date="2025-12-08", full_time="0"), ON, "provision_ended possible_cme 2025-12-08 370 full"),
    ("part-time provision that began while on the roll", AUTUMN + rows("alternative_provision", "370", "2026-01-20", start_date="2025-11-20", full_time="0"), ON, "provision_ended possible_cme 2025-12-05 370 full"),
    ("no word on full-time counts as full-time", AUTUMN + rows("alternative_provision", "370", "2026-01-20", start_date="2025-12-08"), ON, None),
    ("custody", AUTUMN + rows("youth_justice", "YJB", "2026-01-20", episode="custody", start_date="2025-12-08"), ON, None),
    ("a community order is no education", AUTUMN + rows("youth_justice", "YJB", "2026-01-20", episode="community", start_date="2025-12-08"), ON, "vanished_from_roll cme 2025-12-05 370 full"),
    # applications
    ("60 days before the last day", AUTUMN + rows("admissions", "370", "2026-01-20", application_date="2025-10-05", kind="in_year", status="applied"), ON, "awaiting_place cme 2025-12-05 370 full"),
    ("61 days before the last day", AUTUMN + rows("admissions", "370", "2026-01-20", application_date="2025-10-04", kind="in_year", status="applied"), ON, "vanished_from_roll cme 2025-12-05 370 full"),
    *[(f"{status} never counts", AUTUMN + rows("admissions", "370", "2026-01-20", application_date="2026-01-05", kind="in_year", status=status), ON, "vanished_from_roll cme 2025-12-05 370 full") for status in ("withdrawn", "started")],
    ("accepted: registered on the tenth school day", AUTUMN + rows("admissions", "370", "2026-01-10", application_date="2026-01-05", kind="in_year", status="accepted", start_date="2026-01-14"), ON, None),
    ("accepted: not on the eleventh", AUTUMN + rows("admissions", "370", "2026-01-10", application_date="2026-01-05", kind="in_year", status="accepted", start_date="2026-01-13"), ON, "offered_not_started cme 2025-12-05 370 full"),
    ("a first place for next September, never in education", KNOWN + rows("admissions", "370", "2026-01-20", application_date="2026-01-05", kind="reception", status="offered", start_date="2026-09-01"), ON, "offered_not_started cme 2022-04-01 370 full"),
    ("a first application for next September, never in education", KNOWN + rows("admissions", "370", "2026-01-20", application_date="2026-01-05", kind="reception", status="applied"), ON, "awaiting_place cme 2022-04-01 370 full"),
    ("next September's place does not explain December's silence", AUTUMN + rows("admissions", "370", "2026-01-20", application_date="2025-10-20", kind="secondary", status="offered", start_date="2026-09-01"), ON, "vanished_from_roll cme 2025-12-05 370 full"),
    # unknown codes are kept, and say nothing
    ("a change that is neither of the codes is no deletion", AUTUMN + roll("2026-01-26") + rows("roll_change", "370", "2026-01-27", urn="100001", change="moved", change_date="2026-01-27"), "2026-01-28", None),
    ("a change that is neither of the codes explains no silence", AUTUMN + rows("roll_change", "370", "2026-01-09", urn="100001", change="moved", change_date="2026-01-09"), ON, "vanished_from_roll cme 2025-12-05 370 full"),
    ("such a row is of an education register all the same", KNOWN + rows("roll_change", "370", "2026-01-09", urn="100001", change="moved", change_date="2026-01-09"), ON, None),
    ("a crossing that is neither of the codes brings nobody back", AUTUMN + rows("travel", "BF", "2025-12-22", event="exit", event_date="2025-12-20") + rows("travel", "BF", "2026-01-12", event="transit", event_date="2026-01-11"), ON, None),
    # never_on_roll
    ("known to two registers", KNOWN, ON, "never_on_roll cme 2022-04-01 370 full"),
    ("known to one", rows("nhs", "NHSE", "2026-01-10", registered_on="2022-05-01", postcode="S1 1AA"), ON, "never_on_roll possible_cme 2022-05-01 370 full"),
    ("known, and in custody once", KNOWN + rows("youth_justice", "YJB", "2026-01-20", episode="custody", start_date="2025-11-03", end_date="2025-12-12"), ON, "never_on_roll cme 2025-12-13 370 full"),
    ("once in an education register", KNOWN + rows("admissions", "370", "2026-01-20", application_date="2024-01-05", kind="reception", status="withdrawn"), ON, None),
    ("an open entry of a missing list is evidence, not education", rows("social_care", "370", "2026-01-10", episode="cin", start_date="2023-05-01", postcode="S1 1AA") + rows("cme_register", "370", "2026-01-10", opened_on="2024-05-01"), ON, "never_on_roll cme 2023-05-01 370 full"),
    ("an independent school of the area has sent no roll", KNOWN + "\nestablishments DfE 2025-01-02\nurn | la_code | type_code\n600009 | 370 | 11\n", ON, "never_on_roll possible_cme 2022-04-01 370 full"),
    ("one that has closed owes none", KNOWN + "\nestablishments DfE 2025-01-02\nurn | la_code | type_code | close_date\n600009 | 370 | 11 | 2025-07-31\n", ON, "never_on_roll cme 2022-04-01 370 full"),
    ("an independent school's roll is over 200 days old", KNOWN + "\nestablishments DfE 2025-01-02\nurn | la_code | type_code\n600009 | 370 | 11\n\nschool_roll 600009 2025-07-10\nchild | urn | entry_date\nF9 | 600009 | 2022-09-05\n", ON, "never_on_roll possible_cme 2022-04-01 370 full"),
    ("no longer shown by any register's newest extract", rows("nhs", "NHSE", "2025-01-10", registered_on="2022-05-01", postcode="S1 1AA") + "\nnhs NHSE 2026-01-10\n", ON, None),
    ("lives where no roll was sent", rows("nhs", "NHSE", "2026-01-10", registered_on="2021-05-01", postcode="HD1 1AA"), ON, None),
    # replies
    ("left England by an official record", AUTUMN + "\nenquiry_reply 370 2026-01-20\nenquiry | answered_on | answer | evidence\nE1 | 2026-01-19 | left_england | official_record\n", ON, None),
    ("left England, told only", AUTUMN + "\nenquiry_reply 370 2026-01-20\nenquiry | answered_on | answer | evidence\nE1 | 2026-01-19 | left_england | told\n", ON, "vanished_from_roll cme 2025-12-05 370 full"),
    ("on a roll, by a reply", AUTUMN + "\nenquiry_reply 370 2026-01-20\nenquiry | answered_on | answer | urn | from_date\nE1 | 2026-01-19 | on_roll | 300001 | 2026-01-05\n", ON, None),
    ("on a roll, by a reply that the school's next roll refutes", AUTUMN + "\nenquiry_reply 370 2026-01-20\nenquiry | answered_on | answer | urn | from_date\nE1 | 2026-01-19 | on_roll | 200001 | 2026-01-05\n", ON, "vanished_from_roll cme 2026-01-20 370 full"),
    ("educated at home, by a reply", AUTUMN + "\nenquiry_reply 370 2026-01-20\nenquiry | answered_on | answer | from_date\nE1 | 2026-01-19 | home_educated | 2026-01-05\n", ON, None),
    ("educated at home, by a reply that the next list refutes", AUTUMN + "\nenquiry_reply 370 2026-01-20\nenquiry | answered_on | answer | from_date\nE1 | 2026-01-19 | home_educated | 2026-01-05\n\nehe 370 2026-01-25\n", ON, "provision_ended cme 2026-01-20 370 full"),
    # residence
    ("a new postcode from the deletion", AUTUMN + deleted("2026-01-09", new_postcode="DN1 1AA"), ON, "left_no_destination cme 2026-01-10 371 full"),
    ("the roll's newest row beats an address known longer", AUTUMN + rows("nhs", "NHSE", "2025-07-01", postcode="DN1 1AA"), ON, "vanished_from_roll cme 2025-12-05 370 full"),
    ("an address first shown since", AUTUMN + rows("nhs", "NHSE", "2025-12-20", postcode="DN1 1AA"), ON, "vanished_from_roll cme 2025-12-05 371 full"),
    ("of addresses of one day, the roll's", AUTUMN + rows("nhs", "NHSE", "2025-12-04", postcode="DN1 1AA"), ON, "vanished_from_roll cme 2025-12-05 370 full"),
    ("a guest's address is not where the child lives", AUTUMN + roll("2026-01-26", "200001", "371", enrolment_status="G", postcode="DN1 1AA"), ON, "vanished_from_roll cme 2025-12-05 370 full"),
    ("no usable postcode: the last roll's school", AUTUMN.replace("S1 1AA", "ZZ1 1ZZ"), ON, "vanished_from_roll cme 2025-12-05 370 full"),
    ("lives where no roll comes from", AUTUMN.replace("S1 1AA", "HD1 1AA"), ON, "vanished_from_roll possible_cme 2025-12-05 372 partial"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "on", "expected"), [pytest.param(text, on, expected, id=name) for name, text, on, expected in CASES])
def test_each_clause(text: str, on: str, expected: str | None) -> None:
    assert said(finding_of(deliveries(TOWN, text), on, enquiry_children={"E1": "A"}, born=date(2016, 10, 1))) == expected


# The last year of a school

SUMMER = """
establishments DfE 2025-01-02
urn    | la_code | phase_code | statutory_high_age
100001 | 370     | 2          | 11
100002 | 370     | 4          | 16

school_roll 370 2025-05-15
child | urn    | entry_date | nc_year
A     | 100001 | 2018-09-05 | 6
F1    | 100001 | 2018-09-05 | 3
F2    | 100002 | 2018-09-05 | 8

school_roll 370 2025-10-02
child | urn    | entry_date | nc_year
F1    | 100001 | 2018-09-05 | 4
F2    | 100002 | 2018-09-05 | 9
"""
YEAR_SIX = date(2013, 10, 1)
NO_ROLL_YET = SUMMER.replace("school_roll 370 2025-10-02", "school_roll 370 2025-09-01")

LEAVERS = [
    ("no roll by the tenth school day", SUMMER, "2025-10-03", "transition_gap cme 2025-09-01 370 full"),
    ("on the ninth school day", NO_ROLL_YET, "2025-09-11", None),
    ("on the tenth school day", NO_ROLL_YET, "2025-09-12", "transition_gap cme 2025-09-01 370 full"),
    ("deleted in the last 20 days: judged by this alone", NO_ROLL_YET + deleted("2025-06-25"), "2025-08-01", None),
    ("deleted in the last 20 days, in September", NO_ROLL_YET + deleted("2025-06-25"), "2025-09-12", "transition_gap cme 2025-09-01 370 full"),
    ("deleted the day before the last 20", NO_ROLL_YET + deleted("2025-06-24"), "2025-08-01", "left_no_destination cme 2025-06-25 370 full"),
    ("deleted in July, naming a destination", SUMMER + deleted("2025-07-18", destination_urn="100002", expected_start="2025-09-02"), "2025-10-03", "not_arrived cme 2025-07-19 370 full"),
    ("the school's last year is another", SUMMER.replace("statutory_high_age\n100001 | 370     | 2          | 11", "statutory_high_age\n100001 | 370     | 2          | 13"), "2025-10-03", "vanished_from_roll cme 2025-05-16 370 full"),
    ("no establishment row: year 6 is a last year", SUMMER.replace("100001", "100009").replace("100009 | 370     | 2", "100008 | 370     | 2"), "2025-10-03", "transition_gap cme 2025-09-01 370 full"),
    ("offered a secondary place, which comes first", SUMMER + rows("admissions", "370", "2025-09-20", application_date="2024-10-20", kind="secondary", status="offered"), "2025-10-03", "offered_not_started cme 2025-05-16 370 full"),
    ("an infant school ends with year 2", SUMMER.replace("statutory_high_age\n100001 | 370     | 2          | 11", "statutory_high_age\n100001 | 370     | 2          | 7").replace("2018-09-05 | 6", "2018-09-05 | 2"), "2025-10-03", "transition_gap cme 2025-09-01 370 full"),
    ("a primary school whose roll ends with year 2 is an infant school", SUMMER.replace("| 2          | 11", "| 2          | -").replace("2018-09-05 | 6", "2018-09-05 | 2").replace("2018-09-05 | 3", "2018-09-05 | 1").replace("2018-09-05 | 4", "2018-09-05 | 2"), "2025-10-03", "transition_gap cme 2025-09-01 370 full"),
    ("deleted as over age, in September", NO_ROLL_YET + deleted("2025-06-25", ground="l"), "2025-09-12", None),
    ("in custody over the change of school", SUMMER + rows("youth_justice", "YJB", "2025-09-25", episode="custody", start_date="2025-09-03", end_date="2025-09-20"), "2025-10-03", "transition_gap cme 2025-09-21 370 full"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "on", "expected"), [pytest.param(text, on, expected, id=name) for name, text, on, expected in LEAVERS])
def test_each_clause_of_the_transition(text: str, on: str, expected: str | None) -> None:
    assert said(finding_of(deliveries(text), on, born=YEAR_SIX)) == expected


# Compulsory school age, to the day

AGES = [
    ("the day before it begins", date(2020, 10, 1), "2025-12-30", None),
    ("the prescribed day itself", date(2020, 10, 1), "2025-12-31", "2025-12-31"),
    ("the last Friday in June", date(2009, 10, 1), "2026-06-26", "2025-12-05"),
    ("the day after", date(2009, 10, 1), "2026-06-27", None),
]


@pytest.mark.parametrize(("born", "on", "since"), [pytest.param(*more, id=name) for name, *more in AGES])
def test_compulsory_school_age_to_the_day(born: date, on: str, since: str | None) -> None:
    text = AUTUMN + "\nschool_roll 370 2025-12-20\nchild | urn | entry_date\nF1 | 100001 | 2022-09-05\n"
    found = finding_of(deliveries(TOWN.replace("2026-01-26", "2025-12-29"), text), on, born=born)
    assert (str(found.since) if found else None) == since


# Coverage: 31 days behind the newest of the other senders is not late, 32 are


@pytest.mark.parametrize(("others", "coverage"), [("2026-02-26", "full"), ("2026-02-27", "partial")])
def test_thirty_one_days_behind_is_not_late(others: str, coverage: str) -> None:
    late = f"\nschool_roll 371 {others}\nchild | urn | entry_date\nF5 | 200001 | 2022-09-05\n"
    found = finding_of(deliveries(TOWN, AUTUMN, late), "2026-02-27", born=date(2016, 10, 1))
    assert found is not None
    assert found.coverage == coverage


def test_another_authoritys_lateness_does_not_count() -> None:
    newer = "\nschool_roll 370 2026-03-15\nchild | urn | entry_date\nF1 | 100001 | 2022-09-05\n"
    found = finding_of(deliveries(TOWN, AUTUMN, newer), "2026-03-16", born=date(2016, 10, 1))
    assert found is not None
    assert found.coverage == "full"


def test_where_nobody_sent_any_roll_full_coverage_says_what_it_is_worth() -> None:
    postcodes = TOWN[: TOWN.index("school_roll")]
    at_home = rows("ehe", "370", "2026-01-20", start_date="2025-09-01", suitability="unsuitable", assessed_on="2026-01-12")
    nobody_sent, sent = (finding_of(deliveries(town, at_home), ON, born=date(2016, 10, 1)) for town in (postcodes, TOWN))
    assert nobody_sent is not None and sent is not None
    assert (nobody_sent.finding, nobody_sent.status, nobody_sent.coverage) == ("ehe_unsuitable", "cme", "full")
    assert [NOBODY_SENT in each.sentences for each in (nobody_sent, sent)] == [True, False]


REASONS = [
    (AUTUMN + deleted("2026-01-09", destination_type="abroad"), "Believed to have moved to another country"),
    (AUTUMN + deleted("2026-01-09", **SCHOOL_371), "Believed to have moved to another local authority"),
    (AUTUMN + deleted("2026-01-09", destination_urn="100002", expected_start="2026-01-12"), "Unknown"),
    (AUTUMN + deleted("2026-01-09", destination_type="other_uk"), "Unknown"),
    (AUTUMN, "Unknown"),
]


@pytest.mark.parametrize(("text", "reason"), REASONS)
def test_the_reason_follows_from_the_destination(text: str, reason: str) -> None:
    found = finding_of(deliveries(TOWN, text), ON, born=date(2016, 10, 1))
    assert found is not None
    assert found.reason == reason


def test_a_finding_says_what_was_seen_what_is_missing_and_what_was_searched() -> None:
    found = finding_of(deliveries(TOWN, AUTUMN), ON, born=date(2016, 10, 1))
    assert found is not None
    assert found.sentences[:2] == (
        "On the roll of Beech Lane Primary (URN 100001) since 5 September 2022, last shown on 4 December 2025.",
        "The roll of 26 January 2026 does not show the child, and no deletion was reported.",
    )
    assert found.sentences[2].startswith("Looked for in the school rolls of 3 senders (newest of 26 January 2026)")
    assert found.evidence == ("school_roll:370:2025-12-04:5",)
    assert found.rule == "vanished_from_roll/1"


def sentences(*texts: str) -> str:
    """All that a finding says."""
    found = finding_of(deliveries(TOWN, *texts), ON, born=date(2016, 10, 1))
    assert found is not None
    return " ".join(found.sentences)


def test_a_finding_says_what_makes_it_doubtful() -> None:
    assert "sends no roll" not in sentences(AUTUMN)
    assert "which sends no roll." in sentences(AUTUMN + deleted("2026-01-09", destination_la="372"))
    closed = "\nschool_roll 370 2025-12-04\nchild | urn | entry_date\nA | 100004 | 2022-09-05\n"
    assert "keeps nobody on it any more" in sentences(closed)


def test_a_late_sender_is_named_once() -> None:
    late = "\nschool_roll 371 2026-02-27\nchild | urn | entry_date\nF5 | 200001 | 2022-09-05\n"
    found = finding_of(deliveries(TOWN, AUTUMN, late), "2026-02-27", born=date(2016, 10, 1))
    assert found is not None and found.waits_for == (("school_roll", "370"),)
    assert sum("others have sent one of 27 February 2026" in each for each in found.sentences) == 1


def test_an_old_roll_of_the_authority_says_nothing_of_who_was_never_on_one() -> None:
    town = TOWN.replace("school_roll 370 2025-10-02", "school_roll 370 2025-05-02").replace(
        "school_roll 370 2025-12-04", "school_roll 370 2025-06-04"
    )
    assert finding_of(
        deliveries(town.replace("school_roll 370 2026-01-26", "school_roll 370 2025-07-11"), KNOWN), ON, born=date(2016, 10, 1)
    )
    assert not finding_of(
        deliveries(town.replace("school_roll 370 2026-01-26", "school_roll 370 2025-07-10"), KNOWN), ON, born=date(2016, 10, 1)
    )


def test_of_two_places_the_accepted_one_is_named() -> None:
    two = (
        "\nadmissions 370 2026-01-10\nchild | application_date | kind | status | school_urn | start_date\n"
        "A | 2026-01-02 | in_year | accepted | 100002 | 2026-01-08\nA | 2026-01-05 | in_year | offered | 100001 | -\n"
    )
    said = sentences(AUTUMN + two)
    assert "offered Hill Secondary" in said and "accepted, to start on 8 January 2026" in said

"""Common Transfer Files: rows that are added, of a school that is looked up."""

from datetime import date
from pathlib import Path

import pytest

from onroll.pipeline.intake import take_in, take_in_path
from onroll.pipeline.intake.reference import urns_by_number
from support.deliveries import DAY, problems, pupil, records, states, taken

SAMPLE = Path(__file__).parents[4] / "shared/data/samples/370_2900_CTF_XXXXXXX_001.xml"
TRANSFER_FILE = """<?xml version="1.0" encoding="utf-8"?>
<CTfile><Header><DocumentName>Common Transfer File</DocumentName><CTFversion>25.0</CTFversion><DateTime>2026-01-15T09:00:00</DateTime>
<SourceSchool><LEA>370</LEA><Estab>2900</Estab></SourceSchool></Header>
<CTFpupilData><Pupil><UPN>P207000016049</UPN><Surname>Hartley</Surname><Forename>{forename}</Forename><DOB>2015-05-14</DOB><Sex>F</Sex>
{history}</Pupil></CTFpupilData></CTfile>
"""
STAY = (
    "<SchoolHistory><School><LEA>370</LEA><Estab>2900</Estab><EntryDate>2024-09-03</EntryDate><LeavingDate>2026-01-09</LeavingDate>"
    "</School><School><LEA>371</LEA><Estab>2104</Estab><EntryDate>2020-09-07</EntryDate><LeavingDate>2024-07-19</LeavingDate></School>"
    "</SchoolHistory>"
)


def transfer_file(write, forename="Rowan", history=STAY, name="370_2900_CTF_XXXXXXX_001.xml"):
    return write(name, TRANSFER_FILE.format(forename=forename, history=history))


@pytest.fixture
def gias(index, write):
    text = "URN,LA (code),EstablishmentNumber,OpenDate,CloseDate\n100001,370,2900,01-09-1990,31-08-2020\n100002,370,2900,01-09-2020,\n"
    return taken(index, write("gias.csv", text), "establishments", "DfE", date(2025, 9, 1))


def test_each_pupil_is_a_row_at_the_source_school_and_its_history_past_rows(index, write, gias):
    (report,) = take_in_path(index, transfer_file(write))
    assert (report.status, report.supplier, report.as_at, report.accepted) == ("loaded", "370", DAY, 2)
    rows = records(index, report)
    assert [(row["urn"], row["entry_date"], row["leaving_date"]) for row in rows] == [
        ("100002", date(2024, 9, 3), date(2026, 1, 9)),
        (None, date(2020, 9, 7), date(2024, 7, 19)),
    ]
    assert [problem["check_id"] for problem in problems(index, report)] == ["305"]
    assert report.unknown_columns == ()
    assert index.extract(report.extract_id).partial


def test_without_establishments_every_row_is_kept_without_a_urn(index, write):
    (report,) = take_in_path(index, transfer_file(write))
    assert (report.accepted, report.warnings) == (2, 2)


def test_a_pupil_without_history_is_still_a_pupil(index, write, gias):
    (report,) = take_in_path(index, transfer_file(write, history=""))
    (row,) = records(index, report)
    assert (row["urn"], row["entry_date"]) == ("100002", DAY)
    assert report.warnings == 1 and "no entry date" in report.message


def test_its_rows_are_added_and_replace_no_snapshot(index, write, gias):
    taken(index, write("roll.csv", [pupil(1, record_id="1")]), supplier="370")
    (report,) = take_in_path(index, transfer_file(write))
    (other,) = take_in_path(index, transfer_file(write, forename="Robin", name="370_2900_CTF_XXXXXXX_002.xml"))
    assert set(states(index).values()) == {"counted"}
    assert [row["record_id"] for row in records(index, report)] == ["1~2", "2"]
    assert [row["record_id"] for row in records(index, other)] == ["1~3", "2~2"]
    taken(index, write("roll2.csv", [pupil(1, record_id="x"), pupil(2, record_id="y")]), supplier="370")
    assert states(index)["roll.csv"] == "superseded"
    assert states(index)["370_2900_CTF_XXXXXXX_001.xml"] == "counted"


def test_its_silence_raises_no_alarm_and_it_is_nobodys_former_snapshot(index, write, gias):
    taken(index, write("roll.csv", [pupil(number) for number in range(300)]), supplier="370", as_at=date(2026, 1, 8))
    (report,) = take_in_path(index, transfer_file(write))
    assert report.status == "loaded"
    assert taken(index, write("roll2.csv", [pupil(1)]), supplier="370", as_at=date(2026, 1, 22)).status == "held"


def test_the_same_file_again(index, write):
    path = transfer_file(write)
    take_in_path(index, path)
    assert take_in_path(index, path)[0].status == "repeated"


def test_given_as_another_register_it_is_refused(index, write):
    report = take_in(index, transfer_file(write), register="nhs", supplier="NHSE", as_at=DAY)
    assert report.status == "refused" and "school_roll" in report.message


def test_what_the_file_says_of_itself_goes_before_what_is_said_of_it(index, write):
    report = take_in(index, transfer_file(write), register="school_roll", supplier="999", as_at=date(2025, 1, 1))
    assert (report.status, report.supplier, report.as_at) == ("loaded", "370", DAY)
    assert "999" in report.message


def test_the_establishment_open_on_the_day_goes_first(index, gias):
    assert urns_by_number(index.extracts(), date(2019, 1, 1)) == {("370", "2900"): "100001"}
    assert urns_by_number(index.extracts(), date(2026, 1, 1)) == {("370", "2900"): "100002"}


def test_the_sample(index):
    if not SAMPLE.exists():
        pytest.skip("the shared data are not beside the project")
    (report,) = take_in_path(index, SAMPLE)
    assert (report.status, report.accepted, report.quarantined) == ("loaded", 2, 0)

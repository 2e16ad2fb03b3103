"""Looking at a file changes nothing, and foretells what taking it in will do."""

import csv
from datetime import timedelta

import openpyxl
import pytest

from onroll.pipeline.intake import WrongUsage, examine, write_problems_csv, write_problems_xlsx
from support.deliveries import DAY, home_as_bytes, pupil, taken

WEEK = DAY + timedelta(days=7)


def look(index, path, as_at=DAY):
    before = home_as_bytes(index)
    found = examine(index, path, register="school_roll", supplier="373", as_at=as_at)
    assert home_as_bytes(index) == before
    return found


def test_what_is_foretold_comes_true(index, write):
    taken(index, write("all.csv", [pupil(number) for number in range(300)]))
    path = write("part.csv", [pupil(0, forename="NK"), *(pupil(number, ethnicity="?") for number in range(1, 120))])
    found = look(index, path, WEEK)
    assert found.report.status == "held" and "HELD" in found.report.message
    assert found.alarm
    assert found.differences == {"same": 0, "joiner": 0, "leaver": 0, "changed": 119, "not_in_file": 181}
    assert found.problem_counts == {"101": 1, "401": 119}
    assert found.problems[0]["line"] == 2
    assert found.columns["urn"] == "urn"
    report = taken(index, path, as_at=WEEK)
    assert (report.status, report.read, report.accepted, report.warnings) == (
        *("held", found.report.read, found.report.accepted),
        found.report.warnings,
    )


def test_what_would_be_replaced_repeated_or_refused(index, write):
    path = write("a.csv", [pupil(1)])
    first = taken(index, path)
    assert look(index, path).report.status == "repeated"
    assert look(index, write("b.csv", [pupil(2)])).replaces == (first.extract_id,)
    assert look(index, write("c.csv", "surname\n")).report.status == "refused"
    with pytest.raises(WrongUsage):
        examine(index, path, register="rolls", supplier="373", as_at=DAY)


def test_the_problems_go_back_to_the_supplier_as_a_file(index, write, tmp_path):
    rows = [pupil(1, record_id="=1+1", entry_date="soon"), pupil(2, record_id="b", ethnicity="@SUM(A1)"), pupil(3, record_id="c")]
    report = taken(index, write("a.csv", rows))
    extract = index.extract(report.extract_id)
    write_problems_csv(extract, tmp_path / "problems.csv")
    with open(tmp_path / "problems.csv", newline="", encoding="utf-8") as file:
        written = list(csv.DictReader(file))
    assert [(row["line"], row["record_id"], row["what_became_of_it"], row["field"], row["value"]) for row in written] == [
        ("2", "'=1+1", "set aside", "entry_date", "soon"),
        ("3", "b", "accepted", "ethnicity", "'@SUM(A1)"),
    ]
    write_problems_xlsx(extract, tmp_path / "problems.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "problems.xlsx").active
    assert [cell.value for cell in sheet[2]][:4] == ["2", "=1+1", "set aside", "entry_date"]
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n"}

"""What is taken in, what is set aside and what is refused (contracts 1, 2, 6 and `ingest` of 7)."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest
import xlsxwriter

from conformance.identifiers import nhs_number, upn, wrong_upn
from conformance.names import FORENAMES, SURNAMES
from conformance.program import Said, onroll, read_csv
from support.casebook_file import put_casebook_into

KEYS = {"path", "status", "read", "accepted", "quarantined", "warnings", "message"}


def pupils(count: int, *, first: int = 0, born: str = "2015-02-01", **more: str) -> list[dict[str, str]]:
    """Return rows of a school roll."""
    return [
        {
            "record_id": f"p{number}",
            "upn": upn("373", number),
            "surname": SURNAMES[number % len(SURNAMES)],
            "forename": FORENAMES[number % len(FORENAMES)],
            "date_of_birth": f"{born[:4]}-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
            "postcode": "S1 1AA",
            "urn": "107301",
            "entry_date": "2019-09-02",
            "nc_year": "5",
        }
        | more
        for number in range(first, first + count)
    ]


def as_csv(rows: list[dict[str, str]], names: list[str] | None = None) -> str:
    """Return rows as the text of a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, names or list(rows[0]), restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


class Desk:
    """A place where files arrive."""

    def __init__(self, folder: Path) -> None:
        self.home = put_casebook_into(folder / "home")
        self.folder = folder
        self._count = 0

    def send(
        self, content: str | bytes | Path, *words: str, register: str = "school_roll", supplier: str = "373", as_at: str = "2026-01-15"
    ) -> Said:
        """Take one file in."""
        if isinstance(content, Path):
            path = content
        else:
            self._count += 1
            path = self.folder / f"file-{self._count}.csv"
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return onroll(
            "ingest", path, "--register", register, "--supplier", supplier, "--as-at", as_at, *words, home=self.home, json_too=True
        )

    def report(self, content: str | bytes | Path, *words: str, **described: str) -> dict[str, Any]:
        """Take one file in that must be accepted; return its report."""
        said = self.send(content, *words, **described)
        assert said.status == 0, said
        report: dict[str, Any] = said.summary["files"][0]
        assert report["read"] == report["accepted"] + report["quarantined"]
        return report

    def deliver(self, *files: tuple[str, str, str, str]) -> None:
        """Take several files in, in this order, as one package: content, register, supplier, as_at."""
        package = self.folder / "delivery"
        package.mkdir()
        resources = []
        for place, (content, register, supplier, as_at) in enumerate(files):
            (package / f"{place}.csv").write_text(content, encoding="utf-8")
            resources.append({"name": f"r{place}", "path": f"{place}.csv", "register": register, "supplier": supplier, "as_at": as_at})
        (package / "datapackage.json").write_text(json.dumps({"name": "delivery", "resources": resources}), encoding="utf-8")
        onroll("ingest", package, home=self.home, ok=True)

    def counted(self) -> list[dict[str, Any]]:
        """Return what has been taken in."""
        extracts: list[dict[str, Any]] = onroll("check", home=self.home, json_too=True, ok=True).summary["extracts"]
        return extracts


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_report_has_the_contracts_keys(desk: Desk) -> None:
    said = desk.send(as_csv(pupils(3)))
    assert said.status == 0
    assert set(said.summary) >= {"files"}
    report = said.summary["files"][0]
    assert set(report) >= KEYS
    assert (report["status"], report["read"], report["accepted"], report["quarantined"]) == ("loaded", 3, 3, 0)
    assert isinstance(report["message"], str)
    assert report["path"].endswith("file-1.csv")


def test_the_same_file_again_changes_nothing_and_says_so(desk: Desk) -> None:
    desk.report(as_csv(pupils(3)))
    before = desk.counted()
    assert desk.report(as_csv(pupils(3)))["status"] == "repeated"
    assert desk.counted() == before


BAD_ROWS = {
    "forename missing": {"forename": ""},
    "forename NULL": {"forename": "Null"},
    "surname N/A": {"surname": "n/a"},
    "surname NK": {"surname": "NK"},
    "born in the future": {"date_of_birth": "2026-02-01"},
    "born over 25 years before": {"date_of_birth": "2001-01-14"},
    "two-digit year": {"date_of_birth": "01/02/15"},
    "month first": {"date_of_birth": "02/28/2015"},
    "hyphens, day first": {"date_of_birth": "28-02-2015"},
    "no such day": {"date_of_birth": "2015-02-30"},
    "a time that is not midnight": {"date_of_birth": "2015-02-03T10:30:00"},
    "required field empty": {"urn": ""},
    "the record_id of an earlier row": {"record_id": "p0"},
}
GOOD_ROWS = {
    "day first": {"date_of_birth": "28/02/2015"},
    "midnight": {"date_of_birth": "2015-02-28T00:00:00"},
    "midnight, with a blank": {"date_of_birth": "2015-02-28 00:00:00"},
    "exactly 25 years before": {"date_of_birth": "2001-01-15"},
    "born that day": {"date_of_birth": "2026-01-15"},
    "wrong check letter": {"upn": wrong_upn(upn("373", 500))},
    "unknown code": {"nc_year": "99", "ethnicity": "QQQQ"},
    "unknown URN": {"urn": "999999"},
    "a formula": {"preferred_surname": "=1+1"},
    "NULL where nothing is required": {"postcode": "NULL", "leaving_date": "NK", "sex": "N/A"},
}


def test_bad_rows_are_set_aside_and_good_ones_are_not(desk: Desk) -> None:
    rows = pupils(2)
    for number, change in enumerate([*GOOD_ROWS.values(), *BAD_ROWS.values()]):
        rows += pupils(1, first=10 + number, **change)
    names = [*rows[0], "leaving_date", "sex", "ethnicity", "preferred_surname", "a_column_that_nobody_knows"]
    report = desk.report(as_csv(rows, names))
    assert (report["read"], report["accepted"], report["quarantined"]) == (len(rows), 2 + len(GOOD_ROWS), len(BAD_ROWS))
    assert report["warnings"]


@pytest.mark.parametrize("kind", BAD_ROWS)
@pytest.mark.long
def test_each_bad_row_alone(desk: Desk, kind: str) -> None:
    report = desk.report(as_csv(pupils(2) + pupils(1, first=5, **BAD_ROWS[kind])))
    assert (report["accepted"], report["quarantined"]) == (2, 1)


@pytest.mark.parametrize("kind", GOOD_ROWS)
@pytest.mark.long
def test_each_good_row_alone(desk: Desk, kind: str) -> None:
    rows = pupils(2) + pupils(1, first=5, **GOOD_ROWS[kind])
    report = desk.report(as_csv(rows, [*dict.fromkeys(name for row in rows for name in row)]))
    assert (report["accepted"], report["quarantined"]) == (3, 0)


@pytest.mark.long
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_encodings(desk: Desk, encoding: str) -> None:
    report = desk.report(as_csv(pupils(2, forename="Zoë")).replace("\r\n", "\r" if encoding == "cp1252" else "\n").encode(encoding))
    assert report["accepted"] == 2
    if encoding == "cp1252":
        assert "1252" in json.dumps([report["warnings"], report["message"]])


@pytest.mark.long
def test_headings_compare_without_case_blanks_and_hyphens(desk: Desk) -> None:
    rows = [
        {
            "Date-Of-Birth": row["date_of_birth"],
            "FORENAME": row["forename"],
            "sur name": row["surname"],
            "ENTRY DATE": "2019-09-02",
            "Urn": "107301",
        }
        for row in pupils(2)
    ]
    text = as_csv(rows).replace("sur name", "Surname")
    assert desk.report(text)["accepted"] == 2


BAD_FILES = {
    "required columns missing": as_csv([{"surname": "Abel", "forename": "Bea", "urn": "107301"}]),
    "no header": b"",
    "not a table": b"\x00\x01\x02\xff\xfe" * 100,
}


@pytest.mark.long
def test_a_bad_file_is_refused_whole(desk: Desk) -> None:
    desk.report(as_csv(pupils(3)))
    before = desk.counted()
    for kind, content in BAD_FILES.items():
        said = desk.send(content, as_at="2026-01-16")
        assert said.status == 1, kind
        assert said.summary["files"][0]["status"] == "refused", kind
        assert said.summary["files"][0]["message"], kind
        assert "Traceback" not in said.err, kind
    assert desk.counted() == before


def test_a_wrong_register_or_day_is_wrong_usage(desk: Desk) -> None:
    said = desk.send(as_csv(pupils(1)), register="school_rolls")
    assert said.status == 2
    assert "Traceback" not in said.err
    assert desk.send(as_csv(pupils(1)), as_at="2026-13-01").status == 2
    assert desk.send(as_csv(pupils(1)), as_at="15/01/2026").status == 2


@pytest.mark.long
def test_a_header_alone(desk: Desk) -> None:
    names = list(pupils(1)[0])
    nobody = as_csv([], names)
    report = desk.report(nobody, as_at="2025-10-02")
    assert (report["status"], report["read"]) == ("loaded", 0)
    assert report["warnings"] or "empty" in report["message"].lower() or "nobody" in report["message"].lower()
    desk.report(as_csv(pupils(19)), as_at="2025-11-03")
    assert desk.report(as_csv([], [*names, "sex"]), as_at="2025-11-10")["status"] == "loaded"
    desk.report(as_csv(pupils(20)), as_at="2025-12-04")
    said = desk.send(as_csv([], [*names, "uln"]), as_at="2026-01-15")
    assert (said.status, said.summary["files"][0]["status"]) == (1, "refused")
    assert desk.report(as_csv([], [*names, "uln"]), "--allow-empty", as_at="2026-01-15")["status"] == "loaded"


def test_a_file_that_looks_wrong_is_held(desk: Desk) -> None:
    desk.report(as_csv(pupils(200)), as_at="2025-12-04")
    said = desk.send(as_csv(pupils(139)))
    assert (said.status, said.summary["files"][0]["status"]) == (1, "held")
    assert desk.report(as_csv(pupils(139)), "--accept", "half of the schools closed")["status"] == "loaded"


@pytest.mark.long
def test_a_file_just_over_the_gate_is_not_held(desk: Desk) -> None:
    desk.report(as_csv(pupils(200)), as_at="2025-12-04")
    assert desk.report(as_csv([row | {"nc_year": str(place % 6)} for place, row in enumerate(pupils(140))]))["status"] == "loaded"


@pytest.mark.long
def test_other_people_are_held(desk: Desk) -> None:
    desk.report(as_csv(pupils(200)), as_at="2025-12-04")
    said = desk.send(as_csv(pupils(61, first=0) + pupils(139, first=205, born="2013-01-01")))
    assert (said.status, said.summary["files"][0]["status"]) == (1, "held")


@pytest.mark.long
def test_a_year_group_of_30_that_is_gone_is_held(desk: Desk) -> None:
    def years(count_of_six: int) -> list[dict[str, str]]:
        return [row | {"nc_year": "6" if place < count_of_six else "5"} for place, row in enumerate(pupils(200))]

    desk.report(as_csv(years(30)), as_at="2025-12-04")
    said = desk.send(as_csv(years(30)[30:]))
    assert (said.status, said.summary["files"][0]["status"]) == (1, "held")


@pytest.mark.long
def test_199_former_rows_are_not_gated(desk: Desk) -> None:
    desk.report(as_csv(pupils(199)), as_at="2025-12-04")
    assert desk.report(as_csv(pupils(50)))["status"] == "loaded"


@pytest.mark.long
def test_withdrawing_what_was_never_delivered_is_refused(desk: Desk) -> None:
    desk.report(as_csv(pupils(1)))
    said = onroll("withdraw", "school_roll-999-2026-01-15-abcdef", "--why", "the wrong term", home=desk.home)
    assert said.status == 1
    assert "Traceback" not in said.err


@pytest.mark.long
def test_parquet_and_sheets(desk: Desk, tmp_path: Path) -> None:
    rows = pupils(3)
    table = pa.table({name: [row[name] for row in rows] for name in rows[0]})
    days = pa.array(table["date_of_birth"].to_pylist()).cast(pa.date32())
    moments = pa.array(table["entry_date"].to_pylist()).cast(pa.date32()).cast(pa.timestamp("us"))
    table = table.set_column(table.column_names.index("date_of_birth"), "date_of_birth", days)
    table = table.set_column(table.column_names.index("entry_date"), "entry_date", moments)
    table = table.append_column("fsm", pa.array([True, False, None]))
    pa.parquet.write_table(table, tmp_path / "roll.parquet")
    book = xlsxwriter.Workbook(str(tmp_path / "roll.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, list(rows[0]))
    for place, row in enumerate(rows, start=1):
        for column, value in enumerate(row.values()):
            sheet.write_string(place, column, value)
    book.close()
    assert desk.report(tmp_path / "roll.parquet")["accepted"] == 3
    assert desk.report(tmp_path / "roll.xlsx", as_at="2026-01-16")["accepted"] == 3


def _package(folder: Path, *resources: dict[str, str]) -> Path:
    folder.mkdir()
    (folder / "roll-373.csv").write_text(as_csv(pupils(3)), encoding="utf-8")
    (folder / "broken.csv").write_text("surname,forename\nAbel,Bea\n", encoding="utf-8")
    described = {"register": "school_roll", "supplier": "373", "as_at": "2026-01-15"}
    listed = [{"name": f"r{place}"} | described | each for place, each in enumerate(resources)]
    (folder / "datapackage.json").write_text(json.dumps({"name": "january-2026", "resources": listed}), encoding="utf-8")
    return folder


def test_a_package_loads_what_is_good_and_names_what_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "outside.csv").write_text(as_csv(pupils(3, first=30)), encoding="utf-8")
    package = _package(
        tmp_path / "package",
        {"path": "roll-373.csv"},
        {"path": "broken.csv", "as_at": "2026-01-16"},
        {"path": "../outside.csv", "as_at": "2026-01-17"},
        {"path": str(tmp_path / "outside.csv"), "as_at": "2026-01-18"},
        {"path": "https://example.org/roll.csv", "as_at": "2026-01-19"},
        {"path": "not-there.csv", "as_at": "2026-01-20"},
        {"path": "link.csv", "as_at": "2026-01-21"},
    )
    (package / "link.csv").symlink_to(tmp_path / "outside.csv")
    said = onroll("ingest", package, home=desk.home, json_too=True)
    assert said.status == 1
    assert [report["status"] for report in said.summary["files"]] == ["loaded", *["refused"] * 6]
    assert len(desk.counted()) == 1


@pytest.mark.long
def test_a_good_package_and_then_again(desk: Desk, tmp_path: Path) -> None:
    package = _package(tmp_path / "package", {"path": "roll-373.csv"})
    assert [each["status"] for each in onroll("ingest", package, home=desk.home, json_too=True, ok=True).summary["files"]] == ["loaded"]
    assert [each["status"] for each in onroll("ingest", package, home=desk.home, json_too=True, ok=True).summary["files"]] == ["repeated"]


TRANSFER = """<?xml version="1.0" encoding="UTF-8"?>{doctype}
<CTfile><Header><DocumentName>Common Transfer File</DocumentName><CTFversion>25.0</CTFversion><DateTime>2026-01-19T09:30:00</DateTime>
<DocumentQualifier>partial</DocumentQualifier><SupplierID>Anybody</SupplierID>
<SourceSchool><LEA>373</LEA><Estab>2301</Estab><SchoolName>School</SchoolName><AcademicYear>2025</AcademicYear></SourceSchool>
<DestSchool><LEA>XXX</LEA><Estab>XXXX</Estab></DestSchool></Header>
<CTFpupilData><Pupil><UPN>{upn}</UPN><Surname>Featherstone</Surname><Forename>Ottoline</Forename><DOB>2015-03-04</DOB><Sex>F</Sex>
</Pupil></CTFpupilData></CTfile>
"""


@pytest.mark.long
def test_transfer_files(desk: Desk, tmp_path: Path) -> None:
    good, bad = tmp_path / "373_2301_CTF_XXXXXXX_001.xml", tmp_path / "373_2301_CTF_XXXXXXX_002.xml"
    good.write_text(TRANSFER.format(doctype="", upn=upn("373", 7)), encoding="utf-8")
    bad.write_text(TRANSFER.format(doctype='<!DOCTYPE CTfile [<!ENTITY x "y">]>', upn=upn("373", 8)), encoding="utf-8")
    desk.report(as_csv(pupils(30)))
    said = onroll("ingest", good, home=desk.home, json_too=True, ok=True)
    assert (said.summary["files"][0]["status"], said.summary["files"][0]["accepted"]) == ("loaded", 1)
    refused = onroll("ingest", bad, home=desk.home, json_too=True)
    assert (refused.status, refused.summary["files"][0]["status"]) == (1, "refused")
    onroll("export", "children", "--on", "2026-01-20", "-o", tmp_path / "children.csv", home=desk.home, ok=True)
    rows = read_csv(tmp_path / "children.csv")
    assert len(rows) == 31
    assert [(row["register"], row["supplier"]) for row in rows if row["as_at"] == "2026-01-19"] == [("school_roll", "373")]


def test_which_rows_are_exported(desk: Desk, tmp_path: Path) -> None:
    """Replaced, held, withdrawn, quarantined, household and later rows are not; earlier snapshots are; events are added."""
    names = [*pupils(1)[0], "sex"]
    household = [{"postcode": "S1 1AA", "address_line_1": "1 High Street", "liable_name_1": "Jo Smith", "from_date": "2020-01-01"}]
    without_keys = [{name: value for name, value in row.items() if name != "record_id"} for row in pupils(2, first=20)]
    change = {"change": "deleted", "change_date": "2026-01-09", "ground": "g"}
    first, second, third = (pupils(1, first=number, **change)[0] for number in range(3))
    desk.deliver(
        (as_csv(pupils(3)), "school_roll", "373", "2025-10-02"),
        (as_csv(pupils(4)), "school_roll", "373", "2025-12-04"),
        (as_csv(pupils(2) + pupils(1, first=8), names), "school_roll", "373", "2025-12-04"),
        (as_csv(pupils(2) + pupils(1, first=9, forename="")), "school_roll", "373", "2026-01-15"),
        (as_csv(pupils(6)), "school_roll", "373", "2026-02-02"),
        (as_csv(pupils(5)), "school_roll", "371", "2026-01-15"),
        (as_csv(without_keys), "school_roll", "372", "2026-01-15"),
        (as_csv(household), "council_tax", "373", "2026-01-15"),
        (as_csv([first, second]), "roll_change", "373", "2026-01-15"),
        (as_csv([first | {"record_id": "other"}, third | {"record_id": "p0"}]), "roll_change", "373", "2026-01-15"),
    )
    wrong = next(extract["extract"] for extract in desk.counted() if extract["extract"].startswith("school_roll-371"))
    assert onroll("withdraw", wrong, "--why", "the wrong term", home=desk.home).status == 0
    onroll("export", "children", "--on", "2026-01-20", "-o", tmp_path / "children.csv", home=desk.home, ok=True)
    got = sorted((row["register"], row["supplier"], row["as_at"], row["record_id"]) for row in read_csv(tmp_path / "children.csv"))
    assert got == sorted(
        [
            *(("school_roll", "373", "2025-10-02", f"p{number}") for number in (0, 1, 2)),
            *(("school_roll", "373", "2025-12-04", f"p{number}") for number in (0, 1, 8)),
            *(("school_roll", "373", "2026-01-15", f"p{number}") for number in (0, 1)),
            *(("school_roll", "372", "2026-01-15", key) for key in ("1", "2")),
            *(("roll_change", "373", "2026-01-15", key) for key in ("p0", "p1", "p0~2")),
        ]
    )


@pytest.mark.long
def test_an_inbox_takes_in_what_is_new(desk: Desk, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    _package(inbox / "delivery", {"path": "roll-373.csv"})
    assert onroll("ingest", "--inbox", inbox, home=desk.home, json_too=True, ok=True).summary["files"][0]["status"] == "loaded"
    again = onroll("ingest", "--inbox", inbox, home=desk.home, json_too=True, ok=True)
    assert [each["status"] for each in again.summary["files"]] in ([], ["repeated"])


@pytest.mark.long
def test_health_rows_with_a_wrong_check_digit_are_accepted(desk: Desk) -> None:
    right = nhs_number(5)
    wrong = right[:9] + str((int(right[9]) + 1) % 10)
    rows = [{"surname": "Abel", "forename": "Bea", "date_of_birth": "2015-01-01", "nhs_number": number} for number in (right, wrong)]
    report = desk.report(as_csv(rows), register="nhs", supplier="NHSE")
    assert report["accepted"] == 2
    assert report["warnings"]

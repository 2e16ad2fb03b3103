"""Workbooks: the first sheet as text, and nothing that a hostile one can do to the reader."""

from __future__ import annotations

import datetime as dt
import io
import random
import zipfile

import openpyxl
import pytest
import xlsxwriter

from onroll.pipeline.intake.limited_process import ProcessLimits
from onroll.pipeline.intake.readers import CannotReadFile, Limits
from onroll.pipeline.intake.readers.xlsx_package import require_plain_workbook


def workbook(*rows, more_sheets=()):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for name in more_sheets:
        book.create_sheet(name)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(content, change=None, **added):
    """Return a workbook with its parts changed and others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, change(entry.filename, old.read(entry)) if change else old.read(entry))
        for name, data in added.items():
            new.writestr(name, data)
    return out.getvalue()


at = dt.datetime.fromisoformat
PLAIN = workbook(["UPN", "Surname"], ["A1", "Example"])


def test_cells_are_text_as_they_were_meant(read):
    content = workbook(
        ["upn", "urn", "born", "fsm", "half", "late", "big", "name"],
        ["001", 99999.0, dt.date(2015, 5, 14), True, 1.5, at("2020-01-01T09:30"), 9990000018, " Zoë "],
        [],
        [5, 100000, at("2015-05-14"), False, -0.25, dt.time(9, 5), 10**15, "=x"],
    )
    what, rows = read(content, "roll.xlsx")
    assert what.format == "xlsx" and what.row_count == 2 and what.warnings == ()
    assert [list(row.values()) for row in rows] == [
        [2, None, "001", "99999", "2015-05-14", "1", "1.5", "2020-01-01T09:30:00", "9990000018", " Zoë "],
        [4, None, "5", "100000", "2015-05-14", "0", "-0.25", "09:05:00", "1000000000000000", None],
    ]


def test_the_kept_value_of_a_formula_is_read(read, tmp_path):
    path = tmp_path / "roll.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_formula(1, 0, "=40+2", value=42)
        sheet.write_formula(1, 1, '=HYPERLINK("http://example.test")', value="kept")
    _, rows = read(path)
    assert (rows[0]["a"], rows[0]["b"]) == ("42", "kept")


def test_the_table_may_begin_further_down_and_other_sheets_are_named(read):
    what, rows = read(workbook([], [], ["a", None, "b"], ["1", None, "2"], [None, "note"], more_sheets=["Other"]), "roll.xlsx")
    assert what.headings == ("a", "column 2", "b") and [row["line"] for row in rows] == [4, 5]
    assert rows[1]["column 2"] == "note"
    assert "1 more sheet" in what.warnings[0] and "Column 2" in what.warnings[1]


def test_content_decides_not_the_name(read, refusal):
    what, _ = read(PLAIN, "roll.csv")
    assert what.format == "xlsx" and "named .csv" in what.warnings[0]
    what, _ = read("a,b\n1,2\n", "roll.xlsx")
    assert what.format == "csv" and "named .xlsx" in what.warnings[0]
    assert "old Office format" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), "roll.xls")
    assert "password" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(6000) + "EncryptedPackage".encode("utf-16-le"), "roll.xlsx")


def test_headings_of_a_sheet(refusal, read):
    assert "two columns called" in refusal(workbook(["date of birth", "Date_Of_Birth"]), "roll.xlsx")
    assert "is empty" in refusal(workbook(), "roll.xlsx")
    assert read(workbook(["a", "b"]), "roll.xlsx")[0].row_count == 0


def looked_at(content, tmp_path):
    """Return the sentence of the preflight alone, without a process for each container."""
    path = tmp_path / "roll.xlsx"
    path.write_bytes(content)
    with pytest.raises(CannotReadFile) as refused:
        require_plain_workbook(path, file=path.name, limits=Limits())
    return str(refused.value)


def test_what_is_no_plain_workbook_is_refused(refusal, tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<x/>")
    assert "Word document" in looked_at(out.getvalue(), tmp_path)
    assert "macros" in looked_at(repacked(PLAIN, **{"xl/vbaProject.bin": b"x"}), tmp_path)
    assert "binary workbook" in looked_at(repacked(PLAIN, **{"xl/workbook.bin": b"x"}), tmp_path)
    assert "another archive" in looked_at(repacked(PLAIN, **{"xl/embeddings/inner.zip": PLAIN}), tmp_path)
    for name in ("../evil", "/etc/evil", "a/../../evil", "C:\\evil", "..\\evil"):
        assert "outside the workbook" in looked_at(repacked(PLAIN, **{name: b"x"}), tmp_path)
    (tmp_path / "roll.xlsx").unlink()
    assert "damaged" in refusal(PLAIN[: len(PLAIN) // 2], "roll.xlsx")
    assert "damaged" in refusal(repacked(PLAIN, lambda name, data: b"<broken" if "sheet1" in name else data), "roll.xlsx")


def test_an_encrypted_part_is_refused(tmp_path):
    marked = bytearray(PLAIN)
    directory = marked.index(b"PK\x01\x02")
    marked[directory + 8] |= 1
    assert "password" in looked_at(bytes(marked), tmp_path)


def test_a_bomb_is_refused_before_it_is_unpacked(refusal):
    zeros = b"0" * (40 << 20)
    assert "times its size" in refusal(repacked(PLAIN, **{"xl/worksheets/sheet9.xml": zeros}), "roll.xlsx")
    assert "would unpack to" in refusal(repacked(PLAIN, **{"x": zeros}), "roll.xlsx", Limits(xlsx_unpacked_bytes=30 << 20))
    assert "parts" in refusal(repacked(PLAIN, **{f"p{number}": b"" for number in range(60)}), "roll.xlsx", Limits(xlsx_entries=50))
    assert "larger than" in refusal(PLAIN, "roll.xlsx", Limits(xlsx_bytes=1000))


def test_a_sheet_that_needs_too_much_memory_ends_only_its_own_process(refusal):
    book = openpyxl.load_workbook(io.BytesIO(workbook(["a"])))
    book.active.cell(1_048_576, 1_000, "x")
    out = io.BytesIO()
    book.save(out)
    sentence = refusal(out.getvalue(), "roll.xlsx", Limits(child=ProcessLimits(memory_bytes=1 << 30)))
    assert "memory" in sentence


def test_damage_anywhere_never_escapes_as_another_error(refusal):
    generator = random.Random(7)
    for _ in range(3):
        broken = bytearray(PLAIN)
        for _ in range(30):
            broken[generator.randrange(len(broken))] = generator.randrange(256)
        broken[:4] = b"PK\x03\x04"
        refusal(bytes(broken), "roll.xlsx")


@pytest.mark.long
def test_a_bomb_of_one_and_a_half_gigabytes(refusal, tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<x/>")
        with package.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(1500):
                part.write(b"0" * (1 << 20))
    assert "would unpack to" in refusal(path)

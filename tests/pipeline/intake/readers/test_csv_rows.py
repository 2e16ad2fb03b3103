"""Delimited text: every row at its line, text untouched, the quick way and the careful way alike."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onroll.pipeline.intake.readers import DEFAULT_LIMITS, CannotReadFile, Limits, csv_rows, read_rows
from onroll.pipeline.intake.readers.csv_encoding import as_utf8
from onroll.pipeline.intake.readers.headings import understood_headings
from onroll.pipeline.intake.readers.source_file import open_source


def cells(rows, *names):
    return [tuple(row[name] for name in names) for row in rows]


def test_a_plain_file(read):
    what, rows = read("UPN,Surname\r\nA1, Smith \r\n,O'Brien\r\n")
    assert (what.format, what.headings, what.row_count, what.warnings, what.partial) == ("csv", ("UPN", "Surname"), 2, (), False)
    assert rows == [
        {"line": 2, "structure_problem": None, "UPN": "A1", "Surname": " Smith "},
        {"line": 3, "structure_problem": None, "UPN": None, "Surname": "O'Brien"},
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_any_newline_and_mark(read, end, last, mark):
    text = end.join(["a,b", "1,é", '"2",3']) + (end if last else "")
    what, rows = read(mark + text.encode())
    assert what.headings == ("a", "b")
    assert cells(rows, "line", "a", "b") == [(2, "1", "é"), (3, "2", "3")]


def test_lines_are_exact_after_blank_lines_and_quoted_newlines(read):
    _, rows = read('a,b\n\n1,"two\r\nlines"\n\n\n2,x\n3,"y\n"\n4,z\n\n\n')
    assert cells(rows, "line", "a", "b") == [(3, "1", "two\r\nlines"), (7, "2", "x"), (8, "3", "y\n"), (10, "4", "z")]
    assert all(row["structure_problem"] is None for row in rows)


def test_double_carriage_returns_make_no_rows(read):
    _, rows = read(b"a,b\r\r\n1,2\r\r\n3,4\r\r\n")
    assert cells(rows, "line", "a") == [(3, "1"), (5, "3")]


def test_blank_lines_before_the_headings(read):
    what, rows = read("\n\na,b\n1,2\n")
    assert what.headings == ("a", "b") and cells(rows, "line", "a") == [(4, "1")]


def test_a_heading_over_two_lines(read):
    what, rows = read('a,"b\nc"\n1,2\n')
    assert what.headings == ("a", "b\nc") and cells(rows, "line", "a") == [(3, "1")]


def test_a_row_of_separators_is_a_row_and_a_blank_line_none(read):
    _, rows = read("a,b\n,\n\n1,2\n")
    assert cells(rows, "line", "a", "b") == [(2, None, None), (4, "1", "2")]


def test_one_column(read):
    _, rows = read('a\n1\n\n""\n2\n')
    assert cells(rows, "line", "a") == [(2, "1"), (4, None), (5, "2")]


def test_rows_with_too_many_or_too_few_cells_are_kept_and_marked(read):
    _, rows = read("a,b\n1,2\n1,2,3\nonly\n4,5\n")
    assert cells(rows, "line", "a", "b") == [(2, "1", "2"), (3, "1", "2"), (4, "only", None), (5, "4", "5")]
    problems = [row["structure_problem"] for row in rows]
    assert problems[0] is None and problems[3] is None
    assert "3 cells" in problems[1] and "only 1 of 2" in problems[2]


def test_an_unclosed_quotation_mark_costs_its_own_row_only(read):
    _, rows = read('a,b,c\n1,"Smith,x\n2,Jones,y\n3,"Lee, Ann",z\n4,Ng,"w\n')
    assert cells(rows, "line", "a") == [(2, "1"), (3, "2"), (4, "3"), (5, "4")]
    assert rows[0]["b"] == '"Smith' and rows[2]["b"] == "Lee, Ann"
    assert ["quotation mark" in (row["structure_problem"] or "") for row in rows] == [True, False, False, True]


def test_an_unclosed_quotation_mark_before_a_long_file(read):
    body = "".join(f"{number},x\n" for number in range(3000))
    _, rows = read(f'a,b\n0,"open\n{body}')
    assert len(rows) == 3001 and rows[-1]["line"] == 3002 and sum(row["structure_problem"] is not None for row in rows) == 1


def test_text_after_a_quoted_cell_is_read_as_spreadsheets_do(read):
    for blank in ("", "\n"):  # the quick way, the careful way
        _, rows = read(f'a,b\n{blank}"Jo" Ann,5" pipe\n')
        assert cells(rows, "a", "b", "structure_problem") == [("Jo Ann", '5" pipe', None)]


def test_nul_bytes_are_left_out_and_the_row_marked(read):
    what, rows = read(b"a\0,b\n1,2\n3,x\0y\n\0\n5,6\n" + b"7,8\n" * 30)
    assert what.headings == ("a", "b") and any("NUL" in warning for warning in what.warnings)
    assert cells(rows[:4], "line", "a", "b") == [(2, "1", "2"), (3, "3", "xy"), (4, None, None), (5, "5", "6")]
    assert ["NUL" in (row["structure_problem"] or "") for row in rows[:4]] == [False, True, True, False]


def test_text_passes_untouched(read):
    odd = ["‮evil", "a​b", "\ufeffx", "NULL", " x ", "=1+1", "'", "\x1a", "\x0b", "\u2028", "🙂"]
    _, rows = read("a,b\n" + "".join(f"{text},1\n" for text in odd))
    assert [row["a"] for row in rows] == odd


def test_windows_text_is_said_to_be_that(read):
    what, rows = read("a,b\nZoë,1\n".encode("cp1252"))
    assert rows[0]["a"] == "Zoë"
    assert what.warnings == ("roll.csv is not UTF-8; it was read as Windows-1252 (cp1252).",)


def test_two_encodings_in_one_file(read):
    what, rows = read("a,b\nZoë,1\n".encode() + "Chloë,2\n".encode("cp1252"))
    assert [row["a"] for row in rows] == ["Zoë", "Chloë"]
    assert "mixes encodings" in what.warnings[0] and "line 3" in what.warnings[0]


def test_neither_encoding_is_refused_with_the_line(refusal):
    assert "Line 3 of roll.csv is neither UTF-8 nor Windows-1252" in refusal(b"a,b\n1,2\nx\x81\xe9,3\n")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_with_its_mark(read, refusal, encoding):
    mark = "\ufeff".encode(encoding)
    what, rows = read(mark + "a,b\r\nZoë🙂,1\r\n".encode(encoding))
    assert cells(rows, "line", "a", "b") == [(2, "Zoë🙂", "1")] and "UTF-16" in what.warnings[0]
    assert "UTF-16" in refusal(mark + "a,b\r\n1,2".encode(encoding) + b"\0")
    assert "UTF-16 without its mark" in refusal("a,b\r\n1,2\r\n".encode(encoding))


def test_other_separators_where_unmistakable(read):
    for separator, word in ((";", "semicolons"), ("\t", "tabs"), ("|", "upright strokes")):
        what, rows = read(f"a{separator}b\n1{separator}x,y\n")
        assert cells(rows, "a", "b") == [("1", "x,y")] and word in what.warnings[0]
    what, rows = read("sep=;\na;b\n1;2\n")
    assert cells(rows, "line", "a", "b") == [(3, "1", "2")]
    what, _ = read("a;x,b\n1,2\n")
    assert what.headings == ("a;x", "b") and not what.warnings


def test_headings(read, refusal):
    assert "two columns called 'date-of_birth'" in refusal("Date of Birth,x,date-of_birth\n")
    assert "two columns called 'URN'" in refusal("URN,x,URN\n")
    assert "two columns called 'la_(code)'" in refusal("x,LA (code),la_(code)\n")
    assert "no headings" in refusal(",,\n1,2,3\n")
    assert "empty" in refusal("")
    assert "nothing but blank lines" in refusal("\n\r\n\n")
    what, rows = read("a,b\n")
    assert what.row_count == 0 and rows == [] and what.headings == ("a", "b")
    what, rows = read("Notes,a,notes,Notes,Notes \n1,2,3,4,5\n")
    assert len({name.lower() for name in what.headings}) == 5 and [name.strip() for name in what.headings] == [
        "Notes",
        "a",
        "notes",
        "Notes",
        "Notes",
    ]
    assert cells(rows, *what.headings) == [("1", "2", "3", "4", "5")]
    what, rows = read("Line,STRUCTURE_PROBLEM\n1,2\n")
    assert what.headings == ("Line (as sent)", "STRUCTURE_PROBLEM (as sent)") and len(what.warnings) == 2
    assert rows[0]["Line (as sent)"] == "1"


def test_columns_without_a_heading(read):
    what, rows = read("a,,b,\n1,,2,\n3,,4,\n")
    assert what.headings == ("a", "b") and what.warnings == () and rows[1]["b"] == "4"
    what, rows = read("a,,b,\n1,,2,\n3,note,4,\n")
    assert what.headings == ("a", "column 2", "b") and rows[1]["column 2"] == "note" and "Column 2" in what.warnings[0]


def test_a_separator_at_the_end_of_every_row(read):
    for blank in ("", "\n"):
        what, rows = read(f"a,b\n{blank}1,2,\n3,4,\n")
        assert what.headings == ("a", "b") and cells(rows, "b", "structure_problem") == [("2", None), ("4", None)]
        assert "1 empty cell" in what.warnings[0]
    what, rows = read("a,b\n1,2,\n3,4,5\n6,7\n")
    assert [row["structure_problem"] is None for row in rows] == [False, False, True] and what.warnings == ()


def test_too_wide_and_too_long_is_refused(refusal):
    assert "100,000 columns" in refusal(",".join(f"c{number}" for number in range(100_000)) + "\n1,2\n")
    assert "Line 1 " in refusal(",".join(f"c{number}" for number in range(300_000)) + "\n1,2\n")
    assert "Line 3 of roll.csv is longer than 1,024 KB" in refusal(b"a,b\n1,2\n" + b"x" * (3 << 20))


def test_what_is_no_table_is_refused(refusal, read):
    limits = Limits(broken_rows=100)
    assert "is no table" in refusal("a,b,c\n" + "1,2\n" * 300, limits=limits)
    assert read("a,b,c\n" + "1,2,3\n1,2\n1,2,3\n" * 300, limits=limits)[0].row_count == 900
    assert "more than 50 rows" in refusal("a,b\n\n" + "1,2\n" * 300, limits=Limits(rows=50))


@pytest.mark.long
def test_a_line_of_100_megabytes_and_a_million_columns(refusal):
    assert "longer than" in refusal(b"a,b\n" + b"x" * (100 << 20))
    assert "longer than" in refusal(b"a," * 1_000_000)


TEXT = st.text(st.sampled_from('ab,"\n\r;é \t1'), max_size=6)


def by_python(content: str):
    """Return line and cells of each row, as the csv module reads them; well-formed content only."""
    reader = csv.reader(io.StringIO(content, newline=""))
    rows, start = [], 1
    for row in reader:
        if row:
            rows.append((start, [cell or None for cell in row]))
        start = reader.line_num + 1
    return rows[1:]


def rows_in(path: Path):
    table = pq.read_table(path).to_pylist()
    return [(row["line"], list(row.values())[2:]) for row in table], [row["structure_problem"] for row in table]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    table=st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(TEXT, min_size=width, max_size=width), min_size=1, max_size=6)),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_written_rows_are_read_as_they_were(tmp_path, table, quoting, end):
    if end == "\n" and quoting == csv.QUOTE_MINIMAL:  # then Python writes a carriage return without quotation marks
        table = [[cell.replace("\r", "") for cell in row] for row in table]
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=quoting, lineterminator=end)
    writer.writerows([[f"h{place}" for place in range(len(table[0]))], *table])
    path = tmp_path / "made.csv"
    path.write_bytes(out.getvalue().encode())
    read_rows(path, tmp_path / "made.parquet")
    found, problems = rows_in(tmp_path / "made.parquet")
    assert found == by_python(out.getvalue()) and not any(problems)
    assert [cells for _, cells in found] == [[cell or None for cell in row] for row in table]


LINE = st.lists(st.sampled_from(["a", "é", '"b"', '"c,d"', '"e""f"', '"g"h', 'i"j', "", '""', " ", '"open', "x,y"]), max_size=4).map(
    ",".join
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.tuples(LINE, st.sampled_from(["\n", "\n", "\r\n", "\r", "\r\r\n"])), max_size=6), last=st.booleans())
def test_the_quick_way_gives_what_the_careful_way_gives(tmp_path, lines, last):
    path, into = tmp_path / "made.csv", tmp_path / "made.parquet"
    content = "h0,h1,h2\n" + "".join(line + end for line, end in lines)
    path.write_bytes((content if last else content.rstrip("\r\n")).encode())
    with as_utf8(open_source(path), beside=into, limits=DEFAULT_LIMITS) as text:
        layout = csv_rows.layout_of(text, DEFAULT_LIMITS)
        headings = understood_headings(layout.heading_cells, file="made.csv", limits=DEFAULT_LIMITS)
        quick = csv_rows._write_quickly(text, into, layout, headings, DEFAULT_LIMITS)
        if quick is None:
            return
        found = rows_in(into)
        csv_rows._write_carefully(text, into, layout, headings, DEFAULT_LIMITS, 0)
        assert rows_in(into) == found


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.lists(st.sampled_from([b"a", b",", b'"', b"\n", b"\r", b"\r\n", b"\0", b"\xe9", b"\xc3\xa9", b"\x81", b"xyz"]), max_size=40)
)
def test_any_bytes_are_read_or_refused(tmp_path, content):
    path, into = tmp_path / "made.csv", tmp_path / "made.parquet"
    path.write_bytes(b"h0,h1\n" + b"".join(content))
    try:
        what = read_rows(path, into)
    except CannotReadFile as refused:
        assert str(refused).endswith(".") and not into.exists()
        return
    found, _ = rows_in(into)
    lines = [line for line, _ in found]
    assert len(lines) == what.row_count and lines == sorted(set(lines))
    assert not list(tmp_path.glob(".*"))


@pytest.mark.long
def test_200_000_rows_in_bounded_memory(tmp_path):
    path = tmp_path / "large.csv"
    with open(path, "w") as file:
        file.write(",".join(f"c{place}" for place in range(25)) + "\n")
        file.writelines(f"{number}," + ",".join(["Example Row, 12".replace(",", "")] * 24) + "\n" for number in range(200_000))
    what = read_rows(path, tmp_path / "large.parquet")
    assert what.row_count == 200_000
    last = pq.read_table(tmp_path / "large.parquet", columns=["line", "c0"]).slice(199_999).to_pylist()
    assert last == [{"line": 200_001, "c0": "199999"}]

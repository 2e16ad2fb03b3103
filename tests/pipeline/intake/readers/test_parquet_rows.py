"""Parquet: every native type as the text that a CSV of it would hold."""

from __future__ import annotations

import datetime as dt
import io
import random
import uuid
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onroll.pipeline.intake.readers import CannotReadFile, Limits, arrow_text, read_rows


def parquet(**columns):
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


at = dt.datetime.fromisoformat
DAY = dt.date(2015, 5, 14)
CASES = [
    (pa.array([DAY, None]), ["2015-05-14", None]),
    (pa.array([DAY], pa.date64()), ["2015-05-14"]),
    (pa.array([at("2015-05-14"), at("2015-05-14T09:30")], pa.timestamp("s")), ["2015-05-14", "2015-05-14T09:30:00"]),
    (pa.array([at("2015-05-14T00:00:00.000001")], pa.timestamp("us")), ["2015-05-14T00:00:00.000001"]),
    (pa.array([at("1915-05-14"), None], pa.timestamp("ns")), ["1915-05-14", None]),
    (pa.array([dt.datetime(2015, 5, 13, 23, tzinfo=dt.UTC)], pa.timestamp("us", "Europe/London")), ["2015-05-14"]),
    (pa.array([True, False, None]), ["1", "0", None]),
    (pa.array([1, None, 250], pa.uint8()), ["1", None, "250"]),
    (pa.array([99999.0, 1.5, float("nan"), None, -3.0, 1e300]), ["99999", "1.5", None, None, "-3", "1e+300"]),
    (pa.array([1.1, 2.0], pa.float32()), ["1.1", "2"]),
    (pa.array([Decimal("1.00"), Decimal("2.50"), None]), ["1", "2.50", None]),
    (pa.array(["a", "", None, " b "]), ["a", None, None, " b "]),
    (pa.array(["a", None], pa.large_string()), ["a", None]),
    (pa.array(["a", None], pa.string_view()), ["a", None]),
    (pa.array(["a", None, "a", ""]).dictionary_encode(), ["a", None, "a", None]),
    (pa.array([True, None]).dictionary_encode(), ["1", None]),
    (pa.array([b"abc", None]), ["abc", None]),
    (pa.nulls(2), [None, None]),
    (pa.array([dt.time(9, 30)], pa.time32("s")), ["09:30:00"]),
    (pa.array([uuid.UUID(int=5).bytes], pa.uuid()), [str(uuid.UUID(int=5))]),
    (pa.array(["a", "a", None]).dictionary_encode(), ["a", "a", None]),
]


@pytest.mark.parametrize(("column", "text"), CASES, ids=lambda each: str(getattr(each, "type", "")))
def test_each_type_as_text(column, text):
    assert arrow_text.as_text(column).to_pylist() == text


@pytest.mark.parametrize("column", [pa.array([[1]]), pa.array([{"a": 1}]), pa.array([b"\xff"])], ids=["list", "struct", "bytes"])
def test_what_cannot_be_text(column):
    with pytest.raises(arrow_text.CannotBeText):
        arrow_text.as_text(column)


def test_a_file_of_native_types(read):
    content = parquet(
        upn=["A1", None, "C3"],
        born=pa.array([DAY, DAY, None]),
        fsm=[True, None, False],
        note=pa.array(["x\0y", "", None], pa.large_string()),
    )
    what, rows = read(content, "roll.parquet")
    assert (what.format, what.headings, what.row_count) == ("parquet", ("upn", "born", "fsm", "note"), 3)
    assert [list(row.values()) for row in rows] == [
        [2, rows[0]["structure_problem"], "A1", "2015-05-14", "1", "xy"],
        [3, None, None, "2015-05-14", None, None],
        [4, None, "C3", None, "0", None],
    ]
    assert "NUL" in rows[0]["structure_problem"]


def test_many_rows_keep_their_lines(read):
    _, rows = read(parquet(a=list(range(70_000))), "roll.parquet")
    assert all(row["line"] == int(row["a"]) + 2 for row in rows)


def test_an_unknown_column_of_lists_is_left_out_and_said_so(read):
    what, rows = read(parquet(surname=["Abel", "Bell"], tags=[["a", "b"], None], home=[{"x": 1}, {"x": 2}]), "roll.parquet")
    assert what.headings == ("surname", "tags", "home")
    assert [(row["surname"], row["tags"], row["home"]) for row in rows] == [("Abel", None, None), ("Bell", None, None)]
    assert len(what.warnings) == 2 and "'tags'" in what.warnings[0] and "left out" in what.warnings[1]


def test_no_rows(read):
    assert read(parquet(a=pa.array([], pa.string())), "roll.parquet")[0].row_count == 0


def test_refusals(refusal):
    assert "'marks'" in refusal(parquet(marks=[[1]]), "roll.parquet")
    assert "'text'" in refusal(parquet(text=pa.array([b"\xff"])), "roll.parquet")
    assert "two columns" in refusal(parquet(**{"date of birth": ["1"], "date_of_birth": ["2"]}), "roll.parquet")
    content = parquet(a=["1"] * 1000)
    assert "damaged" in refusal(content[: len(content) // 2], "roll.parquet")
    assert "1,000 rows" in refusal(content, "roll.parquet", Limits(rows=999))
    assert "would unpack" in refusal(
        parquet(a=[str(number) for number in range(5000)]), "roll.parquet", Limits(parquet_unpacked_bytes=1000)
    )
    assert "encrypted Parquet" in refusal(b"PARE" + bytes(100), "roll.parquet")


def test_damage_anywhere_is_one_sentence_or_rows(tmp_path):
    generator = random.Random(11)
    content = parquet(a=["x" * 50, "y"] * 500, b=list(range(1000)))
    for number in range(4):
        broken = bytearray(content)
        for _ in range(8):
            broken[generator.randrange(4, len(broken) - 8)] = generator.randrange(256)
        path = tmp_path / f"broken{number}.parquet"
        path.write_bytes(bytes(broken))
        try:
            read_rows(path, tmp_path / "rows.parquet")
        except CannotReadFile as refused:
            assert str(refused).endswith(".") and "\n" not in str(refused)

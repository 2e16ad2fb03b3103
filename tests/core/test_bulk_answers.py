"""A table of answers is read row by row; nothing in it is taken for more than it says."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onroll.core.bulk_answers import COLUMNS, MOST_ROWS, read_answers

ON = date(2026, 1, 19)
HEAD = ",".join(COLUMNS)


def table(*rows: str, head: str = HEAD) -> str:
    return "\n".join([head, *rows])


def test_a_row_that_is_right_is_read_with_any_order_spelling_and_day() -> None:
    rows, problems = read_answers("\ufeffAnswered-On;x\n".replace(";", ",") + "", ON)
    assert not rows and "Missing: enquiry, outcome" in problems[0].sentence
    rows, problems = read_answers(table("19/01/2026,Traced to a school,e12,Roll", head="Answered On,OUTCOME,Enquiry,evidence"), ON)
    assert not problems and (rows[0].number, rows[0].outcome, rows[0].answered_on, rows[0].evidence) == (
        "E000012",
        "traced_school",
        ON,
        "Roll",
    )


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ("X12,no_trace,2026-01-19", "enquiry", "number"),
        ("0,no_trace,2026-01-19", "enquiry", "number"),
        ("E1,closed,2026-01-19", "outcome", "Give one of"),
        ("E1,,2026-01-19", "outcome", "Give one of"),
        ("E1,no_trace,19/1/26", "answered_on", "like 17/5/2026"),
        ("E1,no_trace,01/19/2026", "answered_on", "like 17/5/2026"),
        ("E1,no_trace,2026-01-20", "answered_on", "days to come"),
        (f"E1,no_trace,2026-01-19,{'x' * 301}", "evidence", "300 characters"),
    ],
)
def test_what_is_wrong_is_said_with_its_row_and_column(row: str, field: str, words: str) -> None:
    rows, problems = read_answers(table("", "E7,no_trace,2026-01-19", row), ON)
    assert [each.enquiry for each in rows] == [7]
    assert [(each.line, each.field) for each in problems] == [(4, field)] and words in problems[0].sentence


def test_an_enquiry_that_stands_twice_counts_once_and_is_said() -> None:
    rows, problems = read_answers(table("E1,no_trace,2026-01-19", "1,no_access,2026-01-19"), ON)
    assert len(rows) == 1 and "stands in row 2 too" in problems[0].sentence


def test_too_many_rows_and_no_table_at_all_are_refused_whole() -> None:
    assert "500 or fewer" in read_answers(table(*["E1,no_trace,2026-01-19"] * (MOST_ROWS + 1)), ON)[1][0].sentence
    assert read_answers("", ON)[1][0].sentence == "There is nothing in the table."
    assert read_answers("\n \n", ON)[1]


def test_our_own_marks_against_formulas_are_taken_off_and_missing_words_are_missing() -> None:
    rows, _ = read_answers(table("E1,no_trace,2026-01-19,'=SUM(A1),NK,'it rang"), ON)
    assert (rows[0].evidence, rows[0].place, rows[0].answer) == ("=SUM(A1)", "", "'it rang")


@given(st.lists(st.lists(st.text(max_size=20), min_size=1, max_size=8), max_size=12))
def test_no_text_breaks_it_and_every_row_is_read_or_has_a_problem(cells: list[list[str]]) -> None:
    held = io.StringIO()
    csv.writer(held).writerows([COLUMNS, *cells])
    rows, problems = read_answers(held.getvalue(), ON)
    assert len(rows) + len({each.line for each in problems}) <= max(len(cells) * 30, 1)
    read_answers("".join("".join(line) for line in cells), ON)

"""What the text of a cell becomes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onroll.core.column_headings import fields_of
from onroll.core.records import (
    is_missing,
    read_code,
    read_date,
    read_email,
    read_flag,
    read_nhs_number,
    read_phone,
    read_postcode,
    read_sex,
    read_upn,
    read_whole_number,
    reading_of,
)
from onroll.core.registers import all_registers, register_named


@pytest.mark.parametrize("text", [None, "", "  ", " ", "NULL", "null", " Null ", "N/A", "n/a", "NK", "nk", "Nk"])
def test_missing(text):
    assert is_missing(text)


@pytest.mark.parametrize("text", ["Nkechi", "N", "0", "-", "NONE", "N/A/", "Mr N/A", "unknown"])
def test_not_missing(text):
    assert not is_missing(text)


@pytest.mark.parametrize(
    "text",
    ["2026-01-15", "2026-01-15T00:00:00", "2026-01-15 00:00", "2026-01-15 00:00:00.000000", "2026-01-15T00:00:00Z", "15/01/2026"],
)
def test_dates(text):
    assert read_date(text) == date(2026, 1, 15)


def test_day_first_never_month_first():
    assert read_date("05/04/2016") == date(2016, 4, 5)
    assert read_date("04/13/2016") is None
    assert read_date("5/4/2016") == date(2016, 4, 5)


@pytest.mark.parametrize(
    "text",
    [
        *("15/01/26", "26-01-15", "2026-02-30", "2025-02-29", "31/04/2026", "2026-1-5", "2026/01/15", "20260115", "15.01.2026"),
        *("2026-01-15T09:30", "2026-01-15 00:00:01", "15 Jan 2026", "46037", "0000-01-01", "00/00/0000", "2026-01-15x", "٢٠٢٦-٠١-١٥"),
    ],
)
def test_not_dates(text):
    assert read_date(text) is None


def test_hyphens_day_first_only_in_the_establishment_file():
    opened = next(field for field in register_named("establishments").fields if field.name == "open_date")
    entry = next(field for field in register_named("school_roll").fields if field.name == "entry_date")
    assert reading_of(opened, register_named("establishments"))("15-01-2026") == date(2026, 1, 15)
    assert reading_of(entry, register_named("school_roll"))("15-01-2026") is None


def test_flags():
    assert [read_flag(text) for text in ("1", "0", "TRUE", "false", "Y", "no")] == [True, False, True, False, True, False]
    assert read_flag("2") is None


def test_whole_numbers():
    assert [read_whole_number(text) for text in ("7", "007", "7.0", "7.5", "-7", "1e3", "9999999999")] == [7, 7, 7, None, None, None, None]


def test_postcodes():
    assert read_postcode("by12ab") == "BY1 2AB"
    assert read_postcode(" sw1a  1aa ") == "SW1A 1AA"
    assert [read_postcode(text) for text in ("BY1", "12345", "BY1 2ABC", "next door")] == [None] * 4


def test_identifiers_are_tidied_before_they_are_checked():
    assert read_upn("b8012 0000 5001") == "B801200005001"
    assert read_nhs_number("943 476-5919") == "9434765919"
    assert read_nhs_number("9434765919.0") == "9434765919"


def test_telephones():
    assert read_phone("+44 (0)1632 960001") == "01632960001"
    assert read_phone("0044 1632 960001") == "01632960001"
    assert read_phone("01632 960 001") == "01632960001"
    assert read_phone("01632960001") == "01632960001"
    assert read_phone("12345") is None
    assert read_phone("ex-directory") is None


def test_emails():
    assert read_email("R.Hartley@Example.ORG") == "r.hartley@example.org"
    assert [read_email(text) for text in ("none", "@example.org", "a@b", "a b@example.org")] == [None] * 4


def test_codes_are_found_whatever_their_case_and_noughts():
    year = next(field for field in register_named("school_roll").fields if field.name == "nc_year")
    assert read_code("07", year.codes) == "7"
    assert read_code("r", year.codes) == "R"
    assert read_code("Year 7", year.codes) == "Year 7"
    assert read_code("G", frozenset("abcdefg")) == "g"


def test_sex_is_f_or_m_or_unknown():
    assert [read_sex(text) for text in ("F", "m", "Female", "1", "U")] == ["F", "M", None, None, None]


@given(st.text())
def test_every_reading_takes_any_text(text):
    for register in all_registers().values():
        for field in fields_of(register):
            reading_of(field, register)(text)

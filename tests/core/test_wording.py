"""How sentences are put together."""

from datetime import UTC, date, datetime

import pytest

from onroll.core.wording import capitalised, day_words, in_words, listed, plural, uncapitalised


def test_a_first_letter_is_changed_and_no_other() -> None:
    assert capitalised("the NHS number of Ann") == "The NHS number of Ann"
    assert uncapitalised("Class teacher of Ann") == "class teacher of Ann"
    assert uncapitalised("CME officer") == "CME officer"
    assert uncapitalised("A visit") == "a visit"
    assert (capitalised(""), uncapitalised("")) == ("", "")


@pytest.mark.parametrize(
    ("code", "words"),
    [("on_roll", "On roll"), ("NHS_number", "NHS number"), ("ehe", "Home education"), (" la_code ", "LA code"), ("", ""), (None, "")],
)
def test_a_code_is_read_out_with_its_abbreviations(code: str | None, words: str) -> None:
    assert in_words(code) == words


def test_a_day_has_no_leading_nought_and_an_unknown_one_says_so() -> None:
    assert day_words(date(2026, 7, 4)) == "4 July 2026"
    assert day_words(datetime(2026, 7, 14, 23, 59, tzinfo=UTC)) == "14 July 2026"
    assert day_words(None) == "an unknown day"


def test_one_thing_is_singular_and_thousands_have_commas() -> None:
    assert [plural(count, "case") for count in (0, 1, 2, 1200)] == ["0 cases", "1 case", "2 cases", "1,200 cases"]
    assert [plural(count, "authority", "authorities") for count in (1, 2)] == ["1 authority", "2 authorities"]


def test_a_list_has_one_word_before_the_last_thing() -> None:
    assert [listed("abc"[:count]) for count in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert listed((2, 4, 8), "or") == "2, 4 or 8"

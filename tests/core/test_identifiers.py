"""Check digits, with the vectors of the domain brief, and the slips that they must catch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onroll.core.identifiers import (
    UPN_ALPHABET,
    is_nhs_number,
    is_uln,
    is_upn,
    nhs_check_digit,
    uln_check_digit,
    upn_check_letter,
)


@pytest.mark.parametrize("upn", ["B801200005001", "R674123101121", "U80120000100A", "P207000016049"])
def test_true_pupil_numbers(upn):
    assert is_upn(upn)


def test_the_example_that_vendors_repeat_gives_p_not_q():
    assert upn_check_letter("207000016049") == "P"
    assert not is_upn("Q207000016049")


@pytest.mark.parametrize(
    "text", ["", "B80120000500", "B8012000050011", "I801200005001", "b801200005001", "B80120000500O", "A000000000000", "B80120000500١"]
)
def test_what_is_no_pupil_number(text):
    assert not is_upn(text)


@pytest.mark.parametrize("number", ["9434765919", "9876543210", "4010232137"])
def test_true_nhs_numbers(number):
    assert is_nhs_number(number)


@pytest.mark.parametrize("text", ["", "9434765918", "943476591", "94347659190", "0000000000", "9999999999", "943476591X", "943 476 5919"])
def test_what_is_no_nhs_number(text):
    assert not is_nhs_number(text)


def test_an_nhs_number_is_never_issued_where_the_digit_would_be_ten():
    starts = [f"{number:09d}" for number in range(999_000_000, 999_000_200)]
    without = [start for start in starts if nhs_check_digit(start) is None]
    assert without
    assert not any(is_nhs_number(start + str(digit)) for start in without for digit in range(10))


def test_learner_numbers():
    assert is_uln("1000000027")
    assert not is_uln("1000000028")
    assert not is_uln("9999999999")
    assert uln_check_digit("000000000") is None


@given(st.integers(0, 10**12 - 1), st.data())
def test_any_one_wrong_digit_of_a_pupil_number_is_caught(number, data):
    rest = f"{number:012d}"
    upn = upn_check_letter(rest) + rest
    place = data.draw(st.integers(1, 12))
    other = data.draw(st.sampled_from("0123456789").filter(lambda digit: digit != upn[place]))
    assert not is_upn(upn[:place] + other + upn[place + 1 :])


@given(st.integers(0, 10**9 - 1), st.data())
def test_any_one_wrong_digit_of_an_nhs_number_is_caught(number, data):
    start = f"{number:09d}"
    digit = nhs_check_digit(start)
    if digit is None:
        return
    whole = start + digit
    place = data.draw(st.integers(0, 9))
    other = data.draw(st.sampled_from("0123456789").filter(lambda each: each != whole[place]))
    assert not is_nhs_number(whole[:place] + other + whole[place + 1 :])


def test_the_alphabet_has_no_letters_that_look_like_digits():
    assert len(UPN_ALPHABET) == 23
    assert not set("IOS") & set(UPN_ALPHABET)

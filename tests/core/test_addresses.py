"""Addresses in the forms in which they are compared."""

from onroll.core import addresses


def test_an_address_key_is_the_number_and_the_street_spelt_out() -> None:
    assert addresses.address_key("12 High St.") == addresses.address_key("12, HIGH STREET")
    assert addresses.address_key("12a High Street") != addresses.address_key("12 High Street")
    assert addresses.address_key("The Cottage", "4 Mill Lane") == addresses.address_key("4 Mill Ln")


def test_a_line_without_a_number_says_too_little() -> None:
    assert addresses.address_key("The Cottage") == ""
    assert addresses.address_key(None) == ""


def test_postcodes_are_tidied() -> None:
    assert addresses.tidy_postcode("zz1 1aa") == addresses.tidy_postcode("ZZ11AA") == "ZZ1 1AA"
    assert addresses.tidy_postcode("ZZ") == ""
    assert addresses.outward("ZZ11 1AA") == "ZZ11"
    assert addresses.outward(None) == ""

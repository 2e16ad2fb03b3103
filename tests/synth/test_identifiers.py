"""Identifiers of made-up children."""

from onroll.core import identifiers as real
from onroll.synth.identifiers import Issuer, nhs_number, uln, upn


def test_upn_has_the_check_letter_of_the_known_examples():
    assert upn(801, 2000, 5, 1) == "B801200005001"
    assert upn(207, 0, 16, 49) == "P207000016049"


def test_upns_are_not_given_twice_when_a_school_has_used_up_its_year():
    issuer = Issuer()
    given = [issuer.new_upn(1, 2000, 2024) for _ in range(2500)]
    assert len(set(given)) == 2500
    assert all(real.is_upn(each) for each in given)
    assert {each[1:4] for each in given} == {"001"}


def test_temporary_upns_end_in_a_letter():
    issuer = Issuer()
    given = [issuer.new_upn(2, 2000, 2024, temporary=True) for _ in range(60)]
    assert all(real.is_upn(each) and each[-1].isalpha() for each in given)
    assert len(set(given)) == 60


def test_nhs_numbers_are_valid_different_and_of_the_test_range():
    issuer = Issuer()
    given = [issuer.new_nhs_number() for _ in range(3000)]
    assert len(set(given)) == 3000
    assert all(each.startswith("999") and real.is_nhs_number(each) for each in given)


def test_nhs_numbers_end_with_the_range():
    assert nhs_number(1_000_000) is None


def test_learner_numbers_are_valid():
    given = [each for each in (uln(count) for count in range(50)) if each]
    assert len(given) > 40
    assert all(real.is_uln(each) for each in given)

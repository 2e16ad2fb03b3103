"""Errors of made-up registers: as often as the rates say, and kept by the entry that has them."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from onroll.synth.entries import BORN, FORENAME, FORMER_SURNAME, POSTCODE, SURNAME, make_entry, typo
from onroll.synth.families import make_family
from onroll.synth.identifiers import Issuer
from onroll.synth.places import build_authorities
from onroll.synth.rates import ErrorRates

NO_ERRORS = ErrorRates(**dict.fromkeys(vars(ErrorRates()), 0.0))


@pytest.fixture(scope="module")
def families():
    authority = build_authorities(1, 3000, 1, conversion_on=date(2025, 11, 3))[0]
    issuer = Issuer()
    made = [make_family(number, authority, Random(number), issuer) for number in range(1, 700)]
    return [family for family in made if family.children]


def test_without_errors_the_entry_is_the_truth(families):
    for family in families[:100]:
        child = family.children[0]
        entry = make_entry(child, family, NO_ERRORS, Random(1), date(2024, 9, 1))
        assert entry.errors == ()
        assert (entry.values[SURNAME], entry.values[FORENAME], entry.values[BORN]) == (
            child.surname,
            child.forename,
            child.born.isoformat(),
        )


def test_errors_come_about_as_often_as_the_rates_say(families):
    counts, drawn = Counter(), 0
    for family in families:
        for child in family.children:
            for seed in range(12):
                counts.update(make_entry(child, family, ErrorRates(), Random(f"{child.child_id}{seed}"), date(2024, 9, 1)).errors)
                drawn += 1
    for kind in ("forename_typo", "surname_typo", "names_swapped", "postcode_typo", "sex_wrong"):
        rate = getattr(ErrorRates(), kind)
        assert counts[kind] / drawn == pytest.approx(rate, rel=0.35), kind
    assert "forename_missing" not in counts


def test_the_factor_scales_every_rate_and_none_beyond_one_half():
    doubled = ErrorRates().scaled(2)
    assert doubled.forename_typo == pytest.approx(0.06)
    assert max(vars(ErrorRates().scaled(1000)).values()) == 0.5


def test_an_entry_keeps_its_errors_over_the_snapshots(families):
    family = families[0]
    entry = make_entry(family.children[0], family, replace(NO_ERRORS, surname_typo=1.0), Random(3), date(2024, 9, 1))
    shown = [entry.on(date(2024, 10, 3) + timedelta(days=each), family.children[0], family.homes)[SURNAME] for each in (0, 200, 400)]
    assert len(set(shown)) == 1 and shown[0] != family.children[0].surname


def test_a_lagging_register_shows_the_old_address(families):
    family = families[0]
    child = family.children[0]
    old, new = family.homes[-1][1], replace(family.homes[-1][1], postcode="ZA9 9ZZ")
    homes = [*family.homes, (date(2025, 6, 1), new)]
    entry = make_entry(child, family, NO_ERRORS, Random(1), date(2024, 9, 1))
    entry.lag_days = 60
    assert entry.on(date(2025, 7, 1), child, homes)[POSTCODE] == old.postcode
    assert entry.on(date(2025, 9, 1), child, homes)[POSTCODE] == new.postcode


def test_a_changed_surname_is_known_as_the_former_one(families):
    family = families[0]
    child = replace(family.children[0], former_surname="Old", surname="New", surname_changed_on=date(2025, 3, 1))
    entry = make_entry(child, family, NO_ERRORS, Random(1), date(2024, 9, 1))
    entry.lag_days = 0
    before, after = (entry.on(day, child, family.homes) for day in (date(2025, 1, 1), date(2025, 6, 1)))
    assert (before[SURNAME], before[FORMER_SURNAME]) == ("Old", "")
    assert (after[SURNAME], after[FORMER_SURNAME]) == ("New", "Old")


def test_a_typo_is_one_slip():
    rng = Random(1)
    for _ in range(500):
        wrong = typo("Katherine", rng)
        assert abs(len(wrong) - 9) <= 1

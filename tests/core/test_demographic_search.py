"""Which questions a demographic service is asked, and the five outcomes with their thresholds."""

from __future__ import annotations

from datetime import date

import pytest

from onroll.core.demographic_search import OUTCOMES, Known, Person, Question, Replied, conclude, is_settled, questions_for

ON = date(2026, 1, 19)
WHOLE = Known(surname="Thistlewood", forename="Piran Jo", date_of_birth=date(2014, 2, 3), sex="M", postcode="ZZ1 1ZZ")
STRICT, LOOSE = Question(name="strict", asks=()), Question(name="loose", asks=(), loosened=True)


def one(score: float | None, number: str = "9990000018") -> Replied:
    return Replied(persons=(Person(number=number, score=score),))


MANY = Replied(persons=(Person(number="9990000018", score=1.0), Person(number="9990000026", score=1.0)))


@pytest.mark.parametrize(
    ("score", "outcome"),
    [
        (1.0, "match"), (0.95, "match"), (0.9499, "potential_match"), (0.85, "potential_match"), (0.8499, "low_confidence"),
        (0.0, "low_confidence"), (None, "low_confidence"),
    ],
)  # fmt: skip
def test_the_thresholds_of_one_person(score: float | None, outcome: str) -> None:
    found = conclude([(STRICT, one(score))], ON)
    assert (found.outcome, found.score) == (outcome, score)
    assert (found.person is None) == (outcome == "low_confidence"), "of an unlikely person nothing is handed on"


def test_nobody_and_several() -> None:
    assert conclude([], ON).outcome == "no_match" == conclude([(STRICT, Replied())], ON).outcome
    assert conclude([(STRICT, MANY)], ON).outcome == "many_matches" == conclude([(STRICT, Replied(too_many=True))], ON).outcome
    assert conclude([(STRICT, MANY)], ON).person is None
    assert set(OUTCOMES) == {"match", "potential_match", "low_confidence", "many_matches", "no_match", "error"}


def test_the_best_of_several_questions_counts() -> None:
    assert conclude([(STRICT, one(0.9)), (LOOSE, MANY), (STRICT, one(0.96))], ON).outcome == "match"
    assert conclude([(STRICT, MANY), (STRICT, one(0.86))], ON).outcome == "potential_match"
    assert conclude([(STRICT, Replied()), (STRICT, one(0.2)), (STRICT, MANY)], ON).outcome == "low_confidence"


def test_two_questions_that_find_two_people_tell_nobody_apart() -> None:
    assert conclude([(STRICT, one(0.97)), (STRICT, one(0.98, "9990000026"))], ON).outcome == "many_matches"
    found = conclude([(STRICT, one(0.9)), (STRICT, one(0.97, "9990000026"))], ON)
    assert (found.outcome, found.person and found.person.number) == ("match", "9990000026")


def test_an_answer_to_a_loosened_question_never_counts_unreviewed() -> None:
    assert conclude([(LOOSE, one(1.0))], ON).outcome == "potential_match"
    assert not is_settled(LOOSE, one(1.0), ON) and is_settled(STRICT, one(0.95), ON) and not is_settled(STRICT, MANY, ON)


def test_the_questions_go_from_narrow_to_wide() -> None:
    asked = questions_for(WHOLE)
    assert [each.name for each in asked] == [
        "exact", "with former names", "with the postcode", "names that sound alike", "names that sound alike, with the postcode",
        "within the postcode area", "birthday within six months", "day and month of birth swapped", "without the first name",
    ]  # fmt: skip
    assert [each.loosened for each in asked] == [False] * 5 + [True] * 4
    assert asked[0].asks == (("_exact-match", "true"), ("family", "Thistlewood"), ("given", "Piran"), ("birthdate", "eq2014-02-03"))
    assert dict(asked[5].asks)["address-postalcode"] == "ZZ*" and dict(asked[7].asks)["birthdate"] == "eq2014-03-02"
    assert [value for name, value in asked[6].asks if name == "birthdate"] == ["ge2013-08-03", "le2014-08-03"]
    assert dict(asked[8].asks) | {"gender": "male"} == dict(asked[8].asks) and "given" not in dict(asked[8].asks)


@pytest.mark.parametrize(
    ("born", "span", "swapped"),
    [
        (date(2014, 8, 31), ["ge2014-02-28", "le2015-02-28"], None),
        (date(2015, 12, 12), ["ge2015-06-12", "le2016-06-12"], None),
        (date(2016, 2, 29), ["ge2015-08-29", "le2016-08-29"], None),
        (date(2016, 1, 12), ["ge2015-07-12", "le2016-07-12"], "eq2016-12-01"),
    ],
)
def test_birthdays_at_the_edges(born: date, span: list[str], swapped: str | None) -> None:
    asked = questions_for(Known(surname="A", forename="B", date_of_birth=born))
    (within,) = (each for each in asked if each.name == "birthday within six months")
    assert [value for name, value in within.asks if name == "birthdate"] == span
    turned = [dict(each.asks)["birthdate"] for each in asked if "swapped" in each.name]
    assert turned == ([swapped] if swapped else [])


def test_with_too_little_nothing_is_asked() -> None:
    assert questions_for(Known(surname="A", forename="B")) == [] == questions_for(Known(surname="A", date_of_birth=ON))
    assert questions_for(Known(surname="A", date_of_birth=ON, postcode="ZZ1 1ZZ")) == []
    (only,) = questions_for(Known(surname="A", date_of_birth=ON, postcode="ZZ1 1ZZ", sex="F"))
    assert only.name == "without the first name"

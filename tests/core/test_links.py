"""What may be joined at all: the rule, an example for it, one against it, and the edge between."""

from datetime import date

import pytest

from onroll.core.links import Levels, Standing, conflict, forenames_differ, one_to_one, rivals, ruling, suggests_twin

NOTHING = Levels(*["missing"] * len(Levels._fields))
SAME_NAME_AND_BIRTHDAY = NOTHING._replace(given="same", surname="same", birthday="same")
ADOPTED = NOTHING._replace(given="same", surname="different", birthday="same", address="different", parents="different", sex="same")


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (NOTHING._replace(upn="same", given="same", birthday="same", surname="different"), "join"),
        (NOTHING._replace(nhs="same", given="variant", birthday="slip"), "join"),
        (NOTHING._replace(upn="same", given="different", surname="different", birthday="different"), "dispute"),
        (NOTHING._replace(upn="same", given="same", surname="different", birthday="different"), "dispute"),
        (NOTHING._replace(upn="same", given="same", surname="same", birthday="different"), "join"),
        (NOTHING._replace(upn="same", given="middle", surname="same", birthday="different", address="home"), "dispute"),
        (NOTHING._replace(nhs="same", given="different", birthday="same"), "unless twin"),
    ],
)
def test_an_identifier_is_evidence_not_proof(levels: Levels, expected: str) -> None:
    assert ruling(levels) == expected


def test_a_brothers_number_on_a_sisters_row_joins_them_not() -> None:
    alike = NOTHING._replace(given="variant", surname="same", birthday="different", address="home", upn="same", sex="different")
    assert ruling(alike) == "dispute"
    assert ruling(alike._replace(given="same")) == "join"


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (ADOPTED, "apart"),
        (ADOPTED._replace(middle="same"), "apart"),
        (ADOPTED._replace(address="district"), "apart"),
        (ADOPTED._replace(address="postcode"), "weigh"),
        (ADOPTED._replace(contact="same"), "weigh"),
        (ADOPTED._replace(parents="same"), "weigh"),
        (SAME_NAME_AND_BIRTHDAY, "weigh"),
    ],
)
def test_forename_and_birthday_alone_join_nobody(levels: Levels, expected: str) -> None:
    assert ruling(levels) == expected


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (SAME_NAME_AND_BIRTHDAY._replace(given="different", address="home"), "last resort"),
        (SAME_NAME_AND_BIRTHDAY._replace(given="different", address="home", sex="different"), "apart"),
        (SAME_NAME_AND_BIRTHDAY._replace(given="different", address="home", nhs="different"), "apart"),
        (SAME_NAME_AND_BIRTHDAY._replace(given="different", address="different"), "apart"),
        (SAME_NAME_AND_BIRTHDAY._replace(given="near", address="home"), "weigh"),
        (SAME_NAME_AND_BIRTHDAY._replace(given="middle", address="different"), "weigh late"),
        (SAME_NAME_AND_BIRTHDAY._replace(given="same", birthday="different", address="home"), "apart"),
        (SAME_NAME_AND_BIRTHDAY._replace(given="near", birthday="slip", address="home"), "weigh"),
        (SAME_NAME_AND_BIRTHDAY._replace(given="near", birthday="slip", address="different"), "apart"),
        (SAME_NAME_AND_BIRTHDAY._replace(nhs="different", address="different"), "weigh"),
        (SAME_NAME_AND_BIRTHDAY._replace(nhs="different", address="different", sex="different"), "apart"),
        (SAME_NAME_AND_BIRTHDAY._replace(given="weak", address="home", sex="different"), "apart"),
        (SAME_NAME_AND_BIRTHDAY._replace(given="near", address="home", sex="different"), "weigh"),
        (SAME_NAME_AND_BIRTHDAY._replace(surname="parent", parents="different", address="different"), "apart"),
        (SAME_NAME_AND_BIRTHDAY._replace(surname="parent", address="different", upn="different"), "weigh late"),
        (SAME_NAME_AND_BIRTHDAY._replace(surname="parent", address="different"), "weigh"),
        (SAME_NAME_AND_BIRTHDAY._replace(surname="parent", address="home", upn="different"), "weigh"),
    ],
)
def test_twins_and_brothers_are_not_one_child(levels: Levels, expected: str) -> None:
    assert ruling(levels) == expected


AT_HOME = SAME_NAME_AND_BIRTHDAY._replace(address="home", parents="same")


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (AT_HOME._replace(given="changed over", surname="changed over", sex="different"), "weigh"),
        (AT_HOME._replace(given="changed over", surname="changed over", sex="different", parents="missing"), "weigh"),
        (AT_HOME._replace(given="changed over", surname="changed over", sex="different", address="different"), "weigh"),
        (AT_HOME._replace(given="changed over", surname="changed over", sex="different", address="postcode", parents="missing"), "apart"),
        (AT_HOME._replace(given="changed over", surname="same", sex="different"), "apart"),
    ],
)
def test_names_changed_over_at_one_home_are_one_childs_whatever_the_sex(levels: Levels, expected: str) -> None:
    assert ruling(levels) == expected


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (AT_HOME._replace(nhs="different", sex="different", middle="same"), "weigh"),
        (AT_HOME._replace(nhs="different", sex="different"), "weigh"),
        (AT_HOME._replace(nhs="different", sex="different", middle="different"), "apart"),
        (AT_HOME._replace(nhs="different", sex="different", given="near"), "apart"),
        (AT_HOME._replace(nhs="different", sex="different", address="postcode"), "apart"),
        (AT_HOME._replace(nhs="different", surname="different", middle="same"), "weigh"),
        (AT_HOME._replace(nhs="different", surname="different", middle="missing"), "apart"),
        (AT_HOME._replace(nhs="different", surname="different", middle="same", address="household"), "apart"),
    ],
)
def test_whoever_has_two_nhs_numbers_is_one_child_where_one_name_is_at_one_home(levels: Levels, expected: str) -> None:
    assert ruling(levels) == expected


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (AT_HOME._replace(birthday="slip", surname="different", parents="missing"), "weigh"),
        (AT_HOME._replace(birthday="slip", surname="different", parents="missing", middle="different"), "apart"),
        (AT_HOME._replace(birthday="slip", surname="different", parents="missing", given="near"), "apart"),
        (AT_HOME._replace(birthday="slip", surname="different", parents="missing", address="postcode"), "apart"),
    ],
)
def test_a_birthday_may_slip_where_one_forename_is_at_one_home(levels: Levels, expected: str) -> None:
    assert ruling(levels) == expected


MOVED = SAME_NAME_AND_BIRTHDAY._replace(birthday="slip", surname="parent", address="different", parents="same")


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (MOVED, "weigh"),
        (MOVED._replace(given="variant"), "apart"),
        (MOVED._replace(given="variant", middle="same"), "weigh"),
        (MOVED._replace(surname="different"), "apart"),
        (MOVED._replace(parents="different"), "apart"),
    ],
)
def test_a_birthday_may_slip_where_the_forename_is_whole_and_a_parent_is_shared(levels: Levels, expected: str) -> None:
    assert ruling(levels) == expected


def test_twins_differ_in_forename_and_share_birthday_and_surname_or_address() -> None:
    twins = NOTHING._replace(given="different", surname="same", birthday="same", address="home")
    assert suggests_twin(twins)
    assert forenames_differ(twins)
    assert suggests_twin(twins._replace(surname="different"))
    assert suggests_twin(twins._replace(address="different"))
    assert not suggests_twin(twins._replace(surname="different", address="different"))
    assert not suggests_twin(twins._replace(birthday="slip"))
    assert not forenames_differ(twins._replace(given="weak", middle="same"))


JANUARY, MARCH, MAY = date(2026, 1, 15), date(2026, 3, 15), date(2026, 5, 15)


def test_two_upns_at_once_are_two_children_but_a_new_one_after_the_old_is_not() -> None:
    one, other = Standing(upn_days={"A": (JANUARY, MARCH)}), Standing(upn_days={"B": (MARCH, MAY)})
    later = Standing(upn_days={"B": (MAY, MAY)})
    assert "different UPNs" in conflict(one, other, forenames_agree=True, same_home=True)
    assert conflict(one, later, forenames_agree=True, same_home=True) == ""
    assert rivals(one, other)
    assert not rivals(one, later)


def test_two_rows_of_one_snapshot_with_two_forenames_are_two_children() -> None:
    one, other = Standing(extracts={1, 2}), Standing(extracts={2, 3})
    assert "one extract" in conflict(one, other, forenames_agree=False, same_home=True)
    assert conflict(one, other, forenames_agree=True, same_home=True) == ""


def test_a_brother_and_a_sister_whose_names_sound_alike_are_two() -> None:
    eli = SAME_NAME_AND_BIRTHDAY._replace(given="variant", address="home", sex="different", middle="different")
    assert ruling(eli) == "apart"
    assert ruling(eli._replace(middle="missing")) == "weigh"
    assert ruling(eli._replace(sex="same")) == "weigh"


def test_jack_and_john_who_both_stand_in_two_registers_are_twins() -> None:
    one, other = Standing(extracts={1, 2}), Standing(extracts={1, 2, 3})
    twins = conflict(one, other, forenames_agree=True, same_home=True, same_forename=False, shared_registers=("nhs", "school_roll"))
    assert "several registers" in twins
    assert conflict(one, other, forenames_agree=True, same_home=True, same_forename=False, shared_registers=("nhs",)) == ""
    assert "once for each child" in conflict(
        one, other, forenames_agree=True, same_home=True, same_forename=False, shared_registers=("child_benefit",)
    )
    assert conflict(one, other, forenames_agree=True, same_home=True, same_forename=True, shared_registers=("nhs", "school_roll")) == ""


def test_two_schools_at_once_from_two_homes_are_two_children() -> None:
    one, other = Standing(roll_days={"700001": (JANUARY, MAY)}), Standing(roll_days={"700002": (MARCH, MARCH)})
    assert "different schools" in conflict(one, other, forenames_agree=True, same_home=False)
    assert conflict(one, other, forenames_agree=True, same_home=True) == ""


def test_nobody_has_four_birthdays() -> None:
    assert "birthdays" in conflict(Standing(birthdays={1, 2}), Standing(birthdays={3, 4}), forenames_agree=True, same_home=True)


def test_what_a_person_decided_stands() -> None:
    one, other = Standing(units={1}, not_with={2}), Standing(units={2})
    assert "person" in conflict(one, other, forenames_agree=True, same_home=True)
    assert "person" in conflict(other, one, forenames_agree=True, same_home=True)


def test_competitors_share_the_chance() -> None:
    assert one_to_one(10, []) > 0.999
    assert one_to_one(10, [10]) == pytest.approx(0.5, abs=0.001)
    assert one_to_one(10, [4]) == pytest.approx(1024 / (1 + 1024 + 16))
    assert one_to_one(500, []) == 1.0

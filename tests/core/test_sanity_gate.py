"""When an extract looks like a part of the register."""

from datetime import date

from onroll.core.sanity_gate import SnapshotShape, alarm, cohorts, may_have_left_school, year_group, year_groups


def shape(rows, **groups):
    return SnapshotShape(row_count=rows, year_groups=groups)


def test_exactly_seventy_per_cent_raises_no_alarm():
    assert alarm(shape(1000), shape(700), found_again=700) is None


def test_fewer_rows_or_fewer_found_again_is_one_alarm():
    assert "699 rows" in alarm(shape(1000), shape(699), found_again=700)
    assert "699 of the former 1,000" in alarm(shape(1000), shape(1000), found_again=699)
    both = alarm(shape(1000), shape(10), found_again=10)
    assert both.count("1,000") == 2


def test_a_former_snapshot_of_under_200_rows_judges_nothing():
    assert alarm(shape(199), shape(1), found_again=0) is None
    assert alarm(shape(200), shape(1), found_again=0) is not None


def test_a_year_group_of_thirty_that_is_gone():
    assert alarm(shape(500, **{"7": 30}), shape(500, **{"8": 30}), found_again=500) == "nobody left in year group 7"
    assert alarm(shape(500, **{"7": 29}), shape(500), found_again=500) is None
    assert alarm(shape(500, **{"7": 30}), shape(500, **{"7": 1}), found_again=500) is None


def test_the_year_group_is_as_given_else_by_birthday():
    assert year_group("9", date(2015, 1, 1), date(2026, 1, 15)) == "9"
    assert year_group("X", date(2015, 1, 1), date(2026, 1, 15)) is None
    assert year_group(None, date(2014, 9, 1), date(2026, 1, 15)) == "6"
    assert year_group(None, date(2014, 8, 31), date(2026, 1, 15)) == "7"
    assert year_group(None, date(2021, 8, 31), date(2025, 9, 1)) == "R"
    assert year_group(None, date(2021, 8, 31), date(2025, 8, 31)) is None
    assert year_group(None, None, date(2026, 1, 15)) is None


def test_september_moves_year_groups_up_and_empties_none():
    rows = [(None, date(year, 1, 1), 40) for year in range(2010, 2021)]
    july, september = date(2025, 7, 10), date(2025, 9, 10)
    assert (
        alarm(
            SnapshotShape(row_count=440, year_groups=cohorts(rows, september)),
            SnapshotShape(row_count=440, year_groups=cohorts(rows, september)),
            found_again=440,
        )
        is None
    )
    assert set(year_groups(rows, july)) != set(year_groups(rows, september))


def test_last_years_leave_from_the_last_friday_in_june():
    assert may_have_left_school(date(2025, 6, 26)) == frozenset()
    assert "11" in may_have_left_school(date(2025, 6, 27))
    assert "6" in may_have_left_school(date(2025, 8, 31))
    assert may_have_left_school(date(2025, 9, 1)) == frozenset()
    july = may_have_left_school(date(2025, 7, 16))
    assert alarm(shape(500, **{"11": 80, "7": 80}), shape(420, **{"7": 80}), found_again=420, may_be_gone=july) is None
    assert "group 7" in alarm(shape(500, **{"11": 80, "7": 80}), shape(420, **{"11": 80}), found_again=420, may_be_gone=july)

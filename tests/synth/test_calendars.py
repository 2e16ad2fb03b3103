"""School days and compulsory school age of the made-up world, against the domain's own tables."""

from datetime import date

import pytest

from onroll.synth.calendars import ENGLAND, TWO_WEEK_OCTOBER, SchoolCalendar, compulsory_school_age, year_group


@pytest.mark.parametrize(
    ("born", "first", "last"),
    [
        ("2020-03-31", "2025-03-31", "2036-06-27"),
        ("2020-04-01", "2025-08-31", "2036-06-27"),
        ("2020-08-31", "2025-08-31", "2036-06-27"),
        ("2020-09-01", "2025-12-31", "2037-06-26"),
        ("2021-01-01", "2026-03-31", "2037-06-26"),
        ("2010-08-31", "2015-08-31", "2026-06-26"),
        ("2010-09-01", "2015-12-31", "2027-06-25"),
        ("2020-02-29", "2025-03-31", "2036-06-27"),
    ],
)
def test_compulsory_school_age_is_as_the_domain_lists_it(born, first, last):
    assert compulsory_school_age(date.fromisoformat(born)) == (date.fromisoformat(first), date.fromisoformat(last))


def test_the_tenth_school_day_counts_from_day_0_over_a_holiday():
    calendar = SchoolCalendar(ENGLAND)
    assert calendar.plus(date(2026, 1, 5), 10) == date(2026, 1, 19)
    assert calendar.plus(date(2025, 12, 20), 0) == date(2026, 1, 5)
    assert calendar.after(date(2025, 12, 19)) == date(2026, 1, 5)


def test_the_two_week_october_has_five_days_less():
    weeks = date(2025, 10, 1), date(2025, 11, 30)
    assert SchoolCalendar(ENGLAND).between(*weeks) - SchoolCalendar(TWO_WEEK_OCTOBER).between(*weeks) == 5


def test_year_groups_turn_on_the_first_of_september():
    assert year_group(date(2010, 8, 31), 2025) == 11
    assert year_group(date(2010, 9, 1), 2025) == 10
    assert year_group(date(2021, 8, 31), 2025) == 0
    assert year_group(date(2021, 9, 1), 2025) == -1

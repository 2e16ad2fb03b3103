"""Some made-up schools do otherwise than the rest, and only in what they write."""

from __future__ import annotations

from onroll.synth import rates
from onroll.synth.practice import as_part_time, ground_written, part_time_weeks

SCHOOLS = [str(100_000 + number) for number in range(400)]
CHILDREN = [f"C{number}" for number in range(200)]


def test_few_schools_have_many_pupils_part_time_and_there_it_does_not_end() -> None:
    by_school = {urn: [weeks for child in CHILDREN if (weeks := part_time_weeks(urn, child))] for urn in SCHOOLS}
    long = {urn for urn, weeks in by_school.items() if rates.ATTENDANCE_WEEKS in weeks}
    assert 0.5 * rates.SCHOOLS_WITH_LONG_PART_TIME < len(long) / len(SCHOOLS) < 2 * rates.SCHOOLS_WITH_LONG_PART_TIME
    assert all(len(by_school[urn]) > 8 for urn in long)
    assert max(max(weeks, default=0) for urn, weeks in by_school.items() if urn not in long) <= rates.PART_TIME_WEEKS_ELSEWHERE


def test_a_part_time_week_has_its_code_where_the_pupil_came() -> None:
    assert as_part_time("/\\OO/\\/I--") == "/C2OO/C2/I--"


def test_an_unusual_ground_replaces_the_usual_one_alone_and_at_few_schools() -> None:
    unusual = {urn for urn in SCHOOLS if any(ground_written("a", urn, child) == "g" for child in CHILDREN)}
    assert 0.5 * rates.SCHOOLS_WITH_UNUSUAL_GROUNDS < len(unusual) / len(SCHOOLS) < 2 * rates.SCHOOLS_WITH_UNUSUAL_GROUNDS
    assert all(ground_written(letter, urn, "C1") == letter for letter in "bcdefghijklmno" for urn in SCHOOLS)

"""When something of a school's practice is asked about, and how long the school has to answer first.

Source  regulation 13 (returns) through `school_returns`; school census days: domain, section 5.1; all else Onroll's proposal, to be
        agreed with schools.
"""

from __future__ import annotations

from dataclasses import dataclass

from onroll.core.dated.values import Dated


@dataclass(frozen=True, slots=True)
class PracticeLimits:
    """The numbers.

    Units   school_has_days: plain days from the day on which a mark is first shown to the school. fewest_of: of how many something is
            judged; fewest_counted: how many it takes for a mark. return_days: plain days after a return was due until it counts as
            missing. near_days: by how much the day of a return may differ from the day by the roll. before_census_days: plain days
            before a school census. exams_begin: month and day of the first examination.
    """

    school_has_days: int = 28
    fewest_of: int = 10
    fewest_counted: int = 3
    return_days: int = 14
    near_days: int = 31
    before_census_days: int = 28
    exams_begin: tuple[int, int] = (5, 7)


PRACTICE: tuple[Dated[PracticeLimits], ...] = (
    Dated(
        value=PracticeLimits(),
        source="Onroll's proposal; examinations: the first full week of May, of which the timetable differs from year to year",
        uncertain=True,
    ),
)

CENSUS_THURSDAYS: tuple[Dated[tuple[tuple[int, int], ...]], ...] = (
    Dated(
        value=((10, 1), (1, 3), (5, 3)),
        source="domain 5.1: 6 October 2022, 19 January and 18 May 2023; other years by the same Thursdays of the month",
        uncertain=True,
    ),
)
"""Days of the school census. Shape  month, and which of its Thursdays."""

UNUSUAL_GROUNDS: tuple[Dated[frozenset[str]], ...] = (
    Dated(
        value=frozenset("fghimno"),
        source="domain 2.2: grounds after which no next school waits for the pupil; what counts as unusual is Onroll's proposal",
    ),
)

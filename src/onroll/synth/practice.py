"""What some made-up schools do otherwise than the rest: part-time timetables that do not end, and unusual grounds of deletion.

Nothing here changes where a child is: only what a school writes about it. The draws are streams of their own, by school and child.

Source  rates: `rates.py`.
"""

from __future__ import annotations

from random import Random

from onroll.synth import rates

PART_TIME_DAY = "/C2"
WHOLE_DAY = "/\\"


def part_time_weeks(urn: str, child_id: str) -> int:
    """Return for how many of the last weeks a pupil comes in the mornings alone; 0 for almost everybody."""
    rng = Random(f"part time:{urn}:{child_id}")
    often = _does_otherwise("part time", urn, rates.SCHOOLS_WITH_LONG_PART_TIME)
    if rng.random() >= (rates.PART_TIME_AT_THOSE if often else rates.PART_TIME_ELSEWHERE):
        return 0
    return rates.ATTENDANCE_WEEKS if often else rng.randrange(1, rates.PART_TIME_WEEKS_ELSEWHERE + 1)


def as_part_time(marks: str) -> str:
    """Return a week's marks as of a pupil who comes in the mornings alone; days on which the pupil was away stay as they are."""
    days = [marks[place : place + 2] for place in range(0, len(marks), 2)]
    return "".join(PART_TIME_DAY if day == WHOLE_DAY else day for day in days)


def ground_written(ground: str, urn: str, child_id: str) -> str:
    """Return the ground that a school writes for a deletion: some write that the pupil lives too far away, where another school waits."""
    if ground != "a" or not _does_otherwise("ground", urn, rates.SCHOOLS_WITH_UNUSUAL_GROUNDS):
        return ground
    return "g" if Random(f"ground:{urn}:{child_id}").random() < rates.UNUSUAL_GROUND_AT_THOSE else ground


def _does_otherwise(what: str, urn: str, share: float) -> bool:
    return Random(f"{what}:{urn}").random() < share

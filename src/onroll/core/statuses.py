"""The statuses of a timeline: on every day from birth to 18 a child has exactly one.

Where claims overlap, the one that stands first in `STATUSES` counts.

Source  contracts, section 5; domain, section 1.3; issue "The line, end to end", point 5.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatusRule:
    """One status: what it means, and whether the child is in education, missing it, or neither."""

    code: str
    meaning: str
    side: str
    source: str


IN_EDUCATION, MISSING, NEITHER = "in education", "missing education", "neither"

STATUSES: tuple[StatusRule, ...] = (
    StatusRule("not_yet_known", "The day lies after the day of the run.", NEITHER, "issue, point 5"),
    StatusRule("died", "A death is recorded, and no later evidence beats it.", NEITHER, "contracts 5, Never a finding"),
    StatusRule("on_roll", "On a school's roll (as a guest alone: not).", IN_EDUCATION, "contracts 5, On a roll"),
    StatusRule("custody", "In custody under a youth justice order.", IN_EDUCATION, "contracts 5, On a roll"),
    StatusRule("alternative_provision", "In full-time alternative provision.", IN_EDUCATION, "contracts 5; domain 1.3, row 12"),
    StatusRule("home_educated", "Educated at home, found suitable.", IN_EDUCATION, "domain 1.3, row 6"),
    StatusRule("home_education_pending", "Educated at home, not assessed yet.", IN_EDUCATION, "domain 1.3, row 5"),
    StatusRule("left_england", "A departure is recorded, and no later evidence beats it.", NEITHER, "contracts 5, Never a finding"),
    StatusRule(
        "record_ended",
        "The responsible authority says that the child goes by another record.",
        NEITHER,
        "issue Links, point 3",
    ),
    StatusRule("below_school_age", "Before compulsory school age, in no education.", NEITHER, "domain 1.2"),
    StatusRule("over_school_age", "After compulsory school age, or deleted as being over it.", NEITHER, "domain 1.2; domain 2.2, ground l"),
    StatusRule("registered", "Accepted a place whose start has passed, ten school days at most.", IN_EDUCATION, "domain 1.3, row 10"),
    StatusRule("home_education_unsuitable", "Educated at home, found unsuitable.", MISSING, "domain 1.3, row 3"),
    StatusRule("part_time_provision", "In alternative provision that is not full-time, and on no roll.", MISSING, "contracts 5, Status"),
    StatusRule("offered_not_started", "Offered a place, not started.", MISSING, "domain 1.3, row 2"),
    StatusRule("awaiting_place", "Applied for a place, none offered.", MISSING, "domain 1.3, row 1"),
    StatusRule("between_schools", "Left one school, and not due at the next yet.", NEITHER, "contracts 5, not_arrived, transition_gap"),
    StatusRule("unaccounted", "Of compulsory school age, and nothing shows any education.", MISSING, "contracts 5"),
)
"""In order of precedence, the strongest first."""

RANK = {rule.code: rank for rank, rule in enumerate(STATUSES)}

STATUS_OF_FINDING = {
    "ehe_unsuitable": "home_education_unsuitable",
    "offered_not_started": "offered_not_started",
    "awaiting_place": "awaiting_place",
}
"""Findings that have a status of their own; of the others the child is `unaccounted`, or in `part_time_provision`."""

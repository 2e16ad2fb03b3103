"""The stages of a case and their time limits, national defaults.

Source  domain, section 3.5 (workflow synthesised from published practice of eight authorities, section 3.4).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from onroll.core.dated.values import Dated, value_on
from onroll.core.wording import plural

Unit = Literal["office hour", "day", "working day", "school day"]

Stage = Literal[
    "triage",
    "acknowledge_referrer",
    "first_contact",
    "core_checks",
    "home_visit",
    "joint_enquiry_conference",
    "extended_checks",
    "management_review",
    "long_term_panel",
    "annual_review",
]


@dataclass(frozen=True, slots=True)
class Limit:
    """A stretch of time. Count 0 of working or school days: the same day, or the next such day."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        if self.count == 0:
            return f"the same {self.unit}"
        return plural(self.count, self.unit)


@dataclass(frozen=True, slots=True)
class StageLimit:
    """One stage: what is due, how soon, how soon for a child at high risk, and how often again.

    Shape  high: None where the default holds for everybody. again: None for a stage that is done once; else how long
           after the last time it falls due once more; again_high: the same for a child at high risk.
           searching_only: falls due only until the child's whereabouts are known.
    """

    stage: Stage
    title: str
    limit: Limit
    high: Limit | None = None
    again: Limit | None = None
    again_high: Limit | None = None
    searching_only: bool = False


STAGES: tuple[Dated[tuple[StageLimit, ...]], ...] = (
    Dated(
        value=(
            StageLimit("triage", "Triage and risk score", Limit(0, "working day"), high=Limit(4, "office hour")),
            StageLimit("acknowledge_referrer", "Acknowledge whoever referred", Limit(1, "working day")),
            StageLimit("first_contact", "First attempt at contact", Limit(2, "working day"), high=Limit(0, "working day")),
            StageLimit("core_checks", "Core database checks", Limit(5, "working day"), searching_only=True),
            StageLimit("home_visit", "Home visit", Limit(5, "school day"), searching_only=True),
            StageLimit(
                "joint_enquiry_conference", "Joint-enquiry conference with the school", Limit(10, "school day"), searching_only=True
            ),
            StageLimit("extended_checks", "Extended checks (HMRC, UKVI, health)", Limit(20, "working day"), searching_only=True),
            StageLimit(
                "management_review",
                "Management review",
                Limit(20, "working day"),
                high=Limit(5, "working day"),
                again=Limit(20, "working day"),
                again_high=Limit(5, "working day"),
            ),
            # 190 school days in six half-terms are 31 or 32 each: every 30 is never rarer than half-termly.
            StageLimit("long_term_panel", "Long-term panel", Limit(84, "day"), again=Limit(30, "school day")),
            StageLimit("annual_review", "Annual deep review", Limit(364, "day"), again=Limit(364, "day")),
        ),
        source="domain 3.5 [design, synthesised from section 3.4]; half-termly read as every 30 school days",
    ),
)


def stage_title(stage: Stage, on: date) -> str:
    """Return what a stage is called."""
    return next(each.title for each in value_on(STAGES, on) if each.stage == stage)


CHECKS_BEHIND: tuple[Dated[dict[Stage, tuple[str, ...]]], ...] = (
    Dated(
        value={
            "core_checks": ("LA_LOCAL", "S2S_LPD", "GIAP_NPD", "CSC_YJS", "COUNCIL_TAX_HOUSING"),
            "home_visit": ("VISIT",),
            "extended_checks": ("HMRC", "UKVI_BF", "HEALTH"),
        },
        source="domain 3.5 for the extended ones; the core ones are those databases of domain 3.1 that the authority looks into itself",
        uncertain=True,
    ),
)
"""The checks whose answers are what a stage consists of, by their codes in `enquiry_checks`."""

LONGEST_AHEAD: tuple[Dated[int], ...] = (Dated(value=91, source="Onroll's default: a week more than the long-term panel", uncertain=True),)
"""How far ahead somebody may put the next action of a case. Units  calendar days."""

Told = Literal["owner", "team manager", "head of service", "director of children's services"]


@dataclass(frozen=True, slots=True)
class Rung:
    """Who is told when something is late by so many working days; 0: on the first working day after it was due."""

    told: Told
    late_by: int


LADDER: tuple[Dated[tuple[Rung, ...]], ...] = (
    Dated(
        value=(Rung("owner", 0), Rung("team manager", 1), Rung("head of service", 3), Rung("director of children's services", 5)),
        source="Onroll's default; no published ladder was found",
        uncertain=True,
    ),
)
HIGH_LADDER: tuple[Dated[tuple[Rung, ...]], ...] = (
    Dated(
        value=(Rung("owner", 0), Rung("team manager", 0), Rung("head of service", 1), Rung("director of children's services", 2)),
        source="Onroll's default; no published ladder was found",
        uncertain=True,
    ),
)

OFFICE_HOURS: tuple[Dated[tuple[int, int]], ...] = (Dated(value=(9, 17), source="Onroll's default", uncertain=True),)
"""First and last hour: a limit in office hours does not run at night."""

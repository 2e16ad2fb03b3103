"""What each risk factor weighs in triage, and the triggers that no weight can switch off.

Source  domain, sections 3.3, 4.1 and 4.2; requirements 26 and 27. Where a relative risk of going missing is published, a factor
        has 10 points for each doubling of it, rounded; where none is, the points are Onroll's own and marked so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onroll.core.dated.values import Dated

Factor = Literal[
    "child_protection_plan",
    "looked_after",
    "child_in_need",
    "education_health_care_plan",
    "sen_support",
    "most_deprived",
    "transition_age",
    "earlier_absence",
    "earlier_episode",
    "under_seven",
    "fourteen_or_older",
    "unseen_10",
    "unseen_20",
    "unseen_60",
    "never_seen",
]


@dataclass(frozen=True, slots=True)
class Weight:
    """One factor, its points, and the words that an officer reads. measured: from a published figure."""

    factor: Factor
    points: int
    words: str
    source: str
    measured: bool = False


@dataclass(frozen=True, slots=True)
class Weights:
    """All factors and the level from which a child is at high, or at raised, risk."""

    factors: tuple[Weight, ...]
    high_from: int
    raised_from: int


_REPORT = "Children's Commissioner, The Unrolled Story (2024), as in domain 4.2"
_OURS = "Onroll's proposal"

WEIGHTS: tuple[Dated[Weights], ...] = (
    Dated(
        value=Weights(
            factors=(
                Weight("child_protection_plan", 40, "on a child protection plan", "domain 3.3: immediate contact"),
                Weight("looked_after", 40, "looked after by an authority", "domain 3.3: immediate contact"),
                Weight("child_in_need", 14, "a child in need (2.7 times as likely to go missing)", _REPORT, measured=True),
                Weight(
                    "education_health_care_plan", 5, "has an education, health and care plan (any SEN: 1.4 times)", _REPORT, measured=True
                ),
                Weight("sen_support", 5, "has SEN support (any SEN: 1.4 times)", _REPORT, measured=True),
                Weight("most_deprived", 6, "lives in one of the most deprived neighbourhoods (1.5 times)", _REPORT, measured=True),
                Weight("transition_age", 6, "is changing from primary to secondary school", f"{_REPORT}: aged 10, no figure given"),
                Weight(
                    "earlier_absence",
                    6,
                    "missed a tenth or more of school before",
                    "domain 4.2: over 80% of those who left for home education",
                ),
                Weight("earlier_episode", 10, "has been missing education before", _OURS),
                Weight("under_seven", 4, "is under 7", _OURS),
                Weight("fourteen_or_older", 4, "is 14 or older", _OURS),
                Weight("unseen_10", 5, "has not been seen for 10 days", _OURS),
                Weight("unseen_20", 10, "has not been seen for 20 days", _OURS),
                Weight("unseen_60", 15, "has not been seen for 60 days", _OURS),
                Weight("never_seen", 15, "is not known to have been seen by anybody", _OURS),
            ),
            high_from=30,
            raised_from=15,
        ),
        source="issue 4, point 3; the levels are Onroll's proposal",
        uncertain=True,
    ),
)

MOST_DEPRIVED_DECILE = 1
PERSISTENT_ABSENCE_PERCENT = 10
"""Source: domain 2.3 (persistent absence: 10% of sessions or more)."""

Trigger = Literal["social_care", "danger", "exploitation", "radicalisation", "forced_marriage", "whole_family"]


@dataclass(frozen=True, slots=True)
class Escalation:
    """One trigger, whom it reaches on the same day, and by when they are to have answered.

    Units   answer_within: working days from the day of the task.
    """

    trigger: Trigger
    because: str
    task: str
    tell: tuple[str, ...]
    source: str
    answer_within: int = 1


ESCALATIONS: tuple[Dated[tuple[Escalation, ...]], ...] = (
    Dated(
        value=(
            Escalation(
                "social_care",
                "on a child protection plan, looked after, or of other concern for safety, and missing",
                "Ring children's social care now; do not wait ten days",
                ("children's social care",),
                "domain 3.3 (published practice of Gloucestershire, Essex and Durham)",
            ),
            Escalation(
                "danger",
                "evidence of a crime or of immediate danger",
                "Ring the police on 999, then children's social care",
                ("police", "children's social care"),
                "domain 3.3 (published practice of Derby, in part)",
            ),
            Escalation(
                "exploitation",
                "a sign of female genital mutilation, trafficking or exploitation",
                "Refer to the multi-agency safeguarding hub today",
                ("multi-agency safeguarding hub",),
                "domain 3.3 [from memory]",
            ),
            Escalation(
                "radicalisation",
                "a sign of radicalisation",
                "Refer to the multi-agency safeguarding hub and to Prevent today",
                ("multi-agency safeguarding hub", "Prevent"),
                "domain 3.3 [from memory]",
            ),
            Escalation(
                "forced_marriage",
                "a sign of forced marriage",
                "Refer to the multi-agency safeguarding hub and to the Forced Marriage Unit today; do not contact the family",
                ("multi-agency safeguarding hub", "Forced Marriage Unit"),
                "domain 3.3 [from memory]",
            ),
            Escalation(
                "whole_family",
                "the whole family has gone: graver still where a child in it was protected or is not yet born",
                "Alert other authorities and health today",
                ("other authorities", "health"),
                "domain 3.3 [from memory]",
            ),
        ),
        source="domain 3.3; social care decides within one working day of a referral [from memory, reliable]",
    ),
)
"""No authority's configuration reaches these."""

CONFERENCE_WORKING_DAYS = 15
"""Source: domain 3.3 (section 47: conference within 15 working days)."""

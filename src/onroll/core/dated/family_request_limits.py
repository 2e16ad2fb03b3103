"""How long a family waits for an answer, at most.

Source  UK GDPR, articles 12(3), 15, 16 and 21 (one month; two more where a request is complex); Information Commissioner, time limits
        for responding (the corresponding day of the next month; the next working day where that is none); Data (Use and Access) Act
        2025, section 103 (complaints acknowledged within 30 days); Local Government and Social Care Ombudsman, Complaint Handling
        Code, 2024 (acknowledged in 5 working days, stage 1 answered in 10). Written down from memory: have them checked.
"""

from __future__ import annotations

from dataclasses import dataclass

from onroll.core.dated.values import Dated


@dataclass(frozen=True, slots=True)
class RequestLimits:
    """Shape  months, more_months: to answer a request by right, and what an extension adds. The rest: working days.

    source_months: what a register that is asked to correct has.
    """

    months: int
    more_months: int
    acknowledge: int
    complaint: int
    more_complaint: int
    source_months: int


REQUEST_LIMITS: tuple[Dated[RequestLimits], ...] = (
    Dated(
        RequestLimits(months=1, more_months=2, acknowledge=5, complaint=10, more_complaint=10, source_months=1),
        source="UK GDPR article 12(3); Complaint Handling Code 2024",
        uncertain=True,
    ),
)

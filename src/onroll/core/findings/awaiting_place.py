"""Has applied for a place, none offered, and is in no education meanwhile."""

from __future__ import annotations

from onroll.core.candidates import Candidate
from onroll.core.findings.last_education import last_education_said, rows_of_last_education
from onroll.core.findings.shape import Fit, Kind
from onroll.core.reasons import AWAITING_OUTCOME
from onroll.core.wording import day_words


def fits(child: Candidate) -> Fit | None:
    """Return the fit, where an application counts and none has an offer (part-time provision is judged by its own rule)."""
    if not child.applications or child.part_time or any(each.standing != "awaiting" for each in child.applications):
        return None
    application = child.applications[-1].application
    since, more = child.since_education()
    outcome = " It was refused." if application.status == "refused" else ""
    return Fit(
        child.not_before_school_age(since),
        AWAITING_OUTCOME,
        (*rows_of_last_education(child), application.source.reference, *more),
        [last_education_said(child), f"Applied for a school place on {day_words(application.applied_on)}.{outcome}"],
        ["No place has been offered, and nothing shows education meanwhile."],
    )


KIND = Kind(
    "awaiting_place",
    2,
    "has applied for a place, none offered, and is in no education meanwhile",
    "the day after the last day of education",
    "contracts, section 5, Applications; domain, section 1.3, rows 1 and 8",
    fits,
)

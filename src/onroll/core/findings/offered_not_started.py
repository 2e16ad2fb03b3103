"""Offered a place, has not started, and is in no education meanwhile."""

from __future__ import annotations

from onroll.core.candidates import Candidate
from onroll.core.explanations import school_name
from onroll.core.findings.last_education import last_education_said, rows_of_last_education
from onroll.core.findings.shape import Fit, Kind
from onroll.core.reasons import OFFERED_NOT_ACCEPTED, WAITING_START
from onroll.core.wording import day_words


def fits(child: Candidate) -> Fit | None:
    """Return the fit, where an application that counts has an offer (part-time provision is judged by its own rule)."""
    offers = [each for each in child.applications if each.standing in ("offered", "accepted")]
    if not offers or child.part_time:
        return None
    accepted = [each for each in offers if each.standing == "accepted"]
    application = (accepted or offers)[-1].application
    since, more = child.since_education()
    place = school_name(application.urn, child.world, shielded=child.shielded)
    seen = [last_education_said(child), f"Applied for a school place on {day_words(application.applied_on)}; offered {place}."]
    if accepted:
        seen.append(
            f"The place was accepted, to start on {day_words(application.starts_on)}."
            if application.starts_on
            else "The place was accepted."
        )
    return Fit(
        child.not_before_school_age(since),
        WAITING_START if accepted else OFFERED_NOT_ACCEPTED,
        (*rows_of_last_education(child), application.source.reference, *more),
        seen,
        ["No roll shows a start, and nothing shows education meanwhile."],
    )


KIND = Kind(
    "offered_not_started",
    2,
    "was offered a place, has not started, and is in no education meanwhile",
    "the day after the last day of education",
    "contracts, section 5, Applications; domain, section 1.3, rows 2 and 10",
    fits,
)

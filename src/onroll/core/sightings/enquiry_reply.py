"""An answer to an enquiry: education, a confirmed exit where an official record says so, else a lead."""

from __future__ import annotations

from datetime import date

from onroll.core.sightings.shape import Claim, Departure, Lead, OnRoll, Provision, ProvisionKind, Source

FIELDS = ("answered_on", "answer", "evidence", "urn", "from_date", "to_date", "postcode")

EDUCATION: dict[str, ProvisionKind] = {
    "on_roll": "on_roll",
    "home_educated": "home_education",
    "alternative_provision": "alternative_provision",
}

LEADS = {
    "moved": "the family is said to have moved",
    "left_england": "the child is said to have left England, without an official record",
    "died": "the child is said to have died, without an official record",
    "not_known": "the organisation that was asked does not know the child",
    "no_access": "the organisation that was asked could not look",
    "refused": "the organisation that was asked refused to answer",
}


def read(
    source: Source,
    answered: date,
    answer: str,
    evidence: str | None,
    urn: str | None,
    since: date | None,
    until: date | None,
    postcode: str | None,
) -> tuple[Claim, ...]:
    """Return what the answer says; where it names no day, the day of the answer.

    Source  contracts, section 5, "Replies count as evidence".
    """
    if answer == "on_roll" and urn:
        return (OnRoll(source, urn, since or answered, until, as_of=answered),)
    if answer in EDUCATION:
        kind = EDUCATION[answer]
        suitability = "pending" if kind == "home_education" else None
        return (Provision(source, kind, since or answered, until, suitability, urn=urn, answered_on=answered),)
    if answer in ("left_england", "died") and evidence == "official_record":
        return (Departure(source, since or answered, "died" if answer == "died" else "abroad"),)
    said = LEADS.get(answer, f"an answer that reads {answer}")
    return (Lead(source, answered, f"{said} (to {postcode})" if answer == "moved" and postcode else said),)

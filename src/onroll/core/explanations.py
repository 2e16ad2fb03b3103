"""Plain sentences about one child's evidence. Of a shielded child they name no place.

Source  contracts, section 5; design, section 8.
"""

from __future__ import annotations

from onroll.core.areas import authority_name
from onroll.core.sightings.shape import Deleted, Lead
from onroll.core.wording import day_words, listed, plural
from onroll.core.world import World

REGISTER_NAMES = {
    "school_roll": "a school roll",
    "roll_change": "a return of joiners and leavers",
    "ehe": "a home education list",
    "alternative_provision": "an alternative provision list",
    "admissions": "an admissions list",
    "cme_register": "an authority's list of children missing education",
    "nhs": "the health register",
    "child_benefit": "the Child Benefit register",
    "social_care": "a social care register",
    "housing": "a housing register",
    "youth_justice": "a youth justice register",
    "travel": "border crossings",
    "attendance": "attendance marks",
    "enquiry_reply": "an answer to an enquiry",
}

SEARCHED = ("school_roll", "ehe", "alternative_provision", "admissions", "youth_justice", "nhs", "travel")
"""Registers that could show that a child is in education or gone, in the order in which they are named."""

GROUNDS = {
    "a": "registered at another school",
    "b": "nursery education ended",
    "c": "was on two rolls",
    "d": "an attendance order names another school",
    "e": "an attendance order was revoked",
    "f": "the parent wrote that the child is educated at home",
    "g": "moved out of reach",
    "h": "did not come back from leave",
    "i": "absent for twenty school days",
    "j": "detained under a sentence",
    "k": "died",
    "l": "over compulsory school age",
    "m": "boarding fees unpaid",
    "n": "left an independent or special school",
    "o": "permanently excluded",
}
"""Grounds for deletion in a few words (domain, section 2.2)."""


def school_name(urn: str | None, world: World, *, shielded: bool = False) -> str:
    """Return a school's name with its number; of a shielded child's, neither."""
    if shielded or not urn:
        return "a school"
    school = world.schools.get(urn)
    return f"{school.name} (URN {urn})" if school and school.name else f"the school with URN {urn}"


def authority_said(la_code: str | None, *, shielded: bool = False) -> str:
    """Return an authority's name; of a shielded child's, none."""
    return "an authority" if shielded else authority_name(la_code)


def destination_said(deletion: Deleted, world: World, *, shielded: bool = False) -> str:
    """Return where a deletion says that the child was going."""
    kinds = {"abroad": "abroad", "other_uk": "another nation of the United Kingdom", "ehe": "home education"}
    if deletion.destination_type in kinds:
        return kinds[deletion.destination_type]
    if deletion.destination_urn:
        return school_name(deletion.destination_urn, world, shielded=shielded)
    if deletion.destination_type == "independent":
        return "an independent school"
    if deletion.destination_la:
        return f"a school of {authority_said(deletion.destination_la, shielded=shielded)}"
    return "another school"


def ground_said(deletion: Deleted) -> str:
    """Return the ground of a deletion in words."""
    return (
        f"on ground {deletion.ground} ({GROUNDS.get(deletion.ground, 'not a known ground')})" if deletion.ground else "with no ground given"
    )


def what_was_searched(world: World) -> str:
    """Return one sentence on where the child was looked for."""
    said = []
    senders = len(world.rolls.newest)
    if senders:
        newest = max(world.rolls.newest.values())
        said.append(f"the school rolls of {plural(senders, 'sender')} (newest of {day_words(newest)})")
    for register in SEARCHED[1:]:
        days = [days[-1] for (name, _), days in world.snapshots.items() if name == register and days]
        if days:
            said.append(
                f"{REGISTER_NAMES[register].removeprefix('a ').removeprefix('an ').removeprefix('the ')} (newest of {day_words(max(days))})"
            )
    return f"Looked for in {listed(said)}." if said else "No register has come in which the child could be looked for."


def lead_said(lead: Lead, *, shielded: bool = False) -> str:
    """Return a lead as a sentence; of a shielded child without what might tell a place."""
    what = lead.what.split(" (")[0].split(" at school")[0] if shielded else lead.what
    return f"{day_words(lead.on)}: {what}."

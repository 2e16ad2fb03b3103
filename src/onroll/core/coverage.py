"""Whether the rolls that could show a child have come.

Source  contracts, section 5, "Coverage"; design, section 6.
"""

from __future__ import annotations

from dataclasses import dataclass

from onroll.core.candidates import Candidate
from onroll.core.explanations import authority_said, destination_said, school_name
from onroll.core.wording import capitalised, day_words
from onroll.core.world import LATE_AFTER_DAYS

NOBODY_SENT = (
    "Nobody has sent any school roll for the date, so a roll cannot have shown the child. Coverage is called full only because no roll "
    "is late beside another’s."
)


@dataclass(frozen=True, slots=True)
class Gap:
    """A roll that could show the child and has not come: who owes it, and the sentence that says so."""

    supplier: str
    said: str


def gaps(child: Candidate) -> list[Gap]:
    """Return the rolls that could show the child and have not arrived for the date; none means full coverage."""
    return [*_destination(child), *_residence(child), *_last_roll(child)]


def how_full(child: Candidate) -> list[str]:
    """Return what to say beside a coverage that is full only by the letter: lateness is measured against other senders.

    Source  contracts, section 5, "Coverage": a roll is late beside the newest of the other senders; where nobody sends, none is.
    """
    if not child.world.rolls.newest:
        return [NOBODY_SENT]
    if child.residence.la_code is None:
        return ["Nobody knows in which authority the child lives, so it cannot be said whether that authority’s roll has come."]
    return []


def _destination(child: Candidate) -> list[Gap]:
    """The named destination has sent no roll dated on or after the 10th school day."""
    deletion, due = child.named_deletion, child.arrival_due()
    if deletion is None or due is None or child.on < due[1]:
        return []
    world = child.world
    if deletion.destination_urn:
        newest = world.newest_roll_that_covers(deletion.destination_urn)
        owes = deletion.destination_urn
        if deletion.destination_urn not in world.rolls.newest:
            owes = world.authority_of_school(deletion.destination_urn) or deletion.destination_la or owes
    elif deletion.destination_la:
        newest = world.newest_roll_of_authority(deletion.destination_la)
        owes = deletion.destination_la
    else:
        return []
    if newest is not None and newest >= due[1]:
        return []
    where = destination_said(deletion, world, shielded=child.shielded)
    return [Gap(owes, f"No roll of {where} dated {day_words(due[1])} or later has come.")]


def _residence(child: Candidate) -> list[Gap]:
    """The authority where the child lives has sent no roll, or one that is late beside the others'."""
    la_code = child.residence.la_code
    if la_code is None:
        return []
    name = authority_said(la_code, shielded=child.shielded)
    newest, others = child.world.newest_roll_of_authority(la_code), child.world.rolls.newest_of_others(la_code)
    if others is None:
        return []
    if newest is None:
        return [Gap(la_code, f"{capitalised(name)}, where the child lives, has sent no roll.")]
    if (others - newest).days > LATE_AFTER_DAYS:
        return [
            Gap(
                la_code,
                f"The newest roll of {name}, where the child lives, is of {day_words(newest)}; "
                f"others have sent one of {day_words(others)}.",
            )
        ]
    return []


def _last_roll(child: Candidate) -> list[Gap]:
    """The supplier of the last roll is late, or that school is not in its newest, or is closed, or its state too old."""
    spell = child.last_roll
    if spell is None:
        return []
    world, found = child.world, []
    school = school_name(spell.urn, world, shielded=child.shielded)
    newest, others = world.rolls.newest.get(spell.supplier), world.rolls.newest_of_others(spell.supplier)
    if newest is not None and others is not None and (others - newest).days > LATE_AFTER_DAYS and spell.supplier != child.residence.la_code:
        found.append(
            Gap(
                spell.supplier,
                f"The sender of the last roll has sent none since {day_words(newest)}; others have sent one of {day_words(others)}.",
            )
        )
    if (spell.supplier, spell.urn) in world.rolls.not_sent:
        found.append(Gap(spell.supplier, f"No pupil of {school} is in the newest roll, which counts as not sent."))
    if spell.ending in ("stale", "closed"):
        found.append(Gap(spell.supplier, f"The newest roll of {school} is of {day_words(spell.last_on)}."))
    return found

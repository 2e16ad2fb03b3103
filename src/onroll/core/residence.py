"""Where a child lives: the authority of the most recent address evidence.

Source  contracts, section 5, "Residence".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onroll.core.histories import History
from onroll.core.sightings.shape import Deleted, OnRoll
from onroll.core.world import World

TRUSTED_FIRST = (
    "roll_change",
    "school_roll",
    "admissions",
    "ehe",
    "alternative_provision",
    "social_care",
    "housing",
    "cme_register",
    "youth_justice",
    "nhs",
    "child_benefit",
    "travel",
)
"""Of addresses dated the same day, the one whose register stands first here counts."""


@dataclass(frozen=True, slots=True)
class Residence:
    """The authority where the child lives, since when that was known, and the row that says so.

    Shape  la_code: None where nothing tells; postcode: None where it follows from the last roll's school alone.
    """

    la_code: str | None
    postcode: str | None
    since: date | None
    evidence: str | None


def residence(history: History, world: World) -> Residence:
    """Return where the child lives as of the world's day."""
    usable = [each for each in _addresses(history, world) if each[2] in world.authority_of_postcode]
    if usable:
        since, _, postcode, evidence = max(usable, key=_recency)
        return Residence(world.authority_of_postcode[postcode], postcode, since, evidence)
    return _by_last_roll(history, world)


def _recency(address: tuple[date, str, str, str]) -> tuple[date, int, str]:
    on, register, _, evidence = address
    rank = TRUSTED_FIRST.index(register) if register in TRUSTED_FIRST else len(TRUSTED_FIRST)
    return on, -rank, evidence


def _addresses(history: History, world: World) -> list[tuple[date, str, str, str]]:
    """Return each address that counts: the day from which, the register, the postcode, the row."""
    found: list[tuple[date, str, str, str]] = []
    first_shown: dict[tuple[str, str], tuple[date, str]] = {}
    for claim in history.claims:
        source = claim.source
        if isinstance(claim, Deleted) and claim.new_postcode:
            if claim.change_on <= world.on:
                found.append((claim.change_on, source.register, claim.new_postcode, source.reference))
            continue  # the row's own address is the one that the child is leaving
        if isinstance(claim, OnRoll):
            shown_on = claim.shown_as_pupil_on
            if source.postcode and shown_on and claim.entry_on <= shown_on and not claim.guest:
                found.append((shown_on, source.register, source.postcode, source.reference))
            continue
        if not source.postcode:
            continue
        key = (source.register, source.postcode)
        if key not in first_shown or source.first_on < first_shown[key][0]:
            first_shown[key] = (source.first_on, source.first_reference)
    found += [(on, register, postcode, evidence) for (register, postcode), (on, evidence) in first_shown.items()]
    return found


def _by_last_roll(history: History, world: World) -> Residence:
    """Without a usable postcode: the authority of the last roll's school, else of its sender."""
    spell = history.last_roll
    if spell is None:
        return _by_sender(history)
    la_code = world.authority_of_school(spell.urn) or (spell.supplier if len(spell.supplier) == 3 else None)
    evidence = spell.last_source.reference if spell.last_source else spell.evidence[-1] if spell.evidence else None
    return Residence(la_code, None, spell.shown_on or spell.last_on, evidence)


def _by_sender(history: History) -> Residence:
    senders = [claim.source for claim in history.claims if len(claim.source.supplier) == 3 and claim.source.supplier.isdigit()]
    if not senders:
        return Residence(None, None, None, None)
    last = max(senders, key=lambda source: (source.last_on, source.supplier))
    return Residence(last.supplier, None, last.first_on, last.reference)

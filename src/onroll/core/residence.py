"""Where a child lives, and lived: the authority of the most recent address evidence, as of a day.

Source  contracts, section 5, "Residence"; issue "Measures", point 1 (the annual count).
"""

from __future__ import annotations

from collections.abc import Sequence
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


@dataclass(frozen=True, slots=True)
class FormerResidence:
    """An authority where the child lived before. Shape  starts_on: None: as far back as is known; ends_before: the first day elsewhere."""

    la_code: str
    starts_on: date | None
    ends_before: date


Address = tuple[date, str, str, str, date]
"""The day that it counts from, the register, the postcode, the row, and the first day on which it was said."""


def residence(history: History, world: World) -> Residence:
    """Return where the child lives as of the world's day."""
    return residences(history, world)[0]


def residences(history: History, world: World) -> tuple[Residence, Sequence[FormerResidence]]:
    """Return where the child lives as of the world's day, and the other authorities where addresses showed the child before, in order.

    A roll shows an address from its first extract to its last; any other register on the first day that it is said.
    """
    usable = [each for each in _addresses(history, world) if each[2] in world.authority_of_postcode]
    if not usable:
        return _by_last_roll(history, world), ()
    since, _, postcode, evidence, _ = max(usable, key=_recency)
    present = Residence(world.authority_of_postcode[postcode], postcode, since, evidence)
    places = {world.authority_of_postcode[each[2]] for each in usable}
    return present, _former(usable, present, world) if len(places) > 1 else ()


def _former(usable: Sequence[Address], present: Residence, world: World) -> Sequence[FormerResidence]:
    moves: list[tuple[date, str]] = []
    for day in sorted({each[4] for each in usable}):
        said = [each for each in usable if each[4] <= day]
        *_, postcode, _, _ = max(said, key=lambda each: _recency_on(each, day))
        moves.append((day, world.authority_of_postcode[postcode]))
    if present.la_code and present.since and moves[-1][1] != present.la_code:
        moves.append((max(present.since, moves[-1][0]), present.la_code))
    changes = [move for place, move in enumerate(moves) if place == 0 or move[1] != moves[place - 1][1]]
    starts = [None, *(day for day, _ in changes[1:])]
    return [
        FormerResidence(la_code, start, after[0])
        for start, (_, la_code), after in zip(starts, changes, changes[1:], strict=False)
        if start is None or start < after[0]
    ]


def _recency_on(address: Address, day: date) -> tuple[date, bool, int, str]:
    """Return how recent an address is on a day: whoever goes on saying it is believed before whoever said once that it is another."""
    on, *_, first = address
    shown, rank, evidence = _recency((min(on, day), *address[1:]))
    return shown, first < day <= on, rank, evidence


def _recency(address: Address) -> tuple[date, int, str]:
    on, register, _, evidence, _ = address
    rank = TRUSTED_FIRST.index(register) if register in TRUSTED_FIRST else len(TRUSTED_FIRST)
    return on, -rank, evidence


def _addresses(history: History, world: World) -> list[Address]:
    """Return each address that counts."""
    found: list[Address] = []
    rolls: dict[tuple[object, ...], Address] = {}
    first_shown: dict[tuple[str, str], tuple[date, str]] = {}
    for claim in history.claims:
        source = claim.source
        if isinstance(claim, Deleted) and claim.new_postcode:
            if claim.change_on <= world.on:
                found.append((claim.change_on, source.register, claim.new_postcode, source.reference, claim.change_on))
            continue  # the row's own address is the one that the child is leaving
        if isinstance(claim, OnRoll):
            shown_on = claim.shown_as_pupil_on
            if source.postcode and shown_on and claim.entry_on <= shown_on and not claim.guest:
                key_of_roll = (source.register, source.supplier, claim.urn, claim.entry_on, source.postcode)
                said = (shown_on, source.register, source.postcode, source.reference, min(claim.as_of or source.first_on, shown_on))
                rolls[key_of_roll] = _together(rolls.get(key_of_roll, said), said)
            continue
        if not source.postcode:
            continue
        key = (source.register, source.postcode)
        if key not in first_shown or source.first_on < first_shown[key][0]:
            first_shown[key] = (source.first_on, source.first_reference)
    found += rolls.values()
    found += [(on, register, postcode, evidence, on) for (register, postcode), (on, evidence) in first_shown.items()]
    return found


def _together(one: Address, other: Address) -> Address:
    """Return what a roll says twice as one: from its first day to its last."""
    last = max(one, other, key=_recency)
    return *last[:4], min(one[4], other[4])


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

"""One child's evidence, put in order: rolls, other education, applications, departures and returns, as of a day.

Source  contracts, section 5.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from onroll.core.rolls import RollSpell, roll_spells
from onroll.core.sightings import EDUCATION_REGISTERS
from onroll.core.sightings.shape import (
    Added,
    Application,
    Arrival,
    Claim,
    Deleted,
    Departure,
    Known,
    Lead,
    OnRoll,
    Provision,
    ProvisionKind,
    Source,
)
from onroll.core.world import World


@dataclass(slots=True)
class ProvisionSpell:
    """One unbroken time in education other than on a roll.

    Shape  last_on: None while it is open; ending `ended`: the row gives the day; `silent`: the supplier's next snapshot
           does not show it.
    """

    kind: ProvisionKind
    starts_on: date
    last_on: date | None
    ending: Literal["open", "ended", "silent"]
    said: Provision
    evidence: tuple[str, ...]

    def covers(self, day: date) -> bool:
        """Return whether it includes a day."""
        return self.starts_on <= day and (self.last_on is None or self.last_on >= day)

    def unsuitable_on(self, day: date) -> bool:
        """Return whether it is home education that had been found unsuitable by a day."""
        said = self.said
        return said.suitability == "unsuitable" and (said.assessed_on is None or said.assessed_on <= day)

    @property
    def part_time(self) -> bool:
        """Return whether it is alternative provision that is not full-time."""
        return self.kind == "alternative_provision" and not self.said.full_time


@dataclass(frozen=True, slots=True)
class Return:
    """The child was seen in England again after a confirmed departure."""

    on: date
    evidence: tuple[str, ...]


@dataclass(slots=True)
class History:
    """Everything that counts about one child on one day.

    Shape  rolls, provisions: by last day, only those that had begun. departure: the confirmed exit that stands, if any.
           cancelled_departure, returned: the last one that later evidence beat, and that evidence. education_rows:
           the child was ever in an education register.
    """

    date_of_birth: date
    claims: tuple[Claim, ...]
    rolls: list[RollSpell] = field(default_factory=list)
    provisions: list[ProvisionSpell] = field(default_factory=list)
    applications: list[Application] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    departure: Departure | None = None
    cancelled_departure: Departure | None = None
    returned: Return | None = None
    leads: list[Lead] = field(default_factory=list)
    education_rows: bool = False

    @property
    def last_roll(self) -> RollSpell | None:
        """Return the roll that the child was on last; of several, one whose deletion names a destination."""
        if not self.rolls:
            return None
        last_on = self.rolls[-1].last_on
        return max((each for each in self.rolls if each.last_on == last_on), key=_tells_most)

    def rolls_on(self, day: date) -> list[RollSpell]:
        """Return the rolls that the child is on, on a day."""
        return [spell for spell in self.rolls if spell.covers(day)]

    def provisions_on(self, day: date) -> list[ProvisionSpell]:
        """Return the other education that the child is in, on a day."""
        return [spell for spell in self.provisions if spell.covers(day)]

    def last_education(self, by: date) -> RollSpell | ProvisionSpell | None:
        """Return what the child was in last, of all that ended before a day."""
        spells: list[RollSpell | ProvisionSpell] = [*self.rolls, *self.provisions]
        ended = [each for each in spells if each.last_on is not None and each.last_on < by]
        return max(ended, key=lambda each: (each.last_on or date.min, isinstance(each, RollSpell)), default=None)


def _tells_most(spell: RollSpell) -> tuple[bool, bool, date, str]:
    deletion = spell.deletion
    return deletion is not None and deletion.names_destination, deletion is not None, spell.starts_on, spell.urn


def assemble(date_of_birth: date, claims: Iterable[Claim], world: World) -> History:
    """Return one child's history as of the world's day.

    Shape  claims: of extracts that count and are dated on or before that day.
    """
    history = History(date_of_birth, tuple(claims))
    rows: list[OnRoll] = []
    added: list[Added] = []
    deleted: list[Deleted] = []
    provisions: list[Provision] = []
    departures: list[Departure] = []
    arrivals: list[Arrival] = []
    for claim in history.claims:
        history.education_rows |= claim.source.register in EDUCATION_REGISTERS
        match claim:
            case OnRoll():
                rows.append(claim)
            case Known():
                history.known.append(claim)
            case Provision():
                provisions.append(claim)
            case Deleted():
                deleted.append(claim)
            case Added():
                added.append(claim)
            case Application():
                if world.is_newest_snapshot("admissions", claim.source.supplier, claim.source.last_on):
                    history.applications.append(claim)
            case Departure():
                if claim.on <= world.on:
                    departures.append(claim)
            case Arrival():
                if claim.on <= world.on:
                    arrivals.append(claim)
            case Lead():
                history.leads.append(claim)
    history.rolls = roll_spells(rows, added, deleted, world)
    history.provisions = _provision_spells(provisions, world)
    _settle_departure(history, departures, arrivals, rows, world)
    return history


# Other education


def _provision_spells(provisions: list[Provision], world: World) -> list[ProvisionSpell]:
    spells: dict[tuple[object, ...], Provision] = {}
    for said in provisions:
        key = (said.source.register, said.source.supplier, said.kind, said.starts_on, said.urn, said.name)
        other = spells.get(key)
        if other is None or _newer(said) > _newer(other):
            spells[key] = said
    found = [_provision_spell(said, world) for said in spells.values()]
    begun = [spell for spell in found if spell.starts_on <= world.on and (spell.last_on is None or spell.last_on >= spell.starts_on)]
    begun.sort(key=lambda spell: (spell.last_on or date.max, spell.starts_on, spell.evidence))
    return begun


def _newer(said: Provision) -> tuple[date, bool, date, str]:
    return said.source.last_on, said.ends_on is None, said.assessed_on or date.min, said.source.reference


PROVIDERS_REGISTER = {"home_education": "ehe", "alternative_provision": "alternative_provision", "on_roll": "school_roll", "custody": ""}


def _provision_spell(said: Provision, world: World) -> ProvisionSpell:
    source = said.source
    if said.answered_on is not None:  # a reply holds until that provider's own next extract
        shown_until = said.answered_on
        silent = world.next_snapshot(PROVIDERS_REGISTER[said.kind], source.supplier, said.answered_on) if said.kind != "on_roll" else None
    else:
        shown_until = source.last_on
        silent = world.next_snapshot(source.register, source.supplier, source.last_on)
    last_on, ending = said.ends_on, "ended" if said.ends_on is not None and said.ends_on < world.on else "open"
    if silent is not None and (said.ends_on is None or said.ends_on >= silent):
        last_on, ending = shown_until, "silent"
    return ProvisionSpell(said.kind, said.starts_on, last_on, ending, said, (source.reference,))  # type: ignore[arg-type]


# Departures and returns


def _settle_departure(history: History, departures: list[Departure], arrivals: list[Arrival], rows: list[OnRoll], world: World) -> None:
    """Find the last confirmed departure, and whether later evidence beats it.

    Source  contracts, section 5: "a roll, home education, application or entry dated after an exit cancels it".
    """
    standing = [each for each in departures if not _taken_back(each, history.known)]
    if not standing:
        taken_back = [each for each in departures if each not in standing]
        if taken_back:
            last = max(taken_back, key=lambda each: each.on)
            history.cancelled_departure, history.returned = last, _registered_again(last, history.known)
        return
    last = max(standing, key=lambda each: (each.on, each.kind == "died", each.source.reference))
    after = _returns_after(last.on, history, arrivals, world.on)
    if after:
        history.cancelled_departure = last
        history.returned = min(after, key=lambda each: (each.on, each.evidence))
    elif _still_on_a_roll_after(last.on, history, rows):
        history.cancelled_departure = last
    else:
        history.departure = last


def _taken_back(departure: Departure, known: list[Known]) -> bool:
    """Whether the same register, in its newest row about the child, says instead that the child is registered again."""
    return departure.source.register == "nhs" and _registered_again(departure, known) is not None


def _registered_again(departure: Departure, known: list[Known]) -> Return | None:
    source = departure.source
    newer = [
        each
        for each in known
        if each.source is not source
        and each.source.register == source.register
        and each.source.supplier == source.supplier
        and (each.source.last_on > source.last_on or (each.source.last_on == source.last_on and each.since > departure.on))
        and (each.until is None or each.until > departure.on)
    ]
    if not newer:
        return None
    last = max(newer, key=lambda each: each.source.last_on)
    day = max(last.since, departure.on + timedelta(days=1))
    return Return(min(day, max(last.source.last_on, departure.on)), (last.source.reference,))


def _returns_after(day: date, history: History, arrivals: list[Arrival], on: date) -> list[Return]:
    seen = [Return(each.on, (each.source.reference,)) for each in arrivals if each.on > day]
    seen += [Return(each.starts_on, each.evidence) for each in history.rolls if each.starts_on > day]
    seen += [Return(each.starts_on, each.evidence) for each in history.provisions if each.starts_on > day]
    seen += [Return(each.applied_on, (each.source.reference,)) for each in history.applications if day < each.applied_on <= on]
    return seen


def _still_on_a_roll_after(day: date, history: History, rows: list[OnRoll]) -> bool:
    """Whether a roll dated after the departure still shows the pupil, and no deletion then bears the departure out."""
    for spell in history.rolls:
        if spell.shown_on is None or spell.shown_on <= day:
            continue
        deletion = spell.deletion
        if deletion is not None and deletion.change_on >= day and deletion.destination_type in ("abroad", "other_uk"):
            continue
        return True
    return False


def shown_by(known: Iterable[Known], claims: Iterable[Claim], world: World) -> dict[str, Source]:
    """Return the registers that show the child now, each with a row that does.

    Shape  snapshots: only the supplier's newest counts; events count for good.
    """
    shown: dict[str, Source] = {}
    for claim in claims:
        source = claim.source
        if world.is_newest_snapshot(source.register, source.supplier, source.last_on):
            other = shown.get(source.register)
            if other is None or source.last_on > other.last_on:
                shown[source.register] = source
    return shown

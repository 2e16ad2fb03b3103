"""One child's time on school rolls: from when, to when, and how it ended.

Source  contracts, section 5, "Coverage" (present state, amendments, cancelled deletions), "On a roll" and "Since".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onroll.core.sightings.shape import Added, Deleted, OnRoll, Source
from onroll.core.world import World

Ending = Literal["open", "deleted", "left", "vanished", "stale", "closed"]


@dataclass(slots=True)
class RollSpell:
    """One unbroken time on one school's roll.

    Shape  last_on: the last day on the roll, None while it is open. shown_on: the last day on which a row shows the
           pupil. silent_on: the first snapshot that does not (vanished). nc_year: in the last row that shows the pupil.
           supplier: of the last row that shows the pupil. evidence: the rows it rests on.
    """

    urn: str
    starts_on: date
    last_on: date | None
    ending: Ending
    supplier: str
    shown_on: date | None = None
    silent_on: date | None = None
    nc_year: str | None = None
    deletion: Deleted | None = None
    evidence: tuple[str, ...] = ()
    last_source: Source | None = None
    dual: bool = False

    def covers(self, day: date) -> bool:
        """Return whether the child is on this roll on a day."""
        return self.starts_on <= day and (self.last_on is None or self.last_on >= day)


class _Stint:
    """Rows of one school that speak of one time on its roll, before its end is judged."""

    __slots__ = ("added", "rows", "shown", "shown_on", "starts_on")

    def __init__(self, starts_on: date) -> None:
        self.starts_on = starts_on
        self.rows: list[OnRoll] = []
        self.added: list[Added] = []
        self.shown_on: date | None = None
        self.shown: OnRoll | None = None

    def take(self, row: OnRoll) -> None:
        self.rows.append(row)
        shown_on = row.shown_as_pupil_on
        if shown_on is None:
            return
        if self.shown is None or self.shown_on is None or _precedes(self.shown_on, self.shown, shown_on, row):
            self.shown_on, self.shown = shown_on, row

    def join(self, later: _Stint) -> None:
        for row in later.rows:
            self.take(row)
        self.added += later.added

    @property
    def known_until(self) -> date | None:
        """The last day on which anything shows the pupil: a row, or the day of joining."""
        days = [self.shown_on] if self.shown_on else []
        days += [event.change_on for event in self.added]
        return max(days, default=None)

    def shown_as_pupil_after(self, day: date) -> bool:
        return self.shown_on is not None and self.shown_on > day


def _precedes(shown_on: date, shown: OnRoll, other_on: date, other: OnRoll) -> bool:
    """Whether the other row is the later word; of the same day the school's own, then by reference."""
    if shown_on != other_on:
        return shown_on < other_on
    return (shown.source.supplier == shown.urn, shown.source.reference) < (other.source.supplier == other.urn, other.source.reference)


def roll_spells(rows: Sequence[OnRoll], added: Sequence[Added], deleted: Sequence[Deleted], world: World) -> list[RollSpell]:
    """Return one child's spells on rolls, by last day; guests' rows and times that never began left out.

    Shape  rows, added, deleted: of one child, any order; spells of different schools may overlap.
    """
    urns: dict[str, tuple[list[OnRoll], list[Added], list[Deleted]]] = {}
    for row in rows:
        if not row.guest:
            urns.setdefault(row.urn, ([], [], []))[0].append(row)
    for event in added:
        if event.change_on <= world.on:
            urns.setdefault(event.urn, ([], [], []))[1].append(event)
    for deletion in deleted:
        urns.setdefault(deletion.urn, ([], [], []))[2].append(deletion)
    spells = []
    for urn, (of_urn, added_to, deleted_from) in urns.items():
        spells += _spells_at(urn, of_urn, added_to, deleted_from, world)
    spells.sort(key=lambda spell: (spell.last_on or date.max, spell.starts_on, spell.urn))
    return spells


def _spells_at(urn: str, rows: list[OnRoll], added: list[Added], deleted: list[Deleted], world: World) -> list[RollSpell]:
    stints = _stints(rows, added, deleted)
    merged: list[_Stint] = []
    for stint in stints:
        if merged and not _ends_before(urn, merged[-1], stint, deleted, world):
            merged[-1].join(stint)
        else:
            merged.append(stint)
    for place, stint in enumerate(merged):
        if _is_in_present_state(urn, stint, world):  # what the newest roll shows is not ended by an older row's entry date
            for later in merged[place + 1 :]:
                stint.join(later)
            del merged[place + 1 :]
            break
    spells = []
    for place, stint in enumerate(merged):
        bound = merged[place + 1].starts_on if place + 1 < len(merged) else None
        spell = _judge(urn, stint, bound, deleted, world)
        if spell.starts_on <= world.on and (spell.last_on is None or spell.last_on >= spell.starts_on):
            spells.append(spell)
    return spells


def _stints(rows: list[OnRoll], added: list[Added], deleted: list[Deleted]) -> list[_Stint]:
    by_start: dict[date, _Stint] = {}
    for row in rows:
        by_start.setdefault(row.entry_on, _Stint(row.entry_on)).take(row)
    for event in added:
        by_start.setdefault(event.change_on, _Stint(event.change_on)).added.append(event)
    for deletion in deleted:
        if not any(start <= deletion.change_on for start in by_start):
            by_start.setdefault(deletion.change_on, _Stint(deletion.change_on))  # a pupil known by the deletion alone
    return [by_start[start] for start in sorted(by_start)]


def _ends_before(urn: str, stint: _Stint, following: _Stint, deleted: list[Deleted], world: World) -> bool:
    """Whether something ended a time on the roll before the next entry date."""
    begins = following.starts_on
    if any(stint.starts_on <= each.change_on < begins and not stint.shown_as_pupil_after(each.change_on) for each in deleted):
        return True
    left = _left_on(stint)
    if left is not None and left[0] < begins:
        return True
    known_until = stint.known_until
    if known_until is None:
        return True
    silent = world.rolls.first_state_after(urn, known_until)
    return silent is not None and silent.as_at < begins


def _left_on(stint: _Stint) -> tuple[date, OnRoll] | None:
    """The leaving date of the newest row that gives one; a later row that still shows the pupil cancels it."""
    best: tuple[date, OnRoll] | None = None
    for row in stint.rows:
        day = row.left_on
        if day is None and row.past and not stint.shown_as_pupil_after(row.shown_on):
            day = stint.shown_on or row.source.first_on
            if best is None or _leaving(day, row) > _leaving(*best):
                best = (day, row)
            continue
        if day is None or stint.shown_as_pupil_after(day) or (stint.shown_on == day and stint.shown and stint.shown.left_on is None):
            continue
        if best is None or _leaving(day, row) > _leaving(*best):
            best = (day, row)
    return best


def _leaving(day: date, row: OnRoll) -> tuple[date, date, str]:
    return row.shown_on, day, row.source.reference


def _judge(urn: str, stint: _Stint, bound: date | None, deleted: list[Deleted], world: World) -> RollSpell:
    """Say when and how a time on a roll ended."""
    in_present_state = bound is None and _is_in_present_state(urn, stint, world)
    state = world.rolls.present_state(urn)
    spell = RollSpell(urn, stint.starts_on, None, "open", "", shown_on=stint.shown_on)
    _name_rows(spell, stint)
    deletion = _deletion_of(stint, bound, deleted, state.as_at if in_present_state and state else None)
    left = _left_on(stint)
    known_until = stint.known_until
    if deletion is not None:
        spell.ending, spell.last_on, spell.deletion = "deleted", deletion.change_on, deletion
        spell.evidence = (*spell.evidence, deletion.source.reference)
        spell.supplier = spell.supplier or deletion.source.supplier
        return spell
    silent = world.rolls.first_state_after(urn, known_until) if known_until and not in_present_state else None
    if in_present_state and (left is None or left[0] >= world.on):
        return _still_shown(spell, known_until, world, left[0] if left else None)
    if left is not None and (silent is None or left[0] < silent.as_at or left[1].past or left[1].shown_on >= silent.as_at):
        day, row = left
        spell.ending, spell.last_on = "left", day
        spell.evidence = tuple(dict.fromkeys((*spell.evidence, row.source.reference)))
        spell.supplier = spell.supplier or row.source.supplier
        spell.last_source = spell.last_source or row.source
        spell.nc_year = spell.nc_year or row.nc_year
        return spell
    if silent is None:  # the snapshot of that very day does not show the child
        silent = state
    spell.ending, spell.last_on, spell.silent_on = "vanished", known_until or stint.starts_on, silent.as_at if silent else None
    return spell


def _still_shown(spell: RollSpell, known_until: date | None, world: World, leaves_on: date | None) -> RollSpell:
    spell.last_on = leaves_on
    school = world.schools.get(spell.urn)
    if school and school.closed_on and school.closed_on < world.on:
        spell.ending, spell.last_on = "closed", known_until
    elif known_until and world.is_stale(known_until):
        spell.ending, spell.last_on = "stale", known_until
    return spell


def _is_in_present_state(urn: str, stint: _Stint, world: World) -> bool:
    """Whether the newest state of the school's roll, as amended, shows the pupil."""
    state = world.rolls.present_state(urn)
    if state is None:
        return stint.known_until is not None
    if any(event.change_on > state.as_at for event in stint.added):
        return True
    for row in stint.rows:
        shown_on = row.shown_as_pupil_on
        if shown_on is None:
            continue
        if row.adds:
            if shown_on >= state.as_at:
                return True
        elif shown_on == state.as_at and row.source.supplier in state.suppliers:
            return True
    return False


def _deletion_of(stint: _Stint, bound: date | None, deleted: list[Deleted], present: date | None) -> Deleted | None:
    """The deletion that ended it: not cancelled by a later row, nor already in the present state that shows the pupil."""
    best: Deleted | None = None
    for each in deleted:
        if each.change_on < stint.starts_on or (bound is not None and each.change_on >= bound):
            continue
        if stint.shown_as_pupil_after(each.change_on) or (present is not None and each.change_on <= present):
            continue
        if best is None or _word(each) > _word(best):
            best = each
    return best


def _word(deletion: Deleted) -> tuple[date, date, bool, str]:
    source = deletion.source
    return deletion.change_on, source.last_on, deletion.names_destination, source.reference


def _name_rows(spell: RollSpell, stint: _Stint) -> None:
    shown = stint.shown
    newest = max(stint.added, key=lambda event: (event.change_on, event.source.reference), default=None)
    if shown is not None:
        spell.nc_year, spell.supplier, spell.last_source = shown.nc_year, shown.source.supplier, shown.source
        spell.evidence = (shown.source.reference,)
        spell.dual = shown.dual
    if newest is not None and (stint.shown_on is None or newest.change_on > stint.shown_on):
        spell.supplier, spell.last_source = newest.source.supplier, newest.source
        spell.evidence = (*spell.evidence, newest.source.reference)

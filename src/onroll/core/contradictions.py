"""Contradictions between registers about one child: kept as contradictions, never settled silently.

Source  issue "The line, end to end", point 5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from onroll.core.histories import History
from onroll.core.rolls import RollSpell
from onroll.core.school_age import ends_on, school_year
from onroll.core.sightings.shape import Departure
from onroll.core.world import World

KINDS = {
    "on_two_rolls": "On two rolls at once, and not by dual registration.",
    "home_educated_and_on_roll": "On a home education list and on a roll at once.",
    "abroad_and_seen": "Left England by one register, and shown there later by another.",
    "dead_and_attending": "Dead by one register, and on a roll or at school later by another.",
    "deleted_as_over_age_too_early": "Deleted as over compulsory school age long before its end.",
}
"""Each kind in a sentence."""

SHOW_PRESENCE = frozenset({"nhs", "child_benefit", "social_care", "housing", "youth_justice"})


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two things that cannot both be so, and the rows that say them; `ends_before` None while it lasts."""

    kind: str
    starts_on: date
    ends_before: date | None
    evidence: tuple[str, ...]
    because: str


def contradictions(history: History, world: World) -> list[Contradiction]:
    """Return the contradictions in one child's history."""
    return [*_two_rolls(history), *_home_and_roll(history), *_gone_and_seen(history), *_over_age(history)]


def _overlap(a_first: date, a_last: date | None, b_first: date, b_last: date | None) -> tuple[date, date | None] | None:
    first = max(a_first, b_first)
    last = min((day for day in (a_last, b_last) if day is not None), default=None)
    if last is not None and last <= first:  # one shared day is a day of change, not a contradiction
        return None
    return first, last + timedelta(days=1) if last else None


def _two_rolls(history: History) -> Iterator[Contradiction]:
    if len(history.rolls) < 2:
        return
    for place, one in enumerate(history.rolls):
        for other in history.rolls[place + 1 :]:
            overlap = _overlap(one.starts_on, one.last_on, other.starts_on, other.last_on)
            if one.urn != other.urn and overlap and not (one.dual or other.dual):
                yield _contradiction("on_two_rolls", overlap, one.evidence + other.evidence)


def _home_and_roll(history: History) -> Iterator[Contradiction]:
    for spell in history.provisions:
        if spell.kind != "home_education":
            continue
        for roll in history.rolls:
            overlap = _overlap(spell.starts_on, spell.last_on, roll.starts_on, roll.last_on)
            if overlap:
                yield _contradiction("home_educated_and_on_roll", overlap, spell.evidence + roll.evidence)


def _gone_and_seen(history: History) -> Iterator[Contradiction]:
    gone = history.departure or history.cancelled_departure
    if gone is None or (history.departure is None and gone.kind != "died"):
        return
    rows = _shown_after(history, gone)
    if not rows:
        return
    kind = "dead_and_attending" if gone.kind == "died" else "abroad_and_seen"
    yield _contradiction(kind, (gone.on, None), (gone.source.reference, *rows))


def _shown_after(history: History, gone: Departure) -> tuple[str, ...]:
    rows: list[str] = []
    for roll in history.rolls:
        if _shown_last(roll) > gone.on:
            rows += roll.evidence
    rows += [claim.source.reference for claim in history.leads if claim.source.register == "attendance" and claim.on > gone.on]
    if gone.kind != "died":
        for known in history.known:
            source = known.source
            elsewhere = source.register in SHOW_PRESENCE and source.register != gone.source.register
            if elsewhere and source.last_on > gone.on and not known.until:
                rows.append(source.reference)
    return tuple(dict.fromkeys(rows))


def _shown_last(roll: RollSpell) -> date:
    return roll.shown_on or date.min


def _over_age(history: History) -> Iterator[Contradiction]:
    for roll in history.rolls:
        deletion = roll.deletion
        if deletion is None or deletion.ground != "l":
            continue
        if school_year(deletion.change_on) < school_year(ends_on(history.date_of_birth)):
            yield _contradiction("deleted_as_over_age_too_early", (deletion.change_on, None), roll.evidence)


def _contradiction(kind: str, span: tuple[date, date | None], evidence: tuple[str, ...]) -> Contradiction:
    return Contradiction(kind, span[0], span[1], tuple(dict.fromkeys(evidence)), KINDS[kind])

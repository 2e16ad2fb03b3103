"""The consistent identifier of a child: a typed claim with versions, which begins, is replaced, and ends, and is never overwritten.

What registers say is one claim each, with the first and the last day on which they said so. What a demographic service answered, and
what a person said of it, is a row of its own under the next version. The latest row about a number says how it stands.

Source  Children Act 2004, s.16LC (regulations name the identifier; the NHS number is expected); domain, sections 6.1, 7.2 and 10, and
        requirement 23 (changed, superseded and former identifiers; an adopted child's new one is never tied to the former one).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from onroll.core.identifiers import is_nhs_number
from onroll.core.records import read_nhs_number

Verb = Literal["claimed", "proposed", "accepted", "refused", "superseded", "invalid", "reissued"]
Standing = Literal["active", "disputed", "said", "proposed", "superseded", "invalid", "refused", "reissued"]

STANDINGS: Mapping[Standing, str] = {
    "active": "The child’s number",
    "disputed": "Two numbers at once: one is wrong, or was replaced",
    "said": "A register says so; nobody has checked it",
    "proposed": "May be the child’s number; somebody must say yes or no",
    "superseded": "Replaced by another number",
    "invalid": "Not in use, or not the child’s",
    "refused": "Looked at, and not the child’s",
    "reissued": "Ended; a new number was given, and the two are never tied",
}
_AFTER: Mapping[Verb, Standing] = {
    "claimed": "active",
    "proposed": "proposed",
    "accepted": "active",
    "refused": "refused",
    "superseded": "superseded",
    "invalid": "invalid",
    "reissued": "reissued",
}


@dataclass(frozen=True, slots=True)
class IdentifierType:
    """One kind of consistent identifier. Shape  read: the number as it is compared, or None where the text is none."""

    title: str
    read: Callable[[str], str | None]
    is_valid: Callable[[str], bool]
    source: str


NHS_NUMBER = "nhs_number"
IDENTIFIER_TYPES: Mapping[str, IdentifierType] = {
    NHS_NUMBER: IdentifierType("NHS number", read_nhs_number, is_nhs_number, "Children Act 2004, s.16LC: expected, no regulations yet"),
}
"""The kinds that may be claimed. Regulations that name another one add a line; what was claimed before keeps its type."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One row of what was said about a number. Shape  successor: what replaced it, of `superseded` alone. source: who said so."""

    version: int
    value: str
    verb: Verb
    on: date
    source: str
    successor: str = ""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What registers say: a number, the days of the first and the last extract with it, and which registers."""

    value: str
    first_on: date
    last_on: date
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class HowItStands:
    """One number of a child as it stands now.

    Shape  version: of the row that says so; 0 where only registers do. since: from that day on. successor: what replaced it.
           sources: who says it.
    """

    value: str
    standing: Standing
    since: date
    version: int = 0
    successor: str = ""
    sources: tuple[str, ...] = ()


def how_they_stand(claims: Iterable[Claim], said: Sequence[Said]) -> list[HowItStands]:
    """Return every number of a child as it stands, what counts first.

    The latest row about a number counts. A number that registers alone say is `said`; beside an active number it is `disputed`, and the
    active one too, unless a row says what became of it: registers go on saying a number that was replaced long ago.

    Shape  claims: of one child and one type, in any order.
    """
    found: dict[str, HowItStands] = {}
    by_registers = {each.value: each for each in said}
    for claim in sorted(claims, key=lambda each: each.version):
        sources = (claim.source, *(by_registers[claim.value].sources if claim.value in by_registers else ()))
        found[claim.value] = HowItStands(
            value=claim.value,
            standing=_AFTER[claim.verb],
            since=claim.on,
            version=claim.version,
            successor=claim.successor,
            sources=sources,
        )
    for each in said:
        if each.value not in found:
            found[each.value] = HowItStands(value=each.value, standing="said", since=each.first_on, sources=each.sources)
    active = [each for each in found.values() if each.standing == "active"]
    unsettled = [each for each in found.values() if each.standing == "said"]
    if len(active) > 1 or (active and unsettled):
        for one in (*active, *unsettled):
            found[one.value] = replace(one, standing="disputed")
    order = list(STANDINGS)
    return sorted(found.values(), key=lambda each: (order.index(each.standing), -each.since.toordinal(), each.value))


def the_number(standing: Sequence[HowItStands]) -> str:
    """Return the number that counts as the child's: the one that is active; empty where there is none, or two at once."""
    active = [each.value for each in standing if each.standing == "active"]
    return active[0] if len(active) == 1 else ""


def may_say(verb: Verb, of: HowItStands | None) -> bool:
    """Return whether a person may say that of a number as it stands: yes or no to a proposal; an end to one that counts."""
    if of is None:
        return False
    if verb in ("accepted", "refused"):
        return of.standing == "proposed"
    return verb in ("superseded", "invalid", "reissued") and of.standing in ("active", "disputed", "said")

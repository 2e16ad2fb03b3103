"""What the rows about other children say: a brother's or sister's school and address, and who may be the same child on another roll.

Source  issue 4, point 4; domain, section 3.1 (SIBLING, ORIGIN_LA and DEST_LA); design, section 5, point 3.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onroll.core.leads.shape import Lead, Sought, place_words
from onroll.core.link_review import chance_in_words
from onroll.core.wording import capitalised, day_words

LIKELY = 0.5
"""From this probability on, a child on another roll is a strong lead (Onroll's proposal)."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Another child of the same home: who shares what, and where that child is now.

    Shape  shares: in words. urn, roll_la, on_roll_since: of the roll that the child is on now; empty where on none.
           postcode, line: of the latest address; address_since: when a register first said so.
    """

    child_id: str
    shares: str
    same_surname: bool
    evidence: tuple[str, ...]
    as_at: date
    register: str = "school_roll"
    supplier: str = ""
    urn: str = ""
    roll_la: str = ""
    on_roll_since: date | None = None
    postcode: str = ""
    line: str = ""
    la_code: str = ""
    address_since: date | None = None


@dataclass(frozen=True, slots=True)
class Double:
    """Another child who may be the same one, and is on a roll or in education.

    Shape  kind: why the two are thought of together: a kind of the review's pairs, or `searched` by the second search.
    """

    child_id: str
    probability: float
    because: str
    evidence: tuple[str, ...]
    as_at: date
    supplier: str = ""
    urn: str = ""
    roll_la: str = ""
    since: date | None = None
    postcode: str = ""
    kind: str = "band"


def sibling_leads(sought: Sought, kin: Iterable[Kin]) -> list[Lead]:
    """Return a lead for each brother, sister or housemate who is on a roll, or has an address that is not the child's last."""
    found = []
    for other in kin:
        moved = _moved_with(sought, other)
        if not other.urn and not moved:
            continue
        who = "A brother or sister, by surname," if other.same_surname else "A child of the same home"
        says = f"{who} is on the roll of school {other.urn}" if other.urn else f"{who} is shown"
        if other.urn and other.on_roll_since is not None:
            says += f" since {day_words(other.on_roll_since)}"
        if moved:
            says += (
                f" at {place_words(other.line, other.postcode)}"
                if not other.urn
                else f", and lives at {place_words(other.line, other.postcode)}"
            )
            says += f", known since {day_words(other.address_since)}" if other.address_since else ""
        new_school = other.on_roll_since is not None and sought.since is not None and other.on_roll_since >= sought.since
        if moved:
            strength, why = ("strong" if other.same_surname else "fair"), "an address that is not the child’s last known one"
        elif new_school:
            strength, why = "fair", "a school entered since the child was lost"
        else:
            strength, why = "weak", "that school may know the family"
        found.append(
            Lead(
                child_id=sought.child_id,
                source="sibling",
                register=other.register,
                supplier=other.supplier,
                as_at=other.as_at,
                says=f"{says}.",
                matched=f"The two children share {other.shares}.",
                strength=strength,  # type: ignore[arg-type]
                why_so_strong=why,
                check="SIBLING",
                outcome="traced_address" if moved else "inconclusive",
                evidence=other.evidence,
                facts=(other.child_id, other.urn, other.postcode if moved else ""),
                place=place_words(other.line, other.postcode) if moved else "",
                la_code=other.la_code or other.roll_la,
                urn=other.urn,
                happened_on=other.address_since if moved else other.on_roll_since,
                about=other.child_id,
                household=True,
            )
        )
    return found


def roll_leads(sought: Sought, doubles: Iterable[Double]) -> list[Lead]:
    """Return a lead for each child in education elsewhere who may be the same."""
    return [
        Lead(
            child_id=sought.child_id,
            source="roll",
            register="school_roll",
            supplier=other.supplier,
            as_at=other.as_at,
            says=f"Child {other.child_id}, who may be the same, is on the roll of school {other.urn}"
            f"{f' in authority {other.roll_la}' if other.roll_la else ''}{f' since {day_words(other.since)}' if other.since else ''}.",
            matched=f"{capitalised(chance_in_words(other.probability, other.kind))}. {other.because}".strip(),
            strength="strong" if other.probability >= LIKELY else "fair",
            why_so_strong="the loosened search before the alarm found the pair"
            if other.kind == "searched"
            else "people are asked whether the two are one child",
            check="ORIGIN_DEST_LA",
            outcome="traced_school",
            evidence=other.evidence,
            facts=(other.child_id, other.urn),
            place=f"School {other.urn}",
            la_code=other.roll_la,
            urn=other.urn,
            happened_on=other.since,
            about=other.child_id,
        )
        for other in doubles
        if other.urn
    ]


def _moved_with(sought: Sought, other: Kin) -> bool:
    last = sought.last_home
    if not other.postcode or last is None or other.postcode == last.postcode:
        return False
    return other.address_since is None or sought.since is None or other.address_since >= sought.since

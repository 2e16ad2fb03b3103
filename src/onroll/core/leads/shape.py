"""A lead: something that a register says already about where a missing child may be, and what it is worth.

No lead ends anything. It is recorded as the answer to an enquiry, or set aside, by a person.

Source  issue 4, point 4; domain, sections 3.1 and 3.2 (a hit is a lead, not an outcome).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from onroll.core.addresses import address_key
from onroll.core.dated.enquiry_checks import OutcomeCode
from onroll.core.evidence import reference

Strength = Literal["strong", "fair", "weak"]
STRENGTHS: Mapping[Strength, str] = {
    "strong": "Strong: says where the child very likely is, from a row about the child or on two matching facts",
    "fair": "Fair: fits the child, and something else could explain it",
    "weak": "Weak: somebody who may know, or one of several people of that name",
}


@dataclass(frozen=True, slots=True)
class Home:
    """An address at which some register showed the child.

    Shape  first_on, last_on: the first and the last day on which a register said so; on_roll_on: the last on which a roll did.
    """

    postcode: str
    line: str
    uprn: str
    first_on: date
    last_on: date
    on_roll_on: date | None = None

    @property
    def key(self) -> str:
        """Postcode, house number and street, in a form that can be compared; empty where there is no number."""
        return place_key(self.line, self.postcode)


@dataclass(frozen=True, slots=True)
class Sought:
    """A child who is looked for, as the registers know the child.

    Shape  since: first day without education, None where unknown. homes: the oldest first.
    """

    child_id: str
    since: date | None
    surnames: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    homes: tuple[Home, ...] = ()

    @property
    def last_home(self) -> Home | None:
        """Where the child lived when lost: by the last roll, else by the latest address before that day."""
        before = [home for home in self.homes if self.since is None or home.first_on <= self.since]
        return max(before or self.homes, key=lambda home: (home.on_roll_on or date.min, home.first_on, home.last_on), default=None)

    def lived_at(self, line: str | None, postcode: str | None, uprn: str | None = None) -> Home | None:
        """Return the child's home that this address is, where it is one."""
        key = place_key(line, postcode)
        for home in reversed(self.homes):
            if (uprn and uprn == home.uprn) or (key and key == home.key):
                return home
        return None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """The latest row of one register about a child.

    Shape  said: its own fields. still_shown: it stands in the supplier's newest extract, or the register is one of events.
    """

    register: str
    supplier: str
    as_at: date
    record_id: str
    said: Mapping[str, Any]
    line: str = ""
    postcode: str = ""
    still_shown: bool = True

    @property
    def reference(self) -> str:
        """The row in the form of contracts, section 5."""
        return reference(self.register, self.supplier, self.as_at, self.record_id)


@dataclass(frozen=True, slots=True)
class Lead:
    """One thing that a register says already.

    Shape  source: of SOURCES. as_at: the newest extract that says it. says: the sentence. matched: how it was tied to the child.
           place: where it points, in words; empty where it only names who may know. check: the enquiry that it answers, and
           outcome: as what. about: another child whose rows it rests on. facts: what it says, without the day of the extract:
           a lead with the same facts is the same lead.
    """

    child_id: str
    source: str
    register: str
    supplier: str
    as_at: date
    says: str
    matched: str
    strength: Strength
    why_so_strong: str
    check: str
    outcome: OutcomeCode
    evidence: tuple[str, ...]
    facts: tuple[str, ...]
    place: str = ""
    place_key: str = ""
    la_code: str = ""
    urn: str = ""
    happened_on: date | None = None
    about: str = ""
    household: bool = field(default=False)

    @property
    def key(self) -> str:
        """What a lead is known by: the same as long as the rows say the same, whichever extract they stand in."""
        return hashlib.sha256("\x1f".join((self.source, self.register, self.supplier, *self.facts)).encode()).hexdigest()[:32]


SOURCES: Mapping[str, str] = {
    "council_tax": "Council tax",
    "housing": "Housing",
    "benefit": "Child benefit and free school meals",
    "health": "Health registration",
    "sibling": "Brothers and sisters",
    "roll": "Rolls of other schools and authorities",
    "admissions": "Applications and offers",
    "social_care": "Social care and youth justice",
    "travel": "Travel",
    "reply": "Replies to enquiries",
}


def place_key(line: str | None, postcode: str | None) -> str:
    """Return an address in a form that can be compared, or nothing where there is no house number or no postcode."""
    key = address_key(line)
    return f"{postcode} {key}" if key and postcode else ""


def place_words(line: str | None, postcode: str | None) -> str:
    """Return an address as people write it."""
    return ", ".join(part for part in (line, postcode) if part)

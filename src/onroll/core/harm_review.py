"""A request to see what is held, item by item: what is proposed to be sent, what is held back and on which ground. A person decides.

Source  UK GDPR, article 15(4); Data Protection Act 2018, schedule 2, paragraphs 2, 16 and 19, and schedule 3, paragraphs 5, 17 to 21
        (the serious harm test; child abuse data); domain, section 8 (shielding). Written down from memory: a data protection officer
        looks at each request.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from onroll.core.answers import YES, Answer, no

Part = Literal["about_child", "about_others", "place", "judgement", "source_of_concern"]

GROUNDS: Mapping[str, str] = {
    "third_person": "It is about somebody else, who has not agreed (schedule 2, paragraph 16)",
    "serious_harm": "It would be likely to cause serious harm to somebody’s health (schedule 3)",
    "child_abuse": "It is child abuse data, and sending it is not in the child’s interests (schedule 3, paragraph 21)",
    "shielded": "It would tell where somebody is who must not be found",
    "source": "It would name who raised a concern in confidence (schedule 2, paragraph 16)",
    "crime": "It would prejudice the prevention or detection of crime (schedule 2, paragraph 2)",
    "legal": "It is legally privileged (schedule 2, paragraph 19)",
}

SENSITIVE = frozenset({"social_care", "youth_justice"})
"""Registers whose rows nobody proposes to send without a person having read them."""

THIRD_PERSONS = frozenset({"parent_1_name", "parent_2_name", "phone", "email"})
"""Fields of a record that are about the adults in it."""

PLACES = frozenset({"address_line_1", "address_line_2", "town", "postcode", "uprn", "urn", "provider_urn", "provider_name", "la_code"})
"""Fields that say where the child lives or learns."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is held. Shape  reference: names it for good. register: where a register said it, else empty."""

    reference: str
    title: str
    part: Part
    register: str = ""
    says: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for one item. Shape  disclose: None where a person must read it first."""

    disclose: bool | None
    ground: str = ""
    because: str = ""


def proposal(item: Item, *, shielded: bool, asked_by_child: bool) -> Proposal:
    """Return what is proposed for an item.

    Of a shielded child everything that tells of a place is held back from everybody but the child; what other people said, and what
    sensitive registers hold, a person reads.
    """
    if shielded and item.part == "place" and not asked_by_child:
        return Proposal(False, "shielded", "The child is shielded: no place is told to anybody but the child.")
    if shielded and item.part == "about_others":
        return Proposal(False, "shielded", "The child is shielded: nothing about the adults around the child is told.")
    if item.part == "about_others":
        return Proposal(False, "third_person", "It is about another person, and nobody has asked whether they agree.")
    if item.part == "source_of_concern":
        return Proposal(False, "source", "It would name who told of the child.")
    if item.register in SENSITIVE or item.part == "judgement":
        return Proposal(None)
    return Proposal(True)


def may_decide(item: Item, *, disclose: bool, ground: str, because: str, shielded: bool, asked_by_child: bool) -> Answer:
    """Return whether an item may be decided so. A shielded child's places are sent to nobody but the child, whoever decides."""
    if not disclose:
        if ground not in GROUNDS:
            return no("Choose on which ground it is held back.")
        return YES if because.strip() else no("Say why it is held back.")
    if shielded and not asked_by_child and item.part in ("place", "about_others"):
        return no("The child is shielded: this is not sent.")
    return YES

"""What must be known, and what must have been tried, before a parent is served with a notice about school attendance.

Source  Education Act 1996, section 437(1), as set out in domain, section 1.4; domain, section 9 (help before sanction).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onroll.core.answers import YES, Answer, first_no, no
from onroll.core.attendance_orders import of_age, process_is_in_force


@dataclass(frozen=True, slots=True)
class PathwayFacts:
    """What must be known before a notice under section 437 may be served.

    Shape  lives_in_area: whether the child lives in the authority's area; None where nobody can say. in_education: whether the
           evidence shows suitable education now. contact_is_unsafe: a paper to the family could put the child in danger.
           help_offered: what was offered to the family first, a sentence each. no_help_because: why nothing was.
    """

    date_of_birth: date | None
    lives_in_area: bool | None
    parent_name: str = ""
    parent_address: str = ""
    in_education: bool = False
    contact_is_unsafe: bool = False
    help_offered: tuple[str, ...] = ()
    no_help_because: str = ""


def may_begin(facts: PathwayFacts, on: date) -> Answer:
    """Return whether the law, and Onroll's own rule of help before sanction, let a notice be served about a child.

    Source  Education Act 1996, section 437(1): a child of compulsory school age in the authority's area who appears not to receive
            suitable education; domain, section 9 (the Commissioner: too much sanction, too little help).
    """
    return first_no([process_is_in_force(on), of_age(facts.date_of_birth, on), _in_area(facts), _known_parent(facts), _helped(facts)])


def _in_area(facts: PathwayFacts) -> Answer:
    if facts.in_education:
        return no("The evidence shows the child in education: there is nothing for the parent to satisfy the authority of.")
    if facts.lives_in_area is None:
        return no("Nobody can say whether the child lives in your area: record where the child is first.")
    return YES if facts.lives_in_area else no("The child lives in another authority’s area: only that authority may serve a notice.")


def _known_parent(facts: PathwayFacts) -> Answer:
    if facts.contact_is_unsafe:
        return no("A notice to the family could put the child in danger. Speak to social care and to your lawyer first.")
    if not facts.parent_name.strip() or not facts.parent_address.strip():
        return no("Give the parent’s name and address: a notice is served on somebody.")
    return YES


def _helped(facts: PathwayFacts) -> Answer:
    if any(each.strip() for each in facts.help_offered) or facts.no_help_because.strip():
        return YES
    return no("Record first what help was offered to the family, or say why none was: a notice is never the first step.")

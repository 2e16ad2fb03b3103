"""Who belongs on the register of children not in school, what each entry still lacks, and what is due. Apart from missing education.

A child may be on this register and well educated (at home, or in provision that a school arranged), and may be missing education as
well: neither follows from the other.

Source  Education Act 1996, sections 436B to 436G, inserted by the Children's Wellbeing and Schools Act 2026 (domain, section 7.1);
        requirements 45, 46 and 48.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onroll.core.answers import YES, Answer, no
from onroll.core.dated.not_in_school_law import COMMENCED, CONTENT, REGISTER_LIMITS, Content
from onroll.core.dated.values import value_on
from onroll.core.family_requests import months_after
from onroll.core.school_age import is_of_compulsory_school_age
from onroll.core.wording import day_words

GROUNDS: Mapping[str, str] = {
    "not_registered": "Not registered at a school (section 436B(2)(a))",
    "elsewhere": "Registered, but educated elsewhere some or all of the time (section 436B(2)(b))",
    "part_time": "A part-time student at another institution (section 436B(2)(c))",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What registers say of a child on one day.

    Shape  on_roll: on a school's roll, not as a guest. elsewhere: in provision that a school or the authority arranged, while on the
           roll. institution: on the roll of a further education institution. lives_in: the authority's code; empty where not known.
    """

    date_of_birth: date | None
    lives_in: str
    on_roll: bool
    elsewhere: bool = False
    institution: bool = False
    gone: bool = False


def ground_of(child: Standing, on: date) -> str:
    """Return on which ground a child belongs on the register of where they live; empty where they do not.

    A child who has left England or has died, whose residence is not known or who is not of compulsory school age, does not.
    """
    if child.gone or not child.lives_in or child.date_of_birth is None or not is_of_compulsory_school_age(child.date_of_birth, on):
        return ""
    if child.institution and not child.on_roll:
        return "part_time"
    if not child.on_roll:
        return "not_registered"
    return "elsewhere" if child.elsewhere else ""


def in_force(on: date, country: str = "England", switched_on: date | None = None) -> bool:
    """Whether the duty holds on a day. Shape  switched_on: a day that the operator set, once regulations fix it."""
    begins = COMMENCED.get(country) or switched_on
    return begins is not None and begins <= on


def contents(on: date) -> Sequence[Content]:
    """Return what the register holds."""
    return value_on(CONTENT, on)


def lacking(content: Collection[str], on: date) -> list[Content]:
    """Return what a parent must still give, of an entry that has the contents of those codes."""
    return [each for each in contents(on) if each.mandatory and each.code not in content]


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """The days of one entry; None until each thing is done."""

    registered_on: date
    parent_asked_on: date | None = None
    parent_informed_on: date | None = None
    visit_requested_on: date | None = None
    providers_asked_on: date | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that is to be done about an entry, and by when."""

    code: str
    title: str
    due_on: date
    law: str


def duties(entry: EntryFacts, on: date) -> list[Duty]:
    """Return what is to be done about an entry, the earliest first."""
    limits = value_on(REGISTER_LIMITS, max(on, entry.registered_on))
    found = []
    if entry.parent_asked_on is None and not entry.whole:
        found.append(Duty("ask_parent", "Ask the parent for what the register must hold", entry.registered_on, "436D"))
    elif entry.parent_asked_on is not None and entry.parent_informed_on is None:
        due = entry.parent_asked_on + timedelta(days=limits.parent_informs)
        found.append(Duty("parent_informs", "The parent’s answer", due, "436D"))
    if entry.visit_requested_on is None:
        due = entry.registered_on + timedelta(days=limits.visit_requested)
        found.append(Duty("visit", "Ask to visit the home", due, "436C, visit within 15 days"))
    return sorted(found, key=lambda each: (each.due_on, each.code))


def may_ask_providers(entry: EntryFacts, on: date) -> Answer:
    """Return whether the authority may ask again for updates about providers: not more often than the law lets it."""
    if entry.providers_asked_on is None:
        return YES
    months = value_on(REGISTER_LIMITS, on).providers_months
    again = months_after(entry.providers_asked_on, months)
    if on >= again:
        return YES
    return no(f"Updates about providers may be asked for every {months} months: again from {day_words(again)}.")

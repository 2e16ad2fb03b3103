"""Asking a demographic service for a person by what is known of them: which questions, in which order, and what the answers come to.

The questions follow the published search of the NHS Personal Demographics Service (FHIR R4, `Patient`). The narrowest comes first and
the rest are asked only while nobody has been found for certain: a wider question shows the service, and us, more people.

Source  domain, section 6.5 (outcomes, thresholds and kinds of question, after the Department's prototype). That an answer to a
        loosened question never counts unreviewed is Onroll's own rule: its score says how well a loosened question was met.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onroll.core.dated.identifier_limits import MATCH_BANDS, MatchBands
from onroll.core.dated.values import value_on

Outcome = Literal["match", "potential_match", "low_confidence", "many_matches", "no_match", "error"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """One outcome for an officer. Shape  title: its name; means: what it says, and what to do now."""

    title: str
    means: str


OUTCOMES: Mapping[Outcome, Meaning] = {
    "match": Meaning(
        "One match",
        "The service knows one person like this, and is sure enough. The number is kept as the child’s, with the service and the day.",
    ),
    "potential_match": Meaning(
        "One possible match",
        "The service knows one person who may be this child. The number counts for nothing until somebody has compared the details and "
        "said yes or no.",
    ),
    "low_confidence": Meaning(
        "One unlikely match",
        "The service knows one person somewhat like this. Nothing is kept: have the name, the birthday or the postcode checked at their "
        "source, and ask again.",
    ),
    "many_matches": Meaning(
        "Several people",
        "Several people are like this and cannot be told apart. Nothing is kept: ask the family or the school for a middle name or a "
        "former postcode.",
    ),
    "no_match": Meaning(
        "Nobody",
        "The service knows nobody like this. That says nothing about where the child is: the name may be written otherwise, or the child "
        "may never have been registered with a doctor.",
    ),
    "error": Meaning("No answer", "The service could not be asked, so nothing is known. Ask again later."),
}
"""What a look-up can come to: the five outcomes of the domain brief, and that there was no answer."""

Checked = Literal["stands", "superseded", "invalid", "not_known", "error"]

CHECKS: Mapping[Checked, Meaning] = {
    "stands": Meaning("It stands", "The service has this number in use."),
    "superseded": Meaning(
        "It was replaced", "The service has put another number in its place; that one is kept as the child’s from now on."
    ),
    "invalid": Meaning(
        "It is not in use", "The service has taken the number out of use, and put none in its place. Ask for the child anew."
    ),
    "not_known": Meaning("Nobody has it", "The service has never given this number to anybody. Look for a slip of the pen at its source."),
    "error": OUTCOMES["error"],
}
"""What checking one number can come to."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of a child when a service is asked. Shape  sex: F, M or empty. Empty where nothing is known."""

    surname: str = ""
    forename: str = ""
    date_of_birth: date | None = None
    sex: str = ""
    postcode: str = ""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question. Shape  name: in words; asks: parameters in order; loosened: it also fits people of whom something differs."""

    name: str
    asks: tuple[tuple[str, str], ...]
    loosened: bool = False


@dataclass(frozen=True, kw_only=True)
class Person:
    """One person whom the service named. Shape  score: 0 to 1; None where the service gave none. restricted: its whereabouts are
    protected there.
    """

    number: str
    score: float | None = None
    restricted: bool = False
    died: bool = False


@dataclass(frozen=True, kw_only=True)
class Replied:
    """What one question was answered with. Shape  persons: whoever was named; too_many: more than the service names."""

    persons: tuple[Person, ...] = ()
    too_many: bool = False


@dataclass(frozen=True, kw_only=True)
class Concluded:
    """What a look-up came to. Shape  person: the one who was meant, of a match or a possible one; question: which one found them."""

    outcome: Outcome
    person: Person | None = None
    score: float | None = None
    question: str = ""


FEWEST = "A family name, a first name or a postcode with the sex, and a birthday are the least that the service can be asked with."


def questions_for(known: Known) -> list[Question]:
    """Return the questions to ask of a service, the narrowest first; none where too little is known.

    Source  domain, section 6.5; the combinations that the published search takes.
    """
    born = known.date_of_birth
    if born is None:
        return []
    named = [("family", known.surname), *(("given", each) for each in known.forename.split()[:1])]
    on, place = ("birthdate", f"eq{born.isoformat()}"), ("address-postalcode", known.postcode)
    exact, plain, fuzzy = ("_exact-match", "true"), (("_fuzzy-match", "false"), ("_history", "true")), ("_fuzzy-match", "true")
    asked: list[Question] = []
    if known.surname and known.forename:
        asked += [
            Question(name="exact", asks=(exact, *named, on)),
            Question(name="with former names", asks=(*plain, *named, on)),
        ]
        if known.postcode:
            asked.append(Question(name="with the postcode", asks=(*plain, *named, on, place)))
        asked.append(Question(name="names that sound alike", asks=(fuzzy, *named, on)))
        if known.postcode:
            asked.append(Question(name="names that sound alike, with the postcode", asks=(fuzzy, *named, on, place)))
            area = re.match(r"[A-Z]{1,2}", known.postcode)
            if area:
                there = ("address-postalcode", f"{area[0]}*")
                asked.append(Question(name="within the postcode area", asks=(*plain, *named, on, there), loosened=True))
        span = (("birthdate", f"ge{_months_from(born, -6).isoformat()}"), ("birthdate", f"le{_months_from(born, 6).isoformat()}"))
        asked.append(Question(name="birthday within six months", asks=(fuzzy, *named, *span), loosened=True))
        swapped = _day_and_month_swapped(born)
        if swapped:
            swap = ("birthdate", f"eq{swapped.isoformat()}")
            asked.append(Question(name="day and month of birth swapped", asks=(fuzzy, *named, swap), loosened=True))
    gender = {"F": "female", "M": "male"}.get(known.sex)
    if known.surname and known.postcode and gender:
        without = (fuzzy, ("family", known.surname), ("gender", gender), on, place)
        asked.append(Question(name="without the first name", asks=without, loosened=True))
    return asked


def conclude(replies: Sequence[tuple[Question, Replied]], on: date) -> Concluded:
    """Return what the answers come to: the best that any question found.

    Of several people none is named. Where one question found one person and another found several, the one person counts. Two
    questions that each found one person, and not the same, tell them apart no more than one question that found both.

    Shape  replies: in the order in which the questions were asked.
    """
    bands = value_on(MATCH_BANDS, on)
    singles = [(question, reply.persons[0]) for question, reply in replies if len(reply.persons) == 1 and not reply.too_many]
    several = any(reply.too_many or len(reply.persons) > 1 for _, reply in replies)
    scored = [(question, person, _outcome_of(person.score, bands, question)) for question, person in singles]
    for wanted in ("match", "potential_match", "low_confidence"):
        found = [each for each in scored if each[2] == wanted]
        if not found:
            continue
        if len({person.number for _, person, _ in found}) > 1:
            return Concluded(outcome="many_matches")
        question, person, outcome = max(found, key=lambda each: (not each[0].loosened, each[1].score or 0.0))
        return Concluded(
            outcome=outcome, person=person if outcome != "low_confidence" else None, score=person.score, question=question.name
        )
    return Concluded(outcome="many_matches" if several else "no_match")


def is_settled(question: Question, reply: Replied, on: date) -> bool:
    """Return whether nothing further need be asked: one person, for certain."""
    return conclude([(question, reply)], on).outcome == "match"


def _outcome_of(score: float | None, bands: MatchBands, question: Question) -> Outcome:
    if score is None or score < bands.potential:
        return "low_confidence"
    return "match" if score >= bands.match and not question.loosened else "potential_match"


def _months_from(day: date, months: int) -> date:
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _day_and_month_swapped(day: date) -> date | None:
    return date(day.year, day.day, day.month) if day.day <= 12 and day.day != day.month else None

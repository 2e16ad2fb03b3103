"""The review of doubtful pairs: which comes first, who must look twice, and how well reviewers agree.

Source  issue "Links", point 4; anchors, section 6, screen 3; design, section 5, points 2 and 5.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onroll.core.answers import YES, Answer, no
from onroll.core.beta_intervals import beta_interval
from onroll.core.links import LINK_AT, REVIEW_AT
from onroll.core.wording import listed

AGREEMENT_FROM = 20
"""After so many decisions a reviewer sees how often colleagues saw it the same way."""

SAMPLED_ONE_IN = 20
"""One joining in so many is confirmed by a second person although nothing hangs on it: for the sake of quality."""

SAFE_FROM = 0.8
"""Below this probability nobody joins several pairs at once."""


@dataclass(frozen=True, kw_only=True)
class PairFacts:
    """What decides how urgent a pair is.

    Shape  decides: for how many children it decides whether they are missing; days_missing: since when the longest of them would be;
           open_cases: of either child; high_risk: one of the cases is of high risk. kind: band, dispute, twin or searched.
           new_evidence: it was decided, and something has come since. disagreed: two people saw it differently. unsure: how many
           could not tell.
    """

    probability: float
    kind: str = "band"
    decides: int = 0
    days_missing: int = 0
    open_cases: int = 0
    high_risk: bool = False
    new_evidence: bool = False
    disagreed: bool = False
    unsure: int = 0


@dataclass(frozen=True)
class Place:
    """Where a pair stands in the queue. Shape  order: the smallest comes first; reasons: why, in words, the gravest first."""

    order: tuple[float, ...]
    reasons: tuple[str, ...]


def place_of(facts: PairFacts) -> Place:
    """Return where a pair stands: by harm first, and only then by doubt.

    Whether a child is missing hangs on the first ones. Then come pairs on which an open case hangs, then what people asked to be
    looked at again, then disputes about an identifier, then the rest: nearest the middle first, for there a look tells most.
    """
    reasons = []
    if facts.decides:
        reasons.append(
            "It decides whether a child is missing education."
            if facts.decides == 1
            else f"It decides whether {facts.decides} children are missing education."
        )
    if facts.high_risk:
        reasons.append("One of the cases is of high risk.")
    if facts.open_cases:
        reasons.append("A case is open." if facts.open_cases == 1 else f"{facts.open_cases} cases are open.")
    if facts.new_evidence:
        reasons.append("It was decided before; new evidence has come since.")
    if facts.disagreed:
        reasons.append("Two people saw it differently.")
    if facts.unsure:
        reasons.append("Somebody could not tell.")
    if facts.kind == "dispute":
        reasons.append("They share an identifier that nothing else bears out.")
    if facts.kind == "twin":
        reasons.append("They may be twins.")
    if not reasons:
        reasons.append("The records alone do not settle it.")
    order = (
        -float(facts.decides > 0),
        -float(facts.high_risk),
        -float(facts.open_cases > 0),
        -float(facts.days_missing),
        -float(facts.new_evidence or facts.disagreed),
        -float(facts.kind == "dispute"),
        abs(facts.probability - 0.5),
    )
    return Place(order, tuple(reasons))


def second_person_because(*, verdict: str, open_cases: int, shielded: bool, sampled: bool, parts_records: bool = False) -> str:
    """Return why a second person must say the same before a decision counts, or nothing.

    What leaves two children two as they are needs nobody else; what makes one of two, or two of one, does, where a case is open or a
    child is shielded.

    Shape  parts_records: the decision splits a child, or undoes a joining.
    """
    if verdict != "same" and not parts_records:
        return ""
    if shielded:
        return "A shielded child is concerned."
    if open_cases:
        return "A case is open for one of the children."
    return "One decision in twenty is confirmed by a second person." if sampled else ""


def may_join_in_a_batch(facts: PairFacts, *, differs: Sequence[str], shielded: bool) -> Answer:
    """Return whether a pair may be joined together with others, unseen: only where nothing at all hangs on it or speaks against it.

    Shape  differs: what the two disagree on, in words.
    """
    if shielded:
        return no("A shielded child is concerned.")
    if facts.decides or facts.open_cases:
        return no("A finding or a case hangs on it.")
    if facts.kind != "band" or facts.new_evidence or facts.disagreed or facts.unsure:
        return no("Somebody must look at this pair by itself.")
    if differs:
        return no(f"They differ: {', '.join(differs)}.")
    if not SAFE_FROM <= facts.probability < LINK_AT:
        return no("It is too doubtful.")
    return YES


def chance_in_words(probability: float, kind: str = "band") -> str:
    """Return the calibrated chance as people say it: how many of 100 such pairs were one child.

    The second search sets rules aside that the chance rests on: of what it found, none is stated. Nor is one of a pair that is here
    by the rule about identifiers: it stands at one of the two bounds because it must be somewhere in the list.
    """
    if kind == "chosen":
        return "chosen by a person, not by the program: what the records say for and against is shown, and no chance is stated"
    if kind == "searched":
        return "found by the second search, which looks as loosely as can be: how likely, nobody can say"
    if kind in ("dispute", "twin") and probability in (REVIEW_AT, LINK_AT):
        return "here by the rule about shared identifiers, not by a chance: none is stated"
    number = math.floor(probability * 100 + 0.5)
    if number >= 100:
        return "more than 99 in 100 such pairs were the same child"
    return f"about {number} in 100 such pairs were the same child" if number >= 1 else "fewer than 1 in 100 such pairs was the same child"


@dataclass(frozen=True)
class Agreement:
    """How often two people who looked at the same pair said the same. Shape  low, high: the interval that holds 95%."""

    looked_twice: int
    agreed: int
    low: float
    high: float


def agreement(said: Iterable[bool]) -> Agreement:
    """Return how far people agree, from whether each pair that two looked at was seen the same way."""
    each = list(said)
    agreed = sum(each)
    low, high = beta_interval(agreed + 1.0, len(each) - agreed + 1.0)
    return Agreement(len(each), agreed, low, high)


@dataclass(frozen=True)
class Forecast:
    """When the queue will be empty. Shape  on: None where it never will be, at this rate; arrivals_known: False before a second run."""

    per_day: float
    arriving_per_day: float
    on: date | None
    arrivals_known: bool = True


def forecast(waiting: int, *, decided: int, arrived: int | None, days: int, today: date, arrived_in: int | None = None) -> Forecast:
    """Return when the queue will be empty if people go on deciding, and pairs go on arriving, as in the last days.

    Shape   arrived: None where there is no earlier run to compare with: then nothing is taken to come.
    Units   days: over how many days the decided were counted; arrived_in: the arrived, where it is another number.
    """
    if arrived is None:
        return replace(forecast(waiting, decided=decided, arrived=0, days=days, today=today), arrivals_known=False)
    per_day, arriving = decided / days, arrived / (arrived_in or days)
    if waiting == 0:
        return Forecast(per_day, arriving, today)
    gain = per_day - arriving
    return Forecast(per_day, arriving, today + timedelta(days=math.ceil(waiting / gain)) if gain > 0 else None)


def how_it_agrees(level: str) -> str:
    """Return agree, partly, differ or blank: what colour and word a row of the comparison gets."""
    if level == "missing":
        return "blank"
    if level == "different":
        return "differ"
    return "agree" if level in ("same", "home", "shared", "postcode") else "partly"


NEW_EVIDENCE_BITS = 6.0
"""So many bits more than at the decision are new evidence: the odds are 64 times what they were."""


def is_new_evidence(before: dict[str, str], weight_before: float | None, now: dict[str, str], weight_now: float) -> str:
    """Return what has come since two children were said to be two, or nothing: an identifier that they share now, or far more agreement.

    Shape  before, now: levels of agreement by comparison.
    """
    names = {"upn": "a UPN", "nhs": "an NHS number"}
    shared = [words for name, words in names.items() if now.get(name) == "same" and before.get(name) != "same"]
    if shared:
        return f"They share {listed(shared)} now."
    if weight_before is not None and weight_now - weight_before >= NEW_EVIDENCE_BITS and weight_now > 0:
        return "Records that came since agree far better."
    return ""

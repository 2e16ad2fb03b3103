"""Made-up histories of enquiries: for each child, which sources would say where the child is, and after how many days.

How often a source answers depends on why the child was found missing, and differs from what Onroll assumes before it has outcomes
of its own. Seeded: the same seed makes the same children.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import get_args

from onroll.core.dated.enquiry_checks import CHECKS, Need
from onroll.core.enquiries import EnquiryProfile, EnquiryRecord, may_ask
from onroll.core.next_best_enquiries import Learned, PastEnquiry, learned_from, next_best_enquiries

GROUPS: Mapping[str, Mapping[str, float]] = {
    # why the child was found missing: the chance of each source to say where the child is; those not named, 0.05
    "left_no_destination": {
        "COUNCIL_TAX_HOUSING": 0.55,
        "SIBLING": 0.35,
        "HEALTH": 0.30,
        "HMRC": 0.35,
        "CALL": 0.10,
        "ORIGIN_DEST_LA": 0.25,
    },
    "vanished_from_roll": {"CALL": 0.35, "VISIT": 0.45, "SIBLING": 0.30, "COUNCIL_TAX_HOUSING": 0.30, "LA_LOCAL": 0.15},
    "not_arrived": {"ORIGIN_DEST_LA": 0.50, "GIAP_NPD": 0.30, "S2S_LPD": 0.25, "UKVI_BF": 0.30, "COUNCIL_TAX_HOUSING": 0.15},
    "never_on_roll": {"HEALTH": 0.45, "LA_LOCAL": 0.35, "CSC_YJS": 0.20, "VISIT": 0.25, "HMRC": 0.30},
}
REST = 0.05
DAYS = {"HMRC": 24.0, "UKVI_BF": 18.0, "HEALTH": 7.0, "COUNCIL_TAX_HOUSING": 3.0, "WRITE": 12.0}
"""How long a source takes on the mean, where that differs from what Onroll assumes."""

FIRST_DAY = date(2025, 1, 6)
CHECKS_NOW = CHECKS[0].value
NEVER_FOUND = 365
ALL_NEEDS: tuple[Need, ...] = get_args(Need)


@dataclass(frozen=True)
class Story:
    """One child: in which group, and what each source would answer, after how many days."""

    group: str
    answers: Mapping[str, tuple[bool, int]]


Choose = Callable[[Sequence[EnquiryRecord], EnquiryProfile, Learned, date], str | None]


def stories(count: int, seed: int) -> list[Story]:
    """Return made-up children."""
    rng = Random(seed)
    made = []
    for _ in range(count):
        group = rng.choice(sorted(GROUPS))
        answers = {}
        for check in CHECKS_NOW:
            mean = DAYS.get(check.code, check.delay_days)
            answers[check.code] = (rng.random() < GROUPS[group].get(check.code, REST), max(1, round(rng.gammavariate(4, mean / 4))))
        made.append(Story(group, answers))
    return made


def by_fixed_list(history: Sequence[EnquiryRecord], profile: EnquiryProfile, learned: Learned, on: date) -> str | None:
    """Ask in the order of the guidance's list, whoever the child is."""
    done = {each.check for each in history}
    return next((check.code for check in CHECKS_NOW if check.code not in done and may_ask(check, profile, history, on)), None)


def by_next_best(history: Sequence[EnquiryRecord], profile: EnquiryProfile, learned: Learned, on: date) -> str | None:
    """Ask what Onroll recommends first; where nothing is left in the open tiers, the first that an officer may pass to."""
    done = {each.check for each in history}
    best, others = next_best_enquiries(history, profile, learned, on)
    fresh = [each.check.code for each in best if each.check.code not in done]
    ahead = [each.check.code for each in others if each.check.code not in done and each.because.reason_not.startswith("Belongs to tier")]
    return next(iter(fresh + ahead), None)


def days_to_found(made: Sequence[Story], choose: Choose, *, learns: bool = True) -> list[int]:
    """Replay: ask one source after the other about each child, wait for each answer, and learn from all answers before.

    Returns  the days until a source said where the child is; NEVER_FOUND where none did.
    """
    past: list[PastEnquiry] = []
    days = []
    for number, story in enumerate(made):
        opened = FIRST_DAY + timedelta(days=number)
        on, history = opened, list[EnquiryRecord]()
        profile = EnquiryProfile(known=frozenset(ALL_NEEDS), group=story.group, opened_on=opened)
        learned = learned_from(past) if learns else Learned()
        found = False
        while not found and (code := choose(history, profile, learned, on)) is not None:
            located, waited = story.answers[code]
            answered = on + timedelta(days=waited)
            outcome = "traced_address" if located else "no_trace"
            history.append(EnquiryRecord(code, on, "o", "s.436A", answered, outcome, answered, "file"))  # type: ignore[arg-type]
            past.append(PastEnquiry(code, story.group, located, float(waited)))
            on, found = answered, located
        days.append((on - opened).days if found else NEVER_FOUND)
    return days

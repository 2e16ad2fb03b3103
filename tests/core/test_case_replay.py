"""On replay of made-up histories, the next best enquiry finds children sooner than the fixed list.

Hidden from both: what each check truly yields in each group of children, and how long it takes. Both ask two questions at a
time of the same children, and the same question about the same child has the same answer on the same delay.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from statistics import median

import pytest

from onroll.core.dated.enquiry_checks import CHECKS, Check
from onroll.core.enquiries import EnquiryProfile, EnquiryRecord, may_ask
from onroll.core.next_best_enquiries import Learned, PastEnquiry, learned_from, next_best_enquiries

OPENED = date(2025, 9, 8)
LIST = CHECKS[0].value
NEVER = 365
AT_ONCE = 2
NEEDS = sorted({need for check in LIST for need in check.needs})

Chooser = Callable[[Sequence[EnquiryRecord], EnquiryProfile, date], Check | None]


@dataclass(frozen=True)
class Answer:
    located: bool
    days: int


@dataclass(frozen=True)
class MadeUpChild:
    profile: EnquiryProfile
    answers: dict[str, Answer]


def made_up_world(seed: int) -> dict[tuple[str, str], tuple[float, float]]:
    """The hidden truth: yield and mean delay of each check in each group; two checks in a group are good, most are poor."""
    random = Random(seed)
    truth = {}
    for group in ("left_no_destination", "transition_gap", "not_arrived"):
        good = random.sample([check.code for check in LIST], 3)
        for check in LIST:
            chance = random.uniform(0.35, 0.6) if check.code in good else random.uniform(0.01, 0.12)
            truth[check.code, group] = chance, check.delay_days * random.uniform(0.6, 1.6)
    return truth


def made_up_children(truth: dict[tuple[str, str], tuple[float, float]], seed: int, count: int) -> list[MadeUpChild]:
    random = Random(seed)
    groups = sorted({group for _, group in truth})
    children = []
    for _ in range(count):
        group = random.choice(groups)
        known = frozenset(need for need in NEEDS if random.random() < 0.8)
        answers = {}
        for check in LIST:
            chance, delay = truth[check.code, group]
            answers[check.code] = Answer(random.random() < chance, max(1, round(random.expovariate(1 / delay))))
        children.append(MadeUpChild(EnquiryProfile(known, group, opened_on=OPENED), answers))
    return children


def search(child: MadeUpChild, choose: Chooser) -> tuple[int, list[EnquiryRecord]]:
    """Return the days until the child is located, and the enquiries that were made."""
    history: list[EnquiryRecord] = []
    asked: dict[str, date] = {}
    for day in range(NEVER):
        on = OPENED + timedelta(days=day)
        for code, asked_on in list(asked.items()):
            answer = child.answers[code]
            if (on - asked_on).days >= answer.days:
                del asked[code]
                outcome = "traced_address" if answer.located else "no_trace"
                history = [replace(each, outcome=outcome, answered_on=on) if each.check == code else each for each in history]
                if answer.located:
                    return day, history
        while len(asked) < AT_ONCE:
            check = choose(history, child.profile, on)
            if check is None:
                break
            asked[check.code] = on
            history.append(EnquiryRecord(check.code, on, "officer", "basis", on))
        if not asked and len({each.check for each in history}) == len(LIST):
            break
    return NEVER, history


def by_the_list(history: Sequence[EnquiryRecord], profile: EnquiryProfile, on: date) -> Check | None:
    return next((c for c in LIST if not any(each.check == c.code for each in history) and may_ask(c, profile, history, on)), None)


def by_the_next_best(learned: Learned) -> Chooser:
    def choose(history: Sequence[EnquiryRecord], profile: EnquiryProfile, on: date) -> Check | None:
        suggestions, _ = next_best_enquiries(history, profile, learned, on)
        return next((each.check for each in suggestions if not each.again), None)

    return choose


def lessons(children: Sequence[MadeUpChild], choose: Chooser) -> list[PastEnquiry]:
    past = []
    for child in children:
        for each in search(child, choose)[1]:
            if each.answered_on is not None:
                located = each.outcome == "traced_address"
                past.append(PastEnquiry(each.check, child.profile.group, located, (each.answered_on - each.asked_on).days))
    return past


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_next_best_enquiry_beats_the_fixed_list_in_median_days_to_found(seed: int) -> None:
    truth = made_up_world(seed)
    learned = learned_from(lessons(made_up_children(truth, seed + 100, 120), by_the_list))
    children = made_up_children(truth, seed + 200, 60)
    fixed = [search(child, by_the_list)[0] for child in children]
    best = [search(child, by_the_next_best(learned))[0] for child in children]
    assert median(best) < median(fixed)
    assert sum(days < NEVER for days in best) >= sum(days < NEVER for days in fixed)

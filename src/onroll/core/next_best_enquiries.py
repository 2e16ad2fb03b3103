"""Which enquiry to make next: by chance to locate, delay and intrusiveness, learned from this deployment's own outcomes.

The order is that of search theory: of independent places to look, first the one with the greatest chance per day that it
costs. Intrusiveness costs days too. Each chance starts from a prior, is pulled towards the deployment's own rate for the check,
and then towards the rate among children of like circumstances, as far as there are outcomes to go by.

Source  issue 4, point 4; anchors, section 4, point 13; L. Stone, Theory of Optimal Search (1975), chapter 4 (ratio of chance to
        cost); A. Gelman and others, Bayesian Data Analysis, third edition, section 2.4 (beta prior) and chapter 5 (partial pooling).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from onroll.core.answers import Answer, no
from onroll.core.beta_intervals import beta_interval, beta_mean
from onroll.core.dated.enquiry_checks import CHECKS, LAST_TIER, Check
from onroll.core.dated.values import value_on
from onroll.core.enquiries import EnquiryProfile, EnquiryRecord, may_ask, open_tier
from onroll.core.wording import plural

INTRUSION_DAYS = 2.0
"""Each step of intrusiveness above 1 counts like so many days of waiting (Onroll's proposal)."""

GROUP_WEIGHT = 8.0
"""The deployment's rate over all children weighs, for one group of them, like so many outcomes of the group (Onroll's proposal)."""

AGAIN = 0.4
"""What is left of a check's chance when it is made again (Onroll's proposal, not measured)."""


PASSES_AFTER = 10
"""A check of a later tier may be suggested early only on so many outcomes of this deployment (Onroll's proposal)."""


@dataclass(frozen=True, slots=True)
class PastEnquiry:
    """How one finished enquiry turned out. located: it said where the child was."""

    check: str
    group: str
    located: bool
    delay_days: float


@dataclass(frozen=True, slots=True)
class Tally:
    """Outcomes of one check, added up."""

    asked: int = 0
    located: int = 0
    delay_days: float = 0.0


@dataclass(frozen=True, slots=True)
class Learned:
    """What this deployment has learned.

    Shape  overall: by check. by_group: by check and group.
    """

    overall: Mapping[str, Tally] = field(default_factory=dict)
    by_group: Mapping[tuple[str, str], Tally] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chance:
    """What to expect of a check for one child.

    Shape  low, high: 95% interval of the chance. outcomes: of this deployment, in the group and in all; none: the prior alone.
    """

    mean: float
    low: float
    high: float
    days: float
    outcomes_in_group: int
    outcomes: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One enquiry that could be made now, its rank and why."""

    rank: int
    check: Check
    chance: Chance
    again: bool
    reason: str


@dataclass(frozen=True, slots=True)
class NotNow:
    """A check that is not among the suggestions, and why."""

    check: Check
    because: Answer


def learned_from(past: Iterable[PastEnquiry]) -> Learned:
    """Return what finished enquiries teach.

    Shape  past: without those that did not apply or had no access, which say nothing of the yield.
    """
    overall: dict[str, Tally] = {}
    by_group: dict[tuple[str, str], Tally] = {}
    for each in past:
        overall[each.check] = _added(overall.get(each.check, Tally()), each)
        by_group[each.check, each.group] = _added(by_group.get((each.check, each.group), Tally()), each)
    return Learned(overall, by_group)


def chance_of(check: Check, group: str, learned: Learned) -> Chance:
    """Return the chance that a check locates a child of a group, with its interval, and how long the answer takes.

    Units   days: calendar days. Prior and own outcomes are pooled in the proportion of their number.
    """
    located, missed, days = _pooled(check, group, learned)
    low, high = beta_interval(located, missed)
    in_group = learned.by_group.get((check.code, group), Tally()).asked
    return Chance(beta_mean(located, missed), low, high, days, in_group, learned.overall.get(check.code, Tally()).asked)


def next_best_enquiries(
    history: Sequence[EnquiryRecord], profile: EnquiryProfile, learned: Learned, on: date
) -> tuple[tuple[Suggestion, ...], tuple[NotNow, ...]]:
    """Return the enquiries that could be made now, the best first, and the others with the reason why not now.

    Source  issue 4, point 4: ranked by yield, delay and intrusiveness, with the interval.
    """
    tier = open_tier(history, profile, on)
    askable, others = _askable(history, profile, on)
    best_in_tier = max((_mean(check, profile.group, learned) for check in askable if check.tier <= tier), default=0.0)
    possible: list[tuple[float, Check, bool]] = []
    for check in askable:
        if check.tier > tier and not _passes_its_tier(check, profile.group, learned, best_in_tier):
            words = f"Belongs to tier {check.tier}; tier {tier} is not finished. An officer may go ahead with a reason."
            others.append(NotNow(check, no(words)))
            continue
        again = any(each.check == check.code for each in history)
        possible.append((worth(check, profile.group, learned, again), check, again))
    possible.sort(key=lambda each: (-each[0], each[1].code))
    suggestions = []
    for rank, (_, check, again) in enumerate(possible, start=1):
        chance = chance_of(check, profile.group, learned)
        suggestions.append(Suggestion(rank, check, chance, again, _reason(check, chance, again)))
    return tuple(suggestions), tuple(others)


def in_officers_order(suggestions: Sequence[Suggestion], checks: Sequence[str]) -> tuple[Suggestion, ...]:
    """Return suggestions as an officer wants to ask them; what the officer did not name follows in the recommended order.

    Shape  rank: stays the recommended one, so that both can be seen. checks: codes.
    """
    place = {code: number for number, code in enumerate(checks)}
    return tuple(sorted(suggestions, key=lambda each: (place.get(each.check.code, len(place)), each.rank)))


def worth(check: Check, group: str, learned: Learned, again: bool = False) -> float:
    """Return the chance to locate per day that a check costs, intrusion counted as days."""
    located, missed, days = _pooled(check, group, learned)
    chance = beta_mean(located, missed) * (AGAIN if again else 1.0)
    return chance / (max(days, 0.5) + INTRUSION_DAYS * (check.intrusiveness - 1))


def _askable(history: Sequence[EnquiryRecord], profile: EnquiryProfile, on: date) -> tuple[list[Check], list[NotNow]]:
    answers = [(check, may_ask(check, profile, history, on)) for check in value_on(CHECKS, on)]
    return [check for check, answer in answers if answer], [NotNow(check, answer) for check, answer in answers if not answer]


def _passes_its_tier(check: Check, group: str, learned: Learned, best_in_tier: float) -> bool:
    """A more intrusive check is proportionate early where outcomes, not priors, show that it does better than all milder ones.

    The low end of its interval must beat the best mean among them. The last tier, the police, never passes so.
    """
    if check.tier >= LAST_TIER or learned.overall.get(check.code, Tally()).asked < PASSES_AFTER:
        return False
    located, missed, _ = _pooled(check, group, learned)
    return beta_interval(located, missed)[0] > best_in_tier


def _mean(check: Check, group: str, learned: Learned) -> float:
    located, missed, _ = _pooled(check, group, learned)
    return beta_mean(located, missed)


def _pooled(check: Check, group: str, learned: Learned) -> tuple[float, float, float]:
    """The two numbers of the beta distribution, and the mean delay."""
    mean, days = check.yield_prior, check.delay_days
    strength = check.prior_weight
    overall = learned.overall.get(check.code, Tally())
    in_group = learned.by_group.get((check.code, group), Tally()) if group else Tally()
    located, missed = mean * strength + overall.located, (1 - mean) * strength + overall.asked - overall.located
    days = (days * strength + overall.delay_days) / (strength + overall.asked)
    if not in_group.asked:
        return located, missed, days
    # The group's own outcomes are in the overall rate too: take them out before they are counted with their own weight.
    located, missed = located - in_group.located, missed - (in_group.asked - in_group.located)
    shrink = min(1.0, GROUP_WEIGHT / (located + missed))
    group_days = (days * GROUP_WEIGHT + in_group.delay_days) / (GROUP_WEIGHT + in_group.asked)
    return located * shrink + in_group.located, missed * shrink + in_group.asked - in_group.located, group_days


def _added(tally: Tally, each: PastEnquiry) -> Tally:
    return Tally(tally.asked + 1, tally.located + each.located, tally.delay_days + each.delay_days)


def _reason(check: Check, chance: Chance, again: bool) -> str:
    between = f"{_percent(chance.low)} to {_percent(chance.high)}"
    where_from = f"{chance.outcomes} answers here" if chance.outcomes else check.prior_source
    said = f"Locates about {_percent(chance.mean)} ({between}; {where_from}), usually within {plural(max(1, round(chance.days)), 'day')}"
    touch = ("hardly touches the family", "touches the family little", "touches the family", "is intrusive", "is very intrusive")
    second = " Asked before: the chance is lower now." if again else ""
    return f"{said}; {touch[check.intrusiveness - 1]}.{second}"


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"

"""How good the links are, reckoned without knowing the truth: rates with intervals, unequal misses, calibration.

A trial is a child of whom two registers hold rows that share an identifier: hide the identifier, link again, and see whether the
rows still find one another. What identifiers confirm is a sample with known answers, and it costs nobody's time.

Source  design, section 5, points 2 and 4; linkage study, section D2, point 8 (precision by score band, recall by dropout).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, lgamma

from onroll.core.beta_intervals import beta_interval

UNEQUAL_FROM = 1.25
"""A group whose missed-link rate is above this many times the whole's is reported (issue 3, point 5)."""

CHANCE_OF_FALSE_WARNING = 0.05
"""Where all groups are equal, at most this share of runs warns of any."""

FEWEST_IN_GROUP = 10
"""A group of fewer children than this is not shown: a rate of three children would speak of them, not of the group."""

BORROWED_CHILDREN = 50
"""How many children's worth of the whole is mixed into a group's rate before it is applied to children."""


@dataclass(frozen=True)
class Rate:
    """A share with its 95% interval.

    Shape  value, low, high: 0 to 1; of: how many were looked at. Nothing looked at: value 0, and the interval is everything.
    """

    hits: float
    of: float
    value: float
    low: float
    high: float


def rate_of(hits: float, of: float) -> Rate:
    """Return a share of counts with its interval (Jeffreys): the end stays 0, or 1, where nothing, or everything, was hit.

    Source  Brown, Cai and DasGupta 2001, Interval estimation for a binomial proportion.
    """
    if of <= 0:
        return Rate(0, 0, 0.0, 0.0, 1.0)
    low, high = beta_interval(hits + 0.5, of - hits + 0.5)
    return Rate(hits, of, hits / of, 0.0 if hits == 0 else low, 1.0 if hits == of else high)


def complement(rate: Rate) -> Rate:
    """Return the share of all the others."""
    return Rate(rate.of - rate.hits, rate.of, 1 - rate.value if rate.of else 0.0, 1 - rate.high, 1 - rate.low)


@dataclass(frozen=True)
class UnequalGroup:
    """A group whose links are missed more often than the whole's.

    Shape  times: the group's rate as a multiple of the whole's; chance: how likely so many misses, or more, are where all
           groups are alike, all groups that were looked at being taken into account.
    """

    topic: str
    group: str
    missed: int
    tried: int
    times: float
    chance: float


def unequal_groups(trials: Mapping[tuple[str, str], tuple[int, int]], whole: tuple[int, int]) -> list[UnequalGroup]:
    """Return the groups that are missed over UNEQUAL_FROM times as often as the whole, and not by chance; the worst first.

    Each group is set against the whole by the exact test of Fisher, one-sided; Holm's step-down holds the chance of any false warning,
    over all groups of all topics, to CHANCE_OF_FALSE_WARNING.

    Shape  trials: missed and tried by topic and group; whole: missed and tried of all children, each once.
    """
    missed_of_all, tried_of_all = whole
    if not missed_of_all:
        return []
    tested = []
    for (topic, group), (missed, tried) in trials.items():
        if tried >= FEWEST_IN_GROUP:
            chance = chance_of_so_many(missed, tried, missed_of_all, tried_of_all)
            tested.append((chance, topic, group, missed, tried))
    tested.sort()
    found = []
    adjusted = 0.0
    for place, (chance, topic, group, missed, tried) in enumerate(tested):
        adjusted = max(adjusted, min(1.0, chance * (len(tested) - place)))
        if adjusted > CHANCE_OF_FALSE_WARNING:
            break
        times = (missed / tried) / (missed_of_all / tried_of_all)
        if times > UNEQUAL_FROM:
            found.append(UnequalGroup(topic, group, missed, tried, times, adjusted))
    return sorted(found, key=lambda each: (-each.times, each.topic, each.group))


def chance_of_so_many(missed: int, tried: int, missed_of_all: int, tried_of_all: int) -> float:
    """Return how likely a group of that size holds so many of the misses, or more, where misses fall on anybody alike."""
    first, last = max(missed, tried + missed_of_all - tried_of_all, 0), min(tried, missed_of_all)
    if missed <= max(0, tried + missed_of_all - tried_of_all):
        return 1.0
    whole = _log_ways(tried_of_all, tried)
    return min(
        1.0,
        sum(
            exp(_log_ways(missed_of_all, hits) + _log_ways(tried_of_all - missed_of_all, tried - hits) - whole)
            for hits in range(first, last + 1)
        ),
    )


def _log_ways(of: int, chosen: int) -> float:
    return lgamma(of + 1) - lgamma(chosen + 1) - lgamma(of - chosen + 1)


BANDS = (0.0, 0.2, 0.5, 0.8, 0.95, 0.98, 0.99, 0.999, 1.0)
"""Where the score bands of calibration begin and end."""


@dataclass(frozen=True)
class Band:
    """The pairs of one score band: what was stated of them, and what was found.

    Shape  stated: the mean of the stated probabilities; observed: the share that is one child.
    """

    starts_at: float
    ends_at: float
    stated: float
    observed: Rate


def calibration(pairs: Iterable[tuple[float, bool]]) -> list[Band]:
    """Return, band by band, how often pairs of a stated probability are one child; bands without a pair are left out."""
    stated: dict[int, list[float]] = {}
    same: dict[int, int] = {}
    for probability, is_same in pairs:
        place = max(number for number, start in enumerate(BANDS[:-1]) if probability >= start)
        stated.setdefault(place, []).append(probability)
        same[place] = same.get(place, 0) + is_same
    return [
        Band(BANDS[place], BANDS[place + 1], sum(stated[place]) / len(stated[place]), rate_of(same[place], len(stated[place])))
        for place in sorted(stated)
    ]


def mean_calibration_error(bands: Sequence[Band]) -> float:
    """Return how far stated and observed differ on average, each band weighed by its pairs."""
    pairs = sum(band.observed.of for band in bands)
    return sum(abs(band.stated - band.observed.value) * band.observed.of for band in bands) / pairs if pairs else 0.0


def borrowed_rate(missed: float, tried: float, whole: Rate) -> float:
    """Return a group's rate drawn towards the whole's, the more the fewer its children are."""
    return (missed + BORROWED_CHILDREN * whole.value) / (tried + BORROWED_CHILDREN)


def overall(named_share: float, of_named: Rate) -> Rate:
    """Return the share over all links, where those that an identifier made are right and only the others can fail.

    Shape  named_share: the share of links that no identifier made; of_named: recall or precision of these.
    """
    return Rate(
        of_named.of - named_share * (of_named.of - of_named.hits),
        of_named.of,
        1 - named_share * (1 - of_named.value),
        1 - named_share * (1 - of_named.low),
        1 - named_share * (1 - of_named.high),
    )

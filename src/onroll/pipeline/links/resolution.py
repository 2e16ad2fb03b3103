"""Resolution: from scored pairs to clusters, one round after another, by the rules of `core/links.py`.

Everything here goes by sorted order, so the same pairs give the same clusters on any machine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

import pyarrow as pa

from onroll.core.links import (
    LINK_AT,
    REGISTERED_TWICE_IN,
    REVIEW_AT,
    Levels,
    Ruling,
    Standing,
    conflict,
    forenames_differ,
    kept_apart,
    one_name_at_one_home,
    one_to_one,
    rivals,
    ruling,
    suggests_twin,
    under_other_upns,
)
from onroll.pipeline.links.comparisons import COMPARISONS

LEVEL_NAMES = [[level.name for level in comparison.levels] for comparison in COMPARISONS]
_HOMES = frozenset(["home", "postcode", "line", "near"])
LEAST_WEIGHT = -4.0
"""Pairs below this many bits of log2 odds neither link nor compete."""

ReviewKind = Literal["band", "dispute", "twin"]


@dataclass(frozen=True)
class ScoredPair:
    """Two units, how far they agree, and the log2 odds that they are one child.

    Shape  personal: the part of the weight that a brother or a sister does not share.
    """

    left: int
    right: int
    weight: float
    personal: float
    levels: Levels
    ruling: Ruling


@dataclass(frozen=True)
class Join:
    """A pair that was joined, by which pass and with what probability."""

    left: int
    right: int
    by: str
    probability: float
    weight: float
    because: str


@dataclass(frozen=True)
class Doubt:
    """A pair that was not joined and that a person should see."""

    left: int
    right: int
    probability: float
    kind: ReviewKind
    because: str


def read_pairs(table: pa.Table) -> list[ScoredPair]:
    """Return scored pairs in order, each with its ruling; those that can never matter are left out."""
    numbers = [table[name].to_pylist() for name in Levels._fields]
    made: dict[tuple[int, ...], tuple[Levels, Ruling]] = {}
    pairs = []
    for left, right, weight, personal, *level_numbers in zip(
        table["l"].to_pylist(), table["r"].to_pylist(), table["weight"].to_pylist(), table["personal"].to_pylist(), *numbers, strict=True
    ):
        key = tuple(level_numbers)
        if key not in made:
            levels = Levels(*(LEVEL_NAMES[place][number] for place, number in enumerate(key)))
            made[key] = levels, ruling(levels)
        levels, ruled = made[key]
        pairs.append(ScoredPair(left, right, weight, personal, levels, ruled))
    pairs.sort(key=lambda pair: (-pair.weight, pair.left, pair.right))
    return pairs


_ONE_SPELLING = frozenset(["same", "shared"])


@dataclass
class Clusters:
    """Units joined so far: who belongs with whom, and what each cluster holds.

    Shape  register_of: the register of each extract, by its number;
           faces: of a cluster that a person's decision joined, what each part holds by itself: whoever belongs to the one part is not
           turned away for what the other part holds.
    """

    standings: dict[int, Standing]
    register_of: Mapping[int, str] = field(default_factory=dict)
    parent: dict[int, int] = field(default_factory=dict)
    probability: dict[int, tuple[float, str]] = field(default_factory=dict)
    joins: list[Join] = field(default_factory=list)
    doubts: dict[tuple[int, int], Doubt] = field(default_factory=dict)
    faces: dict[int, list[Standing]] = field(default_factory=dict)

    def of(self, unit: int) -> int:
        """Return the cluster of a unit."""
        root = unit
        while (above := self.parent.get(root, root)) != root:
            root = above
        while (above := self.parent.get(unit, unit)) != root:
            self.parent[unit] = root
            unit = above
        return root

    def why_not(self, pair: ScoredPair) -> str:
        """Return why a pair's clusters cannot be one child, or nothing."""
        left, right = self.standings[self.of(pair.left)], self.standings[self.of(pair.right)]
        if self.faces and not kept_apart(left, right):
            left, right = self._face(pair.left), self._face(pair.right)
        return conflict(
            left,
            right,
            forenames_agree=not forenames_differ(pair.levels),
            same_home=pair.levels.address in _HOMES or pair.levels.upn == "same" or pair.levels.nhs == "same",
            same_forename=pair.levels.given in _ONE_SPELLING and pair.levels.middle != "different",
            shared_registers={self.register_of.get(number, "") for number in left.extracts & right.extracts},
        )

    def join(self, left: int, right: int, *, by: str, probability: float, weight: float, because: str) -> None:
        """Make two units' clusters one."""
        a, b = self.of(left), self.of(right)
        if a == b:
            return
        if (len(self.standings[a].units), -a) < (len(self.standings[b].units), -b):
            a, b = b, a
        if by == "decision" or (self.faces and (a in self.faces or b in self.faces)):
            self._join_faces(a, b, left, right, decided=by == "decision")
        for unit in self.standings[b].units:
            if probability < self.probability.get(unit, (2.0, ""))[0]:
                self.probability[unit] = (probability, by)
        self.standings[a].absorb(self.standings.pop(b))
        self.parent[b] = a
        self.joins.append(Join(left, right, by, probability, weight, because))

    def _face(self, unit: int) -> Standing:
        root = self.of(unit)
        return next((face for face in self.faces.get(root, ()) if unit in face.units), self.standings[root])

    def _join_faces(self, a: int, b: int, left: int, right: int, *, decided: bool) -> None:
        ours = self.faces.pop(a, None) or [self.standings[a].copy()]
        theirs = self.faces.pop(b, None) or [self.standings[b].copy()]
        if not decided:
            taken = next(face for face in theirs if left in face.units or right in face.units)
            next(face for face in ours if left in face.units or right in face.units).absorb(taken)
            theirs = [face for face in theirs if face is not taken]
        self.faces[a] = ours + theirs

    def doubt(self, pair: ScoredPair, probability: float, kind: ReviewKind, because: str) -> None:
        """Remember a pair for review, at its most likely."""
        key = (pair.left, pair.right)
        if key not in self.doubts or self.doubts[key].probability < probability:
            self.doubts[key] = Doubt(pair.left, pair.right, probability, kind, because)


def resolve(clusters: Clusters, pairs: list[ScoredPair], *, by: str, extra: Callable[[ScoredPair], float] = lambda _: 0.0) -> None:
    """Join what the rules and the probabilities join: identifiers first, then what is likely, then what was left waiting."""
    near = neighbours(pairs)
    for pair in pairs:
        if pair.ruling == "join":
            why_not = clusters.why_not(pair)
            if why_not:
                clusters.doubt(pair, LINK_AT, "dispute", f"They share {_identifier(pair)}. {why_not}")
            else:
                clusters.join(pair.left, pair.right, by="identifier", probability=1.0, weight=pair.weight, because=describe(pair.levels))
        elif pair.ruling == "dispute":
            clusters.doubt(pair, REVIEW_AT, "dispute", f"They share {_identifier(pair)}, and nothing else bears it out.")
    _weigh(clusters, pairs, near, by=by, extra=extra)
    _settle_the_rest(clusters, pairs, near, extra=extra)


def _weigh(
    clusters: Clusters, pairs: list[ScoredPair], near: Mapping[int, dict[int, ScoredPair]], *, by: str, extra: Callable[[ScoredPair], float]
) -> None:
    likely = []
    for pair in pairs:
        weighed = pair.ruling == "weigh" or (pair.ruling == "weigh late" and extra(pair) > 0)
        if weighed and clusters.of(pair.left) != clusters.of(pair.right):
            likely.append((posterior(clusters, pair, near, extra), pair))
    likely.sort(key=lambda each: (-each[0], -each[1].weight, each[1].left, each[1].right))
    for probability, pair in likely:
        if clusters.of(pair.left) == clusters.of(pair.right) or probability < REVIEW_AT:
            continue
        why_not = clusters.why_not(pair)
        if why_not:
            clusters.doubt(pair, probability, "dispute", why_not)
        elif better_named(clusters, pair, near):
            clusters.doubt(pair, min(probability, LINK_AT - 0.01), "twin", describe(pair.levels))
        elif probability >= LINK_AT:
            clusters.join(pair.left, pair.right, by=by, probability=probability, weight=pair.weight, because=describe(pair.levels))
        else:
            clusters.doubt(pair, probability, "band", describe(pair.levels))


def _settle_the_rest(
    clusters: Clusters, pairs: list[ScoredPair], near: Mapping[int, dict[int, ScoredPair]], *, extra: Callable[[ScoredPair], float]
) -> None:
    """Identifiers that only the birthday bears out: joined where nothing suggests a twin."""
    for pair in pairs:
        if pair.ruling != "unless twin" or clusters.of(pair.left) == clusters.of(pair.right):
            continue
        twin = third_child(clusters, pair, near)
        why_not = clusters.why_not(pair)
        if twin or why_not:
            clusters.doubt(
                pair, REVIEW_AT, "twin" if twin else "dispute", f"They share {_identifier(pair)}. {why_not or 'They may be twins.'}"
            )
        else:
            clusters.join(pair.left, pair.right, by="identifier", probability=1.0, weight=pair.weight, because=describe(pair.levels))


def third_child(clusters: Clusters, pair: ScoredPair, near: Mapping[int, dict[int, ScoredPair]]) -> bool:
    """Return whether another child of that birthday has the surname or the address of either."""
    both = {clusters.of(pair.left), clusters.of(pair.right)}
    return any(
        suggests_twin(other.levels) and clusters.of(unit) not in both
        for one in (pair.left, pair.right)
        for unit, other in near.get(one, {}).items()
    )


_NAMED = {"same": 4, "shared": 3, "variant": 2, "near": 2, "changed over": 2, "middle": 1, "weak": 1}
"""How well a forename fits; only what fits worse than something else in the house is doubtful."""


def better_named(clusters: Clusters, pair: ScoredPair, near: Mapping[int, dict[int, ScoredPair]]) -> bool:
    """Return whether another child of that birthday and home bears the forename better: twins are told apart by their forenames."""
    fit = _NAMED.get(pair.levels.given, 0)
    if fit == 4:
        return False
    for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
        own = {clusters.of(one), clusters.of(other)}
        for unit, rival in near.get(one, {}).items():
            if (
                (_NAMED.get(rival.levels.given, 0) > fit or _middle_name_of_a_twin(clusters, pair, rival, unit, other))
                and rival.levels.birthday == "same"
                and (rival.levels.address in _HOMES or "same" in (rival.levels.parents, rival.levels.contact))
                and clusters.of(unit) not in own
                and forenames_differ_between(near, unit, other)
            ):
                return True
    return False


def _middle_name_of_a_twin(clusters: Clusters, pair: ScoredPair, rival: ScoredPair, unit: int, other: int) -> bool:
    """Return whether a form of the one's forename is a middle name of the other's twin, so that either may be meant.

    Ella, where Isabella and Brooke Ella live. Twins are certain only where both stand in one snapshot: a child's own row may call her by
    her middle name.
    """
    return (
        pair.levels.given == "variant"
        and pair.levels.middle != "same"
        and rival.levels.given == "middle"
        and rivals(clusters.standings[clusters.of(unit)], clusters.standings[clusters.of(other)])
    )


def forenames_differ_between(near: Mapping[int, dict[int, ScoredPair]], one: int, other: int) -> bool:
    """Return whether two units have been compared and bear forenames that do not fit well.

    Whoever bears the other's middle name is hardly a twin: parents do not call the second by a name of the first.
    """
    pair = near.get(one, {}).get(other)
    return pair is not None and _NAMED.get(pair.levels.given, 0) <= 1 and pair.levels.given != "middle" and pair.levels.middle != "same"


SECOND_ROW_BITS = 6.0
"""Of all health registrations, about one in seventy is a child's second one."""


def posterior(
    clusters: Clusters, pair: ScoredPair, near: Mapping[int, dict[int, ScoredPair]], extra: Callable[[ScoredPair], float] = lambda _: 0.0
) -> float:
    """Return the probability that a pair is one child, where others may be meant instead.

    Another candidate competes where it cannot be that child too: it stands beside the other in one snapshot, or bears another
    UPN at the same time. Whoever merely is somewhere else takes nobody's place. What a household shares speaks for none of
    its children against another: that one row happens to name the parents and the other does not decides nothing. Who looks like the
    other takes no place either, being perhaps the same child; but twins on rolls at once with UPNs of their own are two, however alike
    their names: of them, the one who has no row of that snapshot yet is meant.
    """
    found = 1.0
    for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
        there = near.get(other, {})
        this, that = clusters.of(one), clusters.of(other)
        best: dict[int, float] = {}
        for unit, rival in near.get(one, {}).items():
            if rival.weight < LEAST_WEIGHT or unit == other or rival.ruling == "apart":
                continue
            cluster = clusters.of(unit)
            same = there.get(unit)
            if cluster in (this, that):
                continue
            ours, theirs = clusters.standings[that], clusters.standings[cluster]
            alike = same if same and same.ruling != "apart" and same.weight >= 0 else None
            twins = alike is not None and alike.levels.given != "same" and under_other_upns(ours, theirs)
            if not (twins if alike else rivals(ours, theirs)) or _registered_twice(clusters, pair, rival, ours, theirs):
                continue
            against = min(rival.weight, pair.weight - pair.personal + rival.personal)
            if twins:
                own = clusters.standings[this].extracts
                against += SECOND_ROW_BITS * (bool(own & ours.extracts) - bool(own & theirs.extracts))
            best[cluster] = max(best.get(cluster, -99.0), against + extra(rival))
        found = min(found, one_to_one(pair.weight + extra(pair), best.values()))
    return found


def _registered_twice(clusters: Clusters, pair: ScoredPair, rival: ScoredPair, ours: Standing, theirs: Standing) -> bool:
    """Return whether both may be the third: two rows of a health register, each with the third one's names, birthday and home.

    Nuh Abdi and Nuh Abid at the home of Nuh Abdi: neither takes the other's place.
    """
    if not (one_name_at_one_home(pair.levels) and one_name_at_one_home(rival.levels)) or under_other_upns(ours, theirs):
        return False
    beside = {clusters.register_of.get(number, "") for number in ours.extracts & theirs.extracts}
    return bool(beside) and beside <= REGISTERED_TWICE_IN


def neighbours(pairs: Iterable[ScoredPair]) -> Mapping[int, dict[int, ScoredPair]]:
    """Return the pairs of each unit, by the other one."""
    near: dict[int, dict[int, ScoredPair]] = defaultdict(dict)
    for pair in pairs:
        near[pair.left][pair.right] = pair
        near[pair.right][pair.left] = pair
    return near


def _identifier(pair: ScoredPair) -> str:
    shared = [name for name, level in (("the UPN", pair.levels.upn), ("the NHS number", pair.levels.nhs)) if level == "same"]
    return " and ".join(shared) or "an identifier"


_WORDS = {
    "given": {
        "same": "same forename", "shared": "one forename shared", "changed over": "forename and surname changed over",
        "variant": "forms of one forename", "middle": "forename of one is a middle name of the other", "near": "forename nearly the same",
        "weak": "forenames somewhat alike", "different": "different forenames",
    },
    "surname": {
        "same": "same surname", "part": "part of the surname shared", "near": "surname nearly the same", "parent": "surname of a parent",
        "variant": "forms of one surname", "different": "different surnames",
    },
    "birthday": {
        "same": "same date of birth", "changed over": "day and month of birth changed over", "slip": "date of birth off in one part",
        "january": "1 January put for the birthday", "different": "different dates of birth",
    },
    "address": {
        "home": "same home", "postcode": "same postcode", "line": "same house number and street", "near": "postcode off in one place",
        "former": "same postcode, but years apart", "household": "addresses of one household",
        "district": "same postcode district", "different": "different addresses",
    },
    "contact": {"same": "same telephone or e-mail", "different": "different telephone or e-mail"},
    "parents": {
        "same": "same parent", "near": "parent's name nearly the same", "initial": "initial and surname of a parent",
        "different": "different parents",
    },
    "middle": {"same": "same middle name", "different": "different middle names"},
    "sex": {"different": "different sex"},
    "upn": {"same": "same UPN", "different": "different UPNs"},
    "nhs": {"same": "same NHS number", "different": "different NHS numbers"},
}  # fmt: skip


_GOES_WITHOUT_SAYING = {("sex", "same"): "same sex", ("surname", "changed over"): "forename and surname changed over"}
"""What a line of reasons passes over: half of all children have the same sex, and the forename has said it already."""


def words_of(name: str, level: str) -> str:
    """Return in words how far two units agree on one thing; nothing, where it is missing."""
    return _WORDS[name].get(level) or _GOES_WITHOUT_SAYING.get((name, level), "")


def reasons(levels: Levels) -> list[str]:
    """Return in words how far two units agree, thing by thing; what is missing, or goes without saying, is passed over."""
    return [words for name, level in zip(Levels._fields, levels, strict=True) if (words := _WORDS[name].get(level))]


@cache
def describe(levels: Levels) -> str:
    """Return in one line how far two units agree."""
    return "; ".join(reasons(levels))

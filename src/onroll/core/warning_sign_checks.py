"""Whether a card of warning signs may be used: checked on a term that it was not made from, by group, and switched by a person.

Source  issue 7, point 3; Information Commissioner's Office, guidance on AI and data protection (fairness, accountability); Equality
        Act 2010, section 149 (due regard); H. Jeffreys (intervals of shares); R. Fisher (exact test); S. Holm (1979, many tests at once).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, lgamma

from onroll.core.answers import YES, Answer, first_no, no
from onroll.core.beta_intervals import beta_interval
from onroll.core.wording import day_words

SHARE_CALLED = 0.1
"""The first tenth of the list: as many offers as are compared with the simple rule."""

FEWEST_LOST_TRAINED = 50
FEWEST_LOST_CHECKED = 30
"""Children who went missing, in the terms from which a card is made, and in the term on which it is checked. Fewer say nothing."""

WITHIN_TIMES = 2.0
"""How far the number who went missing may lie from the number expected, up or down."""

FEWEST_IN_GROUP = 5
UNEQUAL_BY_CHANCE = 0.05
"""How often groups that are missed alike are called unequal, all groups of all topics together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Children with so many points, and how many of them went missing. Shape  at: points, or per cent of absence."""

    at: int
    children: int
    lost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Children whose points lie between two numbers, both included. Shape  share, low, high: who went missing, with the 95% interval."""

    first: int
    last: int
    children: int
    lost: int
    expected: float
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMisses:
    """Of one group's children who went missing, how many stood outside the first tenth. Shape  unequal: more or fewer than the rest's."""

    topic: str
    group: str
    children: int
    lost: int
    missed: int
    share: float
    low: float
    high: float
    rest: float
    unequal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """How a card did on one term that it was not made from.

    Shape  listed_on: the day of the list; until: the last day on which going missing counted. trained_lost: children who went missing in
           the terms from which the card was made. found: of those who went missing, by the list's first tenth; found_by_rule: by the
           simple rule with as many calls, drawn by lot; found_by_absence: by the highest absence first, with as many calls.
    """

    term: str
    listed_on: date
    until: date
    trained_lost: int
    children: int
    lost: int
    calls: int
    found: float
    rule_children: int
    found_by_rule: float
    found_by_absence: float
    expected: float
    bands: Sequence[Band]
    groups: Sequence[GroupMisses]

    @property
    def times_the_rule(self) -> float:
        """Return how many times as many the first tenth finds as the simple rule does with as many calls."""
        return self.found / self.found_by_rule if self.found_by_rule else float("inf") if self.found else 0.0

    @property
    def unequal(self) -> list[GroupMisses]:
        """Return the groups that are missed more, or less, often than the others."""
        return [each for each in self.groups if each.unequal]


def share_with_interval(count: float, of: int) -> tuple[float, float, float]:
    """Return a share with its 95% Jeffreys interval. Shape  of: none gives an interval that says nothing."""
    if not of:
        return 0.0, 0.0, 1.0
    low, high = beta_interval(count + 0.5, of - count + 0.5)
    return count / of, 0.0 if count <= 0 else low, 1.0 if count >= of else high


def found_in_first(counted: Sequence[Counted], calls: int) -> float:
    """Return how many who went missing stand among the first of a list, the highest first; of equals, as by lot."""
    found, left = 0.0, float(calls)
    for each in sorted(counted, key=lambda each: -each.at):
        part = min(1.0, left / each.children) if each.children else 0.0
        found += each.lost * part
        left -= each.children * part
        if left <= 0:
            break
    return found


def found_by_rule(listed: Counted, others: Counted, calls: int) -> float:
    """Return how many the simple rule finds with so many calls: by lot among those whom it lists, then among the others."""
    first = min(calls, listed.children)
    found = listed.lost * first / listed.children if listed.children else 0.0
    rest = min(calls - first, others.children)
    return found + (others.lost * rest / others.children if others.children else 0.0)


def bands_of(counted: Sequence[Counted], expected: Mapping[int, float]) -> list[Band]:
    """Return the list in bands, the highest points first: about the first fiftieth, twentieth, tenth, fifth, two fifths, and the rest."""
    whole = sum(each.children for each in counted)
    cuts = [whole * share for share in (0.02, 0.05, 0.1, 0.2, 0.4, 1.01)]
    bands: list[Band] = []
    inside: list[Counted] = []
    so_far = 0
    ordered = sorted(counted, key=lambda each: -each.at)
    for place, each in enumerate(ordered):
        inside.append(each)
        so_far += each.children
        if so_far >= cuts[0] or place == len(ordered) - 1:
            bands.append(_band(inside, expected))
            inside = []
            cuts = [cut for cut in cuts if cut > so_far] or [float("inf")]
    return bands


def _band(inside: Sequence[Counted], expected: Mapping[int, float]) -> Band:
    children, lost = (sum(getattr(each, name) for each in inside) for name in ("children", "lost"))
    share, low, high = share_with_interval(lost, children)
    told = sum(expected[each.at] * each.children for each in inside) / children if children else 0.0
    points = [each.at for each in inside]
    return Band(
        first=min(points), last=max(points), children=children, lost=lost, expected=told, share=share, low=low, high=high
    )  # fmt: skip


# -- groups -----------------------------------------------------------------------------------------------------------


def group_misses(counts: Mapping[tuple[str, str], tuple[int, int, int]]) -> list[GroupMisses]:
    """Return for each group how often its children who went missing were missed, and whether that differs from the rest of its topic.

    Shape  counts: by topic and group, the children, those who went missing, and of these how many were missed.
    """
    tested: dict[tuple[str, str], float] = {}
    rests: dict[tuple[str, str], tuple[int, int]] = {}
    for (topic, group), (_, lost, missed) in counts.items():
        of_topic = [value for (each, _), value in counts.items() if each == topic]
        rest = (sum(value[1] for value in of_topic) - lost, sum(value[2] for value in of_topic) - missed)
        rests[topic, group] = rest
        if min(lost, rest[0]) >= FEWEST_IN_GROUP:
            tested[topic, group] = exact_test(missed, lost - missed, rest[1], rest[0] - rest[1])
    unequal = _not_by_chance(tested)
    found = []
    for (topic, group), (children, lost, missed) in counts.items():
        share, low, high = share_with_interval(missed, lost)
        rest_lost, rest_missed = rests[topic, group]
        found.append(
            GroupMisses(
                topic=topic,
                group=group,
                children=children,
                lost=lost,
                missed=missed,
                share=share,
                low=low,
                high=high,
                rest=rest_missed / rest_lost if rest_lost else 0.0,
                unequal=(topic, group) in unequal,
            )
        )
    return found


def exact_test(a: int, b: int, c: int, d: int) -> float:
    """Return how likely a table of two by two, or one that is less likely, is by chance alone (Fisher, two-sided)."""
    row, column, whole = a + b, a + c, a + b + c + d

    def chance(x: int) -> float:
        return exp(_choose(column, x) + _choose(whole - column, row - x) - _choose(whole, row))

    here = chance(a)
    return min(1.0, sum(each for x in range(max(0, row + column - whole), min(row, column) + 1) if (each := chance(x)) <= here * 1.0000001))


def _choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _not_by_chance(tested: Mapping[tuple[str, str], float]) -> set[tuple[str, str]]:
    """Holm's way: the most surprising first, each against the share of the whole chance that is left."""
    found: set[tuple[str, str]] = set()
    for place, (group, probability) in enumerate(sorted(tested.items(), key=lambda each: each[1])):
        if probability > UNEQUAL_BY_CHANCE / (len(tested) - place):
            break
        found.add(group)
    return found


def warning_of(each: GroupMisses) -> str:
    """Return what the page says of a group that is missed more, or less, often."""
    how = "more" if each.share > each.rest else "less"
    return (
        f"{each.group} ({each.topic}) are missed {how} often: of {each.lost} who went missing, {each.share:.0%} stood outside "
        f"the first tenth ({each.low:.0%} to {each.high:.0%}); of the others {each.rest:.0%}. "
        "What the list does not show must be found in another way."
    )


# -- the switch -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose children data are about. Shape  home: a fingerprint of the installation; kind: `real`, `made up`, or `mixed`."""

    home: str
    kind: str


def may_use(made_in: Origin, here: Origin) -> Answer:
    """Return whether a card may be used here: only in the home where it was made, and never one of made-up children for real ones."""
    if here.kind == "mixed":
        return no("This home holds real and made-up children together. Nothing can be learnt from it, or said of it.")
    if made_in.kind != here.kind:
        return no(f"The card was made from {made_in.kind} children, and the children here are {here.kind}.")
    if made_in.home != here.home:
        return no("The card was made in another installation. A card holds only where its history is.")
    return YES


def validates(checked: Checked) -> Answer:
    """Return whether the newest term that could be checked bears a card out."""
    return first_no((_is_enough(checked), _is_better(checked), _is_calibrated(checked)))


def _is_enough(checked: Checked) -> Answer:
    if checked.trained_lost < FEWEST_LOST_TRAINED:
        return no(f"The card was made from {checked.trained_lost} children who went missing. At least {FEWEST_LOST_TRAINED} are needed.")
    if checked.lost < FEWEST_LOST_CHECKED:
        return no(f"In the {checked.term} {checked.lost} children of the list went missing. At least {FEWEST_LOST_CHECKED} are needed.")
    return YES


def _is_better(checked: Checked) -> Answer:
    low = share_with_interval(checked.found, checked.lost)[1]
    if low <= checked.calls / checked.children:
        return no("The first tenth of the list finds no more than a tenth drawn by lot might.")
    if checked.found <= checked.found_by_rule:
        return no(
            f"With as many calls the simple rule, absence above 10%, finds {checked.found_by_rule:.0f} of those who went missing, and the "
            f"card {checked.found:.0f}. The simple rule is to be preferred."
        )
    return YES


def _is_calibrated(checked: Checked) -> Answer:
    if not checked.expected / WITHIN_TIMES <= checked.lost <= checked.expected * WITHIN_TIMES:
        return no(f"{checked.expected:.0f} were expected to go missing, and {checked.lost} did: the points no longer say how likely it is.")
    level = checked.lost / checked.expected if checked.expected else 1.0
    off = [each for each in checked.bands if not each.low <= each.expected * level <= each.high]
    if len(off) * 2 > len(checked.bands):
        return no("In most bands of points other numbers went missing than the card expects.")
    return YES


@dataclass(frozen=True, slots=True, kw_only=True)
class Switched:
    """What somebody decided last. Shape  card: the card of which they decided; on: whether it was switched on."""

    card: str
    on: bool


def may_switch_on(made_in: Origin, here: Origin, checked: Checked, newest_list: date | None) -> Answer:
    """Return whether a card may be switched on. Shape  newest_list: the list of the newest term of which it is known who went missing."""
    return first_no((may_use(made_in, here), _is_current(checked, newest_list), validates(checked)))


def _is_current(checked: Checked, newest_list: date | None) -> Answer:
    if newest_list is not None and newest_list > checked.listed_on:
        return no(f"It is known by now who went missing after {day_words(newest_list)}, and the card has not been checked on that.")
    return YES


def is_on(may: Answer, card: str, decided: Switched | None) -> Answer:
    """Return whether a card is in use: it may be, and the last decision switched this very card on. Else it is off by itself."""
    if not may:
        return may
    if decided is None:
        return no("Nobody has switched it on.")
    if not decided.on:
        return no("It has been switched off.")
    if decided.card != card:
        return no("A new card was made since somebody switched the last one on. It needs a decision of its own.")
    return YES

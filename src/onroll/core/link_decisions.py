"""What people decide about pairs of records: which decisions count, and what the line must obey.

A decision is a row that nobody edits. It ends by a further row that undoes it, in any order; what it did is then undone, and no
other decision with it. Some need a second person, who says what they think before they see what the first one said.

Source  design, section 5, points 5 and 7 (reversible; a second person for children with an open case); anchors, section 4, point 7.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from onroll.core.answers import YES, Answer, no
from onroll.core.links import LinkDecision

Verdict = Literal["same", "different", "twins", "unsure", "undo"]
VERDICTS: Mapping[str, str] = {
    "same": "The same child",
    "different": "Not the same child",
    "twins": "Not the same child: twins, or a brother and a sister",
    "unsure": "Unsure",
}
"""What a person may say of a pair; `undo` is said of a decision."""

State = Literal["counts", "waits", "refused", "undone", "no effect"]
STATES: Mapping[State, str] = {
    "counts": "counts",
    "waits": "waits for a second person",
    "refused": "the second person saw it otherwise",
    "undone": "undone",
    "no effect": "changes nothing",
}


@dataclass(frozen=True, kw_only=True)
class DecisionRow:
    """One row of what people decided.

    Shape  number: in the order in which they were made. left, right: keys of the records of either side; of a pair, the first of
           each side is what was compared. second_of: the row of which this is the second person's verdict; undoes: the row that this
           one undoes.
    """

    number: int
    verdict: Verdict
    by: str
    left: tuple[int, ...] = ()
    right: tuple[int, ...] = ()
    needs_second: bool = False
    second_of: int | None = None
    undoes: int | None = None


def states(rows: Iterable[DecisionRow]) -> dict[int, State]:
    """Return what has become of each decision, by its number.

    A decision that needs a second person counts once another person has said the same. An undoing that counts ends what it undoes.

    Shape  rows: in any order.
    """
    ordered = sorted(rows, key=lambda row: row.number)
    seconds: dict[int, DecisionRow] = {}
    makers = {row.number: row.by for row in ordered}
    for row in ordered:
        if row.second_of is not None and row.by != makers.get(row.second_of):
            seconds.setdefault(row.second_of, row)
    found: dict[int, State] = {}
    for row in ordered:
        found[row.number] = _state(row, seconds.get(row.number))
    for row in ordered:
        if row.undoes is not None and found[row.number] == "counts" and found.get(row.undoes) in ("counts", "waits"):
            found[row.undoes] = "undone"
    return found


def _state(row: DecisionRow, second: DecisionRow | None) -> State:
    if row.second_of is not None or row.verdict == "unsure":
        return "no effect"
    if not row.needs_second:
        return "counts"
    if second is None:
        return "waits"
    return "counts" if says_the_same(row.verdict, second.verdict) else "refused"


def says_the_same(one: Verdict, other: Verdict) -> bool:
    """Return whether two verdicts lead to the same: twins are not the same child."""
    apart = ("different", "twins")
    return one == other or (one in apart and other in apart)


def may_undo(row: DecisionRow, state: State, by: str) -> Answer:
    """Return whether a decision can be undone: whatever has an effect, by whomever may decide; what waits, by its own maker."""
    if row.verdict == "undo":
        return no("An undoing is not undone. Decide the pair anew.")
    if state == "waits":
        return YES if row.by == by else no("It waits for a second person. Say what you think of it instead.")
    if state != "counts":
        return no("It has no effect that could be undone.")
    return YES


def may_be_second(row: DecisionRow, state: State, by: str) -> Answer:
    """Return whether somebody may be the second person for a decision."""
    if state != "waits":
        return no("It does not wait for a second person.")
    if row.by == by:
        return no("You decided it yourself. A colleague must be the second person.")
    return YES


@dataclass(frozen=True)
class Settled:
    """What the decisions come to.

    Shape  same, apart: pairs of record keys, in order. alone: records that must be told from others that say exactly the same.
           set_aside: decisions that contradict others by way of third records; they have no effect.
    """

    same: Sequence[tuple[int, int]] = ()
    apart: Sequence[tuple[int, int]] = ()
    alone: frozenset[int] = frozenset()
    set_aside: Sequence[LinkDecision] = ()


@dataclass
class _Edges:
    """The word that counts on each pair of sayings, the latest."""

    same: dict[frozenset[int], tuple[int, int, LinkDecision]] = field(default_factory=dict)
    apart: dict[frozenset[int], tuple[int, int]] = field(default_factory=dict)

    def hear(self, decision: LinkDecision, saying: Mapping[int, int]) -> None:
        left, right = ([key for key in side if key in saying] for side in (decision.left, decision.right))
        for one in left:
            for other in right:
                pair = frozenset([saying[one], saying[other]])
                if len(pair) == 1:
                    continue
                self.same.pop(pair, None)
                self.apart.pop(pair, None)
                if not decision.same:
                    self.apart[pair] = (one, other)
        if decision.same and left and right and saying[left[0]] != saying[right[0]]:
            self.same[frozenset([saying[left[0]], saying[right[0]]])] = (left[0], right[0], decision)


def settle(decisions: Iterable[LinkDecision], saying: Mapping[int, int], said_today: Collection[int] | None = None) -> Settled:
    """Return what the decisions that count come to, for the records as they are known now.

    The latest word about two records counts. What is said of a record holds for every record that says exactly the same. "The same
    child" ties the two records that were compared, and sets aside every earlier "not the same" between the two sides; "not the same
    child" holds between all records of either side. Where they contradict one another by way of third records, "not the same"
    counts, and of the others the latest: a wrong join hides a child. Where nobody says any more what a compared record said (its
    file was corrected, say), the next record of that side that was not told from it stands in: the word was about the two children.

    Shape  saying: by record key, the number of what the record says (equal: exactly the same); records that nobody knows any more
           are left out. said_today: the numbers of what records that count say; all, where not given.
    """
    ordered = sorted(decisions, key=lambda each: (each.when, each.number))
    alone = _told_apart(ordered, saying)
    own = {key: (-1 - key if key in alone else said) for key, said in saying.items()}
    edges = _Edges()
    for decision in ordered:
        edges.hear(decision, own)
    joined = _Groups({frozenset(pair) for pair in edges.apart})
    same, set_aside = [], []

    def stand_in(key: int, side: Sequence[int]) -> int:
        if said_today is None or key in alone or saying[key] in said_today:
            return key
        others = (each for each in side if each in saying and each not in alone and saying[each] in said_today)
        return next((each for each in others if frozenset([own[key], own[each]]) not in edges.apart), key)

    for first, second, decision in sorted(edges.same.values(), key=lambda each: (each[2].when, each[2].number), reverse=True):
        left, right = stand_in(first, decision.left), stand_in(second, decision.right)
        if joined.join(own[left], own[right]):
            same.append((min(left, right), max(left, right)))
        else:
            set_aside.append(decision)
    apart = sorted((min(pair), max(pair)) for pair in edges.apart.values())
    return Settled(sorted(same), apart, alone, set_aside)


def _told_apart(ordered: Sequence[LinkDecision], saying: Mapping[int, int]) -> frozenset[int]:
    """Return the records that a person told from another record that says exactly the same: the right side of each pair."""
    told: dict[frozenset[int], int | None] = {}
    for decision in ordered:
        for one in decision.left:
            for other in decision.right:
                if one != other and one in saying and saying[one] == saying.get(other):
                    told[frozenset([one, other])] = None if decision.same else other
    return frozenset(key for key in told.values() if key is not None)


class _Groups:
    """Sayings joined so far, and which groups must stay apart."""

    def __init__(self, apart: Iterable[frozenset[int]]) -> None:
        self._group: dict[int, set[int]] = {}
        self._not_with: dict[int, set[int]] = {}
        for one, other in map(sorted, apart):
            self._not_with.setdefault(one, set()).add(other)
            self._not_with.setdefault(other, set()).add(one)

    def join(self, one: int, other: int) -> bool:
        """Make two groups one, unless somebody in the one must stay apart from somebody in the other; return whether they are one."""
        ours, theirs = self._group.setdefault(one, {one}), self._group.setdefault(other, {other})
        if ours is theirs:
            return True
        if any(self._not_with.get(each, set()) & theirs for each in ours):
            return False
        ours |= theirs
        for each in theirs:
            self._group[each] = ours
        return True

"""What people decide about pairs: which word counts, and random histories against a plain model of them."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from onroll.core.children import ChildIdRow, carry_ids, successor_of
from onroll.core.link_decisions import DecisionRow, may_be_second, may_undo, settle, states
from onroll.core.links import LinkDecision
from support.plain_links import PlainModel

START = datetime(2026, 1, 1, tzinfo=UTC)


def said(number: int, left: tuple[int, ...], right: tuple[int, ...], same: bool) -> LinkDecision:
    return LinkDecision(left, right, same, "somebody", START + timedelta(minutes=number), "because", number)


def saying(*keys: int) -> dict[int, int]:
    return {key: key for key in keys}


def test_the_latest_word_about_two_records_counts() -> None:
    earlier, later = said(1, (1,), (2,), True), said(2, (2,), (1,), False)
    assert settle([later, earlier], saying(1, 2)).apart == [(1, 2)]
    assert settle([earlier, said(3, (1,), (2,), True), later], saying(1, 2)).same == [(1, 2)]


def test_what_is_said_of_a_record_holds_for_whoever_says_the_same() -> None:
    settled = settle([said(1, (1,), (2,), False), said(2, (3,), (4,), True)], {1: 10, 2: 20, 3: 10, 4: 20})
    assert settled.same == [(3, 4)] and settled.apart == []


def test_two_records_that_say_the_same_can_be_told_apart() -> None:
    settled = settle([said(1, (1,), (2,), False)], {1: 10, 2: 10})
    assert settled.alone == {2} and settled.apart == [(1, 2)]
    undone = settle([said(1, (1,), (2,), False), said(2, (1,), (2,), True)], {1: 10, 2: 10})
    assert not undone.alone and not undone.apart


def test_a_later_joining_sets_aside_every_earlier_rejection_between_the_two() -> None:
    settled = settle([said(1, (1, 2), (3, 4), False), said(2, (1, 2), (4, 3), True)], saying(1, 2, 3, 4))
    assert settled.same == [(1, 4)] and settled.apart == []


def test_not_the_same_wins_where_words_contradict_one_another_by_a_third_record() -> None:
    settled = settle([said(1, (1,), (2,), True), said(2, (2,), (3,), True), said(3, (1,), (3,), False)], saying(1, 2, 3))
    assert settled.same == [(2, 3)] and settled.apart == [(1, 3)]
    assert [decision.number for decision in settled.set_aside] == [1]


def test_records_that_nobody_knows_any_more_are_passed_over() -> None:
    assert settle([said(1, (1,), (9,), True)], saying(1, 2)).same == []
    assert settle([said(1, (9, 1), (2,), True)], saying(1, 2)).same == [(1, 2)]


def test_another_record_of_the_child_stands_in_for_one_that_nobody_says_any_more() -> None:
    decisions = [said(1, (1, 3), (2, 4), True)]
    assert settle(decisions, saying(1, 2, 3, 4), {1, 2, 3, 4}).same == [(1, 2)]
    assert settle(decisions, saying(1, 2, 3, 4), {2, 3, 4}).same == [(2, 3)]
    told_apart = [*decisions, said(2, (1,), (3,), False)]
    assert settle(told_apart, saying(1, 2, 3, 4), {2, 3, 4}).same == [(1, 2)], "whoever was told from it does not stand in"
    assert settle([*decisions, said(2, (3,), (2,), False)], saying(1, 2, 3, 4), {2, 3, 4}).same == []


# -- states ------------------------------------------------------------------------------------------------------------


def row(number: int, verdict: str = "same", by: str = "a", **more: object) -> DecisionRow:
    return DecisionRow(number=number, verdict=verdict, by=by, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        ([row(1)], "counts"),
        ([row(1, "unsure")], "no effect"),
        ([row(1, needs_second=True)], "waits"),
        ([row(1, needs_second=True), row(2, by="a", second_of=1)], "waits"),
        ([row(1, needs_second=True), row(2, by="b", second_of=1)], "counts"),
        ([row(1, "twins", needs_second=True), row(2, "different", by="b", second_of=1)], "counts"),
        ([row(1, needs_second=True), row(2, "different", by="b", second_of=1)], "refused"),
        ([row(1, needs_second=True), row(2, "unsure", by="b", second_of=1)], "refused"),
        ([row(1), row(2, "undo", undoes=1)], "undone"),
        ([row(1), row(2, "undo", undoes=1, needs_second=True)], "counts"),
        ([row(1), row(2, "undo", undoes=1, needs_second=True), row(3, "undo", by="b", second_of=2)], "undone"),
        ([row(1), row(2, "undo", undoes=1, needs_second=True), row(3, "unsure", by="b", second_of=2)], "counts"),
    ],
)
def test_a_decision_counts_until_it_is_undone_and_once_a_second_person_agrees(rows: list[DecisionRow], state: str) -> None:
    assert states(rows)[1] == state
    assert states(reversed(rows))[1] == state


def test_who_may_undo_and_who_may_be_the_second_person() -> None:
    assert may_undo(row(1), "counts", "anybody") and not may_undo(row(1), "undone", "a") and not may_undo(row(1), "refused", "a")
    assert may_undo(row(1, needs_second=True), "waits", "a") and not may_undo(row(1, needs_second=True), "waits", "b")
    assert not may_undo(row(2, "undo", undoes=1), "counts", "a")
    assert may_be_second(row(1, needs_second=True), "waits", "b")
    assert not may_be_second(row(1, needs_second=True), "waits", "a") and not may_be_second(row(1), "counts", "b")


# -- random histories --------------------------------------------------------------------------------------------------


class World:
    """Records that would be joined by themselves where they have one number, decisions about them, and the ids of the children."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.natural: dict[int, int] = {}
        self.decisions: list[LinkDecision] = []
        self.undone: set[int] = set()
        self.ids: dict[int, str] = {}
        self.history: dict[str, ChildIdRow] = {}
        self.runs = 0
        self.made = 0
        for _ in range(12):
            self.deliver()
        self.run()

    def deliver(self) -> None:
        """A new record: of somebody known, or of somebody new."""
        key = len(self.natural) + 1
        known = sorted(set(self.natural.values()))
        self.natural[key] = self.random.choice(known) if known and self.random.random() < 0.7 else key

    def in_force(self) -> list[LinkDecision]:
        return [decision for decision in self.decisions if decision.number not in self.undone]

    def clusters(self) -> list[set[int]]:
        """What the line does: the words that count first, then whatever is joined by itself and not forbidden."""
        settled = settle(self.in_force(), {key: key for key in self.natural})
        group = {key: {key} for key in self.natural}
        apart: dict[int, set[int]] = {key: set() for key in self.natural}
        for one, other in settled.apart:
            apart[one].add(other)
            apart[other].add(one)

        def join(one: int, other: int) -> None:
            if group[one] is group[other] or any(apart[key] & group[other] for key in group[one]):
                return
            group[one] |= group[other]
            for key in group[other]:
                group[key] = group[one]

        for one, other in settled.same:
            join(one, other)
        keys = sorted(self.natural)
        for one, other in product(keys, keys):
            if one < other and self.natural[one] == self.natural[other]:
                join(one, other)
        return [set(each) for each in {frozenset(each) for each in group.values()}]

    def run(self) -> None:
        self.runs += 1
        clusters = sorted(self.clusters(), key=min)
        founding = {number: min(cluster) for number, cluster in enumerate(clusters)}
        votes: dict[int, dict[str, int]] = {}
        for number, cluster in enumerate(clusters):
            for key in cluster & self.ids.keys():
                own = votes.setdefault(number, {})
                own[self.ids[key]] = own.get(self.ids[key], 0) + 1
        before = dict(self.ids)
        had: dict[str, set[int]] = {}
        for key, child_id in before.items():
            had.setdefault(child_id, set()).add(key)
        cluster_of = {key: number for number, cluster in enumerate(clusters) for key in cluster}
        ids, self.history = carry_ids(
            founding,
            votes,
            self.history,
            run=f"r{self.runs}",
            new_id=lambda record, attempt: f"id{record}" + "x" * attempt,
            cluster_of=lambda records: {record: cluster_of[record] for record in records if record in cluster_of},
        )
        self.ids = {key: ids[number] for number, cluster in enumerate(clusters) for key in cluster}
        self.check(clusters, before)

    def check(self, clusters: list[set[int]], before: dict[int, str]) -> None:
        assert {frozenset(each) for each in clusters} == PlainModel(self.natural, self.in_force()).partition()
        assert len({self.ids[min(each)] for each in clusters}) == len(clusters), "two children have one id"
        live = set(self.ids.values())
        for child_id, now in self.history.items():
            assert successor_of(child_id, self.history) in live, f"{child_id} leads nowhere"
            assert (now.state == "live") == (child_id in live)
        assert set(before.values()) <= self.history.keys(), "an id was lost"
        for child_id in live - set(before.values()):
            assert self.ids[self.home(child_id)] == child_id, "an id came back, or was made, for somebody else"
        for child_id in self.history.keys() - live:
            assert successor_of(child_id, self.history) == self.ids[self.home(child_id)], "an old id leads to somebody else"

    def home(self, child_id: str) -> int:
        return self.history[child_id].home_record or 0

    def step(self) -> None:
        what = self.random.random()
        children: dict[str, list[int]] = {}
        for key, child_id in self.ids.items():
            children.setdefault(child_id, []).append(key)
        self.made += 1
        if what < 0.3 and len(children) > 1:
            one, other = self.random.sample(sorted(children), 2)
            left, right = (self.random.sample(children[each], len(children[each])) for each in (one, other))
            self.decisions.append(said(self.made, tuple(left), tuple(right), self.random.random() < 0.7))
        elif what < 0.45:
            several = [keys for keys in children.values() if len(keys) > 1]
            if several:
                keys = self.random.sample(rows := self.random.choice(several), len(rows))
                cut = self.random.randint(1, len(keys) - 1)
                self.decisions.append(said(self.made, tuple(keys[:cut]), tuple(keys[cut:]), False))
        elif what < 0.75:
            standing = self.in_force()
            if standing:
                self.undone.add(self.random.choice(standing).number)
        elif what < 0.85 and len(self.natural) < 40:
            self.deliver()
        before = dict(self.ids)
        changed = what < 0.75 or len(self.natural) != len(before)
        self.run()
        if not changed:
            assert self.ids == before, "a run over the same records changed an id"

    def undo_everything(self) -> None:
        for decision in self.random.sample(self.in_force(), len(self.in_force())):
            self.undone.add(decision.number)
            self.run()


def walk(seed: int, steps: int) -> None:
    world = World(seed)
    for _ in range(steps):
        world.step()
    world.undo_everything()
    by_person: dict[int, set[str]] = {}
    for key, person in world.natural.items():
        by_person.setdefault(person, set()).add(world.ids[key])
    assert all(len(ids) == 1 for ids in by_person.values())
    founded_by = {person: world.home(next(iter(ids))) for person, ids in by_person.items()}
    assert all(world.natural[record] == person for person, record in founded_by.items()), "somebody kept another's id"


@pytest.mark.parametrize("seed", range(6))
def test_merges_splits_undoings_and_deliveries_come_to_what_the_plain_model_says(seed: int) -> None:
    walk(seed, 60)


@pytest.mark.long
def test_ten_thousand_random_steps() -> None:
    for seed in range(100, 200):
        walk(seed, 100)

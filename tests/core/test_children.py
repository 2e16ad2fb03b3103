"""The ids of children, and how they are carried on."""

import random

import pytest

from onroll.core.children import ALPHABET, ChildIdRow, carry_ids, check_character, child_id_of, read_child_id, successor_of

SECRET = b"a made-up secret"


def test_an_id_is_the_same_for_one_installation_and_differs_between_two() -> None:
    assert child_id_of(SECRET, 42) == child_id_of(SECRET, 42)
    assert child_id_of(SECRET, 42) != child_id_of(b"another", 42)
    assert child_id_of(SECRET, 42) != child_id_of(SECRET, 43)
    assert child_id_of(SECRET, 42) != child_id_of(SECRET, 42, attempt=1)


def test_an_id_can_be_read_out_and_written_down_carelessly() -> None:
    child_id = child_id_of(SECRET, 7)
    assert read_child_id(child_id.lower().replace("-", " ")) == child_id
    assert read_child_id(child_id.replace("0", "O").replace("1", "l")) == child_id
    assert read_child_id("not an id") == ""


@pytest.mark.parametrize("record", range(20))
def test_the_check_character_finds_every_single_slip_and_every_exchange_of_neighbours(record: int) -> None:
    signs = child_id_of(SECRET, record).replace("-", "")
    for place, sign in enumerate(signs):
        for other in ALPHABET:
            if other != sign:
                assert read_child_id(signs[:place] + other + signs[place + 1 :]) == ""
    for place in range(len(signs) - 1):
        changed = signs[:place] + signs[place + 1] + signs[place] + signs[place + 2 :]
        assert changed == signs or read_child_id(changed) == ""
    assert check_character(signs[:-1]) == signs[-1]


def new_id(record: int, attempt: int) -> str:
    return f"id{record}" + "x" * attempt


def carry(founding, votes, history, run="r2"):
    return carry_ids(founding, votes, history, run=run, new_id=new_id)


def test_a_cluster_keeps_the_id_that_most_of_its_records_had() -> None:
    history = {name: ChildIdRow(name, "r1", "live", None, "First seen.") for name in ("a", "b")}
    ids, rows = carry({1: 10}, {1: {"a": 3, "b": 5}}, history)
    assert ids == {1: "b"}
    assert (rows["a"].state, rows["a"].successor_id) == ("merged", "b")
    assert successor_of("a", rows) == "b"


def test_of_two_clusters_with_one_former_id_the_greater_part_keeps_it() -> None:
    history = {"a": ChildIdRow("a", "r1", "live", None, "First seen.")}
    ids, rows = carry({1: 10, 2: 11}, {1: {"a": 2}, 2: {"a": 3}}, history)
    assert ids == {1: "id10", 2: "a"}
    assert rows["a"].state == "live"
    assert rows["id10"].because == "Split from a."


def test_an_id_whose_records_went_two_ways_was_split_and_one_without_records_is_gone() -> None:
    history = {name: ChildIdRow(name, "r1", "live", None, "") for name in ("a", "b", "c", "d")}
    ids, rows = carry({1: 10, 2: 11}, {1: {"a": 1, "b": 5}, 2: {"a": 1, "c": 5}}, history)
    assert ids == {1: "b", 2: "c"}
    assert (rows["a"].state, rows["a"].successor_id) == ("split", "b")
    assert (rows["d"].state, rows["d"].successor_id) == ("gone", None)


def test_an_undone_merge_gives_the_first_id_back() -> None:
    ids, rows = carry({1: 10, 2: 11}, {}, {}, run="r1")
    ids, rows = carry({1: 10}, {1: {"id10": 3, "id11": 2}}, rows)
    assert rows["id11"].state == "merged"
    ids, rows = carry({1: 10, 2: 11}, {1: {"id10": 3}, 2: {"id10": 2}}, rows, run="r3")
    assert ids == {1: "id10", 2: "id11"}
    assert (rows["id11"].state, rows["id11"].first_run) == ("live", "r1")


def test_no_id_is_lost_or_given_twice_over_random_merges_and_splits() -> None:
    rng = random.Random(3)
    records = list(range(60))
    belongs = {record: record % 20 for record in records}
    before: dict[int, str] = {}
    history: dict[str, ChildIdRow] = {}
    for step in range(60):
        for _ in range(rng.randrange(4)):
            belongs[rng.choice(records)] = rng.randrange(25)
        clusters = {cluster: [r for r in records if belongs[r] == cluster] for cluster in set(belongs.values())}
        votes = {
            c: {i: sum(before.get(r) == i for r in own) for i in {before[r] for r in own if r in before}} for c, own in clusters.items()
        }
        known = set(history)
        ids, history = carry({c: min(own) for c, own in clusters.items()}, votes, history, run=f"r{step}")
        assert len(set(ids.values())) == len(clusters)
        assert known <= set(history)
        assert {row.child_id for row in history.values() if row.state == "live"} == set(ids.values())
        for child_id, row in history.items():
            if row.state in ("merged", "split"):
                assert successor_of(child_id, history) in set(ids.values()) or history[successor_of(child_id, history)].state == "gone"
        before = {r: ids[belongs[r]] for r in records}

"""What people decided, obeyed by real linking: for ever, by what records say, and without tearing anybody apart."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from onroll.core.children import ChildIdRow, successor_of
from onroll.core.links import LinkDecision
from onroll.core.sealed_pairs import SealedPair, mark, mark_keys, seal
from onroll.pipeline.children import link_records
from onroll.pipeline.find import search_again
from onroll.pipeline.index import Extract, Run
from onroll.pipeline.kept_apart import children_kept_apart, identities_ended
from onroll.pipeline.links.decided import mark_keys_of, marks_sql
from onroll.pipeline.links.home_records import read_history
from onroll.pipeline.links.standing import may_be_added
from onroll.pipeline.pair_comparison import compare_children, identity_of
from support.linkable_town import Town, TownHall, nhs_of, upn_of
from support.published_runs import publish_seen

FIRST, LATER = date(2026, 1, 1), date(2026, 2, 1)
ROLL = {"urn": "700001", "entry_date": date(2024, 9, 1), "enrolment_status": "C"}
AMIRA: dict[str, Any] = {"forename": "Amira", "surname": "Testwell", "date_of_birth": date(2014, 5, 6), "postcode": "ZZ1 1AA", "sex": "F"}
BORIS: dict[str, Any] = {"forename": "Boris", "surname": "Elsewhere", "date_of_birth": date(2010, 1, 2), "postcode": "ZZ9 9ZZ", "sex": "M"}


@pytest.fixture
def hall(tmp_path: Path) -> TownHall:
    return TownHall(tmp_path, Town([]))


def link(
    hall: TownHall,
    *,
    previous: Run | None = None,
    decisions: tuple[LinkDecision, ...] = (),
    sealed: tuple[SealedPair, ...] = (),
    extracts: list[Extract] | None = None,
) -> Run:
    with hall.index.writing("a test"):
        into = hall.index.building_folder("run")
        counted = hall.town.extracts if extracts is None else extracts
        link_records(hall.index, counted, into, previous=previous, decisions=decisions, sealed=sealed)
        return publish_seen(hall.index, into, on=LATER)


def key(extract: Extract, place: int = 0) -> int:
    return int(pq.read_table(extract.records_path)["record_key"][place].as_py())


def child_of(run: Run) -> dict[int, str]:
    table = pq.read_table(run.table("children"))
    return dict(zip(table["record_key"].to_pylist(), table["child_id"].to_pylist(), strict=True))


def say(number: int, left: list[int], right: list[int], same: bool) -> LinkDecision:
    return LinkDecision(tuple(left), tuple(right), same, "a reviewer", datetime(2026, 2, number, tzinfo=UTC), "I asked the family.", number)


def history_of(run: Run) -> dict[str, ChildIdRow]:
    return read_history(pq.read_table(run.table("child_history")))


def test_a_joined_child_brings_all_its_records_along_even_those_that_contradict_the_other(hall: TownHall) -> None:
    """Both were on rolls at the same time with different UPNs: by themselves such rows never meet."""
    health = hall.publish("nhs", "NHSE", FIRST, [(1, AMIRA | {"nhs_number": nhs_of(1)})])
    roll = hall.publish("school_roll", "991", FIRST, [(1, AMIRA | ROLL | {"upn": upn_of(1)})])
    other = hall.publish("school_roll", "992", FIRST, [(2, BORIS | ROLL | {"urn": "700002", "upn": upn_of(2)})])
    apart = link(hall)
    assert len(set(child_of(apart).values())) == 2
    joined = link(hall, previous=apart, decisions=(say(1, [key(health)], [key(other)], True),))
    assert len(set(child_of(joined).values())) == 1
    undone = link(hall, previous=joined)
    assert child_of(undone) == child_of(apart)
    assert key(roll) in child_of(undone)


def test_a_decision_outlives_the_delivery_in_which_it_was_made(hall: TownHall) -> None:
    rows = [(1, AMIRA | ROLL | {"upn": upn_of(1)})]
    roll = hall.publish("school_roll", "991", FIRST, rows)
    health = hall.publish("nhs", "NHSE", FIRST, [(1, AMIRA | {"nhs_number": nhs_of(1)})])
    apart = (say(1, [key(roll)], [key(health)], False),)
    before = link(hall, decisions=apart)
    assert len(set(child_of(before).values())) == 2
    corrected = hall.publish("school_roll", "991", FIRST, [(2, BORIS | ROLL | {"upn": upn_of(2)}), *rows], replaces=(roll.extract_id,))
    counted = [corrected, health]
    after = link(hall, previous=before, decisions=apart, extracts=counted)
    assert child_of(after)[key(corrected, 1)] != child_of(after)[key(health)]
    assert child_of(after)[key(health)] == child_of(before)[key(health)]
    without = link(hall, previous=after, extracts=counted)
    assert child_of(without)[key(corrected, 1)] == child_of(without)[key(health)]


def test_a_split_keeps_the_chosen_records_away_from_all_the_others(hall: TownHall) -> None:
    extracts = [
        hall.publish("school_roll", "991", FIRST, [(1, AMIRA | ROLL | {"upn": upn_of(1)})]),
        hall.publish("nhs", "NHSE", FIRST, [(1, AMIRA | {"nhs_number": nhs_of(1)})]),
        hall.publish("child_benefit", "HMRC", FIRST, [(1, AMIRA | {"claim_start": FIRST, "postcode": "ZZ1 1AB"})]),
        hall.publish("social_care", "991", FIRST, [(1, AMIRA | {"episode": "cin", "start_date": FIRST})]),
    ]
    keys = [key(extract) for extract in extracts]
    together = link(hall)
    assert len(set(child_of(together).values())) == 1
    parted = link(hall, previous=together, decisions=(say(1, keys[:2], keys[2:], False),))
    found = child_of(parted)
    assert {found[each] for each in keys[:2]}.isdisjoint({found[each] for each in keys[2:]})
    assert pq.read_table(parted.table("review_pairs")).num_rows == 0, "what was decided is not asked again"
    again = link(hall, previous=parted)
    assert len(set(child_of(again).values())) == 1
    history = history_of(again)
    assert {successor_of(child_id, history) for child_id in history} == set(child_of(again).values())


def test_two_children_who_say_exactly_the_same_can_be_told_apart(hall: TownHall) -> None:
    first = hall.publish("nhs", "NHSE", FIRST, [(1, AMIRA), (2, AMIRA)])
    keys = [key(first, 0), key(first, 1)]
    assert len(set(child_of(link(hall)).values())) == 1
    apart = link(hall, decisions=(say(1, keys[:1], keys[1:], False),))
    assert len(set(child_of(apart).values())) == 2


def test_a_decision_about_records_that_are_yet_to_come_back_makes_the_next_linking_whole(hall: TownHall) -> None:
    roll = hall.publish("school_roll", "991", FIRST, [(1, AMIRA | ROLL | {"upn": upn_of(1)})])
    health = hall.publish("nhs", "NHSE", FIRST, [(1, AMIRA | {"nhs_number": nhs_of(1)})])
    decided = (say(1, [key(roll)], [key(health)], False),)
    without = link(hall, decisions=decided, extracts=[health])
    again = hall.publish("school_roll", "991", LATER, [(1, AMIRA | ROLL | {"upn": upn_of(1)})])
    run = link(hall, previous=without, decisions=decided, extracts=[health, again])
    assert child_of(run)[key(again)] != child_of(run)[key(health)]


def test_a_decision_about_two_children_is_added_without_linking_everybody_anew(hall: TownHall) -> None:
    roll, health = two_who_might_be_one(hall)
    stranger = hall.publish("social_care", "991", FIRST, [(3, BORIS | {"episode": "cin", "start_date": FIRST})])
    before, three = link(hall), list(hall.town.extracts)
    delivery = hall.publish("school_roll", "991", LATER, [(1, AMIRA | ROLL)])
    apart = say(1, [key(roll)], [key(health)], False)
    same = say(2, [key(health)], [key(stranger)], True)
    for decisions in ((apart,), (same,), (apart, same)):
        assert may_be_added(before, three, decisions) is not None
        added, whole = (link(hall, previous=run, decisions=decisions, extracts=three) for run in (before, None))
        assert partition(added) == partition(whole)
        live = {child_id for child_id, row in history_of(added).items() if row.state == "live"}
        assert live == set(child_of(added).values())
        told = {frozenset(child_of(added)[key(each)] for each in (roll, health)) for decision in decisions if not decision.same}
        assert children_kept_apart(added.folder, (), mark_keys_of(hall.index)) == told
        grown = [*three, delivery]
        assert may_be_added(added, grown, decisions) is not None
        assert partition(link(hall, previous=added, decisions=decisions, extracts=grown)) == partition(
            link(hall, decisions=decisions, extracts=grown)
        )
    joined = link(hall, previous=before, decisions=(same,), extracts=three)
    assert may_be_added(joined, three, ()) is None, "what was undone is linked anew"
    assert may_be_added(joined, three, (same, say(3, [key(health)], [key(stranger)], False))) is None


def partition(run: Run) -> set[frozenset[int]]:
    children: dict[str, set[int]] = {}
    for record, child_id in child_of(run).items():
        children.setdefault(child_id, set()).add(record)
    return {frozenset(each) for each in children.values()}


# -- the second search, and what compares ------------------------------------------------------------------------------


def two_who_might_be_one(hall: TownHall) -> tuple[Extract, Extract]:
    known = {"parent_1_name": "Ida Testwell", "phone": "07700900123"}
    roll = hall.publish("school_roll", "991", FIRST, [(1, AMIRA | ROLL | known | {"middle_names": "Rose"})])
    other = AMIRA | known | {"forename": "Leila", "middle_names": "May", "nhs_number": nhs_of(1)}
    health = hall.publish("nhs", "NHSE", FIRST, [(2, other)])
    return roll, health


def test_a_pair_that_somebody_rejected_is_no_lead_of_the_second_search(hall: TownHall) -> None:
    roll, health = two_who_might_be_one(hall)
    run = link(hall)
    child = child_of(run)[key(health)]
    keys = mark_keys_of(hall.index)
    assert search_again(run.folder, [child], apart=children_kept_apart(run.folder, (), keys)).num_rows == 1
    decided = link(hall, previous=run, decisions=(say(1, [key(roll)], [key(health)], False),))
    assert search_again(decided.folder, [child], apart=children_kept_apart(decided.folder, (), keys)).num_rows == 0


def test_the_weights_of_two_children_add_up(hall: TownHall) -> None:
    roll, health = two_who_might_be_one(hall)
    run = link(hall)
    pair = tuple(sorted(child_of(run)[key(each)] for each in (roll, health)))
    how = compare_children(run, [(pair[0], pair[1])])[pair[0], pair[1]]
    assert how.total == pytest.approx(how.prior + how.rarity + sum(how.weights.values()))
    assert how.levels["given"] == "different" and how.weights["given"] < 0 < how.weights["birthday"]
    assert "different forenames" in how.differs


# -- sealed pairs ------------------------------------------------------------------------------------------------------


def adopted(hall: TownHall) -> tuple[Extract, Extract]:
    """The same child before and after: the forename, the birthday, and a telephone that by itself would tie the two."""
    known = {"phone": "07700900123"}
    before = hall.publish("school_roll", "991", FIRST, [(1, AMIRA | known | ROLL | {"upn": upn_of(1)})])
    after = hall.publish("nhs", "NHSE", FIRST, [(1, AMIRA | known | {"surname": "Newname", "nhs_number": nhs_of(1)})])
    return before, after


def sealed_from(hall: TownHall, run: Run, former: Extract, present: Extract, ended_on: date | None = None) -> SealedPair:
    children = child_of(run)
    sides = [identity_of(run, children[key(each)]) for each in (former, present)]
    return seal(mark_keys(hall.index.secret), *sides, ended_on)


def test_sealed_identities_are_never_joined_and_no_table_tells_of_it(hall: TownHall) -> None:
    before, after = adopted(hall)
    joined = link(hall)
    assert len(set(child_of(joined).values())) == 1
    sealed = SealedPair(
        frozenset([mark(mark_keys(hall.index.secret), f"upn:{upn_of(1)}")]),
        frozenset([mark(mark_keys(hall.index.secret), f"nhs_number:{nhs_of(1)}")]),
    )
    run = link(hall, previous=joined, sealed=(sealed,))
    assert child_of(run)[key(before)] != child_of(run)[key(after)]
    assert pq.read_table(run.table("review_pairs")).num_rows == pq.read_table(run.table("links")).num_rows == 0
    presence = pq.read_table(run.table("child_presence")).to_pylist()
    assert [row["not_with"] for row in presence] == [[], []]
    grown = hall.publish(
        "school_roll", "991", LATER, [(1, AMIRA | ROLL | {"upn": upn_of(1), "phone": "07700900123", "postcode": "ZZ2 2AA"})]
    )
    added = link(hall, previous=run, sealed=(sealed,))
    assert child_of(added)[key(grown)] == child_of(run)[key(before)] != child_of(added)[key(after)]


def test_a_decision_cannot_join_what_is_sealed(hall: TownHall) -> None:
    before, after = adopted(hall)
    sealed = SealedPair(
        frozenset([mark(mark_keys(hall.index.secret), f"upn:{upn_of(1)}")]),
        frozenset([mark(mark_keys(hall.index.secret), f"nhs_number:{nhs_of(1)}")]),
    )
    run = link(hall, sealed=(sealed,), decisions=(say(1, [key(before)], [key(after)], True),))
    assert child_of(run)[key(before)] != child_of(run)[key(after)]


def test_the_marks_in_sql_are_those_of_core(hall: TownHall) -> None:
    from onroll.pipeline.engine import connect, quoted

    before, _ = adopted(hall)
    run = link(hall)
    keys = mark_keys(hall.index.secret)
    con = connect()
    found = {row[1] for row in con.execute(marks_sql(keys, quoted(run.table("child_units")), "unit")).fetchall()}
    con.close()
    assert found == {mark(keys, text) for text in identity_of(run, child_of(run)[key(before)])}


def test_a_sealed_pair_is_no_lead_and_its_former_identity_ends(hall: TownHall) -> None:
    roll, health = two_who_might_be_one(hall)
    run = link(hall)
    sealed = (sealed_from(hall, run, health, roll, ended_on=LATER),)
    keys = mark_keys_of(hall.index)
    again = link(hall, previous=run, sealed=sealed)
    child = child_of(again)[key(health)]
    assert search_again(again.folder, [child], apart=children_kept_apart(again.folder, sealed, keys)).num_rows == 0
    assert identities_ended(again.folder, sealed, keys) == {child: LATER}
    assert identities_ended(again.folder, (SealedPair(sealed[0].former, sealed[0].present),), keys) == {}

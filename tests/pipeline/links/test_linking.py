"""Linking a small town whose truth is known, and the cases that must never go wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from onroll.core.links import Levels, LinkDecision, Standing
from onroll.pipeline.children import LinkReport, link_records
from onroll.pipeline.index import Extract, Index, Run
from onroll.pipeline.links.resolution import Clusters, ScoredPair, resolve
from support.linkable_town import Town, TownHall, nhs_of, settle, upn_of
from support.published_runs import publish_seen

ON = date(2026, 3, 1)
LATER = date(2026, 2, 1)
ROLL = {"urn": "700001", "entry_date": date(2024, 9, 1), "enrolment_status": "C"}
AMIRA: dict[str, Any] = {"forename": "Amira", "surname": "Testwell", "date_of_birth": date(2014, 5, 6), "postcode": "ZZ1 1AA", "sex": "F"}


def link(
    index: Index, extracts: list[Extract], previous: Run | None = None, decisions: tuple[LinkDecision, ...] = ()
) -> tuple[Run, LinkReport]:
    with index.writing("a test"):
        into = index.building_folder("run")
        report = link_records(index, extracts, into, previous=previous, decisions=decisions)
        return publish_seen(index, into, on=ON), report


def children_of(run: Run) -> dict[int, str]:
    table = pq.read_table(run.table("children"))
    return dict(zip(table["record_key"].to_pylist(), table["child_id"].to_pylist(), strict=True))


def pieces(run: Run, town: Town) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for key, child_id in children_of(run).items():
        found[town.truth[key]].add(child_id)
    return found


def mixed(run: Run, town: Town) -> list[str]:
    about: dict[str, set[int]] = defaultdict(set)
    for key, child_id in children_of(run).items():
        about[child_id].add(town.truth[key])
    return [child_id for child_id, true in about.items() if len(true) > 1]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Index, Town, Run, LinkReport]:
    index, town = settle(tmp_path_factory.mktemp("town"), count=700, seed=21)
    run, report = link(index, town.extracts)
    return index, town, run, report


def test_few_children_are_in_pieces_and_no_two_are_joined(town: tuple[Index, Town, Run, LinkReport]) -> None:
    _, people, run, report = town
    found = pieces(run, people)
    assert sum(len(ids) > 1 for ids in found.values()) < 0.015 * len(found)
    assert mixed(run, people) == []
    assert report.records == len(people.truth)
    assert report.children == len(set(children_of(run).values()))
    assert report.as_counts()["joined_by_pass"]["exact"] > 0


def test_every_record_has_one_child_and_a_probability(town: tuple[Index, Town, Run, LinkReport]) -> None:
    _, people, run, _ = town
    rows = pq.read_table(run.table("children")).to_pylist()
    assert {row["record_key"] for row in rows} == set(people.truth)
    assert all(0.95 <= row["match_probability"] <= 1 for row in rows)
    assert all(row["match_probability"] == 1 for row in rows if row["pass"] in ("exact", "lone", "identifier", "decision"))
    summaries = pq.read_table(run.table("child_summaries")).to_pylist()
    assert {row["child_id"] for row in summaries} == {row["child_id"] for row in rows}
    assert sum(row["record_count"] for row in summaries) == len(rows)


def test_the_same_input_twice_changes_no_id(town: tuple[Index, Town, Run, LinkReport]) -> None:
    index, people, run, _ = town
    again, _ = link(index, people.extracts, previous=run)
    anew, _ = link(index, people.extracts)
    for table in ("children", "child_history", "review_pairs", "child_summaries"):
        assert pq.read_table(again.table(table)).equals(pq.read_table(run.table(table))), table
    assert children_of(anew) == children_of(run)


def test_adding_the_next_delivery_gives_the_children_of_a_full_linking(town: tuple[Index, Town, Run, LinkReport]) -> None:
    index, people, run, _ = town
    last = max((each for each in people.extracts if each.register == "school_roll"), key=lambda each: each.as_at)
    before, _ = link(index, [each for each in people.extracts if each is not last])
    added, _ = link(index, people.extracts, previous=before)
    ids, whole = children_of(added), children_of(run)
    assert ids.keys() == whole.keys()
    assert len(set(zip(ids.values(), whole.values(), strict=True))) == len(set(ids.values())) == len(set(whole.values()))
    former = children_of(before)
    history = {row["child_id"]: row for row in pq.read_table(added.table("child_history")).to_pylist()}
    for key, child_id in former.items():
        assert ids[key] == child_id or (history[child_id]["state"], history[child_id]["successor_id"]) == ("merged", ids[key])
    for table in ("children", "child_summaries", "child_units", "record_profiles", "child_presence"):
        one, other = pq.read_table(added.table(table)), pq.read_table(run.table(table))
        assert one.schema.equals(other.schema), table
        assert one.num_rows == other.num_rows, table


Publish = Callable[..., Extract]


@pytest.fixture
def hall(tmp_path: Path) -> TownHall:
    return TownHall(tmp_path, Town([]))


def one_child(run: Run, town: Town, *who: int) -> bool:
    found = pieces(run, town)
    return len(set().union(*(found[each] for each in who))) == 1


def test_twins_stay_two_when_one_of_them_is_on_no_roll(hall: TownHall) -> None:
    twin = AMIRA | {"forename": "Zara"}
    hall.publish("school_roll", "991", LATER, [(1, AMIRA | ROLL | {"upn": upn_of(1)})])
    hall.publish("nhs", "NHSE", LATER, [(1, AMIRA | {"nhs_number": nhs_of(1)}), (2, twin | {"nhs_number": nhs_of(2)})])
    hall.publish("child_benefit", "HMRC", LATER, [(1, AMIRA | {"claim_start": LATER}), (2, twin | {"claim_start": LATER})])
    run, _ = link(hall.index, hall.town.extracts)
    assert not mixed(run, hall.town)
    assert all(len(ids) == 1 for ids in pieces(run, hall.town).values())


@pytest.mark.parametrize("names", [("Isabelle", "Elizabeth"), ("Elizabeth", "Isabelle")])
def test_a_form_of_two_twins_names_is_whose_who_has_no_row_yet(hall: TownHall, names: tuple[str, str]) -> None:
    one, other, lizzie = (AMIRA | {"forename": name, "address_line_1": "7 Test Close"} for name in (*names, "Lizzie"))
    moved = one | {"postcode": "ZZ2 2BB", "address_line_1": "3 Test Row"}
    hall.publish("school_roll", "990", LATER, [(1, one | ROLL | {"upn": upn_of(1)}), (2, other | ROLL | {"upn": upn_of(2)})])
    hall.publish("school_roll", "990", ON, [(1, moved | ROLL | {"upn": upn_of(1)}), (2, other | ROLL | {"upn": upn_of(2)})])
    hall.publish("nhs", "NHSE", LATER, [(1, moved | {"nhs_number": nhs_of(1)}), (2, lizzie | {"nhs_number": nhs_of(2)})])
    run, _ = link(hall.index, hall.town.extracts)
    assert mixed(run, hall.town) == []
    assert one_child(run, hall.town, 2)


def test_a_name_that_is_one_twins_middle_name_and_a_form_of_the_others_is_given_to_neither() -> None:
    """Brooke Ella and Isabella live here; whose is an application for Ella? However likely a form of Isabella is made by the weights."""
    brooke, isabella, ella = 1, 2, 3
    on_one_roll = {brooke: {7}, isabella: {7}, ella: {8}}
    clusters = Clusters({unit: Standing(units={unit}, extracts=extracts) for unit, extracts in on_one_roll.items()})
    alike = {"surname": "same", "birthday": "same", "address": "home"}

    def pair(left: int, right: int, given: str, weight: float) -> ScoredPair:
        levels = Levels(**(dict.fromkeys(Levels._fields, "missing") | alike | {"given": given}))
        return ScoredPair(left, right, weight, weight / 2, levels, "weigh")

    pairs = [pair(isabella, ella, "variant", 14.0), pair(brooke, ella, "middle", 6.0), pair(brooke, isabella, "different", -9.0)]
    resolve(clusters, pairs, by="scored")
    assert not clusters.joins
    assert clusters.doubts[isabella, ella].kind == "twin"


def test_left_over_twins_with_telephones_of_their_own_stay_two(hall: TownHall) -> None:
    charlie = AMIRA | {"forename": "Charlie", "sex": "M", "address_line_1": "7 Test Close", "parent_1_name": "Alyssa Testwell"}
    archie = charlie | {"forename": "Archie"}
    hall.publish("school_roll", "990", ON, [(2, archie | ROLL | {"upn": upn_of(2), "phone": "07700900002"})])
    hall.publish("child_benefit", "HMRC", LATER, [(2, archie | {"claim_start": LATER})])
    hall.publish("ehe", "990", LATER, [(1, charlie | {"phone": "07700900001"})])
    hall.publish("nhs", "NHSE", LATER, [(1, charlie | {"nhs_number": nhs_of(1)})])
    run, _ = link(hall.index, hall.town.extracts)
    assert mixed(run, hall.town) == []


def test_a_shared_number_joins_no_twins(hall: TownHall) -> None:
    twin = AMIRA | {"forename": "Zara"}
    hall.publish(
        "school_roll",
        "991",
        LATER,
        [(1, AMIRA | ROLL | {"upn": upn_of(1), "nhs_number": nhs_of(1)}), (2, twin | ROLL | {"upn": upn_of(2)})],
    )
    hall.publish("nhs", "NHSE", LATER, [(2, twin | {"nhs_number": nhs_of(1)})])
    run, _ = link(hall.index, hall.town.extracts)
    assert not mixed(run, hall.town)
    assert pq.read_table(run.table("review_pairs")).num_rows == 1


def test_a_mistyped_upn_is_a_dispute_and_not_a_bridge(hall: TownHall) -> None:
    other = {"forename": "Boris", "surname": "Elsewhere", "date_of_birth": date(2010, 1, 2), "postcode": "ZZ9 9ZZ", "sex": "M"}
    hall.publish("school_roll", "991", LATER, [(1, AMIRA | ROLL | {"upn": upn_of(1)})])
    hall.publish("social_care", "991", LATER, [(2, other | {"upn": upn_of(1), "episode": "cin", "start_date": LATER})])
    run, _ = link(hall.index, hall.town.extracts)
    assert not mixed(run, hall.town)
    assert pq.read_table(run.table("review_pairs"))["kind"].to_pylist() == ["dispute"]


def test_an_identifier_that_many_seem_to_have_is_ignored(hall: TownHall) -> None:
    rows = [
        (
            number,
            AMIRA
            | {
                "surname": f"Test{letter * 4}",
                "date_of_birth": date(2010, number, 3),
                "postcode": f"ZZ{number} 1AA",
                "phone": "01000000000",
            },
        )
        for number, letter in enumerate("bcdfghjklm", start=1)
    ]
    hall.publish("child_benefit", "HMRC", LATER, [(who, row | {"claim_start": LATER}) for who, row in rows])
    run, _ = link(hall.index, hall.town.extracts)
    assert all(contacts == [] for contacts in pq.read_table(run.table("child_units"))["contacts"].to_pylist())
    assert len(set(children_of(run).values())) == len(rows)


def test_an_adopted_child_is_not_joined_to_the_former_identity(hall: TownHall) -> None:
    now = AMIRA | {"surname": "Newhouse", "postcode": "ZZ8 8BB", "parent_1_name": "Ada Newhouse"}
    before = AMIRA | {"parent_1_name": "Ida Testwell", "middle_names": "Rose"}
    hall.publish("school_roll", "991", date(2025, 9, 20), [(1, before | ROLL | {"upn": upn_of(1)})])
    hall.publish("school_roll", "992", LATER, [(2, now | ROLL | {"upn": upn_of(2), "middle_names": "Rose"})])
    run, _ = link(hall.index, hall.town.extracts)
    assert not mixed(run, hall.town)


def test_two_children_of_one_name_and_birthday_at_two_schools_stay_two(hall: TownHall) -> None:
    stranger = AMIRA | {"postcode": "ZZ7 7CC"}
    hall.publish(
        "school_roll", "991", LATER, [(1, AMIRA | ROLL | {"upn": upn_of(1)}), (2, stranger | ROLL | {"urn": "700002", "upn": upn_of(2)})]
    )
    hall.publish("nhs", "NHSE", LATER, [(1, AMIRA | {"nhs_number": nhs_of(1)}), (2, stranger | {"nhs_number": nhs_of(2)})])
    run, _ = link(hall.index, hall.town.extracts)
    assert not mixed(run, hall.town)
    assert all(len(ids) == 1 for ids in pieces(run, hall.town).values())


@pytest.mark.parametrize(
    "as_written",
    [
        {"forename": "Amria"},
        {"forename": "Testwell", "surname": "Amira"},
        {"surname": "Testwell-Jones"},
        {"date_of_birth": date(2014, 6, 5)},
        {"date_of_birth": date(2014, 5, 16)},
        {"postcode": "ZZ5 5DD"},
        {"postcode": None},
        {"forename": "Rose"},
        {"surname": "Other", "parent_1_name": "Ida Other"},
        {"sex": "M"},
    ],
)
def test_one_slip_parts_nobody(hall: TownHall, as_written: dict[str, Any]) -> None:
    known = AMIRA | {"middle_names": "Rose", "parent_1_name": "Ida Other"}
    hall.publish("school_roll", "991", LATER, [(1, known | ROLL | {"upn": upn_of(1)})])
    hall.publish("nhs", "NHSE", LATER, [(1, AMIRA | as_written | {"nhs_number": nhs_of(1)})])
    run, _ = link(hall.index, hall.town.extracts)
    assert one_child(run, hall.town, 1)


AT_HOME = AMIRA | {"address_line_1": "7 Test Close", "middle_names": "Rose", "parent_1_name": "Ida Testwell", "parent_2_name": "Ali Other"}
MOVED = {"postcode": "ZZ5 5DD", "address_line_1": "3 Test Row"}
SLIP = {"date_of_birth": date(2014, 5, 8)}
NO_PARENTS: dict[str, Any] = {"parent_1_name": None, "parent_2_name": None}
BESIDE_A_ROLL = {"nhs": NO_PARENTS | {"nhs_number": nhs_of(1)}, "child_benefit": {"claim_start": LATER}}
"""A register that names no parents, and one that does."""


@pytest.mark.parametrize(
    ("register", "as_written"),
    [
        pytest.param("nhs", {"forename": "Amria", "postcode": "ZZ1 1BB"} | SLIP, id="house and street, not the postcode"),
        pytest.param("nhs", {"forename": "Amria", "postcode": None} | SLIP, id="house and street, no postcode"),
        pytest.param("child_benefit", MOVED | SLIP | {"forename": "Amiraah"}, id="moved, and the birthday slipped: a parent"),
        pytest.param("child_benefit", MOVED | SLIP | {"surname": "Other"}, id="the other parent's surname, moved, the birthday slipped"),
        pytest.param("nhs", {"forename": "Roze", "middle_names": None}, id="the middle name, misspelt, for the first"),
        pytest.param("nhs", {"forename": "Roose", "middle_names": "Amira"}, id="turned round, one of them misspelt"),
        pytest.param("nhs", {"forename": "Testwell", "surname": "Amira", "sex": "M"}, id="changed over, and the sex wrong"),
        pytest.param("nhs", MOVED | {"forename": "Rose", "date_of_birth": date(2014, 6, 5)}, id="her middle name, day for month, moved"),
    ],
)
def test_two_slips_part_nobody_whom_enough_else_tells(hall: TownHall, register: str, as_written: dict[str, Any]) -> None:
    hall.publish("school_roll", "991", LATER, [(1, AT_HOME | ROLL | {"upn": upn_of(1)})])
    hall.publish(register, "XX", LATER, [(1, AT_HOME | as_written | BESIDE_A_ROLL[register])])
    run, _ = link(hall.index, hall.town.extracts)
    assert one_child(run, hall.town, 1)


def test_a_child_is_found_where_her_brother_is_known_to_have_lived(hall: TownHall) -> None:
    """Nobody wrote both homes of hers down; the birthday slipped, and the surname."""
    brother = AT_HOME | {"forename": "Boris", "middle_names": "Jan", "date_of_birth": date(2012, 3, 4), "sex": "M"}
    hall.publish("school_roll", "990", LATER, [(1, AT_HOME | ROLL | {"upn": upn_of(1)}), (2, brother | ROLL | {"upn": upn_of(2)})])
    before = [
        (1, AT_HOME | NO_PARENTS | MOVED | SLIP | {"surname": "Testwel", "nhs_number": nhs_of(1)}),
        (2, brother | NO_PARENTS | MOVED | {"nhs_number": nhs_of(2)}),
    ]
    hall.publish("nhs", "NHSE", LATER, before)
    run, _ = link(hall.index, hall.town.extracts)
    assert mixed(run, hall.town) == []
    assert one_child(run, hall.town, 1)


def test_a_child_is_registered_twice_under_two_other_surnames(hall: TownHall) -> None:
    """The other parent's, and one misspelt: neither row takes the other's place. Of one forename and birthday at one home nobody is two."""
    known = AT_HOME | {"middle_names": None}
    hall.publish("school_roll", "991", LATER, [(1, known | ROLL | {"upn": upn_of(1)})])
    rows = [known | NO_PARENTS | {"surname": surname, "nhs_number": nhs_of(place)} for place, surname in enumerate(("Testwel", "Other"), 1)]
    hall.publish("nhs", "NHSE", LATER, [(1, row) for row in rows])
    run, _ = link(hall.index, hall.town.extracts)
    assert one_child(run, hall.town, 1)


def test_brothers_who_are_both_called_muhammad_stay_two(hall: TownHall) -> None:
    both = [AT_HOME | {"forename": "Muhammad", "middle_names": middle, "sex": "M"} for middle in ("Hassan", "Yusuf")]
    hall.publish("school_roll", "991", LATER, [(who, row | ROLL | {"upn": upn_of(who)}) for who, row in enumerate(both, start=1)])
    hall.publish("nhs", "NHSE", LATER, [(who, row | {"nhs_number": nhs_of(who)}) for who, row in enumerate(both, start=1)])
    hall.publish("child_benefit", "HMRC", LATER, [(who, row | {"claim_start": LATER}) for who, row in enumerate(both, start=1)])
    run, _ = link(hall.index, hall.town.extracts)
    assert mixed(run, hall.town) == []
    assert all(len(ids) == 1 for ids in pieces(run, hall.town).values())


def test_whoever_goes_by_the_middle_name_is_no_twin_of_a_row_that_says_so(hall: TownHall) -> None:
    """Theo Max is Max at school; his second health registration calls him Max too, and his first Theo."""
    theo = AT_HOME | {"forename": "Theo", "middle_names": "Max", "sex": "M"}
    called_max = theo | {"forename": "Max", "middle_names": None}
    hall.publish("school_roll", "991", LATER, [(1, called_max | ROLL | {"upn": upn_of(1)})])
    hall.publish(
        "nhs", "NHSE", LATER, [(1, theo | {"nhs_number": nhs_of(1)}), (1, called_max | {"surname": "Testwel", "nhs_number": nhs_of(2)})]
    )
    hall.publish("child_benefit", "HMRC", LATER, [(1, theo | {"forename": "Heo", "claim_start": LATER})])
    run, _ = link(hall.index, hall.town.extracts)
    assert one_child(run, hall.town, 1)


def key_of(extract: Extract, place: int = 0) -> int:
    return int(pq.read_table(extract.records_path)["record_key"][place].as_py())


def decide(left: Extract, right: Extract, same: bool, day: int = 1) -> LinkDecision:
    return LinkDecision((key_of(left),), (key_of(right),), same, "a reviewer", datetime(2026, 2, day, tzinfo=UTC), "I asked the family.")


def test_decisions_are_obeyed_and_the_latest_counts(hall: TownHall) -> None:
    roll = hall.publish("school_roll", "991", LATER, [(1, AMIRA | ROLL | {"upn": upn_of(1)})])
    health = hall.publish("nhs", "NHSE", LATER, [(1, AMIRA | {"nhs_number": nhs_of(1)})])
    stranger = {"forename": "Boris", "surname": "Elsewhere", "date_of_birth": date(2010, 1, 2)}
    care = hall.publish("social_care", "991", LATER, [(1, stranger | {"episode": "cin", "start_date": LATER})])
    together, _ = link(hall.index, hall.town.extracts)
    parted, _ = link(hall.index, hall.town.extracts, previous=together, decisions=(decide(roll, health, False),))
    joined, _ = link(
        hall.index, hall.town.extracts, previous=parted, decisions=(decide(roll, health, True, 2), decide(roll, health, False))
    )
    stranger_too, _ = link(hall.index, hall.town.extracts, previous=joined, decisions=(decide(roll, care, True),))
    assert len(set(children_of(together).values())) == 2
    assert len(set(children_of(parted).values())) == 3
    assert children_of(joined) == children_of(together)
    assert len(set(children_of(stranger_too).values())) == 1
    history = {row["child_id"]: row for row in pq.read_table(stranger_too.table("child_history")).to_pylist()}
    assert sorted(row["state"] for row in history.values()) == ["live", "merged", "merged"]


def test_a_redelivery_moves_nobody_to_another_id(hall: TownHall) -> None:
    rows = [
        (1, AMIRA | ROLL | {"upn": upn_of(1)}),
        (2, AMIRA | ROLL | {"forename": "Boris", "date_of_birth": date(2012, 1, 1), "upn": upn_of(2)}),
    ]
    first = hall.publish("school_roll", "991", LATER, rows)
    before, _ = link(hall.index, [first])
    corrected = hall.publish("school_roll", "991", LATER, list(reversed(rows)), replaces=(first.extract_id,))
    after, _ = link(hall.index, [corrected], previous=before)
    assert pieces(after, hall.town) == pieces(before, hall.town)


def test_nothing_to_link_gives_empty_tables(hall: TownHall) -> None:
    run, report = link(hall.index, [])
    assert report.children == 0
    for table in ("links", "children", "child_summaries", "child_history", "review_pairs"):
        assert pq.read_table(run.table(table)).num_rows == 0


@pytest.mark.parametrize(("known_in", "level", "one"), [(2024, "same postcode", True), (2018, "same postcode, but years apart", False)])
def test_a_postcode_counts_for_as_long_as_somebody_held_it(hall: TownHall, known_in: int, level: str, one: bool) -> None:
    """Another Amira of that birthday lived there eight years ago: the postcode that they share says far less then."""
    others = [
        (number, AMIRA | ROLL | {"surname": f"Test{a}{b}{a}", "date_of_birth": date(2012, 1, number), "postcode": f"ZZ{number} 2BB"})
        for number, (a, b) in enumerate([("bo", "di"), ("fu", "ga"), ("ho", "ju"), ("ka", "le"), ("mi", "no"), ("pa", "ru")] * 5, start=2)
        if number < 32
    ]
    care = {"episode": "cin", "start_date": date(known_in, 3, 1)}
    hall.publish("social_care", "991", date(known_in, 3, 1), [(1, AMIRA | care)])
    hall.publish("school_roll", "991", LATER, [(1, AMIRA | ROLL | {"surname": "Otherwise", "upn": upn_of(1)}), *others])
    run, _ = link(hall.index, hall.town.extracts)
    assert one_child(run, hall.town, 1) is one
    said = pq.read_table(run.table("links" if one else "review_pairs"))["because"].to_pylist()
    assert any(level in because.split("; ") for because in said)


def test_a_home_is_held_for_as_long_as_deliveries_go_on_giving_it(hall: TownHall) -> None:
    row = AMIRA | ROLL | {"upn": upn_of(1)}
    hall.publish(
        "school_roll", "991", date(2025, 9, 20), [(1, row), *((n, row | {"upn": upn_of(n), "forename": f"Zz{n}"}) for n in range(2, 12))]
    )
    first, _ = link(hall.index, hall.town.extracts)
    hall.publish("school_roll", "991", LATER, [(1, row)])
    hall.publish("nhs", "NHSE", LATER, [(1, AMIRA | {"nhs_number": nhs_of(1), "postcode": "ZZ2 2BB", "middle_names": "Rose"})])
    second, report = link(hall.index, hall.town.extracts, previous=first)
    assert "reading what stands" in report.seconds
    units = {row["unit"]: row["homes"] for row in pq.read_table(second.table("child_units"), columns=["unit", "homes"]).to_pylist()}
    (child_id,) = pieces(second, hall.town)[1]
    assert units[child_id] == [
        {"postcode": "ZZ1 1AA", "first": 2025 * 12 + 9, "last": 2026 * 12 + 2},
        {"postcode": "ZZ2 2BB", "first": 2026 * 12 + 2, "last": 2026 * 12 + 2},
    ]

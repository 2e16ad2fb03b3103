"""The made-up world as files: whole, to the contracts, the same for the same seed."""

import csv
import hashlib
import json
from collections import Counter, defaultdict
from datetime import date
from random import Random

import pytest

from onroll.core.registers import all_registers, register_named
from onroll.synth import make_world
from onroll.synth.absence import draw_absence
from onroll.synth.calm import CALM_STORIES
from onroll.synth.stories import CME_STORIES, POSSIBLE_STORIES


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def resources(report):
    return json.loads((report.package / "datapackage.json").read_text(encoding="utf-8"))["resources"]


def digest(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_every_register_of_the_contracts_is_delivered(small_world):
    assert {each["register"] for each in resources(small_world)} == set(all_registers())


def test_each_file_has_the_columns_that_its_register_needs(small_world):
    for each in resources(small_world):
        register = register_named(each["register"])
        with (small_world.package / each["path"]).open(encoding="utf-8", newline="") as file:
            header = {name.lower().replace(" ", "_") for name in next(csv.reader(file))}
        published = {field: heading.lower().replace(" ", "_") for heading, field in register.aliases}
        published |= {field: heading.lower().replace(" ", "_") for field, heading in register.aliases}
        needed = {field.name for field in register.fields if field.required}
        if register.child_level:
            needed |= {"record_id", "surname", "forename", "date_of_birth"}
        assert all(name in header or published.get(name) in header for name in needed), each["path"]


def test_record_ids_are_unique_in_a_file_and_the_truth_knows_each_child_row(small_world):
    truth = defaultdict(dict)
    for row in rows_of(small_world.truth / "records.csv"):
        truth[row["register"], row["supplier"], row["as_at"]][row["record_id"]] = row["true_child"]
    children = {row["true_child"] for row in rows_of(small_world.truth / "children.csv")}
    for each in resources(small_world):
        if not register_named(each["register"]).child_level:
            continue
        ids = [row["record_id"] for row in rows_of(small_world.package / each["path"])]
        known = truth[each["register"], each["supplier"], each["as_at"]]
        assert len(set(ids)) == len(ids), each["path"]
        assert set(ids) == set(known), each["path"]
        assert set(known.values()) <= children


def test_record_ids_do_not_follow_a_child_from_one_extract_to_the_next(small_world):
    by_id = defaultdict(set)
    for row in rows_of(small_world.truth / "records.csv"):
        if (row["register"], row["supplier"]) == ("school_roll", "370"):
            by_id[row["record_id"]].add(row["true_child"])
    several = [each for each in by_id.values() if len(each) > 1]
    assert len(several) > 0.9 * len(by_id)


def test_every_story_is_told_in_a_small_world(small_world):
    told = {row["story"] for row in rows_of(small_world.truth / "children.csv")}
    # some need a child whom a small world may lack: in custody, or beside a silent independent school
    assert {*CALM_STORIES, *CME_STORIES, *POSSIBLE_STORIES} - told <= {
        "custody",
        "to_silent_independent",
        "from_independent",
        "to_independent",
    }


def test_the_truth_names_a_kind_a_day_and_an_authority_for_each_missing_child(small_world):
    rows = rows_of(small_world.truth / "children.csv")
    assert {row["is_cme"] for row in rows} == {"0", "1", "possible", "ignore"}
    for row in rows:
        if row["is_cme"] in ("1", "possible"):
            assert row["finding"] and row["since"] and row["la_code"] in {"370", "371", "372", "373"}, row
        if row["is_cme"] == "0":
            assert not row["finding"]
    found = {row["finding"] for row in rows if row["is_cme"] in ("1", "possible")}
    assert len(found) == 9


def test_ghosts_are_on_health_lists_alone_and_counted_nowhere(small_world):
    registers = defaultdict(set)
    for row in rows_of(small_world.truth / "records.csv"):
        registers[row["true_child"]].add(row["register"])
    ghosts = [row for row in rows_of(small_world.truth / "children.csv") if row["story"] == "ghost"]
    assert 20 <= len(ghosts) <= 90
    assert all(row["is_cme"] == "ignore" for row in ghosts)
    assert all(registers[row["true_child"]] <= {"nhs"} for row in ghosts)


def test_identifiers_are_as_in_life(small_world):
    rows = []
    for each in resources(small_world):
        if each["register"] == "school_roll" and each["as_at"] == "2026-01-15":
            rows += rows_of(small_world.package / each["path"])
    state = [row for row in rows if row["uprn"] and row["urn"]]
    assert 0.90 < sum(bool(row["upn"]) for row in state) / len(state) <= 1
    assert 0.11 < sum(bool(row["nhs_number"]) for row in state) / len(state) < 0.20
    assert all(row["nhs_number"].startswith("999") for row in state if row["nhs_number"])
    assert all(int(row["upn"][1:4]) < 200 for row in state if row["upn"])


def test_twins_share_a_birthday_and_a_family_but_not_a_forename(small_world):
    children = {row["true_child"]: row for row in rows_of(small_world.truth / "children.csv")}
    twins = rows_of(small_world.truth / "twins.csv")
    assert len(twins) >= 5
    for pair in twins:
        first, second = children[pair["true_child_a"]], children[pair["true_child_b"]]
        assert first["family"] == second["family"] and first["twin"] == second["twin"] == "1"


def test_the_last_authoritys_independent_schools_send_nothing(small_world):
    establishments = next(each for each in resources(small_world) if each["register"] == "establishments")
    independent = defaultdict(set)
    for row in rows_of(small_world.package / establishments["path"]):
        if row["TypeOfEstablishment (code)"] == "11":
            independent[row["LA (code)"]].add(row["URN"])
    senders = {each["supplier"] for each in resources(small_world) if each["register"] == "school_roll"}
    assert not independent["373"] & senders
    assert independent["370"] <= senders


@pytest.fixture(scope="module")
def tiny_worlds(tmp_path_factory):
    folders = [tmp_path_factory.mktemp(f"tiny{place}") for place in range(3)]
    make_world(300, 2, 5, folders[0])
    make_world(300, 2, 5, folders[1])
    make_world(300, 2, 6, folders[2])
    return folders


def test_the_same_seed_makes_the_same_files_and_another_seed_others(tiny_worlds):
    first, same, other = (digest(folder) for folder in tiny_worlds)
    assert first == same
    assert first != other


def test_parquet_holds_the_same_rows(tmp_path, tiny_worlds):
    import duckdb

    report = make_world(300, 2, 5, tmp_path, file_format="parquet")
    text = json.loads((tiny_worlds[0] / "package" / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    for as_text, as_parquet in zip(text, resources(report), strict=True):
        expected = len(rows_of(tiny_worlds[0] / "package" / as_text["path"]))
        path = report.package / as_parquet["path"]
        assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall() == [(expected,)]
    roll = next(each for each in resources(report) if each["register"] == "school_roll")
    types = dict(duckdb.sql(f"SELECT column_name, column_type FROM (DESCRIBE '{report.package / roll['path']}')").fetchall())
    assert types["entry_date"] == "DATE" and types["upn"] == "VARCHAR"


def test_trouble_truncates_one_roll_and_loses_another(tmp_path):
    calm = make_world(600, 3, 7, tmp_path / "calm")
    report = make_world(600, 3, 7, tmp_path / "trouble", with_trouble=True)
    sizes = Counter()
    for name, each in ((name, each) for name, world in (("calm", calm), ("trouble", report)) for each in resources(world)):
        world = calm if name == "calm" else report
        if each["register"] == "school_roll":
            sizes[name, each["supplier"], each["as_at"]] = len(rows_of(world.package / each["path"]))
    assert sizes["trouble", "370", "2025-10-02"] == int(0.45 * sizes["calm", "370", "2025-10-02"])
    assert ("trouble", "372", "2026-01-15") not in sizes
    held = [row for row in rows_of(report.truth / "records.csv") if (row["supplier"], row["as_at"]) == ("370", "2025-10-02")]
    assert not [row for row in held if row["register"] == "school_roll"]


def test_rolls_and_other_registers_come_as_often_as_asked(tmp_path):
    report = make_world(300, 1, 5, tmp_path, roll_snapshots=2, other_snapshots=1)
    days = defaultdict(set)
    for each in resources(report):
        days[each["register"]].add(each["as_at"])
    assert len(days["school_roll"]) == 2
    assert len(days["nhs"]) == len(days["social_care"]) == 1


@pytest.mark.parametrize(
    "wrong", [{"authorities": 0}, {"authorities": 200}, {"children": 0}, {"file_format": "xls"}, {"roll_snapshots": 9}]
)
def test_impossible_worlds_are_refused_with_a_sentence(tmp_path, wrong):
    asked = {"children": 300, "authorities": 2, "seed": 1, "into": tmp_path, **wrong}
    with pytest.raises(ValueError, match="made-up world"):
        make_world(**asked)


def test_absence_is_spread_as_published_and_rises_before_a_child_is_lost():
    drawn = [draw_absence(None, Random(number)).usual for number in range(4000)]
    before = [draw_absence(date(2025, 9, 1), Random(number)).on(date(2025, 7, 16)) for number in range(4000)]
    assert sum(drawn) / len(drawn) == pytest.approx(0.072, abs=0.006)
    assert sum(share > 0.1 for share in drawn) / len(drawn) == pytest.approx(0.19, abs=0.03)
    assert sum(share > 0.1 for share in before) > 2.5 * sum(share > 0.1 for share in drawn)
    assert draw_absence(date(2025, 9, 1), Random(1)).on(date(2024, 10, 3)) == draw_absence(None, Random(1)).usual


def test_children_who_were_missing_and_are_back_come_when_asked_for(tmp_path, small_world):
    make_world(1500, 2, 5, tmp_path, found_again_factor=3.0)
    back = [row for row in rows_of(tmp_path / "truth" / "children.csv") if row["story"] == "missing_for_a_while"]
    assert len(back) > 20 and all(row["is_cme"] == "0" for row in back)
    assert not any(row["story"] == "missing_for_a_while" for row in rows_of(small_world.truth / "children.csv"))

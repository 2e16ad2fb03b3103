"""The list of contradictions: those that were planted are found, and hardly anything else."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import duckdb
import pytest

from onroll.core.listed_contradictions import SOURCE_HAS_DAYS, key_of, state_of
from onroll.pipeline import line
from onroll.pipeline.index import Index
from onroll.pipeline.intake import take_in
from onroll.synth import make_world
from support.lead_town import WINTER, Town, crowd, pupil
from support.planted_contradictions import World, plant

AUTUMN = date(2025, 10, 2)
HOME = ("4 Hill Road", "ZA1 1AA")


def listed(town: Town) -> set[tuple[str, str]]:
    run = town.run(WINTER)
    sql = f"""SELECT s.forename, c.kind FROM read_parquet('{run.table("listed_contradictions")}') c
              JOIN read_parquet('{run.table("child_summaries")}') s USING (child_id)"""
    return set(duckdb.sql(sql).fetchall())


def child(forename: str, born: str, home: tuple[str, str] = HOME) -> dict[str, str]:
    return pupil(forename, f"Of{forename}", born, home, f"Adult {forename}")


def test_what_lasts_is_listed_and_what_is_settled_by_a_later_roll_is_not(tmp_path: Path) -> None:
    town = Town(tmp_path / "home")
    places = [("ZA1 1AA", "301"), ("ZA1 9ZZ", "301"), ("ZB2 2BB", "302"), ("ZB2 9ZZ", "302")]
    town.deliver("postcodes", "ONS", date(2025, 6, 1), [{"postcode": postcode, "la_code": la_code} for postcode, la_code in places])
    ann, bob, cyd = child("Ann", "2014-05-06"), child("Bob", "2015-06-07"), child("Cyd", "2013-07-08")
    dee, eli, flo = child("Dee", "2014-08-09"), child("Eli", "2015-09-10"), child("Flo", "2013-10-11")
    town.deliver("school_roll", "301", AUTUMN, [ann, bob, cyd, dee, eli, flo, *crowd("301", "100001")])
    town.deliver("school_roll", "302", AUTUMN, crowd("302", "200001"))
    town.deliver("school_roll", "301", WINTER, [cyd, dee, eli, flo, *crowd("301", "100001")])
    arrived = {**bob, "urn": "200001", "entry_date": "2025-11-03"}
    twice = {**dee, "urn": "200001", "entry_date": "2025-09-03"}
    town.deliver("school_roll", "302", WINTER, [arrived, twice, *crowd("302", "200001")])
    named = {"change": "deleted", "change_date": "2025-10-20", "ground": "a", "destination_urn": "200001", "destination_type": "school"}
    plain = ("surname", "forename", "date_of_birth", "address_line_1", "postcode", "parent_1_name", "urn")
    town.deliver("roll_change", "301", WINTER, [{**{name: one[name] for name in plain}, **named} for one in (ann, bob)])
    person = plain[:-1]
    town.deliver("ehe", "301", WINTER, [{**{name: cyd[name] for name in person}, "start_date": "2025-10-01", "suitability": "suitable"}])
    away = {"address_line_1": "9 Dale Street", "postcode": "ZB2 2BB"}
    eli_away, flo_away = ({**{name: one[name] for name in person}, **away} for one in (eli, flo))
    for day in (date(2025, 6, 10), WINTER):
        town.deliver("nhs", "NHSE", day, [{**eli_away, "registered_on": "2016-01-01"}, {**flo_away, "registered_on": "2016-01-01"}])
        town.deliver("child_benefit", "HMRC", day, [{**eli_away, "claim_start": "2016-01-01"}])
    found = listed(town)
    assert ("Ann", "left_to_school_never_enrolled") in found and ("Dee", "on_two_rolls") in found
    assert ("Cyd", "home_educated_and_on_roll") in found and ("Eli", "lives_elsewhere_than_roll_says") in found
    assert {name for name, _ in found} == {"Ann", "Cyd", "Dee", "Eli"}


def test_the_same_contradiction_keeps_its_key_from_day_to_day_and_another_has_another() -> None:
    day = date(2025, 9, 5)
    key = key_of("on_two_rolls", day, ["school_roll:301", "school_roll:302"])
    assert key == key_of("on_two_rolls", day, ["school_roll:302", "school_roll:301", "school_roll:301"])
    assert (
        len(
            {
                key,
                key_of("on_two_rolls", date(2025, 9, 6), ["school_roll:301", "school_roll:302"]),
                key_of("on_two_rolls", day, ["school_roll:301"]),
            }
        )
        == 3
    )


@pytest.mark.parametrize(
    ("how", "days", "state"),
    [
        ("asked", SOURCE_HAS_DAYS, "asked"),
        ("asked", SOURCE_HAS_DAYS + 1, "open"),
        ("explained", 900, "settled"),
        ("exception", 900, "settled"),
        ("reopened", 0, "open"),
    ],
)
def test_what_was_decided_holds_but_for_a_source_that_did_not_correct_its_record(how: str, days: int, state: str) -> None:
    decided = date(2026, 1, 5)
    assert state_of(how, decided, date.fromordinal(decided.toordinal() + days)) == state


@pytest.mark.long
@pytest.mark.parametrize("seed", [71])
def test_planted_contradictions_are_found_with_precision_and_recall_over_95_per_cent(seed: int, tmp_path: Path) -> None:
    make_world(4_000, 4, seed, tmp_path / "world")
    world = World(tmp_path / "world")
    planted = plant(world, 20)
    world.write()
    index = Index(tmp_path / "home")
    index.create()
    described = json.loads((tmp_path / "world" / "package" / "datapackage.json").read_text(encoding="utf-8"))
    for each in described["resources"]:
        path = tmp_path / "world" / "package" / each["path"]
        take_in(index, path, register=each["register"], supplier=each["supplier"], as_at=date.fromisoformat(each["as_at"]))
    with index.writing("a test"):
        run = line.walk(index, date(2026, 1, 20))
    rows = duckdb.sql(f"SELECT kind, evidence FROM read_parquet('{run.table('listed_contradictions')}')").fetchall()
    found: dict[str, set[str]] = {}
    wrong = []
    everybody = set().union(*planted.values())
    for kind, evidence in rows:
        children = {world.truth.get(tuple(each.split(":")), "") for each in evidence if not each.endswith(":")}
        one = next(iter(children))
        found.setdefault(kind, set()).add(one)
        # Of others, it is right where all rows are of one true child: then the records do contradict each other.
        if len(children) != 1 or (one in everybody and one not in planted[kind]):
            wrong.append((kind, evidence, children))
    expected = sum(len(children) for children in planted.values())
    hits = sum(len(children & found.get(kind, set())) for kind, children in planted.items())
    assert hits / expected > 0.95, {kind: len(children & found.get(kind, set())) for kind, children in planted.items()}
    assert 1 - len(wrong) / len(rows) > 0.95, wrong
    print(f"recall {hits}/{expected}, listed {len(rows)}, wrong {len(wrong)}")

"""The Commissioner's analysis as the engine counts it, against the same child by child, on random worlds."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from onroll.core.measures.unrolled import STATUS_DESTINATIONS, RollChild, tally_of, unrolled_rows
from onroll.pipeline.engine import quoted
from onroll.pipeline.exports.open_data import UNROLLED, Asking, gather
from onroll.pipeline.exports.open_unrolled import counts_of
from onroll.pipeline.index import RECORD_KEY_STRIDE, Index
from onroll.pipeline.measures import Asked, all_measures
from onroll.pipeline.measures.roll_cohort import roll_children
from onroll.pipeline.measures.unrolled import NATION, tallies_of_authorities, versus_others
from support.counted_run import write_counted_run
from support.made_up_run import write_extract

FIRST, LAST = date(2025, 1, 16), date(2026, 1, 15)
KINDS = {"extract_day": "DATE", "date_of_birth": "DATE", "start_date": "DATE", "end_date": "DATE", "opened_on": "DATE", "closed_on": "DATE"}
KINDS |= {"change_date": "DATE", "entry_date": "DATE"}


def literal(value: Any) -> str:
    return "NULL" if value is None else f"DATE '{value}'" if isinstance(value, date) else quoted(str(value))


class World:
    """A made-up world, and beside it what each of its children is, worked out as they are made."""

    def __init__(self, seed: int, children: int) -> None:
        self.rng = random.Random(seed)
        self.rows: dict[str, list[dict[str, Any]]] = {
            name: [] for name in ("findings", "child_summaries", "birthdays", "shielded", "timelines")
        }
        self.registers: dict[tuple[str, date], list[dict[str, Any]]] = {}
        self.places: list[tuple[int, str, str]] = []
        self.true: list[RollChild] = []
        for number in range(children):
            self._child(number)

    def put(self, register: str, as_at: date, child_id: str, **fields: Any) -> None:
        self.registers.setdefault((register, as_at), []).append({"child_id": child_id, **fields})

    def _child(self, number: int) -> None:
        rng, child_id = self.rng, f"c{number:05d}"
        born = date(2008, 8, 25) + timedelta(days=rng.randrange(4800)) if rng.random() < 0.9 else date(2012, 9, rng.choice([1, 2]))
        sex, decile = rng.choice(["F", "M", None]), rng.choice([1, 4, 10])
        ethnicity, sen = rng.choice(["WBRI", "MWAS", "AIND", "REFU", "NOBT", "OOTH", None]), rng.choice(["N", "K", "E", None])
        urn, postcode = f"1000{number % 3:02d}", f"ZZ{decile} 1ZZ"
        self.rows["child_summaries"].append({"child_id": child_id, "sex": sex, "date_of_birth": born})
        self.rows["birthdays"].append({"child_id": child_id, "date_of_birth": born})
        on_roll = rng.random() < 0.9
        after = rng.choice(["on_roll", "unaccounted", "unaccounted", "alternative_provision", *STATUS_DESTINATIONS])
        changed = FIRST + timedelta(days=rng.randrange(1, 300))
        self._spell(child_id, date(2019, 1, 1), changed, "on_roll" if on_roll else "below_school_age", urn)
        self._spell(child_id, changed, None, after, urn if after == "on_roll" else None)
        self.put("school_roll", date(2025, 1, 10), child_id, entry_date=date(2019, 1, 1), sex=sex, ethnicity=ethnicity, sen_provision=sen,
                 postcode=postcode, urn=urn)  # fmt: skip
        later = {"ethnicity": "BCRB", "sen_provision": "E", "postcode": "ZZ9 9ZZ"}  # said after the first day: not what counts
        self.put("school_roll", date(2025, 12, 1), child_id, entry_date=date(2019, 1, 1), sex=sex, urn=urn, **later)
        need = rng.choice(
            [None, (FIRST - timedelta(days=50), None), (FIRST - timedelta(days=50), FIRST - timedelta(days=1)), (FIRST, LAST)]
        )
        if need:
            self.put("social_care", date(2026, 1, 1), child_id, episode="cin", start_date=need[0], end_date=need[1])
        listed = rng.choice([None, None, (changed, None), (changed, changed + timedelta(days=5))])
        if listed:
            self.put("cme_register", date(2026, 1, 2), child_id, opened_on=listed[0], closed_on=listed[1])
        reported = rng.choice([None, None, "unknown", "abroad"])
        if reported:
            self.put("roll_change", date(2026, 1, 3), child_id, change="deleted", change_date=changed, destination_type=reported)
        partial = rng.random() < 0.3
        self.rows["findings"].append(
            {"child_id": child_id, "status": "cme", "coverage": "partial" if partial else "full", "shielded": False}
        )
        shielded = rng.random() < 0.05
        if shielded:
            self.rows["shielded"].append({"child_id": child_id, "because": "In a refuge"})
        if on_roll and not shielded:
            seen_ethnicity, seen_sen = ethnicity or "BCRB", sen or "E"  # what was never said before counts as it was said first
            in_need = need is not None and need[0] <= FIRST and (need[1] is None or need[1] >= FIRST)
            is_listed = listed is not None and (listed[1] is None or listed[1] > LAST)
            self.true.append(
                RollChild(child_id, born, sex, seen_ethnicity, seen_sen, decile, in_need, f"30{1 + number % 3}", after, is_listed,
                          reported == "unknown", partial)
            )  # fmt: skip

    def _spell(self, child_id: str, starts: date, ends: date | None, status: str, urn: str | None) -> None:
        ends_before = ends or date(9999, 12, 31)
        self.rows["timelines"].append({"child_id": child_id, "starts_on": starts, "ends_before": ends_before, "status": status, "urn": urn})

    def asked(self, home: Path, la_code: str | None = None) -> Asked:
        """Return the question, put to a run that holds the world."""
        index = Index(home)
        placed: list[tuple[int, str]] = []
        with index.writing("extracts"):
            for (register, as_at), rows in self.registers.items():
                number = index.next_extract_number()
                names = [name for name in max(rows, key=len) if name != "child_id"]
                values = []
                for line, row in enumerate(rows, start=2):
                    key = number * RECORD_KEY_STRIDE + line
                    placed.append((key, row["child_id"]))
                    values.append(f"({key}, {line}, {', '.join(literal(row.get(name)) for name in names)})")
                typed = ", ".join(f"{name}::{KINDS.get(name, 'VARCHAR')} AS {name}" for name in names)
                more = ", 'r' || line AS record_id, 'M' AS surname, 'A' AS forename, DATE '2015-05-01' AS date_of_birth"
                columns = f"record_key, line, {', '.join(names)}"
                select = f"SELECT record_key, line::INTEGER AS line, {typed}{more} FROM (VALUES {', '.join(values)}) v({columns})"
                write_extract(index, register, "301", as_at, select)
            more = ", 2::INTEGER AS line, 'r' AS record_id, 'M' AS surname, 'A' AS forename, DATE '2015-05-01' AS date_of_birth"
            zz = ", ".join(f"('ZZ{decile} 1ZZ', '373', '{decile}')" for decile in (1, 4, 10))
            select = f"SELECT 1::BIGINT AS record_key{more}, * FROM (VALUES {zz}) v(postcode, la_code, idaci_decile)"
            write_extract(index, "postcodes", "ENG", date(2025, 1, 1), select)
            schools = ", ".join(f"('1000{place:02d}', '30{1 + place}')" for place in range(3))
            select = f"SELECT 1::BIGINT AS record_key{more}, * FROM (VALUES {schools}) v(urn, la_code)"
            write_extract(index, "establishments", "ENG", date(2025, 1, 1), select)
        run = write_counted_run(home, self.rows, on=LAST)
        import pyarrow as pa
        import pyarrow.parquet as pq

        table = pa.table({"record_key": pa.array([key for key, _ in placed], pa.int64()), "child_id": [child for _, child in placed]})
        pq.write_table(table, run.table("children"))
        return Asked(run, index.counted_extracts(LAST), FIRST, la_code)


def test_the_engine_counts_what_the_rule_counts_child_by_child(tmp_path: Path) -> None:
    held_to_the_rule(tmp_path, seed=0, children=150)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1, 9))
def test_the_engine_counts_what_the_rule_counts_in_larger_worlds(seed: int, tmp_path: Path) -> None:
    held_to_the_rule(tmp_path, seed=seed, children=700)


def held_to_the_rule(home: Path, *, seed: int, children: int) -> None:
    """Count a random world by the engine and by the rule."""
    world = World(seed, children)
    asked = world.asked(home)
    measure = all_measures()["unrolled"]
    plain = unrolled_rows(world.true, FIRST, LAST, versus_others)
    measured = measure.measure(asked)
    assert measured.rows == plain
    assert measured.shielded > 0
    assert sorted(roll_children(asked), key=lambda each: each.child_id) == sorted(world.true, key=lambda each: each.child_id)
    gathered = gather(asked.run, None, asked.extracts, Asking(on=LAST, unrolled_from=FIRST), {})
    counts = gathered.release.counts
    for region, codes in {"": {"301", "302", "303"}, "E12000007": {"301", "302", "303"}, "E12000008": set[str]()}.items():
        published = {cell[2:]: count for cell, count in counts.items() if cell[:2] == (UNROLLED, region)}
        assert published == counts_of(tally_of([each for each in world.true if each.la_code in codes], FIRST), region)
    one = Asked(asked.run, asked.extracts, FIRST, "302")
    assert measure.measure(one).rows == unrolled_rows([each for each in world.true if each.la_code == "302"], FIRST, LAST, versus_others)
    by_authority = {code: [each for each in world.true if each.la_code == code] for code in ("301", "302", "303")}
    tallies = tallies_of_authorities(one)
    assert {code: tallies[code] for code in by_authority} == {code: tally_of(known, FIRST) for code, known in by_authority.items()}
    assert tallies[NATION] == tally_of(world.true, FIRST)

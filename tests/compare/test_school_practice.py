"""The measures of schools' practice against a slow, plain count over random towns."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from onroll.core.attendance_marks import session_codes
from onroll.core.school_practice import PRACTICES
from onroll.pipeline.index import Index, Run
from support.practice_towns import AUTUMN, CLOSED, ON, SCHOOLS, WINTER, random_town

SINCE, ASKED = ON - timedelta(days=365), ON - timedelta(days=14)
CENSUSES = (date(2025, 5, 15), date(2025, 10, 2), date(2026, 1, 15))
FOREVER = date(9999, 1, 1)
Rows = list[dict[str, Any]]


def rows(path: Path | str, where: str = "true") -> Rows:
    return duckdb.sql(f"SELECT * FROM read_parquet('{path}') WHERE {where}").arrow().read_all().to_pylist()


class Plain:
    """Everything as the run has it, looked at child by child."""

    def __init__(self, index: Index, run: Run) -> None:
        self.child = {row["record_key"]: row["child_id"] for row in rows(run.table("children"))}
        self.born = {row["child_id"]: row["date_of_birth"] for row in rows(run.table("child_summaries"))}
        self.hidden = {row["child_id"] for row in rows(run.table("shielded"))}
        self.timelines = rows(run.table("timelines"), "status IS NOT NULL")
        self.rolls = self._of(index, "school_roll", newest=True)
        self.changes, self.marks = self._of(index, "roll_change"), self._of(index, "attendance")
        self.counted: Counter[tuple[str, str, str, date]] = Counter()
        self.units: Counter[tuple[str, str, int]] = Counter()

    def _of(self, index: Index, register: str, *, newest: bool = False) -> Rows:
        extracts = [each for each in index.extracts() if each.register == register and (not newest or each.as_at == WINTER)]
        found = [{**row, "as_at": each.as_at} for each in extracts for row in rows(each.records_path)]
        return [{**row, "child_id": self.child[row["record_key"]]} for row in found]

    def year(self, child_id: str, day: date) -> int:
        born = self.born[child_id]
        return day.year - (day.month < 9) - born.year - (born.month >= 9) - 4

    def note(self, practice: str, urn: str, child_id: str, day: date, *, counts: bool, year: int | None = None) -> None:
        if child_id in self.hidden:
            return
        self.units[practice, urn, self.year(child_id, day) if year is None else year] += 1
        if counts:
            self.counted[practice, urn, child_id, day] += 1

    def changed(self, child_id: str, urn: str, change: str, day: date) -> bool:
        return any(
            each["child_id"] == child_id
            and each["urn"] in (urn, CLOSED)
            and each["change"] == change
            and abs((each["change_date"] - day).days) <= 31
            for each in self.changes
        )

    def ends_in_summer(self, child_id: str, urn: str, day: date, gone_by: date | None = None) -> bool:
        summer = {date(day.year, 6, 15) + timedelta(days=number) for number in range(93)}
        maybe = {day + timedelta(days=number) for number in range(((gone_by or day) - day).days + 1)}
        return bool(summer & maybe) and self.year(child_id, day) in (SCHOOLS[urn][2] - 5, 11)

    def gone_by(self, child_id: str, urn: str, ends: date) -> date | None:
        spells = [each for each in self.timelines if (each["child_id"], each["urn"], each["ends_before"]) == (child_id, urn, ends)]
        by_roll = any(row.startswith("school_roll:") for each in spells for row in each["evidence"])
        return next((day for day in (AUTUMN, WINTER) if day >= ends and by_roll), None)

    def new_pupils(self) -> None:
        for child_id, urn in {(row["child_id"], row["urn"]) for row in self.rolls}:
            day = max(row["entry_date"] for row in self.rolls if (row["child_id"], row["urn"]) == (child_id, urn))
            begins = (8, 25) <= (day.month, day.day) <= (9, 15) and self.year(child_id, day) <= SCHOOLS[urn][1] - 4
            if SINCE < day <= ASKED and not begins:
                self.note("new_pupil_return", urn, child_id, day, counts=not self.changed(child_id, urn, "added", day))

    def leavers(self) -> None:
        for (child_id, urn), ends in self.last_ends().items():
            day = ends - timedelta(days=1)
            after = {each["status"] for each in self.timelines if each["child_id"] == child_id and each["starts_on"] == ends}
            if (
                SINCE < ends <= ON
                and day <= ASKED
                and not after & {"died", "over_school_age"}
                and not self.ends_in_summer(child_id, urn, day)
            ):
                self.note("deletion_return", urn, child_id, day, counts=not self.changed(child_id, urn, "deleted", day))

    def after(self, child_id: str, ends: date) -> set[str]:
        return {each["status"] for each in self.timelines if each["child_id"] == child_id and each["starts_on"] == ends}

    def last_ends(self) -> dict[tuple[str, str], date]:
        ends: dict[tuple[str, str], date] = {}
        for each in self.timelines:
            if each["status"] == "on_roll" and each["urn"] and each["urn"] != CLOSED:
                key = each["child_id"], each["urn"]
                ends[key] = max(ends.get(key, date.min), each["ends_before"] or FOREVER)
        return ends

    def deletions(self) -> None:
        newest: dict[tuple[str, str, date], dict[str, Any]] = {}
        for each in sorted(
            (each for each in self.changes if each["change"] == "deleted"), key=lambda row: (row["as_at"], row["record_key"])
        ):
            newest[each["child_id"], each["urn"], each["change_date"]] = each
        for (child_id, urn, day), each in newest.items():
            if SINCE < day <= ON and not self.ends_in_summer(child_id, urn, day):
                self.note("unusual_ground", urn, child_id, day, counts=(each["ground"] or "none") not in "abcdejkl")
                before = any(census - timedelta(days=28) <= day < census for census in CENSUSES) or date(2025, 12, 18) <= day < WINTER
                self.note("left_before_census", urn, child_id, day, counts=before)

    def examinees(self) -> None:
        ends = self.last_ends()
        for child_id, urn in ends:
            begins = self.born[child_id].year + (self.born[child_id].month >= 9) + 15
            first, last = max(date(begins, 9, 1), SINCE + timedelta(days=1)), min(date(begins + 1, 5, 6), ON)
            spells = [each for each in self.timelines if (each["child_id"], each["urn"], each["status"]) == (child_id, urn, "on_roll")]
            if first <= last and any(each["starts_on"] <= last and (each["ends_before"] or FOREVER) > first for each in spells):
                left = ends[child_id, urn] - timedelta(days=1)
                gone = first <= left <= last and ends[child_id, urn] <= ON and "died" not in self.after(child_id, ends[child_id, urn])
                self.note("left_before_exams", urn, child_id, left if gone else first, counts=gone, year=11)

    def marked(self) -> None:
        for child_id, urn in {(row["child_id"], row["urn"]) for row in self.marks}:
            weeks = self.weeks(child_id, urn)
            days = [(monday + timedelta(days=place), codes[2 * place : 2 * place + 2]) for monday, codes in weeks for place in range(5)]
            days = [(day, [code for code in codes if code != "-"]) for day, codes in days]
            days = [(day, codes) for day, codes in days if codes]
            away, ill = 0, Counter[int]()
            for day, codes in days:
                away = away + 1 if set(codes) <= set("GNO") else 0
                if away == 10 and day <= ASKED:
                    self.note("attendance_return", urn, child_id, day, counts=True)
                if set(codes) == {"I"}:
                    year = day.year - (day.month < 9)
                    ill[year] += 1
                    if ill[year] == 15 and day <= ASKED:
                        self.note("sickness_return", urn, child_id, day, counts=True)
            if weeks and weeks[-1][0] > ON - timedelta(days=28):
                since = self.part_time_since(weeks)
                year = self.year(child_id, ON)
                self.note("part_time_without_end", urn, child_id, since or ON, counts=since is not None, year=year)

    def weeks(self, child_id: str, urn: str) -> list[tuple[date, tuple[str, ...]]]:
        newest: dict[date, tuple[str, ...]] = {}
        for row in sorted(self.marks, key=lambda row: (row["as_at"], row["record_key"])):
            if (row["child_id"], row["urn"]) == (child_id, urn):
                newest[row["week_starting"]] = session_codes(row["marks"])
        return sorted(newest.items())

    def part_time_since(self, weeks: list[tuple[date, tuple[str, ...]]]) -> date | None:
        held = [(monday, codes) for monday, codes in weeks if set(codes) != {"-"}]
        run = 0
        while run < len(held) and "C2" in held[-1 - run][1]:
            run += 1
        return held[-run][0] if run > 6 else None

    def count(self) -> Plain:
        for look in (self.new_pupils, self.leavers, self.deletions, self.examinees, self.marked):
            look()
        return self


def compared(folder: Path, seed: int) -> Plain:
    town = random_town(folder / str(seed), seed)
    run = town.run(ON)
    plain = Plain(town.index, run).count()
    found = Counter((row["practice"], row["urn"], row["child_id"], row["day"]) for row in rows(run.table("school_practice")))
    units = {(row["practice"], row["urn"], row["year"]): row["total"] for row in rows(run.table("school_practice_units"))}
    assert found == plain.counted, seed
    assert units == dict(plain.units), seed
    assert all(row["evidence"] for row in rows(run.table("school_practice"))), seed
    return plain


def test_the_run_counts_what_a_plain_count_finds(tmp_path: Path) -> None:
    seen = {practice for seed in (2, 3) for practice, *_ in compared(tmp_path, seed).counted}
    assert seen >= {"new_pupil_return", "deletion_return", "unusual_ground", "part_time_without_end", "attendance_return"}


@pytest.mark.long
def test_it_does_so_in_every_random_town(tmp_path: Path) -> None:
    plains = [compared(tmp_path, seed) for seed in range(100, 124)]
    assert {practice for plain in plains for practice, *_ in plain.counted} == set(PRACTICES), "each measure has counted somebody"
    assert any(plain.hidden for plain in plains)

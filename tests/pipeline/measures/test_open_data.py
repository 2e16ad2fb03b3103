"""What is published together: attacked by linear programmes, which find no count under five; and a package that describes itself."""

from __future__ import annotations

import csv
import json
import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from onroll.core.areas import REGIONS
from onroll.core.disclosure_control import FEW, WITHHELD, Cell, Release, published, rate, share, sums, withheld
from onroll.core.measures.definitions import NATIONAL
from onroll.core.measures.unrolled import DESTINATIONS, IN_SCHOOL, LABELS, MISSING, STATUS_DESTINATIONS, UNKNOWN, Tally
from onroll.core.statuses import STATUSES
from onroll.pipeline.exports import open_data
from onroll.pipeline.exports.open_data import (
    DAY,
    LEDGER,
    STATUS,
    UNROLLED,
    VARIANTS,
    YEAR,
    Asking,
    CannotPublish,
    Gathered,
    gather,
    publish,
    rows_of,
    with_unrolled,
)
from onroll.pipeline.exports.open_unrolled import IN_SCHOOL as STAYED
from onroll.pipeline.exports.open_unrolled import LOST, NOWHERE, OF_REGION, ON_ROLL, SECOND_DAY, WENT, of_group
from onroll.pipeline.index import Index, Run
from onroll.pipeline.measures.sheets import provenance_of
from support.counted_run import write_counted_run
from support.counted_worlds import ON, random_world

ASKING = Asking(
    on=ON, year=(date(2024, 9, 1), date(2025, 8, 31)), unrolled_from=date(2024, 10, 3), population={"301": 900, "302": 1_200, "373": 800}
)


class Attack:
    """Everything that somebody from outside can write down as an inequality, about every cell that was published together."""

    def __init__(self, release: Release, shown: Mapping[Cell, str], *, exact: bool = False) -> None:
        self.place = {cell: number for number, cell in enumerate(release.counts)}
        self.bounds = [self._interval(1 if exact else release.step(cell), shown[cell]) for cell in self.place]
        self.rows: list[dict[int, float]] = []
        self.limits: list[tuple[float, float]] = []
        for whole, parts in sums(release):
            self._add({**{self.place[part]: 1.0 for part in parts}, self.place[whole]: -1.0}, 0, 0)
        for one, other in release.same:
            self._add({self.place[one]: 1.0, self.place[other]: -1.0}, 0, 0)
        for cell in self.place:
            if cell[1] == release.nation:  # children of no known place are in the nation alone
                inside = [each for region in release.regions if (each := (cell[0], region, *cell[2:])) in self.place]
                self._add({**{self.place[each]: 1.0 for each in inside}, self.place[cell]: -1.0}, -np.inf, 0)
        self._add_definitions()
        self._add_analysis(release.nation, [*release.regions])
        for (table, name, topic, label), place in self.place.items():
            if table == UNROLLED and topic.endswith(": missing"):  # of a group no more are missing than were on a roll
                on_roll = self.place[table, name, topic.replace(": missing", ": on a roll"), label]
                self._add({place: 1.0, on_roll: -1.0}, -np.inf, 0)

    def _add_definitions(self) -> None:
        nested = [
            ("from_day_10", "from_day_0"), ("from_day_20", "from_day_10"), ("from_two_months", "from_day_0"), (NATIONAL, "from_day_0"),
            ("without_applicants", "from_day_0"), ("from_day_0", "home_education_pending"),
        ]  # fmt: skip
        for table, name, topic, label in self.place:
            for less, more in nested:
                if table == VARIANTS and label == less:
                    self._add({self.place[table, name, topic, less]: 1.0, self.place[table, name, topic, more]: -1.0}, -np.inf, 0)

    def _add_analysis(self, nation: str, regions: Sequence[str]) -> None:
        """Of the analysis: what the nation has beyond its regions lives in no known one; and who went somewhere has that status."""
        for (table, name, topic, label), place in self.place.items():
            if table != UNROLLED or name != nation:
                continue
            is_missing = topic.endswith(": missing") or topic == NOWHERE or label == LOST
            unknown = self.place[UNROLLED, nation, of_group(OF_REGION, missing=is_missing), UNKNOWN]
            inside = [each for region in regions if (each := (table, region, topic, label)) in self.place]
            if inside:
                self._add({**{self.place[each]: -1.0 for each in inside}, place: 1.0, unknown: -1.0}, -np.inf, 0)
        if (LEDGER, nation, STATUS, "on_roll") in self.place and (UNROLLED, nation, "Total", ON_ROLL) in self.place:
            went = {
                (WENT, code): [each for each, to in STATUS_DESTINATIONS.items() if to == code]
                for code in DESTINATIONS
                if code not in MISSING
            }
            elsewhere = {status for statuses in went.values() for status in statuses} | IN_SCHOOL
            went |= {(SECOND_DAY, STAYED): [*IN_SCHOOL], ("Total", LOST): [rule.code for rule in STATUSES if rule.code not in elsewhere]}
            for named, statuses in went.items():
                known = {self.place[LEDGER, nation, STATUS, status]: -1.0 for status in statuses}
                self._add({**known, self.place[UNROLLED, nation, *named]: 1.0}, -np.inf, 0)

    @staticmethod
    def _interval(step: int, shown: str) -> tuple[float, float]:
        if shown == WITHHELD:
            return 0, np.inf
        return max(0, int(shown) - step // 2), int(shown) + (step - 1) // 2

    def _add(self, row: dict[int, float], low: float, high: float) -> None:
        self.rows.append(row)
        self.limits.append((low, high))

    def learns(self, cells: Iterable[Cell]) -> dict[Cell, tuple[int, int]]:
        """Return the least and the most that each cell can be."""
        entries = [(number, place, value) for number, row in enumerate(self.rows) for place, value in row.items()]
        numbers, places, values = (np.array(each) for each in zip(*entries, strict=True))
        matrix = csr_matrix((values, (numbers, places)), shape=(len(self.rows), len(self.place)))
        low, high = (np.array(each) for each in zip(*self.limits, strict=True))
        equal = low == high
        found = {}
        for cell in cells:
            aim = np.zeros(len(self.place))
            aim[self.place[cell]] = 1
            ends = []
            for sign in (1, -1):
                done = linprog(
                    sign * aim,
                    A_ub=matrix[~equal],
                    b_ub=high[~equal],
                    A_eq=matrix[equal],
                    b_eq=high[equal],
                    bounds=self.bounds,
                    method="highs",
                )
                assert done.status in (0, 3), done.message  # solved, or without end
                ends.append(sign * done.fun if done.status == 0 else np.inf)
            found[cell] = math.ceil(ends[0] - 1e-6), 10**9 if ends[1] == np.inf else math.floor(ends[1] + 1e-6)
        return found


def few(release: Release) -> list[Cell]:
    return [cell for cell, count in release.counts.items() if count < FEW]


def recovered(release: Release, shown: Mapping[Cell, str], cells: Iterable[Cell], *, exact: bool = False) -> list[Cell]:
    """Return those of the cells that the attack leaves a single number for. Shape  exact: what is shown is not rounded."""
    return [cell for cell, (least, most) in Attack(release, shown, exact=exact).learns(cells).items() if least == most]


def world_run(home: Path, seed: int, children: int) -> Run:
    world = random_world(random.Random(seed), children)
    for row in world["findings"]:
        row["reason"] = row["reason"] or "Unknown"  # as the line writes it: each child has one, so that the reasons add up
    return write_counted_run(home, world, on=ON, senders=("301", "302", "370", "373"))


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return world_run(tmp_path_factory.mktemp("open"), 11, 260)


@pytest.fixture(scope="module")
def gathered(run: Run) -> Gathered:
    extracts = Index(run.folder.parents[2]).counted_extracts(ON)
    return gather(run, run, extracts, ASKING, {})


def test_no_programme_finds_a_count_under_five_in_all_tables_together(gathered: Gathered) -> None:
    cells = few(gathered.release)
    assert len(cells) > 300
    shown = published(gathered.release)
    assert all(shown[cell] == WITHHELD for cell in cells)
    assert recovered(gathered.release, shown, random.Random(1).sample(cells, 10)) == []


def random_release(chance: random.Random) -> Release:
    """Return tables of a few regions whose authorities are small, some empty, some large."""
    regions = {f"R{r}": tuple(f"R{r}A{a}" for a in range(chance.randint(1, 4))) for r in range(chance.randint(1, 3))}
    labels = {"Sex": ("F", "M", "U"), "Year": tuple("abcdefgh")[: chance.randint(2, 8)]}
    counts: dict[Cell, int] = {}

    def add(place: str, own: Mapping[tuple[str, str], int]) -> None:
        for (topic, label), count in own.items():
            counts[DAY, place, topic, label] = counts.get((DAY, place, topic, label), 0) + count

    for region, authorities in regions.items():
        for authority in authorities:
            whole = chance.choice([0, 1, 3, 4, 5, 9, 14, 15, 24, 44, 200])
            own = {("Total", "Total"): whole}
            for topic, names in labels.items():
                dealt = [chance.choice(names) for _ in range(whole)]
                own |= {(topic, name): dealt.count(name) for name in names}
            for place in (authority, region, ""):
                add(place, own)
    return Release(counts, {(DAY, topic): ("Total", "Total") for topic in labels}, regions, "")


def test_the_same_attack_breaks_counts_of_which_only_the_small_are_withheld() -> None:
    """So that nobody believes in an attack that finds nothing anywhere."""
    release = random_release(random.Random(3))
    cells = few(release)
    shown = {cell: WITHHELD if count < FEW else str(count) for cell, count in release.counts.items()}
    assert recovered(release, shown, cells, exact=True)


@pytest.mark.parametrize("seed", [*range(4), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(4, 120))])
def test_no_programme_finds_a_count_under_five_in_random_tables(seed: int) -> None:
    chance = random.Random(seed)
    release = random_release(chance)
    cells = few(release)
    shown = published(release)
    assert recovered(release, shown, cells if seed >= 4 else cells[:20]) == []


def random_tallies(chance: random.Random, children: int) -> dict[str, Tally]:
    """Return the analysis of so many children, some groups tiny, some wholly missing; of the nation and of some of its regions."""
    often = chance.choice([0.1, 0.3, 0.9])
    possible = chance.sample([*DESTINATIONS], k=chance.randint(3, 9))
    of_regions = [*chance.sample([*REGIONS.values()], k=chance.randint(1, 4)), UNKNOWN][: chance.choice([4, 9])]
    labels = {"Sex": ["Female", "Male", "Unknown"], "Age at start": ["4", "9", "14"], OF_REGION: of_regions}
    weights = {topic: [chance.choice([1, 5, 60]) for _ in names] for topic, names in labels.items()}
    codes = {name: code for code, name in REGIONS.items()}
    found = {"": Tally()}
    for _ in range(children):
        went = chance.choice(possible) if chance.random() < often else None
        of_child = {topic: chance.choices(names, weights[topic])[0] for topic, names in labels.items()}
        for place in {"", codes.get(of_child[OF_REGION], "")}:
            tally = found.setdefault(place, Tally())
            tally.everybody += 1
            tally.groups.update(of_child.items())
            if went is not None:
                tally.went[went] += 1
            if went in MISSING:
                tally.missing.update(of_child.items())
    return found


@pytest.mark.parametrize("seed", [*range(3), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(3, 60))])
def test_no_programme_finds_a_count_under_five_in_the_analysis(seed: int) -> None:
    chance = random.Random(seed)
    release = with_unrolled(random_release(chance), random_tallies(chance, chance.choice([40, 400, 3_000])))
    cells = [cell for cell in few(release) if cell[0] == UNROLLED]
    shown = published(release)
    assert all(shown[cell] == WITHHELD for cell in cells)
    assert recovered(release, shown, chance.sample(cells, min(len(cells), 60 if seed >= 3 else 8))) == []


def test_what_the_regions_show_leaves_no_count_under_five_of_the_nation() -> None:
    """A nation of at most 149 would leave hardly any for the third region, where the others are 145 and more."""
    counts = {(DAY, place, "Sex", "F"): count for place, count in {"": 149, "R1": 75, "R2": 65, "R3": 4, "R4": 5}.items()}
    release = Release(counts, {}, {"R1": (), "R2": (), "R3": (), "R4": ()}, "")
    assert published(release)[DAY, "", "Sex", "F"] == WITHHELD
    alone = published(replace(release, regions={}))
    third = DAY, "R3", "Sex", "F"
    assert alone[DAY, "", "Sex", "F"] == "100" and Attack(release, alone).learns([third])[third] == (0, 4)
    assert Attack(release, published(release)).learns([third])[third] == (0, 10**9)


def test_the_published_analysis_says_nothing_but_what_is_shown() -> None:
    tallies = random_tallies(random.Random(2), 20_000)
    gathered = Gathered(with_unrolled(Release({}, {}, {}, ""), tallies), [], [])
    asking = Asking(on=ON, unrolled_from=date(2024, 10, 3))
    columns, rows = rows_of(gathered, UNROLLED, asking)
    said = [dict(zip(columns, row, strict=True)) for row in rows]
    assert {row["region_code"] for row in said} == {"", *REGIONS}
    told = 0
    for region in ("", *REGIONS):
        tally, half = tallies.get(region, Tally()), 5 if region else 50
        here = [row for row in said if row["region_code"] == region]
        groups = {(row["topic"], row["breakdown"]): row for row in here if row["section"] == "relative risk"}
        assert len(groups) == sum(len(labels) for topic, labels in LABELS.items() if not region or topic != OF_REGION)
        assert sum(row["section"] == "destination" for row in here) == len(DESTINATIONS)
        missing, everybody = (next(row["child_count"] for row in here if row["breakdown"] == name) for name in (LOST, ON_ROLL))
        for (topic, label), row in groups.items():
            for name, count in (("child_count", tally.missing[topic, label]), ("on_roll_count", tally.groups[topic, label])):
                assert row[name] == WITHHELD or abs(int(row[name]) - count) <= half
            if WITHHELD in (row["child_count"], row["on_roll_count"], missing, everybody):
                assert row["relative_risk"] == row["ci_low"] == row["ci_high"] == WITHHELD
            elif row["relative_risk"] != "z":
                lost, size = int(row["child_count"]), int(row["on_roll_count"])
                assert float(row["relative_risk"]) == pytest.approx(lost / size / (int(missing) / int(everybody)), abs=0.006)
                told += 1
    assert told >= 6


@pytest.mark.long
@pytest.mark.parametrize("seed", range(5))
def test_no_programme_finds_any_count_under_five_in_whole_worlds(tmp_path: Path, seed: int) -> None:
    run = world_run(tmp_path, seed, 60 + 150 * seed)
    gathered = gather(run, run, Index(tmp_path).counted_extracts(ON), ASKING, {})
    assert recovered(gathered.release, published(gathered.release), few(gathered.release)) == []


def test_no_cell_stands_withheld_alone(gathered: Gathered) -> None:
    hidden = withheld(gathered.release)
    for whole, parts in sums(gathered.release):
        if whole not in hidden and len(parts) > 1:
            assert sum(part in hidden for part in parts) != 1, whole


def test_shares_and_rates_are_of_what_is_shown() -> None:
    assert share("30", "70") == "43" and share("c", "70") == share("30", "c") == "c" and share("0", "0") == "z"
    assert rate("30", 1_000) == "3.0" and rate("c", 1_000) == "c" and rate("30", None) == "x"


def test_the_package_describes_every_table(gathered: Gathered, run: Run, tmp_path: Path) -> None:
    into = tmp_path / "open"
    files = publish(gathered, ASKING, provenance_of(Index(run.folder.parents[2]), run, reason=0), into)
    package = json.loads((into / "datapackage.json").read_text())
    assert [each["name"] for each in package["resources"]] == [DAY, VARIANTS, LEDGER, YEAR, UNROLLED]
    assert {file.name for file in files} == {"datapackage.json"} | {
        f"{each['path'].removesuffix('.csv')}{ending}" for each in package["resources"] for ending in (".csv", ".meta.csv")
    }
    for each in package["resources"]:
        with (into / each["path"]).open(newline="") as file:
            rows = list(csv.DictReader(file))
        assert list(rows[0]) == [column["name"] for column in each["schema"]["fields"]] and len(rows) == each["rows"]
        for row in rows:
            step = 100 if row["geographic_level"] == "National" else 10
            assert row["child_count"] == "c" or int(row["child_count"]) % step == 0
            assert row.get("child_percent") != "low"
    made = package["onroll"]["made_from"]
    assert made["run"] == run.run_id and made["rules"]["disclosure"].startswith("suppression")
    with pytest.raises(CannotPublish, match="is there already"):
        publish(gathered, ASKING, provenance_of(Index(run.folder.parents[2]), run, reason=0), into)


def test_a_package_that_cannot_be_finished_leaves_nothing_behind(
    gathered: Gathered, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(open_data, "resource", full)
    with pytest.raises(OSError, match="No space"):
        publish(gathered, ASKING, provenance_of(Index(run.folder.parents[2]), run, reason=0), tmp_path / "open")
    assert list(tmp_path.iterdir()) == []


def test_the_same_count_is_shown_alike_in_two_tables(gathered: Gathered) -> None:
    columns, variants = rows_of(gathered, VARIANTS, ASKING)
    _, day = rows_of(gathered, DAY, ASKING)
    places = slice(2, 10)
    totals = {row[places]: row[12] for row in day if row[10] == "Total"}
    assert {row[places]: row[12] for row in variants if row[10] == NATIONAL} == totals and columns[10] == "definition"

"""The Department's published rows, made again from children of that profile by the real export, cell for cell."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from conformance.program import onroll, read_csv
from onroll.core.areas import all_authorities
from onroll.core.measures.cme_census import DURATIONS, TOPICS
from onroll.pipeline.exports.writing import write_measure
from onroll.pipeline.index import Index, Run
from onroll.pipeline.measures import Asked, all_measures
from support.counted_run import write_counted_run

PUBLISHED = Path(__file__).parents[4] / "shared" / "data" / "dfe_cme_census_date_2025_autumn.csv"
AUTUMN = date(2025, 10, 2)
HERE, NATION = "392", ""
FIRST_DAYS = {label: before for (label, _), before in zip(DURATIONS, (0, *(b for _, b in DURATIONS if b)), strict=True)}


@pytest.fixture(scope="module")
def published() -> list[dict[str, str]]:
    if not PUBLISHED.exists():
        pytest.skip(f"the published rows are not here: {PUBLISHED}")
    with PUBLISHED.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def counts_behind(rows: list[dict[str, str]], step: int, whole: int | None, below: int, above: int) -> dict[str, int]:
    """Return counts that the rows of one breakdown may stand for. Shape  whole: what they add up to; None: at most `above`."""
    low, high, lines, floors, ceilings = [], [], [], [], []
    for place, row in enumerate(rows):
        shown, percent = row["child_count"], row["child_percent"]
        rounded = int(shown) if shown not in ("low", "0") else 0
        low.append(0 if shown == "0" else 1 if shown == "low" else rounded - step // 2)
        high.append(0 if shown == "0" else step // 2 - 1 if shown == "low" else rounded + step // 2 - 1)
        if step == 10:  # of a single authority, `low` per cent is one child and no more
            low[-1], high[-1] = (1, 1) if percent == "low" else (max(low[-1], 2) if shown != "0" else 0, high[-1])
        share = 0.0 if percent == "low" else float(percent)
        own = np.eye(len(rows))[place]
        if percent != "low" or step == 100:
            lines += [own - (share - 0.5) / 100, own - (share + 0.5) / 100]
            floors += [0.0, -np.inf]
            ceilings += [np.inf, -1e-6 if shown != "0" else 0.0]
    total = np.ones(len(rows))
    bounds = (whole, whole) if whole else (below, above)
    limits = [LinearConstraint(np.array(lines), floors, ceilings), LinearConstraint(total, *bounds)]
    found = milp(c=-total, constraints=limits, integrality=np.ones(len(rows), dtype=int), bounds=Bounds(low, high))
    assert found.success, (rows[0]["breakdown_topic"], found.message)
    return {row["breakdown"]: round(count) for row, count in zip(rows, found.x, strict=True)}


def of_place(published: list[dict[str, str]], la_code: str, level: str) -> dict[str, list[dict[str, str]]]:
    rows = [row for row in published if row["geographic_level"] == level and row["old_la_code"] == la_code]
    return {topic: [row for row in rows if row["breakdown_topic"] == topic] for topic in TOPICS}


def children(counts: dict[str, dict[str, int]], whole: int, la_codes: Iterator[str], chance: random.Random) -> list[dict[str, Any]]:
    """Return children of the profile: each breakdown dealt out by chance, as nothing is known of how they go together."""
    dealt: dict[str, list[str | None]] = {}
    for topic in ("Sex", "Year group", "Duration", "Reason"):
        labels: list[str | None] = [label for label, count in counts[topic].items() for _ in range(count)]
        dealt[topic] = labels + [None] * (whole - len(labels))
        chance.shuffle(dealt[topic])
    made = []
    for sex, year, duration, reason in zip(*dealt.values(), strict=True):
        number = 0 if year == "Reception" else int(str(year).split()[1]) if year != "Unknown" else None
        made.append(
            {
                "sex": {"Female": "F", "Male": "M"}.get(str(sex)),
                "date_of_birth": None if number is None else date(2021 - number, 1, 1) + timedelta(days=chance.randrange(240)),
                "since": None if duration == "Unknown" else AUTUMN - timedelta(days=FIRST_DAYS[str(duration)]),
                "reason": reason,
                "la_code": next(la_codes),
            }
        )
    return made


def exported(run: Run, into: Path, people: dict[str, int]) -> None:
    """Write the return as the command does, without starting it."""
    asked = Asked(run, Index(run.folder.parents[2]).counted_extracts(AUTUMN), population=people)
    measure = all_measures()["cme-census"]
    write_measure(measure, measure.measure(asked).rows, into, file_format="csv")


def exported_by_command(run: Run, into: Path, people: dict[str, int]) -> None:
    populations = into.with_name("people.csv")
    populations.write_text("la_code,population\n" + "".join(f"{code},{count}\n" for code, count in people.items()))
    home = run.folder.parents[2]
    onroll("export", "cme-census", "--on", AUTUMN, "--population", populations, "-o", into, home=home, ok=True)


@pytest.mark.parametrize("export", [exported, pytest.param(exported_by_command, marks=pytest.mark.long)])
def test_every_published_row_comes_out_of_the_real_export(
    published: list[dict[str, str]], tmp_path: Path, export: Callable[[Run, Path, dict[str, int]], None]
) -> None:
    chance = random.Random(2025)
    nation, here = of_place(published, NATION, "National"), of_place(published, HERE, "Local authority")
    whole, of_here = 34_700, 35
    counts_here = {topic: counts_behind(rows, 10, of_here, 0, 0) for topic, rows in here.items() if topic != "Total"}
    counts = {
        # Fewer children have a reason than there are children: only so can 5,300 of them be 16%.
        topic: counts_behind(rows, 100, None if topic == "Reason" else whole, 30_000, whole)
        for topic, rows in nation.items()
        if topic != "Total"
    }
    regions = {row["region_code"]: row for row in published if row["geographic_level"] == "Regional"}
    elsewhere: list[str] = []
    people = {HERE: 29_500}
    places = [each for each in all_authorities() if each.la_code != HERE]
    for code, row in regions.items():
        inside = next(each.la_code for each in places if each.region_code == code)
        count = int(row["child_count"]) - (of_here if code == here["Total"][0]["region_code"] else 0)
        elsewhere += [inside] * count
        people[inside] = round(count * 100 / float(row["rate_per_100"]))
    rest = next(each.la_code for each in places if each.region_code not in regions)
    elsewhere += [rest] * (whole - of_here - len(elsewhere))
    people[rest] = 8_600_000 - sum(people.values())
    others = {topic: {label: count - counts_here[topic].get(label, 0) for label, count in own.items()} for topic, own in counts.items()}
    made = children(counts_here, of_here, iter([HERE] * of_here), chance) + children(others, whole - of_here, iter(elsewhere), chance)
    named = [{**child, "child_id": f"c{number:06d}", "status": "cme", "shielded": False} for number, child in enumerate(made)]
    run = write_counted_run(tmp_path, {"findings": named, "child_summaries": named}, on=AUTUMN, senders=(HERE,))
    into = tmp_path / "return.csv"
    export(run, into, people)

    def key(row: dict[str, str]) -> tuple[str, ...]:
        return row["geographic_level"], row["region_code"], row["old_la_code"], row["breakdown_topic"], row["breakdown"]

    ours = {key(row): row for row in read_csv(into)}
    assert len(published) == 93
    assert [ours[key(row)] for row in published] == published

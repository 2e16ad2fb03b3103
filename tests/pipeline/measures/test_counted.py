"""Every count by authority, made again by a slow plain twin on random worlds."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from onroll.core.measures.any_time import MissedSpell, any_time_counts
from onroll.core.measures.cme_census import TOPICS, TOTAL, CountedChild, counts_by_authority
from onroll.core.measures.definitions import DayWithoutEducation, Definition, counts, last_start_that_counts
from onroll.core.school_days import ENGLAND, calendar_from
from onroll.pipeline.measures.counted import RunFigures, Shown
from onroll.pipeline.measures.definition_files.reading import read_definitions
from onroll.pipeline.run_figures import write_run_figures
from onroll.pipeline.term_calendars import TermCalendars
from support.counted_run import write_counted_run
from support.counted_worlds import MISSING, ON, ONE_DAY, World, random_world

OWN_TERMS = TermCalendars(ENGLAND, {"301": calendar_from(ENGLAND, [(date(2025, 9, 1), date(2025, 9, 26))])})


@pytest.fixture(params=range(3))
def world(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[World, RunFigures]:
    chance = random.Random(request.param)
    made = random_world(chance, 120)
    run = write_counted_run(tmp_path, made, on=ON)
    if request.param % 2:  # as the line writes them with the run; else as they are built for a run from before
        write_run_figures(run.folder, on=ON)
    return made, RunFigures(run)


def of_child(world: World, name: str) -> dict[str, dict[str, Any]]:
    return {row["child_id"]: row for row in world[name]}


def born(world: World, child_id: str) -> date:
    row = of_child(world, "birthdays").get(child_id) or of_child(world, "child_summaries")[child_id]
    return row["date_of_birth"]  # type: ignore[no-any-return]


def without_zeros(counts: Mapping[str, Counter[tuple[str, str]]]) -> dict[str, dict[tuple[str, str], int]]:
    return {place: {key: count for key, count in own.items() if count} for place, own in counts.items() if own.total()}


def test_the_return_equals_its_twin_and_its_breakdowns_add_up(world: tuple[World, RunFigures]) -> None:
    made, figures = world
    reasons = {row["child_id"]: "Mental health" for row in made["findings"][::7]} | {made["findings"][1]["child_id"]: None}
    sexes = {row["child_id"]: row["sex"] for row in made["child_summaries"]}
    twin = counts_by_authority(
        [
            CountedChild(
                row["la_code"] or "",
                sexes[row["child_id"]],
                born(made, row["child_id"]),
                row["since"],
                reasons[row["child_id"]] if row["child_id"] in reasons else row["reason"],
            )
            for row in made["findings"]
            if row["status"] == "cme" and not row["shielded"]
        ],
        ON,
    )
    found, possible = figures.missing(Shown(), reasons)
    assert without_zeros(found) == without_zeros(twin)
    for own in found.values():
        for topic, labels in TOPICS.items():
            whole = sum(own[topic, label] for label in labels)
            assert whole <= own[TOTAL, TOTAL] if topic == "Reason" else whole == own[TOTAL, TOTAL], topic
    assert possible.total() == sum(row["status"] == "possible_cme" and not row["shielded"] for row in made["findings"])
    assert figures.shielded() == sum(row["shielded"] for row in made["findings"])
    hidden = {row["child_id"] for row in made["findings"] if row["status"] == "cme" and not row["shielded"]}
    assert not figures.missing(Shown(hidden=hidden), {})[0]


def days_of(made: World, child_id: str) -> list[tuple[date, str]]:
    """Return the status of each day of a child's life since anything was known, up to the run's day."""
    spells = [row for row in made["timelines"] if row["child_id"] == child_id]
    first = min((row["starts_on"] for row in spells if row["evidence"]), default=date.max)
    return [
        (day, row["status"])
        for row in spells
        for day in (row["starts_on"] + offset * ONE_DAY for offset in range((row["ends_before"] - row["starts_on"]).days))
        if first <= day <= ON
    ]


def gaps_of(days: list[tuple[date, str]], statuses: set[str]) -> list[list[tuple[date, str]]]:
    """Return the unbroken stretches of days with one of the statuses."""
    gaps: list[list[tuple[date, str]]] = []
    for day, status in days:
        if status in statuses:
            if gaps and gaps[-1][-1][0] == day - ONE_DAY:
                gaps[-1].append((day, status))
            else:
                gaps.append([(day, status)])
    return gaps


def doubtful(made: World, child_id: str, gap: list[tuple[date, str]], findings: Mapping[str, Mapping[str, Any]]) -> bool:
    if gap[-1][0] == ON and findings.get(child_id, {}).get("status") == "possible_cme":
        return True
    before = [row for row in made["timelines"] if row["child_id"] == child_id and row["ends_before"] == gap[0][0]]
    after = [row for row in made["timelines"] if row["child_id"] == child_id and row["starts_on"] == gap[-1][0] + ONE_DAY]
    left_by, then = (before[0]["because"] if before else ""), (after[0]["status"] if after else "")
    return then == "over_school_age" and left_by.startswith("Not shown")


@pytest.mark.parametrize(("first", "last"), [(date(2024, 9, 1), date(2025, 8, 31)), (date(2025, 3, 3), date(2025, 10, 2))])
def test_the_count_at_any_time_equals_its_twin(world: tuple[World, RunFigures], first: date, last: date) -> None:
    made, figures = world
    findings, shielded = of_child(made, "findings"), {row["child_id"] for row in made["shielded"]}
    spells = []
    only_doubtful = 0
    for row in made["residences"]:
        child_id = row["child_id"]
        if child_id in shielded:
            continue
        sure = in_doubt = False
        for gap in gaps_of(days_of(made, child_id), {*MISSING, "between_schools"}):
            counted = [day for part in _parts(gap) if any(map(ENGLAND.is_school_day, part)) for day in part[_first_open(part) :]]
            inside = [day for day in counted if first <= day <= last]
            if not inside:
                continue
            if doubtful(made, child_id, gap, findings):
                in_doubt = True
                continue
            sure = True
            sex = of_child(made, "child_summaries")[child_id]["sex"]
            place = lived_in(made, child_id, inside[0]) or row["la_code"] or ""
            spells.append(MissedSpell(child_id, place, sex, born(made, child_id), inside[0], inside[-1] + ONE_DAY))
        only_doubtful += in_doubt and not sure
    found, not_counted = figures.at_any_time(Shown(), first, last)
    assert without_zeros(found) == without_zeros(any_time_counts(spells, first, last))
    assert not_counted == only_doubtful
    alone, _ = figures.at_any_time(Shown(la_code="302"), first, last)
    assert without_zeros(alone) == {"302": without_zeros(found)["302"]}


def lived_in(made: World, child_id: str, day: date) -> str | None:
    """Return the authority where a child lived on a past day; None where it is that of today."""
    own = [row for row in made["former_residences"] if row["child_id"] == child_id]
    return next((row["la_code"] for row in own if (row["starts_on"] or date.min) <= day < row["ends_before"]), None)


def test_who_moved_counts_where_they_were_missing(tmp_path: Path) -> None:
    spells = [("on_roll", date(2023, 9, 1), date(2024, 10, 1)), ("unaccounted", date(2024, 10, 1), date(2024, 12, 2))]
    spells += [("on_roll", date(2024, 12, 2), date(2030, 1, 1))]
    said = [{"child_id": "c1", "status": name, "starts_on": a, "ends_before": b, "evidence": ["r"], "because": ""} for name, a, b in spells]
    moved: World = {
        "timelines": said,
        "child_summaries": [{"child_id": "c1", "sex": "F", "date_of_birth": date(2015, 5, 1)}],
        "residences": [{"child_id": "c1", "la_code": "302"}],
        "former_residences": [{"child_id": "c1", "la_code": "301", "starts_on": None, "ends_before": date(2024, 11, 1)}],
    }
    figures = RunFigures(write_counted_run(tmp_path, moved, on=ON))
    found, _ = figures.at_any_time(Shown(), date(2024, 9, 1), date(2025, 8, 31))
    assert {place: own[TOTAL, TOTAL] for place, own in found.items()} == {"301": 1}
    later, _ = figures.at_any_time(Shown(), date(2024, 11, 4), date(2025, 8, 31))
    assert {place: own[TOTAL, TOTAL] for place, own in later.items()} == {"302": 1}


def _parts(gap: list[tuple[date, str]]) -> list[list[date]]:
    """Return the days of each status of a gap that is missing education, apart."""
    parts: list[list[date]] = []
    former = ""
    for day, status in gap:
        if status in MISSING:
            if status == former:
                parts[-1].append(day)
            else:
                parts.append([day])
        former = status
    return parts


def _first_open(days: list[date]) -> int:
    return next(place for place, day in enumerate(days) if ENGLAND.is_school_day(day))


def test_each_definition_equals_its_twin(world: tuple[World, RunFigures]) -> None:
    made, figures = world
    definitions = read_definitions()
    found = figures.by_definition(Shown(), definitions, OWN_TERMS)
    twin: Counter[tuple[str, str]] = Counter()
    findings, shielded = of_child(made, "findings"), {row["child_id"] for row in made["shielded"]}
    for row in made["residences"]:
        if row["child_id"] not in shielded:
            day = _today(made, row["child_id"], findings)
            la_code = row["la_code"] or ""
            for each in definitions:
                if day and counts(each, day, last_start_that_counts(each, ON, OWN_TERMS.of(la_code))):
                    twin[la_code, each.code] += 1
    assert found == dict(twin)
    assert sum(count for (_, code), count in found.items() if code == "national") == sum(
        own[TOTAL, TOTAL] for own in figures.missing(Shown(), {})[0].values()
    )
    for each in definitions:
        named = figures.children_by_definition(Shown(la_code="301"), each, OWN_TERMS)
        assert len(set(named)) == len(named) == found.get(("301", each.code), 0)


def _today(made: World, child_id: str, findings: Mapping[str, Mapping[str, Any]]) -> DayWithoutEducation | None:
    days = days_of(made, child_id)
    if not days or days[-1][1] not in {*MISSING, "between_schools", "home_education_pending"}:
        return None
    own = gaps_of(days, {*MISSING, "between_schools"})
    anything = gaps_of(days, {*MISSING, "between_schools", "home_education_pending"})
    first = own[-1][0][0] if own and own[-1][-1][0] == ON else ON
    return DayWithoutEducation(days[-1][1], findings.get(child_id, {}).get("status"), first, anything[-1][0][0])


def test_every_child_has_one_status_on_each_day(world: tuple[World, RunFigures]) -> None:
    made, figures = world
    shielded = {row["child_id"] for row in made["shielded"]}
    for day in (date(2023, 1, 1), date(2024, 9, 2), ON):
        found = figures.statuses(Shown(), day)
        assert sum(found.values()) == len(made["residences"]) - len(shielded)
        alone = figures.statuses(Shown(la_code="301"), day)
        assert alone == {key: count for key, count in found.items() if key[0] == "301"}


def test_days_that_must_have_passed() -> None:
    def latest(wait: int, unit: str, on: date = ON) -> date:
        fields: dict[str, Any] = {"code": "x", "title": "x", "valid_from": ON, "valid_until": None, "source": "x"}
        made = Definition(**fields, wait=wait, unit=unit, applicants=True, home_education_pending=False)  # type: ignore[arg-type]
        return last_start_that_counts(made, on, ENGLAND)

    assert latest(0, "days") == ON and latest(5, "days") == ON - timedelta(days=5)
    assert latest(2, "months") == date(2025, 8, 2) and latest(1, "months", date(2025, 3, 31)) == date(2025, 2, 28)
    for wait in (1, 10, 20, 40):  # the wait-th school day after it has come, and after the next day has not
        start = latest(wait, "school days")
        assert ENGLAND.school_day_after(start, wait) <= ON < ENGLAND.school_day_after(start + ONE_DAY, wait)

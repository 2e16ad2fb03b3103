"""A town over one summer, its line walked: who is listed in June, ticked off by arrival data, or a case on the due day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from onroll.pipeline.index import Run
from onroll.pipeline.run_findings import read_findings
from onroll.pipeline.run_queries import RunTables
from onroll.pipeline.run_rows import Scope
from onroll.pipeline.run_transitions import WatchFilters, watch_counts, watched_children
from support.summer_town import DUE_DAY, FIRST_WEEK, JUNE, july_comes, september_comes, town_in_june

EVERYBODY = Scope(authorities=frozenset({"301"}), shielded=True)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[date, Run]:
    """The summer, walked once: one run for each of two days."""
    town = town_in_june(tmp_path_factory.mktemp("summer") / "home")
    made = {JUNE: town.run(JUNE)}
    july_comes(town)
    september_comes(town)
    made[DUE_DAY] = town.run(DUE_DAY)
    return made


def stages(run: Run) -> dict[tuple[str, str], str]:
    sql = f"""SELECT s.forename, t.transition, t.stage FROM read_parquet('{run.table("transitions")}') t
              JOIN read_parquet('{run.table("child_summaries")}') s USING (child_id)"""
    return {(name, transition): stage for name, transition, stage in duckdb.sql(sql).fetchall()}


def test_in_june_each_child_stands_where_the_registers_say(runs: dict[date, Run]) -> None:
    found = stages(runs[JUNE])
    assert found["Nora", "year_6_to_7"] == "no_application"
    assert found["Omar", "year_6_to_7"] == "not_accepted"
    assert found["Pia", "year_6_to_7"] == found["Wanda", "year_6_to_7"] == "accepted"
    assert found["Uma", "reception"] == "no_application" and found["Vic", "reception"] == "accepted"
    assert found["Wanda", "end_of_refuge"] == "no_application" and found["Rex", "end_of_home_education"] == "no_application"
    assert ("Sara", "year_6_to_7") not in found and not any(transition == "infant_to_junior" for _, transition in found)


@pytest.mark.long
def test_before_a_new_roll_comes_nobody_is_said_not_to_have_arrived(tmp_path: Path) -> None:
    town = town_in_june(tmp_path / "home")
    july_comes(town)
    found = stages(town.run(FIRST_WEEK))
    assert found["Pia", "year_6_to_7"] == "not_shown_yet"
    assert found["Nora", "year_6_to_7"] == "no_application" and "not_arrived" not in found.values()


def test_on_the_due_day_arrivals_are_ticked_off_and_who_is_nowhere_is_found_missing(runs: dict[date, Run]) -> None:
    found = stages(runs[DUE_DAY])
    assert found["Nora", "year_6_to_7"] == found["Pia", "year_6_to_7"] == found["Vic", "reception"] == "arrived"
    assert found["Omar", "year_6_to_7"] == found["Quin", "year_6_to_7"] == "missing"
    assert found["Uma", "reception"] == "not_arrived"
    findings = read_findings(runs[DUE_DAY])
    names = dict(duckdb.sql(f"SELECT child_id, forename FROM read_parquet('{runs[DUE_DAY].table('child_summaries')}')").fetchall())
    by_name = {names[child_id]: finding for child_id, finding in findings.items()}
    assert by_name["Omar"].finding == "offered_not_started"
    assert by_name["Quin"].finding == "transition_gap" and by_name["Quin"].since == date(2026, 9, 1)
    assert set(by_name) == {"Omar", "Quin", "Sara", "Tom", "Rex"}


def test_each_row_rests_on_rows_and_the_counts_are_of_the_same_rows(runs: dict[date, Run]) -> None:
    tables = RunTables(runs[DUE_DAY])
    counts = watch_counts(tables, EVERYBODY)
    rows, total = watched_children(tables, EVERYBODY, WatchFilters())
    assert total == len(rows) == sum(counts.values())
    for (transition, stage), count in counts.items():
        assert watched_children(tables, EVERYBODY, WatchFilters(transitions=(transition,), stages=(stage,)))[1] == count
    nora = next(row for row in rows if row.forename == "Nora")
    assert nora.arrived_urn == "100002" and nora.arrived_on == date(2026, 9, 1)
    assert any(row.startswith("school_roll:301:2026-07-16:") for row in nora.evidence)
    assert any(row.startswith("school_roll:301:2026-09-14:") for row in nora.evidence)


def test_who_was_in_a_refuge_is_on_no_list_but_the_named_teams(runs: dict[date, Run]) -> None:
    tables = RunTables(runs[JUNE])
    rows, _ = watched_children(tables, Scope(authorities=frozenset({"301"})), WatchFilters())
    assert "Wanda" not in {row.forename for row in rows} and {"Nora", "Omar"} <= {row.forename for row in rows}
    assert sum(watch_counts(tables, Scope(authorities=frozenset({"301"}))).values()) == len(rows)
    assert watched_children(tables, Scope(authorities=frozenset({"302"}), shielded=True), WatchFilters()) == ([], 0)


def test_the_run_says_how_many_are_at_each_stage(runs: dict[date, Run]) -> None:
    assert runs[DUE_DAY].manifest["counts"]["transitions"]["children"] == len(stages(runs[DUE_DAY]))

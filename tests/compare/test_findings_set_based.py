"""The fast way against the plain one: collapsed rows and the set-based filter find exactly what the rule finds row by row."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onroll.core.evidence import joined
from onroll.core.findings import find
from onroll.core.histories import assemble
from onroll.core.residence import residence
from onroll.core.timelines import draw
from onroll.pipeline.findings import find_missing
from onroll.pipeline.timelines import draw_timelines
from support.evidence import claims_by_child, rows_in, world_of, write_children, write_extracts
from support.random_worlds import world

WORLDS_IN_ONE = 10
DAYS = [date(2025, 9, 20), date(2025, 12, 1), date(2026, 2, 20)]


@pytest.mark.parametrize("seed", range(12))
def test_the_tables_say_what_the_plain_rule_says(seed: int, tmp_path: Path) -> None:
    deliveries, born = world(1000 + seed, child_count=40)
    on = DAYS[seed % len(DAYS)]
    extracts = write_extracts(deliveries, tmp_path, births=born)
    into = tmp_path / "run"
    into.mkdir()
    write_children(list(deliveries), into)
    judged = draw_timelines(extracts, into, on=on).judged
    find_missing(extracts, into, on=on)
    judged_anew = rows_in(into / "findings.parquet")
    find_missing(extracts, into, on=on, judged=judged)
    assert rows_in(into / "findings.parquet") == judged_anew

    plain, claims = world_of(deliveries, on), claims_by_child(deliveries, on)
    histories = {child: assemble(born[child], claims[child], plain) for child in sorted(claims)}
    found = {child: find(history, plain) for child, history in histories.items()}
    wanted = {
        child: (each.finding, each.status, each.since, each.la_code, each.coverage, joined(each.evidence))
        for child, each in found.items()
        if each
    }
    columns = ("finding", "status", "since", "la_code", "coverage", "evidence")
    assert {row["child_id"]: tuple(row[name] for name in columns) for row in rows_in(into / "findings.parquet")} == wanted

    spells = [
        (child, each.starts_on, each.ends_before, each.status, each.urn)
        for child, history in histories.items()
        for each in draw(history, plain, found[child])
    ]
    drawn = [
        tuple(row[name] for name in ("child_id", "starts_on", "ends_before", "status", "urn"))
        for row in rows_in(into / "timelines.parquet")
    ]
    assert drawn == spells
    lives = {row["child_id"]: row["la_code"] for row in rows_in(into / "residences.parquet")}
    assert lives == {child: residence(history, plain).la_code for child, history in histories.items()}

"""Each clause of contracts 5, both sides of it: one child, what registers say, and the finding that follows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conformance.judging import differences
from conformance.program import Played, evidence_of
from conformance.town import World
from conformance.worlds import autumn, late, spring

WORLDS = (spring.WORLD, autumn.WORLD, late.WORLD)
SOON = {spring.TODAY, late.TODAY, autumn.TENTH}


def _marks(on: str) -> tuple[pytest.MarkDecorator, ...]:
    return () if on in SOON else (pytest.mark.long,)


ONE_BY_ONE = [
    pytest.param(world, number, on, id=f"{world.name} {on} {scenario}", marks=_marks(on))
    for world in WORLDS
    for on in world.views
    for number, scenario in enumerate(world.scenarios)
    if on in scenario.views
]
VIEWS = [pytest.param(world, on, id=f"{world.name} {on}", marks=_marks(on)) for world in WORLDS for on in world.views]


@pytest.mark.parametrize(("world", "number", "on"), ONE_BY_ONE)
def test_the_finding_is_the_contracts(play: Callable[[World], Played], world: World, number: int, on: str) -> None:
    assert differences(play(world), number, on) == {}


@pytest.mark.parametrize(("world", "on"), VIEWS)
def test_no_ordinary_child_is_found(play: Callable[[World], Played], world: World, on: str) -> None:
    played = play(world)
    view = played.view(on)
    told = {view.child_of.get(each) for number in range(len(world.scenarios)) for each in played.references_of(number, on).values()}
    assert [finding for finding in view.findings if finding["child_id"] not in told] == []


@pytest.mark.parametrize(("world", "on"), VIEWS)
def test_every_finding_rests_on_rows_of_its_child(play: Callable[[World], Played], world: World, on: str) -> None:
    view = play(world).view(on)
    assert view.findings
    assert [
        (finding["finding"], reference)
        for finding in view.findings
        for reference in evidence_of(finding)
        if finding["status"] == "cme" and view.child_of.get(reference) != finding["child_id"]
    ] == []


@pytest.mark.parametrize(("world", "on"), VIEWS)
def test_findings_keep_to_their_columns(play: Callable[[World], Played], world: World, on: str) -> None:
    view = play(world).view(on)
    assert list(view.findings[0]) == ["child_id", "finding", "status", "since", "la_code", "reason", "rule", "coverage", "evidence"]
    assert len(view.finding_of) == len(view.findings), "at most one per child"
    for finding in view.findings:
        assert finding["status"] in ("cme", "possible_cme")
        assert finding["coverage"] in ("full", "partial")
        assert finding["coverage"] == "full" or finding["status"] == "possible_cme", "where coverage is partial, possible_cme"
        assert finding["since"] <= on
        assert finding["rule"]
        assert finding["evidence"]


@pytest.mark.parametrize(("world", "on"), VIEWS)
def test_every_accepted_row_is_exported_once(play: Callable[[World], Played], world: World, on: str) -> None:
    played = play(world)
    view = played.view(on)
    delivered = {
        (*delivery, row["record_id"])
        for delivery, rows in played.town.deliveries.items()
        for row in rows
        if delivery[2] <= on and delivery[0] != "council_tax"
    }
    assert len(view.children) == len(delivered)
    assert set(view.child_of) == delivered
    assert list(view.children[0]) == ["child_id", "register", "supplier", "as_at", "record_id", "match_probability"]
    assert all(0 < float(row["match_probability"]) <= 1 for row in view.children)

"""An identifier is evidence, not proof (contracts 3): who is joined, who is kept apart, and who is found all the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conformance.program import Played, View
from conformance.town import World
from conformance.worlds.guards import GUARDS, TODAY, WORLD

ALL = [pytest.param(number, id=str(guard)) for number, guard in enumerate(GUARDS)]


def _children(play: Callable[[World], Played], number: int) -> tuple[dict[int, str], View]:
    played = play(WORLD)
    view = played.view(TODAY)
    return {place: view.child_of[each] for place, each in played.references_of(number, TODAY).items()}, view


@pytest.mark.parametrize("number", ALL)
def test_rows_of_one_child_are_joined(play: Callable[[World], Played], number: int) -> None:
    child, _ = _children(play, number)
    assert [pair for pair in GUARDS[number].together if child[pair[0]] != child[pair[1]]] == []


@pytest.mark.parametrize("number", ALL)
def test_rows_of_two_children_are_kept_apart(play: Callable[[World], Played], number: int) -> None:
    child, _ = _children(play, number)
    assert [pair for pair in GUARDS[number].apart if child[pair[0]] == child[pair[1]]] == []


@pytest.mark.parametrize("number", ALL)
def test_who_is_missing_is_found_and_nobody_else(play: Callable[[World], Played], number: int) -> None:
    child, view = _children(play, number)
    assert [place for place in GUARDS[number].missing if child[place] not in view.finding_of] == []
    assert [view.finding_of[child[place]]["finding"] for place in GUARDS[number].safe if child[place] in view.finding_of] == []


def test_the_probability_of_a_lone_row_is_1(play: Callable[[World], Played]) -> None:
    child, view = _children(play, len(GUARDS) - 1)
    rows = [row for row in view.children if row["child_id"] == child[0]]
    assert [row["match_probability"] for row in rows] == ["1"]


def test_nobody_ordinary_is_found(play: Callable[[World], Played]) -> None:
    played = play(WORLD)
    view = played.view(TODAY)
    told = {view.child_of[each] for number in range(len(GUARDS)) for each in played.references_of(number, TODAY).values()}
    assert [finding for finding in view.findings if finding["child_id"] not in told] == []

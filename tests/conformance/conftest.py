"""Worlds are taken in once and looked at by many tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conformance.program import Played
from conformance.town import World


@pytest.fixture(scope="session")
def play(tmp_path_factory: pytest.TempPathFactory) -> Callable[[World], Played]:
    """Return a function that hands out a world, taken in by the program; the same one for the same world."""
    done: dict[str, Played | AssertionError] = {}

    def played(world: World) -> Played:
        if world.name not in done:
            try:
                done[world.name] = Played(world, tmp_path_factory.mktemp(world.name))
            except AssertionError as failure:
                done[world.name] = failure
        each = done[world.name]
        if isinstance(each, AssertionError):
            raise each
        return each

    return played

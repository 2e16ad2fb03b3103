"""What a card finds on made-up worlds of other rates, of which nothing was learnt; the figures stand in docs/measurements.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from onroll.core.warning_sign_checks import Checked
from onroll.pipeline.index import Index
from onroll.pipeline.intake.packages import take_in_package
from onroll.pipeline.line import newest_day, walk
from onroll.pipeline.warning_sign_facts import extracts_of_run, known_on
from onroll.pipeline.warning_sign_training import PastTerm, check_card, groups_of, make_card, past_term
from onroll.pipeline.warning_signs import past_lists
from onroll.synth import make_world
from onroll.synth.variant import varied_rates

CHILDREN = 14_000


def settled(into: Path, seed: int, **more: Any) -> Index:
    """Make a world up, take it in, and walk the line."""
    make_world(CHILDREN, 1, seed, into, file_format="parquet", missing_factor=2.0, found_again_factor=3.0, **more)
    index = Index(into / "home")
    with index.writing("a test"):
        take_in_package(index, into / "package")
        walk(index, newest_day(index))
    return index


def terms_of(index: Index) -> list[PastTerm]:
    run = index.current_run()
    assert run is not None
    extracts = extracts_of_run(index, run)
    found = []
    for each in past_lists(run, extracts):
        with known_on(run, extracts, each.on, each.until) as connection:
            found.append(past_term(connection, each.term, each.on, each.until))
    return found


@pytest.mark.long
def test_the_july_list_of_a_variant_finds_half_as_many_again_as_the_simple_rule(tmp_path: Path) -> None:
    learnt = terms_of(settled(tmp_path / "usual", 11))
    card = make_card(learnt)
    with varied_rates():
        index = settled(tmp_path / "variant", 201, error_factor=1.5)
    run = index.current_run()
    assert run is not None
    extracts = extracts_of_run(index, run)
    july = past_lists(run, extracts)[-1]
    with known_on(run, extracts, july.on, july.until) as connection:
        term = past_term(connection, july.term, july.on, july.until)
        checked: Checked = check_card(card, term, sum(each.lost for each in learnt), groups_of(connection, card))
    assert july.on.month == 7 and checked.lost >= 50
    assert checked.times_the_rule >= 1.5, checked

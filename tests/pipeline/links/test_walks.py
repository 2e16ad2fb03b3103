"""Random walks over links with the program itself: real files, real decisions, real nights, and processes killed in their midst.

After each night a plain model says what must be true (`support/walked_town.py`, `support/plain_links.py`): who is one child and who is
not, that no id was lost, given twice or leads nowhere, and that cases are where their children are.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onroll.pipeline.index import Index
from support.casebook_file import put_casebook_into
from support.forked_acts import acts_in
from support.link_walk import Walk

SEED = int(os.environ.get("ONROLL_WALK_SEED", "0"))
"""Another number walks elsewhere: `ONROLL_WALK_SEED=1000 pytest -m long tests/pipeline/links/test_walks.py`."""


def walk(home: Path, *, seed: int, steps: int, kills: float) -> Walk:
    """Make so many steps in a new home, then undo everything that was decided; return the walk."""
    Index(put_casebook_into(home)).create()
    with acts_in(home) as acts:
        made = Walk(home, acts, seed=seed, kills=kills)
        for place in range(steps):
            try:
                made.step()
            except AssertionError as fault:
                raise AssertionError(f"seed {seed}, step {place + 1}: {fault}") from fault
        made.undo_everything()
        made.acts.do("command", words=["verify-audit"])
    return made


def test_a_short_walk_loses_nobody(tmp_path: Path) -> None:
    walk(tmp_path / "home", seed=SEED + 7, steps=3, kills=0.1)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(SEED + 100, SEED + 110))
def test_long_walks_lose_nobody(tmp_path: Path, seed: int) -> None:
    made = walk(tmp_path / "home", seed=seed, steps=30, kills=0.12)
    assert made.acts.killed and made.done["linked whole"] and made.done["added"]

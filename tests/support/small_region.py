"""A small made-up region that has been taken in, as its suppliers say it on 20 January 2026: made once per run, then copied. No run yet."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from onroll.pipeline.index import Index
from onroll.pipeline.intake import take_in_path
from onroll.synth.world import make_world
from support.once import made_once

TAKEN_IN = datetime(2026, 1, 21, 9, tzinfo=UTC)


def put_small_region_into(home: Path) -> Path:
    """Make that home, with what was taken in; return it."""
    shutil.copytree(made_once("small-region", _make) / "home", home)
    return home


def _make(folder: Path) -> None:
    make_world(150, 1, 5, folder / "world")
    index = Index(folder / "home", clock=lambda: TAKEN_IN)
    with index.writing("a test"):
        take_in_path(index, folder / "world" / "package")

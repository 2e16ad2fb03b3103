"""Casework is tested over a made-up region, and on a real database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onroll.pipeline.index import Run
from onroll.pipeline.line import walk
from onroll.pipeline.run_queries import RunTables
from onroll.pipeline.run_rows import Child
from support.casebook import HOME
from support.linkable_town import settle
from support.made_up_run import write_made_up_run

if TYPE_CHECKING:
    from onroll.accounts.models import User


@pytest.fixture(scope="session")
def region_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One made-up region for all tests that only read."""
    home = tmp_path_factory.mktemp("region")
    write_made_up_run(home, children=800)
    return home


@pytest.fixture
def region(region_home: Path, settings: Any) -> Path:
    """The pages look at the made-up region."""
    assert HOME.exists()
    settings.ONROLL_HOME = region_home
    return region_home


@pytest.fixture
def own_region(region_home: Path, settings: Any, tmp_path: Path) -> Iterator[Path]:
    """A copy of the made-up region that the test may change."""
    home = tmp_path / "home"
    shutil.copytree(region_home, home)
    settings.ONROLL_HOME = home
    yield home


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run, list[Child]]:
    """A hamlet that has walked the whole line, so that children can be searched for; the first of them is then shielded."""
    home = tmp_path_factory.mktemp("town")
    index, _ = settle(home, count=40, seed=3, snapshots=1)
    with index.writing("a test"):
        run = walk(index, max(each.as_at for each in index.extracts()))
    known = RunTables(run)
    numbers = [row["child_id"] for row in known._ask("SELECT child_id FROM known ORDER BY child_id")]
    whole = [child for child in known.children(numbers).values() if child.roll_urn and child.la_code and child.postcode]
    on_rolls = [child for child in whole if child.surname and child.forename and child.date_of_birth]
    pq.write_table(pa.table({"child_id": [on_rolls[0].child_id], "because": ["threat"]}), run.table("shielded"))
    return home, run, on_rolls


@pytest.fixture
def people(db: None) -> dict[str, User]:
    """One user of each role, and some of another authority."""
    from support.people import make_people

    return make_people()

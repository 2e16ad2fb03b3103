"""Casework is tested over a made-up region, and on a real database."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import support.casebook  # noqa: F401 - Django is made ready before the tests are read
from onroll.pipeline.index import Run
from onroll.pipeline.line import walk
from onroll.pipeline.run_queries import RunTables
from onroll.pipeline.run_rows import Child
from support.linkable_town import settle


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run, list[Child]]:
    """A hamlet that has walked the whole line, so that children can be searched for; the first of them is then shielded."""
    home = tmp_path_factory.mktemp("town")
    index, _ = settle(home, count=40, seed=3, snapshots=1)
    with index.writing("a test"):
        run = walk(index, max(each.as_at for each in index.extracts()))
    known = RunTables(run)
    numbers = [row["child_id"] for row in known.ask("SELECT child_id FROM known ORDER BY child_id")]
    whole = [child for child in known.children(numbers).values() if child.roll_urn and child.la_code and child.postcode]
    on_rolls = [child for child in whole if child.surname and child.forename and child.date_of_birth]
    pq.write_table(pa.table({"child_id": [on_rolls[0].child_id], "because": ["threat"]}), run.table("shielded"))
    return home, run, on_rolls

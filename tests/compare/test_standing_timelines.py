"""What stands of the former run's timelines is exactly what a whole drawing gives, whatever came since and however far the day moved."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from onroll.pipeline import timelines
from onroll.pipeline.findings import find_missing
from onroll.pipeline.standing_timelines import Former
from onroll.pipeline.timelines import draw_timelines
from support.evidence import query, rows_in, write_children, write_extracts
from support.random_worlds import world

TABLES = ("timelines", "contradictions", "residences", "former_residences", "shielded", "findings", "late_extracts")


@pytest.mark.parametrize(("seed", "at_most"), [*((seed, 1.0) for seed in range(24)), (1, 0.0), (7, 0.0)])
def test_the_next_run_is_the_whole_run(seed: int, at_most: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timelines, "CHILDREN_WORTH_STORIES", 0)
    monkeypatch.setattr(timelines, "LARGEST_SHARE_REDRAWN", at_most)
    rng = random.Random(seed)
    deliveries, born = world(5000 + seed, child_count=60)
    on = max(date.fromisoformat(each.as_at) for each in deliveries) + timedelta(days=rng.choice([0, 1, 9]))
    before = on - timedelta(days=rng.choice([0, 0, 1, 3, 30]))
    extracts = write_extracts(deliveries, tmp_path, births=born)
    absent = {each.number for each in rng.sample(extracts, k=rng.choice([0, 1, 2]))}
    references = [each for each in extracts if each.register in ("establishments", "postcodes", "term_dates")]
    known = [each for each in extracts if (each.number not in absent and each.as_at <= before) or each in references]

    former, standing, whole = (tmp_path / name for name in ("former", "standing", "whole"))
    for folder, counted, day in ((former, known, before), (standing, extracts, on), (whole, extracts, on)):
        folder.mkdir()
        write_children(list(deliveries), folder)
        if folder == former:
            _keep_only(folder, {each.number for each in known})
        of_before = Former(former, before, known) if folder == standing else None
        draw_timelines(counted, folder, on=day, former=of_before)
        find_missing(counted, folder, on=day)
    for name in TABLES:
        assert _sorted(standing / f"{name}.parquet") == _sorted(whole / f"{name}.parquet"), name


def _keep_only(folder: Path, numbers: set[int]) -> None:
    path = folder / "children.parquet"
    listed = ", ".join(map(str, sorted(numbers)))
    query(f"COPY (SELECT * FROM read_parquet('{path}') WHERE record_key // 4294967296 IN ({listed})) TO '{path}.new' (FORMAT parquet)")
    (folder / "children.parquet.new").replace(path)


def _sorted(path: Path) -> list[str]:
    return sorted(map(repr, rows_in(path)))

"""Plain stories told once, and children laid out in parts, give the very tables that drawing each child by the rules gives."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from onroll.pipeline import drawing_everybody, drawing_rows
from onroll.pipeline.timelines import draw_timelines
from support.evidence import Delivery, rows_in, write_children, write_extracts
from support.random_worlds import world

TABLES = ("timelines", "contradictions", "residences", "former_residences", "shielded", "birthdays")
NEVER = 1 << 40


@pytest.mark.parametrize("seed", range(16))
def test_plain_stories_are_what_the_rules_say(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(seed)
    deliveries, born = world(9000 + seed, child_count=60)
    if seed % 2:
        deliveries = _plainer(deliveries)
    on = max(date.fromisoformat(each.as_at) for each in deliveries) + timedelta(days=rng.choice([0, 1, 9, 150]))
    extracts = write_extracts(deliveries, tmp_path, births=born)
    found = {}
    for name, worth, in_one_part in (("by the rules", NEVER, NEVER), ("by stories", 0, NEVER), ("in parts", 0, 13)):
        monkeypatch.setattr(drawing_everybody, "CHILDREN_WORTH_STORIES", worth)
        monkeypatch.setattr(drawing_rows, "CHILDREN_IN_ONE_PART", in_one_part)
        monkeypatch.setattr(drawing_rows, "_SAMPLED", 1)
        folder = tmp_path / name.replace(" ", "-")
        folder.mkdir()
        write_children(list(deliveries), folder)
        found[name] = draw_timelines(extracts, folder, on=on).judged
        for table in TABLES:
            assert rows_in(folder / f"{table}.parquet") == rows_in(tmp_path / "by-the-rules" / f"{table}.parquet"), (name, table)
    assert found["by stories"] == found["in parts"] == found["by the rules"]


def _plainer(deliveries: list[Delivery]) -> list[Delivery]:
    """Leave out what makes a child's story long, so that most are plain."""
    kept = ("establishments", "postcodes", "school_roll", "nhs", "child_benefit", "housing", "admissions", "social_care", "cme_register")
    return [each for each in deliveries if each.register in kept and not each.partial]

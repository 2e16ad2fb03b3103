"""What the page of a pair says of each thing that is compared."""

from __future__ import annotations

import pytest

from onroll.pipeline.links.comparisons import COMPARISONS
from onroll.pipeline.pair_comparison import Compared

LEVELS = [(comparison.name, level.name) for comparison in COMPARISONS for level in comparison.levels]
SUBJECTS = {
    "given": "forename", "surname": "surname", "birthday": "birth", "address": "", "contact": "telephone", "parents": "parent",
    "middle": "middle name", "sex": "sex", "upn": "UPN", "nhs": "NHS number",
}  # fmt: skip


@pytest.mark.parametrize(("name", "level"), LEVELS)
def test_each_degree_of_agreement_is_said_of_its_own_thing_whatever_the_others_are(name: str, level: str) -> None:
    weights = dict.fromkeys(SUBJECTS, 0.0)
    for others in ("same", "missing", "different"):
        how = Compared(dict.fromkeys(SUBJECTS, others) | {name: level}, weights, 0.0, 0.0, 0.0, [])
        assert (how.words(name) == "") == (level == "missing")
        assert level == "missing" or SUBJECTS[name] in how.words(name)

"""What the line promises, on made-up regions whose seed is drawn when the test runs: nothing can have been tuned to them.

The sample of `make test` is one small region with eightfold missing children; `make test-long` runs the figures of the
issue on 50,000 children, as they are and with error rates doubled. A failure names the seed: `onroll synth --seed …`, and
ONROLL_SEED=… has these tests run on it again.

Source  issue "The line, end to end": at least 99% found of the missing whom the rules find given the true links, at most
        1 false alarm for 10 true findings and 2 per 1,000 children, under 1% of children in two pieces, at most 1 of
        1,000 twin pairs joined; with error rates doubled 97%, and 5 per 1,000.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

from support.casebook_file import put_casebook_into
from support.loaded_program import do


def onroll(*words: str) -> str:
    done = do(words, os.environ, timeout=3600)
    assert done.returncode in (0, 1), done.stderr[-2000:]
    return done.stdout


def scores_of(folder: Path, *, children: int, **options: Any) -> dict[str, Any]:
    seed = int(os.environ.get("ONROLL_SEED", 0)) or random.SystemRandom().randrange(1, 10**6)
    words = [f"--{name.replace('_', '-')}={value}" for name, value in options.items()]
    onroll("synth", "--children", str(children), "--authorities", "4", "--seed", str(seed), "-o", str(folder / "world"), *words)
    onroll("ingest", str(folder / "world" / "package"), "--home", str(put_casebook_into(folder / "home")))
    scores: dict[str, Any] = json.loads(
        onroll("evaluate", "--truth", str(folder / "world" / "truth"), "--home", str(folder / "home"), "--json")
    )
    print(f"seed {seed}: {json.dumps(promises_of(scores), indent=1)}")
    return scores


def promises_of(scores: dict[str, Any]) -> dict[str, Any]:
    found, links = scores["findings"], scores["links"]
    return {
        "recall given true links": found["recall_given_true_links"],
        "false alarms per true finding": found["false_alarms_per_true_finding"],
        "false alarms per 1,000 children": found["false_alarms_per_1000_children"],
        "share of children in pieces": links["share_in_pieces"],
        "twin pairs": links["twins"]["pairs"],
        "twin pairs joined": links["twins"]["joined"],
        "recall of links": links["pairwise"]["recall"],
        "recall of plain UPN matching": links["plain_upn_matching"]["pairwise"]["recall"],
    }


def test_a_small_region_of_an_unseen_seed(tmp_path: Path) -> None:
    promises = promises_of(scores_of(tmp_path, children=6000, missing_factor=8))
    assert promises["recall given true links"] >= 0.97  # of about 150: the full figure needs the full region
    assert promises["false alarms per true finding"] <= 0.1
    assert promises["false alarms per 1,000 children"] <= 2
    assert promises["share of children in pieces"] < 0.01
    assert promises["recall of links"] > promises["recall of plain UPN matching"] + 0.3


@pytest.mark.long
@pytest.mark.parametrize("number", [1, 2])
def test_a_region_of_fifty_thousand(tmp_path: Path, number: int) -> None:
    promises = promises_of(scores_of(tmp_path, children=50_000))
    assert promises["recall given true links"] >= 0.99
    assert promises["false alarms per true finding"] <= 0.1
    assert promises["false alarms per 1,000 children"] <= 2
    assert promises["share of children in pieces"] < 0.01
    assert promises["twin pairs joined"] <= max(1, promises["twin pairs"] / 1000)


@pytest.mark.long
def test_a_region_with_error_rates_doubled(tmp_path: Path) -> None:
    promises = promises_of(scores_of(tmp_path, children=50_000, error_factor=2))
    assert promises["recall given true links"] >= 0.97
    assert promises["false alarms per 1,000 children"] <= 5

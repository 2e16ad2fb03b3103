"""`onroll warning-signs`: shown as text and in numbers, refused in a sentence, and kept up by each run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onroll.cli.main import program
from onroll.cli.refusals import CannotDo
from onroll.cli.screen import Screen
from onroll.cli.warning_sign_upkeep import keep_up_warning_signs
from onroll.pipeline.index import Index
from onroll.pipeline.warning_signs import standing_card
from support.past_terms import home_with_a_card


def told(*words: str) -> str:
    found = CliRunner().invoke(program("warning-signs"), ["warning-signs", *words], catch_exceptions=False)
    assert found.exit_code == 0
    return found.stdout


def test_the_card_is_shown_as_text_and_in_numbers() -> None:
    home = str(home_with_a_card())
    assert "It may be switched on" in told("show", "--home", home)
    numbers = json.loads(told("show", "--home", home, "--json"))
    assert numbers["may_be_switched_on"] and numbers["children"] == "real" and numbers["found"] > numbers["found_by_simple_rule"]


@pytest.mark.parametrize(("command", "says"), [("show", "onroll warning-signs train"), ("train", "onroll run")])
def test_without_a_run_or_a_card_one_sentence_says_what_to_do(tmp_path: Path, command: str, says: str) -> None:
    with pytest.raises(CannotDo, match=says):
        told(command, "--home", str(tmp_path))


def test_a_run_keeps_the_card_up(tmp_path: Path) -> None:
    shutil.copytree(home_with_a_card(), tmp_path / "home")
    index = Index(tmp_path / "home")
    card, run = standing_card(index), index.current_run()
    assert card is not None and run is not None
    card.scores.unlink()
    with Screen() as screen, index.writing("a test"):
        keep_up_warning_signs(index, run, screen)
    assert card.scores.exists()

"""The pages of warning signs, through the client alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onroll.casework.models import ChildHelp, WarningSignSwitch
from onroll.pipeline.index import Index
from onroll.pipeline.warning_signs import standing_card
from support.past_terms import home_with_a_card
from support.people import client_of


@pytest.fixture
def home(tmp_path: Path, settings: Any, people: Any) -> Iterator[Path]:
    shutil.copytree(home_with_a_card(), tmp_path / "home")
    settings.ONROLL_HOME = tmp_path / "home"
    yield tmp_path / "home"


def test_a_manager_looks_switches_on_and_an_officer_offers_help(home: Path) -> None:
    manager, officer = client_of("manager"), client_of("officer")
    off = officer.get("/warning-signs").content.decode()
    assert "There is no list." in off and "Nobody has switched it on" in off
    check = manager.get("/warning-signs/check").content.decode()
    assert "Not in use" in check and "<svg" in check and "never a reason for a sanction" in check and "Switch it on" in check
    card = standing_card(Index(home))
    assert card is not None
    said = {"how": "on", "card": card.card_id, "words": "The last term bears it out."}
    refused = manager.post("/warning-signs/switch", said)
    assert refused.status_code == 200 and "Confirm what the list is for" in refused.content.decode()
    assert not WarningSignSwitch.objects.exists()
    manager.post("/warning-signs/switch", {**said, "understood": "yes"})
    assert WarningSignSwitch.objects.get().how == "on"
    page = officer.get("/warning-signs").content.decode()
    address = page.split('href="/warning-signs/children/')[1].split('"')[0]
    child = officer.get(f"/warning-signs/children/{address}").content.decode()
    assert "All together" in child and "A sign is not a cause" in child
    offer = {"what": "uniform", "words": "A blazer", "on": "2/1/2026", "answer": "accepted", "family_said": ""}
    assert officer.post(f"/warning-signs/children/{address}", offer).status_code == 302
    assert ChildHelp.objects.get().words == "A blazer"
    assert "offered on 2 January 2026" in officer.get("/warning-signs").content.decode()


def test_bad_addresses_and_forms_are_answered_in_words(home: Path) -> None:
    manager, officer = client_of("manager"), client_of("officer")
    assert officer.get("/warning-signs/children/nobody").status_code == 404
    assert officer.get("/warning-signs?page=abc").status_code == 200
    assert manager.get("/warning-signs/check?download=calibration.csv").status_code == 200
    assert manager.get("/warning-signs/check?download=nothing.csv").status_code == 404
    for wrong in ({"how": "on", "card": "x" * 400}, {"how": "delete", "card": ""}, {}):
        answer = manager.post("/warning-signs/switch", {**wrong, "words": "So.", "understood": "yes"})
        assert answer.status_code == 200 and "There is a problem" in answer.content.decode()
    assert not WarningSignSwitch.objects.exists()


def test_without_a_card_the_pages_say_how_one_is_made(region: Path, people: Any) -> None:
    manager = client_of("manager")
    assert "onroll warning-signs train" in manager.get("/warning-signs/check").content.decode()
    assert "onroll warning-signs train" in manager.get("/warning-signs").content.decode()
    assert manager.get("/warning-signs/switch").status_code == 404

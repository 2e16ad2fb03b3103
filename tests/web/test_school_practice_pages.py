"""Schools' practice as pages: the school's own with its answer, the manager's figure, and its file."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from onroll.casework.actions.school_practice import mark_schools
from onroll.casework.the_index import the_index
from support.case_people import SetClock
from support.made_up_run import CANARY
from support.people import client_of
from support.responses import text_of

OWN, GROUND, FORMULA = "100001", "unusual_ground", "=HYPERLINK(1) a camp closed"
ALL, MINE = "/school-practice", "/school-practice/own"


@pytest.fixture
def school(people: Any, region: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    SetClock(monkeypatch)
    run = the_index().current_run()
    assert run is not None
    mark_schools(run)
    return client_of("school")


def test_a_school_is_asked_answers_and_then_its_manager_reads_it(school: Client) -> None:
    text = text_of(school.get(MINE))
    assert len(re.findall(r">\s*Above\s*<", text)) == 2 and "Too few to say" not in text and f'href="{MINE}/{GROUND}"' in text
    assert f"{ALL}/{OWN}/{GROUND}" not in text_of(client_of("manager").get(f"{ALL}?practice={GROUND}"))
    assert "2 schools are asked first" in text_of(client_of("manager").get(f"{ALL}?practice={GROUND}"))
    page = text_of(school.get(f"{MINE}/{GROUND}"))
    assert "<strong>8 pupils</strong>" in page and CANARY not in page and "school_roll:301" in page
    assert "Name not shared" not in page and page.count("born ") == 8, "what its own records say, without any agreement"
    wrong = school.post(f"{MINE}/{GROUND}", {"how": "nonsense", "words": ""})
    assert wrong.status_code == 200 and "There is a problem" in text_of(wrong) and "Say why" in text_of(wrong)
    assert school.post(f"{MINE}/{GROUND}", {"how": "explained", "words": FORMULA}).headers["Location"] == MINE
    assert "You answered on" in text_of(school.get(MINE)) and "Add to your answer" in text_of(school.get(f"{MINE}/{GROUND}"))
    shown = text_of(client_of("manager").get(f"{ALL}?practice={GROUND}"))
    assert f'href="{ALL}/{OWN}/{GROUND}"' in shown and "a camp closed" in shown and "1 school above" in shown
    opened = text_of(client_of("manager").get(f"{ALL}/{OWN}/{GROUND}"))
    assert "<strong>8 pupils</strong>" in opened and "a camp closed" in opened and '<form method="post" novalidate' not in opened


def test_the_managers_table_is_a_file_too_and_nothing_in_it_runs(school: Client) -> None:
    school.post(f"{MINE}/{GROUND}", {"how": "explained", "words": FORMULA})
    manager = client_of("manager")
    file = manager.get(f"{ALL}?practice={GROUND}&download=unusual-ground.csv")
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert len(rows) == 24 and not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())
    assert {row["Number"]: row["Counted"] for row in rows}[OWN] == "8"
    assert manager.get(f"{ALL}?practice={GROUND}&download=no-such.csv").status_code == 404
    assert "Unusual grounds of deletion" in text_of(manager.get(f"{ALL}?practice=nonsense"))


def test_what_is_withheld_or_does_not_exist_is_not_there(school: Client) -> None:
    manager = client_of("manager")
    for place in (f"{OWN}/{GROUND}", f"100003/{GROUND}", f"999999/{GROUND}", "100002/nonsense", f"own/{GROUND}"):
        assert manager.get(f"{ALL}/{place}").status_code == (403 if place.startswith("own") else 404), place
    assert school.get(f"{MINE}/nonsense").status_code == 404
    assert school.post(f"{MINE}/left_before_exams", {"how": "explained", "words": "x"}).status_code in (403, 404)
    for username in ("officer", "school", "agency", "administrator"):
        assert client_of(username).get(ALL).status_code == 403 and client_of(username).get(f"{ALL}/{OWN}/{GROUND}").status_code == 403

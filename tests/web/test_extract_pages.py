"""Data received: how one comes to the upload, what is said of a file that does not count, and what is late or awaited."""

from __future__ import annotations

import re
from datetime import date

import pytest

from onroll.casework.queries.extracts import LateLine
from onroll.pipeline.run_rows import LateExtract
from onroll.web.views import extracts
from support.people import client_of
from support.responses import text_of


def test_the_list_leads_those_who_may_upload_to_the_upload(people: object, region: object) -> None:
    assert 'href="/upload"' in text_of(client_of("data-team").get("/extracts"))
    for username in ("officer", "auditor"):
        response = client_of(username).get("/extracts")
        assert response.status_code in (200, 403, 404) and b'href="/upload"' not in response.content


def test_a_file_that_was_held_says_so_once(people: object, region: object) -> None:
    text = text_of(client_of("data-team").get("/extracts?state=held"))
    assert "Held" in text and "held: " not in text


def test_what_was_never_sent_is_not_nought_days_behind(people: object, region: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def line(supplier: str, newest: date | None, behind: int | None) -> LateLine:
        late = LateExtract(
            register="school_roll", supplier=supplier, la_code=supplier, newest_as_at=newest, days_behind=behind, findings_waiting=1
        )
        return LateLine(late=late, own=False, findings=0)

    lines = [line("925", None, None), line("372", date(2025, 10, 2), 105), line("373", date(2026, 1, 15), 0)]
    monkeypatch.setattr(extracts, "late_extracts_for", lambda viewer: lines)
    rows = re.findall(r"<tr.*?</tr>", text_of(client_of("data-team").get("/late")), re.S)[1:]
    assert [("never sent" in row, "not late" in row) for row in rows] == [(True, False), (False, False), (False, True)]
    assert [re.findall(r"numeric\">([^<]*)<", row)[0] for row in rows] == ["–", "105", "0"]
    assert [each.late.is_late for each in lines] == [True, True, False]


def test_a_role_without_work_of_today_is_led_to_its_pages(people: object, region: object) -> None:
    text = text_of(client_of("analyst").get("/"))
    assert "nothing for your role to do here today" in text
    assert 'href="/figures"' in text[text.index("<main") :]

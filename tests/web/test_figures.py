"""The termly return as a page: every count opens to its rows, and nobody from outside sees an exact one."""

from __future__ import annotations

import re
from collections import OrderedDict
from html import unescape
from pathlib import Path

import pytest

from onroll.accounts.models import Event
from onroll.casework import working_out
from onroll.casework.actions.reasons import record_reason
from onroll.casework.models import Case
from onroll.core.measures.cme_census import TOPICS
from onroll.pipeline import run_queries
from support.case_people import viewer
from support.opened_cases import open_current_run
from support.people import client_of
from support.responses import count_in, text_of

SHOWN = re.compile(r'(?:numeric">|<dd>)([\d,]+|low)')
OPENS = re.compile(r'href="(/findings\?cell=[^"]+)">([\d,]+)<')


def test_every_figure_opens_to_the_same_number_of_rows(people: object, region: object) -> None:
    client = client_of("officer")
    cells = OPENS.findall(text_of(client.get("/figures")))
    assert len(cells) > 10
    for address, count in cells:
        assert count_in(text_of(client.get(unescape(address)))) == int(count.replace(",", "")), address
    total = int(cells[0][1])
    by_topic = {topic: sum(int(count) for address, count in cells if f"cell={topic.replace(' ', '%20')}" in address) for topic in TOPICS}
    assert by_topic == dict.fromkeys(TOPICS, total)


def test_a_reason_that_an_officer_records_moves_the_child_to_that_row(people: object, region: object) -> None:
    open_current_run()
    case = Case.objects.filter(authority="301", counted_as="cme", shielded=False).first()
    assert case is not None
    client = client_of("officer")
    before = dict(OPENS.findall(text_of(client.get("/figures"))))
    record_reason(case.pk, by=viewer("officer"), reason="Mental health")
    after = dict(OPENS.findall(text_of(client.get("/figures"))))
    there = "/findings?cell=Reason%3AMental%20health"
    assert int(after[there]) == int(before.get(there, 0)) + 1
    assert case.child_id in text_of(client.get(there))


def test_an_analyst_sees_rounded_figures_of_every_area_and_no_child(people: object, region: object) -> None:
    page = text_of(client_of("analyst").get("/figures"))
    assert "England" in page and "exactly" not in page and not OPENS.findall(page)
    assert client_of("analyst").get("/findings?cell=Total:Total").status_code in (302, 403, 404)
    before = Event.objects.count()
    assert "nearest 10" in text_of(client_of("analyst").get("/figures?area=301"))
    assert not [event for event in Event.objects.filter(pk__gt=before) if event.kind.startswith("child")]


def test_an_analyst_sees_each_share_drawn_as_it_is_written(people: object, region: object) -> None:
    page = text_of(client_of("analyst").get("/figures"))
    rows = re.findall(r'numeric">(\d+|low)</td><td class="govuk-table__cell"><svg.*?onroll-bar__share" width="(\d+)"', page)
    assert len(rows) > 10 and any(percent != "low" and int(percent) for percent, _ in rows)
    assert all(drawn == ("0" if percent == "low" else percent) for percent, drawn in rows)


def test_a_cell_that_there_is_not_narrows_to_nothing_it_should_not(people: object, region: object) -> None:
    client = client_of("officer")
    everybody = count_in(text_of(client.get("/findings")))
    assert count_in(text_of(client.get("/findings?cell=Sex:Nonsense"))) == everybody


def test_the_statuses_add_up_to_the_children_there_are(people: object, region: object) -> None:
    page = text_of(client_of("officer").get("/figures/every-child"))
    known = int(re.findall(r"([\d,]+) children are known", page)[0].replace(",", ""))
    steps = [int(each.replace(",", "")) for each in re.findall(r'numeric">(?:<a[^>]*>)?([\d,]+)<', page)]
    assert sum(steps) == known > 100
    assert page.count("/figures/children?of=status") >= 1
    national = text_of(client_of("analyst").get("/figures/every-child"))
    assert all(int(each.replace(",", "")) % 100 == 0 for each in re.findall(r'numeric">([\d,]+)</td>', national))


@pytest.mark.parametrize("of", ["", "/every-child"])
def test_of_a_nation_no_page_waits_until_all_is_counted(people: object, own_region: Path, monkeypatch: pytest.MonkeyPatch, of: str) -> None:
    address, client = f"/figures{of}?area=301", client_of("analyst")
    shown = SHOWN.findall(text_of(client.get(address)))
    monkeypatch.setattr(run_queries, "LARGEST_LOADED_BYTES", 0)
    monkeypatch.setattr(run_queries, "_loaded", {})
    monkeypatch.setattr(working_out, "PATIENCE", 0.0)
    monkeypatch.setattr(working_out, "_kept", OrderedDict())
    assert "being worked out" in text_of(client.get(address))
    monkeypatch.setattr(working_out, "PATIENCE", 60.0)
    assert SHOWN.findall(text_of(client.get(address))) == shown and len(shown) > 1

"""Figures of another day, and as they were known then: the pages say what the commands say, and keep it for ever."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Mapping
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from conformance.program import onroll, read_csv
from onroll.casework import working_out
from onroll.casework.figure_days import NotKept, When
from onroll.casework.queries.dashboard import dashboard_for
from onroll.casework.queries.figures import ledger_for, termly_return_for
from onroll.casework.the_index import the_index
from onroll.pipeline.index import Index, Run
from onroll.pipeline.measures import Asked, all_measures
from onroll.pipeline.shielding import write_marked_children
from support.case_people import viewer
from support.casebook import HOME
from support.counted_run import write_counted_run
from support.counted_worlds import ON, random_world
from support.people import client_of
from support.responses import text_of

THEN, KNOWN_BY = date(2025, 6, 16), date(2025, 6, 20)
DAYS: Mapping[str, When] = {"then": When(as_at=THEN), "known then": When(as_at=THEN, known_by=KNOWN_BY), "now": When()}
PAGES = ("", "/every-child", "/definitions", "/waterfall", "/any-time", "/dashboard", "/unrolled", "/flow", "/authorities")


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working_out, "PATIENCE", 30.0)


def write_days(home: Path) -> dict[str, Run]:
    """Write a past day, the same as it was known a few days later, and the present day: three different worlds."""
    worlds = [random_world(random.Random(seed), 150) for seed in range(3)]
    return {
        "then": write_counted_run(home, worlds[0], on=THEN),
        "known then": write_counted_run(home, worlds[1], on=THEN, known_by=KNOWN_BY),
        "now": write_counted_run(home, worlds[2], on=ON),
    }


@pytest.fixture
def days(tmp_path: Path, settings: Any, people: object) -> dict[str, Run]:
    assert HOME.exists()
    settings.ONROLL_HOME = tmp_path
    return write_days(tmp_path)


def exported(run: Run, name: str, code: str) -> list[dict[str, Any]]:
    """What the command writes of one area."""
    measure = all_measures()[name]
    rows = measure.measure(Asked(run, the_index().counted_extracts(run.on))).rows
    found = [dict(zip(measure.columns, row, strict=True)) for row in rows]
    return [row for row in found if row["old_la_code"] == code]


@pytest.mark.parametrize("day", DAYS)
def test_the_pages_say_what_the_command_writes(days: dict[str, Run], day: str) -> None:
    officer, analyst = viewer("officer"), viewer("analyst")
    found, ledger = termly_return_for(officer, "301", DAYS[day]), ledger_for(officer, "301", DAYS[day])
    national = dashboard_for(analyst, "301", {}, DAYS[day])
    assert found is not None and ledger is not None and national is not None
    assert (found.run_id, ledger.run_id, national.run_id) == (days[day].run_id,) * 3
    census = {(row["breakdown_topic"], row["breakdown"]): row["child_count"] for row in exported(days[day], "cme-census", "301")}
    shown = {(cell.topic, cell.label): cell.shown for cells in [*found.topics.values(), [found.total]] for cell in cells}
    assert shown == census and any(int(each) for each in census.values() if each != "low")
    statuses = {row["status"]: row["child_count"] for row in exported(days[day], "every-child", "301")}
    assert {step.code: step.shown for steps in ledger.sides.values() for step in steps}.items() <= statuses.items()
    for figure, topic in zip(national.figures, ("Sex", "Year group", "Duration", "Reason"), strict=False):
        assert {label: str(count) for label, count in figure.rows} == {label: census[topic, str(label)] for label, _ in figure.rows}


@pytest.mark.parametrize("day", DAYS)
def test_the_files_say_what_the_command_writes(days: dict[str, Run], day: str) -> None:
    when = DAYS[day]
    asked = {"area": "301"} | {name: value.isoformat() for name, value in (("as_at", when.as_at), ("known_by", when.known_by)) if value}
    page = client_of("analyst").get(f"/figures/definitions?{urlencode(asked)}&download=definitions.csv")
    rows = list(csv.DictReader(io.StringIO(page.content.decode("utf-8-sig"))))
    written = {row["definition_title"]: row["child_count"] for row in exported(days[day], "cme-definitions", "301")}
    assert {row["Definition"]: row["Children"] for row in rows} == written


def test_a_figure_of_then_stays_whoever_is_shielded_since_and_opens_to_nobody(days: dict[str, Run], tmp_path: Path) -> None:
    client = client_of("officer")
    for page in ("/figures", "/figures/every-child", "/figures/definitions", "/figures/waterfall", "/figures/dashboard"):
        address = f"{page}?as_at={THEN}&known_by={KNOWN_BY}"
        before = text_of(client.get(address))
        assert "as known by <strong>20 June 2025" in before and "/findings?cell" not in before and "/figures/children" not in before, page
        write_marked_children(tmp_path, [f"c{number:05d}" for number in range(60)])
        assert figures_in(text_of(client.get(address))) == figures_in(before), page
        write_marked_children(tmp_path, [])


def figures_in(page: str) -> list[str]:
    return re.findall(r'(?:numeric">|exactly\s+|<dd>)([\d,]+|low)', page)


@pytest.mark.parametrize("of", PAGES)
def test_a_day_that_cannot_be_understood_is_said_in_one_sentence(days: dict[str, Run], of: str) -> None:
    client = client_of("officer")
    wrong = {
        "as_at-day=31&as_at-month=2&as_at-year=2025": "“As at” must be a real date, like 15 1 2026",
        "as_at-day=3&as_at-year=2025": "“As at” must include a month",
        "known_by=yesterday": "“As known by” must be a real date, like 15 1 2026",
        "as_at=2999-01-01": "“As at” must be today or in the past",
        "as_at-day=1&as_at-month=1&as_at-year=99999999999": "“As at” must be a real date, like 15 1 2026",
        "as_at-day=%C2%B2&as_at-month=1&as_at-year=2025": "“As at” must be a real date, like 15 1 2026",
    }
    for asked, sentence in wrong.items():
        response = client.get(f"/figures{of}?{asked}")
        text = unescape(text_of(response))
        assert response.status_code == 200 and text.count(sentence) == 2 and "Error: " in text, (of, asked)
        assert "numeric" not in text.replace('inputmode="numeric"', ""), (of, asked)
    assert client.get(f"/figures{of}?as_at=nonsense&download=anything.csv").status_code in (200, 404)


def test_a_day_that_nothing_is_kept_of_says_so_and_offers_those_that_are(days: dict[str, Run]) -> None:
    client = client_of("officer")
    text = unescape(text_of(client.get("/figures/definitions?area=301&as_at=2025-06-17&known_by=2025-06-19")))
    assert (
        "No figures are kept of 17 June 2025 as known by 19 June 2025" in text
        and "onroll run --on 2025-06-17 --known-by 2025-06-19" in text
    )
    offered = re.findall(r'href="(\?[^"]*as_at=[^"]+)"', text)
    assert len(offered) == 3 and all("area=301" in address for address in offered)
    for address in offered:
        page = text_of(client.get(f"/figures/definitions{address}"))
        assert "What each counts" in page and "There is a problem" not in page
    with pytest.raises(NotKept):
        termly_return_for(viewer("officer"), "", When(as_at=THEN, known_by=date(2025, 6, 18)))


def test_links_and_downloads_keep_the_days(days: dict[str, Run]) -> None:
    page = unescape(text_of(client_of("officer").get("/figures/dashboard?as_at-day=16&as_at-month=6&as_at-year=2025")))
    downloads = re.findall(r'href="(/figures/dashboard\?[^"]*download=[^"]+)"', page)
    assert len(downloads) >= 12 and all("as_at-day=16&as_at-month=6&as_at-year=2025" in address for address in downloads)
    assert 'name="as_at-day" type="text" inputmode="numeric" value="16"' in page
    nation = unescape(text_of(client_of("analyst").get(f"/figures/dashboard?as_at={THEN}&known_by={KNOWN_BY}")))
    assert re.search(rf'href="/figures/dashboard\?area=301&as_at={THEN}&known_by={KNOWN_BY}"', nation)


def test_known_by_today_is_all_that_is_known(days: dict[str, Run]) -> None:
    found = termly_return_for(viewer("officer"), "", When(as_at=ON, known_by=date(2999, 1, 1)))
    assert found is not None and found.run_id == days["now"].run_id and found.opens


@pytest.mark.long
def test_the_page_of_a_past_day_is_what_the_program_exports(days: dict[str, Run], tmp_path: Path) -> None:
    for day, when in DAYS.items():
        options = ["--on", days[day].on, *(["--known-by", when.known_by] if when.known_by else [])]
        onroll("export", "cme-census", *options, "-o", tmp_path / "return.csv", home=tmp_path, ok=True)
        rows = [row for row in read_csv(tmp_path / "return.csv") if row["old_la_code"] == "301"]
        written = {(row["breakdown_topic"], row["breakdown"]): row["child_count"] for row in rows}
        found = termly_return_for(viewer("officer"), "301", when)
        assert found is not None
        assert written == {(cell.topic, cell.label): cell.shown for cells in [*found.topics.values(), [found.total]] for cell in cells}
        assert len(Index(tmp_path).runs()) == 3  # the command counted the very run

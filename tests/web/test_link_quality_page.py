"""The page and the report on the quality of links: figures of whole groups, warnings first, nobody in them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from onroll.pipeline.index import Index
from onroll.pipeline.link_quality import QUALITY
from onroll.pipeline.links.model import Model
from support.made_up_run import CANARY
from support.people import PEOPLE, client_of
from support.responses import text_of


def row(measure: str, topic: str, group: str, hits: float, of: float, value: float, low: float = 0.0, high: float = 1.0) -> dict[str, Any]:
    return {"measure": measure, "topic": topic, "group": group, "hits": hits, "of": of, "value": value, "low": low, "high": high}


ROWS = [
    row("measured_on", "", "", 739_000, 900, 739_000),
    row("recall", "", "", 895, 900, 0.9948, 0.9911, 0.9972),
    row("findings", "", "", 40, 40, 40),
    row("expected_false_alarms", "", "", 0, 40, 3.2, 1.1, 6.4),
    row("missed", "sex", "Female", 4, 448, 0.0089, 0.0031, 0.02),
    row("missed", "sex", "Male", 1, 7, 0.1429, 0.01, 0.5),
    row("unequal", "name origin", "South Asian", 9, 60, 2.4, 0.003),
    row("band", "0.95", "0.98", 48, 50, 0.965, 0.88, 0.99),
]


@pytest.fixture
def measured(own_region: Path) -> Path:
    """A region whose present run has been measured."""
    run = Index(own_region).current_run()
    assert run is not None
    pq.write_table(pa.Table.from_pylist(ROWS, schema=QUALITY), run.table("link_quality"))
    Model().save(run.table("link_model"))
    return own_region


def a_reader() -> Any:
    return client_of(next(name for name, (role, _, _) in sorted(PEOPLE.items()) if role == "data_team"))


def test_the_page_tells_warnings_first_and_small_groups_not_at_all(people: object, measured: Path) -> None:
    client = a_reader()
    with CaptureQueriesContext(connection) as asked:
        response = client.get(reverse("link_quality"))
    page = response.content.decode()
    assert response.status_code == 200
    assert len(asked) <= 12
    assert page.index("“South Asian” (name origin) are missed 2.4 times") < page.index("By sex")
    text = text_of(response)
    assert "99.48%" in text and "95% interval 99.11% to 99.72%" in text
    assert "3.2" in text and "among 40 findings" in text
    assert "14.29%" not in page  # of seven children nothing is told
    assert "low" in text
    assert page.count("onroll-chart") >= 3
    assert page.count("<svg") <= page.count("<table")
    assert CANARY not in page and "style=" not in page


def test_where_more_links_would_be_missed_than_there_are_findings_no_number_is_made_up(people: object, measured: Path) -> None:
    run = Index(measured).current_run()
    assert run is not None
    capped = [
        row("expected_false_alarms", "", "", 0, 40, 40, 40, 40) if each["measure"] == "expected_false_alarms" else each for each in ROWS
    ]
    pq.write_table(pa.Table.from_pylist(capped, schema=QUALITY), run.table("link_quality"))
    text = text_of(a_reader().get(reverse("link_quality")))
    assert "names alone would miss more links than there are findings (40)" in text and "not known" in text
    assert not re.search(r"40\.0(?!%)", text)  # 40.0% is how often one of the weights' levels is met
    ledger = text_of(client_of("manager").get(reverse("every_child")))
    assert "How many of these are alarms that a missed link raised is not known: names alone would miss more links" in ledger


def test_the_report_is_a_file_that_needs_nothing_else(people: object, measured: Path) -> None:
    response = a_reader().get(reverse("link_quality_report"))
    assert response["Content-Disposition"].startswith('attachment; filename="link-quality-')
    page = response.content.decode()
    assert "South Asian" in page and "<script" not in page and "http" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "@media print" in page


def test_before_anything_was_measured_the_page_says_so_and_there_is_no_report(people: object, region: Path) -> None:
    client = a_reader()
    assert "Nothing has been measured yet" in text_of(client.get(reverse("link_quality")))
    assert client.get(reverse("link_quality_report")).status_code == 404

"""The Commissioner's analysis as a page and as a report: the same figures as the file, and nobody in them."""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onroll.casework import working_out
from onroll.casework.queries.unrolled import unrolled_for
from onroll.casework.the_index import the_index
from onroll.casework.working_out import StillBeingWorkedOut, worked_out
from onroll.pipeline.measures import Asked, all_measures
from support.case_people import viewer
from support.made_up_run import CANARY
from support.pdf_text import pdf_text
from support.people import client_of
from support.responses import text_of

FIRST = date(2025, 6, 2)
ASKED = f"from={FIRST.isoformat()}"


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working_out, "PATIENCE", 30.0)


def test_the_page_says_what_the_file_says(people: object, region: Path, patient: None) -> None:
    run, index = the_index().current_run(), the_index()
    assert run is not None
    rows = all_measures()["unrolled"].measure(Asked(run, index.counted_extracts(run.on), FIRST, "301")).rows
    found = unrolled_for(viewer("officer"), "", FIRST)
    assert found is not None and found.area == "301" and not found.empty
    destinations = {row[4]: row[5] for row in rows if row[2] == "destination"}
    assert {row[0]: row[2] for row in found.figures[0].rows} == destinations
    page = text_of(client_of("officer").get(f"/figures/unrolled?{ASKED}"))
    assert f"<dd>{rows[0][5]}</dd>" in page and page.count("<svg") == 2 and CANARY not in page


def test_of_a_nation_it_is_worked_out_in_a_process_of_its_own(
    people: object, region: Path, patient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = unrolled_for(viewer("officer"), "", FIRST)
    monkeypatch.setattr("onroll.casework.queries.unrolled.LARGE_BYTES", 0)
    monkeypatch.setattr(working_out, "_kept", OrderedDict())
    apart = unrolled_for(viewer("officer"), "", FIRST)
    assert here is not None and apart is not None
    assert apart.facts == here.facts and [each.rows for each in apart.figures] == [each.rows for each in here.figures]


def test_an_analyst_is_told_of_no_group_of_few(people: object, region: Path, patient: None) -> None:
    found = unrolled_for(viewer("analyst"), "301", FIRST)
    exact = unrolled_for(viewer("officer"), "301", FIRST)
    assert found is not None and exact is not None
    told = {str(row[0]): row for row in exact.figures[2].rows}
    for row in found.figures[2].rows:
        assert all(cell == "low" or (isinstance(cell, int) and cell % 10 == 0) for cell in row[1:3])
        assert int(told[str(row[0])][2] or 0) >= 10 or row[3:] == [None] * 4


def test_the_report_is_a_tagged_file_with_charts_their_words_and_their_tables(people: object, region: Path, patient: None) -> None:
    response = client_of("analyst").get(f"/figures/unrolled.pdf?{ASKED}")
    assert response["Content-Type"] == "application/pdf" and "unrolled-2025-06-02-2026-01-15.pdf" in response["Content-Disposition"]
    pdf = response.content
    assert pdf.count(b"/S /Figure") == 2 and pdf.count(b"/Alt") == 2
    text = pdf_text(pdf)
    for words in ("Where the children are instead", "Who is likelier to go missing", "NO_REPLY", "Relative risk", "In no figure"):
        assert words in text


def test_a_page_never_waits_for_long_figures_and_asks_again(people: object, region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(key: object, make: Any) -> Any:
        raise StillBeingWorkedOut

    monkeypatch.setattr("onroll.casework.queries.unrolled.worked_out", slow)
    response = client_of("officer").get(f"/figures/unrolled?{ASKED}")
    page = response.content.decode()
    assert response.status_code == 200 and re.search(r'data-asks-again="3"', page) and "being worked out" in page


def test_what_takes_long_is_made_once_and_a_failure_is_told() -> None:
    made = []

    def make() -> int:
        made.append(1)
        time.sleep(0.2)
        return 7

    with pytest.raises(StillBeingWorkedOut):
        worked_out("test-long", make, patience=0.01)
    assert worked_out("test-long", make, patience=5) == 7
    assert worked_out("test-long", make, patience=5) == 7 and made == [1]
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            worked_out("test-wrong", lambda: 1 // 0, patience=5)


def test_a_failure_that_nobody_waited_for_is_told_to_the_next_and_not_beside_a_success() -> None:
    go, tries = threading.Event(), []

    def make() -> int:
        tries.append(1)
        go.wait(10)
        return 7 // (len(tries) - 1)

    with pytest.raises(StillBeingWorkedOut):
        worked_out("test-late", make, patience=0.01)
    working = working_out._going["test-late"]
    go.set()
    assert working.wait(10)
    with pytest.raises(ZeroDivisionError):
        worked_out("test-late", make, patience=5)
    assert len(tries) == 1
    assert worked_out("test-late", make, patience=5) == 7 and len(tries) == 2


def test_of_two_who_wait_for_what_fails_neither_sees_a_fault_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    class AlreadyTold(dict[Any, BaseException]):
        """The other one, who waited too, was told first."""

        def __setitem__(self, *_: object) -> None:
            return

    monkeypatch.setattr(working_out, "_failed", AlreadyTold())
    with pytest.raises(StillBeingWorkedOut):
        worked_out("test-both", lambda: 1 // 0, patience=5)

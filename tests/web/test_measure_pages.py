"""What can be asked of the figures, as pages: each count opens to its rows, analysts see no child, and figures of then stay."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onroll.accounts.models import Event
from onroll.casework import working_out
from onroll.casework.figure_days import When
from onroll.casework.queries.figures_any_time import any_time_for
from onroll.casework.queries.figures_area import looked_at
from onroll.casework.queries.figures_definitions import definitions_for
from onroll.casework.queries.figures_then import changes_since_last_term, revisions_for
from onroll.casework.queries.figures_waterfall import waterfall_for
from onroll.casework.queries.unrolled import unrolled_for
from onroll.casework.the_index import the_index
from onroll.pipeline.index import Index
from onroll.pipeline.measures.counted import RunFigures, Shown
from onroll.pipeline.shielding import write_marked_children
from support.case_people import viewer
from support.made_up_run import CANARY, ON, write_made_up_run
from support.people import client_of
from support.responses import count_in, text_of

PAGES = ("definitions", "waterfall", "any-time", "revisions", "since-last-term")
OPENS = re.compile(r'href="(/figures/children\?[^"]+)">([\d,]+)<')


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working_out, "PATIENCE", 30.0)


OPENING = {
    "definitions": 6,
    "waterfall": 3,
    "any-time?year=2025": 5,
    "every-child": 1,
    "unrolled?from=2025-06-02": 5,
    "schools": 1,
}
"""Pages, and how many counts of each open at least."""


@pytest.mark.parametrize("page", OPENING)
def test_every_count_opens_to_as_many_children(people: object, region: Path, page: str) -> None:
    client = client_of("officer")
    opens = OPENS.findall(text_of(client.get(f"/figures/{page}")))
    assert len(opens) >= OPENING[page]
    for address, count in opens:
        listed = text_of(client.get(unescape(address)))
        assert count_in(listed) == int(count.replace(",", "").split(" ")[0]) > 0 and CANARY not in listed, address
    event = Event.objects.filter(kind="figures.opened").last()
    assert event is not None and event.purpose and "children" in event.body


@pytest.mark.parametrize(
    ("page", "key", "columns"), [("any-time?year=2025", "any-time-sex", (1,)), ("unrolled?from=2025-06-02", "groups", (2,))]
)
def test_no_count_of_few_children_is_left_that_does_not_open(people: object, region: Path, page: str, key: str, columns: Any) -> None:
    found = any_time_for(viewer("officer"), "", 2025) if key.startswith("any") else unrolled_for(viewer("officer"), "", date(2025, 6, 2))
    assert found is not None
    (figure,) = (each for each in found.figures if each.key == key)
    counts = {(row, column) for row, cells in enumerate(figure.rows) for column in columns if cells[column]}
    assert counts == set(figure.opens) != set()


def test_a_child_who_lives_elsewhere_now_is_a_row_without_a_name(people: object, own_region: Path) -> None:
    """The count of a year is of where children lived then; who has moved since is none of ours to see."""
    first = OPENS.findall(text_of(client_of("officer").get("/figures/any-time?year=2025")))[0][0]
    listed = text_of(client_of("officer").get(unescape(first)))
    child_id = re.findall(r'href="/children/([^"]+)"', listed)[0]
    changes = {name: f"UPDATE {name} SET la_code = '302' WHERE child_id = '{child_id}'" for name in ("residences", "timelines")}
    run = write_made_up_run(own_region, children=800, on=ON, changes=changes)
    former = {"child_id": [child_id], "la_code": ["301"], "starts_on": pa.array([None], pa.date32()), "ends_before": [ON]}
    pq.write_table(pa.table(former), run.table("former_residences"))
    again = text_of(client_of("officer").get(unescape(first)))
    assert count_in(again) == count_in(listed) and child_id not in again and "lives elsewhere now" in again


def test_analysts_see_rounded_figures_and_no_child(people: object, region: Path) -> None:
    client = client_of("analyst")
    for page in PAGES:
        text = text_of(client.get(f"/figures/{page}?area=301"))
        assert not OPENS.findall(text) and "/findings?cell" not in text and "/children/" not in text
    for area, step in (("301", 10), ("England", 100)):
        found = definitions_for(viewer("analyst"), area)
        assert found is not None and all(
            row[1] == "low" or (isinstance(row[1], int) and row[1] % step == 0) for row in found.figures[0].rows
        )
    assert client.get("/figures/children?of=definition:national").status_code in (302, 403, 404)
    assert client_of("national-data-team").get("/figures/children?of=definition:national").status_code == 404


def test_a_figure_that_there_is_not_opens_to_nothing(people: object, region: Path) -> None:
    client = client_of("officer")
    for of in (
        "", "definition:nonsense", "status:on_roll:2026-01-15", "status:unaccounted:soon", "cell:Total", "any-time:2025:Sex", "left:home:1",
        "any-time:2025:Sex:Nobody", "any-time:9999:Total:Total", "any-time:2020:Total:Total",
        "unrolled:2025-06-02:everybody:", "unrolled:soon:gone:", "flow:opened",
        "unrolled:2025-06-02:Sex:Nobody", "unrolled:2027-06-02:gone:", "flow:nonsense:2025-01",
        "compared:nonsense:of", "compared:open_a_year:x",
    ):  # fmt: skip
        assert client.get(f"/figures/children?of={of}").status_code == 404, of


def test_the_waterfall_falls_to_nought_on_any_day(people: object, region: Path) -> None:
    for day in (ON, date(2025, 10, 2), date(2024, 9, 2), None):
        found = waterfall_for(viewer("officer"), "", When(as_at=day))
        assert found is not None and found.area == "301"
        rows = [[row[0], row[1], int(row[2] or 0), int(row[3] or 0)] for row in found.figures[0].rows]
        steps = [row for row in rows if row[0] not in ("Every child who is known", "Missing, or possibly missing, education")]
        assert sum(row[2] for row in steps) == rows[0][2] > 100 and steps[-1][3] == 0
        total = next((row[2] for row in rows if row[0].startswith("Missing, or")), 0)
        assert total == sum(row[2] for row in steps if row[1] == "missing education")
    page = text_of(client_of("officer").get("/figures/waterfall"))
    assert page.count("<svg") == 1 and "may still prove to be in a school" in page


def test_whom_people_shield_today_is_in_no_figure_of_today(people: object, own_region: Path) -> None:
    looked = looked_at(viewer("officer"))
    assert looked is not None
    children = RunFigures(looked.run).children_with_status(Shown(la_code="301"), {"unaccounted"}, ON)
    before, also = waterfall_for(viewer("officer")), definitions_for(viewer("officer"))
    write_marked_children(own_region, [children[0]])
    after, then = waterfall_for(viewer("officer")), definitions_for(viewer("officer"))
    assert before and after and also and then
    assert int(after.figures[0].rows[0][2] or 0) == int(before.figures[0].rows[0][2] or 0) - 1
    assert children[0] not in text_of(client_of("officer").get(f"/figures/children?of=status:unaccounted:{ON.isoformat()}"))
    day_0 = [next(int(row[1] or 0) for row in each.figures[0].rows if "first day" in str(row[0])) for each in (also, then)]
    assert day_0[0] - day_0[1] in (0, 1)


def test_the_year_on_the_page_is_the_year_of_the_file(people: object, region: Path) -> None:
    run = the_index().current_run()
    assert run is not None
    counts, _ = RunFigures(run).at_any_time(Shown(), date(2025, 9, 1), ON)
    page = client_of("officer").get("/figures/any-time?year=2025&download=any-time-sex.csv")
    rows = list(csv.DictReader(io.StringIO(page.content.decode("utf-8-sig"))))
    assert {row["Sex"]: int(row["Children"]) for row in rows} == {
        label: counts["301"]["Sex", label] for label in ("Female", "Male", "Unknown")
    }


@pytest.fixture
def corrected(own_region: Path, people: object) -> Index:
    """A day of last term known then, and the present day; of the day of last term a late correction made four children unaccounted more."""
    then = date(2025, 12, 1)
    index = Index(own_region)
    present = index.current_run()
    assert present is not None
    seen_later = (
        "UPDATE timelines SET status = 'on_roll' WHERE status = 'unaccounted' AND child_id IN ('c000060', 'c000120', 'c000180', 'c000240')"
    )
    write_made_up_run(own_region, children=800, on=then, changes={"timelines": seen_later})
    with index.writing("a test"):
        index.switch_to(present)
    return index


def test_a_late_correction_shows_with_its_size(corrected: Index, monkeypatch: Any) -> None:
    found = revisions_for(viewer("officer"))
    assert found is not None and not found.empty
    shown = found.figures[0].rows
    changed = [each for each in (60, 120, 180, 240) if each % 4 == 0 and each % 40 != 1]  # of authority 301, and not shielded
    assert [row[0] for row in shown] == ["2025-12-01"]
    assert int(shown[0][2] or 0) - int(shown[0][1] or 0) == int(shown[0][3] or 0) == len(changed)
    client = client_of("officer")
    page = text_of(client.get("/figures/revisions"))
    ((address, count),) = OPENS.findall(page)
    assert count_in(text_of(client.get(unescape(address)))) == int(count) == shown[0][2]
    assert "2025-12-01" in page and "stays the same for ever" in page


def test_the_return_shows_what_has_changed_since_last_term(corrected: Index) -> None:
    figure = changes_since_last_term(viewer("officer"))
    assert figure is not None and figure.rows[0][0] == "Total"
    for row in figure.rows:
        assert int(row[2] or 0) - int(row[1] or 0) == row[3]
    client = client_of("officer")
    page = text_of(client.get("/figures/since-last-term"))
    opens = re.findall(r'href="(/findings\?cell=[^"]+)">([\d,]+)<', page)
    assert len(opens) > 8
    for address, count in opens[:4]:
        assert count_in(text_of(client.get(unescape(address)))) == int(count)
    assert changes_since_last_term(viewer("analyst"), "301") is not None


def test_no_page_asks_the_casebook_often(people: object, region: Path, django_assert_max_num_queries: Any) -> None:
    client = client_of("officer")
    for page in PAGES:
        client.get(f"/figures/{page}")
        with django_assert_max_num_queries(12):
            assert client.get(f"/figures/{page}").status_code == 200


NOTES = {"As at", "Known by", "Run", "Position in the log", "Rules"}


@pytest.mark.parametrize("page", ["dashboard", "waterfall", "any-time", "definitions", "unrolled?from=2025-06-02", "flow", "schools"])
def test_each_sheet_says_by_which_query_rules_run_and_position_it_was_made(people: object, region: Path, page: str) -> None:
    client = client_of("officer")
    (address, *_) = re.findall(r'href="([^"]*download=[^"]*[.]json)"', text_of(client.get(f"/figures/{page}")))
    package = json.loads(client.get(unescape(address)).content)["onroll"]
    assert package["query"].startswith(f"/figures/{page.partition('?')[0]}") and all(package["made_from"].get(name) for name in NOTES)

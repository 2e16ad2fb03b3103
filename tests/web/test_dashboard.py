"""The dashboard: its counts are those of the findings themselves, whatever narrows it, and an analyst is shown nobody."""

from __future__ import annotations

import re
import time
from collections import Counter
from html import unescape
from pathlib import Path
from random import Random

import pytest

from onroll.casework import working_out
from onroll.casework.actions.reasons import record_reason
from onroll.casework.models import Case
from onroll.casework.queries.dashboard import BREAKDOWNS, dashboard_for
from onroll.casework.the_index import the_tables
from onroll.core.area_tiles import tiles
from onroll.core.areas import all_authorities, authority, lies_in
from onroll.core.charts.drawing import SHADES
from onroll.core.charts.tile_map import edges_of, shade_of
from onroll.core.measures.cme_census import TOPICS, CountedChild, labels_of
from support.case_people import viewer
from support.made_up_run import CANARY
from support.opened_cases import open_current_run
from support.people import client_of
from support.responses import count_in, text_of


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working_out, "PATIENCE", 30.0)


def counted_one_by_one(area: str, filters: dict[str, str]) -> dict[str, Counter[str]]:
    """The slow plain twin: every finding of the run looked at on its own."""
    tables = the_tables()
    assert tables is not None
    found: dict[str, Counter[str]] = {topic: Counter() for topic in BREAKDOWNS}
    for each in tables.findings_of([row["child_id"] for row in tables.ask("SELECT child_id FROM found")]).values():
        child = tables.child(each.child_id)
        assert child is not None
        labels = labels_of(CountedChild(each.la_code or "", child.sex, each.date_of_birth, each.since, each.reason), tables.run.on)
        passes = all(labels.get(topic) == label for topic, label in filters.items())
        if each.status == "cme" and not child.shielded and lies_in(each.la_code, area) and passes:
            for topic in BREAKDOWNS:
                if topic in labels:
                    found[topic][labels[topic]] += 1
    return found


def test_every_breakdown_is_that_of_the_findings_under_any_filters(people: object, region: Path) -> None:
    rng, officer = Random(5), viewer("officer")
    some = 0
    for _ in range(15):
        filters = {topic: rng.choice(TOPICS[topic]) for topic in BREAKDOWNS if rng.random() < 0.15}
        found = dashboard_for(officer, "", filters)
        assert found is not None and found.filters == filters
        slowly = counted_one_by_one("301", filters)
        for figure, topic in zip(found.figures, BREAKDOWNS, strict=False):
            assert {row[0]: row[1] for row in figure.rows if row[1]} == dict(slowly[topic])
        assert int(found.totals[0][1]) == sum(slowly["Sex"].values())
        some += int(found.totals[0][1]) > 0
    assert some >= 5


OPENS = re.compile(r'href="(/findings\?cell=[^"]+)">([\d,]+)<')


@pytest.mark.parametrize(
    "filters", ["", "?sex=Female", "?reason=Unknown&year_group=Year+5", "?duration=12+to+26+weeks&sex=Female", "?year_group=Unknown"]
)
def test_each_count_opens_to_as_many_children(people: object, region: Path, filters: str) -> None:
    """Every link of the page, whatever narrows it: the totals, every label of every breakdown, the present run."""
    client = client_of("officer")
    opens = OPENS.findall(text_of(client.get(f"/figures/dashboard{filters}")))
    assert len(opens) > (8 if not filters else 0) or filters == "?year_group=Unknown"
    for address, count in opens:
        listed = text_of(client.get(unescape(address)))
        assert count_in(listed) == int(count.replace(",", "")) > 0 and CANARY not in listed, address


def test_a_recorded_reason_moves_a_child_in_the_count_and_in_its_rows(people: object, region: Path) -> None:
    open_current_run()
    case = Case.objects.filter(authority="301", counted_as="cme", shielded=False).first()
    assert case is not None
    record_reason(case.pk, by=viewer("officer"), reason="Mental health")
    client = client_of("officer")
    opens = OPENS.findall(text_of(client.get("/figures/dashboard?reason=Mental+health")))
    assert opens and all(count == "1" for _, count in opens[:1]) and case.child_id in text_of(client.get(unescape(opens[0][0])))


def test_the_possibly_missing_open_to_their_rows_and_those_alone(people: object, region: Path) -> None:
    found = dashboard_for(viewer("officer"), "", {"Sex": "Female"})
    assert found is not None
    (_, count, address) = found.totals[1]
    listed = text_of(client_of("officer").get(address))
    assert count_in(listed) == int(count) > 0 and "Sex: Female" in listed and "Counted as: Possibly missing" in listed


def test_whoever_may_not_see_children_sees_plain_counts(people: object, region: Path) -> None:
    for who in ("analyst", "national-data-team"):
        for filters in ("?area=301", "?area=301&sex=Female"):
            page = client_of(who).get(f"/figures/dashboard{filters}")
            assert page.status_code in (302, 403, 404) or "/findings?" not in text_of(page), who
    assert client_of("analyst").get("/findings?cell=Sex:Female&cell=Counted+as:Possibly+missing").status_code in (302, 403, 404)


def test_the_authorities_of_an_area_open_to_their_own_dashboard(people: object, region: Path) -> None:
    client = client_of("analyst")
    page = text_of(client.get("/figures/dashboard"))
    opens = re.findall(r'href="(/figures/dashboard\?area=30\d)">', page)
    assert len(opens) == 4
    for address in opens:
        assert "Of one authority" not in text_of(client.get(address))


def test_an_analyst_sees_the_nation_on_a_map_and_one_breakdown_at_a_time_of_an_authority(people: object, region: Path) -> None:
    client = client_of("analyst")
    page = text_of(client.get("/figures/dashboard"))
    assert page.count("<svg") >= 5 and "Barking and Dagenham: " in page and CANARY not in page and "/findings" not in page
    analyst = viewer("analyst")
    found = dashboard_for(analyst, "301", {"Sex": "Female", "Duration": "12 to 26 weeks"})
    assert found is not None and dict(found.filters) == {"Sex": "Female"} and found.left_out == ["Duration"]
    for figure in found.figures[:4]:
        assert all(row[1] == "low" or (isinstance(row[1], int) and row[1] % 10 == 0) for row in figure.rows)
    nation = dashboard_for(analyst, "England")
    assert nation is not None
    assert [row[0] for row in nation.figures[4].rows] == sorted(str(row[0]) for row in nation.figures[4].rows)  # by name, never by rank


def test_once_laid_out_a_dashboard_takes_no_time(people: object, region: Path) -> None:
    client = client_of("analyst")
    client.get("/figures/dashboard")
    times = []
    for _ in range(3):
        started = time.process_time()
        assert client.get("/figures/dashboard?sex=Male").status_code == 200
        times.append(time.process_time() - started)
    assert min(times) < 0.3


def test_every_authority_has_a_tile_of_its_own_and_neighbours_lie_near() -> None:
    there_is = {each.la_code for each in all_authorities() if each.ended_on is None}
    assert set(tiles()) == there_is and len(set(tiles().values())) == len(there_is) == 153
    for code, (column, row) in tiles().items():
        place = authority(code)
        near = [other for other, (x, y) in tiles().items() if max(abs(x - column), abs(y - row)) in (1, 2)]
        regions = {found.region_code for other in near if (found := authority(other)) is not None}
        assert place is not None and (place.region_code in regions or code == "420"), place
    assert tiles()["929"][1] < tiles()["373"][1] < tiles()["330"][1] < tiles()["908"][1]  # Northumberland, Sheffield, Birmingham, Cornwall


def test_as_many_tiles_have_one_shade_as_another() -> None:
    values = [float(each) for each in range(100)]
    shades = Counter(shade_of(value, edges_of(values)) for value in values)
    assert set(shades) == set(range(len(SHADES))) and set(shades.values()) == {20}
    assert edges_of([]) == [] and len({shade_of(3.0, edges_of([3.0, 3.0]))}) == 1

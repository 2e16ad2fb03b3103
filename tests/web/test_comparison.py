"""Authorities and schools compared: funnels with the limits that chance alone seldom passes; no rank; nobody's neighbour by name."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from onroll.accounts.models import User
from onroll.casework import working_out
from onroll.casework.queries.comparison import MEASURES, comparison_for, funnel_of_authorities, school_signals_for
from onroll.core.areas import authority_name
from onroll.core.measures.flow import Episode
from support.case_people import DAY, SetClock, viewer
from support.flow_histories import write_histories
from support.people import client_of
from support.responses import text_of


@pytest.fixture
def histories(people: object, region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    SetClock(monkeypatch)
    monkeypatch.setattr(working_out, "PATIENCE", 30.0)
    write_histories(240, by=User.objects.get(username="officer"), until=DAY, authorities=("301", "302", "303"))


def test_analysts_see_every_authority_by_name_and_an_authority_itself_alone(histories: None) -> None:
    for measure in MEASURES:
        found, own = comparison_for(viewer("analyst"), measure), comparison_for(viewer("officer"), measure)
        assert found is not None and own is not None
        names = [row[0] for row in found.figure.rows]
        assert names == sorted(authority_name(code) for code in ("301", "302", "303"))
        assert [row[0] for row in own.figure.rows] == [authority_name("301")]
        for row in found.figure.rows:
            assert all(cell == "low" or (isinstance(cell, int) and cell % 10 == 0) for cell in row[1:3])
        percent = next(row[3] for row in found.figure.rows if row[0] == authority_name("301"))
        assert own.figure.rows[0][3] == percent
    page = text_of(client_of("officer").get("/figures/authorities?measure=found_in_56"))
    assert "<svg" in page and authority_name("302") not in page


def test_shares_are_of_the_cases_that_could_have_come_so_far() -> None:
    rng = Random(2)
    from datetime import timedelta

    episodes = []
    for number in range(200):
        opened = DAY - timedelta(days=rng.randrange(400))
        found = opened + timedelta(days=rng.randrange(200))
        ended = found if rng.random() < 0.5 else None
        episodes.append(Episode(number, opened, opened, found_on=found if found <= DAY else None, ended_on=ended if found <= DAY else None))
    count, of = MEASURES["found_in_56"].share(episodes, DAY)
    assert of == sum((DAY - each.opened_on).days >= 56 for each in episodes)
    assert count == sum(
        (each.found_on - each.opened_on).days <= 56 for each in episodes if each.found_on and (DAY - each.opened_on).days >= 56
    )
    count, of = MEASURES["open_12_weeks"].share(episodes, DAY)
    assert of == sum(each.ended_on is None for each in episodes)
    assert count == sum(each.ended_on is None and (DAY - each.opened_on).days >= 84 for each in episodes)


def test_chance_alone_puts_few_authorities_outside_the_lines(people: object) -> None:
    rng, analyst = Random(6), viewer("analyst")
    outside = total = 0
    for _ in range(12):
        shares = {}
        for code in range(301, 334):
            size = rng.randrange(30, 900)
            shares[str(code)] = (sum(rng.random() < 0.4 for _ in range(size)), size)
        figure = funnel_of_authorities(analyst, "open_12_weeks", shares, ())
        outside += sum(row[6] != "within chance" for row in figure.rows)
        total += len(figure.rows)
    assert total > 300 and outside / total <= 0.01
    shares["301"] = (700, 900)
    said = {row[0]: row[6] for row in funnel_of_authorities(analyst, "open_12_weeks", shares, ()).rows}
    assert said[authority_name("301")] == "above what chance lets"


def test_schools_are_told_to_their_authority_alone(histories: None) -> None:
    assert school_signals_for(viewer("analyst")) is None
    found = school_signals_for(viewer("officer"))
    assert found is not None and found.schools > 3 and len(found.figures) == 2
    names = [(row[0], row[1]) for row in found.figures[0].rows]
    assert names == sorted(names)
    page = text_of(client_of("officer").get("/figures/schools"))
    assert re.search(r"Of [\d,]+ schools", page) and not re.search(r"c0000\d\d", page)
    assert "for the authority in which a school lies" in text_of(client_of("analyst").get("/figures/schools"))

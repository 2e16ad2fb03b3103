"""Which day a case comes into a list, and that bands of how long cases have been open leave none out and hold none twice."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.models import Case
from onroll.casework.queries.case_lists import AGES, CaseFilters, filtered
from support.case_people import viewer
from support.made_up_run import write_made_up_run
from support.people import make_people

ON = date(2026, 6, 1)
DAYS = (0, 27, 28, 83, 84, 181, 182, 364, 365, 366)


@pytest.fixture
def cases(db: None, tmp_path: Path, settings: Any) -> list[Case]:
    """Open cases of one authority, opened so many days ago."""
    settings.ONROLL_HOME = tmp_path
    make_people()
    take_in_findings(write_made_up_run(tmp_path, children=600))
    found = list(Case.objects.filter(shielded=False).order_by("pk")[: len(DAYS)])
    assert len(found) == len(DAYS)
    for case, days in zip(found, DAYS, strict=True):
        seen = ON - timedelta(days=days)
        Case.objects.filter(pk=case.pk).update(authority="301", opened_on=seen, known_from=seen, last_seen_on=None)
    Case.objects.exclude(pk__in=[case.pk for case in found]).update(authority="302")
    return found


def days_in(cases: list[Case], filters: CaseFilters) -> list[int]:
    listed = set(filtered(viewer("officer"), filters, ON).values_list("pk", flat=True))
    return [days for case, days in zip(cases, DAYS, strict=True) if case.pk in listed]


def test_a_case_is_long_on_the_day_that_fills_twelve_weeks_or_a_year(cases: list[Case]) -> None:
    assert days_in(cases, CaseFilters(which="weeks_12")) == [84, 181, 182, 364, 365, 366]
    assert days_in(cases, CaseFilters(which="year_1")) == [365, 366]


def test_every_case_is_in_one_band_of_how_long_it_has_been_open(cases: list[Case]) -> None:
    assert [days_in(cases, CaseFilters(age=band)) for band in AGES] == [[0, 27], [28, 83], [84, 181], [182, 364], [365, 366]]


def test_a_child_is_unseen_after_more_than_twenty_days(cases: list[Case]) -> None:
    for case, days in zip(cases[:4], (20, 21, 20, 21), strict=True):
        unseen_since = ON - timedelta(days=days)
        is_seen = case in cases[:2]
        Case.objects.filter(pk=case.pk).update(last_seen_on=unseen_since if is_seen else None, known_from=unseen_since)
    listed = set(filtered(viewer("officer"), CaseFilters(which="unseen_20"), ON).values_list("pk", flat=True))
    assert [case.pk in listed for case in cases[:4]] == [False, True, False, True]

"""Time limits run on the school days of the authority's own term dates, where it has sent them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from onroll.casework.case_facts import clock_of
from onroll.casework.local_rules import calendar_of
from onroll.casework.models import Case
from onroll.core.case_clocks import stages_due
from onroll.core.school_days import ENGLAND
from onroll.pipeline.index import Index
from support.made_up_run import write_extract

DAY = date(2026, 1, 19)
HOLIDAYS = """
    SELECT n + 1 AS line, n::VARCHAR AS record_id, n::BIGINT AS record_key, la_code, first::DATE AS holiday_start, last::DATE AS holiday_end
    FROM (VALUES
        (1, '301', '2025-10-27', '2025-10-31'), (2, '301', '2025-12-20', '2026-01-04'), (3, '301', '2026-01-20', '2026-01-23'),
        (4, '301', '2026-03-30', '2026-04-12')) t(n, la_code, first, last)"""


def deliver(home: Path) -> None:
    """Take in the term dates of authority 301, with a week of January that is its own."""
    index = Index(home)
    with index.writing("term dates"):
        write_extract(
            index,
            "term_dates",
            "301",
            date(2026, 1, 12),
            f"SELECT *, '' AS upn, '' AS surname, '' AS forename, '' AS date_of_birth FROM ({HOLIDAYS})",
        )


def test_an_authority_counts_by_its_own_term_dates_from_the_moment_that_they_are_taken_in(own_region: Path) -> None:
    assert calendar_of("301") is ENGLAND
    deliver(own_region)
    assert not calendar_of("301").is_school_day(date(2026, 1, 20)) and calendar_of("302").is_school_day(date(2026, 1, 20))
    case = Case(child_id="c1", authority="301", opened_on=DAY)
    dues = {
        authority: {each.stage: each.due.on for each in stages_due(clock_of(case), DAY, calendar_of(authority))}
        for authority in ("301", "302")
    }
    assert dues["302"]["home_visit"] == date(2026, 1, 26) and dues["301"]["home_visit"] == date(2026, 1, 30)
    assert dues["301"]["core_checks"] == dues["302"]["core_checks"], "working days are the same everywhere"

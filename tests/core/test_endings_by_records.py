"""How a case would end by the records, on which row."""

from __future__ import annotations

from datetime import date

import pytest

from onroll.core.dated.closure_evidence import STANDARDS, Outcome
from onroll.core.endings_by_records import ending_by_records

ROLL = "school_roll:302:2026-01-15:r1"
DAY = date(2025, 10, 3)


def test_who_is_back_on_a_roll_is_watched_and_who_was_there_all_the_time_was_never_missing() -> None:
    back = ending_by_records("on_roll", [ROLL], urn="200001", since=date(2025, 11, 10), missing_since=DAY)
    assert back is not None and back.watched and back.outcome is Outcome.ENROLLED_CONFIRMED and back.dated_on == date(2026, 1, 15)
    always = ending_by_records("on_roll", ["school_roll:301:2025-10-02:r9", ROLL], urn="2", since=date(2024, 9, 1), missing_since=DAY)
    assert always is not None and always.outcome is Outcome.NOT_CME_ON_ROLL and always.reference == ROLL and not always.watched


@pytest.mark.parametrize(
    ("status", "row", "outcome"),
    [
        ("home_educated", "ehe:301:2026-01-15:1", Outcome.EHE_SUITABLE),
        ("alternative_provision", "alternative_provision:301:2026-01-15:1", Outcome.EOTAS_S19_SUITABLE),
        ("left_england", "travel:BF:2026-01-15:1", Outcome.ABROAD_CONFIRMED),
        ("left_england", "nhs:NHSE:2026-01-15:1", Outcome.ABROAD_CONFIRMED),
        ("died", "nhs:NHSE:2026-01-15:1", Outcome.DECEASED),
        ("over_school_age", ROLL, Outcome.OVER_CSA),
        ("over_school_age", "nhs:NHSE:2026-01-15:1", Outcome.OVER_CSA),
    ],
)
def test_each_status_proposes_its_ending_on_evidence_that_the_ending_accepts(status: str, row: str, outcome: Outcome) -> None:
    found = ending_by_records(status, [row])
    assert found is not None and found.outcome is outcome
    standard = next(each for each in STANDARDS[0].value if each.outcome is outcome)
    assert found.kind in {kind.code for kind in standard.accepts}


@pytest.mark.parametrize(
    ("status", "rows"), [("on_roll", []), ("home_education_pending", [ROLL]), ("registered", [ROLL]), ("custody", ["x"])]
)
def test_what_no_row_bears_out_proposes_nothing(status: str, rows: list[str]) -> None:
    assert ending_by_records(status, rows) is None

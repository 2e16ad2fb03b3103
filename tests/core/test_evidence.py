"""References to rows: written, and read back, whatever stands in a record id."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from onroll.core.evidence import joined, parts_of, reference


def test_separators_inside_a_part_are_percent_encoded() -> None:
    assert reference("school_roll", "370", date(2026, 1, 15), "a:b;c%d") == "school_roll:370:2026-01-15:a%3Ab%3Bc%25d"
    assert joined(["x:1:2026-01-01:1", "y:1:2026-01-01:2"]) == "x:1:2026-01-01:1;y:1:2026-01-01:2"


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_reference_reads_back(supplier: str, record_id: str) -> None:
    text = reference("nhs", supplier, date(2026, 1, 15), record_id)
    assert ";" not in text
    assert text.count(":") == 3
    assert parts_of(text) == ("nhs", supplier, date(2026, 1, 15), record_id)

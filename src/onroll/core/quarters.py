"""The quarters of a year, by which reviews are counted."""

from __future__ import annotations

from datetime import date


def quarter_of(day: date) -> str:
    """Return the quarter of the year that a day lies in: 2026Q4."""
    return f"{day.year}Q{(day.month - 1) // 3 + 1}"

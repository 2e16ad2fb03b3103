"""What a page asks and catches where figures are of another day."""

from __future__ import annotations

from onroll.casework.figure_days import NotKept, When, is_to_come

__all__ = ["NotKept", "When", "is_to_come"]

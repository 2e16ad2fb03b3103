"""Charts with their tables, as queries hand them to pages."""

from __future__ import annotations

from onroll.core.charts.figure import Cell, Figure

__all__ = ["Cell", "Figure"]

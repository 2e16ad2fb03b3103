"""A chart together with its table: neither is shown, printed or handed out without the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onroll.core.charts.drawing import Drawing

Cell = str | int | float | None


def written(cell: Cell) -> str:
    """Return a count as people read it."""
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def drawn(cell: Cell) -> float:
    """Return how long a count is drawn: as long as it is shown."""
    return float(cell) if isinstance(cell, int) else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One finding, drawn and as a table.

    Shape  key: of letters, digits and hyphens, unlike any other on the page. title: what is shown. says: how to read it, in a sentence or
           two. drawing: None where there is nothing to draw. columns, rows: the same data; the first column names the row; numbers as
           numbers. decimals: with which fractions are shown. opens: by row and column, the address of the very rows that a count counts.
           notes: name and words of what must travel with the figure: as at, known by, run, rules, where it comes from.
    """

    key: str
    title: str
    says: str
    drawing: Drawing | None
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    decimals: int = 1
    opens: Mapping[tuple[int, int], str] = field(default_factory=dict)
    notes: Sequence[tuple[str, str]] = ()

    @property
    def svg(self) -> str:
        """Return the chart as an element of a page; empty where there is none."""
        return self.drawing.svg if self.drawing else ""

    def shown(self, value: Cell) -> str:
        """Return a cell as people read it."""
        if value is None:
            return "–"
        if isinstance(value, float):
            return f"{value:,.{self.decimals}f}".replace("-", "−")
        return f"{value:,}".replace("-", "−") if isinstance(value, int) else value

    @property
    def shown_rows(self) -> list[list[str]]:
        """Return the table as people read it."""
        return [[self.shown(value) for value in row] for row in self.rows]

"""The annual count: children who were missing education at any time in a school year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onroll.casework.figure_days import NOW, When
from onroll.casework.queries.figures_area import Looked, counted, looked_at
from onroll.casework.viewers import Viewer
from onroll.core.charts.bars import bar_chart, bar_of
from onroll.core.charts.figure import Cell, Figure
from onroll.core.measures.any_time import TOPICS, period_of
from onroll.core.measures.cme_census import TOTAL, Counts
from onroll.core.school_age import school_year


@dataclass(frozen=True, kw_only=True)
class AnyTime:
    """The count of one area and year. Shape  years: that may be asked for, by their first calendar year, newest first."""

    area: str
    area_name: str
    areas: Mapping[str, str]
    first: date
    last: date
    known_by: date | None
    years: Mapping[str, str]
    total: Cell
    figures: Sequence[Figure]


def any_time_for(viewer: Viewer, area: str = "", year: int | None = None, when: When = NOW) -> AnyTime | None:
    """Return an area's count of a school year, up to the day of the run; nobody is shown. None where there is no run, or no area.

    Raises  NotKept; StillBeingWorkedOut.
    """
    looked = looked_at(viewer, area, when)
    if looked is None:
        return None
    newest = school_year(looked.run.on)
    chosen = year if year is not None and newest - 2 <= year <= newest else newest - 1
    first, last = date(chosen, 9, 1), min(date(chosen + 1, 8, 31), looked.run.on)
    found, _ = counted(
        viewer, looked, looked.run, f"any time {first} {last}", lambda figures, shown: figures.at_any_time(shown, first, last)
    )
    counts = looked.counts_inside(found)
    years = {str(each): f"{each}/{(each + 1) % 100:02d}" for each in range(newest, newest - 3, -1)}
    return AnyTime(
        area=looked.area,
        area_name=looked.area_name,
        areas=looked.areas,
        first=first,
        last=last,
        known_by=looked.run.known_by,
        years=years,
        total=looked.cell(counts[TOTAL, TOTAL]),
        figures=[_figure(looked, counts, topic, labels, first, last) for topic, labels in TOPICS.items() if topic != TOTAL],
    )


def _figure(looked: Looked, counts: Counts, topic: str, labels: Sequence[str], first: date, last: date) -> Figure:
    key = f"any-time-{topic.lower().replace(' ', '-')}"
    bars, rows = [], []
    for label in labels:
        shown = looked.cell(counts[topic, label])
        rows.append([label, shown])
        bars.append(bar_of(label, shown))
    says = "Days of all spells together, inside the period." if topic.startswith("Days") else ""
    title = f"Missing education at any time, by {topic.lower()}"
    year, kind = period_of(first, last)
    return Figure(
        key=key,
        title=title,
        says=says,
        drawing=bar_chart(f"{key}-drawn", title, f"Children by {topic.lower()}.", bars) if any(bar.value for bar in bars) else None,
        columns=(topic, "Children"),
        rows=rows,
        notes=(("Period", f"{first.isoformat()} to {last.isoformat()} ({kind.lower()} {year})"), *looked.notes(looked.run.on)),
    )

"""The annual count: children who were missing education at any time in a school year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onroll.casework.figure_days import NOW, When
from onroll.casework.figure_rows import Behind, Chosen, rows_behind
from onroll.casework.queries.figures_area import Looked, counted, looked_at
from onroll.casework.viewers import Viewer
from onroll.core.charts.bars import bar_chart, bar_of
from onroll.core.charts.figure import Cell, Figure
from onroll.core.measures.any_time import TOPICS, period_of
from onroll.core.measures.cme_census import TOTAL, Counts
from onroll.core.school_age import school_year
from onroll.pipeline.measures.counted import Shown


@dataclass(frozen=True, kw_only=True)
class AnyTime:
    """The count of one area and year.

    Shape  years: that may be asked for, by their first calendar year, newest first; total_opens: the address of the children of the
           total, empty for whoever may not see them.
    """

    area: str
    area_name: str
    areas: Mapping[str, str]
    first: date
    last: date
    known_by: date | None
    years: Mapping[str, str]
    total: Cell
    figures: Sequence[Figure]
    total_opens: str = ""


OF_YEAR = "any-time"


def any_time_for(viewer: Viewer, area: str = "", year: int | None = None, when: When = NOW) -> AnyTime | None:
    """Return an area's count of a school year, up to the day of the run; nobody is shown. None where there is no run, or no area.

    Raises  NotKept; StillBeingWorkedOut.
    """
    looked = looked_at(viewer, area, when)
    if looked is None:
        return None
    offered = _years(looked)
    chosen = year if year is not None and year in offered else offered[1]
    first, last = _days_of(looked, chosen)
    found, _ = counted(
        viewer, looked, looked.run, f"any time {first} {last}", lambda figures, shown: figures.at_any_time(shown, first, last)
    )
    counts = looked.counts_inside(found)
    years = {str(each): f"{each}/{(each + 1) % 100:02d}" for each in offered}
    return AnyTime(
        area=looked.area,
        area_name=looked.area_name,
        areas=looked.areas,
        first=first,
        last=last,
        known_by=looked.run.known_by,
        years=years,
        total=looked.cell(counts[TOTAL, TOTAL]),
        total_opens=_opens(looked, chosen, counts, TOTAL, TOTAL),
        figures=[_figure(looked, counts, topic, labels, chosen) for topic, labels in TOPICS.items() if topic != TOTAL],
    )


def _years(looked: Looked) -> Sequence[int]:
    """Return the school years that may be asked for, the newest first."""
    newest = school_year(looked.run.on)
    return range(newest, newest - 3, -1)


def _days_of(looked: Looked, year: int) -> tuple[date, date]:
    """Return the first and the last day of a school year, of the present one the day of the run."""
    return date(year, 9, 1), min(date(year + 1, 8, 31), looked.run.on)


def _opens(looked: Looked, year: int, counts: Counts, topic: str, label: str) -> str:
    return rows_behind(OF_YEAR, str(year), topic, label) if looked.opens and counts[topic, label] else ""


def children_of_year(viewer: Viewer, looked: Looked, parts: Sequence[str]) -> Chosen | None:
    """Return the children of one cell. Shape  parts: year, breakdown and label."""
    year, topic, label = parts if len(parts) == 3 else ("", "", "")
    if label not in TOPICS.get(topic, ()) or year not in map(str, _years(looked)):
        return None
    first, last = _days_of(looked, int(year))
    children = counted(
        viewer, looked, looked.run, f"any time {looked.area} {first} {last} {topic} {label}",
        lambda figures, shown: figures.children_at_any_time(Shown(hidden=shown.hidden, la_code=looked.area), first, last, topic, label),
    )  # fmt: skip
    said = "Missing education at any time" if topic == TOTAL else f"Missing education at any time, {topic.lower()}: {label}"
    return Chosen(title=f"{said}, {year}/{(int(year) + 1) % 100:02d}", on=last, rows=[Behind(child_id) for child_id in children])


def _figure(looked: Looked, counts: Counts, topic: str, labels: Sequence[str], year: int) -> Figure:
    first, last = _days_of(looked, year)
    key = f"any-time-{topic.lower().replace(' ', '-')}"
    bars, rows, opens = [], [], {}
    for number, label in enumerate(labels):
        shown = looked.cell(counts[topic, label])
        if address := _opens(looked, year, counts, topic, label):
            opens[number, 1] = address
        rows.append([label, shown])
        bars.append(bar_of(label, shown))
    says = "Days of all spells together, inside the period." if topic.startswith("Days") else ""
    title = f"Missing education at any time, by {topic.lower()}"
    period, kind = period_of(first, last)
    return Figure(
        key=key,
        title=title,
        says=says,
        drawing=bar_chart(f"{key}-drawn", title, f"Children by {topic.lower()}.", bars) if any(bar.value for bar in bars) else None,
        columns=(topic, "Children"),
        rows=rows,
        opens=opens,
        notes=(("Period", f"{first.isoformat()} to {last.isoformat()} ({kind.lower()} {period})"), *looked.notes(looked.run.on)),
    )

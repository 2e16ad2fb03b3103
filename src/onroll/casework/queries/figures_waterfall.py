"""From every child who is known down to those whom nothing accounts for, on any day; and what may be wrong with the end of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onroll.casework.figure_days import NOW, When
from onroll.casework.figure_rows import EVERY_MISSING, Behind, Chosen, status_opens
from onroll.casework.queries.figures_area import Looked, counted, looked_at, statuses_of_run
from onroll.casework.viewers import Viewer
from onroll.core.charts.bars import Step, waterfall_chart
from onroll.core.charts.figure import Cell, Figure, written
from onroll.core.disclosure import LOW
from onroll.core.measures.waterfall import falls, missing_of
from onroll.core.statuses import MISSING, STATUSES
from onroll.pipeline.measures.counted import Shown
from onroll.pipeline.run_figures import days_counted

OF_MISSING = frozenset(rule.code for rule in STATUSES if rule.side == MISSING)
"""Statuses whose children are listed: nobody browses children who are in school."""

SAID = {
    "on_roll": "On a school’s roll",
    "custody": "In custody",
    "alternative_provision": "Alternative provision, full time",
    "home_educated": "Home education, suitable",
    "home_education_pending": "Home education, not assessed yet",
    "registered": "Accepted, about to start",
    "not_yet_known": "Not known yet",
    "died": "Died",
    "left_england": "Left England",
    "record_ended": "Goes by another record",
    "below_school_age": "Below compulsory school age",
    "over_school_age": "Over compulsory school age",
    "between_schools": "Between schools",
    "home_education_unsuitable": "Home education, unsuitable",
    "part_time_provision": "Part-time provision alone",
    "offered_not_started": "Offered a place, not started",
    "awaiting_place": "Awaiting a place",
    "unaccounted": "Unaccounted",
}
"""Statuses as short as the labels of a chart must be."""


@dataclass(frozen=True, kw_only=True)
class Waterfall:
    """The waterfall of one area on a day. Shape  days: that are kept ready, newest first; warnings: what may still change, and how much."""

    area: str
    area_name: str
    areas: Mapping[str, str]
    on: date
    known_by: date | None
    days: Sequence[date]
    figures: Sequence[Figure]
    warnings: Sequence[str]


def waterfall_for(viewer: Viewer, area: str = "", when: When = NOW) -> Waterfall | None:
    """Return the statuses of an area's children on a day; nobody is shown. None where there is no run, or no area for the viewer.

    What is known now tells of every day; what was known by a day, only of a day that a run is kept of.

    Raises  NotKept; StillBeingWorkedOut.
    """
    looked = looked_at(viewer, area, when if when.known_then else NOW)
    if looked is None:
        return None
    run = looked.run
    on = min(when.as_at or run.on, run.on)
    of_places = statuses_of_run(viewer, looked, run, on)
    counts = looked.inside(of_places)
    everybody = missing_of(_by_status(of_places))
    warnings, band = [], None
    if on == run.on:
        doubts = counted(viewer, looked, run, "doubts", lambda figures, shown: (figures.waiting(shown), figures.false_alarms()))
        waiting = sum(looked.inside(doubts[0]).values())
        band = _scaled(doubts[1], missing_of(counts), everybody)
        if band is not None:
            warnings.append(
                f"Missed links are expected to have raised about {band[0]:.1f} of these alarms (95% interval {band[1]:.1f} to "
                f"{band[2]:.1f}), "
                "in proportion to those of all areas: the mark on the bar of those who are missing."
            )
        if waiting:
            cell = f"{waiting:,}" if looked.exact else looked.cell(waiting)
            words = f"A few ({LOW})" if cell == LOW else cell
            warnings.append(f"{words} of them wait for an extract that is late, and may still prove to be in a school.")
    return Waterfall(
        area=looked.area,
        area_name=looked.area_name,
        areas=looked.areas,
        on=on,
        known_by=run.known_by,
        days=days_counted(run.on),
        figures=[_figure(looked, on, counts, band)],
        warnings=warnings,
    )


def _figure(looked: Looked, on: date, counts: Mapping[str, int], band: Band | None) -> Figure:
    whole, missing = sum(counts.values()), missing_of(counts)
    steps = [Step("Every child who is known", looked.drawn(whole), written(looked.cell(whole)), is_total=True)]
    rows: list[list[Cell]] = [["Every child who is known", "", looked.cell(whole), looked.cell(whole)]]
    opens: dict[tuple[int, int], str] = {}
    said_total = False
    for fall in falls(counts):
        if fall.side == MISSING and not said_total:
            said_total = True
            low, high = (band[1], min(band[2], float(missing))) if band else (None, None)
            steps.append(
                Step("Missing, or possibly", looked.drawn(missing), written(looked.cell(missing)), is_total=True, low=low, high=high)
            )
            if looked.opens and missing:
                opens |= {(len(rows), column): status_opens(EVERY_MISSING, on) for column in (2, 3)}
            rows.append(["Missing, or possibly missing, education", MISSING, looked.cell(missing), looked.cell(missing)])
        steps.append(Step(SAID.get(fall.status, fall.status), looked.drawn(fall.children), written(looked.cell(fall.children))))
        if looked.opens and fall.side == MISSING:
            opens[len(rows), 2] = status_opens(fall.status, on)
        rows.append([SAID.get(fall.status, fall.status), fall.side, looked.cell(fall.children), looked.cell(fall.left)])
    says = "Each child who is known to any register has exactly one status on each day. Shielded children are in no figure."
    title = "From every child to those whom nothing accounts for"
    return Figure(
        key="waterfall",
        title=title,
        says=says,
        drawing=waterfall_chart("waterfall-drawn", title, says, steps) if whole else None,
        columns=("Status", "The child is", "Children", "Left"),
        rows=rows,
        opens=opens,
        notes=looked.notes(on),
    )


def children_with_status(viewer: Viewer, looked: Looked, parts: Sequence[str]) -> Chosen | None:
    """Return the children who had a status on a day. Shape  parts: the status, or `missing` for all of that side; the day."""
    code, written_on = parts if len(parts) == 2 else ("", "")
    if code not in {*OF_MISSING, EVERY_MISSING}:
        return None
    try:
        day = date.fromisoformat(written_on)
    except ValueError:
        return None
    statuses = OF_MISSING if code == EVERY_MISSING else frozenset({code})
    children = counted(
        viewer, looked, looked.run, f"of {looked.area} {code} {day}",
        lambda figures, shown: figures.children_with_status(Shown(hidden=shown.hidden, la_code=looked.area), statuses, day),
    )  # fmt: skip
    title = "Missing, or possibly missing, education" if code == EVERY_MISSING else SAID.get(code, code)
    return Chosen(title=title, on=day, rows=[Behind(child_id) for child_id in children])


Band = tuple[float, float, float]


def _scaled(band: Band | None, here: int, everywhere: int) -> Band | None:
    """Return an area's part of what is expected in all areas together."""
    if band is None or not everywhere:
        return None
    return band[0] * here / everywhere, band[1] * here / everywhere, band[2] * here / everywhere


def _by_status(counts: Mapping[tuple[str, str], int]) -> Counter[str]:
    found: Counter[str] = Counter()
    for (_, status), count in counts.items():
        found[status] += count
    return found

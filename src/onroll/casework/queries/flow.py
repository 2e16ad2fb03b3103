"""How cases flow: how long each step takes, who comes in and goes out and why, relapses, and cases that have been open for long."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from onroll.casework import clock
from onroll.casework.figure_days import notes_of_cases
from onroll.casework.figure_rows import Chosen, rows_behind
from onroll.casework.flow_book import CaseFlow, chosen_episodes, flow_book, rows_of_episodes
from onroll.casework.models import ShieldMark
from onroll.casework.permissions import Right
from onroll.casework.queries.case_lists import AGES, age_q, in_list, visible_cases
from onroll.casework.queries.figures_area import Looked, areas_for
from onroll.casework.queries.reading import require
from onroll.casework.the_index import the_index
from onroll.casework.viewers import Viewer
from onroll.casework.working_out import worked_out
from onroll.core.areas import ENGLAND_NAME, lies_in
from onroll.core.charts.bars import Bar, Column, bar_chart, bar_of, column_chart
from onroll.core.charts.curves import Curve, curve_chart
from onroll.core.charts.figure import Cell, Figure, drawn
from onroll.core.country_days import known_on
from onroll.core.dated.closure_evidence import STANDARDS
from onroll.core.dated.values import value_on
from onroll.core.disclosure import LOCAL_STEP, NATIONAL_STEP, shown
from onroll.core.finding_words import finding_name
from onroll.core.measures.flow import LONG_WEEKS, LONG_YEAR, Episode, Waits, all_waited, open_days, waited
from onroll.pipeline.measures.shares import interval_of_share
from onroll.pipeline.measures.survival import Curve as Survival
from onroll.pipeline.measures.survival import curve_of
from onroll.pipeline.shielding import shielded_by_registers, shielded_children

MARKS = (14, 28, 56, 84, 182, 365)
LONGEST = 400
"""Where the axis of the curves ends. Units  days."""
MONTHS = 12
MANY = 8_000
"""From so many episodes on, the figures are worked out beside the page."""

LONG = {"12 weeks or longer": "weeks_12", "a year or longer": "year_1"}
"""The long cases, and the lists that hold them."""

FEWEST_FOR_ANALYSTS = 50
"""Of how many children a curve is told to somebody who may not know of single ones."""


@dataclass(frozen=True, kw_only=True)
class Flow:
    """The flow of one area. Shape  as_at, known_by: the days that it is told for; figures: in the order of the page."""

    area: str
    area_name: str
    areas: Mapping[str, str]
    as_at: date
    known_by: date
    figures: Sequence[Figure]


def flow_for(viewer: Viewer, area: str = "", *, as_at: date | None = None, known_by: date | None = None) -> Flow | None:
    """Return how cases of an area flow, as at a day, as known by a day; nobody is shown. None where the viewer has no area.

    Raises  StillBeingWorkedOut.
    """
    areas = areas_for(viewer)
    if not areas:
        return None
    area = area if area in areas else next(iter(areas))
    today = clock.today()
    as_at, known_by = min(as_at or today, today), min(known_by or today, today)
    episodes = episodes_in(viewer, area, as_at=as_at, known_by=known_by)

    def told() -> list[Figure]:
        tell, cells = _Teller(viewer, area, areas[area], as_at, known_by), _cells_of(episodes)
        return [
            *tell.curves("how-soon-found", ("contact", "found"), episodes),
            *tell.curves("how-soon-back", ("back", "sustained"), episodes),
            *tell.curves("relapses", ("relapse",), episodes),
            tell.months(cells),
            tell.reasons("entries-by-reason", "What cases began with", "Found as", "entry", cells),
            tell.reasons("exits-by-reason", "How cases ended", "Ended as", "exit", cells),
            tell.ageing(episodes, today),
            tell.long(episodes, today),
        ]

    many = len(episodes) > MANY
    key = ("flow", flow_book().version, _hidden(known_by), viewer.is_national, viewer.authority, viewer.role, area, as_at, known_by, today)
    figures = worked_out(key, told) if many else told()
    return Flow(area=area, area_name=areas[area], areas=areas, as_at=as_at, known_by=known_by, figures=figures)


def episodes_in(viewer: Viewer, area: str, *, as_at: date, known_by: date) -> list[Episode]:
    """Return the episodes of an area that the viewer may know of; shielded children are in no figure.

    A figure as known on a past day counts whom it counted then: whose the cases were, and who was shielded, as was known then.

    Raises  CannotSee; StillBeingWorkedOut.
    """
    require(viewer, Right.SEE_FIGURES)
    hidden = _hidden(known_by)

    def belongs(case: CaseFlow) -> bool:
        return case.child_id not in hidden and lies_in(case.owner(as_at=as_at, known_by=known_by), area)

    return chosen_episodes(belongs, as_at=as_at, known_by=known_by, key=(area, hidden))


OF_FLOW = "flow"
Cells = Mapping[tuple[str, str], Sequence[Episode]]


def _cells_of(episodes: Sequence[Episode]) -> Cells:
    """Return the episodes behind each count: by month what happened, by reason how they began and ended."""
    found: dict[tuple[str, str], list[Episode]] = defaultdict(list)
    for each in episodes:
        found["entry", _entry(each)].append(each)
        if each.ended_on:
            found["exit", _exit(each)].append(each)
        for what, day in (("opened", each.opened_on), ("ended", each.ended_on), ("gone", each.gone_on)):
            if day:
                found[what, f"{day:%Y-%m}"].append(each)
    return found


def cases_of_flow(viewer: Viewer, looked: Looked, parts: Sequence[str]) -> Chosen | None:
    """Return the cases behind a count of the flow of today. Shape  parts: what happened, or the wait; the month, reason or day."""
    what, which = parts if len(parts) == 2 else ("", "")
    if not viewer.may(Right.SEE_CASES):
        return None
    today = clock.today()
    episodes = episodes_in(viewer, looked.area, as_at=today, known_by=today)
    if what in Waits and which in map(str, MARKS):
        waits = ((each, waited(each, what, today)) for each in episodes)
        chosen = [each for each, days in waits if days is not None and days[0] >= int(which)]
        return Chosen(title=f"Days until {Waits[what]}: waiting on day {which}", on=today, rows=rows_of_episodes(chosen))
    found = _cells_of(episodes).get((what, which))
    return None if found is None else Chosen(title=f"{_HAPPENED[what]}: {which}", on=today, rows=rows_of_episodes(found))


_HAPPENED = {
    "entry": "Cases that began with",
    "exit": "Cases that ended as",
    "opened": "Cases opened",
    "ended": "Cases ended",
    "gone": "Gone again",
}


def opens_today(viewer: Viewer, as_at: date, known_by: date) -> bool:
    """Whether counts of cases open to their rows: those of today, for those whose cases they are."""
    return not viewer.is_national and viewer.may(Right.SEE_CASES) and viewer.may(Right.SEE_CHILDREN) and as_at == known_by == clock.today()


def _hidden(known_by: date) -> frozenset[str]:
    """Return whom a figure leaves out: everybody who is shielded today, or who was known to be by the end of a past day."""
    index = the_index()
    if known_by >= clock.today():
        run = index.current_run()
        return shielded_children(run.folder) if run else frozenset()
    runs = [run for run in index.runs() if known_on(run.made_at) <= known_by and run.known_by is None and run.table("shielded").exists()]
    by_registers = shielded_by_registers(max(runs, key=lambda run: run.made_at).folder) if runs else frozenset[str]()
    marks = ShieldMark.objects.filter(shielded_from__lte=known_by).filter(Q(ended_on=None) | Q(ended_on__gt=known_by))
    return by_registers | frozenset(marks.values_list("child_id", flat=True))


def _entry(episode: Episode) -> str:
    name = "Found missing again" if episode.again else finding_name(episode.finding)
    return name or "Referred, or listed by the authority"


def _exit(episode: Episode) -> str:
    titles = {each.outcome.value: each.title for each in value_on(STANDARDS, episode.ended_on or episode.opened_on)}
    return titles.get(episode.outcome, "Not told")


class _Teller:
    """Figures of one area for one viewer: exact for the authority's own people, rounded for all others."""

    def __init__(self, viewer: Viewer, area: str, area_name: str, as_at: date, known_by: date) -> None:
        self.viewer, self.as_at, self.known_by = viewer, as_at, known_by
        self.step = 0 if not viewer.is_national else NATIONAL_STEP if area == ENGLAND_NAME else LOCAL_STEP
        run = the_index().current_run()
        self.notes = (("Area", area_name), *notes_of_cases(as_at, known_by, run))
        self.opens = opens_today(viewer, as_at, known_by)

    def count(self, number: int) -> Cell:
        """Return a count as the viewer may know it."""
        return shown(number, self.step)

    def figure(self, **parts: Any) -> Figure:
        """Return a figure with what must travel with it."""
        return Figure(**{"notes": self.notes, **parts})

    def curves(self, key: str, waits: Sequence[str], episodes: Sequence[Episode]) -> Iterator[Figure]:
        """Yield how many of a hundred have come to each of some ends by each day, and the table of it."""
        title = " and ".join(Waits[what] for what in waits)
        from_what = "the return to education" if "relapse" in waits else "the first day without education"
        title = f"Days until {title}" if "relapse" not in waits else "Days from the return until the child is gone again"
        curves, rows, opens = [], list[list[Cell]](), dict[tuple[int, int], str]()
        for style, what in enumerate(waits):
            found = curve_of(list(all_waited(episodes, what, self.as_at)))
            enough = found.waiting >= (FEWEST_FOR_ANALYSTS if self.step else 1)
            if self.opens:
                marks_told = [day for day in MARKS if found.at(day) is not None and found.still_waiting(day)]
                opens |= {(len(rows) + place, 5): rows_behind(OF_FLOW, what, str(day)) for place, day in enumerate(marks_told)}
            rows += self._curve_rows(Waits[what].capitalize(), found) if enough else [[Waits[what].capitalize(), *(None,) * 6]]
            if enough:
                curves.append(_drawn(Waits[what].capitalize(), found, style))
        says = (
            f"Of 100 episodes, how many had come so far by each day after {from_what}, with 95% intervals. Whoever still waits counts for "
            "as long as they have waited (Kaplan and Meier); who ended otherwise, until then."
        )
        description = "; ".join(f"{row[0]} by day {row[1]}: {row[2]:.0f} in 100" for row in rows if isinstance(row[2], float))
        marks = [(float(day), str(day)) for day in MARKS]
        drawing = (
            curve_chart(key, title, description or "Too few to draw.", curves, x_name="Days", y_name="In 100", y_most=100.0, x_marks=marks)
            if any(len(each.points) > 1 for each in curves)
            else None
        )
        columns = ["Until", "Day", "In 100", "at least", "at most", "Still waiting", "Half by day"]
        yield self.figure(key=key, title=title, says=says, drawing=drawing, columns=columns, rows=rows, opens=opens)

    def _curve_rows(self, name: str, found: Survival) -> list[list[Cell]]:
        half = found.day_of(0.5)
        rows: list[list[Cell]] = []
        for day in MARKS:
            at = found.at(day)
            if at is not None:
                rows.append([name, day, 100 * at[0], 100 * at[1], 100 * at[2], self.count(at[3]), half if half is not None else "not yet"])
        return rows or [[name, *(None,) * 6]]

    def months(self, cells: Cells) -> Figure:
        """Return how many cases came in and went out in each of the last months."""
        rows: list[list[Cell]] = []
        opens = {}
        for month in _last_months(self.as_at):
            for column, what in enumerate(("opened", "ended", "gone"), 1):
                opens[len(rows), column] = self.address(cells, what, f"{month:%Y-%m}")
            counts = [self.count(len(cells.get((what, f"{month:%Y-%m}"), ()))) for what in ("opened", "ended", "gone")]
            rows.append([f"{month:%B %Y}", *counts])
        columns = [
            Column(f"{month:%b %y}", [drawn(cell) for cell in row[1:]]) for month, row in zip(_last_months(self.as_at), rows, strict=True)
        ]
        names = ["opened", "ended", "gone again"]
        title = "Cases in and out, month by month"
        says = "A month that is not over yet counts to the day. Gone again: the first relapse of a child who was back."
        drawing = column_chart("in-and-out", title, "Opened, ended and gone again in each month; numbers in the table.", names, columns)
        heads = ["Month", "Opened", "Ended", "Gone again"]
        return self.figure(key="in-and-out", title=title, says=says, drawing=drawing, columns=heads, rows=rows, opens=_there(opens))

    def address(self, cells: Cells, what: str, which: str) -> str:
        """Return the address of the cases of a count; empty where it does not open."""
        return rows_behind(OF_FLOW, what, which) if self.opens and cells.get((what, which)) else ""

    def reasons(self, key: str, title: str, column: str, what: str, cells: Cells) -> Figure:
        """Return how many of each kind there were since the casebook began."""
        counts = Counter({name: len(found) for (kind, name), found in cells.items() if kind == what})
        whole = sum(counts.values())
        rows: list[list[Cell]] = [[name, self.count(count)] for name, count in counts.most_common()]
        opens = {(number, 1): self.address(cells, what, name) for number, (name, _) in enumerate(counts.most_common())}
        bars = [bar_of(str(name), count) for name, count in rows]
        says = f"All episodes since the casebook began: {self.count(whole)}."
        drawing = bar_chart(key, title, says, bars) if bars else None
        return self.figure(key=key, title=title, says=says, drawing=drawing, columns=[column, "Episodes"], rows=rows, opens=_there(opens))

    def ageing(self, episodes: Sequence[Episode], today: date) -> Figure:
        """Return how old the open cases are; each count opens to its cases for those whose cases they are."""
        opens: dict[tuple[int, int], str] = {}
        if self.opens:
            numbers = self._open_cases(today, [age_q(self.viewer, band, today) for band in AGES])
            opens = {(n, 1): f"/cases?age={band}" for n, (band, count) in enumerate(zip(AGES, numbers, strict=True)) if count}
        else:
            ages = [age for each in episodes if (age := open_days(each, self.as_at)) is not None]
            numbers = [sum(low <= age and (high is None or age < high) for age in ages) for _, low, high in AGES.values()]
        rows: list[list[Cell]] = [[words, self.count(count)] for (words, _, _), count in zip(AGES.values(), numbers, strict=True)]
        bars = [bar_of(str(name), count) for name, count in rows]
        title = "How long the open cases have been open"
        drawing = bar_chart("ageing", title, "Open cases by age; numbers in the table.", bars)
        return self.figure(
            key="ageing",
            title=title,
            says="Since they were opened.",
            drawing=drawing,
            columns=["Open for", "Cases"],
            rows=rows,
            opens=opens,
        )

    def _open_cases(self, today: date, conditions: Sequence[Q]) -> list[int]:
        """Return how many open cases meet each condition, counted as the lists of cases count them."""
        found = visible_cases(self.viewer).filter(in_list(self.viewer, "team", today))
        counted = found.aggregate(**{f"n{place}": Count("id", filter=condition) for place, condition in enumerate(conditions)})
        return [int(counted[f"n{place}"]) for place in range(len(conditions))]

    def long(self, episodes: Sequence[Episode], today: date) -> Figure:
        """Return the long cases apart: which share of those that are open has been so for twelve weeks, and for a year."""
        opens: dict[tuple[int, int], str] = {}
        if self.opens:
            whole, *counts = self._open_cases(today, [Q(), *(in_list(self.viewer, name, today) for name in LONG.values())])
            opens = {(row, 1): f"/cases?list={name}" for row, (name, count) in enumerate(zip(LONG.values(), counts, strict=True)) if count}
            opens |= {(row, 2): "/cases?list=team" for row in range(len(LONG)) if whole}
        else:
            ages = [age for each in episodes if (age := open_days(each, self.as_at)) is not None]
            whole, counts = len(ages), [sum(age >= days for age in ages) for days in (LONG_WEEKS, LONG_YEAR)]
        rows: list[list[Cell]] = []
        for words, count in zip(LONG, counts, strict=True):
            told = whole >= (FEWEST_FOR_ANALYSTS if self.step else 1)
            shares = [100 * each for each in interval_of_share(count, whole)] if told else [None, None, None]
            rows.append([words, self.count(count), self.count(whole), *shares])
        bars = [
            Bar(str(row[0]), row[3], f"{row[3]:.0f}%", float(row[4] or 0), float(row[5] or 0)) for row in rows if isinstance(row[3], float)
        ]
        title = "Long cases"
        says = "Of the cases that are open: those that have been open for twelve weeks, and for a year, with 95% intervals (Wilson)."
        drawing = bar_chart("long-cases", title, says, bars, most=100.0) if bars else None
        columns = ["Open for", "Cases", "Of all open", "Per cent", "at least", "at most"]
        return self.figure(key="long-cases", title=title, says=says, drawing=drawing, columns=columns, rows=rows, opens=opens)


def _drawn(name: str, found: Survival, style: int) -> Curve:
    inside = [place for place in range(len(found.days)) if found.days[place] <= LONGEST]
    points = [(float(found.days[place]), 100 * float(found.shares[place])) for place in inside]
    return Curve(
        name,
        points,
        [100 * float(found.low[place]) for place in inside],
        [100 * float(found.high[place]) for place in inside],
        style,
    )


def _last_months(until: date) -> list[date]:
    """Return the first days of the last months."""
    last = until.year * 12 + until.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(last - MONTHS + 1, last + 1)]


def _there(opens: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], str]:
    return {cell: address for cell, address in opens.items() if address}

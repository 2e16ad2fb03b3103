"""The Commissioner's analysis as a page and a report to print: who left school rolls for nowhere, and who is likelier to be among them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, TypeVar

from onroll.casework import clock
from onroll.casework.documents.content import Block, Chart, Document, Facts, Heading, NewPage, Paragraph, Table
from onroll.casework.documents.pdf import pdf_of
from onroll.casework.figure_days import NOW, When, known_and_run, run_shown
from onroll.casework.figure_rows import Behind, Chosen, rows_behind
from onroll.casework.permissions import Right
from onroll.casework.queries.figures_area import Looked, areas_for
from onroll.casework.queries.reading import require
from onroll.casework.the_index import the_index
from onroll.casework.viewers import Viewer
from onroll.casework.working_out import worked_out
from onroll.core.areas import ENGLAND_NAME, REGIONS
from onroll.core.charts.bars import bar_chart, bar_of
from onroll.core.charts.figure import Cell, Figure, written
from onroll.core.charts.ratios import RatioRow, ratio_chart
from onroll.core.disclosure import LOCAL_STEP, LOW, NATIONAL_STEP, shown
from onroll.core.measures.unrolled import (
    COLUMNS,
    DESTINATIONS,
    LABELS,
    MISSING,
    RollChild,
    Tally,
    characteristics_of,
    destination_of,
    rows_of_tally,
)
from onroll.core.wording import day_words
from onroll.pipeline.child_processes import apart
from onroll.pipeline.index import Index, Run
from onroll.pipeline.measures import Asked
from onroll.pipeline.measures.roll_cohort import gone_children
from onroll.pipeline.measures.unrolled import NATION, tallies_of_authorities, versus_others
from onroll.pipeline.shielding import marked_children

T = TypeVar("T")

FEWEST_MISSING = 10
"""Of how many missing children of a group a ratio is told to somebody who may not know of single ones."""

PUBLISHED = (
    ("Most deprived tenth", 1.5),
    ("Any identified", 1.4),
    ("Child in need", 2.7),
)
"""What the Commissioner published of spring 2022 to spring 2023. Source  Children's Commissioner, The Unrolled Story (September 2024)."""


@dataclass(frozen=True, kw_only=True)
class Unrolled:
    """The analysis of one area.

    Shape  facts: name, value, and the address of its children for whoever may see them; figures: destinations, then likelihoods; empty:
           nobody was on a roll.
    """

    area: str
    area_name: str
    areas: Mapping[str, str]
    first_day: date
    last_day: date
    known_by: date | None
    run_id: str
    facts: Sequence[tuple[str, str, str]]
    figures: Sequence[Figure]
    empty: bool


def unrolled_for(viewer: Viewer, area: str = "", first_day: date | None = None, when: When = NOW) -> Unrolled | None:
    """Return the analysis from a day to the day that is asked, or that of the present run; None where there is no run, or no area.

    Raises  NotKept; StillBeingWorkedOut.
    """
    require(viewer, Right.SEE_FIGURES)
    areas = {code: name for code, name in areas_for(viewer).items() if code not in REGIONS}
    index = the_index()
    present = index.current_run()
    if present is None or not areas:
        return None
    run = run_shown(index, present, when)
    area = area if area in areas else next(iter(areas))
    first = first_day if first_day is not None and first_day < run.on else _year_before(run.on)
    measured = _rows(index, run, area, first)
    step = 0 if not viewer.is_national else NATIONAL_STEP if area == ENGLAND_NAME else LOCAL_STEP
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in measured]
    opens = not viewer.is_national and viewer.may(Right.SEE_CHILDREN) and run.run_id == present.run_id
    teller = _Teller(step, areas[area], first, run, opens=opens)
    cohort = [row for row in rows if row["section"] == "cohort"]
    return Unrolled(
        area=area,
        area_name=areas[area],
        areas=areas,
        first_day=first,
        last_day=run.on,
        known_by=run.known_by,
        run_id=run.run_id,
        facts=[(row["breakdown"], teller.said(row), teller.address(row, kind)) for row, kind in zip(cohort, _COHORT, strict=True)],
        figures=[teller.destinations(rows), teller.likelihoods(rows), teller.table(rows)],
        empty=not cohort[0]["children"],
    )


LARGE_BYTES = 30_000_000
"""From so large timelines on, the analysis is worked out in a process of its own, which takes its memory with it."""


def _rows(index: Index, run: Run, area: str, first: date) -> Sequence[tuple[Any, ...]]:
    """Return the rows of one area; all areas of a run are counted at once, at the first look of any of them."""
    asked, key = _asked(index, run, first)
    tallies = worked_out(("unrolled", *key), lambda: _where_it_may(tallies_of_authorities, asked))
    tally = tallies.get(NATION if area == ENGLAND_NAME else area, Tally())
    return worked_out(("unrolled rows", *key, area), lambda: rows_of_tally(tally, first, run.on, versus_others))


def _gone(index: Index, run: Run, area: str, first: date) -> Sequence[RollChild]:
    """Return the children of one authority who are in no school on the second day; of the nation nobody."""
    if area == ENGLAND_NAME:
        return ()
    asked, key = _asked(index, run, first)
    return worked_out(("gone", *key, area), lambda: _where_it_may(gone_children, replace(asked, la_code=area)))


def _asked(index: Index, run: Run, first: date) -> tuple[Asked, tuple[Hashable, ...]]:
    """Return what is asked of the measures, and what the answer depends on."""
    marked = hash(marked_children(run.folder.parents[2]))
    return Asked(run, index.counted_extracts(run.on, known_by=run.known_by), first), (str(run.folder), run.run_id, first, marked)


def _where_it_may(work: Callable[[Asked], T], asked: Asked) -> T:
    return apart(work, asked) if asked.run.table("timelines").stat().st_size > LARGE_BYTES else work(asked)


OF_ANALYSIS = "unrolled"
_EVERYBODY, _GONE, _LOST = _COHORT = ("everybody", "gone", "missing")
_DESTINATION = "destination"


def children_of_analysis(viewer: Viewer, looked: Looked, parts: Sequence[str]) -> Chosen | None:
    """Return the children of one count of the analysis. Who is still in a school is in no list: nobody browses children.

    Shape  parts: the first day; `gone`, `missing`, `destination` or a characteristic; its label.
    """
    written_on, kind, label = parts if len(parts) == 3 else ("", "", "")
    try:
        first = date.fromisoformat(written_on)
    except ValueError:
        return None
    run = looked.run
    if first >= run.on or not (kind in (_GONE, _LOST) or label in (DESTINATIONS if kind == _DESTINATION else LABELS.get(kind, ()))):
        return None
    gone = _gone(looked.index, run, looked.area, first)
    if kind == _GONE:
        title, chosen = "In no school on the second day", list(gone)
    elif kind == _DESTINATION:
        title, chosen = DESTINATIONS[label], [child for child in gone if destination_of(child) == label]
    else:
        chosen = [child for child in gone if destination_of(child) in MISSING]
        title = "Missing from education"
        if kind != _LOST:
            title, chosen = f"{title}, {kind.lower()}: {label}", [one for one in chosen if characteristics_of(one, first)[kind] == label]
    return Chosen(title=f"{title}, {day_words(first)} to {day_words(run.on)}", on=run.on, rows=[Behind(child.child_id) for child in chosen])


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28))


class _Teller:
    """Figures as one viewer may know them: exact, or rounded and without the groups of few."""

    def __init__(self, step: int, area_name: str, first: date, run: Run, *, opens: bool) -> None:
        self.step, self.first, self.opens = step, first, opens
        self.notes = (("Area", area_name), ("From", first.isoformat()), ("As at", run.on.isoformat()), *known_and_run(run))

    def address(self, row: Mapping[str, Any], kind: str, label: str = "") -> str:
        """Return the address of the children of a count; empty where it does not open."""
        return (
            rows_behind(OF_ANALYSIS, self.first.isoformat(), kind, label) if self.opens and row["children"] and kind != _EVERYBODY else ""
        )

    def opened(self, rows: Sequence[Mapping[str, Any]], column: int, kind: str = "") -> dict[tuple[int, int], str]:
        """Return the addresses of a table's column. Shape  kind: the row's own breakdown where it is empty."""
        found = {
            (number, column): self.address(row, kind or row["topic"], row["topic"] if kind else row["breakdown"])
            for number, row in enumerate(rows)
        }
        return {cell: address for cell, address in found.items() if address}

    def count(self, number: int) -> Cell:
        return shown(number, self.step)

    def said(self, row: Mapping[str, Any]) -> str:
        count = self.count(row["children"])
        if self.step or row["percent"] is None or row["percent"] == 100:
            return written(count)
        return f"{written(count)} ({row['percent']:.2f}%)"

    def percent(self, row: Mapping[str, Any], count: Cell) -> Cell:
        """Return a share: in whole per cent, and none of few, for those who may not know of single children."""
        if not self.step:
            return float(row["percent"]) if row["percent"] is not None else None
        return None if count == LOW or row["percent"] is None else round(row["percent"])

    def destinations(self, rows: Sequence[Mapping[str, Any]]) -> Figure:
        found = [row for row in rows if row["section"] == "destination"]
        counts = [self.count(row["children"]) for row in found]
        bars = [
            bar_of(DESTINATIONS[row["topic"]], count, tone=0 if row["topic"] in MISSING else 1)
            for row, count in zip(found, counts, strict=True)
        ]  # fmt: skip
        says = (
            "Of the children who were in no school on the second day. Dark bars are no destination: these children went missing from "
            "education. Those whom an authority lists, those it reported as gone to where nobody knows, those of whom there is no record, "
            "and those of whom an extract may still tell are kept apart."
        )
        title = "Where the children are instead"
        table: list[list[Cell]] = [
            [row["breakdown"], row["topic"], count, self.percent(row, count), "yes" if row["topic"] in MISSING else "no"]
            for row, count in zip(found, counts, strict=True)
        ]
        return Figure(
            key="destinations", title=title, says=says, drawing=bar_chart("destinations", title, says, bars),
            columns=["Destination", "Code", "Children", "Per cent", "Missing from education"], rows=table, notes=self.notes,
            opens=self.opened(found, 2, _DESTINATION),
        )  # fmt: skip

    def _told(self, row: Mapping[str, Any]) -> bool:
        return row["relative_risk"] is not None and (not self.step or row["children"] >= FEWEST_MISSING)

    def likelihoods(self, rows: Sequence[Mapping[str, Any]]) -> Figure:
        found = [row for row in rows if row["section"] == "relative risk" and row["breakdown"] != "Unknown"]
        drawn: list[RatioRow] = []
        for topic, of_topic in groupby(found, key=lambda row: row["topic"]):
            told = [row for row in of_topic if self._told(row)]
            if told:
                drawn.append(RatioRow(topic))
                drawn += [RatioRow(row["breakdown"], row["relative_risk"], row["ci_low"], row["ci_high"]) for row in told]
        table: list[list[Cell]] = []
        for row in found:
            ratios = [row[name] for name in ("relative_risk", "ci_low", "ci_high")] if self._told(row) else [None, None, None]
            table.append([f"{row['topic']}: {row['breakdown']}", *ratios])
        title = "Who is likelier to go missing"
        says = (
            "The risk of each group divided by that of all children on a roll, with its 95% interval: 2× is twice as likely. An interval "
            "that does not touch 1× shows a difference that chance alone seldom makes."
        )
        columns = ["Group", "Relative risk", "at least", "at most"]
        drawing = ratio_chart("likelihoods", title, says, drawn) if drawn else None
        return Figure(key="likelihoods", title=title, says=says, drawing=drawing, columns=columns, rows=table, decimals=2, notes=self.notes)

    def table(self, rows: Sequence[Mapping[str, Any]]) -> Figure:
        """Return the counts behind the ratios, and the same against all other children; groups of few are not told to analysts."""
        found = [row for row in rows if row["section"] == "relative risk"]
        table: list[list[Cell]] = []
        for row in found:
            told = self._told(row) and row["versus_others"] is not None
            others = [row[name] for name in ("versus_others", "versus_others_low", "versus_others_high")] if told else [None, None, None]
            per_1000 = row["risk_per_1000"] if not self.step or row["children"] >= FEWEST_MISSING else None
            label = f"{row['topic']}: {row['breakdown']}"
            table.append([label, self.count(row["on_roll"]), self.count(row["children"]), per_1000, *others])
        columns = ["Group", "On a roll", "Missing", "Per 1,000", "Against all others", "at least", "at most"]
        says = "The risk of the group against that of all children outside it, with Katz's interval."
        return Figure(
            key="groups", title="The counts behind it", says=says, drawing=None, columns=columns, rows=table, decimals=2, notes=self.notes,
            opens=self.opened(found, 2),
        )  # fmt: skip


def unrolled_report(viewer: Viewer, area: str = "", first_day: date | None = None, when: When = NOW) -> tuple[str, bytes] | None:
    """Return the name and the content of the printable report; None as above.

    Raises  NotKept; StillBeingWorkedOut.
    """
    found = unrolled_for(viewer, area, first_day, when)
    if found is None:
        return None
    blocks: list[Block] = [
        Paragraph(
            f"{found.area_name}, from {day_words(found.first_day)} to {day_words(found.last_day)}. "
            "Children aged 4 to 14 at the start of the first day's school year who were on a school's roll on the first day; "
            "those in no school on the second; and where they are instead."
        ),
        Facts([(name, value) for name, value, _ in found.facts]),
    ]
    for figure in found.figures:
        blocks += [Heading(figure.title), Paragraph(figure.says)]
        if figure.drawing:
            blocks.append(Chart(figure.drawing))
        widths = [3.0, *(1.0,) * (len(figure.columns) - 1)]
        blocks += [Table(figure.title, figure.columns, figure.shown_rows, widths)]
        if figure is not found.figures[-1]:
            blocks.append(NewPage())
    blocks += [Heading("How it was made"), Facts(list(_how(found)))]
    document = Document(
        title="Children who left school rolls for nowhere", blocks=blocks, printed_by=viewer.full_name, printed_at=clock.local_now()
    )
    return f"unrolled-{found.first_day.isoformat()}-{found.last_day.isoformat()}.pdf", pdf_of(document)


def _how(found: Unrolled) -> Sequence[tuple[str, str]]:
    known = f" --known-by {found.known_by.isoformat()}" if found.known_by else ""
    published = "; ".join(f"{group} {ratio:g}×" for group, ratio in PUBLISHED)
    return (
        ("Run", found.run_id),
        ("Method", "Against all children on a roll, the group among them: delta method on logarithms. Against others: Katz."),
        ("Shielded children", "In no figure."),
        ("To compare", f"Published of spring 2022 to spring 2023: {published} (The Unrolled Story, 2024)."),
        ("Again", f"onroll export unrolled --from {found.first_day.isoformat()} --to {found.last_day.isoformat()}{known} -o unrolled.csv"),
    )

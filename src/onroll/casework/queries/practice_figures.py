"""The schools of an authority side by side, one measure at a time: a funnel and its table, without those who are asked first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onroll.casework.figure_days import known_and_run
from onroll.casework.permissions import Right
from onroll.casework.practice_book import practice_of_authority
from onroll.casework.queries.comparison import RARE
from onroll.casework.queries.names import school_names
from onroll.casework.queries.reading import require
from onroll.casework.queries.school_practice import PracticeLine, lines_of_authority
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.charts.drawing import Drawing
from onroll.core.charts.figure import Cell, Figure
from onroll.core.charts.funnel import FunnelPoint, Limits, funnel_chart
from onroll.core.school_practice import HOWS, PRACTICES
from onroll.core.wording import uncapitalised
from onroll.pipeline.measures.shares import binomial_limits
from onroll.pipeline.run_practice import PracticeSignal


@dataclass(frozen=True, kw_only=True)
class PracticeFigures:
    """One measure of every school. Shape  withheld: how many schools are asked first; marked: by measure, how many are shown as marked."""

    on: date
    chosen: str
    figures: Sequence[Figure]
    withheld: int
    marked: dict[str, int]


def practice_for(viewer: Viewer, practice: str = "") -> PracticeFigures | None:
    """Return one measure of the schools of the viewer's authority; None before the first run.

    Raises  StillBeingWorkedOut.
    """
    require(viewer, Right.SEE_PRACTICE)
    tables = the_tables()
    if tables is None:
        return None
    every = lines_of_authority(viewer, practice_of_authority(tables, viewer.authority))
    marked = {code: sum(each.mark is not None and not each.is_withheld for each in every if each.practice == code) for code in PRACTICES}
    chosen = practice if practice in PRACTICES else max(marked, key=lambda code: marked[code])
    lines = [each for each in every if each.practice == chosen]
    shown = [each for each in lines if not each.is_withheld]
    notes = (("As at", tables.run.on.isoformat()), *known_and_run(tables.run))
    figure = _figure(chosen, shown, notes)
    return PracticeFigures(on=tables.run.on, chosen=chosen, figures=(figure,), withheld=len(lines) - len(shown), marked=marked)


def _figure(practice: str, lines: Sequence[PracticeLine], notes: Sequence[tuple[str, str]]) -> Figure:
    words = PRACTICES[practice]
    names = school_names(each.signal.urn for each in lines if each.signal)
    signals = [(names.get(each.signal.urn, f"URN {each.signal.urn}"), each.signal, each) for each in lines if each.signal]
    signals.sort(key=lambda each: (each[0], each[1].urn))
    rows: list[list[Cell]] = [[name, *_cells(signal, line)] for name, signal, line in signals]
    opens = {(number, 2): f"/school-practice/{signal.urn}/{practice}" for number, (_, signal, _) in enumerate(signals) if signal.counted}
    compared = "the schools of this authority" if words.of_own_authority else "all schools of the run"
    says = (
        f"{words.counted} Out of: {uncapitalised(words.out_of)} "
        f"Drawn is how many for every one that was to be expected, had each year group been as in {compared}. "
        "The line is what chance alone passes once in a thousand at the share of all together; the table has each school’s own limit. "
        "A school above its limit (a triangle) is a reason to ask, and nothing else."
    )
    columns = ["School", "Number", "Counted", "Out of", "Expected", "Most by chance", "Against chance", "What the school says"]
    drawing = _drawn(practice, words.title, says, [(name, signal) for name, signal, _ in signals if signal.expected > 0])
    return Figure(key=practice.replace("_", "-"), title=words.title, says=says, drawing=drawing, columns=columns, rows=rows, opens=opens,
                  notes=notes)  # fmt: skip


def _cells(signal: PracticeSignal, line: PracticeLine) -> list[Cell]:
    against = "above" if line.mark is not None else "too few to say" if not signal.enough else "within chance"
    answer = f"{HOWS[line.answers[0].how]}: {line.answers[0].words}" if line.answers else "no answer" if line.mark is not None else ""
    return [signal.urn, signal.counted, signal.total, signal.expected, signal.most, against, answer]


def _drawn(key: str, title: str, says: str, signals: Sequence[tuple[str, PracticeSignal]]) -> Drawing | None:
    if not signals:
        return None
    # The line goes by the share of all these schools together; each school's own limit, by its year groups, is in the table.
    share = sum(signal.expected for _, signal in signals) / max(1, sum(signal.total for _, signal in signals))
    largest = max(signal.total for _, signal in signals)
    totals = sorted({max(1, round(largest * 1.05 * place / 80)) for place in range(1, 81)})
    at = [total * share for total in totals] if 0 < share < 1 else []
    high = [edge / share for edge in binomial_limits(totals, share, RARE)[1]] if at else []
    points = [FunnelPoint(name, signal.expected, signal.counted / signal.expected, outside=signal.marked) for name, signal in signals]
    ceiling = max([8.0, *(point.percent for point in points)]) * 1.1
    return funnel_chart(
        key.replace("_", "-"), title, says, points, centre=1.0, limits=[Limits("1 in 1,000", at, [0.0] * len(at), high)], x_name="Expected",
        y_name="Times as many as expected", y_most=ceiling,
    )  # fmt: skip

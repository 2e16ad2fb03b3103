"""Authorities and schools compared as far as chance lets them be: funnels and limits, never a league table of counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onroll.casework import clock
from onroll.casework.figure_days import known_and_run, notes_of_cases
from onroll.casework.figure_rows import Behind, Chosen, rows_behind
from onroll.casework.flow_book import by_authority, rows_of_episodes
from onroll.casework.permissions import Right
from onroll.casework.queries.figures_area import Looked
from onroll.casework.queries.flow import episodes_in, opens_today
from onroll.casework.queries.reading import require
from onroll.casework.the_index import the_index, the_tables
from onroll.casework.viewers import Viewer
from onroll.casework.working_out import worked_out
from onroll.core.areas import ENGLAND_NAME, authority_name
from onroll.core.charts.figure import Cell, Figure
from onroll.core.charts.funnel import FunnelPoint, Limits, funnel_chart
from onroll.core.disclosure import LOCAL_STEP, shown
from onroll.core.measures.flow import LONG_WEEKS, LONG_YEAR, Episode, open_days
from onroll.pipeline.child_processes import apart
from onroll.pipeline.measures.school_leavers import HOME, NOWHERE, SchoolSignal, children_who_left, signals_of, years_of_schools
from onroll.pipeline.measures.shares import binomial_limits, interval_of_share, most_by_chance
from onroll.pipeline.run_queries import RunTables
from onroll.pipeline.schools import schools_of
from onroll.pipeline.shielding import shielded_children

Share = tuple[int, int]
"""How many, of how many."""

FEWEST = 10
"""Of how many episodes a share is told of an authority to somebody who may not know of single children."""

USUAL, RARE = 0.025, 0.001
"""Chance alone leaves the inner lines 5 times in 100, the outer twice in a thousand: once above, once below."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One measure compared. Shape  measures: every measure by its code; as_at, known_by: as for the flow."""

    measures: Mapping[str, str]
    chosen: str
    as_at: date
    known_by: date
    figure: Figure

    @property
    def figures(self) -> Sequence[Figure]:
        """Return the figures of the page: the one."""
        return (self.figure,)


Chooses = Callable[[Sequence[Episode], date], tuple[Sequence[Episode], Sequence[Episode]]]


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure. Shape  chosen: of the episodes of one authority those that the measure counts, and those out of which it does."""

    words: str
    says: str
    chosen: Chooses

    def share(self, episodes: Sequence[Episode], as_at: date) -> Share:
        """Return how many, of how many."""
        came, of = self.chosen(episodes, as_at)
        return len(came), len(of)


def _open_for(days: int) -> Chooses:
    def chosen(episodes: Sequence[Episode], as_at: date) -> tuple[Sequence[Episode], Sequence[Episode]]:
        ages = [(each, age) for each in episodes if (age := open_days(each, as_at)) is not None]
        return [each for each, age in ages if age >= days], [each for each, _ in ages]

    return chosen


def _within(days: int, start: str, what: str) -> Chooses:
    """Of the episodes that could have come so far: all that began so long ago."""

    def chosen(episodes: Sequence[Episode], as_at: date) -> tuple[Sequence[Episode], Sequence[Episode]]:
        old_enough = [each for each in episodes if (as_at - getattr(each, start)).days >= days]
        came = [each for each in old_enough if getattr(each, what) is not None]
        return [each for each in came if (getattr(each, what) - getattr(each, start)).days <= days], old_enough

    return chosen


MEASURES: Mapping[str, Compared] = {
    "open_12_weeks": Compared("Open for 12 weeks or longer", "Of all open cases.", _open_for(LONG_WEEKS)),
    "open_a_year": Compared("Open for a year or longer", "Of all open cases.", _open_for(LONG_YEAR)),
    "opened_in_28": Compared(
        "Opened within 4 weeks of the gap", "Of all cases; a gap that nobody has found yet is in none.", _within(28, "gap_on", "opened_on")
    ),
    "contact_in_14": Compared(
        "First contact within 2 weeks of opening", "Of cases opened two weeks ago or longer.", _within(14, "opened_on", "contact_on")
    ),
    "found_in_56": Compared(
        "Found within 8 weeks of opening", "Of cases opened 8 weeks ago or longer.", _within(56, "opened_on", "found_on")
    ),
    "back_in_182": Compared(
        "Back in education within 26 weeks of opening", "Of cases opened 26 weeks ago or longer.", _within(182, "opened_on", "back_on")
    ),
}


def comparison_for(viewer: Viewer, measure: str = "", *, as_at: date | None = None, known_by: date | None = None) -> Comparison | None:
    """Return one measure of every authority; whoever works for one sees it against all together, and no other by name.

    Raises  StillBeingWorkedOut.
    """
    require(viewer, Right.SEE_FIGURES)
    if not viewer.is_national and not viewer.authority:
        return None
    chosen = measure if measure in MEASURES else next(iter(MEASURES))
    today = clock.today()
    as_at, known_by = min(as_at or today, today), min(known_by or today, today)
    episodes = episodes_in(viewer, ENGLAND_NAME, as_at=as_at, known_by=known_by)
    shares = {code: MEASURES[chosen].share(own, as_at) for code, own in by_authority(episodes, as_at=as_at, known_by=known_by).items()}
    run = the_index().current_run()
    notes = notes_of_cases(as_at, known_by, run)
    figure = funnel_of_authorities(viewer, chosen, shares, notes, opens=opens_today(viewer, as_at, known_by))
    return Comparison(
        measures={code: each.words for code, each in MEASURES.items()}, chosen=chosen, as_at=as_at, known_by=known_by, figure=figure
    )


OF_COMPARISON = "compared"


def cases_compared(viewer: Viewer, looked: Looked, parts: Sequence[str]) -> Chosen | None:
    """Return the cases behind one's own authority's share. Shape  parts: the measure; `counted`, or `of` which."""
    measure, which = parts if len(parts) == 2 else ("", "")
    if measure not in MEASURES or which not in ("counted", "of") or not viewer.may(Right.SEE_CASES):
        return None
    today = clock.today()
    episodes = episodes_in(viewer, looked.area, as_at=today, known_by=today)
    counted, of = MEASURES[measure].chosen(episodes, today)
    said = MEASURES[measure].words if which == "counted" else f"{MEASURES[measure].words}: out of these"
    return Chosen(title=said, on=today, rows=rows_of_episodes(counted if which == "counted" else of))


def funnel_of_authorities(
    viewer: Viewer, measure: str, shares: Mapping[str, Share], notes: Sequence[tuple[str, str]], *, opens: bool = False
) -> Figure:
    """Return the funnel: a share for each authority, and how far chance alone would let it stray."""
    count, of = sum(each for each, _ in shares.values()), sum(each for _, each in shares.values())
    told = {
        code: share
        for code, share in sorted(shares.items(), key=lambda each: authority_name(each[0]))
        if share[1] >= (FEWEST if viewer.is_national else 1) and (viewer.is_national or code == viewer.authority)
    }
    centre = count / of if of else 0.0
    sizes = _sizes(max((size for _, size in told.values()), default=1))
    rows: list[list[Cell]] = []
    points = []
    for code, (own, size) in told.items():
        share, low, high = interval_of_share(own, size)
        (lowest,), (highest,) = binomial_limits([size], centre, RARE) if 0 < centre < 1 else ([centre], [centre])
        outside = share > highest or share < lowest
        where = "above what chance lets" if share > highest else "below what chance lets" if share < lowest else "within chance"
        rows.append([authority_name(code), _shown(viewer, own), _shown(viewer, size), 100 * share, 100 * low, 100 * high, where])
        points.append(FunnelPoint(authority_name(code), float(size), 100 * share, named=not viewer.is_national, outside=outside))
    limits = []
    if 0 < centre < 1:
        for words, outside_of, dash in (("998 in 1,000", RARE, ""), ("95 in 100", USUAL, "5 4")):
            low_edge, high_edge = binomial_limits(sizes, centre, outside_of)
            drawn = [float(size) for size in sizes]
            limits.append(Limits(words, drawn, [100 * each for each in low_edge], [100 * each for each in high_edge], dash))
    compared = MEASURES[measure]
    title = f"{compared.words}: authorities compared"
    says = (
        f"{compared.says} Chance alone keeps an authority of each size between the lines; only whoever lies outside the outer ones "
        f"(a triangle) surely differs from all together ({100 * centre:.0f}%). The table goes by name; intervals of 95% (Wilson)."
    )
    drawing = (
        funnel_chart("comparison", title, says, points, centre=100 * centre, limits=limits, x_name="Cases", y_name="Per cent")
        if points and limits
        else None
    )
    columns = ["Authority", "Cases", "Of", "Per cent", "at least", "at most", "Against all together"]
    own_row = {(1, "counted"), (2, "of")} if opens and list(told) == [viewer.authority] else set()
    addresses = {(0, column): rows_behind(OF_COMPARISON, measure, which) for column, which in own_row if rows[0][column]}
    return Figure(key="comparison", title=title, says=says, drawing=drawing, columns=columns, rows=rows, opens=addresses, notes=notes)


def _sizes(largest: int) -> list[int]:
    return sorted({max(1, round(largest * 1.05 * place / 60)) for place in range(1, 61)})


def _shown(viewer: Viewer, number: int) -> Cell:
    return shown(number, LOCAL_STEP if viewer.is_national else 0)


# -- schools ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class SchoolSignals:
    """The schools of the viewer's authority against all schools. Shape  crossing: how many pass a limit, and of how many."""

    on: date
    crossing: int
    schools: int
    figures: Sequence[Figure]


KIND_WORDS: Mapping[str, tuple[str, str]] = {
    HOME: ("Left the roll for home education", "left-for-home"),
    NOWHERE: ("Left the roll for nowhere known", "left-for-nowhere"),
}


def school_signals_for(viewer: Viewer) -> SchoolSignals | None:
    """Return how many pupils left each school of the viewer's authority for no other; None for whoever works for none.

    Raises  StillBeingWorkedOut.
    """
    require(viewer, Right.SEE_FIGURES)
    index, tables = the_index(), the_tables()
    if tables is None or viewer.is_national or not viewer.authority:
        return None
    run = tables.run
    hidden = shielded_children(run.folder)

    def count() -> Mapping[str, list[SchoolSignal]]:
        years = apart(years_of_schools, run, hidden) if tables.is_large else years_of_schools(run, hidden)
        return {kind: signals_of(years, kind) for kind in KIND_WORDS}

    found = worked_out(("schools", str(run.folder), run.run_id, hidden), count)
    opens = viewer.may(Right.SEE_CHILDREN)
    names = {urn: school.name for urn, school in schools_of(index).items() if school.name}
    places = _places(tables)
    notes = (("As at", run.on.isoformat()), *known_and_run(run), ("Compared with", "all schools of the run, year group by year group"))
    figures, crossing, schools = [], 0, set()
    for kind, signals in found.items():
        own = [each for each in signals if places.get(each.urn) == viewer.authority]
        crossing += sum(each.crosses for each in own)
        schools |= {each.urn for each in own}
        figures.append(_of_schools(kind, own, names, notes, opens=opens))
    return SchoolSignals(on=run.on, crossing=crossing, schools=len(schools), figures=figures)


def _places(tables: RunTables) -> Mapping[str, str]:
    """Return the authority of each school; of a nation that takes longer than a page may, once for each run."""
    if not tables.is_large:
        return tables.school_authorities
    return worked_out(("school places", str(tables.run.folder)), lambda: tables.school_authorities)


OF_SCHOOL = "left"


def children_who_left_a_school(viewer: Viewer, looked: Looked, parts: Sequence[str]) -> Chosen | None:
    """Return the children behind one school's count. Shape  parts: for what they left, and the school's number."""
    kind, urn = parts if len(parts) == 2 else ("", "")
    tables = the_tables()
    if kind not in KIND_WORDS or tables is None or _places(tables).get(urn) != viewer.authority:
        return None
    run, hidden = tables.run, shielded_children(tables.run.folder)

    def choose() -> tuple[str, ...]:
        return apart(children_who_left, run, hidden, urn, kind) if tables.is_large else children_who_left(run, hidden, urn, kind)

    children = worked_out(("left", str(run.folder), run.run_id, hidden, urn, kind), choose)
    school = schools_of(the_index()).get(urn)
    name = school.name if school is not None and school.name else f"URN {urn}"
    return Chosen(title=f"{KIND_WORDS[kind][0]}, over the year: {name}", on=run.on, rows=[Behind(child_id) for child_id in children])


def _of_schools(
    kind: str, signals: Sequence[SchoolSignal], names: Mapping[str, str], notes: Sequence[tuple[str, str]], *, opens: bool
) -> Figure:
    words, key = KIND_WORDS[kind]
    ordered = sorted(signals, key=lambda each: (names.get(each.urn, each.urn), each.urn))
    rows: list[list[Cell]] = [
        [names.get(each.urn, each.urn), each.urn, each.pupils, each.left, each.expected, each.most, "yes" if each.crosses else "no"]
        for each in ordered
    ]
    points = [
        FunnelPoint(names.get(each.urn, each.urn), each.expected, each.left / each.expected, outside=each.crosses)
        for each in ordered
        if each.expected > 0
    ]
    most = max((each.expected for each in signals), default=0.0)
    at = [most * 1.05 * place / 80 for place in range(1, 81)] if most else []
    high = [limit / size for limit, size in zip(most_by_chance(at), at, strict=True)] if at else []
    title = f"{words}, over the year"
    says = (
        "How many left for every one that was to be expected, had each year group left as it did in all schools together. The line is what "
        "chance alone passes once in a thousand. A school above it (a triangle) is a reason to ask, and nothing else."
    )
    limits = [Limits("1 in 1,000", at, [0.0] * len(at), high)] if at else []
    ceiling = max([8.0, *(point.percent for point in points)]) * 1.1
    drawing = (
        funnel_chart(
            key, title, says, points, centre=1.0, limits=limits, x_name="Expected", y_name="Times as many as expected", y_most=ceiling
        )
        if points
        else None
    )
    columns = ["School", "Number", "Pupils in the year", "Left", "Expected", "Most by chance", "Above"]
    addresses = {(number, 3): rows_behind(OF_SCHOOL, kind, each.urn) for number, each in enumerate(ordered) if opens and each.left}
    return Figure(key=key, title=title, says=says, drawing=drawing, columns=columns, rows=rows, opens=addresses, notes=notes)

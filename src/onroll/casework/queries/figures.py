"""The termly return as it stands today, cell by cell, and the children behind each cell for those who may know them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from onroll.casework.figure_cells import COUNTED_AS, POSSIBLY, as_counted, cell_address
from onroll.casework.figure_days import NOW, When
from onroll.casework.figure_rows import status_opens
from onroll.casework.queries.figures_area import Looked, looked_at, missing_of_run, statuses_of_run
from onroll.casework.queries.figures_waterfall import OF_MISSING
from onroll.casework.queries.link_quality import link_quality
from onroll.casework.recorded_reasons import recorded_reasons
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.casework.working_out import worked_out
from onroll.core.areas import ENGLAND_NAME, authority
from onroll.core.disclosure import rounded, rounded_percent
from onroll.core.measures.cme_census import TOPICS, TOTAL, Counts, labels_of, term_of
from onroll.core.statuses import IN_EDUCATION, MISSING, NEITHER, STATUSES
from onroll.pipeline.link_quality_tables import NOT_KNOWN
from onroll.pipeline.run_counted import counted_findings, statuses_on_the_day
from onroll.pipeline.run_queries import RunTables
from onroll.pipeline.run_rows import CountedFinding


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One figure. Shape  exact: the children behind it, for those who may open them; None for those who may not."""

    topic: str
    label: str
    shown: str
    percent: str
    width: int
    exact: int | None

    @property
    def address(self) -> str:
        """Return how the list of its children is asked for."""
        return cell_address(self.topic, self.label)


@dataclass(frozen=True, kw_only=True)
class TermlyReturn:
    """The return of one area. Shape  area: an authority's or a region's code, or `England`; possible: outside the return."""

    area: str
    area_name: str
    on: date
    known_by: date | None
    opens: bool
    term: str
    run_id: str
    total: Cell
    topics: Mapping[str, Sequence[Cell]]
    possible: Cell


def termly_return_for(viewer: Viewer, area: str = "", when: When = NOW) -> TermlyReturn | None:
    """Return the figures of an area, rounded as they are published; nobody is shown, so there is no event.

    Whoever works for the authority sees the exact counts too: each of the present run opens to its children.

    Raises  NotKept; StillBeingWorkedOut.
    """
    looked, tables = looked_at(viewer, area, when), the_tables()
    if looked is None or tables is None:
        return None
    run = looked.run
    counts, possibly = _counts_of(tables, looked.area) if looked.is_present else _counts_then(viewer, looked)
    whole = counts[TOTAL, TOTAL]
    topics = {topic: [_cell(looked, counts, topic, label, whole) for label in labels] for topic, labels in TOPICS.items()}
    year, term = term_of(run.on)
    return TermlyReturn(
        area=looked.area,
        area_name=looked.area_name,
        on=run.on,
        known_by=run.known_by,
        opens=looked.opens,
        term=f"{term} {year[:4]}/{year[4:]}",
        run_id=run.run_id,
        total=topics[TOTAL][0],
        topics={topic: cells for topic, cells in topics.items() if topic != TOTAL},
        possible=_cell(looked, Counter({(COUNTED_AS, POSSIBLY): possibly}), COUNTED_AS, POSSIBLY, 0),
    )


def _counts_then(viewer: Viewer, looked: Looked) -> tuple[Counts, int]:
    """Return the same of a run of another day, by the reasons that were known then."""
    counts, possibly = missing_of_run(viewer, looked, looked.run, recorded_reasons(known_by=looked.run.known_by))
    return looked.counts_inside(counts), sum(looked.inside({(place, POSSIBLY): count for place, count in possibly.items()}).values())


def _counts_of(tables: RunTables, area: str) -> tuple[Counts, int]:
    """Return the children of an area by topic and label, and how many are possibly missing.

    What the run says is counted once for all of it; what officers recorded since is then moved from label to label.
    """
    known = _counted_in(tables, tables.marked)
    counts: Counts = Counter()
    possibly = 0
    for code, (of_place, possibly_there) in known.places.items():
        if _lies_in(code, area):
            counts.update(of_place)
            possibly += possibly_there
    for child_id, reason in recorded_reasons().items():
        found = known.missing.get(child_id)
        if found is not None and _lies_in(found.la_code, area):
            for said, change in ((found.reason, -1), (reason, 1)):
                label = labels_of(as_counted(found, said), tables.run.on).get("Reason")
                if label is not None:
                    counts["Reason", label] += change
    return counts, possibly


@dataclass(frozen=True)
class _CountedRun:
    """What a run says by itself.

    Shape  places: by authority, the counts of those missing and the number of those possibly missing; statuses: children by authority and
           status.
    """

    places: Mapping[str | None, tuple[Counts, int]]
    missing: Mapping[str, CountedFinding]
    statuses: Mapping[tuple[str, str], int]


_counted_runs: WeakKeyDictionary[RunTables, tuple[frozenset[str], _CountedRun]] = WeakKeyDictionary()


def _counted_in(tables: RunTables, marked: frozenset[str]) -> _CountedRun:
    """Return what is kept of a run: it never changes; only whom people shield since does, and that is asked for at each look."""
    if tables.is_large:
        return worked_out(("return", str(tables.run.folder), marked), lambda: _counted_now(tables))
    kept = _counted_runs.get(tables)
    if kept is None or kept[0] != marked:
        kept = _counted_runs[tables] = (marked, _counted_now(tables))
    return kept[1]


def _counted_now(tables: RunTables) -> _CountedRun:
    places: dict[str | None, tuple[Counts, int]] = {}
    missing: dict[str, CountedFinding] = {}
    for each in counted_findings(tables):
        if each.shielded:
            continue
        counts, possibly = places.get(each.la_code, (Counter(), 0))
        if each.status == "cme":
            missing[each.child_id] = each
            counts.update(labels_of(as_counted(each, each.reason), tables.run.on).items())
        places[each.la_code] = (counts, possibly + (each.status == "possible_cme"))
    return _CountedRun(places, missing, statuses_on_the_day(tables))


def _cell(looked: Looked, counts: Counts, topic: str, label: str, whole: int) -> Cell:
    count, step = counts[topic, label], looked.step
    percent = "100" if topic == TOTAL else rounded_percent(count, whole)
    drawn = int(percent) if percent.isdigit() else 0  # nothing is drawn finer than it is written
    return Cell(
        topic=topic,
        label=label,
        shown=rounded(count, step),
        percent=percent,
        width=round(100 * count / whole) if whole and looked.exact else drawn,
        exact=count if looked.exact else None,
    )


def _lies_in(la_code: str | None, area: str) -> bool:
    if area == ENGLAND_NAME:
        return True
    place = authority(la_code) if la_code else None
    return place is not None and area in (place.la_code, place.region_code)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One status of the ledger.

    Shape  shown: rounded; exact: for the authority's own people, else None; start, width: in per cent; opens: the address of its children,
           empty where it does not open: of who is in school nobody browses.
    """

    code: str
    side: str
    shown: str
    exact: int | None
    start: float
    width: float
    opens: str = ""


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """Every child of an area in one status on the day. Shape  sides: by side, the steps; links: how many alarms bad links may raise."""

    area: str
    area_name: str
    on: date
    known_by: date | None
    run_id: str
    shown: str
    exact: int | None
    sides: Mapping[str, Sequence[Step]]
    links: str


def ledger_for(viewer: Viewer, area: str = "", when: When = NOW) -> Ledger | None:
    """Return the ledger of an area: the statuses of all its children, which add up to the children that there are.

    Raises  NotKept; StillBeingWorkedOut.
    """
    looked, tables = looked_at(viewer, area, when), the_tables()
    if looked is None or tables is None:
        return None
    run = looked.run
    of_places = _counted_in(tables, tables.marked).statuses if looked.is_present else statuses_of_run(viewer, looked, run, run.on)
    counts = Counter(looked.inside(of_places))
    whole, before = sum(counts.values()), 0
    sides: dict[str, list[Step]] = {}
    for side in (IN_EDUCATION, NEITHER, MISSING):
        for rule in (each for each in STATUSES if each.side == side and counts[each.code]):
            count = counts[rule.code]
            place = Step(
                code=rule.code,
                side=side,
                shown=rounded(count, looked.step),
                exact=None if viewer.is_national else count,
                start=100 * before / whole,
                width=max(0.3, 100 * count / whole),
                opens=status_opens(rule.code, run.on) if looked.opens and rule.code in OF_MISSING else "",
            )
            sides.setdefault(side, []).append(place)
            before += count
    return Ledger(
        area=looked.area,
        area_name=looked.area_name,
        on=run.on,
        known_by=run.known_by,
        run_id=run.run_id,
        shown=rounded(whole, looked.step),
        exact=None if viewer.is_national else whole,
        sides=sides,
        links=_alarms_of_links(viewer) if looked.is_present else "",
    )


def _alarms_of_links(viewer: Viewer) -> str:
    quality = link_quality(viewer)
    found = [each for each in quality.headlines if each.name.startswith("Expected false alarms")] if quality else []
    if not found:
        return ""
    if found[0].value == NOT_KNOWN:
        return f"How many of these are alarms that a missed link raised is not known: {found[0].says}."
    return f"In all areas together, about {found[0].value} of these may be alarms that a missed link raised ({found[0].says})."

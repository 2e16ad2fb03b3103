"""The termly return as it stands today, cell by cell, and the children behind each cell for those who may know them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from onroll.casework.permissions import Right
from onroll.casework.queries.figure_cells import COUNTED_AS, POSSIBLY, as_counted, cell_address
from onroll.casework.queries.link_quality import link_quality
from onroll.casework.queries.reading import require
from onroll.casework.recorded_reasons import recorded_reasons
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.areas import ENGLAND_NAME, REGIONS, authority
from onroll.core.disclosure import LOCAL_STEP, LOW, NATIONAL_STEP, rounded, rounded_percent
from onroll.core.measures.cme_census import TOPICS, TOTAL, Counts, labels_of, term_of
from onroll.core.statuses import IN_EDUCATION, MISSING, NEITHER, STATUSES
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
    term: str
    run_id: str
    total: Cell
    topics: Mapping[str, Sequence[Cell]]
    possible: Cell


def areas_for(viewer: Viewer) -> dict[str, str]:
    """Return the areas whose figures the viewer may see, by code: their own, or all of them for a national body."""
    require(viewer, Right.SEE_FIGURES)
    if not viewer.is_national:
        own = authority(viewer.authority) if viewer.authority else None
        return {own.la_code: own.name} if own else {}
    found = {ENGLAND_NAME: ENGLAND_NAME}
    tables = the_tables()
    places = [place for place in map(authority, tables.counted_places() if tables else ()) if place is not None]
    present = {place.region_code for place in places}
    found |= {code: name for code, name in REGIONS.items() if code in present}
    return found | {place.la_code: place.name for place in places}


def termly_return_for(viewer: Viewer, area: str = "") -> TermlyReturn | None:
    """Return the figures of an area, rounded as they are published; nobody is shown, so there is no event.

    Whoever works for the authority sees the exact counts too: each opens to its children.
    """
    areas = areas_for(viewer)
    tables = the_tables()
    if tables is None or not areas:
        return None
    area = area if area in areas else next(iter(areas))
    counts, possibly = _counts_of(tables, area)
    step = NATIONAL_STEP if area == ENGLAND_NAME else LOCAL_STEP
    opens = not viewer.is_national and viewer.may(Right.SEE_CHILDREN)
    whole = counts[TOTAL, TOTAL]
    topics = {topic: [_cell(counts, topic, label, whole, step, opens) for label in labels] for topic, labels in TOPICS.items()}
    year, term = term_of(tables.run.on)
    return TermlyReturn(
        area=area,
        area_name=areas[area],
        on=tables.run.on,
        term=f"{term} {year[:4]}/{year[4:]}",
        run_id=tables.run.run_id,
        total=topics[TOTAL][0],
        topics={topic: cells for topic, cells in topics.items() if topic != TOTAL},
        possible=_cell(Counter({(COUNTED_AS, POSSIBLY): possibly}), COUNTED_AS, POSSIBLY, 0, step, opens),
    )


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
    kept = _counted_runs.get(tables)
    if kept is None or kept[0] != marked:
        kept = _counted_runs[tables] = (marked, _counted_now(tables))
    return kept[1]


def _counted_now(tables: RunTables) -> _CountedRun:
    places: dict[str | None, tuple[Counts, int]] = {}
    missing: dict[str, CountedFinding] = {}
    for each in tables.counted_findings():
        if each.shielded:
            continue
        counts, possibly = places.get(each.la_code, (Counter(), 0))
        if each.status == "cme":
            missing[each.child_id] = each
            counts.update(labels_of(as_counted(each, each.reason), tables.run.on).items())
        places[each.la_code] = (counts, possibly + (each.status == "possible_cme"))
    return _CountedRun(places, missing, tables.statuses_on_the_day())


def _cell(counts: Counts, topic: str, label: str, whole: int, step: int, opens: bool) -> Cell:
    count = counts[topic, label]
    return Cell(
        topic=topic,
        label=label,
        shown=rounded(count, step),
        percent="100" if topic == TOTAL else rounded_percent(count, whole),
        width=round(100 * count / whole) if whole and (opens or rounded(count, step) != LOW) else 0,
        exact=count if opens else None,
    )


def _lies_in(la_code: str | None, area: str) -> bool:
    if area == ENGLAND_NAME:
        return True
    place = authority(la_code) if la_code else None
    return place is not None and area in (place.la_code, place.region_code)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One status of the ledger. Shape  shown: rounded; exact: for the authority's own people, else None; start, width: in per cent."""

    code: str
    side: str
    shown: str
    exact: int | None
    start: float
    width: float


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """Every child of an area in one status on the day. Shape  sides: by side, the steps; links: how many alarms bad links may raise."""

    area: str
    area_name: str
    on: date
    run_id: str
    shown: str
    exact: int | None
    sides: Mapping[str, Sequence[Step]]
    links: str


def ledger_for(viewer: Viewer, area: str = "") -> Ledger | None:
    """Return the ledger of an area: the statuses of all its children, which add up to the children that there are."""
    areas = areas_for(viewer)
    tables = the_tables()
    if tables is None or not areas:
        return None
    area = area if area in areas else next(iter(areas))
    counts: Counter[str] = Counter()
    for (la_code, status), count in _counted_in(tables, tables.marked).statuses.items():
        if _lies_in(la_code, area):
            counts[status] += count
    step = NATIONAL_STEP if area == ENGLAND_NAME else LOCAL_STEP
    opens, whole, before = not viewer.is_national, sum(counts.values()), 0
    sides: dict[str, list[Step]] = {}
    for side in (IN_EDUCATION, NEITHER, MISSING):
        for rule in (each for each in STATUSES if each.side == side and counts[each.code]):
            count = counts[rule.code]
            place = Step(
                code=rule.code,
                side=side,
                shown=rounded(count, step),
                exact=count if opens else None,
                start=100 * before / whole,
                width=max(0.3, 100 * count / whole),
            )
            sides.setdefault(side, []).append(place)
            before += count
    return Ledger(
        area=area,
        area_name=areas[area],
        on=tables.run.on,
        run_id=tables.run.run_id,
        shown=rounded(whole, step),
        exact=whole if opens else None,
        sides=sides,
        links=_alarms_of_links(viewer),
    )


def _alarms_of_links(viewer: Viewer) -> str:
    quality = link_quality(viewer)
    found = [each for each in quality.headlines if each.name.startswith("Expected false alarms")] if quality else []
    if not found:
        return ""
    return f"In all areas together, about {found[0].value} of these may be alarms that a missed link raised ({found[0].says})."

"""Every child of each area in exactly one status on the day: the ledger behind the waterfall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from onroll.core.areas import ENGLAND_CODE, ENGLAND_NAME, REGIONS, authority
from onroll.core.disclosure import LOCAL_STEP, NATIONAL_STEP, rounded
from onroll.core.measures.cme_census import COLUMNS as CENSUS_COLUMNS
from onroll.core.measures.cme_census import TOTAL, term_of
from onroll.core.statuses import STATUSES
from onroll.pipeline.measures.cme_census import senders
from onroll.pipeline.measures.counted import RunFigures, Shown
from onroll.pipeline.measures.shape import Asked, Measure, Measured

COLUMNS = (*CENSUS_COLUMNS[:10], "side", "status", "child_count")

Level = tuple[str, tuple[str, ...], Sequence[str], int]
"""Name, the place's columns, the authorities in it, and the step of rounding."""


def levels(codes: set[str], on: date, only: str | None = None) -> list[Level]:
    """Return the nation, its regions and its authorities, or one authority alone."""
    places = sorted((place for code in codes if (place := authority(code, on))), key=lambda each: (each.region_code, each.la_code))
    made: list[Level] = []
    if only is None:
        made.append(("National", ("",) * 5, sorted(codes), NATIONAL_STEP))
        for code, name in REGIONS.items():
            inside = [place.la_code for place in places if place.region_code == code]
            if inside:
                made.append(("Regional", (code, name, "", "", ""), inside, LOCAL_STEP))
    for place in places:
        if only in (None, place.la_code):
            named = (place.region_code, place.region_name, place.la_code, place.new_code, place.name)
            made.append(("Local authority", named, [place.la_code], LOCAL_STEP))
    return made


def _measure(asked: Asked) -> Measured:
    shown = Shown(include_shielded=asked.include_shielded, la_code=asked.la_code)
    figures = RunFigures(asked.run)
    try:
        counts = figures.statuses(shown, asked.run.on)
        hidden = figures.shielded(asked.la_code)
    finally:
        figures.close()
    notes = [f"Children known to any register: {sum(counts.values()):,}; each has one status."]
    return Measured(list(ledger_rows(counts, senders(asked), asked.run.on, only=asked.la_code)), hidden, notes)


def ledger_rows(counts: Mapping[tuple[str, str], int], senders: set[str], on: date, *, only: str | None = None) -> list[tuple[str, ...]]:
    """Return the rows: of each area all children, then those of each status, rounded as the return is."""
    rows = []
    for level, named, of, step in levels({*senders, *(la_code for la_code, _ in counts)}, on, only):
        where = (*term_of(on), level, ENGLAND_CODE, ENGLAND_NAME, *named)
        inside = [sum(counts.get((la_code, rule.code), 0) for la_code in of) for rule in STATUSES]
        rows.append((*where, TOTAL, TOTAL, rounded(sum(inside), step)))
        rows += [(*where, rule.side, rule.code, rounded(count, step)) for rule, count in zip(STATUSES, inside, strict=True)]
    return rows


MEASURE = Measure(
    name="every-child",
    columns=COLUMNS,
    measure=_measure,
    title="Every child, by status on the day",
    about="One row is one area's children in one status on the day; each child who is known to any register has exactly one.",
)

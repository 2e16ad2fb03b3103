"""Each authority's figure on the day under the national definition and under the variants that others use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from onroll.core.areas import ENGLAND_CODE, ENGLAND_NAME
from onroll.core.disclosure import rounded
from onroll.core.measures.cme_census import COLUMNS as CENSUS_COLUMNS
from onroll.core.measures.cme_census import term_of
from onroll.core.measures.definitions import Definition
from onroll.pipeline.measures.cme_census import senders
from onroll.pipeline.measures.counted import RunFigures, Shown
from onroll.pipeline.measures.definition_files.reading import read_definitions
from onroll.pipeline.measures.every_child import levels
from onroll.pipeline.measures.shape import Asked, Measure, Measured
from onroll.pipeline.term_calendars import calendars_from

COLUMNS = (*CENSUS_COLUMNS[:10], "definition", "definition_title", "child_count")


def _measure(asked: Asked) -> Measured:
    run = asked.run
    definitions = [each for each in read_definitions(run.folder.parents[2]) if each.holds_on(run.on)]
    shown = Shown(include_shielded=asked.include_shielded, la_code=asked.la_code)
    figures = RunFigures(run)
    try:
        counts = figures.by_definition(shown, definitions, calendars_from(asked.extracts))
        hidden = figures.shielded(asked.la_code)
    finally:
        figures.close()
    rows = definition_rows(counts, definitions, senders(asked), run.on, only=asked.la_code)
    notes = ["Every row of an area counts the same children of the same run; possible_cme counts under no definition."]
    return Measured(list(rows), hidden, notes)


def definition_rows(
    counts: Mapping[tuple[str, str], int], definitions: Sequence[Definition], authorities: set[str], on: date, *, only: str | None = None
) -> list[tuple[str, ...]]:
    """Return the rows: the nation, its regions, its authorities, each under every definition, rounded as published."""
    return [
        (*term_of(on), level, ENGLAND_CODE, ENGLAND_NAME, *named, each.code, each.title, rounded(_sum(counts, of, each.code), step))
        for level, named, of, step in levels({*authorities, *(la_code for la_code, _ in counts)}, on, only)
        for each in definitions
    ]


def _sum(counts: Mapping[tuple[str, str], int], codes: Sequence[str], definition: str) -> int:
    return sum(counts.get((code, definition), 0) for code in codes)


MEASURE = Measure(
    name="cme-definitions",
    columns=COLUMNS,
    measure=_measure,
    title="Children missing education under each definition",
    about="One row is one area's count on the day under one definition of missing education, rounded as the return is.",
)

"""The termly return: children missing education on a day, in the Department's layout."""

from __future__ import annotations

from collections import Counter

from onroll.core.measures.cme_census import COLUMNS, TOTAL, census_rows
from onroll.core.wording import plural
from onroll.pipeline.measures.counted import RunFigures, Shown
from onroll.pipeline.measures.shape import Asked, Measure, Measured


def _measure(asked: Asked) -> Measured:
    figures = RunFigures(asked.run)
    try:
        shown = Shown(include_shielded=asked.include_shielded, la_code=asked.la_code)
        counts, possible = figures.missing(shown, asked.reasons)
        hidden = figures.shielded(asked.la_code)
    finally:
        figures.close()
    rows = census_rows(counts, senders(asked), asked.run.on, population=asked.population, only=asked.la_code)
    counted = sum(own[TOTAL, TOTAL] for own in counts.values())
    notes = [f"Counted: {plural(counted, 'child', 'children')}. Possibly missing, and not in the return: {possible.total():,}."]
    nowhere = counts.get("", Counter[tuple[str, str]]())[TOTAL, TOTAL]
    if nowhere and asked.la_code is None:
        notes.append(f"In the national figures alone, because nothing says where they live: {nowhere:,}.")
    if asked.population is None:
        notes.append("Rates are not available (x): give the children aged 5 to 16 of each authority with --population FILE.")
    notes.append("This is the form for the Department: its percentages let small counts be worked out. For publication: onroll publish.")
    return Measured(list(rows), hidden, notes)


def senders(asked: Asked) -> set[str]:
    """Return the authorities that the figures are about, with or without a child: those that have sent a roll."""
    return {each.supplier for each in asked.extracts if each.register == "school_roll" and len(each.supplier) == 3}


MEASURE = Measure(
    name="cme-census",
    columns=COLUMNS,
    measure=_measure,
    title="Children missing education on the day",
    about="One row is one figure of the Department's termly return, rounded as it publishes them.",
)

"""The annual count: children who were missing education at any time between two days, in the layout of the termly return."""

from __future__ import annotations

from onroll.core.measures.any_time import TOPICS, period_of
from onroll.core.measures.cme_census import COLUMNS, TOTAL, census_rows
from onroll.core.wording import plural
from onroll.pipeline.measures.cme_census import senders
from onroll.pipeline.measures.counted import RunFigures, Shown
from onroll.pipeline.measures.shape import Asked, Measure, Measured


def _measure(asked: Asked) -> Measured:
    first, last = asked.first_day or asked.run.on, asked.run.on
    shown = Shown(include_shielded=asked.include_shielded, la_code=asked.la_code)
    figures = RunFigures(asked.run)
    try:
        counts, doubtful = figures.at_any_time(shown, first, last)
        hidden = figures.shielded(asked.la_code)
    finally:
        figures.close()
    rows = census_rows(
        counts, senders(asked), first, population=asked.population, only=asked.la_code, topics=TOPICS, period=period_of(first, last)
    )
    counted = sum(own[TOTAL, TOTAL] for own in counts.values())
    notes = [
        f"Counted once each: {plural(counted, 'child', 'children')}. "
        f"Only possibly missing on any of the days, and not counted: {doubtful:,}.",
        "Each child counts where they lived when they were first missing in the period.",
    ]
    return Measured(list(rows), hidden, notes)


MEASURE = Measure(
    name="cme-any-time",
    columns=COLUMNS,
    measure=_measure,
    title="Children missing education at any time",
    about="One row is one figure of the annual count: children who were missing education on any day of a period, each once.",
    between_two_days=True,
)

"""What the columns of figures mean: label, unit, and whether one filters by them or counts in them.

Source  Department for Education, Open data standards (symbols; filters and indicators).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from onroll.pipeline.measures.shape import Measure

Role = Literal["Place or time", "Filter", "Indicator"]

SYMBOLS: Mapping[str, str] = {
    "x": "not available",
    "z": "not applicable",
    "c": "withheld, so that nobody can be recognised",
    "low": "rounds to nought, and is not nought",
}
MISSING_VALUES = ("", *SYMBOLS)


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """One column. Shape  kind: its type in a Data Package; decimals: shown; grouped_by: the column whose labels gather a filter's."""

    name: str
    role: Role
    kind: str
    label: str
    unit: str = ""
    decimals: int | str = ""
    note: str = ""
    grouped_by: str = ""


def _place(name: str, label: str, kind: str = "string") -> ColumnMeaning:
    return ColumnMeaning(name, "Place or time", kind, label)


KNOWN: Mapping[str, ColumnMeaning] = {
    each.name: each
    for each in (
        _place("time_period", "School year, as 202526"),
        _place("time_identifier", "Term, or Academic year"),
        _place("geographic_level", "National, Regional or Local authority"),
        _place("country_code", "Code of the country"),
        _place("country_name", "Country"),
        _place("region_code", "Code of the region"),
        _place("region_name", "Region"),
        _place("old_la_code", "Three-digit code of the authority"),
        _place("new_la_code", "Nine-character code of the authority"),
        _place("la_name", "Authority"),
        _place("from_date", "First day", "date"),
        _place("to_date", "Second day", "date"),
        ColumnMeaning("breakdown_topic", "Filter", "string", "Breakdown", note="Total, or by what the children are counted"),
        ColumnMeaning("breakdown", "Filter", "string", "Label of the breakdown", grouped_by="breakdown_topic"),
        ColumnMeaning("section", "Filter", "string", "Part of the analysis"),
        ColumnMeaning("topic", "Filter", "string", "Breakdown", grouped_by="section"),
        ColumnMeaning("status", "Filter", "string", "Status on the day", note="Each child has exactly one", grouped_by="side"),
        ColumnMeaning("side", "Filter", "string", "In education, missing education, or neither"),
        ColumnMeaning("definition", "Filter", "string", "Definition of missing education", note="A short name"),
        ColumnMeaning("definition_title", "Filter", "string", "Definition in words"),
        ColumnMeaning("child_count", "Indicator", "number", "Children", decimals=0),
        ColumnMeaning("child_percent", "Indicator", "number", "Share of the children of the breakdown", "%", 0),
        ColumnMeaning("on_roll_count", "Indicator", "number", "Children of the group on a roll on the first day", decimals=0),
        ColumnMeaning("relative_risk", "Indicator", "number", "Risk of the group, that of all children on a roll being 1", decimals=2),
        ColumnMeaning("ci_low", "Indicator", "number", "Lower end of its 95% interval", decimals=2),
        ColumnMeaning("ci_high", "Indicator", "number", "Upper end of its 95% interval", decimals=2),
        ColumnMeaning("rate_per_100", "Indicator", "number", "Children per 100 aged 5 to 16", decimals=1),
    )
}


def meanings(measure: Measure) -> Sequence[ColumnMeaning]:
    """Return what each column of a measure means, in order."""
    return [KNOWN.get(name) or _unknown(name, measure) for name in measure.columns]


def _unknown(name: str, measure: Measure) -> ColumnMeaning:
    label = name.replace("_", " ").capitalize()
    if name in measure.numbers:
        return ColumnMeaning(name, "Indicator", "number", label, "%" if "percent" in name else "")
    return ColumnMeaning(name, "Place or time", "date", label) if name in measure.dates else ColumnMeaning(name, "Filter", "string", label)

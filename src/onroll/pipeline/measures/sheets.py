"""What travels with each sheet of figures, so that anybody can make it again: query, rules, run and position in the log.

Beside a file of figures stand two: `.meta.csv`, the columns in the Department's open data form, and `.datapackage.json`, a Data Package
that holds everything else.

Source  Department for Education, Open data standards; Frictionless Data, Tabular Data Package; issue "Measures", points 3 and 8.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from onroll.core.disclosure import RULES as DISCLOSURE_RULES
from onroll.core.rulebook import rulebook
from onroll.pipeline.engine import connect, read_parquet
from onroll.pipeline.index import Index, Run
from onroll.pipeline.measures.columns import MISSING_VALUES, SYMBOLS, ColumnMeaning, meanings
from onroll.pipeline.measures.definition_files.reading import digests
from onroll.pipeline.measures.shape import Measure
from onroll.pipeline.whole_files import write_atomically

META_COLUMNS = (
    "col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp", "filter_hint", "filter_grouping_column",
)  # fmt: skip
MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, kw_only=True)
class Query:
    """What was asked. Shape  first_day: of a measure between two days; population: children aged 5 to 16 by authority, as given."""

    export: str
    on: str
    first_day: str | None = None
    known_by: str | None = None
    la_code: str | None = None
    include_shielded: bool = False
    population: Mapping[str, int] | None = None
    file_format: str = "csv"


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """From what it was made. Shape  ledger: position and SHA-256 of the ledger up to it; reason: number of the last recorded reason."""

    run: str
    run_made_at: str
    ledger_position: int
    ledger_sha256: str
    reason: int
    rules: Mapping[str, Any] = field(default_factory=dict)
    software: str = ""


def provenance_of(index: Index, run: Run, *, reason: int) -> Provenance:
    """Return where figures of a run come from."""
    return Provenance(
        run=run.run_id,
        run_made_at=run.made_at.isoformat(),
        ledger_position=run.ledger_position,
        ledger_sha256=ledger_digest(index, run.ledger_position),
        reason=reason,
        rules={
            "findings": _rules_of(run),
            "rulebook": hashlib.sha256(rulebook().encode()).hexdigest(),
            "disclosure": DISCLOSURE_RULES,
            "definitions": digests(index.home),
        },
        software=f"onroll {version('onroll')}",
    )


def ledger_digest(index: Index, position: int) -> str:
    """Return the SHA-256 of the lines of the ledger's first events: who has the same, has the same log up to there."""
    return hashlib.sha256(b"\n".join(index.log.first_lines(position))).hexdigest()


def _rules_of(run: Run) -> list[str]:
    con = connect(memory_limit="512MB", threads=1)
    try:
        return [row[0] for row in con.execute(f"SELECT DISTINCT rule FROM {read_parquet(run.table('findings'))} ORDER BY 1").fetchall()]
    finally:
        con.close()


def about(measure: Measure, query: Query, made: Provenance) -> list[tuple[str, str]]:
    """Return the same in words, for a sheet of its own: nothing in it that the package beside a file would not say."""
    return [
        ("title", title_of(measure, query)),
        ("about", measure.about),
        ("query", json.dumps(asdict(query), sort_keys=True)),
        *((name, words if isinstance(words, str) else json.dumps(words, sort_keys=True)) for name, words in asdict(made).items()),
        *((f"symbol {symbol}", meaning) for symbol, meaning in SYMBOLS.items()),
    ]


def title_of(measure: Measure, query: Query) -> str:
    """Return what a sheet is called."""
    days = f"{query.first_day} to {query.on}" if query.first_day else f"as at {query.on}"
    known = f", as known by {query.known_by}" if query.known_by else ""
    area = f", authority {query.la_code}" if query.la_code else ""
    return f"{measure.title or measure.name}, {days}{known}{area}"


def write_beside(measure: Measure, query: Query, made: Provenance, into: Path, row_count: int) -> list[Path]:
    """Write both files beside a sheet, and return where they are."""
    meta, package = beside(into)
    columns = meanings(measure)
    write_atomically(meta, meta_csv(columns).encode())
    described = {
        "profile": "tabular-data-package",
        "name": into.stem.lower().replace("_", "-").replace(" ", "-"),
        "title": title_of(measure, query),
        "description": measure.about,
        "onroll": {"query": asdict(query), "made_from": asdict(made)},
        "resources": [resource(measure.name, into, columns, row_count), {"name": "columns", "path": meta.name, "format": "csv"}],
    }
    write_atomically(package, json.dumps(described, indent=1, ensure_ascii=False).encode())
    return [meta, package]


def beside(into: Path) -> tuple[Path, Path]:
    """Return where the columns and the package of a sheet stand."""
    return into.with_suffix(".meta.csv"), into.with_suffix(".datapackage.json")


def resource(name: str, path: Path, columns: Sequence[ColumnMeaning], row_count: int) -> dict[str, Any]:
    """Return one file as a Data Package describes it."""
    content = path.read_bytes()
    file_format = path.suffix.lstrip(".").lower() or "csv"
    return {
        "name": name,
        "path": path.name,
        "profile": "tabular-data-resource",
        "format": file_format,
        "mediatype": MEDIA_TYPES.get(file_format, "application/octet-stream"),
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "rows": row_count,
        "schema": {
            "fields": [{"name": each.name, "type": each.kind, "title": each.label, "description": each.note} for each in columns],
            "missingValues": list(MISSING_VALUES),
        },
        "symbols": dict(SYMBOLS),
    }


def meta_csv(columns: Sequence[ColumnMeaning]) -> str:
    """Return the columns in the Department's form: filters and indicators; places and times need none."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(META_COLUMNS)
    for each in columns:
        if each.role == "Indicator":
            writer.writerow([each.name, "Indicator", each.label, "", each.unit, each.decimals, "", ""])
        elif each.role == "Filter":
            writer.writerow([each.name, "Filter", each.label, "", "", "", each.note, each.grouped_by])
    return text.getvalue()


def as_day(words: str | None) -> date | None:
    """Return a day of a query."""
    return date.fromisoformat(words) if words else None

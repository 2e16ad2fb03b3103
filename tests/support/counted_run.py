"""A run made of given children: the tables that figures are counted from, written as a run of the line would write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onroll.pipeline.index import Index, Run
from onroll.pipeline.line import Decided, _made_from, _refuges_besides
from support.made_up_run import write_extract
from support.published_runs import publish_seen

TEXT, DAY = pa.string(), pa.date32()
SCHEMAS = {
    "children": pa.schema([("record_key", pa.int64()), ("child_id", TEXT)]),
    "findings": pa.schema(
        [("child_id", TEXT), ("finding", TEXT), ("status", TEXT), ("since", DAY), ("la_code", TEXT), ("reason", TEXT), ("rule", TEXT),
         ("coverage", TEXT), ("evidence", TEXT), ("sentences", pa.list_(TEXT)), ("leads", pa.list_(TEXT)), ("shielded", pa.bool_()),
         ("waits_for", pa.list_(TEXT))]
    ),
    "child_summaries": pa.schema(
        [("child_id", TEXT), ("surname", TEXT), ("forename", TEXT), ("middle_names", TEXT), ("date_of_birth", DAY), ("sex", TEXT),
         ("upn", TEXT), ("nhs_number", TEXT), ("postcode", TEXT), ("address_line_1", TEXT), ("record_count", pa.int32()),
         ("registers", pa.list_(TEXT))]
    ),
    "birthdays": pa.schema([("child_id", TEXT), ("date_of_birth", DAY)]),
    "residences": pa.schema([("child_id", TEXT), ("la_code", TEXT), ("postcode", TEXT), ("since", DAY), ("evidence", TEXT)]),
    "former_residences": pa.schema([("child_id", TEXT), ("la_code", TEXT), ("starts_on", DAY), ("ends_before", DAY)]),
    "shielded": pa.schema([("child_id", TEXT), ("because", TEXT)]),
    "timelines": pa.schema(
        [("child_id", TEXT), ("starts_on", DAY), ("ends_before", DAY), ("status", TEXT), ("urn", TEXT), ("la_code", TEXT),
         ("evidence", pa.list_(TEXT)), ("because", TEXT)]
    ),
}  # fmt: skip

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def write_counted_run(home: Path, rows: Rows, *, on: date, senders: Sequence[str] = ("373",), known_by: date | None = None) -> Run:
    """Write one run for a day; what a row leaves out is empty.

    Shape  rows: by table; senders: authorities that sent a roll, on the very day; known_by: as of which day, beside the present run.
    """
    index = Index(home, clock=lambda: datetime.combine(on, time(9), UTC))
    with index.writing("a counted run"):
        if not index.extracts():
            for sender in senders:
                record = "1::BIGINT AS record_key, 2::INTEGER AS line, 'r1' AS record_id, 'Made-up' AS surname, 'Amira' AS forename"
                write_extract(index, "school_roll", sender, on, f"SELECT {record}, DATE '2015-05-01' AS date_of_birth")
        into = index.building_folder("run")
        for name, schema in SCHEMAS.items():
            columns = {field.name: pa.array([row.get(field.name) for row in rows.get(name, ())], field.type) for field in schema}
            pq.write_table(pa.table(columns, schema=schema), into / f"{name}.parquet")
        extracts = index.counted_extracts(on, known_by=known_by)
        made_from = _made_from(extracts, Decided(), _refuges_besides(index, extracts))
        manifest = {"counts": {}, "seconds": {}, "stage": "whole", "made_from": made_from}
        return publish_seen(index, into, on=on, known_by=known_by, ledger_position=index.ledger_position(), manifest=manifest)

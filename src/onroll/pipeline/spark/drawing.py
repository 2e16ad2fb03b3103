"""Timelines and findings on the executors: children by groups, in Arrow batches, by the very rules that draw them on one machine.

A drawing needs one child's rows and what is known of schools, calendars and postcodes (the world), which every executor gets whole.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from onroll.core.findings.shape import Finding
from onroll.core.sightings import all_readings
from onroll.core.world import World
from onroll.pipeline.drawing import SCHEMAS, draw_part
from onroll.pipeline.sightings import SOURCE_COLUMNS

CHILDREN_IN_A_GROUP = 6_000
"""So many children are drawn together: bounds the memory of a Python worker."""

_CALLED = {"contradictions": {"kind": "contradiction"}, "residences": {"evidence": "reference"}}
"""Columns that go by another name where the rows of all tables stand together."""

_TOLD = {_CALLED.get(table, {}).get(each.name, each.name): each.type for table, schema in SCHEMAS.items() for each in schema}

DRAWN = pa.schema([("kind", pa.string()), ("number", pa.int64()), *_TOLD.items(), ("told", pa.binary())])
"""What drawing gives: one row of one of the tables (kind), numbered within its group; or a finding, as Python keeps it (told)."""


def draw_in_spark(tables: Any, registers: Sequence[str], world: World, into: Path, shielded: frozenset[str]) -> dict[str, Finding]:
    """Draw everybody in `birthdays` from the tables `seen_<register>`, write the tables, and return what was found of the unsettled.

    Shape  shielded: of whom findings are told without places.
    """
    groups = max(tables.partitions, tables.count("SELECT 1 FROM birthdays") // CHILDREN_IN_A_GROUP)
    place = f"pmod(xxhash64(child_id), {groups}) AS place"
    people = tables.session.sql(f"SELECT {place}, child_id, date_of_birth FROM birthdays")
    said = None
    for register in registers:
        names = ", ".join(dict.fromkeys((*all_readings()[register].fields, *SOURCE_COLUMNS)))
        rows = tables.session.sql(f"SELECT {place}, child_id, '{register}' AS register, {names} FROM seen_{register}")
        said = rows if said is None else said.unionByName(rows, allowMissingColumns=True)
    given = tables.session.sparkContext.broadcast((world, shielded))

    def draw_group(of_people: pa.Table, of_said: pa.Table) -> pa.Table:
        the_world, shielded_here = given.value
        return drawn_group(the_world, shielded_here, of_people, of_said)

    tables.make_by_groups(people, said if said is not None else people, "place", draw_group, DRAWN, "drawn")
    for table, schema in SCHEMAS.items():
        called = _CALLED.get(table, {})
        columns = ", ".join(f"{called.get(name, name)} AS {name}" for name in schema.names)
        tables.copy_to(
            f"SELECT {columns}, number FROM drawn WHERE kind = '{table}'", "child_id, number", into / f"{table}.parquet", "number"
        )
    found = tables.rows(
        "SELECT child_id, told FROM drawn LEFT SEMI JOIN unsettled USING (child_id) WHERE kind = 'finding' ORDER BY child_id"
    )
    return {child_id: pickle.loads(told) for child_id, told in found}


def drawn_group(world: World, shielded: frozenset[str], people: pa.Table, said: pa.Table) -> pa.Table:
    """Return the rows of DRAWN for some children. Shape  people: child_id, date_of_birth; said: all that is said of them, by register."""
    birthdays = dict(zip(people["child_id"].to_pylist(), people["date_of_birth"].to_pylist(), strict=True))
    rows = {}
    for register in said["register"].unique().to_pylist() if "register" in said.column_names else ():
        names = ("child_id", *all_readings()[register].fields, *SOURCE_COLUMNS)
        of_register = said.filter(pc.equal(said["register"], register))
        rows[register] = list(zip(*(of_register[name].to_pylist() for name in names), strict=True))
    tables, found = draw_part(world, birthdays, rows, shielded & birthdays.keys())
    parts = [
        _with_kind(kind, table.rename_columns([_CALLED.get(kind, {}).get(name, name) for name in table.column_names]))
        for kind, table in tables.items()
    ]
    told = {"child_id": pa.array(found.keys(), pa.string()), "told": pa.array(map(pickle.dumps, found.values()), pa.binary())}
    parts.append(_with_kind("finding", pa.table(told)))
    return pa.concat_tables([DRAWN.empty_table(), *parts], promote_options="default")


def _with_kind(kind: str, table: pa.Table) -> pa.Table:
    numbers = pa.array(range(table.num_rows), pa.int64())
    return table.append_column("kind", pa.array([kind] * table.num_rows, pa.string())).append_column("number", numbers)

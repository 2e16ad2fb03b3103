"""What an earlier run said of one child: read from its files, without loading it."""

from __future__ import annotations

from onroll.pipeline.engine import asking, read_parquet
from onroll.pipeline.index import Run
from onroll.pipeline.run_rows import Spell


def spells_as_then(run: Run, child_id: str) -> list[Spell]:
    """Return the spells of a child as that run knew them, in order of time; none where it did not know the child by that id."""
    path = run.table("timelines")
    if not path.exists():
        return []
    connection = asking()
    try:
        columns = "starts_on, ends_before, status, urn, la_code, evidence, because"
        sql = f"SELECT {columns} FROM {read_parquet(path)} WHERE child_id = ? ORDER BY starts_on"
        return [
            Spell(
                starts_on=starts_on,
                ends_before=ends_before,
                status=status,
                urn=urn,
                la_code=la_code,
                evidence=tuple(evidence or ()),
                because=because,
            )
            for starts_on, ends_before, status, urn, la_code, evidence, because in connection.execute(sql, [child_id]).fetchall()
        ]
    finally:
        connection.close()

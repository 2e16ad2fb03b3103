"""When the children of a run were born, for rules that go by age."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onroll.pipeline.engine import asking, read_parquet
from onroll.pipeline.index import Run


def birthdays_of(run: Run, child_ids: Sequence[str]) -> dict[str, date]:
    """Return the date of birth of each child, by id; those whose birthday nobody records are left out."""
    if not child_ids:
        return {}
    connection = asking()
    try:
        connection.execute("CREATE TEMP TABLE wanted (child_id VARCHAR)")
        connection.execute("INSERT INTO wanted SELECT unnest(?)", [list(child_ids)])
        summaries = read_parquet(run.table("child_summaries"))
        rows = connection.execute(f"SELECT child_id, date_of_birth FROM {summaries} JOIN wanted USING (child_id)").fetchall()
        return {child_id: born for child_id, born in rows if isinstance(born, date)}
    finally:
        connection.close()

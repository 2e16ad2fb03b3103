"""What the registers say that makes a missing child's case more urgent, and who is shielded: for triage as a case arrives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from onroll.pipeline.engine import connect, quoted, read_parquet
from onroll.pipeline.index import RECORD_KEY_STRIDE, Index, Run
from onroll.pipeline.shielding import shielded_children

SOCIAL_CARE = {"cpp": "child_protection_plan", "cla": "looked_after", "cin": "child_in_need"}


def shielded_in(run: Run) -> frozenset[str]:
    """Return the shielded children of a run."""
    return shielded_children(run.folder)


def risks_known(run: Run, child_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return for each child what is known: the date of birth, open episodes of social care, and the SEN provision on a roll.

    Shape  an episode is open that began by the run's day and has not ended before it.
    """
    if not child_ids:
        return {}
    connection = connect(memory_limit="1GB")
    try:
        connection.execute("CREATE TABLE wanted (child_id VARCHAR)")
        connection.execute("INSERT INTO wanted SELECT unnest(?)", [list(child_ids)])
        born = connection.execute(
            f"SELECT child_id, date_of_birth FROM {read_parquet(run.table('child_summaries'))} JOIN wanted USING (child_id)"
        ).fetchall()
        known: dict[str, dict[str, Any]] = {child_id: {"date_of_birth": day} for child_id, day in born if isinstance(day, date)}
        for row in _records(run, connection, "social_care", "episode, start_date, end_date"):
            episode, starts, ends = row[1:]
            if episode in SOCIAL_CARE and (starts is None or starts <= run.on) and (ends is None or ends >= run.on):
                known.setdefault(row[0], {})[SOCIAL_CARE[episode]] = True
        for child_id, provision in _records(run, connection, "school_roll", "sen_provision"):
            if provision:
                known.setdefault(child_id, {})["sen"] = provision
        return known
    finally:
        connection.close()


def _records(run: Run, connection: Any, register: str, columns: str) -> list[tuple[Any, ...]]:
    """Return those columns of the wanted children's records, the oldest extract first."""
    members = f"SELECT record_key, child_id, as_at FROM {read_parquet(run.table('children'))} JOIN wanted USING (child_id)"
    keys: Mapping[int, Any] = dict(
        connection.execute(
            f"SELECT record_key // {RECORD_KEY_STRIDE}, max(as_at) FROM ({members} WHERE register = ?) GROUP BY 1 ORDER BY 2", [register]
        ).fetchall()
    )
    found: list[tuple[Any, ...]] = []
    for number in keys:
        extract = _extracts(run).get(number)
        if extract is None:
            continue
        has = {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM read_parquet([{quoted(extract)}])").fetchall()}
        if not set(columns.split(", ")) <= has:
            continue
        found += connection.execute(
            f"SELECT m.child_id, {columns} FROM read_parquet([{quoted(extract)}]) r JOIN ({members}) m USING (record_key)"
        ).fetchall()
    return found


def _extracts(run: Run) -> dict[int, Any]:
    index = Index(run.folder.parents[2])
    return {each.number: each.records_path for each in index.extracts() if each.records_path.exists()}

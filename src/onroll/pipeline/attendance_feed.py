"""The attendance marks of some children, as the newest rows have them: for observing a return.

Source  contracts, section 4 (`attendance`: events; ten codes a week).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from onroll.core.evidence import reference
from onroll.core.observed_attendance import MarkedWeek
from onroll.pipeline.engine import asking, quoted, read_parquet
from onroll.pipeline.index import Run
from onroll.pipeline.leads import extracts_of_run


def marks_of(run: Run, child_ids: Sequence[str], since: date) -> dict[str, list[MarkedWeek]]:
    """Return by child each week from that of `since` on: one row for each school, the one that was sent last."""
    paths = [each.records_path for each in extracts_of_run(run) if each.register == "attendance" and each.records_path.exists()]
    if not paths or not child_ids:
        return {}
    con = asking()
    try:
        con.register("arrow_given", pa.table({"child_id": pa.array(list(child_ids), pa.string())}))
        rows = con.execute(
            f"""SELECT c.child_id, r.urn, r.week_starting, r.marks, c.register, c.supplier, c.as_at, c.record_id
            FROM {read_parquet(*paths)} r
            JOIN (SELECT * FROM {quoted(run.table("children"))} SEMI JOIN arrow_given USING (child_id) WHERE register = 'attendance') c
            USING (record_key) WHERE r.week_starting >= ? - INTERVAL 6 DAYS AND r.marks IS NOT NULL
            QUALIFY row_number() OVER (PARTITION BY c.child_id, r.urn, r.week_starting ORDER BY c.as_at DESC, r.record_key DESC) = 1
            ORDER BY c.child_id, r.week_starting, r.urn""",
            [since],
        ).fetchall()
    finally:
        con.close()
    found: dict[str, list[MarkedWeek]] = {}
    for child_id, urn, week, marks, *row in rows:
        found.setdefault(child_id, []).append(MarkedWeek(urn or "", week, marks, reference(*row)))
    return found

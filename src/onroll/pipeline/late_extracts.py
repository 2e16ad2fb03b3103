"""Which senders are behind, and how many findings wait for each: chasing one late roll may settle fifty findings.

Source  design, section 6; contracts, section 5, "Coverage".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onroll.core.findings.shape import Finding
from onroll.core.world import LATE_AFTER_DAYS, World

LATE_EXTRACTS = pa.schema(
    [
        ("register", pa.string()),
        ("supplier", pa.string()),
        ("la_code", pa.string()),
        ("newest_as_at", pa.date32()),
        ("days_behind", pa.int32()),
        ("findings_waiting", pa.int32()),
    ]
)


def write_late_extracts(findings: Iterable[Finding], world: World, into: Path) -> int:
    """Write the table `late_extracts`, and return how many senders it holds.

    Shape  a sender is in it whose newest extract of a register is over 31 days older than the newest of the others, or
           for whom a finding waits; newest_as_at NULL: it has sent none; days_behind: behind the newest of all.
    """
    waiting = Counter(owed for finding in findings for owed in finding.waits_for)
    newest: dict[str, dict[str, Any]] = {}
    for (register, supplier), days in world.snapshots.items():
        newest.setdefault(register, {})[supplier] = days[-1]
    late = set(waiting)
    for register, by_supplier in newest.items():
        for supplier, as_at in by_supplier.items():
            others = [day for other, day in by_supplier.items() if other != supplier]
            if others and (max(others) - as_at).days > LATE_AFTER_DAYS:
                late.add((register, supplier))
    rows = []
    for register, supplier in sorted(late):
        as_at = newest.get(register, {}).get(supplier)
        ahead = max(newest.get(register, {}).values(), default=None)
        behind = (ahead - as_at).days if as_at and ahead else None
        la_code = supplier if len(supplier) == 3 else world.authority_of_school(supplier)
        rows.append((register, supplier, la_code, as_at, behind, waiting[(register, supplier)]))
    columns = {name: [row[place] for row in rows] for place, name in enumerate(LATE_EXTRACTS.names)}
    pq.write_table(pa.table(columns, schema=LATE_EXTRACTS), into / "late_extracts.parquet")
    return len(rows)

"""Common Transfer Files as a partial school roll: the school's URN is looked up by authority and number.

Source  contracts 6.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pyarrow as pa

from onroll.pipeline.intake.readers import ReadFile
from onroll.pipeline.intake.reference import establishment_key

WAIVED_FIELDS = frozenset({"urn"})


def supplied_fields(read: ReadFile, urns: Mapping[tuple[str, str], str]) -> dict[str, Callable[[pa.RecordBatch], pa.Array]]:
    """Return how the fields that a transfer file does not write are found from those that it does."""
    if not {"source_la", "source_estab"} <= set(read.headings):
        return {}
    la_code, number = (2 + read.headings.index(name) for name in ("source_la", "source_estab"))

    def urn(batch: pa.RecordBatch) -> pa.Array:
        keys = zip(batch.column(la_code).to_pylist(), batch.column(number).to_pylist(), strict=True)
        return pa.array([urns.get(establishment_key(la, school)) if la and school else None for la, school in keys], pa.string())

    return {"urn": urn}

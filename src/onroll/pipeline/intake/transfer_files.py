"""Common Transfer Files as a partial school roll: what the file does not write in our fields is worked out here.

Source  contracts 6.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa

from onroll.core.records import is_missing
from onroll.core.wording import plural
from onroll.pipeline.intake.readers import ReadFile
from onroll.pipeline.intake.reference import establishment_key

WAIVED_FIELDS = frozenset({"urn"})
OWN_COLUMNS = frozenset({"source_la", "source_estab", "removal_grounds"})
"""Columns of a transfer file that are read, though no field of `school_roll` is called so."""


@dataclass
class TransferFields:
    """How fields are worked out, batch by batch; and how often one had to be put in.

    Shape  urns: by authority and establishment number.
    """

    read: ReadFile
    urns: Mapping[tuple[str, str], str]
    as_at: date
    entries_put_in: int = field(default=0, init=False)

    def suppliers(self) -> dict[str, Callable[[pa.RecordBatch], pa.Array]]:
        """Return what fills each such field."""
        return {"urn": self._urn, "entry_date": self._entry_date} if set(self.read.headings) >= OWN_COLUMNS else {}

    def notes(self) -> list[str]:
        """Return what to tell about the file as a whole."""
        if not self.entries_put_in:
            return []
        if self.entries_put_in == 1:
            return ["1 row gives no entry date: it counts from its leaving day, or from the file's day."]
        return [f"{plural(self.entries_put_in, 'row')} give no entry date: they count from their leaving day, or from the file's day."]

    def _urn(self, batch: pa.RecordBatch) -> pa.Array:
        keys = zip(self._cells(batch, "source_la"), self._cells(batch, "source_estab"), strict=True)
        return pa.array([self.urns.get(establishment_key(la, school)) if la and school else None for la, school in keys], pa.string())

    def _entry_date(self, batch: pa.RecordBatch) -> pa.Array:
        """A pupil without an entry date is still a pupil: the row counts from the first day that the file vouches for."""
        entries = []
        for entry, left in zip(self._cells(batch, "entry_date"), self._cells(batch, "leaving_date"), strict=True):
            if is_missing(entry):
                self.entries_put_in += 1
                entry = self.as_at.isoformat() if is_missing(left) else left
            entries.append(entry)
        return pa.array(entries, pa.string())

    def _cells(self, batch: pa.RecordBatch, heading: str) -> list[str | None]:
        cells: list[str | None] = batch.column(2 + self.read.headings.index(heading)).to_pylist()
        return cells

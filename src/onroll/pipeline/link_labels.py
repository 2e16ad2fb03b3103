"""What people said of pairs that they looked at, beside what the program had thought: for training and for calibration."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq


class LinkLabel(NamedTuple):
    """One pair of records and whether people said that they are one child.

    Shape  probability: as it was when they looked, None where it was not reckoned; drawn: how the pair came to be looked at, `queue`
           (because it was doubtful), `confirmation` (a joined pair that somebody confirmed) or `split`. people: how many said so.
    """

    left_key: int
    right_key: int
    same: bool
    probability: float | None
    weight: float | None
    decided_on: date
    people: int
    drawn: str


LABELS = pa.schema(
    [
        ("left_key", pa.int64()),
        ("right_key", pa.int64()),
        ("same", pa.bool_()),
        ("probability", pa.float64()),
        ("weight", pa.float64()),
        ("decided_on", pa.date32()),
        ("people", pa.int32()),
        ("drawn", pa.string()),
    ]
)


def write_labels(labels: Sequence[LinkLabel], into: Path) -> None:
    """Write the labels into a run."""
    pq.write_table(pa.Table.from_pylist([label._asdict() for label in labels], schema=LABELS), into / "link_labels.parquet")

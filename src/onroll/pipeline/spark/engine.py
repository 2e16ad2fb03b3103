"""Spark as the engine of a run: its tables, and the work that has a way of its own there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from onroll.core.findings.shape import Finding
from onroll.core.world import World
from onroll.pipeline.links.decided import DecidedUnits
from onroll.pipeline.links.model import Model
from onroll.pipeline.spark.drawing import draw_in_spark
from onroll.pipeline.spark.resolving import resolve_in_spark
from onroll.pipeline.spark.tables import SparkTables


class SparkEngine(SparkTables):
    """Spark's tables, and what the executors do by Python: resolution, and the drawing of timelines."""

    def resolve(self, model: Model, decided: DecidedUnits, register_of: Mapping[int, str]) -> int:
        """Make the tables of clusters; return how many pairs were scored in the second look."""
        return resolve_in_spark(self, model, decided, register_of)

    def draw(self, registers: Sequence[str], world: World, into: Path, shielded: frozenset[str]) -> dict[str, Finding]:
        """Draw all children, write their tables into a run folder, and return what was found of those whom no fresh roll settles."""
        return draw_in_spark(self, registers, world, into, shielded)

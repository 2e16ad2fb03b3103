"""Spark as the engine of a run: its tables, and the work that has a way of its own there."""

from __future__ import annotations

from collections.abc import Mapping

from onroll.pipeline.links.decided import DecidedUnits
from onroll.pipeline.links.model import Model
from onroll.pipeline.links.resolution import Clusters
from onroll.pipeline.spark.resolving import resolve_in_spark
from onroll.pipeline.spark.tables import SparkTables


class SparkEngine(SparkTables):
    """Spark's tables, and resolution on the executors."""

    def resolve(self, model: Model, decided: DecidedUnits, register_of: Mapping[int, str]) -> tuple[Clusters, int]:
        """Return the clusters of all units, and how many pairs were scored in the second look."""
        return resolve_in_spark(self, model, decided, register_of)

"""Station 10, measures: published figures, each in one file. A new measure is a new module with a `MEASURE`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from onroll.pipeline.measures.shape import Asked, Measure, Measured

__all__ = ["Asked", "Measure", "Measured", "all_measures"]


@cache
def all_measures() -> Mapping[str, Measure]:
    """Return every measure by its name."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        measure = getattr(importlib.import_module(f"{__name__}.{module.name}"), "MEASURE", None)
        if measure is not None:
            found[measure.name] = measure
    return dict(sorted(found.items()))

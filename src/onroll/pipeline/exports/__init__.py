"""One file per export: what `onroll export NAME` writes. A new export is a new module with an `EXPORT`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from onroll.pipeline.exports.shape import Export

__all__ = ["Export", "all_exports"]


@cache
def all_exports() -> Mapping[str, Export]:
    """Return every export by its name."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        export = getattr(importlib.import_module(f"{__name__}.{module.name}"), "EXPORT", None)
        if export is not None:
            found[export.name] = export
    return dict(sorted(found.items()))

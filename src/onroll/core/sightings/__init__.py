"""One file per register: what its rows say about where a child is educated and lives.

Each module has `FIELDS` (the register's own fields that it reads, in order) and `read(source, *fields)`, which
returns the row's claims.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from onroll.core.sightings.shape import Claim


@dataclass(frozen=True)
class Reading:
    """How the rows of one register are read."""

    register: str
    fields: tuple[str, ...]
    read: Callable[..., Iterable[Claim]]


@cache
def all_readings() -> Mapping[str, Reading]:
    """Return how each register is read, by its name."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        if hasattr(loaded, "read"):
            found[module.name] = Reading(module.name, loaded.FIELDS, loaded.read)
    return dict(sorted(found.items()))


EDUCATION_REGISTERS = frozenset({"school_roll", "roll_change", "ehe", "alternative_provision", "admissions"})
"""Who was ever in one of these is not `never_on_roll` (contracts, section 5)."""

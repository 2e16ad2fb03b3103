"""One file per register: what its rows are called and must hold.

A new register is a new module in this folder with a `REGISTER`, and one in `core/sightings/` that says what
its rows mean. Nothing else changes.

Source  contracts, sections 3 and 4.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from onroll.core.registers.shape import Field, Register

__all__ = ["Field", "Register", "all_registers", "register_named"]


@cache
def all_registers() -> Mapping[str, Register]:
    """Return every register by its name, in alphabetical order."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        register = getattr(importlib.import_module(f"{__name__}.{module.name}"), "REGISTER", None)
        if register is not None:
            found[register.name] = register
    return dict(sorted(found.items()))


def register_named(name: str) -> Register:
    """Return the register of that name.

    Raises  KeyError, with a sentence that lists the names there are.
    """
    try:
        return all_registers()[name]
    except KeyError:
        raise KeyError(f"There is no register called {name!r}. The registers are: {', '.join(all_registers())}.") from None

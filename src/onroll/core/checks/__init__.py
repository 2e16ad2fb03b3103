"""One check of a record per file: its number, its sentence, the rule, and its worked examples.

A new check is a new module in this folder with a `CHECK`. The line, the problem report and the generated page of
checks find it there.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from onroll.core.checks.shape import Check, ExtractCheck, PairCheck, Setting, Severity, ValueCheck

__all__ = ["Check", "ExtractCheck", "PairCheck", "Setting", "Severity", "ValueCheck", "all_checks", "pair_checks", "value_checks"]


@cache
def all_checks() -> Mapping[str, Check]:
    """Return every check by its number, in order."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        check = getattr(importlib.import_module(f"{__name__}.{module.name}"), "CHECK", None)
        if isinstance(check, Check):
            found[check.check_id] = check
    return dict(sorted(found.items()))


def value_checks() -> tuple[ValueCheck, ...]:
    """Return the checks that look at one value."""
    return tuple(check for check in all_checks().values() if isinstance(check, ValueCheck))


def pair_checks() -> tuple[PairCheck, ...]:
    """Return the checks that look at two values of one row."""
    return tuple(check for check in all_checks().values() if isinstance(check, PairCheck))

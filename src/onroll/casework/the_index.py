"""Where the casework finds the index, and the tables of the run that readers see."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings

from onroll.pipeline.index import Index
from onroll.pipeline.run_queries import RunTables, current_tables
from onroll.pipeline.shared_fields import showing


def the_index() -> Index:
    """Return the index of this home folder."""
    return Index(settings.ONROLL_HOME)


def the_tables() -> RunTables | None:
    """Return the tables of the run that readers see, or None before the first run."""
    return current_tables(the_index())


class _WholeTables:
    """The tables of a run with every field, whatever the viewer of this request may read."""

    def __init__(self, tables: RunTables) -> None:
        self._tables = tables

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._tables, name)
        return _whole(found) if callable(found) else found


def whole_tables() -> RunTables | None:
    """Return the same with every field: for actions, which decide by the whole record and show none of it."""
    tables = the_tables()
    return cast(RunTables, _WholeTables(tables)) if tables is not None else None


def _whole(ask: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(ask)
    def asked(*args: Any, **more: Any) -> Any:
        with showing(None):
            return ask(*args, **more)

    return asked

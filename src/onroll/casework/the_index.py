"""Where the casework finds the index, and the tables of the run that readers see."""

from __future__ import annotations

from django.conf import settings

from onroll.pipeline.index import Index
from onroll.pipeline.run_queries import RunTables, current_tables


def the_index() -> Index:
    """Return the index of this home folder."""
    return Index(settings.ONROLL_HOME)


def the_tables() -> RunTables | None:
    """Return the tables of the run that readers see, or None before the first run."""
    return current_tables(the_index())

"""The cells that figures are counted in, and how an address asks for the children in some of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from urllib.parse import quote, urlencode

from onroll.core.measures.cme_census import TOPICS, CountedChild
from onroll.pipeline.run_rows import CountedFinding

SEPARATOR = ":"
COUNTED_AS, MISSING, POSSIBLY = "Counted as", "Missing education", "Possibly missing"
STATUSES = {MISSING: "cme", POSSIBLY: "possible_cme"}
"""A cell is of children who are missing education, unless it says otherwise."""

CELLS: Mapping[str, Collection[str]] = {**TOPICS, COUNTED_AS: tuple(STATUSES)}
"""By what the list of children can be narrowed to the rows of a figure."""


def cell_address(topic: str, label: str) -> str:
    """Return how one cell is written in an address."""
    return f"{topic}{SEPARATOR}{label}"


def rows_address(cells: Mapping[str, str]) -> str:
    """Return the address of the list of the children who are in every one of some cells. Shape  cells: label by topic."""
    return f"/findings?{urlencode([('cell', cell_address(*each)) for each in cells.items()], quote_via=quote, safe='')}"


def as_counted(found: CountedFinding, reason: str | None) -> CountedChild:
    """Return a finding as the return counts it. Shape  reason: None where none was returned: then the child is in no row of the reasons."""
    return CountedChild(found.la_code or "", found.sex, found.date_of_birth, found.since, reason)

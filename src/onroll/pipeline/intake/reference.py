"""What the newest national establishment file says, for the checks and for transfer files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

import pyarrow.parquet as pq

from onroll.pipeline.establishments import newest_establishments
from onroll.pipeline.index import Extract


def known_urns(extracts: Sequence[Extract]) -> frozenset[str] | None:
    """Return every URN of the newest establishment file; None where none has been taken in."""
    newest = newest_establishments(extracts)
    return _urns(newest.records_path) if newest else None


def urns_by_number(extracts: Sequence[Extract], on: date) -> Mapping[tuple[str, str], str]:
    """Return the URN by authority and establishment number.

    Where several establishments had a number, the one open on the day goes first, then the one opened last: a school
    that converts keeps its number and gets a new URN.
    """
    newest = newest_establishments(extracts)
    if newest is None:
        return {}
    columns = ["la_code", "establishment_number", "urn", "open_date", "close_date"]
    rows = zip(*(pq.read_table(newest.records_path, columns=columns)[name].to_pylist() for name in columns), strict=True)
    ranked = sorted(
        (
            (opened or date.min) <= on and (closed is None or closed >= on),
            opened or date.min,
            urn,
            establishment_key(la_code, number),
        )
        for la_code, number, urn, opened, closed in rows
        if la_code and number and urn
    )
    return {key: urn for _, _, urn, key in ranked}


def establishment_key(la_code: str, number: str) -> tuple[str, str]:
    """Return an authority's code and an establishment's number as they are compared: leading noughts given back."""
    return la_code.strip().zfill(3), number.strip().zfill(4)


@lru_cache(maxsize=2)
def _urns(path: Path) -> frozenset[str]:
    return frozenset(urn for urn in pq.read_table(path, columns=["urn"])["urn"].to_pylist() if urn)

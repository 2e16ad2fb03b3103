# ruff: noqa: E501 (made-up rows read best as whole lines of SQL)
"""An authority's own list beside the made-up region, and a run that knows it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from onroll.pipeline.index import Index, Run
from support.made_up_run import ON, write_extract, write_made_up_run

_NOBODY = """SELECT * FROM (SELECT 1::BIGINT AS record_key, 2::INTEGER AS line, '' AS record_id, '' AS surname, '' AS forename, DATE '2014-01-01' AS date_of_birth,
             DATE '2014-01-01' AS opened_on, NULL::DATE AS closed_on, '' AS reason, '' AS outcome) WHERE false"""


def with_list(
    home: Path, entries: Mapping[str, str], *, authority: str = "301", on: date = ON, as_at: date = ON, children: int = 200, **changes: str
) -> Run:
    """Write a list of an authority and a run that knows it.

    Shape  entries: by child, the words `opened closed reason`; `-` where the entry is not closed. changes: as `write_made_up_run` takes them.
    """
    index = Index(home)
    write_made_up_run(home, children=children, on=on, changes=changes)
    with index.writing("a list"):
        number = index.next_extract_number()
        rows = [_row(number, line, *entry.split(" ", 2)) for line, entry in enumerate(entries.values(), start=2)]
        write_extract(index, "cme_register", authority, as_at, " UNION ALL ".join(rows) or _NOBODY)
    members = [
        f"INSERT INTO children VALUES ({number}::BIGINT * 4294967296 + {line}, 'cme_register', '{authority}', DATE '{as_at}', 'l{line}', '{child}', 1.0, 'exact')"
        for line, child in enumerate(entries, start=2)
    ]
    return write_made_up_run(home, children=children, on=on, changes={**changes, "children": "; ".join(members) or "SELECT 1"})


def _row(number: int, line: int, opened: str, closed: str, reason: str = "") -> str:
    closed_on, outcome = ("NULL::DATE", "") if closed == "-" else (f"DATE '{closed}'", "enrolled")
    return f"""SELECT {number}::BIGINT * 4294967296 + {line} AS record_key, {line}::INTEGER AS line, 'l{line}' AS record_id, 'Made-up' AS surname, 'Child' AS forename,
               DATE '2014-01-01' AS date_of_birth, DATE '{opened}' AS opened_on, {closed_on} AS closed_on, '{reason}' AS reason, '{outcome}' AS outcome"""

"""Common Transfer Files: pupils who move, and where they have been.

A row's `line` is the row's number plus 1, as in Parquet: several rows come from one pupil, and lines of XML mean little.

Source  contracts, section 6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from onroll.pipeline.intake.readers.ctf_document import Part, header_and_pupils
from onroll.pipeline.intake.readers.ctf_pupils import HEADINGS, rows_of_pupil
from onroll.pipeline.intake.readers.headings import Headings
from onroll.pipeline.intake.readers.read_file import CannotReadFile, Limits, ReadFile
from onroll.pipeline.intake.readers.rows_table import RowsTable
from onroll.pipeline.intake.readers.source_file import SourceFile, printable

KNOWN_VERSIONS = frozenset(["24", "24.0", "25", "25.0"])
_BATCH_ROWS = 4_096


def read_ctf(source: SourceFile, into: Path, limits: Limits) -> ReadFile:
    """Write the rows that a transfer file's pupils become, and return what it is.

    Raises  CannotReadFile where it is no transfer file, may not be read, or is larger than configured.
    """
    if source.size > limits.xml_bytes:
        raise CannotReadFile(
            f"{source.name} is larger than the {limits.xml_bytes >> 20:,} MB that are read of XML. "
            "Send it in parts, or have ONROLL_MAX_XML_MEGABYTES raised."
        )
    parts = header_and_pupils(source, limits)
    header = next(parts)
    school = (header.value("SourceSchool", "LEA").strip(), header.value("SourceSchool", "Estab").strip())
    as_at, warnings = _as_at(header, source.name), _warnings(header, school, source.name)
    with RowsTable(into, Headings(HEADINGS, frozenset(), ())) as table:
        rows = (row for pupil in parts for row in rows_of_pupil(pupil, school, as_at))
        while batch := list(islice(_as_cells(rows), _BATCH_ROWS)):
            first = table.row_count + 2
            table.add_rows(list(range(first, first + len(batch))), [None] * len(batch), batch)
    return ReadFile(
        format="ctf",
        headings=HEADINGS,
        row_count=table.row_count,
        warnings=warnings if as_at else (*warnings, f"The header of {source.name} has no day that can be read."),
        partial=True,
        supplier=school[0] if re.fullmatch(r"\d{3}", school[0]) else None,
        as_at=as_at,
    )


def _as_cells(rows: Iterator[dict[str, str]]) -> Iterator[list[str | None]]:
    return ([row.get(heading) if row.get(heading, "").strip() else None for heading in HEADINGS] for row in rows)


def _as_at(header: Part, name: str) -> date | None:
    text = header.value("DateTime").strip() or header.value("Date").strip()
    found = re.match(r"\d{4}-\d\d-\d\d(?=$|T| )", text)
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        raise CannotReadFile(f"The header of {name} has the day {printable(text)!r}, which there is not. Export it again.") from None


def _warnings(header: Part, school: tuple[str, str], name: str) -> tuple[str, ...]:
    warnings = []
    version = header.value("CTFversion").strip()
    if version not in KNOWN_VERSIONS:
        said = f"version {printable(version)!r}" if version else "no version"
        warnings.append(
            f"{name} says {said} of the Common Transfer File; it was read as version 25, and newer or older items may be missed."
        )
    if not all(re.fullmatch(r"\d+", number) for number in school):
        warnings.append(f"The header of {name} does not give the source school's authority and number.")
    return tuple(warnings)

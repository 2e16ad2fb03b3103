"""Write a sheet of figures with what travels beside it, and make one again from that."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onroll.pipeline.exports.writing import Written, write_measure
from onroll.pipeline.index import Index, Run
from onroll.pipeline.measures import Asked, all_measures
from onroll.pipeline.measures.sheets import MEDIA_TYPES, Provenance, Query, about, as_day, ledger_digest, write_beside


class CannotMakeAgain(Exception):
    """A sheet cannot be made again here; the sentence says why."""


def write_sheet(
    query: Query, made_from: Provenance, run: Run, index: Index, reasons: Mapping[str, str], into: Path
) -> tuple[Written, Sequence[str]]:
    """Write the figures that a query asks of a run, and beside them where they come from. Return what was written, and the notes.

    Shape  reasons: by child, as recorded up to `made_from.reason`.
    """
    measure = all_measures()[query.export]
    used = frozenset(run.manifest["made_from"]["extracts"])
    extracts = [each for each in index.extracts() if each.extract_id in used]
    put_in = query.include_shielded
    measured = measure.measure(Asked(run, extracts, as_day(query.first_day), query.la_code, put_in, reasons, query.population))
    said = about(measure, query, made_from)
    count = write_measure(measure, measured.rows, into, file_format=query.file_format, about=said)  # type: ignore[arg-type]
    write_beside(measure, query, made_from, into, count)
    return Written(into, count, 0 if put_in else measured.shielded, measured.shielded if put_in else 0), measured.notes


@dataclass(frozen=True)
class Sheet:
    """A sheet as its package describes it. Shape  content: the SHA-256 of its file."""

    query: Query
    made_from: Provenance
    content: str
    path: str


def read_package(path: Path) -> Sheet:
    """Return the sheet that a package describes.

    Raises  CannotMakeAgain where it is no package of a sheet.
    """
    try:
        said: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        first = said["resources"][0]
        content = str(first["hash"]).removeprefix("sha256:")
        sheet = Sheet(Query(**said["onroll"]["query"]), Provenance(**said["onroll"]["made_from"]), content, str(first["path"]))
        _check(sheet)
        return sheet
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError) as cannot:
        raise CannotMakeAgain(f"{path} is not the .datapackage.json of a sheet of figures: {cannot}.") from cannot


def _check(sheet: Sheet) -> None:
    """Check that a package says what a sheet can be made of.

    Raises  ValueError, TypeError.
    """
    query, made = sheet.query, sheet.made_from
    if query.export not in all_measures():
        raise ValueError(f"there is no measure {query.export!r}")
    if query.file_format not in MEDIA_TYPES:
        raise ValueError(f"there is no format {query.file_format!r}")
    if query.la_code is not None and not isinstance(query.la_code, str):
        raise ValueError(f"{query.la_code!r} is no authority")
    people = query.population
    if people is not None and not (isinstance(people, dict) and all(type(number) is int for number in people.values())):
        raise ValueError("its population is none")
    if type(made.ledger_position) is not int or type(made.reason) is not int:
        raise ValueError("a position in the log is a whole number")
    for day in (query.on, query.first_day, query.known_by):
        if day is not None:
            as_day(day)
    if as_day(query.on) is None or all_measures()[query.export].between_two_days is not (query.first_day is not None):
        raise ValueError("it does not say of which day it is, or between which")


def same_log(sheet: Sheet, index: Index) -> None:
    """Check that the index has the log that a sheet was made from.

    Raises  CannotMakeAgain where it has not.
    """
    made = sheet.made_from
    if index.ledger_position() < made.ledger_position or ledger_digest(index, made.ledger_position) != made.ledger_sha256:
        raise CannotMakeAgain(
            f"The log of this home is not the one that the sheet was made from, up to its position {made.ledger_position}."
        )


def run_of(sheet: Sheet, index: Index) -> Run | None:
    """Return the run that a sheet was made from, where it is still there.

    Raises  CannotMakeAgain where only its counts are.
    """
    if any(each.run_id == sheet.made_from.run for each in index.frozen_runs()):
        raise CannotMakeAgain(
            f"The rows of the run {sheet.made_from.run} were deleted as the retention schedule says. The sheet itself stands."
        )
    found = [each for each in index.runs() if each.run_id == sheet.made_from.run]
    return found[0] if found and found[0].ledger_position == sheet.made_from.ledger_position else None


def make_again(sheet: Sheet, run: Run, index: Index, reasons: Mapping[str, str], into: Path | None = None) -> bool:
    """Make a sheet again, and return whether its file is the same, byte for byte. Shape  into: where to keep it; else it is thrown away."""
    with tempfile.TemporaryDirectory(prefix="onroll-sheet-") as folder:
        path = into or Path(folder) / f"sheet.{sheet.query.file_format}"
        write_sheet(sheet.query, sheet.made_from, run, index, reasons, path)
        return hashlib.sha256(path.read_bytes()).hexdigest() == sheet.content

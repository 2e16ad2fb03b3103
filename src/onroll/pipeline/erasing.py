"""Delete the rows of an extract that has been kept long enough: from the index, and from every run that was made from it.

The ledger keeps that there was such a file, of whom and of which day, and how many rows it had. In order, so that a kill at any moment
leaves something that runs on to the end: the extract stops counting (`erase`); a run is made without it, which readers see from
then on (the line's work); then its files go, and those of the runs before (`destroy_rows`).

Source  issue 6, point 8; domain, requirement 62.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from onroll.pipeline.frozen_runs import destroy, freeze, is_made_from, runs_made_from
from onroll.pipeline.index import RECORD_KEY_STRIDE, Extract, Index
from onroll.pipeline.run_queries import RunTables
from onroll.pipeline.whole_files import write_atomically

KEPT_OF_MANIFEST = ("extract_id", "number", "first_number", "format", "column_map", "compared_with")
EMPTY_OF_MANIFEST: Mapping[str, Any] = {"notes": [], "released": {}, "repeats": [], "unknown_columns": []}


class CannotErase(Exception):
    """The rows cannot go now; the sentence says why."""


def read_content(extract: Extract, update: Callable[[bytes], object]) -> None:
    """Hand on the file of an extract as it was received, piece by piece, where it is still there."""
    if extract.source_path is not None:
        with extract.source_path.open("rb") as file:
            while chunk := file.read(1 << 20):
                update(chunk)


def extract_numbers_of(tables: RunTables, child_ids: Collection[str]) -> frozenset[int]:
    """Return the numbers of the extracts that hold a row of any of those children."""
    sql = "SELECT DISTINCT record_key // ? AS number FROM children WHERE child_id IN (SELECT unnest(?))"
    return frozenset(int(row["number"]) for row in tables.ask(sql, [RECORD_KEY_STRIDE, sorted(child_ids)]))


def erase(index: Index, extract_id: str, because: str) -> Extract:
    """Make an extract count no more, for good. Twice is once. Only inside `Index.writing`."""
    extract = index.extract(extract_id)
    return extract if extract.state == "erased" else index.change_extract(extract_id, state="erased", because=because)


def destroy_rows(index: Index, extract_ids: Collection[str], *, hidden: Collection[str]) -> int:
    """Destroy the files of erased extracts, and the tables of every run that was made from them; return how many runs.

    Only inside `Index.writing`.

    Raises  CannotErase where one still counts, or readers still see a run that was made from it.
    """
    extracts = [each for each in index.extracts() if each.extract_id in set(extract_ids)]
    counting = [each.extract_id for each in extracts if each.state != "erased"]
    if counting:
        raise CannotErase(f"{counting[0]} still counts; its rows stay.")
    present = index.current_run()
    if present is not None and is_made_from(present, extract_ids):
        raise CannotErase(f"Readers still see the run {present.run_id}, which was made from what has to go. Make one without: onroll run")
    runs = runs_made_from(index, extract_ids)
    for run in runs:
        freeze(index, run, hidden=hidden)
    for extract in extracts:
        _destroy_files(index, extract)
    return len(runs)


def _destroy_files(index: Index, extract: Extract) -> None:
    path = extract.folder / "manifest.json"
    if path.exists() and [each.name for each in extract.folder.iterdir()] == [path.name]:
        return
    manifest = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    destroy(index, extract.folder)
    extract.folder.mkdir()
    kept = {name: manifest[name] for name in KEPT_OF_MANIFEST if name in manifest} | dict(EMPTY_OF_MANIFEST)
    write_atomically(path, json.dumps(kept, ensure_ascii=False, indent=1).encode())

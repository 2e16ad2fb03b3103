"""Look at a file without taking it in: what it was understood as, what is wrong with it, what would change.

The pages show this between upload and decision; the file is then taken in by `take_in`, with the same result.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from onroll.pipeline.index import Index
from onroll.pipeline.intake.preparation import Prepared, prepare, receive
from onroll.pipeline.intake.publishing import refused, report_on_prepared
from onroll.pipeline.intake.readers import CannotReadFile, read_rows
from onroll.pipeline.intake.readers.source_file import open_source
from onroll.pipeline.intake.reports import CannotTakeIn, CannotUnderstandHeadings, FileReport
from onroll.pipeline.intake.taking_in import checked_claim, known_already, report_known, understood_claim

MOST_PROBLEMS_SHOWN = 1_000


@dataclass(frozen=True, kw_only=True)
class Examination:
    """What taking a file in would do.

    Shape  report: as it would read. columns: the file's heading by our field. problems: the first thousand, as
           dictionaries in the columns of `problems.parquet`; problem_counts: rows by check, all of them.
           differences: rows by kind against the supplier's former extract; None where there is none.
           headings: the file's, in its order; empty where it was refused for something else.
           alarm: why the sanity gate would hold it. replaces: ids of the extracts that it would take the place of.
           content_hash, next_number: of the file's bytes, and of the next extract that is taken in: by both it is found again.
    """

    report: FileReport
    columns: Mapping[str, str]
    problems: tuple[Mapping[str, Any], ...] = ()
    problem_counts: Mapping[str, int]
    differences: Mapping[str, int] | None = None
    compared_with: str | None = None
    alarm: str | None = None
    replaces: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    content_hash: str = ""
    next_number: int = 0


def examine(
    index: Index, path: Path, *, register: str | None, supplier: str | None, as_at: date | None, allow_empty: bool = False
) -> Examination:
    """Check and compare a file, and change nothing.

    Raises  WrongUsage where there is no such register or day.
    """
    claim = checked_claim(register or "", supplier or "", as_at or "") if register or supplier or as_at else None
    index.create()
    folder = Path(tempfile.mkdtemp(prefix="onroll-examination-"))
    try:
        try:
            received = receive(open_source(path), folder)
            claim, read = understood_claim(claim, received, folder)
            known = known_already(index, claim, received)
            if known is not None:
                return Examination(report=report_known(known, path), columns={}, problem_counts={})
            read = read or read_rows(received.path, folder / "rows.parquet")
            prepared = prepare(
                index,
                folder,
                claim,
                received,
                read,
                extracts=index.extracts(),
                number=index.next_extract_number(),
                allow_empty=allow_empty,
            )
        except (CannotReadFile, CannotTakeIn) as refusal:
            headings = refusal.headings if isinstance(refusal, CannotUnderstandHeadings) else ()
            return Examination(report=refused(path, str(refusal), claim), columns={}, problem_counts={}, headings=headings)
        return _examination(prepared, path, index.next_extract_number())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _examination(prepared: Prepared, path: Path, next_number: int) -> Examination:
    problems = pq.read_table(prepared.folder / "problems.parquet")
    counted = {each["values"]: each["counts"] for each in problems["check_id"].value_counts().to_pylist()}
    headings = prepared.read.headings
    return Examination(
        report=report_on_prepared(prepared, path),
        columns={name: headings[place] for name, place in prepared.understood.column_of.items()},
        problems=tuple(problems.slice(0, MOST_PROBLEMS_SHOWN).to_pylist()),
        problem_counts=dict(sorted(counted.items())),
        differences=dict(prepared.comparison.counts) if prepared.comparison else None,
        compared_with=prepared.comparison.former.extract_id if prepared.comparison else None,
        alarm=prepared.alarm,
        replaces=tuple(each.extract_id for each in prepared.replaces),
        headings=tuple(headings),
        content_hash=prepared.received.content_hash,
        next_number=next_number,
    )

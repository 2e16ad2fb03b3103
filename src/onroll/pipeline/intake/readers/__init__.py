"""Any file that a supplier sends as one table of text: CSV, Parquet, XLSX, Common Transfer File.

What a file is, its first bytes say, never its name. Nothing is trimmed, corrected or left out here: a row that cannot be
read as a row still appears, with the reason in `structure_problem`.

Source  contracts, sections 1 and 6; docs/tables.md (rows.parquet).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from onroll.pipeline.intake.readers.csv_rows import read_csv
from onroll.pipeline.intake.readers.ctf_rows import read_ctf
from onroll.pipeline.intake.readers.parquet_rows import read_parquet
from onroll.pipeline.intake.readers.read_file import DEFAULT_LIMITS, CannotReadFile, Limits, ReadFile, limits_from
from onroll.pipeline.intake.readers.source_file import open_source, require_unchanged
from onroll.pipeline.intake.readers.supplier_copy import folder_for_rows, write_copy
from onroll.pipeline.intake.readers.xlsx_rows import read_xlsx

__all__ = ["DEFAULT_LIMITS", "CannotReadFile", "Limits", "ReadFile", "annotate_for_supplier", "limits_from", "read_rows"]

_READERS = {"csv": read_csv, "parquet": read_parquet, "xlsx": read_xlsx, "ctf": read_ctf}


def read_rows(source: Path, into: Path, *, limits: Limits = DEFAULT_LIMITS) -> ReadFile:
    """Write a supplier's file as one table of text, and return what it is.

    Shape   into: the Parquet file to write: `line`, `structure_problem` (NULL, or why the row cannot be read as a row), then
            one text column per heading; NULL only where a cell is absent or empty. Nothing is left there on a refusal.
    Raises  CannotReadFile with one sentence.
    """
    file = open_source(Path(source))
    try:
        read = _READERS[file.format](file, Path(into), limits)
        require_unchanged(file)
    except CannotReadFile:
        Path(into).unlink(missing_ok=True)
        raise
    except FileNotFoundError:
        require_unchanged(file)
        raise
    return replace(read, warnings=(*file.warnings, *read.warnings))


def annotate_for_supplier(
    source: Path, problems: Iterable[tuple[int, str, str]], into: Path, *, limits: Limits = DEFAULT_LIMITS
) -> Literal["csv", "xlsx"]:
    """Write a copy of a supplier's file with a first column "Problems", and return the format of the copy.

    Shape   problems: line (as in `rows.parquet`), field (may be empty), message. A workbook gives XLSX; all else CSV.
    Raises  CannotReadFile where the source cannot be read.
    """
    file = open_source(Path(source))
    with folder_for_rows() as folder:
        rows = Path(folder) / "rows.parquet"
        read = None if file.format == "csv" else read_rows(Path(source), rows, limits=limits)
        return write_copy(file, problems, Path(into), limits, read, rows)

"""The careful way to read delimited text: one physical line at a time, and a broken row never takes its neighbours along.

An opened quotation mark that is never closed swallows, in other readers, everything up to the next mark or the end of
the file. Here a cell that runs over several lines is believed only where it closes properly and the row then has as many
cells as there are headings; else the line where it opened is the broken row, and reading goes on with the next line.
"""

from __future__ import annotations

import csv
import itertools
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from onroll.pipeline.intake.readers.read_file import CannotReadFile, Limits

_QUOTED_TEXT_LENGTH = 4 << 20
NUL_PROBLEM = "This row holds NUL bytes, which no text has; they were left out."
UNCLOSED_PROBLEM = "A quotation mark that is opened in this row is not closed properly, so its cells cannot be told apart."


@dataclass(frozen=True)
class CarefulRow:
    """One row as it stands.

    Shape  cells: as many as stand there; problem: why they cannot be taken for the columns, else None.
    Units  length: characters, over all its lines.
    """

    line: int
    cells: list[str]
    problem: str | None
    length: int


class _RunsOn(Exception):
    pass


class _PhysicalLines:
    """The lines of a file, with the power to put some back; `taken` are those given out since it was last emptied."""

    def __init__(self, lines: Iterator[str], most: int) -> None:
        self.nul = False
        self.lines = lines
        self.most = most
        self.put_back: deque[str] = deque()
        self.taken: list[str] = []
        self.length = 0

    def __iter__(self) -> _PhysicalLines:
        return self

    def __next__(self) -> str:
        line = self.put_back.popleft() if self.put_back else next(self.lines)
        self.taken.append(line)
        self.length += len(line)
        if len(self.taken) > self.most or self.length > _QUOTED_TEXT_LENGTH:
            raise _RunsOn
        if "\0" in line:
            self.nul = True
            return line.replace("\0", "")
        return line

    def begin(self) -> None:
        self.taken = []
        self.length = 0
        self.nul = False

    def keep_first_only(self) -> str:
        first, rest = self.taken[0], self.taken[1:]
        self.put_back.extendleft(reversed(rest))
        self.taken = [first]
        self.nul = "\0" in first
        return first


@contextmanager
def careful_rows(path: Path, *, file: str, delimiter: str, width: int | None, limits: Limits) -> Iterator[Iterator[CarefulRow]]:
    """Give the rows of a UTF-8 file, the heading row included; blank lines are passed over but counted.

    Shape  width: how many cells a row must have; None: any number.
    """
    csv.field_size_limit(max(csv.field_size_limit(), 2 * _QUOTED_TEXT_LENGTH))
    with open(path, encoding="utf-8-sig", newline="") as text:
        yield _rows(_PhysicalLines(_decoded(text, file), limits.quoted_cell_lines), delimiter, width)


def _decoded(text: Iterator[str], file: str) -> Iterator[str]:
    try:
        yield from text
    except UnicodeDecodeError:
        raise CannotReadFile(f"{file} was changed while it was being read. Wait until it is complete, and read it again.") from None


def _rows(lines: _PhysicalLines, delimiter: str, width: int | None) -> Iterator[CarefulRow]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    start = 1
    while True:
        lines.begin()
        problem = None
        try:
            cells = next(reader)
            if len(lines.taken) > 1 and width is not None and len(cells) != width:
                cells, problem = _first_line_alone(lines, delimiter)
        except StopIteration:
            return
        except (csv.Error, _RunsOn):
            cells, problem = _first_line_alone(lines, delimiter)
        nul = lines.nul
        if cells or nul:
            if problem is None and width is not None and len(cells) != width:
                problem = count_problem(len(cells), width)
            if nul:
                problem = f"{problem} {NUL_PROBLEM}" if problem else NUL_PROBLEM
            yield CarefulRow(start, cells, problem, lines.length)
        start += len(lines.taken)


def count_problem(cells: int, width: int) -> str:
    """Return the sentence about a row with too many cells or too few."""
    if cells > width:
        return (
            f"This row has {cells:,} cells, but there are {width:,} headings: a cell that holds the separator may lack its quotation marks."
        )
    return f"This row has only {cells:,} of {width:,} cells: it may be cut off, or its cells shifted."


def _first_line_alone(lines: _PhysicalLines, delimiter: str) -> tuple[list[str], str | None]:
    """Read the first of the lines taken as a row of its own; put the others back."""
    line = lines.keep_first_only().replace("\0", "")
    # A second line shows whether the first left a quotation mark open: then both would be one row.
    read = list(itertools.islice(csv.reader([line, "closed\n"], delimiter=delimiter), 2))
    if len(read) == 2:
        return read[0], None
    return next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), []), UNCLOSED_PROBLEM

"""A table of answers to many enquiries, read row by row: what each row says, and what is wrong with it.

Source  issue 4, point 4 (chased and answered in bulk); contracts, section 1 (headings, days, empty cells).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from onroll.core.dated.enquiry_checks import OUTCOMES, OutcomeCode
from onroll.core.dated.values import value_on

MOST_ROWS = 500
COLUMNS = ("enquiry", "outcome", "answered_on", "evidence", "place", "answer", "why_not")
NEEDED = ("enquiry", "outcome", "answered_on")
MISSING = frozenset({"", "null", "n/a", "nk"})
LONGEST = {"evidence": 300, "place": 300, "why_not": 300, "answer": 2000}


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One row that can be read. Shape  enquiry: the number without its letter."""

    line: int
    enquiry: int
    outcome: OutcomeCode
    answered_on: date
    evidence: str = ""
    place: str = ""
    answer: str = ""
    why_not: str = ""

    @property
    def number(self) -> str:
        """The enquiry's number as it stands on letters."""
        return f"E{self.enquiry:06d}"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing that is wrong. Shape  line: of the file, the header being 1; 0 for the whole table."""

    line: int
    field: str
    value: str
    sentence: str


def read_answers(text: str, on: date) -> tuple[tuple[AnswerRow, ...], tuple[RowProblem, ...]]:
    """Return the rows that can be read, and what is wrong with the others. A column that is not known is passed over."""
    try:
        every = list(enumerate(csv.reader(text.replace("\x00", "").lstrip("\ufeff").splitlines(keepends=True)), start=1))
    except csv.Error:
        return (), (RowProblem(0, "", "", "This is not a table of cells with commas between them (CSV)."),)
    lines = [(line, cells) for line, cells in every if any(cell.strip() for cell in cells)]
    if not lines:
        return (), (RowProblem(0, "", "", "There is nothing in the table."),)
    places = {_heading(cell): place for place, cell in reversed(list(enumerate(lines[0][1])))}
    missing = [name for name in NEEDED if name not in places]
    if missing:
        return (), (RowProblem(1, missing[0], "", f"The first row must name the columns. Missing: {', '.join(missing)}."),)
    if len(lines) - 1 > MOST_ROWS:
        return (), (RowProblem(0, "", "", f"The table has {len(lines) - 1} rows. Send {MOST_ROWS} or fewer at a time."),)
    rows: list[AnswerRow] = []
    problems: list[RowProblem] = []
    seen: dict[int, int] = {}
    for line, cells in lines[1:]:
        found, wrong = _row(line, {name: _cell(cells, place) for name, place in places.items() if name in COLUMNS}, on)
        if found is not None and found.enquiry in seen:
            wrong = [RowProblem(line, "enquiry", found.number, f"{found.number} stands in row {seen[found.enquiry]} too.")]
        if found is not None and not wrong:
            seen[found.enquiry] = line
            rows.append(found)
        problems.extend(wrong)
    return tuple(rows), tuple(problems)


def _row(line: int, said: Mapping[str, str], on: date) -> tuple[AnswerRow | None, list[RowProblem]]:
    problems = []
    number = re.fullmatch(r"[Ee]?\s*0*([1-9][0-9]{0,8})", said["enquiry"])
    if number is None:
        problems.append(RowProblem(line, "enquiry", said["enquiry"], "Give the enquiry’s number, like E000123."))
    outcome = _outcome(said["outcome"], on)
    if outcome is None:
        words = ", ".join(each.words for each in value_on(OUTCOMES, on))
        problems.append(RowProblem(line, "outcome", said["outcome"], f"Give one of: {words}."))
    day = _day(said["answered_on"])
    if day is None:
        problems.append(RowProblem(line, "answered_on", said["answered_on"], "Give the day of the answer, like 17/5/2026 or 2026-05-17."))
    elif day > on:
        problems.append(RowProblem(line, "answered_on", said["answered_on"], "An answer cannot come in days to come."))
    for name, longest in LONGEST.items():
        if len(said.get(name, "")) > longest:
            problems.append(RowProblem(line, name, said[name][:40] + "…", f"Write {longest} characters or fewer."))
    if problems or number is None or outcome is None or day is None:
        return None, problems
    more = {name: said.get(name, "") for name in LONGEST}
    return AnswerRow(line, int(number[1]), outcome, day, more["evidence"], more["place"], more["answer"], more["why_not"]), []


def _outcome(said: str, on: date) -> OutcomeCode | None:
    wanted = _heading(said)
    return next((each.code for each in value_on(OUTCOMES, on) if wanted in (each.code, _heading(each.words))), None)


def _day(said: str) -> date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(said.removesuffix(" 00:00:00"), form).date()
        except ValueError:
            continue
    return None


def _heading(cell: str) -> str:
    return "_".join(cell.strip().lower().replace("-", " ").replace("_", " ").split())


def _cell(cells: Sequence[str], place: int) -> str:
    text = cells[place].strip() if place < len(cells) else ""
    # Our own downloads put an apostrophe before what a spreadsheet would run as a formula.
    text = text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text
    return "" if text.lower() in MISSING else text

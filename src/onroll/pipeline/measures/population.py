"""The children who live in each authority, from a file that somebody gives: the denominator of rates."""

from __future__ import annotations

import csv
from pathlib import Path

CODE, PEOPLE = "la_code", "population"
MOST_DIGITS = 8
"""More people than England has children are a slip."""


class CannotReadPopulation(Exception):
    """The file of populations cannot be used; the sentence says where and why."""


def read_population(path: Path) -> dict[str, int]:
    """Return the children aged 5 to 16 by authority. Shape  a CSV file with the columns `la_code` and `population`."""
    found: dict[str, int] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            missing = [name for name in (CODE, PEOPLE) if name not in (rows.fieldnames or [])]
            if missing:
                raise CannotReadPopulation(f"{path}: the column {missing[0]} is missing; the file needs {CODE} and {PEOPLE}.")
            for row in rows:
                where = f"{path}, line {rows.line_num}"
                code, people = (row[CODE] or "").strip(), (row[PEOPLE] or "").strip().replace(",", "")
                if not (code.isascii() and code.isdigit() and len(code) == 3):
                    raise CannotReadPopulation(f"{where}: {CODE} {code!r} is not a three-digit authority code.")
                if not (people.isascii() and people.isdigit() and len(people) <= MOST_DIGITS and int(people) > 0):
                    raise CannotReadPopulation(
                        f"{where}: {PEOPLE} {people[:20]!r} is not a whole number above nought of at most {MOST_DIGITS} digits."
                    )
                if code in found:
                    raise CannotReadPopulation(f"{where}: {CODE} {code} stands twice.")
                found[code] = int(people)
    except (OSError, UnicodeDecodeError, csv.Error) as cannot:
        raise CannotReadPopulation(f"{path} cannot be read as a CSV file in UTF-8: {cannot}.") from cannot
    if not found:
        raise CannotReadPopulation(f"{path} has no rows below its first: it names no authority.")
    return found

"""The heading row: which columns a file has, and whether they can be told apart.

Source  contracts, section 1 (Header).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onroll.core.column_headings import RECORD_ID, fields_of
from onroll.core.registers import all_registers
from onroll.pipeline.intake.readers.read_file import CannotReadFile, Limits

OWN_COLUMNS = ("line", "structure_problem")


@dataclass(frozen=True)
class Headings:
    """A file's columns.

    Shape  names: one per column of the file, unique, usable as column names; unnamed: positions of the columns without a
           heading, which are dropped where nothing stands in them.
    """

    names: tuple[str, ...]
    unnamed: frozenset[int]
    warnings: tuple[str, ...]


def comparable(heading: str) -> str:
    """Return a heading as it is compared: no case, and spaces, hyphens and underscores equal."""
    return re.sub(r"[\s_-]+", "_", heading.strip()).strip("_").casefold()


@cache
def _known_anywhere() -> frozenset[str]:
    """Return the headings, as compared, that some register knows."""
    registers = all_registers().values()
    names = {field.name for register in registers for field in fields_of(register)} | {RECORD_ID.name}
    return frozenset(comparable(name) for name in names | {heading for register in registers for heading, _ in register.aliases})


def known_anywhere(heading: str) -> bool:
    """Return whether some register has a field of that heading."""
    return comparable(heading) in _known_anywhere()


def understood_headings(cells: Sequence[str | None], *, file: str, limits: Limits) -> Headings:
    """Return the columns that a heading row names.

    Two that no register knows may be alike: the second gets a blank more, which no comparison sees (a saved column map that
    names them is told of both).

    Raises  CannotReadFile where there are none, too many, or two of one field that cannot be told apart.
    """
    if len(cells) > limits.columns:
        raise CannotReadFile(
            f"{file} has {len(cells):,} columns in its heading row, and {limits.columns:,} is the most that is read. "
            "Remove those that nobody needs."
        )
    # A mark of the encoding that stands twice, or in the midst of files put together, would hide the first field's name.
    given = [(cell or "").replace("\0", "").replace("\ufeff", "") for cell in cells]
    if not any(heading.strip() for heading in given):
        raise CannotReadFile(f"{file} has no headings: its first row must name the columns.")
    seen: dict[str, str] = {}
    for heading in given:
        same = comparable(heading)
        if not same:
            continue
        if same in seen and known_anywhere(heading):
            raise CannotReadFile(
                f"{file} has two columns called {_short(heading)} (the first is written {_short(seen[same])}): "
                "it cannot be known which one to read. Remove or rename one."
                if seen[same] != heading
                else f"{file} has two columns called {_short(heading)}: it cannot be known which one to read. Remove or rename one."
            )
        seen.setdefault(same, heading)
    return _named(given, file)


def _named(given: Sequence[str], file: str) -> Headings:
    taken = {*OWN_COLUMNS, *(heading.lower() for heading in given)}
    used: set[str] = set()
    names: list[str] = []
    unnamed: set[int] = set()
    warnings: list[str] = []
    for position, heading in enumerate(given):
        name = heading
        if not comparable(heading):
            unnamed.add(position)
            name = _free(f"column {position + 1}", taken)
        elif heading.lower() in OWN_COLUMNS:
            name = _free(f"{heading} (as sent)", taken)
            warnings.append(f"The column {_short(heading)} of {file} is kept as {_short(name)}, because the name is in use here.")
        elif heading.lower() in used:
            name = _free(heading + " ", taken, more=" ")
        used.add(name.lower())
        names.append(name)
    return Headings(tuple(names), frozenset(unnamed), tuple(warnings))


def _free(name: str, taken: set[str], more: str = "'") -> str:
    while name.lower() in taken:
        name += more
    taken.add(name.lower())
    return name


def _short(heading: str) -> str:
    return repr(heading if len(heading) <= 60 else heading[:57] + "…")

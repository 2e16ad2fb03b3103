"""Attendance marks: the codes of half-days, and how ten of them are written in one cell.

Source  domain 2.3 (regulation 10 of SI 2024/208; retired codes as school business guidance lists them).
"""

from __future__ import annotations

import re

NO_SESSION = "-"
SESSION_CODES = frozenset(
    ["/", "\\", "L", "K", "V", "P", "W", "B", "D", "C", "C1", "C2", "E", "I", "J1", "M", "R", "S", "T", "Q"]
    + [f"Y{number}" for number in range(1, 8)]
    + ["G", "N", "O", "U", "X", "Z", "#", NO_SESSION]
)

ATTENDED = frozenset(["/", "\\", "L", "K", "V", "P", "W", "B"])
"""Present, or attending elsewhere by arrangement (domain 2.3)."""

NOT_POSSIBLE = frozenset([NO_SESSION, "#", "X", "Z", "D", "Q", *(f"Y{number}" for number in range(1, 8))])
"""No session that the child could have attended here: closed, unable to attend, not on the roll, or at the other school of two."""

# A digit never stands alone, so a letter takes the digit after it: C1, J1 and Y4 are one code each.
_CODE = re.compile(r"[A-Z][0-9]|[^\s,;|]")


def session_codes(marks: str) -> tuple[str, ...]:
    """Return the codes of a cell of marks in order, Monday morning first.

    Shape  written together, or parted by spaces, commas or semicolons; unknown codes are returned too.
    """
    return tuple(_CODE.findall(marks.upper()))

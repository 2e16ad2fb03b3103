"""What becomes of one cell: the value that it holds, and the checks that it fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from onroll.core.checks import value_checks
from onroll.core.checks.shape import Setting, ValueCheck
from onroll.core.records import Value, is_missing, reading_of
from onroll.core.registers import Field


class Verdict(NamedTuple):
    """A cell as read. value: in the common shape, None where missing or not to be used; failed: in order of number."""

    value: Value
    failed: tuple[ValueCheck, ...]


def judge_of(field: Field, setting: Setting) -> Callable[[str | None], Verdict]:
    """Return the function that judges a cell of that field: the same one for a file, a form and a test."""
    read = reading_of(field, setting.register)
    checks = tuple(check for check in value_checks() if check.applies(field, setting.register))

    def judge(cell: str | None) -> Verdict:
        if cell is None or is_missing(cell):
            return Verdict(None, tuple(check for check in checks if check.fails(None, None, field, setting)))
        text = cell.strip()
        value = read(text)
        return Verdict(value, tuple(check for check in checks if check.fails(text, value, field, setting)) if checks else ())

    return judge

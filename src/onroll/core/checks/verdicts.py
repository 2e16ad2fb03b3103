"""What becomes of one cell: the value that it holds, and the checks that it fails."""

from __future__ import annotations

from collections.abc import Callable

from onroll.core.checks import value_checks
from onroll.core.checks.shape import Setting, ValueCheck
from onroll.core.records import Value, is_missing_word, reading_of
from onroll.core.registers import Field

Verdict = tuple[Value, tuple[ValueCheck, ...]]
"""A cell as read: its value in the common shape (None where missing or not to be used), and what it failed, by number."""


def judge_of(field: Field, setting: Setting) -> Callable[[str | None], Verdict]:
    """Return the function that judges a cell of that field: the same one for a file, a form and a test."""
    read = reading_of(field, setting.register)
    applying = tuple(check for check in value_checks() if check.applies(field, setting.register))
    missing: Verdict = (None, tuple(check for check in applying if check.of_missing and check.fails("", None, field, setting)))
    checks = tuple(check for check in applying if not check.of_missing)
    nothing: tuple[ValueCheck, ...] = ()

    def judge(cell: str | None) -> Verdict:
        if cell is None or is_missing_word(text := cell.strip()):
            return missing
        value = read(text)
        for check in checks:
            if check.fails(text, value, field, setting):
                return value, tuple(each for each in checks if each.fails(text, value, field, setting))
        return value, nothing

    return judge

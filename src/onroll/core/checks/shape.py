"""What a check is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onroll.core.records import Value
from onroll.core.registers import Field, Register

Severity = Literal["error", "warning"]
"""An error sets the row aside in quarantine; with a warning it is accepted."""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What a check may know beside the value itself.

    Shape  known_urns: of the newest establishment file; None where none has been taken in.
           waived: required fields that this kind of file may leave out (a Common Transfer File: contracts 6).
    """

    register: Register
    as_at: date
    known_urns: frozenset[str] | None = None
    waived: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Check:
    """A numbered rule about records.

    Shape  sentence: what must be so, for the supplier to read. source: where the rule comes from.
    """

    check_id: str
    sentence: str
    severity: Severity
    source: str


@dataclass(frozen=True, kw_only=True)
class ValueExample:
    """A cell and whether the check fails it; the setting is the register's name, the field's, and a day."""

    register: str
    field: str
    text: str | None
    fails: bool
    as_at: date = date(2026, 1, 15)
    known_urns: frozenset[str] | None = None
    waived: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class ValueCheck(Check):
    """A check of one value.

    Shape  applies: whether a field of a register is looked at.
           of_missing: whether it looks at missing cells; else it looks at the others.
           fails: of the trimmed text, what it was read as, the field and the setting.
           message: what to tell about that text; the sentence, where nothing is added.
    """

    applies: Callable[[Field, Register], bool]
    of_missing: bool = False
    fails: Callable[[str, Value, Field, Setting], bool]
    message: Callable[[str, Field], str]
    examples: tuple[ValueExample, ...]


@dataclass(frozen=True, kw_only=True)
class PairExample:
    """Two days and whether the check fails them."""

    first: date
    second: date
    fails: bool


@dataclass(frozen=True, kw_only=True)
class PairCheck(Check):
    """A check of two days of one row, both of them there.

    Shape  fields: the names of the two fields in that register, or nothing; fails: one comparison of the two and nothing else, so
           that it can be asked of two whole columns of days at once.
    """

    fields: Callable[[Register], tuple[str, str] | None]
    fails: Callable[[date, date], bool]
    examples: tuple[PairExample, ...]


@dataclass(frozen=True, kw_only=True)
class ExtractCheck(Check):
    """A check that needs more than one row, or the file itself; the rule stands beside it as a function."""

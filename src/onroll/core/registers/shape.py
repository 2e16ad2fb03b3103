"""What a register and a field of it are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldType = Literal[
    "text", "date", "flag", "integer", "code", "name", "postcode", "upn", "nhs_number", "uln", "urn", "la_code", "phone", "email"
]
RegisterKind = Literal["reference", "snapshot", "events"]


@dataclass(frozen=True)
class Field:
    """One column that a register may hold.

    Shape  codes: the known codes of a `code` field; others are kept with a warning.
           otherwise: what a row with another code counts as, or how one that cannot be read counts: a clause that
           finishes "It is kept as it is, and …". None of them is taken for a known code without a word.
    """

    name: str
    type: FieldType = "text"
    required: bool = False
    codes: frozenset[str] = frozenset()
    meaning: str = ""
    otherwise: str = ""

    @property
    def codes_in_order(self) -> tuple[str, ...]:
        """Return the known codes, the short ones first."""
        return tuple(sorted(self.codes, key=lambda code: (len(code), code)))


@dataclass(frozen=True)
class Register:
    """One kind of file that suppliers send.

    Shape  kind `snapshot`: everything that the supplier holds in the register that day; `events`: things that
           happened; `reference`: not about children.
           identity: its rows carry the identity fields of `identity_fields.IDENTITY_FIELDS`.
           gated: a suspicious extract is held (contracts 1).
           aliases: headings of a national file, written as published, by the field that they fill.
           starts, ends: the fields that hold a row's first and last day; empty where a row has none.
           found_again_by: fields by which a row without identity is found in the supplier's next extract, the
           surest first.
    """

    name: str
    kind: RegisterKind
    fields: tuple[Field, ...]
    identity: bool = True
    gated: bool = False
    aliases: tuple[tuple[str, str], ...] = ()
    about: str = ""
    starts: str = ""
    ends: str = ""
    found_again_by: tuple[tuple[str, ...], ...] = ()

    @property
    def child_level(self) -> bool:
        """Whether a row is about one child, named in the row itself."""
        return self.identity

"""What became of one file, and how a refusal is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

FileStatus = Literal["loaded", "repeated", "held", "refused"]


class CannotTakeIn(Exception):
    """The file is refused whole; the sentence names it, says what is wrong and what to do."""


class CannotUnderstandHeadings(CannotTakeIn):
    """The file's columns are not those of the register, as far as anybody has said. Shape  headings: the file's, in its order."""

    def __init__(self, sentence: str, headings: Sequence[str]) -> None:
        super().__init__(sentence)
        self.headings = tuple(headings)


@dataclass(frozen=True, kw_only=True)
class FileReport:
    """What became of one file.

    Shape  read = accepted + quarantined. warnings: how many, of rows and of the file. notes: the file's own warnings as
           sentences. unknown_columns: headings that no field was found for.
    """

    path: Path
    status: FileStatus
    message: str
    read: int = 0
    accepted: int = 0
    quarantined: int = 0
    warnings: int = 0
    extract_id: str | None = None
    register: str | None = None
    supplier: str | None = None
    as_at: date | None = None
    notes: tuple[str, ...] = field(default=())
    unknown_columns: tuple[str, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """Return the report as JSON can hold it (contracts 7)."""
        return {
            "path": str(self.path),
            "status": self.status,
            "read": self.read,
            "accepted": self.accepted,
            "quarantined": self.quarantined,
            "warnings": self.warnings,
            "message": self.message,
            "extract_id": self.extract_id,
            "register": self.register,
            "supplier": self.supplier,
            "as_at": self.as_at.isoformat() if self.as_at else None,
            "notes": list(self.notes),
            "unknown_columns": list(self.unknown_columns),
        }


def some_of(words: tuple[str, ...], most: int = 20) -> str:
    """Return a list as a sentence has it, cut where it grows too long to read."""
    shown = ", ".join(word if len(word) <= 60 else word[:57] + "…" for word in words[:most])
    return shown if len(words) <= most else f"{shown} and {len(words) - most:,} more"

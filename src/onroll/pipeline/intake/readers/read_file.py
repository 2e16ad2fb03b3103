"""What reading a supplier's file gives, what it may cost, and how it is refused."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

from onroll.pipeline.intake.limited_process import ProcessLimits

FileFormat = Literal["csv", "parquet", "xlsx", "ctf"]


class CannotReadFile(Exception):
    """The file is refused whole; one sentence says what is wrong with it and what to do."""


@dataclass(frozen=True, kw_only=True)
class ReadFile:
    """A supplier's file as one table of text.

    Shape  headings: as delivered, in file order (a Common Transfer File: names of `school_roll` fields).
           warnings: whole sentences. partial: the file speaks of its rows only, and its silence means nothing.
           supplier, as_at: what the file says of itself; None where it says nothing.
    """

    format: FileFormat
    headings: tuple[str, ...]
    row_count: int
    warnings: tuple[str, ...]
    partial: bool = False
    supplier: str | None = None
    as_at: date | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return {**asdict(self), "as_at": self.as_at.isoformat() if self.as_at else None}

    @staticmethod
    def from_json(values: Mapping[str, Any]) -> ReadFile:
        """Return what `as_json` wrote."""
        return ReadFile(
            **{
                **values,
                "headings": tuple(values["headings"]),
                "warnings": tuple(values["warnings"]),
                "as_at": date.fromisoformat(values["as_at"]) if values["as_at"] else None,
            }
        )


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one file may cost before it is refused. Generous for what authorities send, small for what attackers do.

    Units  bytes; a line is a physical line; a quoted cell may run over `quoted_cell_lines` lines;
           more than `broken_rows` rows that are no rows, and more than half of all, are no table.
    """

    csv_bytes: int = 32 << 30
    line_bytes: int = 1 << 20
    quoted_cell_lines: int = 500
    columns: int = 2_000
    broken_rows: int = 100_000
    rows: int = 50_000_000
    parquet_bytes: int = 8 << 30
    parquet_unpacked_bytes: int = 64 << 30
    xlsx_bytes: int = 256 << 20
    xlsx_unpacked_bytes: int = 1 << 30
    xlsx_ratio: int = 200
    xlsx_entries: int = 2_000
    xml_bytes: int = 256 << 20
    xml_depth: int = 64
    xml_elements_in_pupil: int = 50_000
    xml_text_length: int = 100_000
    child: ProcessLimits = field(default_factory=ProcessLimits)

    @staticmethod
    def from_json(values: Mapping[str, Any]) -> Limits:
        """Return what `dataclasses.asdict` wrote."""
        return Limits(**{**values, "child": ProcessLimits(**values["child"])})


def limits_from(settings: Mapping[str, str]) -> Limits:
    """Return the limits with those that the settings change: ONROLL_MAX_XML_MEGABYTES, ONROLL_MAX_XLSX_MEGABYTES."""
    xml, xlsx = settings.get("ONROLL_MAX_XML_MEGABYTES"), settings.get("ONROLL_MAX_XLSX_MEGABYTES")
    return Limits(
        xml_bytes=int(float(xml) * (1 << 20)) if xml else Limits.xml_bytes,
        xlsx_bytes=int(float(xlsx) * (1 << 20)) if xlsx else Limits.xlsx_bytes,
    )


DEFAULT_LIMITS = limits_from(os.environ)

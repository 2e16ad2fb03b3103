"""What a document says, apart from how it is written: the same content becomes a PDF, a page or plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from onroll.core.charts.drawing import Drawing
from onroll.core.wording import day_words


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Shape  level: 2 for a part of the document, 3 for a part of that; the title is the only one of level 1."""

    kind: ClassVar[str] = "heading"

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. Shape  strong: in bold."""

    kind: ClassVar[str] = "paragraph"

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that stand under each other, such as an address or a signature."""

    kind: ClassVar[str] = "lines"

    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    kind: ClassVar[str] = "bullets"

    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they are: one row each, the name first."""

    kind: ClassVar[str] = "facts"

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption. Shape  widths: shares of the page's width, one for each column; empty: all alike."""

    kind: ClassVar[str] = "table"

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, across the page; its table stands in a block of its own."""

    kind: ClassVar[str] = "chart"

    drawing: Drawing


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page."""

    kind: ClassVar[str] = "newpage"


Block = Heading | Paragraph | Lines | Bullets | Facts | Table | Chart | NewPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document.

    Shape  printed_by, printed_at: stand at the foot of each page, and are its author and day. watermark: across each page, in grey;
           empty for none. printed_at: London time, without a zone.
    """

    title: str
    blocks: Sequence[Block]
    printed_by: str
    printed_at: datetime
    watermark: str = ""
    language: str = "en-GB"

    @property
    def footer(self) -> str:
        """Return who printed it, and when."""
        return f"Printed by {self.printed_by} on {day_words(self.printed_at)} at {self.printed_at:%H:%M}"


def as_text(document: Document) -> str:
    """Return the document as plain text, for an e-mail."""
    parts = [document.title.upper()]
    for block in document.blocks:
        match block:
            case Heading():
                parts.append(block.text.upper())
            case Paragraph():
                parts.append(block.text)
            case Lines():
                parts.append("\n".join(block.lines))
            case Bullets():
                parts.append("\n".join(f"- {item}" for item in block.items))
            case Facts():
                parts.append("\n".join(f"{name}: {value}" for name, value in block.pairs))
            case Table():
                rows = [" | ".join(row) for row in [block.columns, *block.rows]]
                parts.append("\n".join([block.caption, *rows]))
            case Chart():
                parts.append(f"{block.drawing.title}: {block.drawing.description}")
            case NewPage():
                parts.append("-" * 40)
    return "\n\n".join(parts) + "\n"

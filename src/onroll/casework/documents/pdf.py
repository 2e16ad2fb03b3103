"""A document as a PDF: fonts inside, tagged for screen readers, with who printed it and when on each page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC
from typing import Any

from fpdf.enums import Align
from fpdf.prefs import ViewerPreferences

from onroll.casework.documents.content import Block, Bullets, Chart, Document, Facts, Heading, Lines, NewPage, Paragraph, Table
from onroll.casework.documents.pdf_charts import draw_shape
from onroll.casework.documents.pdf_fonts import FAMILY, add_fonts, everyday_letters, fonts_for
from onroll.casework.documents.pdf_lines import broken
from onroll.casework.documents.pdf_tags import TaggedOutput, TaggedPdf

MARGIN, FOOT = 18.0, 22.0
SIZES = {1: 18.0, 2: 13.0, 3: 11.0}
TEXT, SMALL = 10.0, 8.5
LINE = 0.5
"""Millimetres of line height for each point of size."""

NOT_PRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def pdf_of(document: Document) -> bytes:
    """Return the document as a PDF file."""
    page = _Pages(document)
    page.write(document.blocks)
    return bytes(page.output(output_producer_class=TaggedOutput))


class _Pages(TaggedPdf):
    """The pages of one document, from top to bottom."""

    def __init__(self, document: Document) -> None:
        super().__init__(unit="mm", format="A4")
        self.document = document
        said = repr(document)
        self.kept_fonts = fonts_for(said)
        if self.kept_fonts:
            self.fonts.update(self.kept_fonts.fonts)
        else:
            add_fonts(self, "-Everyday" if set(said) <= everyday_letters() else "")
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(False, FOOT)
        self.set_title(_printable(document.title))
        self.set_author(_printable(document.printed_by))
        self.set_lang(document.language)
        self.set_creator("Onroll")
        self.creation_date = document.printed_at.replace(tzinfo=UTC)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.add_page()

    def header(self) -> None:
        """Draw the watermark behind the page's text."""
        if not self.document.watermark:
            return
        with self.decoration():
            self.set_font(FAMILY, "B", 46)
            self.set_text_color(236, 238, 240)
            words = _printable(self.document.watermark)
            with self.rotation(52, self.w / 2, self.h / 2):
                self.text(self.w / 2 - self.get_string_width(words) / 2, self.h / 2, words)
            self.set_text_color(0, 0, 0)
        self.set_xy(MARGIN, MARGIN)

    def footer(self) -> None:
        """Draw who printed the page, when, and its number."""
        with self.decoration():
            self.set_y(-15)
            self.set_font(FAMILY, "", 7.5)
            self.set_text_color(60, 60, 60)
            self.cell(self.epw - 30, 5, _printable(self.document.footer))
            self.cell(30, 5, f"Page {self.page_no()} of {{nb}}", align=Align.R)
            self.set_text_color(0, 0, 0)

    def write(self, blocks: Sequence[Block]) -> None:  # type: ignore[override]
        """Write the title and every block."""
        self._heading(Heading(self.document.title, 1))
        for block in blocks:
            match block:
                case Heading():
                    self._heading(block)
                case Paragraph():
                    self._text(block.text, "P", strong=block.strong)
                    self.set_y(self.y + 2)
                case Lines():
                    for line in block.lines:
                        self._text(line, "P")
                    self.set_y(self.y + 3)
                case Bullets():
                    self._bullets(block)
                case Facts():
                    self._facts(block)
                case Table():
                    self._table(block)
                case Chart():
                    self._chart(block)
                case NewPage():
                    self.add_page()

    def _chart(self, block: Chart) -> None:
        drawing = block.drawing
        scale = min(self.epw / drawing.width, (self.h - MARGIN - FOOT - 30) / drawing.height)
        self._room(drawing.height * scale + 2)
        top = self.y
        with self.marked("Figure", "<</O /Layout /Placement /Block>>", alt=_printable(f"{drawing.title}. {drawing.description}")):
            for shape in drawing.shapes:
                draw_shape(self, shape, MARGIN, top, scale, FAMILY)
        self.set_draw_color(0, 0, 0)
        self.set_text_color(0, 0, 0)
        self.set_xy(MARGIN, top + drawing.height * scale + 3)

    def _heading(self, heading: Heading) -> None:
        size = SIZES[heading.level]
        self.set_y(self.y + (0 if heading.level == 1 else 3))
        # A heading never stands alone at the foot of a page.
        self._room(size * LINE + 3 * TEXT * LINE)
        self._outlined(heading)
        self._text(heading.text, f"H{heading.level}", strong=True, size=size)
        self.set_y(self.y + 2)

    def _outlined(self, heading: Heading) -> None:
        self.start_section(_printable(heading.text) or "-", level=heading.level - 1, strict=False)

    def _text(self, text: str, kind: str, *, strong: bool = False, size: float = TEXT, left: float = 0.0) -> None:
        self.set_font(FAMILY, "B" if strong else "", size)
        height = size * LINE
        lines = self._lines(text, self.epw - left)
        while lines:
            self._room(height)
            fits = max(1, int((self.h - FOOT - self.y) / height))
            with self.marked(kind):
                for line in lines[:fits]:
                    self._line(line, MARGIN + left, self.y, height)
                    self.set_y(self.y + height)
            lines = lines[fits:]

    def _lines(self, text: str, width: float) -> list[str]:
        """Return the lines of a text in the font that is set. Units  width: millimetres, with what is free on both sides."""
        font: Any = self.current_font
        most = (width - 2 * self.c_margin) * self.k / (self.font_size_pt * 0.001)
        return broken(_printable(text), font.cw, most) or [" "]

    def _line(self, line: str, left: float, top: float, height: float) -> None:
        """Write one line in the middle of its height."""
        self.text(left + self.c_margin, top + 0.5 * height + 0.3 * self.font_size, line)

    def _room(self, height: float) -> None:
        if self.y + height > self.h - FOOT:
            self.add_page()

    def _bullets(self, block: Bullets) -> None:
        with self.group("L"):
            for item in block.items:
                with self.group("LI"):
                    self._room(TEXT * LINE)
                    self.set_font(FAMILY, "", TEXT)
                    with self.marked("Lbl"):
                        self.text(MARGIN + 1, self.y + TEXT * LINE * 0.72, "•")
                    self._text(item, "LBody", left=5)
        self.set_y(self.y + 2)

    # -- tables -----------------------------------------------------------------------------------------------------

    def _facts(self, block: Facts) -> None:
        with self.group("Table"):
            for name, value in block.pairs:
                self._row([name, value], [0.32, 0.68], size=TEXT, heads=1)
        self.set_y(self.y + 3)

    def _table(self, block: Table) -> None:
        shares = [share / sum(block.widths) for share in block.widths] or [1 / len(block.columns)] * len(block.columns)
        with self.group("Table"):
            self._room(4 * SMALL * LINE + TEXT * LINE)
            self._text(block.caption, "Caption", strong=True)
            self.set_y(self.y + 1)
            self._row(block.columns, shares, size=SMALL, heads=len(block.columns))
            for row in block.rows:
                if self._row(row, shares, size=SMALL, heads=0, fits_only=True):
                    continue
                self.add_page()
                with self.decoration():
                    self._draw_row(self._cells(block.columns, shares, SMALL, len(block.columns)), shares, SMALL, len(block.columns))
                self._row(row, shares, size=SMALL, heads=0)
        self.set_y(self.y + 3)

    def _row(self, texts: Sequence[str], shares: Sequence[float], *, size: float, heads: int, fits_only: bool = False) -> bool:
        cells = self._cells(texts, shares, size, heads)
        height = max(len(lines) for lines in cells) * size * LINE + 2
        if self.y + height > self.h - FOOT:
            if fits_only:
                return False
            self.add_page()
        # A row higher than a page is cut into pieces, so that nothing of it is lost.
        most = max(1, int((self.h - FOOT - self.y - 2) / (size * LINE)))
        while any(cells):
            with self.group("TR"):
                self._draw_row([lines[:most] for lines in cells], shares, size, heads, tagged=True)
            cells = [lines[most:] for lines in cells]
            if any(cells):
                self.add_page()
        return True

    def _cells(self, texts: Sequence[str], shares: Sequence[float], size: float, heads: int) -> list[list[str]]:
        cells = []
        for place, text in enumerate(texts):
            self.set_font(FAMILY, "B" if place < heads else "", size)
            cells.append(self._lines(text, self.epw * shares[place] - 2))
        return cells

    def _draw_row(self, cells: Sequence[Sequence[str]], shares: Sequence[float], size: float, heads: int, *, tagged: bool = False) -> None:
        top, left, height = self.y, MARGIN, size * LINE
        for place, lines in enumerate(cells):
            is_head = place < heads
            self.set_font(FAMILY, "B" if is_head else "", size)
            scope = "Column" if heads == len(cells) else "Row"
            with self._as_cell(is_head, scope, tagged):
                for number, line in enumerate(lines):
                    self._line(line, left, top + 1 + number * height, height)
            left += self.epw * shares[place]
        bottom = top + max(len(lines) for lines in cells) * height + 2
        if tagged:
            with self.decoration():
                self._rule(bottom)
        else:
            self._rule(bottom)
        self.set_xy(MARGIN, bottom)

    def _as_cell(self, is_head: bool, scope: str, tagged: bool) -> Any:
        if not tagged:
            return _Nothing()
        return self.marked("TH", f"<</O /Table /Scope /{scope}>>") if is_head else self.marked("TD")

    def _rule(self, y: float) -> None:
        self.set_draw_color(177, 180, 182)
        self.set_line_width(0.2)
        self.line(MARGIN, y, self.w - MARGIN, y)


class _Nothing:
    def __enter__(self) -> None:
        return None

    def __exit__(self, *raised: object) -> None:
        return None


def _printable(text: str) -> str:
    """Return the text without signs that cannot be printed, or that would turn the reading order round."""
    return NOT_PRINTABLE.sub("", str(text).replace("\t", " ").replace("\r\n", "\n").replace("\r", "\n"))

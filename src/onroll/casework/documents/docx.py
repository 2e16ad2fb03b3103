"""A document as a Word file: real headings, lists and table heads, so that a screen reader and a translator can work with it."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from onroll.casework.documents.content import Block, Bullets, Chart, Document, Facts, Heading, Lines, NewPage, Paragraph, Table
from onroll.core.dated.letter_kinds import RIGHT_TO_LEFT

FONT, SIZE = "Arial", 12
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def docx_of(document: Document) -> bytes:
    """Return the document as a Word file."""
    file = docx.Document()
    _set_up(file, document)
    file.add_heading(_clean(document.title), level=1)
    for block in document.blocks:
        _write(file, block)
    if document.language.split("-")[0] in RIGHT_TO_LEFT:
        _read_from_the_right(file)
    held = io.BytesIO()
    file.save(held)
    return held.getvalue()


def _set_up(file: Any, document: Document) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(25)
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(SIZE)
    normal.paragraph_format.space_after = Pt(8)
    for style in file.styles:
        fonts = style.element.find(qn("w:rPr") + "/" + qn("w:rFonts")) if style.element is not None else None
        if fonts is not None:
            for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(name), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), document.language)
    if document.language.split("-")[0] in RIGHT_TO_LEFT:
        language.set(qn("w:bidi"), document.language)
    normal.element.get_or_add_rPr().append(language)
    properties = file.core_properties
    properties.title, properties.author, properties.language = _clean(document.title), _clean(document.printed_by), document.language
    properties.created = properties.modified = document.printed_at.replace(tzinfo=UTC)
    properties.last_modified_by, properties.comments = _clean(document.printed_by), ""
    section.footer.paragraphs[0].text = _clean(document.footer)
    if document.watermark:
        section.header.paragraphs[0].text = _clean(document.watermark)


def _write(file: Any, block: Block) -> None:
    match block:
        case Heading():
            file.add_heading(_clean(block.text), level=block.level)
        case Paragraph():
            file.add_paragraph().add_run(_clean(block.text)).bold = block.strong or None
        case Lines():
            paragraph = file.add_paragraph()
            for number, line in enumerate(block.lines):
                if number:
                    paragraph.add_run().add_break()
                paragraph.add_run(_clean(line))
        case Bullets():
            for item in block.items:
                file.add_paragraph(_clean(item), style="List Bullet")
        case Facts():
            _table(file, None, [[name, value] for name, value in block.pairs], first_column_heads=True)
        case Table():
            file.add_paragraph(_clean(block.caption), style="Caption")
            _table(file, block.columns, block.rows)
        case Chart():
            file.add_paragraph(_clean(f"{block.drawing.title}: {block.drawing.description}"))
        case NewPage():
            file.add_page_break()


def _table(file: Any, columns: Sequence[str] | None, rows: Sequence[Sequence[str]], *, first_column_heads: bool = False) -> None:
    width = len(columns) if columns is not None else len(rows[0]) if rows else 0
    if not width:
        return
    table = file.add_table(rows=0, cols=width, style="Table Grid")
    if columns is not None:
        cells = table.add_row().cells
        for cell, text in zip(cells, columns, strict=True):
            cell.paragraphs[0].add_run(_clean(text)).bold = True
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:tblHeader"))  # repeated on each page, and read as a head
    for row in rows:
        cells = table.add_row().cells
        for place, (cell, text) in enumerate(zip(cells, row, strict=True)):
            cell.paragraphs[0].add_run(_clean(text)).bold = True if first_column_heads and place == 0 else None
    file.add_paragraph()


def _read_from_the_right(file: Any) -> None:
    for paragraph in file.element.body.iter(qn("w:p")):
        paragraph.get_or_add_pPr().append(OxmlElement("w:bidi"))
        for run in paragraph.iter(qn("w:r")):
            run.get_or_add_rPr().append(OxmlElement("w:rtl"))


def _clean(text: str) -> str:
    """Return the text without signs that no Word file can hold."""
    return NOT_XML.sub("", str(text))

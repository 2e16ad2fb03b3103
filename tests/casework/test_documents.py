"""A PDF that a screen reader can read: tagged, titled, with its language, and with who printed it on each page."""

from __future__ import annotations

import re
import zlib
from datetime import datetime

import pytest
from fpdf import FPDF
from fpdf.enums import Align, MethodReturnValue
from hypothesis import given, settings
from hypothesis import strategies as st

from onroll.casework.documents.content import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Lines,
    NewPage,
    Paragraph,
    Table,
    as_text,
)
from onroll.casework.documents.pdf import pdf_of
from onroll.casework.documents.pdf_fonts import FAMILY, fonts_for, kept_fonts
from onroll.casework.documents.pdf_lines import broken
from support.pdf_text import pdf_text

BLOCKS: list[Block] = [
    Paragraph("Łukasz O’Brien-Şahin was asked about. " * 40),
    Heading("What was asked"),
    Facts([("Child", "A. B."), ("Why", "long " * 90)]),
    Bullets(["one", "two " * 80]),
    Table("Enquiries", ["What", "When"], [[f"Row {number}", "word " * (number % 30)] for number in range(90)], [1, 2]),
    NewPage(),
    Heading("The end", 3),
    Lines(["Yours", "The team"]),
]


def document(*blocks: Block, **more: str) -> Document:
    said = {"title": "A made-up document", "watermark": "CONFIDENTIAL", **more}
    return Document(blocks=blocks, printed_by="Olive Officer, Made-up", printed_at=datetime.fromisoformat("2026-01-19T10:05"), **said)


def streams(pdf: bytes) -> list[str]:
    found = []
    for part in re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(part).decode("latin-1"))
        except zlib.error:
            continue
    return [each for each in found if "BDC" in each or "BMC" in each]


def test_every_piece_of_text_is_tagged_or_decoration() -> None:
    pdf = pdf_of(document(*BLOCKS))
    pages = streams(pdf)
    assert len(pages) >= 4
    for page in pages:
        assert len(re.findall(r"\bB[DM]C\b", page)) == len(re.findall(r"\bEMC\b", page))
        inside = 0
        for token in re.findall(r"\bBDC\b|\bBMC\b|\bEMC\b|\bTj\b|\bTJ\b", page):
            inside += {"BDC": 1, "BMC": 1, "EMC": -1}.get(token, 0)
            assert 0 <= inside <= 1 and (inside or token == "EMC"), "text outside of every tag"
        numbers = [int(each) for each in re.findall(r"/MCID (\d+)", page)]
        assert numbers == list(range(len(numbers)))
    kinds = re.findall(rb"/S /(\w+)", pdf)
    for kind in (b"H1", b"H2", b"H3", b"P", b"L", b"LI", b"LBody", b"Table", b"Caption", b"TR", b"TH", b"TD"):
        assert kind in kinds, kind
    assert b"/Scope /Column" in pdf and b"/Scope /Row" in pdf


def test_it_has_language_title_outline_and_its_fonts_inside() -> None:
    pdf = pdf_of(document(*BLOCKS))
    assert b"/Lang (en-GB)" in pdf and b"/Marked true" in pdf and b"/StructTreeRoot" in pdf and b"/DisplayDocTitle true" in pdf
    assert b"/Outlines" in pdf and b"/FontFile2" in pdf and b"/ToUnicode" in pdf and b"JavaScript" not in pdf


def test_the_footer_stands_on_each_page() -> None:
    said = document(*BLOCKS)
    assert said.footer == "Printed by Olive Officer, Made-up on 19 January 2026 at 10:05"
    pages = streams(pdf_of(said))
    assert all(page.count("/Artifact BMC") >= 2 for page in pages)


def test_the_same_document_is_the_same_file() -> None:
    assert pdf_of(document(*BLOCKS[:3])) == pdf_of(document(*BLOCKS[:3]))


def test_text_for_an_e_mail_says_the_same() -> None:
    text = as_text(document(*BLOCKS))
    for words in ("A MADE-UP DOCUMENT", "Child: A. B.", "- one", "Row 89 | ", "Yours\nThe team"):
        assert words in text


def test_no_text_is_too_odd_or_too_long_to_be_printed() -> None:
    for text in ("", "\x00\x07 \u202egnp 漢字 A\tB", "a" * 4000, "x\n" * 300):
        blocks: list[Block] = [
            Paragraph(text),
            Heading(text),
            Bullets([text]),
            Facts([(text, text)]),
            Table(text, [text, "b"], [[text, text]]),
        ]
        assert pdf_of(document(*blocks, title=text)).startswith(b"%PDF-")


@pytest.mark.long
@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(max_size=300), max_size=12))
def test_whatever_is_written_is_printed(texts: list[str]) -> None:
    pdf = pdf_of(document(Table("Made-up", ["A", "B"], [[text, text] for text in texts]), *(Paragraph(text) for text in texts)))
    assert pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize("name", ["Łukasz Świątek-Ünal", "Ирина Ткаченко", "Ελένη Παππά", "Anaïs ☺ Noël"])
def test_names_in_any_script_are_printed_by_the_small_fonts_or_the_whole_ones(name: str) -> None:
    pdf = pdf_of(document(Paragraph(name)))
    printed = re.sub(r"\s", "", pdf_text(pdf))
    assert re.sub(r"\s", "", name) in printed
    assert len(pdf) < 60_000


WORDS = st.text(st.sampled_from("abcdefgh   ijé\nWW..\u00a0"), max_size=120)


@given(st.lists(st.tuples(WORDS, st.sampled_from([12.0, 33.0, 170.0])), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_lines_end_where_the_library_would_end_them(texts: list[tuple[str, float]]) -> None:
    pdf = FPDF()
    pdf.fonts.update(kept_fonts().fonts)
    pdf.add_page()
    pdf.set_font(FAMILY, "", 10)
    for text, width in texts:
        lines = pdf.multi_cell(width, text=text, align=Align.L, dry_run=True, output=MethodReturnValue.LINES)
        ours = broken(text, pdf.fonts[FAMILY.lower()].cw, (width - 2 * pdf.c_margin) * pdf.k / 0.01)
        assert [line.replace("\u00a0", " ") for line in ours or [""]] == (lines or [""])


def test_fonts_that_are_kept_ready_serve_one_document_after_the_other() -> None:
    for name in ("Zoë Müller-O’Brien", "Łukasz Świątek", "Anna “Annie” Smith – £5"):
        pdf = pdf_of(document(Paragraph(name), Table("Ü", ["Was"], [[name]])))
        assert re.sub(r"\s", "", pdf_text(pdf)).count(re.sub(r"\s", "", name)) == 2
        assert (fonts_for(name) is None) == name.startswith("Ł")

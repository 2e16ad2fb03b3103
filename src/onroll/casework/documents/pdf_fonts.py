"""The fonts of everyday documents, cut and packed once in each process: cutting them anew for each document costs more than its text.

What a document says decides which fonts it takes: those with the letters of Western Europe, which are kept ready; the small fonts, with
Eastern Europe's letters, Greek and Cyrillic; or the whole ones. The last two are cut to the document by fpdf2, each time.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fpdf import FPDF
from fpdf.output import OutputProducer

FONTS = Path(__file__).parent / "fonts"
FAMILY = "DejaVu"
STYLES = {"": "DejaVuSansCondensed", "B": "DejaVuSansCondensed-Bold"}
EVERY_LETTER = frozenset(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x100)])) | frozenset("ŒœŠšŸŽž–—‘’‚“”„†•…€−")
"""What nearly every document in English is written with."""


@dataclass(frozen=True)
class KeptFonts:
    """Both fonts as a document takes them, and as its file holds them.

    Shape  fonts: by fpdf2's own key, never changed by a document, since they know all of their letters already.
           objects: in the order in which they are numbered. by_number: which of them a page names, by the font's number.
    """

    fonts: dict[str, Any]
    objects: list[Any]
    by_number: dict[int, Any]

    def for_a_file(self) -> tuple[list[Any], dict[int, Any]]:
        """Return the objects for one file, which gives them its own numbers."""
        objects, by_number = deepcopy((self.objects, self.by_number))
        return objects, by_number


def fonts_for(text: str) -> KeptFonts | None:
    """Return the fonts that are kept ready, if they can write that text."""
    return kept_fonts() if set(text) <= EVERY_LETTER else None


@cache
def kept_fonts() -> KeptFonts:
    """Have fpdf2 cut both fonts to every letter of nearly every document, and keep what it makes of them."""
    pdf = FPDF()
    add_fonts(pdf, "-Everyday")
    fonts: dict[str, Any] = dict(pdf.fonts)
    for font in fonts.values():
        for letter in sorted(EVERY_LETTER):
            font.subset.pick(ord(letter))
    maker = OutputProducer(pdf)
    by_number = maker._add_fonts({}, {}, {})
    return KeptFonts(fonts, list(maker.pdf_objs), by_number)


def add_fonts(pdf: FPDF, size: str = "") -> None:
    """Give a document the fonts from their files. Shape  size: `-Everyday` for the small ones; empty for the whole ones."""
    for style, name in STYLES.items():
        pdf.add_font(FAMILY, style, FONTS / f"{name}{size}.ttf")


@cache
def everyday_letters() -> frozenset[str]:
    """Return what the small fonts can write: they make a document in a third of the time of the whole ones."""
    written = []
    for name in STYLES.values():
        with TTFont(FONTS / f"{name}-Everyday.ttf") as font:
            written.append(frozenset(map(chr, font.getBestCmap())))
    return frozenset.intersection(*written)

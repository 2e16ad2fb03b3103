"""Make the small fonts of everyday documents from the whole ones: `python tools/make_everyday_fonts.py`.

A font of 6,000 characters takes a tenth of a second to read and to cut down for each document; one of the Latin script, a third of
that. Documents with other characters use the whole fonts.
"""

from __future__ import annotations

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[1] / "src" / "onroll" / "casework" / "documents" / "fonts"
NAMES = ("DejaVuSansCondensed", "DejaVuSansCondensed-Bold")
EVERYDAY = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x2C6, 0x2DD), (0x300, 0x36F), (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x203A), (0x20A0, 0x20BF),
    (0x2190, 0x2193), (0x2200, 0x2265), (0x25A0, 0x25CF), (0x2610, 0x2612), (0x2713, 0x2717),
)  # fmt: skip
"""The Latin script with its accents, punctuation, currencies, and the marks that documents draw. Shape  first and last of a range."""


def main() -> None:
    """Write each small font beside its whole one."""
    for name in NAMES:
        font = TTFont(FONTS / f"{name}.ttf", recalcTimestamp=False)
        options = subset.Options()
        options.layout_features, options.hinting, options.notdef_outline, options.glyph_names = [], False, True, False
        options.drop_tables += ["GSUB", "GPOS", "GDEF", "kern", "FFTM"]
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[code for first, last in EVERYDAY for code in range(first, last + 1)])
        cutter.subset(font)
        font.save(FONTS / f"{name}-Everyday.ttf")


if __name__ == "__main__":
    main()

"""The text of a PDF, read back through the tables that it carries for copying and for screen readers."""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\n(.*?)\nendstream", re.DOTALL)
_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) Tj|(BT)", re.DOTALL)
_ESCAPED = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3})", re.DOTALL)
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pdf_text(pdf: bytes) -> str:
    """Return what a PDF says, one piece of text a line, in the order in which it is written."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    fonts = {
        name.decode(): _letters(objects, int(reference))
        for body in objects.values()
        for name, reference in re.findall(rb"/(F\d+) (\d+) 0 R", body)
    }
    lines: list[str] = []
    for body in objects.values():
        content = _content(body)
        if b" Tj" in content:
            lines += _lines(content, fonts)
    return "\n".join(lines)


def _content(body: bytes) -> bytes:
    found = _STREAM.search(body)
    if not found:
        return b""
    try:
        return zlib.decompress(found.group(1))
    except zlib.error:
        return found.group(1)


def _letters(objects: dict[int, bytes], font: int) -> dict[int, str]:
    """The letter that each code of a font stands for."""
    reference = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
    table = _content(objects[int(reference.group(1))]) if reference else b""
    letters = {}
    for code, letter in re.findall(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>\n", table):
        letters[int(code, 16)] = bytes.fromhex(letter.decode()).decode("utf-16-be")
    return letters


def _lines(content: bytes, fonts: dict[str, dict[int, str]]) -> list[str]:
    font, lines = "", []
    for name, shown, _ in _SHOWN.findall(content):
        if name:
            font = name.decode()
        elif shown:
            codes = _ESCAPED.sub(lambda each: _PLAIN.get(each.group(1), each.group(1)), shown)
            letters = fonts[font]
            lines.append("".join(letters.get(int.from_bytes(codes[at : at + 2], "big"), "?") for at in range(0, len(codes), 2)))
    return lines

"""Make any text that a supplier sends UTF-8, line by line, and say what it was.

Source  contracts, section 1 (Formats): UTF-8 with or without its mark; cp1252 where the bytes are not UTF-8, and said so.
"""

from __future__ import annotations

import codecs
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from onroll.pipeline.intake.readers.csv_survey import Survey, survey
from onroll.pipeline.intake.readers.read_file import CannotReadFile, Limits
from onroll.pipeline.intake.readers.source_file import SourceFile

_UTF16_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UTF32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


@dataclass(frozen=True)
class TextFile:
    """A file that is UTF-8 throughout: the supplier's own, or a rendering of it with the same lines."""

    path: Path
    name: str
    survey: Survey
    warnings: tuple[str, ...]


@contextlib.contextmanager
def as_utf8(source: SourceFile, *, beside: Path, limits: Limits) -> Iterator[TextFile]:
    """Give a supplier's text as UTF-8; a rendering that must be made stands beside a path while the block runs.

    Raises  CannotReadFile where the bytes are no text that is known.
    """
    rendered = beside.with_name(f".{beside.name}.utf8")
    with open(source.path, "rb") as file:
        mark = file.read(4)
    try:
        if mark in _UTF32_MARKS:
            raise CannotReadFile(f"{source.name} is UTF-32 text, which is not read. Save it as CSV in UTF-8 and send it again.")
        if mark[:2] in _UTF16_MARKS:
            _render_utf16(source, rendered, _UTF16_MARKS[mark[:2]])
            warnings: tuple[str, ...] = (f"{source.name} is not UTF-8; it was read as UTF-16.",)
            yield TextFile(rendered, source.name, survey(rendered, file=source.name, limits=limits), warnings)
            return
        seen = survey(source.path, file=source.name, limits=limits)
        if seen.is_utf8:
            yield TextFile(source.path, source.name, seen, ())
            return
        warnings = (_render_by_line(source, rendered, limits),)
        yield TextFile(rendered, source.name, survey(rendered, file=source.name, limits=limits), warnings)
    finally:
        rendered.unlink(missing_ok=True)


def _render_utf16(source: SourceFile, rendered: Path, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    lines = 0
    with open(source.path, "rb") as file, open(rendered, "wb") as out:
        file.seek(2)
        while True:
            chunk = file.read(1 << 20)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError:
                raise CannotReadFile(
                    f"{source.name} is marked as UTF-16, but after about line {lines + 1:,} it is not. "
                    "Save it as CSV in UTF-8 and send it again."
                ) from None
            lines += text.count("\n")
            out.write(text.encode())
            if not chunk:
                return


def _render_by_line(source: SourceFile, rendered: Path, limits: Limits) -> str:
    """Render each line from UTF-8 where it is that, else from cp1252: two exports joined into one file keep their accents."""
    other, first_other, utf8 = 0, 0, 0
    with open(source.path, "rb") as file, open(rendered, "wb") as out:
        for number, line in enumerate(_physical_lines(file, limits.line_bytes), start=1):
            if line.isascii():
                out.write(line)
                continue
            try:
                line.decode("utf-8")
                utf8 += 1
                out.write(line)
            except UnicodeDecodeError:
                other += 1
                first_other = first_other or number
                out.write(_from_cp1252(line, number, source.name).encode())
    if utf8 and source.size:
        return (
            f"{source.name} mixes encodings: {utf8:,} of its lines {'is' if utf8 == 1 else 'are'} UTF-8, and {other:,} "
            f"{'is not and was' if other == 1 else 'are not and were'} read as "
            f"Windows-1252 (cp1252), the first of them line {first_other:,}."
        )
    return f"{source.name} is not UTF-8; it was read as Windows-1252 (cp1252)."


def _from_cp1252(line: bytes, number: int, name: str) -> str:
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError as error:
        raise CannotReadFile(
            f"Line {number:,} of {name} is neither UTF-8 nor Windows-1252 text (byte 0x{line[error.start]:02X} at its place "
            f"{error.start + 1}). Save the file as CSV in UTF-8 and send it again."
        ) from None


def _physical_lines(file: BinaryIO, chunk_bytes: int) -> Iterator[bytes]:
    rest = b""
    while chunk := file.read(chunk_bytes):
        lines = (rest + chunk).splitlines(keepends=True)
        # The last piece may go on in the next chunk, and a CR may be the first half of a CRLF.
        rest = lines.pop()
        yield from lines
    yield from rest.splitlines(keepends=True)

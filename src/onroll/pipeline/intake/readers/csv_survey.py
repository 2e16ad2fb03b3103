"""One quick pass over a text file's bytes: what must be known before a single row is read."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from onroll.pipeline.intake.readers.read_file import CannotReadFile, Limits

_MANY_NULS = 0.05


@dataclass(frozen=True)
class Survey:
    """What the bytes of a text file are.

    Shape  line_count: physical lines (LF, CRLF and CR each end one), a last one without an end included;
           blank_lines_at_end: those among them; last_line: the last one that is not blank, or its last part.
    """

    is_utf8: bool
    nul_count: int
    line_count: int
    blank_lines_at_end: int
    last_line: bytes


def survey(path: Path, *, file: str, limits: Limits) -> Survey:
    """Return what the bytes are, in bounded memory.

    Raises  CannotReadFile where a line is too long to be one of a table, or the file is not text.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    is_utf8 = True
    ends = nuls = size = since_end = 0
    tail = b""
    with open(path, "rb") as source:
        while chunk := source.read(limits.line_bytes):
            size += len(chunk)
            nuls += chunk.count(0)
            first = _first_end(chunk)
            if since_end + (len(chunk) if first < 0 else first) > limits.line_bytes:
                raise CannotReadFile(_too_long(file, ends + 1, nuls, size, limits))
            since_end = since_end + len(chunk) if first < 0 else len(chunk) - 1 - max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
            ends += chunk.count(b"\n") + chunk.count(b"\r") - chunk.count(b"\r\n")
            if tail.endswith(b"\r") and chunk.startswith(b"\n"):
                ends -= 1
            tail = (tail + chunk)[-limits.line_bytes - 4096 :]
            if is_utf8:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    is_utf8 = False
    if is_utf8:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            is_utf8 = False
    if nuls > size * _MANY_NULS:
        raise CannotReadFile(_not_text(file))
    lines = ends + (0 if tail.endswith((b"\n", b"\r")) else 1)
    last = tail.rstrip(b"\r\n")
    at_end = tail[len(last) :]
    blank = max(0, at_end.count(b"\n") + at_end.count(b"\r") - at_end.count(b"\r\n") - 1)
    whole_last = last[max(last.rfind(b"\n"), last.rfind(b"\r")) + 1 :]
    return Survey(is_utf8, nuls, lines, blank, whole_last)


def _first_end(chunk: bytes) -> int:
    found = [place for place in (chunk.find(b"\n"), chunk.find(b"\r")) if place >= 0]
    return min(found, default=-1)


def _too_long(file: str, line: int, nuls: int, size: int, limits: Limits) -> str:
    if nuls > size * _MANY_NULS:
        return _not_text(file)
    return (
        f"Line {line:,} of {file} is longer than {limits.line_bytes >> 10:,} KB, so it is not a row of a table. "
        "Check how the file was made."
    )


def _not_text(file: str) -> str:
    return (
        f"{file} is full of NUL bytes, so it is not a CSV file, or is UTF-16 without its mark. Save it as CSV in UTF-8 and send it again."
    )

"""A hardened, streaming walk over a Common Transfer File: one pupil at a time, nothing expanded, nothing fetched.

The parser never builds a tree of the file: it calls this module for each start, text and end, and only what belongs to the
pupil at hand is kept. A DOCTYPE is refused before the parser sees it, so no entity is ever declared.

Source  contracts, section 6; stack, section 2 (lxml hardened; each attack measured).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from onroll.pipeline.intake.readers.read_file import CannotReadFile, Limits
from onroll.pipeline.intake.readers.source_file import SourceFile, printable

_CHUNK_BYTES = 64 << 10
_TEXTS_IN_PUPIL = 20  # as many of the longest texts as one pupil may have
_FORBIDDEN = tuple(mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be"))
_ENCODINGS = frozenset(["utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "latin-1", "windows-1252", "cp1252", "iso-8859-15", "utf-16"])
_UNREAD_PARTS = frozenset(["Attendance", "StageAssessments", "NAWdetails", "Admissions", "Exclusions", "Disabilities"])


@dataclass(slots=True)
class Part:
    """One element with what stands in it."""

    name: str
    text: str = ""
    parts: list[Part] = field(default_factory=list)

    def all(self, *path: str) -> Iterator[Part]:
        """Give the parts at a path of names, in file order."""
        if not path:
            yield self
            return
        for part in self.parts:
            if part.name == path[0]:
                yield from part.all(*path[1:])

    def value(self, *path: str) -> str:
        """Return the first text at a path that is more than blanks, or an empty text."""
        return next((part.text for part in self.all(*path) if part.text.strip()), "")

    def anywhere(self, name: str) -> str:
        """Return the first text of that name at any depth, or an empty text."""
        for part in self.parts:
            found = part.text if part.name == name and part.text.strip() else part.anywhere(name)
            if found:
                return found
        return ""


def header_and_pupils(source: SourceFile, limits: Limits) -> Iterator[Part]:
    """Give the header of a transfer file first, then each pupil.

    Raises  CannotReadFile where it is no well-formed transfer file, or may not be read.
    """
    walk = _Walk(source.name, limits)
    target: Any = walk
    parser = etree.XMLParser(
        target=target, resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False
    )
    try:
        with open(source.path, "rb") as file:
            seen = b""
            while chunk := file.read(_CHUNK_BYTES):
                if not seen:
                    _require_known_encoding(chunk, source.name)
                seen = seen[-32:] + chunk
                if any(mark in seen for mark in _FORBIDDEN):
                    raise CannotReadFile(_has_doctype(source.name))
                parser.feed(chunk)
                yield from walk.given()
        parser.close()
        if not walk.had_header:
            raise CannotReadFile(f"{source.name} has no header, so the source school is not known. Export it again.")
        yield from walk.given()
    except etree.XMLSyntaxError as error:
        raise CannotReadFile(
            f"{source.name} is not complete, well-formed XML (line {error.lineno or 1:,}: {_plain(error)}). "
            "Export it again and send it again."
        ) from None
    except etree.LxmlError as error:
        raise CannotReadFile(f"{source.name} cannot be read as XML ({_plain(error)}). Export it again and send it again.") from None


def _plain(error: Exception) -> str:
    words = re.sub(r", line \d+, column \d+.*$", "", str(error).split("\n")[0])
    return printable(words) or "no more is known"


def _has_doctype(name: str) -> str:
    return f"{name} holds a DOCTYPE or entity declaration, which no transfer file needs and an attack would; it is refused."


def _require_known_encoding(head: bytes, name: str) -> None:
    declared = re.search(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})", head.replace(b"\0", b"")[:400])
    if declared and declared[1].decode().lower() not in _ENCODINGS:
        raise CannotReadFile(f"{name} says that its encoding is {declared[1].decode()}, which is not read. Export it as UTF-8.")


class _Walk:
    """What the parser calls; keeps the header, then one pupil at a time."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.file = file
        self.limits = limits
        self.depth = 0
        self.open: list[Part] = []
        self.unread = 0
        self.count = 0
        self.length = 0
        self.had_header = False
        self.done: list[Part] = []

    def given(self) -> list[Part]:
        done, self.done = self.done, []
        return done

    def doctype(self, name: str | None, public: str | None, system: str | None) -> None:
        raise CannotReadFile(_has_doctype(self.file))

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth > self.limits.xml_depth:
            raise CannotReadFile(f"{self.file} nests its elements more than {self.limits.xml_depth} deep, as no transfer file does.")
        name = tag.rpartition("}")[2]
        if self.depth == 1:
            if not name.lower().startswith(("ctf", "cmj", "cml", "cme", "atf")):
                raise CannotReadFile(
                    f"{self.file} is XML, but not a Common Transfer File: its first element is {printable(name)!r}, not 'CTfile'."
                )
            return
        if self.unread:
            self.unread += 1
        elif self.open:
            self._open_inside(name)
        elif name == "Pupil" or (name == "Header" and not self.had_header):
            if name == "Pupil" and not self.had_header:
                raise CannotReadFile(f"{self.file} has a pupil before its header, so the source school is not known. Export it again.")
            self.count = self.length = 0
            self.open.append(Part(name))

    def _open_inside(self, name: str) -> None:
        self.count += 1
        if self.count > self.limits.xml_elements_in_pupil:
            raise CannotReadFile(
                f"{self.file} has a pupil with more than {self.limits.xml_elements_in_pupil:,} elements, as no transfer file has."
            )
        if name in _UNREAD_PARTS:
            self.unread = 1
            return
        part = Part(name)
        self.open[-1].parts.append(part)
        self.open.append(part)

    def data(self, text: str) -> None:
        if self.open and not self.unread:
            part = self.open[-1]
            part.text += text
            self.length += len(text)
            if len(part.text) > self.limits.xml_text_length or self.length > _TEXTS_IN_PUPIL * self.limits.xml_text_length:
                raise CannotReadFile(
                    f"{self.file} has a text of more than {self.limits.xml_text_length:,} characters in {printable(part.name)!r}."
                )

    def end(self, tag: str) -> None:
        self.depth -= 1
        if self.unread:
            self.unread -= 1
        elif self.open:
            part = self.open.pop()
            if not self.open:
                self.had_header = self.had_header or part.name == "Header"
                self.done.append(part)

    def comment(self, text: str) -> None:
        """Pass over comments."""

    def pi(self, target: str, data: str | None) -> None:
        """Pass over processing instructions."""

    def close(self) -> None:
        """Give nothing; also called where parsing failed."""

"""Which kinds of file may be kept as evidence, told by their content and not by their name alone.

Nothing is opened or unpacked: only the bytes that mark each kind are looked for, so a file that would burst when opened does no harm.

Source  issue 4, point 9 (attachments checked for type and size); OWASP, File Upload Cheat Sheet, read November 2026.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from onroll.core.answers import YES, Answer, no

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes (Onroll's default)."""

MARKUP = re.compile(rb"^[\s\x00]*<(!doctype|html|script|svg|head|body|iframe|\?xml|\?php)", re.IGNORECASE)
MAIL_HEADER = re.compile(rb"(?im)^(from|date|subject|received|message-id|return-path):[ \t]")
ENDING = re.compile(r"\.([A-Za-z0-9]{1,8})$")


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file that may be kept. Shape  endings: of names, small letters; words: as a sentence names it."""

    code: str
    words: str
    endings: tuple[str, ...]
    media_type: str
    is_one: Callable[[bytes], bool]


def _is_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-")


def _is_png(content: bytes) -> bool:
    return content.startswith(b"\x89PNG\r\n\x1a\n")


def _is_jpeg(content: bytes) -> bool:
    return content.startswith(b"\xff\xd8\xff")


def _is_office(content: bytes, part: bytes) -> bool:
    # The names of the parts stand in the clear in the archive's listing, so it need not be opened.
    return content.startswith(b"PK\x03\x04") and b"[Content_Types].xml" in content and part in content


def _is_docx(content: bytes) -> bool:
    return _is_office(content, b"word/document.xml")


def _is_xlsx(content: bytes) -> bool:
    return _is_office(content, b"xl/workbook.xml")


def _is_msg(content: bytes) -> bool:
    return content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") and "__nameid_version1.0".encode("utf-16-le") in content


def _is_text(content: bytes) -> bool:
    if b"\x00" in content or MARKUP.match(content.removeprefix(b"\xef\xbb\xbf")):
        return False
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return not re.search(r"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\ufffd]", text)


def _is_eml(content: bytes) -> bool:
    head = content[:20_000].replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    return b"\x00" not in head and len({each.lower() for each in MAIL_HEADER.findall(head)}) >= 2


KINDS = (
    FileKind("pdf", "a PDF", ("pdf",), "application/pdf", _is_pdf),
    FileKind("png", "a PNG picture", ("png",), "image/png", _is_png),
    FileKind("jpeg", "a JPEG picture", ("jpg", "jpeg"), "image/jpeg", _is_jpeg),
    FileKind("docx", "a Word document", ("docx",), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _is_docx),
    FileKind("xlsx", "an Excel workbook", ("xlsx",), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _is_xlsx),
    FileKind("msg", "an Outlook message", ("msg",), "application/vnd.ms-outlook", _is_msg),
    FileKind("eml", "an e-mail", ("eml",), "message/rfc822", _is_eml),
    FileKind("txt", "plain text", ("txt",), "text/plain", _is_text),
)
TAKEN = "PDF, PNG, JPEG, Word (DOCX), Excel (XLSX), plain text (TXT) and e-mail (EML, MSG)"


def kind_called(code: str) -> FileKind:
    """Return a kind by its code.

    Raises  LookupError.
    """
    found = next((kind for kind in KINDS if kind.code == code), None)
    if found is None:
        raise LookupError(f"There is no kind of file called {code}.")
    return found


def kind_of(name: str, content: bytes) -> FileKind | None:
    """Return what a file is, where its content is of the kind that its name says; None where it is not, or is not taken."""
    ending = ENDING.search(name)
    kind = next((kind for kind in KINDS if ending and ending[1].lower() in kind.endings), None)
    return kind if kind is not None and kind.is_one(content) else None


def may_keep(name: str, content: bytes) -> Answer:
    """Return whether a file may be kept as evidence, or the one sentence that says why not."""
    if not content:
        return no("The file is empty.")
    if len(content) > LARGEST_FILE:
        return no(f"The file is larger than {LARGEST_FILE // 1024 // 1024} MB. Save it smaller, or in parts.")
    ending = ENDING.search(name)
    kind = next((kind for kind in KINDS if ending and ending[1].lower() in kind.endings), None)
    if kind is None:
        return no(f"Files of this kind are not taken. Onroll takes {TAKEN}.")
    if not kind.is_one(content):
        is_really = next((each for each in KINDS if each.code not in ("txt", "eml") and each.is_one(content)), None)
        really = f"it holds {is_really.words}" if is_really else "its content is something else"
        return no(f"The file’s name says {kind.words}, but {really}. Save it anew under its right kind.")
    if kind.code in ("docx", "xlsx") and b"vbaProject.bin" in content:
        return no("The file holds macros. Save it without them.")
    return YES

"""A file is what its content is; what is not taken is refused in one sentence."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onroll.core.file_kinds import KINDS, LARGEST_FILE, kind_called, kind_of, may_keep

PNG = b"\x89PNG\r\n\x1a\n" + b"made up"


def office(*parts: str, size: int = 10) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in ("[Content_Types].xml", *parts):
            archive.writestr(part, b"\x00" * size)
    return held.getvalue()


RIGHT = {
    "letter.pdf": b"%PDF-1.7 made up",
    "picture.PNG": PNG,
    "photo.jpeg": b"\xff\xd8\xff\xe0made up",
    "photo.jpg": b"\xff\xd8\xff\xe0made up",
    "letter.docx": office("word/document.xml"),
    "list.xlsx": office("xl/workbook.xml"),
    "note.txt": "Łukasz’s aunt rang.\r\nThen again.".encode(),
    "old.txt": "Ren\xe9e rang.".encode("cp1252"),
    "mail.eml": b"Received: by made-up\r\nFrom: a@example.org\r\nSubject: x\r\n\r\n<html>hello</html>",
    "mail.msg": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40 + "__nameid_version1.0".encode("utf-16-le"),
}
WRONG = {
    "page.png": (b"<html><script>alert(1)</script></html>", "something else"),
    "photo.pdf": (PNG, "holds a PNG picture"),
    "letter.docx": (office("xl/workbook.xml"), "holds an Excel workbook"),
    "macros.docx": (office("word/document.xml", "word/vbaProject.bin"), "macros"),
    "bundle.zip": (office("a"), "not taken"),
    "archive.docx": (office("a"), "something else"),
    "page.html": (b"<p>", "not taken"),
    "page.txt": (b"  <!DOCTYPE html><script>", "something else"),
    "program.txt": (b"MZ\x00\x01", "something else"),
    "drawing.svg": (b"<svg onload=x>", "not taken"),
    "nothing.pdf": (b"", "empty"),
    "noname": (PNG, "not taken"),
    "note.pdf.exe": (b"%PDF-", "not taken"),
    "sheet.msg": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99, "something else"),
}


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_what_is_taken_is_known_by_its_content(name: str) -> None:
    kind = kind_of(name, RIGHT[name])
    assert kind is not None and may_keep(name, RIGHT[name])
    assert kind_called(kind.code) is kind


@pytest.mark.parametrize("name", sorted(WRONG))
def test_what_is_not_taken_is_refused_in_one_sentence(name: str) -> None:
    content, words = WRONG[name]
    answer = may_keep(name, content)
    assert not answer and words in answer.reason_not and len(answer.reason_not) < 160


def test_a_file_that_is_too_large_is_refused_and_one_of_the_limit_is_not() -> None:
    assert not may_keep("a.pdf", b"%PDF-" + b"x" * (LARGEST_FILE - 4))
    assert may_keep("a.pdf", b"%PDF-" + b"x" * (LARGEST_FILE - 5))


def test_a_bomb_is_kept_unopened() -> None:
    bomb = office("word/document.xml", size=5_000_000)
    assert len(bomb) < 20_000 and may_keep("bomb.docx", bomb)


@given(st.binary(max_size=300), st.sampled_from([f"x.{ending}" for kind in KINDS for ending in kind.endings]))
def test_whatever_is_taken_is_of_the_kind_that_its_name_says(content: bytes, name: str) -> None:
    kind = kind_of(name, content)
    assert bool(may_keep(name, content)) == (kind is not None and bool(content))
    if kind is not None and content:
        assert kind.is_one(content) and name.removeprefix("x.") in kind.endings


def test_no_kind_of_another_name() -> None:
    with pytest.raises(LookupError):
        kind_called("exe")

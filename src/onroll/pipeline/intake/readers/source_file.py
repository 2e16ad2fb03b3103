"""What a path really holds, judged by its first bytes and never by its name."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from onroll.pipeline.intake.readers.read_file import CannotReadFile, FileFormat

_NOT_READ = (
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ", "compressed with xz"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PARE", "an encrypted Parquet file"),
    (b"{\\rtf", "a Rich Text document"),
    (b"ORC", "an ORC file"),
    (b"Obj\x01", "an Avro file"),
)
_READ_INSTEAD = "Send CSV, Parquet, XLSX or a Common Transfer File."
_USUAL_SUFFIXES: dict[FileFormat, frozenset[str]] = {
    "csv": frozenset([".csv", ".txt", ".tsv", ".tab", ".psv", ""]),
    "parquet": frozenset([".parquet", ".pq", ""]),
    "xlsx": frozenset([".xlsx", ""]),
    "ctf": frozenset([".xml", ".ctf", ""]),
}
_FORMAT_NAMES: dict[FileFormat, str] = {
    "csv": "delimited text (CSV)",
    "parquet": "Parquet",
    "xlsx": "an Excel workbook (XLSX)",
    "ctf": "XML",
}


@dataclass(frozen=True)
class SourceFile:
    """A regular file that can be read, and what it holds.

    Shape  identity: what changes when the file is written to while it is being read.
    """

    path: Path
    name: str
    format: FileFormat
    size: int
    identity: tuple[int, int, int, int]

    @property
    def warnings(self) -> tuple[str, ...]:
        """A sentence where the name says another thing than the content."""
        suffix = self.path.suffix.lower()
        if suffix in _USUAL_SUFFIXES[self.format] or not any(suffix in usual for usual in _USUAL_SUFFIXES.values()):
            return ()
        return (f"{self.name} is named {suffix}, but it holds {_FORMAT_NAMES[self.format]} and was read as that.",)


def open_source(path: Path) -> SourceFile:
    """Return what stands at a path.

    Raises  CannotReadFile where it is no regular file, is empty, or holds something that is not read.
    """
    name = printable(path.name)
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise CannotReadFile(_why_not_opened(path, name, error)) from None
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        raise CannotReadFile(f"{name} is {_kind(status.st_mode)}, not a file with rows. Give the path of the file itself.")
    with os.fdopen(handle, "rb") as file:
        if status.st_size == 0:
            raise CannotReadFile(
                f"{name} is empty: it has not even a heading row. Send a file with headings, and no rows where there are none."
            )
        head = file.read(4096)
        kind = _format_of(head, file, name)
    return SourceFile(path, name, kind, status.st_size, _identity(status))


def require_unchanged(source: SourceFile) -> None:
    """Refuse the file where somebody wrote to it while it was being read."""
    try:
        now = _identity(os.lstat(source.path))
    except OSError:
        raise CannotReadFile(f"{source.name} was removed while it was being read. Send it again.") from None
    if now != source.identity:
        raise CannotReadFile(f"{source.name} was changed while it was being read. Wait until it is complete, and read it again.")


def printable(name: str) -> str:
    """Return a file name that can stand in a sentence: no control characters, of bounded length."""
    shown = "".join(each if each.isprintable() else "?" for each in name.encode("utf-8", "replace").decode())
    return shown if len(shown) <= 120 else shown[:117] + "…"


def _identity(status: os.stat_result) -> tuple[int, int, int, int]:
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def _why_not_opened(path: Path, name: str, error: OSError) -> str:
    if os.path.islink(path):
        return f"{name} is a link to another file. Give the file itself: links are not followed."
    if isinstance(error, FileNotFoundError):
        return f"There is no file {name}."
    if isinstance(error, PermissionError):
        return f"{name} may not be read by this user. Change its permissions, or copy it."
    if os.path.exists(path) and not os.path.isfile(path):
        return f"{name} is {_kind(os.lstat(path).st_mode)}, not a file with rows. Give the path of the file itself."
    return f"{name} could not be opened ({error.strerror})."


def _kind(mode: int) -> str:
    kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
    return next((words for test, words in kinds if test(mode)), "a device")


def _format_of(head: bytes, file: BinaryIO, name: str) -> FileFormat:
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "xlsx"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if _holds(file, head, "EncryptedPackage".encode("utf-16-le")):
            raise CannotReadFile(f"{name} is protected with a password. Send it without one, by a safe way.")
        raise CannotReadFile(
            f"{name} is a workbook or document of the old Office format (.xls). Save it as .xlsx or CSV and send it again."
        )
    for magic, words in _NOT_READ:
        if head.startswith(magic):
            raise CannotReadFile(f"{name} is {words}, which is not read. {_READ_INSTEAD}")
    text = _first_text(head)
    if text.startswith("<"):
        if text[:200].lower().startswith(("<!doctype html", "<html")):
            raise CannotReadFile(f"{name} is a web page, whatever its name says. {_READ_INSTEAD}")
        return "ctf"
    if text.startswith(("{", "[{")):
        raise CannotReadFile(f"{name} is JSON, which is not read. {_READ_INSTEAD}")
    return "csv"


def _first_text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace").lstrip("\ufeff \t\r\n")
    return head.decode("utf-8-sig", "replace").lstrip(" \t\r\n")


def _holds(file: BinaryIO, head: bytes, wanted: bytes) -> bool:
    tail = head
    while True:
        if wanted in tail:
            return True
        more = file.read(1 << 20)
        if not more:
            return False
        tail = tail[-len(wanted) :] + more

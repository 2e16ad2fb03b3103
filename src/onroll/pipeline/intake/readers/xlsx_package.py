"""Look at a workbook's container before anything is unpacked: bombs, tricks, and what is no workbook.

Source  stack, section 2 (a preflight of the zip directory caught a 7 MB bomb of 1.5 GB in no time).
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from onroll.pipeline.intake.readers.read_file import CannotReadFile, Limits

_RATIO_MATTERS_ABOVE = 32 << 20
_CONTAINERS = (".zip", ".xlsx", ".xlsm", ".xlsb", ".ods", ".docx", ".gz", ".7z", ".rar", ".jar", ".bz2", ".xz")


def require_plain_workbook(path: Path, *, file: str, limits: Limits) -> None:
    """Refuse a container that is no plain XLSX workbook of reasonable size.

    Raises  CannotReadFile with the reason.
    """
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise CannotReadFile(f"{file} is a damaged or incomplete workbook ({error}). Save it again and send it again.") from None
    _require_reasonable_size(entries, path.stat().st_size, file, limits)
    for entry in entries:
        _require_plain(entry, file)
    names = {entry.filename for entry in entries}
    lower = {name.lower() for name in names}
    if any(name.endswith("vbaproject.bin") for name in lower):
        raise CannotReadFile(f"{file} holds macros. Save it as a plain workbook (.xlsx) without them and send it again.")
    if "xl/workbook.bin" in lower:
        raise CannotReadFile(f"{file} is a binary workbook (.xlsb). Save it as .xlsx and send it again.")
    if "xl/workbook.xml" not in lower:
        what = "an OpenDocument file" if "mimetype" in lower else "a Word document" if "word/document.xml" in lower else "a zip archive"
        raise CannotReadFile(f"{file} is {what}, not an Excel workbook. Send CSV, Parquet or XLSX, one table in each file.")


def _require_reasonable_size(entries: list[zipfile.ZipInfo], packed: int, file: str, limits: Limits) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > limits.xlsx_entries:
        raise CannotReadFile(f"{file} holds {len(entries):,} parts, more than any workbook needs, and is refused.")
    if unpacked > limits.xlsx_unpacked_bytes:
        raise CannotReadFile(f"{file} would unpack to {unpacked >> 20:,} MB, which is more than is read. Send it as CSV.")
    if unpacked > _RATIO_MATTERS_ABOVE and unpacked > packed * limits.xlsx_ratio:
        raise CannotReadFile(f"{file} would unpack to {unpacked // max(packed, 1):,} times its size, as an attack does. Send it as CSV.")


def _require_plain(entry: zipfile.ZipInfo, file: str) -> None:
    name = entry.filename
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
        raise CannotReadFile(f"{file} holds a part whose name points outside the workbook, as an attack does, and is refused.")
    if entry.flag_bits & 0x1:
        raise CannotReadFile(f"{file} is protected with a password. Send it without one, by a safe way.")
    if name.lower().endswith(_CONTAINERS):
        raise CannotReadFile(f"{file} holds another archive inside it. Send the workbook without embedded files.")

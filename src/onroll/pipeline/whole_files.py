"""Files that readers see whole or not at all, and that outlast a power cut once somebody speaks of them."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_atomically(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Write a file so that readers see the old one or the new one, never a part."""
    beside = _written_beside(path, content, mode)
    os.replace(beside, path)
    sync_folder(path.parent)


def write_once(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write a file that is made once and for good: where it is there already, or two make it at once, the first one stays."""
    beside = _written_beside(path, content, mode)
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links: the last one stays
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    sync_folder(path.parent)


def _written_beside(path: Path, content: bytes, mode: int) -> Path:
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return beside


def sync_file(path: Path) -> None:
    """Have a file's bytes on disk."""
    with open(path, "rb") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Have a folder's names on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

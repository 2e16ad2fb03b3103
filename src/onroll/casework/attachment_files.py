"""Where the content of attached files stands: under its own hash, in the home folder, outside of what the web server serves.

The content is on disk before any row speaks of it. A kill in between leaves content that no row names, which does no harm;
a row without its content cannot come about.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from django.conf import settings

from onroll.pipeline.whole_files import sync_folder, write_atomically

FOLDER = "attachments"


class ContentIsLost(Exception):
    """The content of a file is not there, or not as it was kept."""


def keep_content(content: bytes) -> str:
    """Put content on disk whole, and return its hash; the same content stands there once."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = _path(sha256)
    if not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, content, mode=0o600)
    return sha256


def content_of(sha256: str) -> bytes:
    """Return the content of that hash, as it was kept.

    Raises  ContentIsLost.
    """
    try:
        content = _path(sha256).read_bytes()
    except OSError as error:
        raise ContentIsLost("The file’s content is not on this machine. Ask for it to be restored from a backup.") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ContentIsLost("The file is not as it was when it was attached. Ask for it to be restored from a backup.")
    return content


def forget_content(sha256: str) -> None:
    """Remove content that no row names any longer. Twice is once."""
    path = _path(sha256)
    path.unlink(missing_ok=True)
    if path.parent.is_dir():
        sync_folder(path.parent)


def _path(sha256: str) -> Path:
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise ContentIsLost("There is no such file.")
    return Path(settings.ONROLL_HOME) / FOLDER / sha256[:2] / sha256

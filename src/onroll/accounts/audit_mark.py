"""A mark beside the database: the number and the hash of the last event that was committed.

Whoever cuts off the end of the log inside the database, and makes its head agree, is found by the mark, which no database user can
reach. It is no part of a backup: a casebook that is restored into a new home has none until its next event.

Source  issue 6, It must show (the last rows, or all since the last anchor, cut off: found).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

FILE = "audit_mark"
_LENGTH = 20 + 1 + 64 + 1


@dataclass(frozen=True)
class Mark:
    """The last event that this home has seen committed."""

    seq: int
    hash: str


class UnreadableMark(ValueError):
    """The mark is not as it was written."""


def set_mark(seq: int, digest: str) -> None:
    """Move the mark on; never back. Called once an event is committed."""
    home = Path(settings.ONROLL_HOME)
    if not home.is_dir():
        return
    opened = os.open(home / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        standing = os.pread(opened, _LENGTH, 0)
        if standing[:20].isdigit() and int(standing[:20]) > seq:
            return
        os.pwrite(opened, f"{seq:020d} {digest}\n".encode(), 0)
    finally:
        os.close(opened)


def read_mark() -> Mark | None:
    """Return the mark of this home; None where there is none yet.

    Raises  UnreadableMark.
    """
    try:
        text = (Path(settings.ONROLL_HOME) / FILE).read_bytes()
    except FileNotFoundError:
        return None
    number, _, digest = text.decode("ascii", "replace").strip().partition(" ")
    if len(text) != _LENGTH or not number.isdigit() or len(digest) != 64:
        raise UnreadableMark
    return Mark(int(number), digest)

"""Encrypt a backup with a passphrase while it is written, and open it again: in chunks, each of which is authenticated.

A header (what it is, the cost and salt of scrypt, the first bytes of every nonce, a mark of the key), then chunks of one size under
AES-256-GCM. A chunk's nonce holds its number and whether it is the last; so a chunk changed, moved, left out or cut off is found.

Source  RFC 7914 (scrypt), NIST SP 800-38D (GCM); Hoang, Reyhanitabar, Rogaway and Vizár 2015 (the STREAM construction).
"""

from __future__ import annotations

import hashlib
import hmac
import io
import os
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"onroll-sealed-1\n"
SALT_BYTES, PREFIX_BYTES, MARK_BYTES, SUM_BYTES, TAG_BYTES = 16, 7, 16, 8, 16
HEADER_BYTES = len(MAGIC) + 1 + SALT_BYTES + PREFIX_BYTES + MARK_BYTES + SUM_BYTES
CHUNK_BYTES = 1024 * 1024
COST = 17
"""Scrypt's cost as a power of two (with r = 8, p = 1): 128 MiB of memory and about half a second for each guess."""
LEAST_COST, LARGEST_COST = 10, 20
LONGEST_PASSPHRASE_FILE = 4096
LARGEST_COUNT = 2**32


class CannotSealBackup(Exception):
    """The backup cannot be encrypted or opened; the sentence says why."""


def read_passphrase(path: Path) -> bytes:
    """Return the passphrase that a file holds, without the line's end.

    Raises  CannotSealBackup where the file is not there, holds nothing, or is too long to be one.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LONGEST_PASSPHRASE_FILE + 1)
    except OSError as error:
        raise CannotSealBackup(f"The passphrase file {path} cannot be read ({error.strerror}).") from None
    if len(content) > LONGEST_PASSPHRASE_FILE:
        raise CannotSealBackup(
            f"{path} is longer than {LONGEST_PASSPHRASE_FILE:,} bytes, so it is hardly a passphrase. Name the right file."
        )
    passphrase = content.rstrip(b"\r\n")
    if not passphrase.strip():
        raise CannotSealBackup(
            f"The passphrase file {path} is empty. Write a long passphrase into it, and keep a copy away from the backups."
        )
    return passphrase


def is_sealed(path: Path) -> bool:
    """Whether a file begins as an encrypted backup does."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


class SealingWriter(io.RawIOBase):
    """A file to write into; what arrives in `into` is encrypted. Whole only once `finish` has been called."""

    def __init__(self, into: BinaryIO, passphrase: bytes, *, cost: int = COST) -> None:
        """Write the header. Shape  cost: a power of two, kept in the header."""
        super().__init__()
        salt, prefix = os.urandom(SALT_BYTES), os.urandom(PREFIX_BYTES)
        key, mark = _key_and_mark(passphrase, salt, cost)
        header = MAGIC + bytes([cost]) + salt + prefix + mark
        self._header = header + hashlib.sha256(header).digest()[:SUM_BYTES]
        self._into, self._prefix, self._cipher = into, prefix, AESGCM(key)
        self._held, self._count, self._finished = bytearray(), 0, False
        into.write(self._header)

    def writable(self) -> bool:
        """It is there to be written."""
        return True

    def write(self, data: bytes | bytearray | memoryview) -> int:  # type: ignore[override]
        """Take bytes; whole chunks go on at once, and the newest bytes wait until it is known whether they are the last."""
        self._held += data
        while len(self._held) > CHUNK_BYTES:
            self._seal(bytes(self._held[:CHUNK_BYTES]), last=False)
            del self._held[:CHUNK_BYTES]
        return len(data)

    def finish(self) -> None:
        """Write the last chunk, which says that it is the last."""
        if not self._finished:
            self._seal(bytes(self._held), last=True)
            self._finished = True

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        if self._count >= LARGEST_COUNT:
            raise CannotSealBackup("The backup is larger than can be encrypted in one file.")
        self._into.write(self._cipher.encrypt(_nonce(self._prefix, self._count, last=last), chunk, self._header))
        self._count += 1


class OpeningReader(io.RawIOBase):
    """What an encrypted backup holds, to be read from its beginning to its end; nothing is handed out that was not authenticated."""

    def __init__(self, source: BinaryIO, passphrase: bytes, name: str) -> None:
        """Read the header and try the passphrase.

        Raises  CannotSealBackup where it is no encrypted backup, is damaged, or another passphrase opens it.
        """
        super().__init__()
        self._header, self._name = source.read(HEADER_BYTES), name
        body, given_sum = self._header[:-SUM_BYTES], self._header[-SUM_BYTES:]
        if not self._header.startswith(MAGIC):
            raise CannotSealBackup(
                f"{name} does not begin as an encrypted backup of Onroll. If it was written without a passphrase, name none."
            )
        if len(self._header) < HEADER_BYTES or not hmac.compare_digest(hashlib.sha256(body).digest()[:SUM_BYTES], given_sum):
            raise CannotSealBackup(self._damage())
        cost, at = body[len(MAGIC)], len(MAGIC) + 1
        salt, self._prefix = body[at : at + SALT_BYTES], body[at + SALT_BYTES : at + SALT_BYTES + PREFIX_BYTES]
        if not LEAST_COST <= cost <= LARGEST_COST:
            raise CannotSealBackup(self._damage())
        key, mark = _key_and_mark(passphrase, salt, cost)
        if not hmac.compare_digest(mark, body[-MARK_BYTES:]):
            raise CannotSealBackup(f"The passphrase is not the one that {name} was encrypted with. Name the file with the right one.")
        self._cipher, self._source, self._count = AESGCM(key), source, 0
        self._open, self._at = b"", 0
        self._ahead = source.read(CHUNK_BYTES + TAG_BYTES)
        self._ended = False

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill `into` as far as one chunk goes; 0 only after the chunk that says that it is the last."""
        while self._at >= len(self._open) and not self._ended:
            self._next_chunk()
        taken = self._open[self._at : self._at + len(into)]
        into[: len(taken)] = taken
        self._at += len(taken)
        return len(taken)

    def _next_chunk(self) -> None:
        chunk, self._ahead = self._ahead, self._source.read(CHUNK_BYTES + TAG_BYTES)
        last = not self._ahead
        try:
            self._open = self._cipher.decrypt(_nonce(self._prefix, self._count, last=last), chunk, self._header)
        except (InvalidTag, ValueError):
            raise CannotSealBackup(self._damage()) from None
        self._at, self._count, self._ended = 0, self._count + 1, last

    def _damage(self) -> str:
        return f"{self._name} is damaged: it is not as it was written (changed, or cut off). Use another backup."


def _key_and_mark(passphrase: bytes, salt: bytes, cost: int) -> tuple[bytes, bytes]:
    """Return the key, and a mark by which another passphrase is told from damage; from the mark the key cannot be had."""
    derived = Scrypt(salt=salt, length=32 + MARK_BYTES, n=2**cost, r=8, p=1).derive(passphrase)
    return derived[:32], derived[32:]


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])

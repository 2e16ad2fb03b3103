"""Daily anchors: make them, write them down for an authority to keep, and read them back.

An anchor says that on a day the log ended at a number, with a hash. Whoever holds it can later see whether the log still begins with
the same events: a log rewritten as a whole, or cut off, cannot agree. The signature shows its holder's opponents that it is genuine.

Source  design, section 8; stack, section 1.6 (checkpoints signed with Ed25519, offered to a second party); anchors, section 4, point 20.
"""

from __future__ import annotations

import base64
import csv
import io
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db import transaction

from onroll.accounts.models import ChainHead, DailyAnchor

KEY_FILE = "anchor_key"
LAST_SEQ = 2**63 - 1
HEADER = ("date", "last_event", "hash", "key", "signature")
LONDON = ZoneInfo("Europe/London")


class CannotReadAnchors(ValueError):
    """What was given holds no anchors as Onroll signs them; the sentence says which line."""


@dataclass(frozen=True)
class Anchor:
    """One anchor, wherever it was kept."""

    on: date
    seq: int
    hash: str
    key: str
    signature: str

    @property
    def is_genuine(self) -> bool:
        """Whether the signature is by the key over the day, the number and the hash."""
        try:
            key = Ed25519PublicKey.from_public_bytes(base64.b64decode(self.key, validate=True))
            key.verify(base64.b64decode(self.signature, validate=True), _said(self.on, self.seq, self.hash))
        except (InvalidSignature, ValueError):
            return False
        return True


def make_anchor(*, again: bool = False) -> DailyAnchor | None:
    """Return today's anchor, making it where there is none; None while the log is empty.

    Shape  again: make one of this moment even where today has one; where nothing has happened since, that one is it.
    """
    today = datetime.now(UTC).astimezone(LONDON).date()
    with transaction.atomic():
        head = ChainHead.objects.select_for_update().get(id=1)
        if head.seq == 0:
            return None
        last = DailyAnchor.objects.order_by("-seq").first()
        if last is not None and (last.seq == head.seq or (last.on == today and not again)):
            return last
        key = _own_key()
        public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
        signature = base64.b64encode(key.sign(_said(today, head.seq, head.hash))).decode()
        return DailyAnchor.objects.create(
            on=today, seq=head.seq, hash=head.hash, made_at=datetime.now(UTC), key=public, signature=signature
        )


def kept_anchors() -> list[Anchor]:
    """Return every anchor that was made, the oldest first."""
    return [Anchor(row.on, row.seq, row.hash, row.key, row.signature) for row in DailyAnchor.objects.order_by("seq")]


def as_csv(anchors: Sequence[Anchor]) -> str:
    """Return anchors as a file to keep: one line each."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows((each.on.isoformat(), each.seq, each.hash, each.key, each.signature) for each in anchors)
    return text.getvalue()


def read_csv(text: str) -> list[Anchor]:
    """Return the anchors of a file, the oldest first.

    Raises  CannotReadAnchors where a line is not as Onroll signed it, or where there is none.
    """
    try:
        rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    except csv.Error:
        rows = []
    if not rows or tuple(rows[0]) != HEADER:
        raise CannotReadAnchors(f"The file holds no anchors as Onroll writes them: its first line should be {','.join(HEADER)}.")
    anchors = []
    for number, row in enumerate(rows[1:], start=2):
        if not row:
            continue
        try:
            on, seq, digest, key, signature = row
            anchor = Anchor(date.fromisoformat(on), int(seq), digest, key, signature)
        except ValueError:
            raise CannotReadAnchors(f"Line {number} is no anchor.") from None
        if not 1 <= anchor.seq <= LAST_SEQ:
            raise CannotReadAnchors(f"Line {number} is no anchor.")
        if not anchor.is_genuine:
            raise CannotReadAnchors(f"Line {number} is not as it was signed: somebody changed it.")
        anchors.append(anchor)
    if not anchors:
        raise CannotReadAnchors("The file holds no anchors: there is nothing below its first line.")
    return sorted(anchors, key=lambda each: each.seq)


def _said(on: date, seq: int, digest: str) -> bytes:
    return f"onroll anchor\n{on.isoformat()}\n{seq}\n{digest}\n".encode()


def _own_key() -> Ed25519PrivateKey:
    """Return the home's signing key, made once, readable for its owner alone."""
    path = Path(settings.ONROLL_HOME) / KEY_FILE
    if not path.exists():
        fresh = base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw())
        beside = path.with_name(f".{KEY_FILE}.{os.getpid()}")
        opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(opened, fresh)
            os.fsync(opened)
        finally:
            os.close(opened)
        try:
            os.link(beside, path)  # the first of two that make one at once wins
        except FileExistsError:
            pass
        finally:
            beside.unlink()
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(path.read_bytes()))

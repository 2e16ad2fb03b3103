"""Daily anchors as a page to print and put away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from onroll.accounts.anchors import Anchor
from onroll.casework.documents.content import Document, Facts, Heading, Paragraph, Table
from onroll.core.wording import day_words

MOST = 60
_GROUP = 8


def anchors_document(anchors: Sequence[Anchor], *, printed_by: str, printed_at: datetime) -> Document:
    """Return the newest anchors as a document. The hash stands in groups of eight, so that two people can compare it aloud."""
    newest = anchors[-MOST:][::-1]
    said = (
        "Each line says how far the record of who did and saw what went on a day, and the hash of its last event. Keep this page"
        " away from the system. If the record is ever in doubt, run: onroll verify-audit"
        " --anchors FILE, with the file that belongs to this page."
    )
    blocks: list[Heading | Paragraph | Facts | Table] = [Paragraph(said)]
    if newest:
        blocks.append(Facts([("Newest", f"{day_words(newest[0].on)}, event {newest[0].seq:,}"), ("Public key", newest[0].key)]))
        rows = [(each.on.isoformat(), f"{each.seq:,}", in_groups(each.hash)) for each in newest]
        blocks.append(Table("Anchors, the newest first", ("Day", "Last event", "Hash of the last event"), rows, (2, 2, 9)))
    else:
        blocks.append(Paragraph("Nothing has happened yet, so there is no anchor."))
    return Document(title="Daily anchors of the event log", blocks=blocks, printed_by=printed_by, printed_at=printed_at)


def in_groups(digest: str) -> str:
    """Return a hash in groups that can be read aloud."""
    return " ".join(digest[start : start + _GROUP] for start in range(0, len(digest), _GROUP))

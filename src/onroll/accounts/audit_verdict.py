"""Is the event log as it was written? By its own chain, by the mark beside the database, and by the anchors that somebody kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onroll.accounts.anchors import Anchor, kept_anchors
from onroll.accounts.audit import verify_chain
from onroll.accounts.audit_mark import UnreadableMark, read_mark
from onroll.accounts.models import Event
from onroll.core.wording import day_words


@dataclass(frozen=True)
class AuditVerdict:
    """Whether the log is as it was written.

    Shape  broken_at: the first event that is not, or that is missing; None where all are. until: the last of those among which it lies,
           where only an anchor tells. because: which witness says so. anchors: how many were held against the log. marked: whether there
           is a mark beside the database.
    """

    event_count: int
    broken_at: int | None
    until: int | None = None
    because: str = ""
    anchors: int = 0
    marked: bool = True

    @property
    def whole(self) -> bool:
        """Whether nothing was altered."""
        return self.broken_at is None

    @property
    def sentence(self) -> str:
        """Return the verdict in words."""
        if not self.whole:
            where = f"event {self.broken_at}" if self.until in (None, self.broken_at) else f"events {self.broken_at} to {self.until}"
            return f"BROKEN at {where}: {self.because} Compare it with a backup."
        held = f" {self.anchors:,} anchors agree." if self.anchors != 1 else " 1 anchor agrees."
        unmarked = (
            ""
            if self.marked or not self.event_count
            else " There is no mark beside the casebook yet (as after a restore): only anchors can tell whether the end was cut off."
        )
        return f"All {self.event_count:,} events are as they were written.{held if self.anchors else ''}{unmarked}"

    def as_json(self) -> dict[str, Any]:
        """Return the verdict for a machine."""
        return {
            "events": self.event_count,
            "whole": self.whole,
            "broken_at": self.broken_at,
            "until": self.until,
            "because": self.because,
            "anchors": self.anchors,
            "marked": self.marked,
        }


def verify_audit(others: Sequence[Anchor] = ()) -> AuditVerdict:
    """Check every event from the first to the last, then hold the log against the mark and the anchors.

    Shape  others: anchors that were kept elsewhere, beside those of the casebook itself.
    """
    count = Event.objects.count()
    broken_at = verify_chain()
    if broken_at is not None:
        return AuditVerdict(count, broken_at, because="from there on, the record is not as it was written.")
    anchors = sorted({*others, *kept_anchors()}, key=lambda each: each.seq)
    last = _last_seq()
    try:
        mark = read_mark()
    except UnreadableMark:
        return AuditVerdict(count, last + 1, because="the mark beside the casebook was altered; what followed may have been cut off.")
    found = _by_anchors(anchors, last)
    if found is not None:
        at, until, because = found
        return AuditVerdict(count, at, until, because, len(anchors), mark is not None)
    if mark is not None and (mark.seq > last or _hashes_at([mark.seq]).get(mark.seq) != mark.hash):
        because = f"the mark beside the casebook says that event {mark.seq} was written, and it is not there."
        return AuditVerdict(count, min(last + 1, mark.seq), None, because, len(anchors))
    return AuditVerdict(count, None, anchors=len(anchors), marked=mark is not None)


def _by_anchors(anchors: Sequence[Anchor], last: int) -> tuple[int, int | None, str] | None:
    """Return the first place where the log and an anchor disagree, by the oldest anchor that does."""
    agreed = 0
    hashes = _hashes_at([anchor.seq for anchor in anchors])
    for anchor in anchors:
        if not anchor.is_genuine:
            return agreed + 1, None, f"the anchor of {day_words(anchor.on)} in the casebook is not as it was signed."
        if anchor.seq > last:
            return last + 1, None, f"the anchor of {day_words(anchor.on)} says that there were {anchor.seq} events; the end was cut off."
        if hashes.get(anchor.seq) != anchor.hash:
            because = f"the anchor of {day_words(anchor.on)} has another hash for event {anchor.seq}: the log was written anew."
            return agreed + 1, anchor.seq, because
        agreed = anchor.seq
    return None


def _hashes_at(numbers: Sequence[int]) -> dict[int, str]:
    hashes: dict[int, str] = {}
    for start in range(0, len(numbers), 500):
        hashes |= dict(Event.objects.filter(seq__in=numbers[start : start + 500]).values_list("seq", "hash"))
    return hashes


def _last_seq() -> int:
    return Event.objects.order_by("-seq").values_list("seq", flat=True).first() or 0

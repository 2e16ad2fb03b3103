"""Which national establishment file is the newest."""

from __future__ import annotations

from collections.abc import Sequence

from onroll.pipeline.index import Extract


def newest_establishments(extracts: Sequence[Extract]) -> Extract | None:
    """Return the newest establishment file that counts."""
    found = [each for each in extracts if each.register == "establishments" and each.state == "counted" and each.rows_accepted]
    return max(found, key=lambda each: (each.as_at, each.number), default=None)

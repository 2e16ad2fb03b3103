"""The answer to a deletion return in one word, as other systems read it."""

from __future__ import annotations

from onroll.casework.models import SchoolReturn


def deletion_answer(row: SchoolReturn) -> str:
    """Return the answer to a deletion return in one word: whether another roll shows the child, not yet, or the authority enquires."""
    if not row.stands:
        return "noted"
    if row.case_id is not None:
        return "enquire"
    settled = getattr(row, "follow_up", None)
    if settled is not None and settled.outcome == "confirmed":
        return "registered_elsewhere"
    return "not_yet" if row.route == "confirm a joiner" else "noted"

"""The letters of a case, and those that can be written."""

from __future__ import annotations

from datetime import date
from typing import Any

from onroll.casework.letter_drafts import HOW_SENT
from onroll.casework.models import Case, Letter
from onroll.casework.queries.letters import letters_that_can_be_written
from onroll.casework.viewers import Viewer
from onroll.core.dated.letter_kinds import LANGUAGES
from onroll.core.letters import kind_of
from onroll.pipeline.run_rows import Child


def letters(viewer: Viewer, case: Case, child: Child | None, on: date) -> dict[str, Any]:
    """Return what the tab shows."""
    rows = Letter.objects.filter(case=case).select_related("enquiry").order_by("-id")[:200]
    return {
        "letters": [
            {
                "row": row,
                "kind": kind_of(row.kind),
                "to": row.recipient.splitlines()[0],
                "how": HOW_SENT.get(row.how, row.how),
                "language": LANGUAGES.get(row.language, row.language),
            }
            for row in rows
        ],
        "kinds": letters_that_can_be_written(viewer, case, child, on),
    }

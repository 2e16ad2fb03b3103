"""Everything that happened in a case, and the spells of its child."""

from __future__ import annotations

from datetime import date
from typing import Any

from onroll.casework.models import (
    Case,
    CaseChange,
    Contact,
)
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.pipeline.run_rows import Child


def timeline(viewer: Viewer, case: Case, child: Child | None, on: date) -> dict[str, Any]:
    """Return what the tab shows."""
    tables = the_tables()
    return {
        "changes": list(CaseChange.objects.filter(case=case).order_by("-id")[:200]),
        "contacts": list(Contact.objects.filter(case=case).order_by("-on", "-id")[:100]),
        "spells": tables.spells(child.child_id) if tables and child else [],
    }

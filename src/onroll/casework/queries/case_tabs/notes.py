"""What people wrote down."""

from __future__ import annotations

from datetime import date
from typing import Any

from onroll.casework.models import (
    Case,
    Note,
)
from onroll.casework.viewers import Viewer
from onroll.pipeline.run_rows import Child


def notes(viewer: Viewer, case: Case, child: Child | None, on: date) -> dict[str, Any]:
    """Return what the tab shows."""
    return {"notes": list(Note.objects.filter(case=case).order_by("-id")[:200])}

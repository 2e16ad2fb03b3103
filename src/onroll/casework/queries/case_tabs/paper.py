"""What a case shows on paper: how the family can be reached, and everything that happened."""

from __future__ import annotations

from datetime import date
from typing import Any

from onroll.casework.models import Case
from onroll.casework.queries.case_tabs.timeline import timeline
from onroll.casework.queries.reaching import reaching
from onroll.casework.viewers import Viewer
from onroll.pipeline.run_rows import Child


def paper(viewer: Viewer, case: Case, child: Child | None, on: date) -> dict[str, Any]:
    """Return what the page to print shows."""
    return {**timeline(viewer, case, child, on), "reaching": reaching(viewer, child)}

"""The evidence files of a case."""

from __future__ import annotations

from datetime import date
from typing import Any

from onroll.casework.models import Case
from onroll.casework.queries.attachments import files_of
from onroll.casework.viewers import Viewer
from onroll.core.file_kinds import KINDS, LARGEST_FILE, TAKEN
from onroll.pipeline.run_rows import Child


def files(viewer: Viewer, case: Case, child: Child | None, on: date) -> dict[str, Any]:
    """Return what the tab shows."""
    return {
        "files": files_of(viewer, case),
        "kinds": {kind.code: kind.words for kind in KINDS},
        "taken": TAKEN,
        "largest_mb": LARGEST_FILE // 1024 // 1024,
    }

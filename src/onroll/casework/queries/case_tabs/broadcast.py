"""What other authorities were asked about a child, and what they answered."""

from __future__ import annotations

from datetime import date
from typing import Any

from onroll.casework.models import Case
from onroll.casework.queries.broadcasts import own_broadcast
from onroll.casework.viewers import Viewer
from onroll.core import broadcasts as rules
from onroll.pipeline.run_rows import Child


def broadcast(viewer: Viewer, case: Case, child: Child | None, on: date) -> dict[str, Any]:
    """Return what the tab shows."""
    own = own_broadcast(viewer, case)
    shielded = case.shielded or (child is not None and child.shielded)
    asked = rules.Broadcast(case.authority, on, ("others",), shielded)
    return {
        "own": own,
        "told": rules.TOLD,
        "may_send": rules.may_send(asked, case.state, case.whereabouts_known),
        "is_open": own is not None and own.broadcast.withdrawn_on is None,
    }

"""Make an anchor of the event log at this moment."""

from __future__ import annotations

from onroll.accounts.anchors import make_anchor
from onroll.accounts.audit import Happening, record
from onroll.accounts.models import DailyAnchor
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import require
from onroll.casework.viewers import Viewer


def anchor_now(*, by: Viewer) -> DailyAnchor | None:
    """Write down who asks, then make the anchor of this moment; None while the log is empty."""
    require(by, Right.SEE_EVENTS)
    record(by.doer, Happening(kind="anchor.asked_for"))
    return make_anchor(again=True)

"""The relay between authorities."""

from __future__ import annotations

from datetime import date
from typing import Any

from onroll.casework.case_facts import (
    relay_of,
)
from onroll.casework.models import (
    Case,
    CaseProposal,
    Enquiry,
    TransferAct,
)
from onroll.casework.sights import places_of
from onroll.casework.viewers import Viewer
from onroll.core.dated.transfer_limits import RETURN_REASONS
from onroll.core.transfers import told_by
from onroll.pipeline.run_rows import Child


def transfers(viewer: Viewer, case: Case, child: Child | None, on: date) -> dict[str, Any]:
    """Return what the tab shows."""
    acts = list(TransferAct.objects.filter(case=case).order_by("id"))
    relay, _ = relay_of(case, acts)
    return {
        "acts": acts,
        "relay": relay,
        "offer": relay.offer,
        "told": told_by(relay.offer, case.level == "high", on) if relay.offer else (),
        "reasons": RETURN_REASONS,
        "whereabouts": places_of(case).first() if case.whereabouts_known else None,
        "open_enquiries": Enquiry.objects.filter(case=case, outcome="").count(),
        "proposal": CaseProposal.objects.filter(case=case, kind="transfer", withdrawn_on=None).first(),
    }

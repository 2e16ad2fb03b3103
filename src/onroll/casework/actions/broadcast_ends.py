"""A question to every authority ends with the need for it: whenever a case changes, whatever changed it."""

from __future__ import annotations

from datetime import date

from onroll.casework.models import Broadcast, Case
from onroll.core.broadcasts import is_needed

FOUND = "It is known where the child is, or the case has ended."


def end_broadcasts(case: Case, on: date) -> list[str]:
    """Withdraw what is asked of all authorities about the child of a case that no longer needs it; return the numbers."""
    if is_needed(case.state, case.whereabouts_known) and not case.shielded:
        return []
    ended = list(Broadcast.objects.filter(case=case, withdrawn_on=None))
    for broadcast in ended:
        broadcast.withdrawn_on, broadcast.withdrawn_because = max(on, broadcast.asked_on), FOUND
        broadcast.save()
    return [broadcast.number for broadcast in ended]

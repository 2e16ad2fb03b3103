"""The start page: what to do first, why, and where everything stands."""

from __future__ import annotations

from django.http import HttpResponse

from onroll.casework.permissions import Right
from onroll.casework.purposes import CannotUsePurpose, purpose_for, purposes_for
from onroll.casework.queries.broken_glass import glass_to_review
from onroll.casework.queries.my_work import MyWork, my_work_for
from onroll.casework.queries.signals_today import signal_counts_for
from onroll.casework.queries.today import today_for
from onroll.casework.queries.transitions import transition_count_for
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def today(request: PageRequest) -> HttpResponse:
    """Show the counts, each of which opens to the same rows; and, once a purpose is chosen, the viewer's things for today."""
    viewer = request.viewer
    signals = signal_counts_for(viewer)
    glass = glass_to_review(viewer) if signals is None else signals.glass
    context = {"today": today_for(viewer), "work": _work(request), "signals": signals, "glass": glass}
    purposes = purposes_for(viewer.role)
    return show(request, "today.html", {**context, "may_not_arrive": transition_count_for(viewer), "purposes": purposes})


def _work(request: PageRequest) -> MyWork | None:
    if not request.viewer.may(Right.SEE_CASES) or not request.viewer.authority:
        return None
    try:
        return my_work_for(request.viewer, purpose_for(request.viewer.role, request.session.get("purpose", "")))
    except CannotUsePurpose:
        return None

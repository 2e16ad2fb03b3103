"""What has come in from others, in numbers that open to the same rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Count, QuerySet, Value

from onroll.casework import clock
from onroll.casework.models import FamilyAlarm
from onroll.casework.permissions import Right
from onroll.casework.queries.agency_enquiries import asked_of_agency
from onroll.casework.queries.broken_glass import glass_waiting
from onroll.casework.queries.family_alarms import open_family_alarms
from onroll.casework.queries.own_list import own_list_counts_for
from onroll.casework.queries.prepared import answers
from onroll.casework.queries.referrals import waiting_referrals
from onroll.casework.queries.school_practice import practice_to_answer
from onroll.casework.queries.school_returns import returns_to_settle
from onroll.casework.queries.transfer_desk import shared_and_late
from onroll.casework.viewers import Viewer


@dataclass(frozen=True, kw_only=True)
class SignalCounts:
    """The numbers.

    Shape  own_list: by part of the list, None where no list has come or it is not for the viewer. families: that went whole, and of
           whom nobody has taken note. practice: what the viewer's school is asked and has not answered. glass: looks behind the glass
           that wait for the viewer's review. shared_late: cases whose work is shared and of which a piece is overdue. enquiries: that the
           viewer's agency has been asked and has not answered.
    """

    referrals_waiting: int
    returns_to_settle: int
    own_list: Mapping[str, int] | None
    families: int = 0
    practice: int = 0
    glass: int = 0
    shared_late: int = 0
    enquiries: int = 0


def signal_counts_for(viewer: Viewer) -> SignalCounts | None:
    """Return the viewer's numbers, None for those to whom nothing comes in; nobody is shown."""
    if not viewer.may(Right.REFER):
        return None
    counts = {row["what"]: row["n"] for row in answers(viewer, _waiting, clock.today(), clock.now())}
    return SignalCounts(
        referrals_waiting=counts.get("referrals", 0),
        returns_to_settle=counts.get("returns", 0),
        own_list=own_list_counts_for(viewer),
        families=counts.get("families", 0),
        practice=counts.get("practice", 0),
        glass=counts.get("glass", 0),
        shared_late=counts.get("shared late", 0),
        enquiries=counts.get("enquiries", 0),
    )


def _waiting(viewer: Viewer, on: date, now: datetime) -> QuerySet[Any, Any]:
    families = FamilyAlarm.objects.filter(pk__in=open_family_alarms(viewer).values("pk"))
    return _counted(waiting_referrals(viewer), "referrals").union(
        _counted(returns_to_settle(viewer), "returns"),
        _counted(families, "families"),
        _counted(practice_to_answer(viewer), "practice"),
        _counted(glass_waiting(viewer), "glass"),
        _counted(shared_and_late(viewer, on), "shared late"),
        _counted(asked_of_agency(viewer), "enquiries"),
        all=True,
    )


def _counted(rows: QuerySet[Any], what: str) -> QuerySet[Any, Any]:
    counted: QuerySet[Any, Any] = rows.order_by().annotate(what=Value(what, CharField())).values("what").annotate(n=Count("pk"))
    return counted

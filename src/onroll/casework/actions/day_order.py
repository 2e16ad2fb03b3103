"""Put one's things for today into an order of one's own, for this day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from onroll.accounts.audit import Happening, record
from onroll.casework import clock
from onroll.casework.models import Case, DayPlace
from onroll.casework.permissions import Right
from onroll.casework.queries.case_lists import visible_cases
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.viewers import Viewer
from onroll.core.own_order import put_in_places

MOST = 200


def order_day(case_ids: Sequence[int], *, by: Viewer, numbers: Mapping[int, int] | None = None) -> None:
    """Keep the order in which the viewer wants to do today's things; no cases: back to harm × urgency. The next day forgets it.

    Shape  numbers: by case the number that it is to have among them, 1 for the first; the others close up.
    Raises  CannotSee where a case is not for the viewer.
    """
    require(by, Right.WORK_CASES)
    wanted = list(put_in_places(list(dict.fromkeys(case_ids)), numbers or {}))[:MOST]
    with transaction.atomic():
        there = set(visible_cases(by).filter(pk__in=wanted).values_list("pk", flat=True))
        if there != set(wanted):
            raise CannotSee("There is no such case for you.")
        DayPlace.objects.filter(by=by.user_id).delete()
        DayPlace.objects.bulk_create(
            [DayPlace(by_id=by.user_id, on=clock.today(), case=Case(pk=pk), place=n) for n, pk in enumerate(wanted)]
        )
        record(by.doer, Happening(kind="today.ordered", subject="", body={"cases": wanted}))

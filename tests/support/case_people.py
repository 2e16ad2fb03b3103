"""Cases that people work on in tests: a run's findings taken in, viewers, and a clock that the test sets."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from onroll.accounts.models import User
from onroll.casework import clock
from onroll.casework.models import Case
from onroll.casework.viewers import Viewer, viewer_of

DAY = date(2026, 1, 19)


class SetClock:
    """A clock that stands where the test puts it."""

    def __init__(self, monkeypatch: Any, day: date = DAY) -> None:
        self.day = day
        monkeypatch.setattr(clock, "now", lambda: datetime.combine(self.day, time(10, 0), ZoneInfo("Europe/London")))


def viewer(username: str) -> Viewer:
    """Return who a user is to the queries and actions."""
    return viewer_of(User.objects.get(username=username))


def own_case(authority: str = "301", child: str = "c000020") -> Case:
    """Return an open case of that authority."""
    return Case.objects.get(child_id=child, authority=authority, closed_on=None)

"""What day it is for the people who work: on the clock of London. Core has no clock; actions ask here."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


def local_now() -> datetime:
    """Return this moment as a clock in London shows it, without a zone, as time limits count it."""
    return now().astimezone(LONDON).replace(tzinfo=None)


def today() -> date:
    """Return the day that it is in London."""
    return local_now().date()

"""What day it is for the people who work: on the clock of London. Core has no clock; actions ask here.

In a home that `onroll demo` has filled with a made-up region, the day is that of its newest run, so that nothing there is
months late; every page says so. The time of day is the real one, and the event log always keeps the real moment.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from onroll.pipeline.made_up import RECEIPT

LONDON = ZoneInfo("Europe/London")
CURRENT_RUN = Path("index") / "CURRENT"

_days: dict[str, tuple[int, date | None]] = {}


def now() -> datetime:
    """Return this moment; in a made-up region, this time of its day."""
    moment = datetime.now(UTC)
    day = made_up_day()
    return moment if day is None else datetime.combine(day, moment.astimezone(LONDON).time(), LONDON).astimezone(UTC)


def local_now() -> datetime:
    """Return this moment as a clock in London shows it, without a zone, as time limits count it."""
    return now().astimezone(LONDON).replace(tzinfo=None)


def today() -> date:
    """Return the day that it is in London."""
    return local_now().date()


def made_up_day() -> date | None:
    """Return the day that it is in a home that holds a made-up region; None in every other home."""
    home = Path(settings.ONROLL_HOME)
    if not (home / RECEIPT).exists():
        return None
    mark = _mark(home / CURRENT_RUN)
    known = _days.get(str(home))
    if known is None or known[0] != mark:
        known = _days[str(home)] = (mark, _day_of(home))
    return known[1]


def _mark(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _day_of(home: Path) -> date | None:
    from onroll.casework.the_index import the_index

    run = the_index().current_run()
    if run is not None:
        return run.on
    return date.fromisoformat(json.loads((home / RECEIPT).read_text(encoding="utf-8"))["on"])

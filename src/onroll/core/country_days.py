"""On which day something became known, as the country counts days.

A figure as known on a day holds what was known by the end of that day on the clock of London. Before, days were cut at midnight UTC: in
summer an hour later than people's own. What was written then stays cut so, for a figure of a past day must come out the same for ever.

Source  GDS, Service manual, dates and times (UK local time), read 2026-11-24; Summer Time Act 1972.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
LONDON_DAYS_SINCE = datetime(2026, 11, 24, tzinfo=UTC)
"""From this moment on; in winter, when both clocks agree, so that no moment is in two days and none in neither."""


def known_on(moment: datetime) -> date:
    """Return the day by whose end something was known that was written down at a moment.

    Shape  moment: with its zone; days never go back while moments go on.
    """
    return moment.astimezone(UTC if moment < LONDON_DAYS_SINCE else LONDON).date()

"""Where a child stands, in one sentence: what is so now and since when, the last roll, and who last saw the child.

Source  anchors, section 6, screen 2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onroll.core.wording import capitalised, day_words, uncapitalised

NOW: Mapping[str, str] = {
    "on_roll": "On the roll of {school}",
    "custody": "In custody",
    "alternative_provision": "In alternative provision",
    "home_educated": "Home educated",
    "home_education_pending": "Home educated, not assessed yet,",
    "home_education_unsuitable": "Home education found unsuitable",
    "part_time_provision": "In part-time provision alone",
    "left_england": "Said to have left England",
    "died": "Recorded as having died",
    "below_school_age": "Below school age",
    "over_school_age": "Over school age",
    "registered": "Place accepted at {school}",
    "offered_not_started": "Offered a place, not started,",
    "awaiting_place": "Waiting for a place",
    "between_schools": "Between schools",
    "unaccounted": "Unaccounted for",
}


@dataclass(frozen=True, slots=True)
class Stay:
    """One spell as the sentence needs it. Shape  school: its name, or its number; empty where none."""

    status: str
    starts_on: date
    ends_before: date | None
    school: str = ""


def headline(stays: Sequence[Stay], on: date, seen_on: date | None = None, seen_by: str = "", *, with_sight: bool = True) -> str:
    """Return where a child stands on a day; nothing where there is nothing to say.

    Shape  seen_by: the profession of whoever last saw the child. with_sight: whether it says who that was, and when.
    """
    known = sorted((stay for stay in stays if stay.starts_on <= on), key=lambda stay: stay.starts_on)
    parts = []
    now = next((stay for stay in reversed(known) if stay.ends_before is None or stay.ends_before > on), None)
    if now is not None and now.status in NOW:
        words = NOW[now.status].format(school=now.school or "a school")
        parts.append(f"{words} since {_day(now.starts_on, on)}")
    rolls = [stay for stay in known if stay.status == "on_roll" and stay.ends_before is not None and stay.ends_before <= on]
    if rolls and (now is None or now.status != "on_roll"):
        last = max(rolls, key=lambda stay: stay.ends_before or on)
        left = (last.ends_before or on) - timedelta(days=1)
        parts.append(f"last roll: {last.school or 'a school'}, last day {_day(left, on)}")
    elif now is not None and now.status != "on_roll":
        parts.append("on no roll before")
    if with_sight:
        parts.append(_sight(seen_on, seen_by, on))
    return f"{capitalised('; '.join(parts))}." if parts else ""


def _sight(seen_on: date | None, seen_by: str, on: date) -> str:
    if seen_on is None:
        return "no named professional is known to have seen the child"
    return f"last seen {_day(seen_on, on)}{f' by {uncapitalised(seen_by)}' if seen_by else ''}"


def _day(day: date, on: date) -> str:
    near = abs((on - day).days) < 300
    return f"{day.day} {day:%B}" if near else day_words(day)

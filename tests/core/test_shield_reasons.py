"""Why a child may be marked as shielded, and until when: both sides of each limit."""

from __future__ import annotations

from datetime import date, timedelta

from onroll.core.shield_reasons import SHIELD_REASONS, may_mark

ON = date(2026, 1, 27)


def test_a_mark_is_for_a_reason_of_the_list() -> None:
    assert all(may_mark(reason, ON, ON + timedelta(days=1)) for reason in SHIELD_REASONS)
    assert not may_mark("because", ON, ON + timedelta(days=1))
    assert not may_mark("", ON, ON + timedelta(days=1))


def test_a_mark_is_looked_at_again_from_tomorrow_and_within_a_year() -> None:
    allowed = [days for days in (-1, 0, 1, 366, 367) if may_mark("refuge", ON, ON + timedelta(days=days))]
    assert allowed == [1, 366]

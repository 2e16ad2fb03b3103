"""National broadcasts and who is silent; contacts in the holidays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from onroll.core.broadcasts import Broadcast, BroadcastReply, knowing, may_broadcast, may_reply, silent
from onroll.core.holiday_contacts import holiday_contact_days
from onroll.core.school_days import ENGLAND
from onroll.core.working_days import is_working_day

ON = date(2025, 10, 1)
QUESTION = Broadcast("801", ON, ("802", "803"))
REPLY = BroadcastReply("802", ON, "Officer", False)


def test_silence_is_not_an_answer() -> None:
    assert may_broadcast(QUESTION) and QUESTION.due_on == date(2025, 10, 15)
    assert silent(QUESTION, []) == ("802", "803")
    assert silent(QUESTION, [REPLY]) == ("803",)
    assert silent(QUESTION, [replace(REPLY, by="")]) == ("802", "803")


def test_a_reply_that_knows_the_child_says_what() -> None:
    known = replace(REPLY, knows_child=True, note="At a school here since September")
    assert may_reply(QUESTION, known) and not may_reply(QUESTION, replace(known, note=""))
    later = replace(known, authority="803", on=ON + timedelta(days=2))
    assert knowing(QUESTION, [known, later, REPLY]) == (later, known)
    assert not may_reply(QUESTION, replace(REPLY, authority="804"))
    assert not may_reply(QUESTION, replace(REPLY, on=ON - timedelta(days=1)))


def test_what_is_never_broadcast() -> None:
    assert "shielded" in may_broadcast(replace(QUESTION, shielded=True)).reason_not
    assert not may_broadcast(replace(QUESTION, asked=()))
    assert not may_broadcast(replace(QUESTION, asked=("801",)))


def test_each_holiday_has_its_contact_and_the_summer_several() -> None:
    days = holiday_contact_days(ENGLAND, date(2025, 9, 8), date(2026, 9, 30))
    assert all(is_working_day(day) and not ENGLAND.is_school_day(day) for day in days)
    assert [day.month for day in days] == [10, 12, 2, 4, 5, 7, 8, 8]
    assert holiday_contact_days(ENGLAND, date(2025, 9, 8), date(2025, 10, 24)) == ()
    assert len(holiday_contact_days(ENGLAND, date(2025, 10, 27), date(2025, 10, 31))) == 1

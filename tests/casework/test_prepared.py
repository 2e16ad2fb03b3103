"""A question that is put into SQL once is answered for each viewer and each moment as if it had been put into words anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onroll.accounts.models import User
from onroll.casework import clock
from onroll.casework.models import Case, CaseChange, HomeVisit
from onroll.casework.purposes import PURPOSES
from onroll.casework.queries.case_lists import LISTS, in_list, visible_cases
from onroll.casework.queries.cases import case_counts_for
from onroll.casework.queries.my_work import my_work_for
from support.case_people import DAY, SetClock, viewer
from support.opened_cases import open_current_run
from support.people import client_of

CME = next(each for each in PURPOSES if each.code == "cme_enquiry")
VIEWERS = ("officer", "manager", "officer-302", "shielded-team", "shielded-team-302")


@pytest.fixture
def taken_in(people: object, region: Path, monkeypatch: pytest.MonkeyPatch) -> SetClock:
    made = SetClock(monkeypatch)
    open_current_run()
    return made


def spread_cases() -> None:
    """Give cases in turn to several people, and let them be late, offered, ended and shielded, as far as the database lets them."""
    owners = [User.objects.get(username=name) for name in ("officer", "manager")]
    number = count()
    for case in Case.objects.filter(authority="301", closed_on=None).order_by("id"):
        place = next(number)
        case.owner = (*owners, None)[place % 3]
        case.due_on = DAY + timedelta(days=place % 5 - 2)
        case.shielded, case.ending_waits = place % 7 == 0, place % 4 == 0
        case.offered_to, case.offered_on = ("302", DAY - timedelta(days=place % 9)) if place % 5 == 0 else ("", None)
        case.save()


def counted_anew(name: str, of: str) -> int:
    who = viewer(of)
    return visible_cases(who).filter(in_list(who, name, clock.today())).count()


def test_each_viewer_gets_their_own_counts_from_the_same_question(taken_in: SetClock) -> None:
    spread_cases()
    seen = set()
    for of in VIEWERS:
        counts = case_counts_for(viewer(of))
        assert counts == {name: counted_anew(name, of) for name in LISTS}, of
        seen.add(tuple(counts.values()))
    assert len(seen) == len(VIEWERS), "a question that knows one viewer only would pass"
    taken_in.day += timedelta(days=1)
    assert case_counts_for(viewer("officer"))["mine_late"] == counted_anew("mine_late", "officer") > 0


def test_who_has_no_authority_has_no_case(taken_in: SetClock) -> None:
    nobody = replace(viewer("manager"), authority="")
    assert case_counts_for(nobody) == dict.fromkeys(LISTS, 0) and my_work_for(nobody, CME).total == 0


def test_a_call_is_missed_from_its_very_minute_on(taken_in: SetClock) -> None:
    officer = User.objects.get(username="officer")
    case = Case.objects.filter(authority="301", owner=None, closed_on=None).order_by("id").first()
    assert case is not None
    back_by = clock.now() + timedelta(minutes=1)
    HomeVisit.objects.create(
        case=case, visitor=officer, knows=officer, place="1 Road", phone="07700900123", risk="A dog", leaves_at=clock.now(),
        back_by=back_by, prepared_at=clock.now(), prepared_by="officer",
    )  # fmt: skip
    before = my_work_for(viewer("officer"), CME)
    taken_in.day += timedelta(days=1)
    after = my_work_for(viewer("officer"), CME)
    assert before.total == 0 and [thing.row.case.pk for thing in after.things] == [case.pk]
    assert after.things[0].why == "The visitor has not called back" and after.things[0].form[0] == "visit"


def test_a_full_start_page_asks_no_more_than_twelve_times_and_tells_of_every_thing(taken_in: SetClock) -> None:
    spread_cases()
    officer = User.objects.get(username="officer")
    cases = list(Case.objects.filter(authority="301", owner=officer, closed_on=None, shielded=False).order_by("id"))
    assert len(cases) >= 6
    for place, case in enumerate(cases[:6]):
        CaseChange.objects.create(
            case=case, version=99, at=clock.now(), on=DAY - timedelta(days=place + 1), by="officer", by_name="-", authority="301",
            kind="case.note_written", words="Note", because="",
        )  # fmt: skip
    work = my_work_for(viewer("officer"), CME)
    assert work.capacity and work.total == counted_anew("today", "officer") == case_counts_for(viewer("officer"), ["today"])["today"]
    client = client_of("officer")
    client.get("/")
    with CaptureQueriesContext(connection) as captured:
        assert f"My {work.total} things for today" in client.get("/").content.decode()
    asked = [each["sql"] for each in captured if each["sql"].startswith(("SELECT", "INSERT", "UPDATE", "1 times"))]
    assert len(asked) <= 12, asked

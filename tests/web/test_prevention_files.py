"""The lists of prevention as files: the rows of their pages, nobody who is shielded, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

from onroll.accounts.models import Event
from onroll.casework.actions.child_help import offer_help_to_child
from onroll.casework.actions.contradictions import settle_contradiction
from onroll.casework.actions.family_alarms import raise_family_alarms
from onroll.casework.actions.holiday_plans import PlanSaid, make_plan, record_contact
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.models import Case, FamilyAlarm, FamilyAlarmChild
from onroll.casework.purposes import PURPOSES
from onroll.casework.queries.contradictions import contradictions_for
from onroll.casework.queries.transitions import WatchFilters, transitions_for
from onroll.casework.the_index import the_index
from support.case_people import SetClock, viewer
from support.made_up_run import CANARY
from support.people import client_of
from support.responses import text_of

PURPOSE = PURPOSES[0]
FORMULA = "=HYPERLINK(1) they said"
MINE, SHIELDED_302 = "c000004", "c000041"


def rows_of(username: str, address: str) -> list[dict[str, str]]:
    response = client_of(username).get(address)
    assert response.status_code == 200 and response["Content-Type"].startswith("text/csv")
    text = response.content.decode("utf-8-sig")
    assert CANARY not in text
    return list(csv.DictReader(io.StringIO(text)))


def test_the_lists_of_those_who_move_hold_the_rows_of_the_page(people: Any, region: Path) -> None:
    officer = viewer("officer")
    counts = transitions_for(officer, PURPOSE, WatchFilters()).counts
    assert len(rows_of("officer", "/transitions.csv")) == sum(counts.values()) > 25, "more than one page"
    for (transition, stage), count in counts.items():
        assert len(rows_of("officer", f"/transitions.csv?transition={transition}&stage={stage}")) == count
    first = transitions_for(officer, PURPOSE, WatchFilters()).rows[0]
    row = rows_of("officer", "/transitions.csv")[0]
    assert (row["child_id"], row["name"], row["next_step"]) == (first.child_id, first.name, first.next_step)
    assert rows_of("officer", "/transitions.csv?stage=nonsense&page=9") == rows_of("officer", "/transitions.csv")
    event = Event.objects.filter(kind="transitions.downloaded").order_by("-seq").first()
    assert event is not None and first.child_id in event.body


def test_contradictions_are_handed_out_as_they_are_listed(people: Any, region: Path, monkeypatch: Any) -> None:
    SetClock(monkeypatch)
    officer = viewer("officer")
    found = contradictions_for(officer, PURPOSE)
    settle_contradiction(found.rows[0].child_id, found.rows[0].key, by=officer, how="explained", words=FORMULA)
    for (state, kind), count in contradictions_for(officer, PURPOSE).counts.items():
        assert len(rows_of("officer", f"/contradictions.csv?state={state}&kind={kind}")) == count > 0
    (row,) = rows_of("officer", "/contradictions.csv?state=settled")
    assert row["decided"] == f"'{FORMULA}" and row["decided_by"] == officer.full_name and row["child_id"] == found.rows[0].child_id
    assert Event.objects.filter(kind="contradictions.downloaded").exists()


def test_no_file_holds_a_shielded_child_even_for_the_named_team(people: Any, region: Path, monkeypatch: Any) -> None:
    SetClock(monkeypatch)
    team = viewer("shielded-team-302")
    make_plan(SHIELDED_302, "year_6_to_7", by=team, said=PlanSaid(approaches=("call",), because="x", assigned=team.username))
    assert SHIELDED_302 in text_of(client_of("shielded-team-302").get("/transitions?name="))
    for address in ("/transitions.csv", "/contradictions.csv", "/transitions/contacts.csv?list=open", "/transitions/families.csv"):
        rows = rows_of("shielded-team-302", address)
        assert SHIELDED_302 not in {row.get("child_id") for row in rows}, address
    assert rows_of("shielded-team-302", "/transitions/contacts.csv?list=mine") == []


def test_contacts_help_and_what_came_of_them(people: Any, region: Path, monkeypatch: Any) -> None:
    clock, officer = SetClock(monkeypatch), viewer("officer")
    plan = make_plan(
        MINE, "year_6_to_7", by=officer, said=PlanSaid(approaches=("call", "uniform"), because="No application.", assigned="officer")
    )
    assert [row["contact"] for row in rows_of("officer", "/transitions/contacts.csv")] == ["A call home", "Help with uniform and equipment"]
    record_contact(plan.contacts.order_by("id")[0].pk, by=officer, result="family", done_on=clock.day, family_said=FORMULA)
    (row,) = rows_of("officer", "/transitions/contacts.csv?list=recorded")
    assert row["family_said"] == f"'{FORMULA}" and row["what_came_of_it"] == "The family was reached" and row["child_id"] == MINE
    assert len(rows_of("officer", "/transitions/contacts.csv?list=nonsense")) == 1, "what nobody asks for is the list that opens first"
    (came,) = rows_of("officer", "/transitions/outcomes.csv")
    assert (came["contacts"], came["reached_of"], came["reached_counted"], came["too_early_to_say"]) == ("1", "1", "1", "1")
    assert came["arrived_if_reached_share"] == ""
    offer_help_to_child(MINE, by=officer, on=clock.day, what="transport", words="A bus pass", answer="accepted")
    (offered, *_) = rows_of("officer", "/transitions/help.csv")
    assert offered["children"] == "1" and offered["known_to_have_taken_it"] == "1" and "do not say what help does" in offered["caution"]


def test_a_family_is_one_line_a_child(people: Any, own_region: Path, monkeypatch: Any) -> None:
    SetClock(monkeypatch)
    run = the_index().current_run()
    assert run is not None
    take_in_findings(run)
    raise_family_alarms(run)
    cases = list(Case.objects.filter(authority="301", shielded=False).order_by("pk")[:3])
    alarm = FamilyAlarm.objects.create(authority="301", found_on=date(2026, 1, 15), run_id=run.run_id, at="2026-01-15T09:00:00Z")
    for case in cases:
        FamilyAlarmChild.objects.create(alarm=alarm, child_id=case.child_id, case=case, episode=case.episode)
    Case.objects.filter(pk=cases[2].pk).update(shielded=True)
    rows = [row for row in rows_of("officer", "/transitions/families.csv") if row["alarm"] == str(alarm.pk)]
    assert {row["case"] for row in rows} == {str(case.pk) for case in cases[:2]}
    assert rows_of("officer-302", "/transitions/families.csv") == []


def test_each_page_leads_to_its_file(people: Any, region: Path) -> None:
    officer = client_of("officer")
    assert "/transitions.csv?stage=no_application" in text_of(officer.get("/transitions?stage=no_application&page=1"))
    assert "/contradictions.csv?state=open" in text_of(officer.get("/contradictions?state=open"))

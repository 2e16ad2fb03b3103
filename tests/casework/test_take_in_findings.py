"""The bridge: findings open, update and question cases; twice changes nothing; nothing is closed by itself."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Event
from onroll.casework import clock
from onroll.casework.actions.take_in_findings import CannotTakeInFindings, take_in_findings
from onroll.casework.flow_book import chosen_episodes
from onroll.casework.models import Case, CaseChange, CaseFinding, CaseProposal, CaseState
from onroll.pipeline.index import Run
from support.case_people import DAY, SetClock
from support.made_up_run import ON, write_made_up_run

LATER = date(2026, 2, 2)
NO_FINDING_FOR_20 = {
    "findings": "DELETE FROM findings WHERE child_id = 'c000020'",
    "timelines": "UPDATE timelines SET ends_before = NULL WHERE child_id = 'c000020' AND status = 'on_roll';"
    " DELETE FROM timelines WHERE child_id = 'c000020' AND status = 'unaccounted'",
}


@pytest.fixture
def run(db: None, tmp_path: Path) -> Run:
    return write_made_up_run(tmp_path, children=200)


def later(home: Path, on: date = LATER, **changes: str) -> Run:
    return write_made_up_run(home, children=200, on=on, changes=changes)


def everything() -> dict[str, Any]:
    tables = {model.__name__: list(model.objects.order_by("pk").values()) for model in (Case, CaseState, CaseFinding, CaseProposal)}
    return tables | {"events": Event.objects.count()}


def test_each_finding_opens_a_case_with_owner_next_action_and_date(run: Run) -> None:
    taken = take_in_findings(run)
    cases = list(Case.objects.all())
    assert taken.opened == len(cases) == 11 and taken.cme + taken.possible_cme == 11 and taken.possible_cme == 4
    for case in cases:
        assert case.next_action and case.queue and case.authority in {"301", "302"} and case.opened_on == ON
        assert case.due_on >= case.opened_on and case.due_on.weekday() < 5
    assert CaseState.objects.filter(state="new").count() == CaseFinding.objects.count() == 11
    assert Event.objects.filter(kind="case.opened").count() == 11 and verify_chain() is None


def test_what_a_run_writes_is_of_the_day_that_it_is_for_people(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    SetClock(monkeypatch)
    take_in_findings(run)
    moments = {row.at for rows in (CaseChange.objects.all(), CaseState.objects.all()) for row in rows}
    assert moments == {clock.now()} and len(chosen_episodes(lambda case: True, as_at=DAY, known_by=DAY)) == 11


def test_twice_changes_nothing(run: Run, tmp_path: Path) -> None:
    take_in_findings(run)
    before = everything()
    again = take_in_findings(run)
    assert everything() == before and again.unchanged == 11 and again.opened == again.updated == 0
    same_by_another_run = take_in_findings(later(tmp_path))
    assert same_by_another_run.unchanged == 11 and everything() == before


def test_a_changed_finding_is_a_new_row_and_the_old_one_stays(run: Run, tmp_path: Path) -> None:
    take_in_findings(run)
    taken = take_in_findings(
        later(tmp_path, findings="UPDATE findings SET status = 'possible_cme', since = DATE '2025-09-01' WHERE child_id = 'c000020'")
    )
    case = Case.objects.get(child_id="c000020")
    assert taken.updated == 1 and taken.opened == 0
    assert (case.counted_as, case.since, case.version) == ("possible_cme", date(2025, 9, 1), 2)
    assert [row.status for row in case.findings.order_by("id")] == ["cme", "possible_cme"]


def test_a_child_no_longer_missing_proposes_an_ending_and_closes_nothing(run: Run, tmp_path: Path) -> None:
    take_in_findings(run)
    ended = later(tmp_path, **NO_FINDING_FOR_20)
    assert take_in_findings(ended).endings_proposed == 1
    case = Case.objects.get(child_id="c000020")
    assert case.closed_on is None and case.counted_as == ""
    proposal = case.proposals.get(kind="ending")
    assert "on roll" in proposal.because and proposal.withdrawn_on is None
    before = everything()
    take_in_findings(ended)
    assert everything() == before


def test_a_child_whose_records_have_all_gone_stays_in_the_count_until_something_shows_where_they_are(run: Run, tmp_path: Path) -> None:
    take_in_findings(run)
    nothing = {
        table: f"DELETE FROM {table} WHERE child_id = 'c000020'" for table in ("findings", "timelines", "child_summaries", "children")
    }
    gone = later(tmp_path, **nothing)
    take_in_findings(gone)
    case = Case.objects.get(child_id="c000020")
    assert case.is_open and case.counted_as == "possible_cme", "no record is no answer"
    assert "that is no answer" in case.changes.get(kind="case.ending_proposed").words
    before = everything()
    take_in_findings(gone)
    assert everything() == before
    take_in_findings(later(tmp_path, on=date(2026, 2, 9), **NO_FINDING_FOR_20))
    case.refresh_from_db()
    assert case.counted_as == "" and case.proposals.get(kind="ending").withdrawn_on is None, "on a roll again: the rows answer"
    take_in_findings(later(tmp_path, on=date(2026, 2, 16), **nothing))
    case.refresh_from_db()
    assert case.counted_as == "possible_cme" and case.changes.filter(kind="case.count_changed").count() == 2
    Case.objects.filter(pk=case.pk).update(leaving_on=date(2025, 6, 27))
    take_in_findings(later(tmp_path, on=date(2026, 2, 23), **nothing))
    assert Case.objects.get(child_id="c000020").counted_as == "", "past school age nobody misses education"


def test_a_child_who_is_missing_again_withdraws_the_proposed_ending(run: Run, tmp_path: Path) -> None:
    take_in_findings(run)
    take_in_findings(later(tmp_path, **NO_FINDING_FOR_20))
    taken = take_in_findings(later(tmp_path, on=date(2026, 2, 9)))
    case = Case.objects.get(child_id="c000020")
    assert taken.updated == 1 and taken.opened == 0 and case.counted_as == "cme"
    assert case.proposals.get(kind="ending").withdrawn_on == date(2026, 2, 9)
    assert [row.finding for row in case.findings.order_by("id")][1] == "none"


def test_cases_follow_children_who_were_found_to_be_one(run: Run, tmp_path: Path) -> None:
    take_in_findings(run)
    changes = {
        "child_history": "UPDATE child_history SET state = 'merged', successor_id = 'c000060' WHERE child_id IN ('c000020', 'c000100');"
        " UPDATE child_history SET state = 'merged', successor_id = 'c000020' WHERE child_id = 'c000120'",
        "findings": "DELETE FROM findings WHERE child_id IN ('c000020', 'c000100', 'c000120')",
    }
    joined_run = later(tmp_path, **changes)
    taken = take_in_findings(joined_run)
    assert taken.joined == 3 and taken.opened == 0 and taken.endings_proposed == 0
    open_cases = Case.objects.filter(child_id="c000060", closed_on__isnull=True, joined_into__isnull=True)
    survivor = open_cases.get()
    assert survivor.opened_on == ON and survivor.joined.count() == 3
    assert all(case.closed_on is None for case in survivor.joined.all())
    before = everything()
    take_in_findings(joined_run)
    assert everything() == before


def test_a_case_keeps_its_history_when_its_child_gets_another_number(run: Run, tmp_path: Path) -> None:
    take_in_findings(run)
    number = Case.objects.get(child_id="c000020").pk
    taken = take_in_findings(
        later(
            tmp_path,
            child_history="UPDATE child_history SET state = 'merged', successor_id = 'c000021' WHERE child_id = 'c000020'",
            findings="UPDATE findings SET child_id = 'c000021' WHERE child_id = 'c000020'",
        )
    )
    assert taken.opened == 0 and Case.objects.get(pk=number).child_id == "c000021"


def test_a_child_who_moved_proposes_a_transfer_and_the_case_stays_where_it_is(run: Run, tmp_path: Path) -> None:
    take_in_findings(run)
    taken = take_in_findings(later(tmp_path, findings="UPDATE findings SET la_code = '303' WHERE child_id = 'c000020'"))
    case = Case.objects.get(child_id="c000020")
    assert taken.transfers_proposed == 1 and case.authority == "301"
    assert case.proposals.get(kind="transfer").to_authority == "303"
    take_in_findings(later(tmp_path, on=date(2026, 2, 9)))
    assert not case.proposals.filter(kind="transfer", withdrawn_on__isnull=True).exists()


def test_a_finding_without_a_place_goes_to_the_authority_of_the_last_school(db: None, tmp_path: Path) -> None:
    run = write_made_up_run(
        tmp_path,
        children=40,
        changes={
            "findings": "UPDATE findings SET la_code = NULL",
            "timelines": "UPDATE timelines SET la_code = CASE child_id WHEN 'c000020' THEN '304' END WHERE urn IS NOT NULL",
        },
    )
    take_in_findings(run)
    assert Case.objects.get(child_id="c000020").authority == "304"
    assert Case.objects.get(child_id="c000040").authority == "000"


def test_an_older_run_is_refused_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    take_in_findings(later(tmp_path))
    before = everything()
    with pytest.raises(CannotTakeInFindings, match="older"):
        take_in_findings(run)
    assert everything() == before


def test_a_failure_half_way_leaves_nothing_behind(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("onroll.casework.actions.take_in_findings.record_all", fail)
    with pytest.raises(RuntimeError):
        take_in_findings(run)
    assert Case.objects.count() == 0 and Event.objects.count() == 0


def test_no_name_or_place_reaches_the_casebook(run: Run) -> None:
    take_in_findings(run)
    written = str(list(CaseFinding.objects.values())) + str(list(CaseState.objects.values())) + str(list(Event.objects.values()))
    assert "Made-up Street" not in written and "Murphy" not in written


@pytest.mark.parametrize(
    "wrong",
    [{"next_action": ""}, {"queue": ""}, {"authority": ""}, {"due_on": None}, {"child_id": "c000020"}],
    ids=["no next action", "neither owner nor queue", "no authority", "no date", "a second open case"],
)
def test_the_database_refuses_a_case_that_could_be_lost(wrong: dict[str, Any], run: Run) -> None:
    take_in_findings(run)
    whole = {"child_id": "new", "authority": "301", "queue": "triage", "next_action": "Call", "due_on": ON, "opened_on": ON}
    Case.objects.create(**whole)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(**{**whole, "child_id": "another", **wrong})


def test_a_closed_case_leaves_room_for_a_new_episode(run: Run) -> None:
    whole = {"child_id": "x", "authority": "301", "queue": "triage", "next_action": "Call", "due_on": ON, "opened_on": ON}
    Case.objects.create(**whole, closed_on=ON, state="closed")
    Case.objects.create(**whole)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(**whole)


def test_what_was_said_of_a_case_is_never_edited(run: Run) -> None:
    take_in_findings(run)
    for model in (CaseState, CaseFinding):
        for attempt in (lambda model=model: model.objects.all().delete(), lambda model=model: model.objects.update(case_id=1)):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                attempt()


def test_two_thousand_findings_are_taken_in_within_three_seconds(db: None, tmp_path: Path) -> None:
    run = write_made_up_run(tmp_path, children=10_000, missing_in=5)
    started = time.process_time()  # not by the clock: other tests run beside it
    taken = take_in_findings(run)
    assert taken.opened >= 2_000
    assert time.process_time() - started < 3

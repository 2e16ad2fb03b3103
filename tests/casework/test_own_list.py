"""An authority's own list on the day it goes live: each child whom it shows has one case, with the list's dates; twice changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Event
from onroll.casework.actions.own_list import take_in_own_lists
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.case_facts import clock_of
from onroll.casework.local_rules import calendar_of
from onroll.casework.models import Case, CaseChange, CaseProposal, CaseState, EscalationTask, HouseholdCheck, OwnListEntry
from onroll.core.case_clocks import stages_due
from support.made_up_run import ON
from support.own_lists import with_list

LATER = date(2026, 2, 2)
LISTED = date(2025, 3, 3)
AT_ONE_ADDRESS = (
    "UPDATE child_summaries SET postcode = o.postcode, address_line_1 = o.address_line_1, surname = o.surname"
    " FROM (SELECT * FROM child_summaries WHERE child_id = 'c000020') o WHERE child_summaries.child_id IN ({})"
)


def everything() -> dict[str, Any]:
    models = (Case, CaseState, CaseProposal, CaseChange, OwnListEntry, HouseholdCheck, EscalationTask)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models} | {"events": Event.objects.count()}


@pytest.fixture
def casebook(db: None) -> None:
    """An empty casebook."""


def test_a_listed_child_whom_nobody_found_has_a_case_with_the_lists_dates(casebook: None, tmp_path: Path) -> None:
    run = with_list(tmp_path, {"c000004": "2025-03-03 - Mental health"}, timelines="DELETE FROM timelines WHERE child_id = 'c000004'")
    taken = take_in_own_lists(run)
    case = Case.objects.get(child_id="c000004")
    entry = case.list_entries.get()
    assert (taken.listed, taken.listed_opened) == (1, 1)
    assert (case.authority, case.opened_on, case.since, case.known_from, case.arrived_on) == ("301", LISTED, LISTED, LISTED, ON)
    assert (case.state, case.counted_as, case.is_open) == ("new", "possible_cme", True) and case.next_action and case.due_on >= ON
    assert (entry.opened_on, entry.reason, entry.record) == (LISTED, "Mental health", f"cme_register:301:{ON}:l2")
    assert verify_chain() is None and Event.objects.filter(kind="case.opened", subject="c000004").exists()


def test_the_clocks_of_a_listed_case_begin_when_it_comes_here(casebook: None, tmp_path: Path) -> None:
    run = with_list(tmp_path, {"c000004": "2025-03-03 -"}, timelines="DELETE FROM timelines WHERE child_id = 'c000004'")
    take_in_own_lists(run)
    duties = stages_due(clock_of(Case.objects.get(child_id="c000004")), ON, calendar_of("301"))
    assert all(duty.due.on >= ON for duty in duties)


def test_a_listed_child_who_is_found_keeps_one_case_and_gains_the_lists_dates(casebook: None, tmp_path: Path) -> None:
    run = with_list(tmp_path, {"c000020": "2025-03-03 - Unknown"})
    take_in_findings(run)
    found = Case.objects.get(child_id="c000020")
    taken = take_in_own_lists(run)
    case = Case.objects.get(child_id="c000020")
    assert (taken.listed_opened, taken.listed_joined) == (0, 1)
    assert case.pk == found.pk and (case.opened_on, case.known_from, case.arrived_on) == (LISTED, LISTED, ON)
    assert (case.counted_as, case.since) == (found.counted_as, found.since) and case.version == found.version + 1


def test_twice_changes_nothing_and_so_does_the_next_run(casebook: None, tmp_path: Path) -> None:
    entries = {"c000004": "2025-03-03 -", "c000020": "2025-03-03 -", "c000008": "2025-03-03 2025-09-01"}
    run = with_list(tmp_path, entries, timelines="DELETE FROM timelines WHERE child_id = 'c000004'")
    take_in_findings(run)
    take_in_own_lists(run)
    before = everything()
    take_in_findings(run)
    again = take_in_own_lists(run)
    assert everything() == before and again.listed_opened == again.listed_joined == 0
    later = with_list(tmp_path, entries, on=LATER, as_at=LATER, timelines="DELETE FROM timelines WHERE child_id = 'c000004'")
    take_in_findings(later)
    take_in_own_lists(later)
    assert everything() == before


def test_an_entry_that_the_list_has_closed_opens_nothing(casebook: None, tmp_path: Path) -> None:
    taken = take_in_own_lists(with_list(tmp_path, {"c000008": "2025-03-03 2025-09-01"}))
    assert taken.listed == 0 and not Case.objects.exists()


def test_a_listed_child_who_is_at_school_has_a_case_that_proposes_its_ending_and_closes_nothing(casebook: None, tmp_path: Path) -> None:
    run = with_list(tmp_path, {"c000004": "2025-03-03 -"})
    take_in_findings(run)
    taken = take_in_own_lists(run)
    case = Case.objects.get(child_id="c000004")
    assert case.is_open and case.counted_as == "" and taken.listed_endings_proposed == 1
    assert "on roll" in case.proposals.get(kind="ending").because
    before = everything()
    take_in_findings(run)
    assert everything() == before


def test_an_entry_that_a_later_list_closes_asks_a_person(casebook: None, tmp_path: Path) -> None:
    gone = "DELETE FROM timelines WHERE child_id = 'c000004'"
    take_in_own_lists(with_list(tmp_path, {"c000004": "2025-03-03 -"}, timelines=gone))
    run = with_list(tmp_path, {"c000004": "2025-03-03 2026-01-30"}, on=LATER, as_at=LATER, timelines=gone)
    taken = take_in_own_lists(run)
    case = Case.objects.get(child_id="c000004")
    assert case.is_open and taken.listed_closed == 1
    assert "enrolled" in case.proposals.get(kind="ending").because
    assert OwnListEntry.objects.get(case=case).closed_on == date(2026, 1, 30)
    before = everything()
    take_in_own_lists(run)
    assert everything() == before


def test_an_entry_that_the_next_list_no_longer_shows_is_noted_and_the_case_stays(casebook: None, tmp_path: Path) -> None:
    take_in_own_lists(with_list(tmp_path, {"c000020": "2025-03-03 -"}))
    case = Case.objects.get(child_id="c000020")
    take_in_own_lists(with_list(tmp_path, {}, on=LATER, as_at=LATER))
    case.refresh_from_db()
    entry = OwnListEntry.objects.get(case=case)
    assert case.is_open and (entry.closed_on, entry.outcome) == (LATER, "No longer on the list")


def test_a_closed_case_opens_again_with_its_history_where_the_child_is_listed_anew(casebook: None, tmp_path: Path) -> None:
    gone = "DELETE FROM timelines WHERE child_id = 'c000004'"
    take_in_own_lists(with_list(tmp_path, {"c000004": "2025-03-03 -"}, timelines=gone))
    number = Case.objects.get(child_id="c000004").pk
    Case.objects.filter(pk=number).update(
        state="closed", closed_on=date(2026, 1, 20), next_action="", due_on=None, outcome="enrolled_confirmed"
    )
    same = take_in_own_lists(
        with_list(tmp_path, {"c000004": "2025-03-03 -"}, on=date(2026, 1, 22), as_at=date(2026, 1, 22), timelines=gone)
    )
    assert same.listed_reopened == 0 and same.listed_ended_before == 1
    anew = take_in_own_lists(with_list(tmp_path, {"c000004": "2026-01-28 -"}, on=LATER, as_at=LATER, timelines=gone))
    case = Case.objects.get(child_id="c000004")
    assert anew.listed_reopened == 1 and case.pk == number and (case.episode, case.state, case.is_open) == (2, "new", True)
    assert case.changes.filter(kind="case.opened").exists() and case.changes.filter(kind="case.reopened").exists()


def test_brothers_and_sisters_are_checked_as_the_case_opens_but_never_shielded_ones(casebook: None, tmp_path: Path) -> None:
    together = AT_ONE_ADDRESS.format("'c000004', 'c000008', 'c000041'")
    run = with_list(tmp_path, {"c000004": "2025-03-03 -"}, child_summaries=together)
    take_in_findings(run)
    take_in_own_lists(run)
    checks = {check.other_child_id: check for check in HouseholdCheck.objects.filter(case__child_id="c000020")}
    assert set(checks) == {"c000004", "c000008"}, "the shielded child of the household is nowhere"
    assert checks["c000008"].found == "in_education" and "On the roll of" in checks["c000008"].words
    listed = {check.other_child_id: check for check in HouseholdCheck.objects.filter(case__child_id="c000004")}
    assert listed["c000020"].found == "missing" and listed["c000020"].other_case == Case.objects.get(child_id="c000020")
    assert not HouseholdCheck.objects.filter(case__child_id="c000041").exists()


def test_a_whole_family_that_has_gone_raises_its_trigger(casebook: None, tmp_path: Path) -> None:
    together = AT_ONE_ADDRESS.format("'c000060'")
    gone = "UPDATE findings SET finding = 'vanished_from_roll' WHERE child_id IN ('c000020', 'c000060', 'c000100')"
    take_in_findings(with_list(tmp_path, {}, child_summaries=together, findings=gone))
    raised = set(EscalationTask.objects.filter(trigger="whole_family").values_list("case__child_id", flat=True))
    assert raised == {"c000020", "c000060"}
    assert Case.objects.get(child_id="c000020").level == "high"

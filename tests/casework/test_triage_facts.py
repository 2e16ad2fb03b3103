"""What registers say weighs in triage as a case arrives, each reason with the extract that says so; and what nobody can switch off."""

from __future__ import annotations

import inspect
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onroll.accounts.models import Event
from onroll.casework.actions import case_moves
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.models import Case, EscalationTask, TriageResult
from onroll.casework.the_index import the_index
from onroll.core.dated.triage_weights import ESCALATIONS, WEIGHTS
from onroll.core.dated.values import value_on
from onroll.core.triage import RiskFacts, triggers_of
from onroll.pipeline.index import Index
from onroll.pipeline.run_queries import tables_of
from onroll.pipeline.run_risks import risks_known
from support.case_people import DAY, SetClock, viewer
from support.made_up_run import write_extract, write_made_up_run
from support.people import client_of
from support.responses import text_of

CHILD = "c000020"
FILLER = "'' AS surname, '' AS forename, '' AS date_of_birth, NULL::VARCHAR AS upn"
STRIDE = 4294967296


@pytest.fixture
def home(tmp_path: Path, settings: Any, people: object, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A made-up region in which other registers know one child: attendance, social care, the postcode file, an own list."""
    settings.ONROLL_HOME = tmp_path
    SetClock(monkeypatch)
    write_made_up_run(tmp_path, children=120)
    index = Index(tmp_path)
    rows = {
        "attendance": "SELECT DATE '2025-10-06' + (7 * n)::INTEGER AS week_starting, repeat('/', 8) || 'OO' AS marks FROM range(4) w(n)",
        "social_care": "SELECT 'cla' AS episode, DATE '2025-01-01' AS start_date, NULL::DATE AS end_date",
        "cme_register": "SELECT DATE '2024-01-01' AS opened_on, DATE '2024-03-01' AS closed_on",
        "postcodes": "SELECT 'ZZ1 2ZZ' AS postcode, '301' AS la_code, 1 AS idaci_decile",
    }
    members = []
    with index.writing("registers"):
        for register, sql in rows.items():
            number = index.next_extract_number()
            numbered = f"SELECT {number}::BIGINT * {STRIDE} + row_number() OVER () + 1 AS record_key, (row_number() OVER () + 1)::INTEGER AS line, 'x' || row_number() OVER () AS record_id, *, {FILLER} FROM ({sql})"  # noqa: E501
            write_extract(index, register, "301" if register != "postcodes" else "ONS", date(2026, 1, 11), numbered)
            if register != "postcodes":
                members += [(number, register, line) for line in range(2, 6 if register == "attendance" else 3)]
    values = ", ".join(
        f"({number * STRIDE + line}, '{register}', '301', DATE '2026-01-11', 'x{line}', '{CHILD}', 1.0, 'exact')"
        for number, register, line in members
    )
    said = ", ".join(f"'{name}'" for name in ("school_roll", "attendance", "social_care", "cme_register"))
    write_made_up_run(
        tmp_path,
        children=120,
        changes={
            "children": f"INSERT INTO children VALUES {values}",
            "child_summaries": f"UPDATE child_summaries SET postcode = CASE child_id WHEN '{CHILD}' THEN 'ZZ1 2ZZ' ELSE postcode END, registers = CASE child_id WHEN '{CHILD}' THEN [{said}] WHEN 'c000040' THEN ['nhs'] ELSE registers END",  # noqa: E501
        },
    )
    return tmp_path


def test_a_few_children_are_looked_up_where_the_run_is_open_and_the_same_is_known(home: Path) -> None:
    run = the_index().current_run()
    assert run is not None
    some = [CHILD, "c000040", "c000041", "nobody", CHILD]
    plainly = risks_known(run, some)
    assert {"looked_after", "absence_percent", "idaci_decile", "earlier_on_list"} <= set(plainly[CHILD])
    tables_of(run)
    assert risks_known(run, some) == plainly
    everybody = [f"c{number:06d}" for number in range(120)]
    assert {child_id: risks_known(run, [child_id]).get(child_id) for child_id in everybody} == {
        child_id: risks_known(run, everybody).get(child_id) for child_id in everybody
    }


def test_each_fact_is_read_from_its_register_with_the_extract_that_says_so(home: Path) -> None:
    run = the_index().current_run()
    assert run is not None
    known = risks_known(run, [CHILD, "c000040", "c000060"])
    mine = known[CHILD]
    assert mine["looked_after"] and mine["idaci_decile"] == 1 and mine["earlier_on_list"] == 1 and mine["absence_percent"] == 20.0
    assert mine["said_by"]["absence_percent"] == "8 of 40 sessions, attendance from Barking and Dagenham (301), as at 11 January 2026"
    assert mine["said_by"]["idaci_decile"] == "postcodes from ONS, as at 11 January 2026"
    assert known["c000040"]["said_by"]["never_seen"] == "Health registration; no other register"
    assert "never_seen" not in mine and known["c000040"]["never_seen"] and "never_seen" not in known["c000060"]


def test_the_case_shows_each_reason_with_its_source_and_the_trigger_leaves_its_task(home: Path) -> None:
    run = the_index().current_run()
    assert run is not None
    take_in_findings(run)
    case = Case.objects.get(child_id=CHILD)
    factors = {each["factor"]: each for each in TriageResult.objects.get(case=case).reasons}
    assert {"looked_after", "most_deprived", "earlier_absence", "earlier_episode"} <= set(factors)
    assert factors["earlier_absence"]["said_by"].startswith("8 of 40 sessions")
    page = text_of(client_of("officer").get(f"/cases/{case.pk}"))
    assert (
        "Known from: 8 of 40 sessions, attendance from Barking and Dagenham (301), as at 11 January 2026" in page
        and "postcodes from ONS" in page
    )
    task = EscalationTask.objects.get(case=case)
    assert (task.trigger, task.told, task.due_on) == ("social_care", "children's social care", run.on)
    case_moves.answer_task(task.pk, by=viewer("officer"), name="D. Duty", decision="A visit tonight")
    assert EscalationTask.objects.get(pk=task.pk).decision == "A visit tonight" and "A visit tonight" in text_of(
        client_of("officer").get(f"/cases/{case.pk}")
    )
    assert Event.objects.filter(kind="case.escalation_answered", subject=CHILD).count() == 1


@pytest.mark.parametrize("trigger", [each.trigger for each in value_on(ESCALATIONS, DAY)])
def test_no_one_can_switch_a_trigger_off_and_each_leaves_a_task_for_each_whom_it_reaches(trigger: Any, home: Path) -> None:
    run = the_index().current_run()
    assert run is not None
    take_in_findings(run)
    assert list(inspect.signature(triggers_of).parameters) == ["facts", "on"], "there is nothing to hand a configuration in by"
    assert [each.trigger for each in triggers_of(RiskFacts(concerns=((trigger, "seen"),)), DAY)] == [trigger]
    case = Case.objects.get(child_id="c000060")
    case_moves.triage_case(case.pk, by=viewer("officer"), because="-", concerns={trigger: "Overheard"})
    escalation = next(each for each in value_on(ESCALATIONS, DAY) if each.trigger == trigger)
    tasks = EscalationTask.objects.filter(case=case, trigger=trigger)
    assert {task.told for task in tasks} == set(escalation.tell) and {task.due_on for task in tasks} == {DAY}
    assert Case.objects.get(pk=case.pk).level == "high"
    case_moves.triage_case(case.pk, by=viewer("officer"), because="A slip of the pen", concerns={})
    assert EscalationTask.objects.filter(case=case, trigger=trigger, answered_on=None).count() == len(escalation.tell), (
        "scoring anew takes no task away"
    )


def test_weights_are_dated_and_each_names_its_source() -> None:
    for version in WEIGHTS:
        assert version.source and version.valid_from
        assert all(weight.source and weight.words and weight.points > 0 for weight in version.value.factors)

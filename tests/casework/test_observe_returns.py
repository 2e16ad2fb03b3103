"""The looks after a return are filled from the registers; what is not there becomes a task, and what has gone wrong is said at once."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Event
from onroll.casework.actions import case_moves, endings, plans
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.models import Case, CaseObservation, CaseProposal
from onroll.casework.queries.case_lists import CaseFilters, filtered
from onroll.core.school_days import Calendar
from onroll.pipeline.index import RECORD_KEY_STRIDE, Index
from support.case_people import SetClock, viewer
from support.made_up_run import write_extract, write_made_up_run

FIRST = date(2026, 1, 19)
CHILD = "c000020"
BACK = {
    "findings": f"DELETE FROM findings WHERE child_id = '{CHILD}'",
    "timelines": f"UPDATE timelines SET ends_before = NULL WHERE child_id = '{CHILD}' AND status = 'on_roll';"
    f" DELETE FROM timelines WHERE child_id = '{CHILD}' AND status = 'unaccounted'",
}
PRESENT, HALF = "/\\/\\/\\/\\/\\", "/\\/\\/OOOOO"


class Feed:
    """A made-up region in which one child is back, and schools send marks."""

    def __init__(self, home: Path, clock: SetClock) -> None:
        self.home, self.clock, self.keys = home, clock, []

    def marks(self, *weeks: tuple[date, str]) -> None:
        """Let the school send marks of the child: a Monday and ten codes each."""
        index = Index(self.home)
        with index.writing("marks"):
            number = index.next_extract_number()
            as_at = max(monday for monday, _ in weeks) + timedelta(days=5)
            rows = " UNION ALL ".join(
                f"SELECT {number * RECORD_KEY_STRIDE + line}::BIGINT AS record_key, {line}::INTEGER AS line, 'm{line}' AS record_id,"
                " 'Ito' AS surname,"
                f" 'Qasim' AS forename, DATE '2012-09-11' AS date_of_birth, '100000' AS urn, DATE '{monday}' AS week_starting,"
                f" '{codes}' AS marks"
                for line, (monday, codes) in enumerate(weeks, 2)
            )
            write_extract(index, "attendance", "301", as_at, rows)
        self.keys += [(number * RECORD_KEY_STRIDE + line, as_at, f"m{line}") for line in range(2, len(weeks) + 2)]

    def run(self, on: date, **changes: str) -> int:
        """Walk a made-up run, and take it in; return how many looks it recorded."""
        own = [
            f"INSERT INTO children VALUES ({key}, 'attendance', '301', DATE '{as_at}', '{record}', '{CHILD}', 1.0, 'exact')"
            for key, as_at, record in self.keys
        ]
        made = write_made_up_run(self.home, children=400, on=on, changes={**BACK, **changes, "children": "; ".join(own) or "SELECT 1"})
        self.clock.day = on
        return take_in_findings(made).observed


def term_weeks(first: date, until: date) -> list[date]:
    """The Mondays between two days in whose week there is school."""
    monday = first - timedelta(days=first.weekday())
    mondays = [monday + timedelta(weeks=number) for number in range(((until - monday).days // 7) + 1)]
    return [each for each in mondays if any(Calendar().is_school_day(each + timedelta(days=day)) for day in range(5))]


@pytest.fixture
def feed(people: object, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Feed:
    home = tmp_path / "home"
    settings.ONROLL_HOME = home
    run = write_made_up_run(home, children=400)
    clock = SetClock(monkeypatch, FIRST)
    take_in_findings(run)
    officer, case = viewer("officer"), case_now()
    case_moves.triage_case(case.pk, by=officer, because="-")
    case_moves.locate(case.pk, by=officer, because="-", place="School 100000", source="The school", since=FIRST)
    case_moves.start_watching(case.pk, by=officer, because="The school rang.", first_attended_on=FIRST)
    return Feed(home, clock)


def case_now() -> Case:
    return Case.objects.get(child_id=CHILD)


def at_risk() -> list[Case]:
    return list(filtered(viewer("officer"), CaseFilters(which="return_at_risk"), case_now().due_on or FIRST))


def test_a_look_that_the_marks_cover_is_recorded_with_its_rows_once(feed: Feed) -> None:
    feed.marks((date(2026, 1, 19), PRESENT), (date(2026, 1, 26), "/\\/\\OO/\\/\\"))
    assert feed.run(date(2026, 2, 2)) == 1
    look = CaseObservation.objects.get()
    assert (look.week, look.sessions_attended, look.sessions_possible, look.by) == (2, 18, 20, "onroll run")
    assert "attendance:301:2026-01-31:m2" in look.source and look.on == date(2026, 2, 2) and case_now().return_risk == ""
    assert case_now().next_action == "Observe the attendance of week 4" and case_now().due_on == date(2026, 2, 23)
    before = Event.objects.count()
    assert feed.run(date(2026, 2, 2)) == 0 and Event.objects.count() == before and verify_chain() is None


def test_before_its_day_nothing_is_recorded_and_poor_attendance_is_said_at_once(feed: Feed) -> None:
    feed.marks((date(2026, 1, 19), HALF))
    assert feed.run(date(2026, 1, 26)) == 0 and case_now().return_risk == "under_90"
    assert "under 90%" in case_now().next_action and case_now().due_on == date(2026, 1, 26) and at_risk() == [case_now()]


def test_a_due_look_without_marks_becomes_the_officers_task(feed: Feed) -> None:
    feed.marks((date(2026, 1, 19), PRESENT))
    assert feed.run(date(2026, 2, 2)) == 0
    assert case_now().return_risk == "no_data" and case_now().next_action.startswith("Week 2: no attendance has come")
    assert at_risk() == [case_now()]
    plans.record_observation(
        case_now().pk,
        by=viewer("officer"),
        week=2,
        on=date(2026, 2, 2),
        sessions_attended=19,
        sessions_possible=20,
        source="School",
    )
    assert case_now().return_risk == "" and at_risk() == []


def test_who_falls_off_the_roll_is_on_the_list_the_same_day_and_a_person_moves_the_case(feed: Feed) -> None:
    gone = {"findings": "SELECT 1", "timelines": "SELECT 1"}
    feed.run(date(2026, 1, 23), **gone)
    assert case_now().return_risk == "off_roll" and case_now().state == "watching" and at_risk() == [case_now()]
    assert case_now().due_on == date(2026, 1, 23) and "no longer on a roll" in case_now().next_action
    assert feed.run(date(2026, 2, 2), **gone) == 1
    look = CaseObservation.objects.get()
    assert not look.on_roll and look.sessions_possible == 0
    case_moves.move_back(case_now().pk, "relapse", by=viewer("officer"), because="Gone again.")
    assert case_now().state == "located"
    feed.run(date(2026, 2, 3), **gone)
    assert case_now().return_risk == ""


def test_four_looks_by_the_registers_propose_the_ending_and_it_ends(feed: Feed) -> None:
    mondays = term_weeks(FIRST, date(2026, 4, 17))
    feed.marks(*[(monday, PRESENT) for monday in mondays])
    recorded = sum(feed.run(day) for day in (date(2026, 2, 2), date(2026, 2, 23), date(2026, 3, 16), date(2026, 4, 20)))
    assert recorded == 4 and [look.week for look in CaseObservation.objects.order_by("week")] == [2, 4, 8, 12]
    proposal = CaseProposal.objects.get(case=case_now(), kind="ending", withdrawn_on=None)
    assert proposal.outcome == "enrolled_confirmed" and "100% of sessions at week 12" in proposal.because
    piece = {name: proposal.evidence[0][name] for name in ("kind", "dated_on", "reference")}
    endings.propose_ending(case_now().pk, by=viewer("officer"), because=proposal.because, outcome=proposal.outcome, evidence=[piece])
    assert case_now().state == "closed"


def test_a_child_back_on_a_roll_proposes_the_ending_with_its_row(people: object, settings: Any, tmp_path: Path) -> None:
    settings.ONROLL_HOME = tmp_path
    take_in_findings(write_made_up_run(tmp_path, children=200))
    take_in_findings(write_made_up_run(tmp_path, children=200, on=date(2026, 2, 2), changes=BACK))
    proposal = CaseProposal.objects.get(kind="ending")
    assert proposal.outcome == "not_cme_on_roll" and proposal.evidence[0]["kind"] == "school_roll"
    assert proposal.evidence[0]["reference"].startswith("school_roll:301:2026-01-10:") and "before the child was" in proposal.because

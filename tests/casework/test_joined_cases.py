"""Cases follow their children: joined, parted again, in any order, each with its own history."""

from __future__ import annotations

import random
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from onroll.accounts.models import Event
from onroll.casework.actions.contacts import write_note
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.models import Case, CaseChange, CaseState, Note
from onroll.casework.refusals import CannotDoNow
from onroll.pipeline.index import Run
from support.case_people import viewer
from support.made_up_run import ON, write_made_up_run
from support.people import make_people

CHILDREN = ("c000020", "c000040", "c000060", "c000080")


def merged(pairs: dict[str, str]) -> str:
    """SQL that makes each child the successor's, as the history of ids says it."""
    return "; ".join(
        f"UPDATE child_history SET state = 'merged', successor_id = '{to}' WHERE child_id = '{child}'" for child, to in pairs.items()
    )


def run_with(home: Path, day: int, pairs: dict[str, str]) -> Run:
    gone = ", ".join(f"'{child}'" for child in pairs)
    changes = {"child_history": merged(pairs), "findings": f"DELETE FROM findings WHERE child_id IN ({gone})"} if pairs else {}
    return write_made_up_run(home, children=200, on=ON + timedelta(days=day), changes=changes)


def home_of(child: str) -> Case:
    """The case that was opened for a child."""
    return next(case for case in Case.objects.order_by("id") if (case.home_child_id or case.child_id) == child)


@pytest.fixture
def opened(db: None, tmp_path: Path) -> Path:
    take_in_findings(write_made_up_run(tmp_path, children=200))
    return tmp_path


def test_a_case_that_was_joined_is_its_own_again_when_the_merge_is_undone(opened: Path) -> None:
    older, younger = (Case.objects.get(child_id=child) for child in CHILDREN[:2])
    Case.objects.filter(pk=younger.pk).update(opened_on=ON + timedelta(days=1), next_action="Ask the school", state="enquiring")
    joined = take_in_findings(run_with(opened, 7, {"c000020": "c000040"}))
    older.refresh_from_db()
    younger.refresh_from_db()
    assert joined.joined == 1 and younger.joined_into_id == older.pk and older.child_id == "c000040"
    parted = take_in_findings(run_with(opened, 14, {}))
    older.refresh_from_db()
    younger.refresh_from_db()
    assert parted.parted == 1 and parted.opened == 0
    assert (older.child_id, younger.child_id) == ("c000020", "c000040")
    assert younger.is_open and younger.state == "enquiring" and younger.next_action == "Ask the school"
    assert list(CaseState.objects.filter(case=younger).order_by("id").values_list("state", flat=True)) == ["new", "joined", "enquiring"]
    assert (
        CaseChange.objects.filter(case=older, kind="case.parted").count()
        == CaseChange.objects.filter(case=younger, kind="case.parted").count()
        == 1
    )
    assert Event.objects.filter(kind="case.parted").count() == 1
    assert take_in_findings(run_with(opened, 14, {})).parted == 0


def test_nobody_works_on_in_a_case_that_was_joined(opened: Path, settings: Any) -> None:
    settings.ONROLL_HOME = opened
    make_people()
    take_in_findings(run_with(opened, 7, {"c000020": "c000040"}))
    older, younger = (home_of(child) for child in CHILDREN[:2])
    Case.objects.filter(pk__in=[older.pk, younger.pk]).update(authority="301")
    joined, standing = (younger, older) if younger.joined_into_id else (older, younger)
    before = Event.objects.count()
    with pytest.raises(CannotDoNow, match="was joined to another"):
        write_note(joined.pk, by=viewer("officer"), text="Nobody would read it here.")
    assert not Note.objects.exists() and Event.objects.count() == before
    write_note(standing.pk, by=viewer("officer"), text="Here they do.")
    assert Note.objects.get().case == standing


def test_merges_are_undone_out_of_order(opened: Path) -> None:
    take_in_findings(run_with(opened, 1, {"c000020": "c000040"}))
    take_in_findings(run_with(opened, 2, {"c000020": "c000040", "c000040": "c000060"}))
    assert Case.objects.filter(child_id="c000060", closed_on=None, joined_into=None).count() == 1
    take_in_findings(run_with(opened, 3, {"c000040": "c000060"}))  # the first merge is undone, the second stands
    first, second, third = (home_of(child) for child in CHILDREN[:3])
    assert first.is_open and first.child_id == "c000020"
    assert sum(case.is_open for case in (second, third)) == 1
    assert {case.child_id for case in (second, third) if case.is_open} == {"c000060"}
    take_in_findings(run_with(opened, 4, {}))
    assert [home_of(child).child_id for child in CHILDREN[:3]] == list(CHILDREN[:3])
    assert all(home_of(child).is_open for child in CHILDREN[:3])


def test_what_a_person_joined_by_hand_stays_joined(opened: Path) -> None:
    host, told = (Case.objects.get(child_id=child) for child in CHILDREN[:2])
    Case.objects.filter(pk=told.pk).update(joined_into=host, child_id="t000001")
    take_in_findings(run_with(opened, 7, {}))
    told.refresh_from_db()
    assert told.joined_into_id == host.pk


@pytest.mark.parametrize("seed", range(3))
def test_after_any_merges_and_undoings_each_case_is_where_its_child_is(opened: Path, seed: int) -> None:
    chance = random.Random(seed)
    for day in range(1, 9):
        pairs: dict[str, str] = {}
        for child, to in pairwise(CHILDREN):
            if chance.random() < 0.5:
                pairs[child] = to
        take_in_findings(run_with(opened, day, pairs))
        for child in CHILDREN:
            now = child
            while now in pairs:
                now = pairs[now]
            case = home_of(child)
            while case.joined_into is not None:
                case = case.joined_into
            assert case.child_id == now and case.is_open, (day, child, pairs)
        open_now = Case.objects.filter(closed_on=None, joined_into=None).values_list("child_id", flat=True)
        assert len(set(open_now)) == len(open_now)
    take_in_findings(run_with(opened, 30, {}))
    assert [home_of(child).child_id for child in CHILDREN] == list(CHILDREN)

"""Contradictions as a worklist: who sees them, what is decided, what is remembered, and what comes back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Event
from onroll.casework.actions.contradictions import settle_contradiction
from onroll.casework.models import ContradictionDecision
from onroll.casework.purposes import PURPOSES
from onroll.casework.queries.contradictions import LISTED, STATES, asked_of, contradiction_for, contradictions_for
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.core.listed_contradictions import SOURCE_HAS_DAYS, key_of
from support.case_people import SetClock, viewer
from support.made_up_run import write_made_up_run

PURPOSE = PURPOSES[0]
MINE, OTHERS, SHIELDED_302 = "c000060", "c000061", "c000041"
KEY = key_of("on_two_rolls", date(2025, 9, 5), ["school_roll:301"])


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    return SetClock(monkeypatch)


def listed(username: str, state: str = "open", kind: str = "") -> set[str]:
    return {row.child_id for row in contradictions_for(viewer(username), PURPOSE, state=state, kind=kind).rows}


def settle(how: str, words: str = "They moved in between.", wrong: str = "", by: str = "officer") -> ContradictionDecision:
    return settle_contradiction(MINE, KEY, by=viewer(by), how=how, words=words, wrong=wrong)


def test_each_count_opens_to_the_same_rows_and_the_look_is_written_down(people: Any, region: Path, clock: SetClock) -> None:
    officer = viewer("officer")
    counts = contradictions_for(officer, PURPOSE).counts
    assert sum(counts.values()) > 1
    for (state, kind), count in counts.items():
        assert contradictions_for(officer, PURPOSE, state=state, kind=kind).total == count
    event = Event.objects.filter(kind="contradictions.listed").order_by("-seq").first()
    assert event is not None and MINE in str(event.body)
    for ask in (lambda: contradictions_for(officer, PURPOSE), lambda: contradiction_for(officer, PURPOSE, MINE, KEY)):
        with CaptureQueriesContext(connection) as asked:
            ask()
        asking = [each["sql"] for each in asked.captured_queries if "SAVEPOINT" not in each["sql"]]
        assert len(asking) <= 8, asking


def test_who_explains_it_does_not_see_it_again_until_it_changes(people: Any, own_region: Path, clock: SetClock) -> None:
    assert MINE in listed("officer")
    settle("explained")
    assert MINE not in listed("officer") and MINE in listed("officer", "settled")
    write_made_up_run(own_region, children=800, on=date(2026, 1, 26))
    assert MINE not in listed("officer")
    changed = f"UPDATE listed_contradictions SET starts_on = DATE '2026-01-20', key = 'another' WHERE child_id = '{MINE}'"
    write_made_up_run(own_region, children=800, on=date(2026, 1, 27), changes={"listed_contradictions": changed})
    assert MINE in listed("officer") and MINE not in listed("officer", "settled")
    assert verify_chain() is None and Event.objects.filter(kind="contradiction.decided", subject=MINE).count() == 1


def test_a_source_that_was_asked_has_its_time_and_then_it_comes_back(people: Any, region: Path, clock: SetClock) -> None:
    with pytest.raises(CannotDoNow, match="whose record"):
        settle("asked", wrong="school_roll:999")
    made = settle("asked", wrong="school_roll:301")
    assert made.waits_until == clock.day + timedelta(days=SOURCE_HAS_DAYS) and MINE in listed("officer", "asked")
    with pytest.raises(CannotDoNow, match="already"):
        settle("exception")
    clock.day = made.waits_until + timedelta(days=1)
    assert MINE in listed("officer") and MINE not in listed("officer", "asked")
    settle("exception", "Both schools have agreed it.")
    settle("reopened", "They no longer agree.")
    assert MINE in listed("officer")
    page = contradiction_for(viewer("officer"), PURPOSE, MINE, KEY)
    assert page is not None and [each.how for each in page.decisions] == ["reopened", "exception", "asked"]


@pytest.mark.parametrize(("how", "words", "refusal"), [("explained", " ", "why"), ("guessed", "x", "Choose"), ("reopened", "x", "open")])
def test_a_decision_is_refused_with_the_reason(how: str, words: str, refusal: str, people: Any, region: Path, clock: SetClock) -> None:
    with pytest.raises(CannotDoNow, match=refusal):
        settle(how, words)
    assert not ContradictionDecision.objects.exists()


def test_nobody_of_another_authority_sees_or_settles_it(people: Any, region: Path, clock: SetClock) -> None:
    with pytest.raises(CannotSee):
        settle("explained", by="officer-302")
    assert MINE not in listed("officer-302") and contradiction_for(viewer("officer-302"), PURPOSE, MINE, KEY) is None
    settle("explained")
    assert all(MINE not in listed("officer-302", state) for state in STATES)


def test_a_shielded_child_is_in_no_list_and_no_count_of_others(people: Any, own_region: Path, clock: SetClock) -> None:
    before = sum(contradictions_for(viewer("officer-302"), PURPOSE).counts.values())
    add = f"""INSERT INTO listed_contradictions
              SELECT '{SHIELDED_302}', 'dead_and_attending', DATE '2025-10-01', 'abc', ['nhs:NHSE:2026-01-10:n1'], 'x'"""
    write_made_up_run(own_region, children=800, on=date(2026, 1, 26), changes={"listed_contradictions": add})
    assert sum(contradictions_for(viewer("officer-302"), PURPOSE).counts.values()) == before
    assert contradiction_for(viewer("officer-302"), PURPOSE, SHIELDED_302, "abc") is None
    with pytest.raises(CannotSee):
        settle_contradiction(SHIELDED_302, "abc", by=viewer("officer-302"), how="explained", words="x")


def test_the_source_sees_which_of_its_records_was_asked_about_until_it_is_settled(people: Any, region: Path, clock: SetClock) -> None:
    assert asked_of(viewer("data-team"), PURPOSES[3]) == []
    settle("asked", wrong="school_roll:301")
    line = asked_of(viewer("data-team"), PURPOSES[3])[0]
    assert (line.child_id, line.decision.asked) == (MINE, "school_roll:301") and line.side is not None and line.side.record_id == "r60"
    assert asked_of(viewer("officer-302"), PURPOSE) == []
    settle("reopened", "They have told us on the telephone.")
    assert asked_of(viewer("data-team"), PURPOSES[3]) == []


def test_what_was_decided_is_never_edited(people: Any, region: Path, clock: SetClock) -> None:
    made = settle("explained")
    with pytest.raises(Exception, match="append-only"):
        ContradictionDecision.objects.filter(pk=made.pk).update(words="otherwise")


def test_every_kind_says_what_it_means_and_what_is_done_next() -> None:
    assert all(kind.title and kind.means.endswith(".") and kind.next_step.endswith(".") for kind in LISTED.values())

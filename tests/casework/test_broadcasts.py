"""Questions to all authorities: no more told than the rule allows, answered once, ended with the need, never about a shielded child."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Event, Organisation, User
from onroll.casework.actions import broadcasts, case_moves
from onroll.casework.models import Broadcast, BroadcastAsked, Case, CaseChange
from onroll.casework.purposes import purpose_for
from onroll.casework.queries.broadcasts import asked_of_us, inbox_count_for, inbox_for, own_broadcast
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import viewer_of
from onroll.core import broadcasts as rules
from onroll.pipeline.line import walk
from onroll.pipeline.run_queries import tables_of
from support.case_people import DAY, SetClock, own_case, viewer
from support.linkable_town import settle
from support.opened_cases import open_current_run

PURPOSE = purpose_for("officer", "cme_enquiry")


@pytest.fixture
def case(people: object, region: object, clock: SetClock) -> Case:
    open_current_run()
    Organisation.objects.bulk_create(
        Organisation(kind="authority", code=code, name=f"Made-up {code}", authority_code=code) for code in ("303", "304")
    )
    return own_case()


def asked_in(code: str) -> BroadcastAsked:
    return BroadcastAsked.objects.get(authority=code)


def test_everybody_else_is_asked_once_and_told_no_more_than_the_rule_says(case: Case) -> None:
    sent = broadcasts.send_broadcast(case.pk, by=viewer("officer"), words="Last seen in May.")
    assert set(sent.asked.values_list("authority", flat=True)) == {"302", "303", "304"} and sent.due_on == date(2026, 2, 2)
    found = asked_of_us(viewer("officer-302"), PURPOSE, asked_in("302").pk)
    assert list(found.told) == list(rules.TOLD.values()) and found.told["Who asks"] == "Eastshire"
    assert not any(word in " ".join(found.told.values()) for word in ("Street", "ZZ", "9990"))
    with pytest.raises(CannotDoNow, match="already"):
        broadcasts.send_broadcast(case.pk, by=viewer("manager"))
    with pytest.raises(CannotSee):
        asked_of_us(viewer("officer-302"), PURPOSE, asked_in("303").pk)
    assert Event.objects.filter(kind="broadcast.looked_at", subject="c000020").count() == 1


@pytest.mark.parametrize("authorities", [["301"], ["302", "301"], ["999"], ["302; DROP"]])
def test_nobody_asks_themselves_or_an_authority_that_is_not_there(authorities: list[str], case: Case) -> None:
    with pytest.raises(CannotDoNow):
        broadcasts.send_broadcast(case.pk, by=viewer("officer"), authorities=authorities)
    assert not Broadcast.objects.exists()


def test_an_answer_is_given_once_and_stands_in_the_asking_case(case: Case, clock: SetClock) -> None:
    case_moves.triage_case(case.pk, by=viewer("officer"), because="-")
    broadcasts.send_broadcast(case.pk, by=viewer("officer"))
    there = viewer("officer-302")
    for wrong in ({"answer": "yes"}, {"answer": "known"}, {"answer": "known", "note": "x", "child_id": "c000020"}):
        with pytest.raises(CannotDoNow):
            broadcasts.answer_broadcast(asked_in("302").pk, by=there, **wrong)  # type: ignore[arg-type]
    broadcasts.answer_broadcast(asked_in("302").pk, by=there, answer="known", note="On a roll here.", child_id="c000021")
    line = CaseChange.objects.get(kind="case.broadcast_answered")
    assert "Westborough: We know this child" in line.words and line.because == "On a roll here." and line.authority == "302"
    assert Case.objects.get(pk=case.pk).next_action.startswith("Look at the answer of Westborough")
    with pytest.raises(CannotDoNow, match="already"):
        broadcasts.answer_broadcast(asked_in("302").pk, by=there, answer="not_known")
    with pytest.raises(CannotSee):
        broadcasts.answer_broadcast(asked_in("303").pk, by=there, answer="not_known")
    with pytest.raises(CannotSee):
        broadcasts.answer_broadcast(asked_in("303").pk, by=viewer("analyst"), answer="not_known")
    assert inbox_count_for(there) == 0 and verify_chain() is None


def test_silence_is_shown_reminded_once_in_five_days_and_never_read_as_an_answer(case: Case, clock: SetClock) -> None:
    officer = viewer("officer")
    broadcasts.send_broadcast(case.pk, by=officer)
    broadcasts.answer_broadcast(asked_in("302").pk, by=viewer("officer-302"), answer="not_known")
    clock.day = date(2026, 2, 2)
    with pytest.raises(CannotDoNow, match="no authority to remind"):
        broadcasts.remind_silent(case.pk, by=officer)
    clock.day = date(2026, 2, 3)
    own = own_broadcast(officer, case)
    assert own is not None and own.is_late and own.may_remind == 2 and {each.authority for each in own.silent} == {"303", "304"}
    assert broadcasts.remind_silent(case.pk, by=officer) == 2
    with pytest.raises(CannotDoNow):
        broadcasts.remind_silent(case.pk, by=officer)
    clock.day = date(2026, 2, 10)
    assert broadcasts.remind_silent(case.pk, by=officer) == 2 and asked_in("303").answer == ""


@pytest.mark.parametrize("how", ["located", "withdrawn", "shielded"])
def test_the_question_ends_with_the_need_for_it(how: str, case: Case) -> None:
    officer, there = viewer("officer"), viewer("officer-302")
    case_moves.triage_case(case.pk, by=officer, because="-")
    broadcasts.send_broadcast(case.pk, by=officer)
    if how == "located":
        case_moves.locate(case.pk, by=officer, because="-", place="School", source="Roll", since=DAY)
        assert CaseChange.objects.filter(case=case, kind="case.broadcast_withdrawn").count() == 1
        with pytest.raises(CannotDoNow, match="no other authority needs to look"):
            broadcasts.send_broadcast(case.pk, by=officer)
    elif how == "withdrawn":
        broadcasts.withdraw_broadcast(case.pk, by=officer, because="Found by the grandmother.")
    else:
        Case.objects.filter(pk=case.pk).update(shielded=True)
    assert inbox_count_for(there) == 0 and inbox_for(there, PURPOSE).rows == []
    with pytest.raises(CannotSee):
        asked_of_us(there, PURPOSE, asked_in("302").pk)
    with pytest.raises((CannotDoNow, CannotSee)):
        broadcasts.answer_broadcast(asked_in("302").pk, by=there, answer="not_known")


def test_a_shielded_child_is_never_asked_about_not_even_by_the_named_team(case: Case) -> None:
    shielded = Case.objects.get(child_id="c000041")
    with pytest.raises(CannotSee):
        broadcasts.send_broadcast(shielded.pk, by=viewer("officer-302"))
    with pytest.raises(CannotDoNow, match="shielded: ask through the named team"):
        broadcasts.send_broadcast(shielded.pk, by=viewer("shielded-team-302"))
    Case.objects.filter(pk=shielded.pk).update(shielded=False)
    with pytest.raises(CannotDoNow, match="shielded"):  # the records know it before the case does
        broadcasts.send_broadcast(shielded.pk, by=viewer("shielded-team-302"))
    assert not Broadcast.objects.exists()


# -- the search of the records, in a town that has walked the line --------------------------------------------------------


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    home = tmp_path_factory.mktemp("town")
    index, _ = settle(home, count=60, seed=3)
    with index.writing("a test"):
        run = walk(index, max(each.as_at for each in index.extracts()))
    return home, run


def test_each_authoritys_own_records_are_searched_at_once_and_shown_to_it_alone(
    town: tuple[Path, Any], settings: Any, people: object
) -> None:
    settings.ONROLL_HOME = town[0]
    tables = tables_of(town[1])
    children = list(tables.children([row["child_id"] for row in tables.ask("SELECT child_id FROM known")]).values())
    child = next(each for each in children if each.la_code and each.surname and each.date_of_birth and not each.shielded)
    home_of = str(child.la_code)
    Organisation.objects.get_or_create(kind="authority", code=home_of, defaults={"name": "Town", "authority_code": home_of})
    case = Case.objects.create(
        child_id=child.child_id, authority="301", queue="triage", next_action="Ask", due_on=DAY, opened_on=DAY - timedelta(days=1)
    )
    broadcasts.send_broadcast(case.pk, by=viewer("officer"), authorities=[home_of, "302"])
    row = asked_in(home_of)
    assert row.proposed[0]["child_id"] == child.child_id and asked_in("302").proposed == []
    body = Organisation.objects.get(kind="authority", code=home_of)
    there = viewer_of(User(username="there", full_name="There", role="officer", organisation=body))
    found = asked_of_us(there, PURPOSE, row.pk)
    assert found.proposed[0].child_id == child.child_id and found.proposed[0].reasons


def test_a_reply_that_knows_the_child_becomes_an_answer_of_the_case_once(case: Case) -> None:
    officer = viewer("officer")
    case_moves.triage_case(case.pk, by=officer, because="-")
    broadcasts.send_broadcast(case.pk, by=officer)
    with pytest.raises(CannotDoNow, match="Only a reply"):
        broadcasts.record_reply_as_answer(asked_in("302").pk, by=officer, outcome="traced_school", place="x")
    broadcasts.answer_broadcast(asked_in("302").pk, by=viewer("officer-302"), answer="known", note="On a roll here.")
    with pytest.raises(CannotSee):
        broadcasts.record_reply_as_answer(asked_in("302").pk, by=viewer("officer-302"), outcome="traced_school", place="x")
    row = broadcasts.record_reply_as_answer(asked_in("302").pk, by=officer, outcome="traced_school", place="A school in Westborough")
    assert (row.organisation, row.outcome) == ("Westborough", "traced_school") and "On a roll here." in row.answer
    assert row.evidence.startswith("B0") and Case.objects.get(pk=case.pk).state == "located"
    assert Broadcast.objects.get().withdrawn_on is not None, "found: nobody needs to look any longer"
    with pytest.raises(CannotDoNow, match="already"):
        broadcasts.record_reply_as_answer(asked_in("302").pk, by=officer, outcome="traced_school", place="x")

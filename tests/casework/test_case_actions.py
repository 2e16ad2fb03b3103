"""Actions on one case: each checks core's rule, writes and records in one step, and loses nobody's words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Event
from onroll.casework.actions import assigning, case_moves, contacts, endings, enquiries, plans, transfers
from onroll.casework.actions.case_book import CaseHasChanged
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.bridge import decided
from onroll.casework.models import (
    Case,
    CaseChange,
    CaseEnding,
    CaseProposal,
    CaseState,
    Contact,
    EscalationTask,
    Note,
    TransferAct,
    TriageResult,
)
from onroll.casework.queries.case_tabs.enquiries import ORDER
from onroll.casework.queries.case_tabs.enquiries import enquiries as enquiries_tab
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from support.case_people import DAY, SetClock, own_case, viewer
from support.made_up_run import write_made_up_run

WEEKS = timedelta(weeks=1)


def triaged(case: Case, **more: Any) -> Case:
    return case_moves.triage_case(case.pk, by=viewer("officer"), because="Looked at the score.", **more)


def located(case: Case) -> Case:
    triaged(case)
    return case_moves.locate(
        case.pk, by=viewer("officer"), because="The aunt wrote.", place="With an aunt", source="School letter", since=DAY
    )


def watched(case: Case, began: date) -> Case:
    located(case)
    return case_moves.start_watching(case.pk, by=viewer("officer"), because="The school rang.", first_attended_on=began)


def test_the_day_of_a_conference_stands_with_what_social_care_decided(case: Case) -> None:
    triaged(case, flags=["child_protection_plan"])
    task = EscalationTask.objects.filter(case=case).order_by("id").first()
    assert task is not None
    officer = viewer("officer")
    with pytest.raises(CannotDoNow, match="days to come"):
        case_moves.answer_task(task.pk, by=officer, name="A. Duty", decision="An enquiry.", section_47_on=DAY + timedelta(days=1))
    case_moves.answer_task(task.pk, by=officer, name="A. Duty", decision="An enquiry.", section_47_on=date(2026, 1, 16))
    task.refresh_from_db()
    assert task.decision.endswith("it is held by 6 February 2026.")


def test_a_finding_arrives_scored_with_its_next_action(case: Case) -> None:
    score = TriageResult.objects.get(case=case)
    assert not score.by_hand and score.by == "onroll run" and case.level == score.level
    assert case.state == "new" and case.next_action.lower().count("triage") == 1 and case.due_on is not None
    assert [each.kind for each in CaseChange.objects.filter(case=case).order_by("id")] == ["case.opened", "case.leads_found"]


def test_triage_moves_to_enquiring_and_each_trigger_leaves_a_task_that_holds_the_ending(case: Case) -> None:
    triaged(case, flags=["child_protection_plan"], concerns={"danger": "A threat was overheard."})
    case.refresh_from_db()
    assert (case.state, case.level) == ("enquiring", "high") and case.high_since == DAY
    tasks = {(task.trigger, task.told) for task in EscalationTask.objects.filter(case=case)}
    assert tasks == {("social_care", "children's social care"), ("danger", "police"), ("danger", "children's social care")}
    triaged(case)
    assert EscalationTask.objects.filter(case=case).count() == 3
    with pytest.raises(CannotDoNow, match="Name the person"):
        case_moves.answer_task(EscalationTask.objects.filter(case=case)[0].pk, by=viewer("officer"), name="", decision="Visit")
    with pytest.raises(CannotDoNow, match="have not answered yet"):
        endings.propose_ending(case.pk, by=viewer("officer"), because="-", outcome="deceased", evidence=[piece("nhs_death")])
    for task in EscalationTask.objects.filter(case=case):
        case_moves.answer_task(task.pk, by=viewer("officer"), name="A. Duty", decision="Visited: no concern")
    endings.propose_ending(case.pk, by=viewer("officer"), because="-", outcome="deceased", evidence=[piece("nhs_death")])
    case.refresh_from_db()
    assert case.state == "closed" and case.closed_on == DAY


def piece(kind: str, day: date = DAY) -> dict[str, str]:
    return {"kind": kind, "dated_on": day.isoformat(), "reference": "file 7"}


@pytest.mark.parametrize("word", ["not_found", "inconclusive", "no_trace", "whereabouts_unknown", "made_up"])
def test_not_found_cannot_end_a_case(word: str, case: Case) -> None:
    located(case)
    with pytest.raises(CannotDoNow):
        endings.propose_ending(case.pk, by=viewer("officer"), because="-", outcome=word, evidence=[piece("school_roll")])
    assert Case.objects.get(pk=case.pk).is_open and not CaseEnding.objects.exists()


def test_a_telephone_call_does_not_reset_the_clock_and_a_sight_does(case: Case) -> None:
    officer = viewer("officer")
    contacts.record_contact(case.pk, by=officer, on=DAY, how="telephone call", child_seen=True, name="B", profession="Officer")
    case.refresh_from_db()
    assert case.last_seen_on is None and "first_contact" in case.stages_done
    with pytest.raises(CannotDoNow, match="name and profession"):
        contacts.record_contact(case.pk, by=officer, on=DAY, how="in person", child_seen=True)
    contacts.record_contact(case.pk, by=officer, on=DAY, how="in person", child_seen=True, name="B. Green", profession="Nurse")
    contacts.record_contact(case.pk, by=officer, on=DAY - WEEKS, how="at school", child_seen=True, name="T", profession="Teacher")
    case.refresh_from_db()
    assert case.last_seen_on == DAY and Contact.objects.filter(case=case, counts_as_seen=True).count() == 2
    with pytest.raises(CannotDoNow, match="days to come"):
        contacts.record_contact(case.pk, by=officer, on=DAY + WEEKS, how="message", child_seen=False)


def test_an_enquiry_goes_out_with_its_number_and_its_answer_locates_the_child(case: Case) -> None:
    officer = viewer("officer")
    triaged(case)
    enquiry = enquiries.start_enquiry(case.pk, by=officer, check_code="LA_LOCAL")
    assert decided().enquiry_children == {enquiry.number: "c000020"}
    case.refresh_from_db()
    assert enquiry.number in case.next_action and case.due_on == enquiry.due_on
    with pytest.raises(CannotDoNow, match="not answered yet"):
        enquiries.start_enquiry(case.pk, by=officer, check_code="LA_LOCAL")
    with pytest.raises(CannotDoNow, match="Say why you go ahead"):
        enquiries.start_enquiry(case.pk, by=officer, check_code="POLICE")
    with pytest.raises(CannotDoNow, match="evidence"):
        enquiries.answer_enquiry(enquiry.pk, by=officer, outcome="traced_school", answered_on=DAY)
    enquiries.answer_enquiry(
        enquiry.pk, by=officer, outcome="traced_school", answered_on=DAY, evidence="Letter 12", place="Hill Primary, Westborough"
    )
    case.refresh_from_db()
    assert case.state == "located" and case.whereabouts_known
    with pytest.raises(CannotDoNow, match="answered already"):
        enquiries.answer_enquiry(enquiry.pk, by=officer, outcome="no_trace", answered_on=DAY)


@pytest.mark.parametrize("outcome", ["no_access", "inconclusive", "no_reply", "refused", "no_trace"])
def test_an_answer_without_result_keeps_the_case_open_with_something_to_do(outcome: str, case: Case) -> None:
    triaged(case)
    enquiry = enquiries.start_enquiry(case.pk, by=viewer("officer"), check_code="LA_LOCAL")
    enquiries.answer_enquiry(enquiry.pk, by=viewer("officer"), outcome=outcome, answered_on=DAY)
    case.refresh_from_db()
    assert case.state == "enquiring" and "next best enquiry" in case.next_action and case.due_on == DAY


def test_a_word_alone_needs_a_second_officer_and_a_recheck(case: Case) -> None:
    located(case)
    evidence = [piece("relative_or_other_person")]
    row = endings.propose_ending(case.pk, by=viewer("officer"), because="An uncle says so.", outcome="abroad_confirmed", evidence=evidence)
    case.refresh_from_db()
    assert row.decided == "" and case.is_open and "second officer" in case.next_action
    with pytest.raises(CannotDoNow, match="somebody else"):
        endings.confirm_ending(case.pk, by=viewer("officer"), because="Yes.")
    endings.confirm_ending(case.pk, by=viewer("manager"), because="I spoke to the uncle.")
    case.refresh_from_db()
    assert case.state == "closed" and case.recheck_on == DAY + timedelta(days=28) and case.outcome == "abroad_confirmed"


def test_a_second_officer_may_refuse_and_the_case_goes_on(case: Case) -> None:
    located(case)
    endings.propose_ending(
        case.pk, by=viewer("officer"), because="-", outcome="abroad_confirmed", evidence=[piece("relative_or_other_person")]
    )
    endings.refuse_ending(case.pk, by=viewer("manager"), because="The uncle has not seen them either.")
    case.refresh_from_db()
    assert case.state == "located" and "second officer" not in case.next_action
    with pytest.raises(CannotDoNow, match="decided first"):
        endings.confirm_ending(case.pk, by=viewer("manager"), because="-")


def test_a_return_is_watched_for_twelve_weeks_and_then_ends(case: Case) -> None:
    began = DAY - 13 * WEEKS
    watched(case, began)
    officer = viewer("officer")
    school = [piece("school_confirms_attendance")]
    with pytest.raises(CannotDoNow, match="not been observed"):
        endings.propose_ending(case.pk, by=officer, because="Back", outcome="enrolled_confirmed", evidence=school)
    for week in (2, 4, 8, 12):
        case.refresh_from_db()
        assert case.next_action == f"Observe the attendance of week {week}"
        plans.record_observation(
            case.pk, by=officer, week=week, on=began + week * WEEKS, sessions_attended=19, sessions_possible=20, source="Register"
        )
    with pytest.raises(CannotDoNow, match="observed already"):
        plans.record_observation(case.pk, by=officer, week=12, on=DAY, sessions_attended=20, sessions_possible=20)
    endings.propose_ending(case.pk, by=officer, because="Back", outcome="enrolled_confirmed", evidence=school)
    assert Case.objects.get(pk=case.pk).state == "closed"


def test_no_attendance_is_a_relapse_of_the_same_case(case: Case) -> None:
    watched(case, DAY - 3 * WEEKS)
    plans.record_observation(case.pk, by=viewer("officer"), week=2, on=DAY, sessions_attended=0, sessions_possible=20, source="Register")
    case.refresh_from_db()
    assert case.state == "located" and case.first_attended_on is None
    assert [row.state for row in CaseState.objects.filter(case=case).order_by("id")] == [
        "new", "enquiring", "located", "watching", "located",
    ]  # fmt: skip


def test_a_plan_needs_the_childs_account_and_falls_due_by_itself(case: Case, clock: SetClock) -> None:
    located(case)
    officer = viewer("officer")
    with pytest.raises(CannotDoNow, match="child's own account"):
        plans.write_plan(case.pk, by=officer, because="Agreed.", plan={"lead": "L. Lead"})
    plans.write_plan(case.pk, by=officer, because="Agreed.", plan={"lead": "L. Lead", "elements": {"childs_account": "I was afraid."}})
    case.refresh_from_db()
    assert case.state == "returning" and case.next_action == "Review of week 1" and case.has_plan
    clock.day += 8 * timedelta(days=1)
    plans.review_plan(case.pk, by=officer, because="", said="A place is offered.")
    case.refresh_from_db()
    assert case.next_action == "Review of week 2"
    case_moves.move_back(case.pk, "abandon_plan", by=officer, because="The school withdrew.")
    case.refresh_from_db()
    assert case.state == "located" and not case.has_plan


def test_the_sender_is_responsible_until_the_receiver_accepts(case: Case) -> None:
    sender, receiver = viewer("officer"), viewer("officer-302")
    transfers.act_on_transfer(case.pk, "offer", by=sender, because="They moved.", to="302")
    with pytest.raises(CannotSee):
        contacts.write_note(case.pk, by=receiver, text="Not ours yet.")
    transfers.act_on_transfer(case.pk, "ask", by=receiver, because="Since when?", offer=1)
    transfers.act_on_transfer(case.pk, "answer", by=sender, because="Since Monday.", offer=1)
    with pytest.raises(CannotDoNow, match="Choose why"):
        transfers.act_on_transfer(case.pk, "return", by=receiver, because="No.", offer=1)
    transfers.act_on_transfer(case.pk, "accept", by=receiver, because="", offer=1)
    case.refresh_from_db()
    assert (case.authority, case.offered_to, case.owner and case.owner.username) == ("302", "", "officer-302")
    with pytest.raises(CannotSee):
        contacts.write_note(case.pk, by=sender, text="Too late.")
    assert TransferAct.objects.filter(case=case).count() == 4


def test_an_offer_that_was_withdrawn_first_cannot_be_accepted(case: Case) -> None:
    transfers.act_on_transfer(case.pk, "offer", by=viewer("officer"), because="-", to="302")
    transfers.act_on_transfer(case.pk, "withdraw", by=viewer("officer"), because="Our error.", offer=1)
    with pytest.raises((CannotDoNow, CannotSee)):
        transfers.act_on_transfer(case.pk, "accept", by=viewer("officer-302"), because="", offer=1)
    assert Case.objects.get(pk=case.pk).authority == "301"


def test_two_officers_at_once_the_second_learns_what_the_first_did(case: Case) -> None:
    version = case.version
    assigning.set_next_step(case.pk, by=viewer("manager"), because="", action="Ring the aunt", due_on=DAY, seen_version=version)
    with pytest.raises(CaseHasChanged) as refused:
        assigning.set_next_step(case.pk, by=viewer("officer"), because="", action="Visit", due_on=DAY, seen_version=version)
    assert [change.words for change in refused.value.changes] == ["Next: Ring the aunt"]
    contacts.write_note(case.pk, by=viewer("officer"), text="Notes only add, and are never in anybody's way.")
    assert Note.objects.filter(case=case).count() == 1


def test_nobody_puts_a_case_down(case: Case) -> None:
    assigning.assign_case(case.pk, by=viewer("manager"), username="officer")
    with pytest.raises(CannotDoNow, match="give one of them"):
        assigning.assign_case(case.pk, by=viewer("manager"))
    with pytest.raises(CannotDoNow, match="your own authority"):
        assigning.assign_case(case.pk, by=viewer("manager"), username="officer-302")
    with pytest.raises(CannotDoNow, match="today or later"):
        assigning.set_next_step(case.pk, by=viewer("officer"), because="", action="Ring", due_on=DAY - WEEKS)


def test_another_authority_and_other_roles_change_nothing(case: Case) -> None:
    for username in ("officer-302", "data-team", "auditor", "school"):
        with pytest.raises(CannotSee):
            contacts.write_note(case.pk, by=viewer(username), text="Mine?")
    assert not Note.objects.exists()


def test_a_case_opened_by_hand_joins_the_open_one_and_reopens_the_closed_one(case: Case) -> None:
    officer = viewer("officer")
    assert assigning.open_case("c000020", by=officer, because="The school rang.").pk == case.pk
    made = assigning.open_case("c000024", by=officer, because="A neighbour rang.")
    assert (made.state, made.counted_as) == ("new", "possible_cme") and made.owner is not None and made.owner.username == "officer"
    with pytest.raises(CannotSee):
        assigning.open_case("c000021", by=officer, because="Not ours.")
    located(case)
    endings.propose_ending(case.pk, by=officer, because="-", outcome="not_cme_on_roll", evidence=[piece("school_roll")])
    with pytest.raises(CannotDoNow, match="open that again"):
        assigning.open_case("c000020", by=officer, because="Rang again.")
    case_moves.reopen(case.pk, by=officer, because="Gone once more.")
    case.refresh_from_db()
    assert (case.state, case.episode, case.triaged_on, case.whereabouts_known) == ("new", 2, None, False)


def test_a_new_finding_reopens_an_ended_case_with_its_history(people: object, settings: Any, tmp_path: Any, clock: SetClock) -> None:
    settings.ONROLL_HOME = tmp_path
    take_in_findings(write_made_up_run(tmp_path, children=200))
    case = own_case()
    located(case)
    endings.propose_ending(case.pk, by=viewer("officer"), because="-", outcome="not_cme_on_roll", evidence=[piece("school_roll")])
    later = DAY + 2 * WEEKS
    same = take_in_findings(write_made_up_run(tmp_path, children=200, on=later))
    assert same.reopened == same.opened == 0
    changed = {"findings": "UPDATE findings SET since = DATE '2026-01-30' WHERE child_id = 'c000020'"}
    again = take_in_findings(write_made_up_run(tmp_path, children=200, on=later, changes=changed))
    assert (again.reopened, again.opened) == (1, 0)
    case.refresh_from_db()
    assert (case.state, case.episode, case.opened_on, case.counted_as) == ("new", 2, later, "cme")
    twice = take_in_findings(write_made_up_run(tmp_path, children=200, on=later, changes=changed))
    assert (twice.reopened, twice.opened) == (0, 0)


def test_every_change_has_its_event_without_a_word_of_the_case(case: Case) -> None:
    before = Event.objects.count()
    located(case)
    contacts.write_note(case.pk, by=viewer("officer"), text="Grandmother in Leeds")
    events = list(Event.objects.order_by("seq"))[before:]
    assert [event.kind for event in events] == ["case.triage", "case.locate", "case.note_written"]
    assert {event.subject for event in events} == {"c000020"} and verify_chain() is None
    written = " ".join(event.body for event in events)
    assert "aunt" not in written and "Leeds" not in written


def test_a_failure_half_way_leaves_nothing_of_an_action_behind(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("onroll.casework.actions.case_book.record_all", fail)
    with pytest.raises(RuntimeError):
        contacts.write_note(case.pk, by=viewer("officer"), text="Lost with the rest")
    assert not Note.objects.exists() and Case.objects.get(pk=case.pk).version == case.version


def test_the_database_itself_refuses_what_could_lose_a_child(case: Case) -> None:
    wrong: list[dict[str, Any]] = [
        {"next_action": ""},
        {"due_on": None},
        {"state": "located"},
        {"state": "watching", "whereabouts_known": True},
        {"state": "closed"},
        {"state": "not_found"},
        {"offered_to": "301"},
        {"queue": "", "owner": None},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**values)
    contacts.write_note(case.pk, by=viewer("officer"), text="Kept")
    for model in (Note, CaseChange):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            model.objects.update(case_id=case.pk)  # type: ignore[attr-defined]


def test_an_ending_withdraws_what_the_run_proposed(case: Case) -> None:
    located(case)
    CaseProposal.objects.create(case=case, kind="ending", run_id="r", proposed_on=DAY, because="On a roll")
    endings.propose_ending(case.pk, by=viewer("officer"), because="-", outcome="not_cme_on_roll", evidence=[piece("school_roll")])
    assert not CaseProposal.objects.filter(case=case, withdrawn_on=None).exists()


def test_an_officer_changes_the_order_of_enquiries_with_a_reason_and_goes_back(case: Case) -> None:
    officer = viewer("officer")
    with pytest.raises(CannotDoNow, match="Say why"):
        enquiries.order_enquiries(case.pk, by=officer, checks=["HMRC"], because=" ")
    with pytest.raises(CannotDoNow, match="once"):
        enquiries.order_enquiries(case.pk, by=officer, checks=["HMRC", "HMRC"], because="-")
    with pytest.raises(CannotDoNow):
        enquiries.order_enquiries(case.pk, by=officer, checks=["ASTROLOGY"], because="-")

    def planner() -> list[tuple[str, int]]:
        as_read = Case.objects.annotate(**ORDER).get(pk=case.pk)
        return [(row.check.code, row.rank) for row in enquiries_tab(officer, as_read, None, DAY)["planner"] if row.rank]

    recommended = planner()
    assert [rank for _, rank in recommended] == list(range(1, len(recommended) + 1))
    wanted = [recommended[-1], *recommended[:-1]]
    enquiries.order_enquiries(case.pk, by=officer, checks=[code for code, _ in wanted], because="They were seen there.")
    assert planner() == wanted, "the recommended number stays to be seen"
    line = case.changes.get(kind="case.enquiries_ordered")
    assert line.because == "They were seen there." and line.body["checks"] == [code for code, _ in wanted]
    assert Event.objects.filter(kind="case.enquiries_ordered").count() == 1
    enquiries.order_enquiries(case.pk, by=officer, checks=[], because="Nobody was.")
    assert planner() == recommended

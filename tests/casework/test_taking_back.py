"""What was recorded by mistake is taken back: clocks, next steps and the state go on as if it had not been said, and nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from onroll.accounts.append_only import AppendOnly
from onroll.accounts.models import Event
from onroll.casework.actions import assigning, case_moves, contacts, enquiries, leads, visits
from onroll.casework.actions.case_moves import triage_case
from onroll.casework.actions.taking_back import take_back
from onroll.casework.flow_book import FlowBook
from onroll.casework.models import Case, CaseChange, CaseLead, CaseState, Contact, Enquiry, HomeVisit, StageDone, TakenBack, Whereabouts
from onroll.casework.queries.reading import CannotSee
from onroll.casework.queries.taking_back import what_can_be_taken_back
from onroll.casework.refusals import CannotDoNow
from support.case_people import DAY, SetClock, viewer
from support.people import client_of
from support.responses import text_of


@pytest.fixture
def enquiring(case: Case) -> Case:
    return triage_case(case.pk, by=viewer("officer"), because="Looked.")


def now(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def seen(case: Case, days_ago: int, name: str) -> Contact:
    contacts.record_contact(
        case.pk, by=viewer("officer"), on=DAY - timedelta(days=days_ago), how="in person", child_seen=True, name=name, profession="Nurse"
    )
    return Contact.objects.get(case=case, name=name)


def made(case: Case, check: str, outcome: str = "no_trace", **more: str) -> Enquiry:
    return enquiries.record_made_check(
        case.pk, by=viewer("officer"), check_code=check, on=DAY, who="A. Clerk", outcome=outcome, answer="Looked in it.", because="-",
        known=("contact details", "a parent's name"), **more,
    )  # fmt: skip


# -- contacts -----------------------------------------------------------------------------------------------------------


def test_a_sight_on_the_wrong_child_is_taken_back_and_the_clock_runs_on(case: Case, clock: SetClock) -> None:
    before = text_of(client_of("officer").get(f"/cases/{case.pk}"))
    wrong = seen(case, 1, "B. Green")
    assert now(case).last_seen_on == DAY - timedelta(days=1)
    client = client_of("officer")
    page = text_of(client.get(f"/cases/{case.pk}/timeline"))
    assert "Something was recorded by mistake" in page
    form = f"/cases/{case.pk}/do/take-back"
    assert "in person, the child was seen by B. Green" in text_of(client.get(form))
    assert "Say why" in text_of(client.post(form, {"thing": f"contact-{wrong.pk}"}))
    clock.day = DAY + timedelta(days=1)
    assert client.post(form, {"thing": f"contact-{wrong.pk}", "because": "It was her sister."}).status_code == 302
    clock.day = DAY
    kept = now(case)
    assert kept.last_seen_on is None and "first_contact" not in kept.stages_done
    sentence = "No named professional is known to have seen the child since"
    assert sentence in before and sentence in text_of(client.get(f"/cases/{case.pk}"))
    clock.day = DAY + timedelta(days=1)
    history = text_of(client.get(f"/cases/{case.pk}/timeline"))
    assert "seen by B. Green" in history and "on 20 January 2026 by" in history and "It was her sister." in history
    then = text_of(client.get(f"/cases/{case.pk}/timeline?known=19/1/2026"))
    assert "seen by B. Green" in then and "It was her sister." not in then, "nobody knew it that day"
    for kind in (Event, CaseChange):
        assert kind.objects.filter(kind="case.contact_taken_back").exists()


def test_the_sight_before_it_counts_again_and_the_first_attempt_stays_done(case: Case) -> None:
    right, wrong = seen(case, 30, "A. White"), seen(case, 2, "B. Green")
    take_back("contact", wrong.pk, by=viewer("manager"), because="Another family.")
    kept = now(case)
    assert kept.last_seen_on == right.on and "first_contact" in kept.stages_done
    page = text_of(client_of("officer").get(f"/cases/{case.pk}"))
    assert "Last seen" in page and "A. White" in page
    with pytest.raises(CannotDoNow, match="taken back already"):
        take_back("contact", wrong.pk, by=viewer("officer"), because="Twice.")


def test_figures_count_a_contact_until_it_was_taken_back(case: Case, clock: SetClock) -> None:
    wrong = seen(case, 0, "B. Green")
    clock.day = DAY + timedelta(days=1)
    take_back("contact", wrong.pk, by=viewer("officer"), because="Another family.")
    book = FlowBook()
    book.catch_up()
    for known_by, contact_on in ((DAY, DAY), (clock.day, None)):
        assert book.episodes(as_at=clock.day, known_by=known_by)[case.pk][-1].contact_on == contact_on


@pytest.mark.parametrize("username", ["officer-302", "data-team", "auditor", "school"])
def test_nobody_else_takes_anything_back(username: str, case: Case) -> None:
    made_one = seen(case, 1, "B. Green")
    for number in (made_one.pk, 999_999):
        with pytest.raises(CannotSee):
            take_back("contact", number, by=viewer(username), because="Mine?")
    assert not TakenBack.objects.exists()


# -- visits -------------------------------------------------------------------------------------------------------------


def test_the_record_of_a_visit_is_taken_back_with_its_contact_and_made_anew(case: Case, clock: SetClock) -> None:
    leaves = visits.clock.local_now() + timedelta(hours=1)
    said = visits.VisitPlan(
        place="1 Made-up Street", visitor="officer", knows="manager", phone="07700900123", risk="None known", leaves_at=leaves,
        back_by=leaves + timedelta(hours=1), second_visitor="B. Green",
    )  # fmt: skip
    officer = viewer("officer")
    visit = visits.prepare_visit(case.pk, by=officer, said=said)
    visits.record_visit(visit.pk, by=officer, outcome="seen", note="", name="B. Green", profession="Nurse")
    assert {"home_visit", "first_contact"} <= now(case).stages_done.keys() and now(case).last_seen_on == DAY
    contact = Contact.objects.get(case=case)
    with pytest.raises(CannotDoNow, match="recorded of the visit"):
        take_back("contact", contact.pk, by=officer, because="-")
    take_back("visit", visit.pk, by=officer, because="The house next door.")
    kept = now(case)
    assert kept.last_seen_on is None and not {"home_visit", "first_contact"} & kept.stages_done.keys()
    assert HomeVisit.objects.get(pk=visit.pk).outcome == "" and TakenBack.objects.get(visit=visit).said["outcome"] == "seen"
    visits.record_visit(visit.pk, by=officer, outcome="no_access", note="")
    assert {"home_visit", "first_contact"} <= now(case).stages_done.keys() and now(case).last_seen_on is None


# -- answers ------------------------------------------------------------------------------------------------------------


def test_a_wrong_answer_leaves_the_enquiry_open_and_the_case_as_it_was_before(enquiring: Case, clock: SetClock) -> None:
    officer = viewer("officer")
    asked = enquiries.start_enquiry(enquiring.pk, by=officer, check_code="LA_LOCAL")
    before = now(enquiring)
    clock.day = DAY + timedelta(days=1)
    enquiries.answer_enquiry(
        asked.pk, by=officer, outcome="traced_address", answered_on=clock.day, evidence="E-mail", answer="At number 9.", place="9 Road"
    )
    assert now(enquiring).state == "located"
    client = client_of("officer")
    assert f"take-back?thing=answer-{asked.pk}" in client.get(f"/cases/{enquiring.pk}/enquiries").content.decode()
    form = f"/cases/{enquiring.pk}/do/take-back?thing=answer-{asked.pk}"
    assert f"answer to {asked.number}" in text_of(client.get(form))
    assert client.post(form, {"thing": f"answer-{asked.pk}", "because": "Another child’s file."}).status_code == 302
    kept = now(enquiring)
    assert (kept.state, kept.whereabouts_known, kept.counted_as) == ("enquiring", False, before.counted_as)
    assert (kept.next_action, kept.due_on) == (before.next_action, before.due_on) and asked.number in kept.next_action
    assert CaseState.objects.filter(case=enquiring).order_by("-id").first().state == "enquiring"  # type: ignore[union-attr]
    again = Enquiry.objects.get(pk=asked.pk)
    assert (again.outcome, again.answered_on, again.answer, again.due_on) == ("", None, "", asked.due_on)
    assert TakenBack.objects.get(enquiry=asked).said["answer"] == "At number 9." and Whereabouts.objects.filter(case=enquiring).exists()
    history = text_of(client.get(f"/cases/{enquiring.pk}/timeline"))
    assert "traced to an address" in history and "Is at: 9 Road" in history and history.count("Another child’s file.") >= 3
    assert "was taken back on 20 January 2026" in text_of(client.get(f"/cases/{enquiring.pk}/enquiries/bundle"))
    enquiries.answer_enquiry(asked.pk, by=officer, outcome="no_trace", answered_on=clock.day)
    assert now(enquiring).state == "enquiring"
    book = FlowBook()
    book.catch_up()
    assert book.episodes(as_at=clock.day, known_by=clock.day)[enquiring.pk][-1].found_on is None


def test_an_answer_waits_where_the_same_was_asked_again(enquiring: Case, clock: SetClock) -> None:
    first = made(enquiring, "LA_LOCAL", "no_reply")
    clock.day = DAY + timedelta(days=20)
    enquiries.start_enquiry(enquiring.pk, by=viewer("officer"), check_code="LA_LOCAL")
    with pytest.raises(CannotDoNow, match="asked again since"):
        take_back("answer", first.pk, by=viewer("officer"), because="-")


def test_a_lead_whose_answer_is_taken_back_waits_for_a_decision_again(enquiring: Case) -> None:
    lead = CaseLead.objects.filter(case=enquiring, decided="").first()
    assert lead is not None
    enquiry = leads.record_lead_as_answer(lead.pk, by=viewer("officer"), outcome="no_trace")
    take_back("answer", enquiry.pk, by=viewer("officer"), because="Not read to the end.")
    lead.refresh_from_db()
    assert (lead.decided, lead.enquiry_id) == ("", None)


# -- where the child is -------------------------------------------------------------------------------------------------


def test_a_wrong_place_gives_way_to_the_one_before_and_the_last_one_to_enquiring(enquiring: Case, clock: SetClock) -> None:
    officer = viewer("officer")

    def place(words: str) -> Whereabouts:
        case_moves.locate(enquiring.pk, by=officer, because="Rang.", place=words, source="An aunt", since=DAY)
        return Whereabouts.objects.get(case=enquiring, place=words)

    first = place("1 Road")
    clock.day = DAY + timedelta(days=1)
    case_moves.move_back(enquiring.pk, "lose_sight", by=officer, because="Gone.")
    second, third = place("2 Road"), place("3 Road")
    take_back("place", third.pk, by=officer, because="Mistyped.")
    assert now(enquiring).state == "located" and "2 Road" in text_of(client_of("officer").get(f"/cases/{enquiring.pk}"))
    Case.objects.filter(pk=enquiring.pk).update(counted_as="")
    take_back("place", second.pk, by=officer, because="Another child.")
    kept = now(enquiring)
    assert (kept.state, kept.whereabouts_known) == ("enquiring", False), "what was said before the child had gone counts no longer"
    assert kept.counted_as == "possible_cme" and kept.next_action and f"place-{first.pk}" not in what_can_be_taken_back(officer, kept)


def test_a_place_is_taken_back_from_a_return_too(enquiring: Case) -> None:
    case_moves.start_watching(
        enquiring.pk, by=viewer("officer"), because="Rang.", first_attended_on=DAY, place="A school", source="The school"
    )
    take_back("place", Whereabouts.objects.get(case=enquiring).pk, by=viewer("officer"), because="Another child.")
    kept = now(enquiring)
    assert (kept.state, kept.first_attended_on) == ("enquiring", None)


# -- stages, and what stands behind them ---------------------------------------------------------------------------------


def test_a_stage_is_recorded_with_its_day_who_did_it_and_what_came_of_it_and_taken_back(case: Case) -> None:
    client, form = client_of("officer"), f"/cases/{case.pk}/do/stage"
    said = {"stage": "management_review", "on": "19/1/2026", "who": "M. Anager", "because": "Went through it."}
    for missing in ("on", "who", "because"):
        assert client.post(form, said | {missing: ""}).status_code == 200
    assert client.post(form, said | {"on": "20/1/2026"}).status_code == 200 and not StageDone.objects.exists()
    assert client.post(form, said).status_code == 302
    assert now(case).stages_done["management_review"] == "2026-01-19"
    row = StageDone.objects.get(case=case)
    back = {"thing": f"stage-{row.pk}", "because": "The wrong case."}
    assert client.post(f"/cases/{case.pk}/do/take-back", back).status_code == 302
    assert "management_review" not in now(case).stages_done
    history = text_of(client.get(f"/cases/{case.pk}/timeline"))
    assert "management review, by M. Anager" in history and "on 19 January 2026 by" in history and "The wrong case." in history


def test_no_box_makes_checks_visits_or_contacts_that_nobody_made(case: Case) -> None:
    def tick(stage: str) -> Case:
        return assigning.mark_stage_done(case.pk, by=viewer("officer"), stage=stage, on=DAY, who="A. Clerk", because="Done.")

    for stage, words in (
        ("first_contact", "Record the contact"),
        ("home_visit", "Record the visit"),
        ("core_checks", "No check stands behind this yet"),
        ("extended_checks", "No check stands behind this yet"),
    ):
        with pytest.raises(CannotDoNow, match=words):
            tick(stage)
    answered = made(case, "GIAP_NPD")
    assert "core_checks" not in now(case).stages_done, "others are still to be asked"
    tick("core_checks")
    assert now(case).stages_done["core_checks"] == DAY.isoformat()
    take_back("answer", answered.pk, by=viewer("officer"), because="Another child.")
    assert "core_checks" not in now(case).stages_done, "nothing stands behind the tick any longer"


def test_core_checks_are_done_by_their_answers(enquiring: Case) -> None:
    for check in ("LA_LOCAL", "S2S_LPD", "GIAP_NPD", "CSC_YJS"):
        made(enquiring, check)
    assert "core_checks" not in now(enquiring).stages_done
    last = made(enquiring, "COUNCIL_TAX_HOUSING", "no_access")
    assert now(enquiring).stages_done["core_checks"] == DAY.isoformat()
    assert CaseChange.objects.filter(case=enquiring, kind="case.checks_done").count() == 1
    take_back("answer", last.pk, by=viewer("officer"), because="There was access.")
    assert "core_checks" not in now(enquiring).stages_done


def test_a_check_that_was_made_is_recorded_in_one_form(case: Case) -> None:
    client, form = client_of("officer"), f"/cases/{case.pk}/do/made"
    said = {
        "check_code": "VISIT",
        "on": "19/1/2026",
        "who": "The school",
        "outcome": "no_access",
        "answer": "Nobody opened.",
        "because": "-",
    }
    for missing in ("check_code", "on", "who", "outcome", "answer"):
        assert client.post(form, said | {missing: ""}).status_code == 200
    assert client.post(form, said | {"on": "1/1/1999"}).status_code == 200 and not Enquiry.objects.filter(case=case).exists()
    assert client.post(form, said).status_code == 302
    enquiry = Enquiry.objects.get(case=case)
    assert (enquiry.organisation, enquiry.answered_on, enquiry.outcome) == ("The school", DAY, "no_access")
    assert now(case).stages_done["home_visit"] == DAY.isoformat()
    take_back("answer", enquiry.pk, by=viewer("officer"), because="Another house.")
    assert "home_visit" not in now(case).stages_done


def test_a_closed_case_is_opened_again_before_its_answers_are_taken_back(enquiring: Case) -> None:
    answered = made(enquiring, "LA_LOCAL")
    Case.objects.filter(pk=enquiring.pk).update(state="closed", closed_on=date(2026, 1, 19), outcome="deceased")
    with pytest.raises(CannotDoNow, match="open it again"):
        take_back("answer", answered.pk, by=viewer("officer"), because="-")
    assert what_can_be_taken_back(viewer("officer"), now(enquiring)) == {}


# -- never edited -------------------------------------------------------------------------------------------------------


def test_every_table_that_a_migration_protected_is_still_protected(case: Case) -> None:
    loader = MigrationLoader(connection)
    steps = [step for migration in loader.disk_migrations.values() for step in migration.operations if isinstance(step, AppendOnly)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        kept = {name for (name,) in cursor.fetchall()}
    assert len(steps) > 40 and {f"{step.table}_no_{what}" for step in steps for what in ("update", "delete")} <= kept
    wrong = seen(case, 1, "B. Green")
    take_back("contact", wrong.pk, by=viewer("officer"), because="-")
    for model in (Contact, TakenBack):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            model.objects.update(by="another")

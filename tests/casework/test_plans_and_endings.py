"""Return plans by sections, what services owe, timetables that run out; and endings that come back, hand over or restrict."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest

from onroll.accounts.models import Event
from onroll.casework.actions import case_moves, endings, plans
from onroll.casework.actions.case_book import CaseHasChanged
from onroll.casework.actions.leaving_age import notice_leavers
from onroll.casework.actions.rechecks import recheck_ending
from onroll.casework.actions.service_referrals import answer_referral, put_off_referral, refer_to_service
from onroll.casework.actions.take_in_findings import RUN, take_in_findings
from onroll.casework.documents.docx import docx_of
from onroll.casework.documents.pdf import pdf_of
from onroll.casework.models import Case, CaseChange, EndingRecheck, PlanVersion, ServiceReferral
from onroll.casework.purposes import purposes_for
from onroll.casework.queries.case_lists import CaseFilters, filtered
from onroll.casework.queries.plan_papers import plan_paper
from onroll.casework.queries.reading import CannotSee
from onroll.casework.queries.service_referrals import referrals_for
from onroll.casework.refusals import CannotDoNow
from onroll.core.dated.closure_evidence import STANDARDS, Outcome
from support.case_people import DAY, SetClock, own_case, viewer
from support.made_up_run import write_made_up_run
from support.pdf_text import pdf_text

WEEK = timedelta(weeks=1)
PURPOSE = purposes_for("officer")[0]


@pytest.fixture
def case(case: Case) -> Case:
    """A case whose child is known where."""
    case_moves.triage_case(case.pk, by=viewer("officer"), because="-")
    case_moves.locate(case.pk, by=viewer("officer"), because="-", place="With an aunt", source="The aunt", since=DAY)
    return Case.objects.get(pk=case.pk)


def begun(case: Case) -> None:
    plans.write_plan(case.pk, by=viewer("officer"), because="-", plan={"lead": "Olive", "elements": {"childs_account": "I was afraid."}})


def in_list(name: str, which: str, on: date) -> set[int]:
    return set(filtered(viewer(name), CaseFilters(which=which), on).values_list("pk", flat=True))


# -- return plans -----------------------------------------------------------------------------------------------------


def test_a_section_is_saved_by_itself_and_stays_a_draft_until_the_plan_begins(case: Case) -> None:
    officer = viewer("officer")
    said = {"parts": {"barriers": "The bus", "happened": " "}, "element": "", "child_not_asked_because": "", "ask_child_on": None}
    plans.write_section(case.pk, by=officer, section="childs_account", said=said)
    plans.write_section(case.pk, by=officer, section="send", said={"element": "", "not_applicable": "No need is known"})
    case.refresh_from_db()
    assert case.state == "located" and not case.has_plan and "return plan" in case.next_action
    with pytest.raises(CannotDoNow, match="Nothing has changed"):
        plans.write_section(case.pk, by=officer, section="family", said={"parts": {"housing": " "}, "element": ""})
    with pytest.raises(CannotDoNow, match="no such section"):
        plans.write_section(case.pk, by=officer, section="weather", said={})
    with pytest.raises(CannotDoNow, match="cannot come before"):
        days = {"applied": DAY.isoformat(), "offered": (DAY - WEEK).isoformat()}
        plans.write_section(case.pk, by=officer, section="placement", said={"element": "", "place": days})
    plans.write_plan(case.pk, by=officer, because="Agreed", plan={"lead": "Olive"})
    case.refresh_from_db()
    assert case.state == "returning" and case.has_plan and (case.next_action, case.due_on) == ("Review of week 1", DAY + WEEK)
    plan = PlanVersion.objects.order_by("-id")[0].plan
    assert plan["parts"]["childs_account"] == {"barriers": "The bus"} and plan["not_applicable"] == {"send": "No need is known"}


def test_two_who_write_sections_at_once_are_told_apart(case: Case) -> None:
    begun(case)
    seen = Case.objects.get(pk=case.pk).version
    plans.write_section(case.pk, by=viewer("officer"), section="academic", said={"element": "A tutor"}, seen_version=seen)
    with pytest.raises(CaseHasChanged):
        plans.write_section(case.pk, by=viewer("manager"), section="academic", said={"element": "No tutor"}, seen_version=seen)
    plans.write_section(case.pk, by=viewer("manager"), section="family", said={"parts": {"housing": "A flat"}, "element": ""})
    plan = PlanVersion.objects.order_by("-id")[0].plan
    assert plan["elements"]["academic"] == "A tutor" and plan["parts"]["family"] == {"housing": "A flat"}


def test_a_plan_that_was_given_up_leaves_its_words_and_none_of_its_days(case: Case, clock: SetClock) -> None:
    begun(case)
    plans.review_plan(case.pk, by=viewer("officer"), because="", said="Not yet")
    case_moves.move_back(case.pk, "abandon_plan", by=viewer("officer"), because="They moved.")
    clock.day = DAY + 4 * WEEK
    plans.write_plan(case.pk, by=viewer("officer"), because="Again", plan={})
    plan = PlanVersion.objects.order_by("-id")[0].plan
    assert plan["agreed_on"] == clock.day.isoformat() and plan["lead"] == "Olive" and "reviews" not in plan


def test_a_service_is_held_to_its_answer(case: Case, clock: SetClock) -> None:
    officer = viewer("officer")
    begun(case)
    said = {"service": "School nurse", "wanted": "Whether the child is well enough", "because": "Headaches", "referred_on": DAY}
    row = refer_to_service(case.pk, by=officer, due_on=DAY + timedelta(days=5), **said)  # type: ignore[arg-type]
    assert refer_to_service(case.pk, by=officer, **{**said, "service": "Housing"}).due_on == date(2026, 2, 16)  # type: ignore[arg-type]
    case.refresh_from_db()
    assert (case.next_action, case.due_on) == ("Outcome of the referral to School nurse", DAY + timedelta(days=5))
    clock.day = DAY + WEEK
    late = referrals_for(officer, PURPOSE, late_only=True)
    assert [each.row.pk for each in late.rows] == [row.pk] and (late.total, late.late, late.rows[0].days_late) == (1, 1, 2)
    assert referrals_for(officer, PURPOSE).total == 2 and referrals_for(viewer("officer-302"), PURPOSE).total == 0
    with pytest.raises(CannotDoNow, match="Say first what came of the referral to School nurse"):
        plans.review_plan(case.pk, by=officer, because="", said="Goes on")
    put_off_referral(row.pk, by=officer, because="The nurse is ill", due_on=clock.day + WEEK)
    plans.review_plan(case.pk, by=officer, because="", said="Goes on")
    with pytest.raises(CannotDoNow, match="cannot come before"):
        answer_referral(row.pk, by=officer, outcome="Well", outcome_on=DAY - WEEK)
    with pytest.raises(CannotSee):
        answer_referral(row.pk, by=viewer("officer-302"), outcome="Well", outcome_on=clock.day)
    answer_referral(row.pk, by=officer, outcome="Well enough", outcome_on=clock.day, answered_by="N. Nurse")
    with pytest.raises(CannotDoNow, match="recorded already"):
        answer_referral(row.pk, by=officer, outcome="Again", outcome_on=clock.day)
    assert ServiceReferral.objects.get(pk=row.pk).outcome_by == "N. Nurse"


def test_a_part_time_timetable_ends_and_cannot_run_on(case: Case, clock: SetClock) -> None:
    officer = viewer("officer")
    agreed = {"starts_on": DAY, "ends_on": DAY + 2 * WEEK, "review_on": DAY + WEEK, "agreed_by_parent": "A. Parent", "because": "Slowly"}
    with pytest.raises(CannotDoNow, match="belongs to a return plan"):
        plans.agree_part_time(case.pk, by=officer, **agreed)  # type: ignore[arg-type]
    begun(case)
    for change, reason in (
        ({"ends_on": None}, "last day"),
        ({"ends_on": DAY + 7 * WEEK}, "6 weeks at most"),
        ({"agreed_by_parent": " "}, "parent's agreement"),
        ({"review_on": DAY + 3 * WEEK}, "before it ends"),
    ):
        with pytest.raises(CannotDoNow, match=reason):
            plans.agree_part_time(case.pk, by=officer, **{**agreed, **change})  # type: ignore[arg-type]
    plans.agree_part_time(case.pk, by=officer, **agreed)  # type: ignore[arg-type]
    clock.day = DAY + WEEK
    plans.review_plan(case.pk, by=officer, because="", said="Two hours a day")
    clock.day = DAY + 2 * WEEK + timedelta(days=1)
    with pytest.raises(CannotDoNow, match="say since when it is full time"):
        plans.review_plan(case.pk, by=officer, because="", said="Goes on")
    plans.end_part_time(case.pk, by=officer, full_time_on=DAY + 2 * WEEK)
    plans.review_plan(case.pk, by=officer, because="", said="Full days")
    with pytest.raises(CannotDoNow, match="No part-time timetable runs"):
        plans.end_part_time(case.pk, by=officer, full_time_on=clock.day)


def test_the_family_reads_the_plan_and_nothing_of_the_case(case: Case) -> None:
    officer = viewer("officer")
    begun(case)
    said = {"parts": {"transport": "A bus pass from Monday"}, "element": ""}
    plans.write_section(case.pk, by=officer, section="practical", said=said)
    refer_to_service(case.pk, by=officer, service="Tutor", wanted="Ten hours", because="Secret reason", referred_on=DAY)
    document = plan_paper(officer, PURPOSE, case.pk, "pdf")
    assert document is not None and plan_paper(viewer("officer-302"), PURPOSE, case.pk, "pdf") is None
    text = " ".join(pdf_text(pdf_of(document)).split())
    for words in ("I was afraid.", "A bus pass from Monday", "Tutor: Ten hours", "Review of week 1: 26 January 2026", "Olive, Eastshire"):
        assert words in text, words
    for words in ("Secret reason", "cme", "risk", "With an aunt"):
        assert words not in text, words
    file = docx.Document(io.BytesIO(docx_of(document)))
    cells = " ".join(cell.text for table in file.tables for row in table.rows for cell in row.cells)
    assert "A bus pass from Monday" in cells and "I was afraid." in " ".join(each.text for each in file.paragraphs)
    assert Event.objects.filter(kind="case.plan_printed").count() == 2


# -- endings ----------------------------------------------------------------------------------------------------------


def piece(kind: str, day: date = DAY) -> dict[str, str]:
    return {"kind": kind, "dated_on": day.isoformat(), "reference": "file 7"}


def gone_abroad(case: Case) -> None:
    word = [piece("relative_or_other_person")]
    endings.propose_ending(case.pk, by=viewer("officer"), because="An uncle says so.", outcome="abroad_confirmed", evidence=word)
    endings.confirm_ending(case.pk, by=viewer("manager"), because="I spoke to him.")
    case.refresh_from_db()


def test_an_ending_on_a_word_comes_back_to_whoever_had_the_case(case: Case, clock: SetClock) -> None:
    gone_abroad(case)
    due = DAY + timedelta(days=28)
    assert case.recheck_on == due and "Look again" in case.next_action and case.due_on == due
    assert in_list("officer", "recheck", due - timedelta(days=1)) == set() and case.pk in in_list("officer", "recheck", due)
    assert case.pk in in_list("officer", "today", due) and case.pk not in in_list("officer-302", "recheck", due)
    clock.day = due
    with pytest.raises(CannotDoNow, match="no better than somebody’s word"):
        recheck_ending(case.pk, by=viewer("officer"), result="borne_out", because="Again", evidence=[piece("relative_or_other_person")])
    recheck_ending(case.pk, by=viewer("officer"), result="nothing_new", because="Nobody answers.")
    case.refresh_from_db()
    assert case.recheck_on == due + timedelta(days=28) and not case.is_open
    recheck_ending(case.pk, by=viewer("officer"), result="borne_out", because="Letter.", evidence=[piece("foreign_school_confirms", due)])
    case.refresh_from_db()
    assert case.recheck_on is None and case.due_on is None and case.next_action == ""
    with pytest.raises(CannotDoNow, match="no ending of this case to look at again"):
        recheck_ending(case.pk, by=viewer("officer"), result="nothing_new", because="-")
    assert list(EndingRecheck.objects.order_by("id").values_list("result", flat=True)) == ["nothing_new", "borne_out"]


def test_an_ending_that_does_not_hold_opens_the_case_again(case: Case, clock: SetClock) -> None:
    gone_abroad(case)
    clock.day = DAY + timedelta(days=28)
    recheck_ending(case.pk, by=viewer("officer"), result="reopened", because="Seen in the street.")
    case.refresh_from_db()
    assert case.is_open and case.state == "new" and case.episode == 2 and case.recheck_on is None and case.counted_as


SIXTEEN = "UPDATE child_summaries SET date_of_birth = DATE '2009-08-01' WHERE child_id = 'c000020'"


def test_leaving_school_age_is_noticed_by_the_run_and_ends_with_a_hand_over(people: object, own_region: Path, clock: SetClock) -> None:
    run = write_made_up_run(own_region, children=80, changes={"child_summaries": SIXTEEN})
    taken = take_in_findings(run)
    case, other = own_case(), Case.objects.filter(authority="301", closed_on=None).exclude(child_id="c000020").order_by("id")[0]
    last = date(2025, 6, 27)
    assert taken.left_school_age == 1 and case.leaving_on == last and other.leaving_on is not None and other.leaving_on > DAY
    assert case.next_action == "Hand over to the team for participation to 18: compulsory school age ended on 27 June 2025"
    assert notice_leavers(run, by=RUN) == 0 and CaseChange.objects.filter(case=case, kind="case.left_school_age").count() == 1
    assert case.pk in in_list("officer", "over_age", DAY) and case.pk not in in_list("officer", "over_age", last)
    assert other.pk not in in_list("officer", "over_age", DAY) and other.pk in in_list("officer", "over_age", date(2040, 1, 1))
    case_moves.triage_case(case.pk, by=viewer("officer"), because="-")
    assert own_case().next_action.startswith("Hand over"), "no action puts the hand-over behind itself"
    over = {"outcome": "over_csa", "because": "Sixteen", "evidence": [piece("birth_record")], "handed_to": "P. Worker"}
    with pytest.raises(CannotDoNow, match="the day on which they accepted"):
        endings.propose_ending(case.pk, by=viewer("officer"), **over)  # type: ignore[arg-type]
    row = endings.propose_ending(case.pk, by=viewer("officer"), accepted_on=DAY, **over)  # type: ignore[arg-type]
    assert row.accepted_on == DAY and not Case.objects.get(pk=case.pk).is_open


def test_a_death_restricts_the_record_to_managers_and_the_named_team(case: Case) -> None:
    endings.propose_ending(case.pk, by=viewer("officer"), because="-", outcome="deceased", evidence=[piece("nhs_death")])
    case.refresh_from_db()
    assert case.restricted and case.pk not in in_list("officer", "closed", DAY) and case.pk in in_list("manager", "closed", DAY)
    with pytest.raises(CannotSee):
        case_moves.reopen(case.pk, by=viewer("officer"), because="-")
    case_moves.reopen(case.pk, by=viewer("manager"), because="It was another child.")
    assert not Case.objects.get(pk=case.pk).restricted


def test_a_duplicate_names_the_open_case_that_goes_on(case: Case) -> None:
    other = Case.objects.filter(authority="301", closed_on=None).exclude(pk=case.pk).order_by("id")[0]
    elsewhere = Case.objects.filter(authority="302", closed_on=None).order_by("id")[0]
    same = {"outcome": "duplicate", "because": "One child", "evidence": [piece("confirmed_link")]}
    for wrong in (case.pk, elsewhere.pk, 10_000):
        with pytest.raises(CannotDoNow, match="no such other case for you"):
            endings.propose_ending(case.pk, by=viewer("officer"), other_case_id=wrong, **same)  # type: ignore[arg-type]
    row = endings.propose_ending(case.pk, by=viewer("officer"), other_case_id=other.pk, **same)  # type: ignore[arg-type]
    assert row.handed_to == f"Case {other.pk}" and Case.objects.get(pk=other.pk).is_open


def test_every_reason_says_what_it_asks_for() -> None:
    assert {each.outcome for each in STANDARDS[0].value} == set(Outcome)
    assert all(each.title and each.accepts for each in STANDARDS[0].value)

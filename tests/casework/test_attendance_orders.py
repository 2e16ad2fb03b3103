"""From help to a notice, an order and its end: only where the law lets it, with its days, and never as the first step."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from onroll.accounts.models import Event
from onroll.casework.actions import case_moves, endings, plans
from onroll.casework.actions.attendance_orders import offer_help, take_step
from onroll.casework.actions.letters import send_letter
from onroll.casework.letter_drafts import Draft
from onroll.casework.models import Case, Letter, OrderStep
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.core.letters import kind_of
from support.case_people import DAY, SetClock, viewer

ONE_DAY = timedelta(days=1)


@pytest.fixture
def case(case: Case) -> Case:
    case_moves.triage_case(case.pk, by=viewer("officer"), because="Looked at the score.")
    return case


def paper(code: str, on: date, **more: Any) -> Draft:
    kind = kind_of(code)
    assert kind is not None
    said: dict[str, Any] = {
        "kind": kind,
        "recipient": ("Mrs A. Parent", "1 Made-up Street", "ZZ1 1ZZ"),
        "how": "by_hand",
        "sent_on": on,
        "typed": {"contact": "01632 960 100", "reasons": "No school since October.", "school": "Hill Primary"},
        "period_days": 15,
        **more,
    }
    return Draft(**said)


def helped(case: Case, on: date = DAY) -> None:
    offer_help(case.pk, by=viewer("officer"), on=on, what="meeting", words="We visited and listened.", family_said="Come again.")


def serve(case: Case, code: str, on: date, **more: Any) -> Letter:
    return send_letter(case.pk, by=viewer("officer"), draft=paper(code, on, **more))


def test_help_comes_before_a_notice_or_somebody_says_why_not(case: Case) -> None:
    with pytest.raises(CannotDoNow, match="never the first step"):
        serve(case, "notice_437", DAY)
    assert not OrderStep.objects.exists() and not Letter.objects.exists()
    serve(case, "notice_437", DAY, no_help_because="The family moved in yesterday.")
    assert "The family moved in yesterday." in OrderStep.objects.get().because


def test_a_notice_names_its_days_and_its_end_becomes_the_next_action(case: Case) -> None:
    helped(case)
    with pytest.raises(CannotDoNow, match="14 is too short"):
        serve(case, "notice_437", DAY, period_days=14)
    letter = serve(case, "notice_437", DAY)
    step = OrderStep.objects.get()
    assert (step.step, step.on, step.period_days, step.letter, step.how, step.parent) == (
        "notice_437", DAY, 15, letter, "by_hand", "Mrs A. Parent",
    )  # fmt: skip
    assert step.help_offered == ["2026-01-19: A visit, a call or a meeting to listen: We visited and listened."]
    for words in ("2 February 2026", "15 days", "No school since October.", "a visit, a call or a meeting to listen (19 January 2026)"):
        assert words in letter.body, words
    case.refresh_from_db()
    assert case.state == "enquiring" and case.due_on is not None and case.due_on <= date(2026, 2, 3)
    with pytest.raises(DatabaseError), transaction.atomic():
        OrderStep.objects.update(on=DAY)


def test_by_post_a_notice_is_served_two_working_days_later(case: Case) -> None:
    helped(case)
    letter = serve(case, "notice_437", DAY, how="post")
    assert OrderStep.objects.get().on == date(2026, 1, 21) and "4 February 2026" in letter.body


def test_the_whole_way_to_an_order_and_out_of_it(case: Case, clock: SetClock) -> None:
    officer = viewer("officer")
    helped(case)
    serve(case, "notice_437", DAY)
    clock.day = DAY + 14 * ONE_DAY
    with pytest.raises(CannotDoNow, match="until the end of 2 February 2026"):
        take_step(case.pk, by=officer, step="not_satisfied", on=clock.day, because="No answer came.")
    clock.day += ONE_DAY
    case.refresh_from_db()
    take_step(case.pk, by=officer, step="not_satisfied", on=clock.day, because="No answer came.")
    with pytest.raises(CannotDoNow, match="First: notice of intention"):
        serve(case, "order", clock.day)
    take_step(case.pk, by=officer, step="school_consulted", on=clock.day, because="The head agrees.", school="Hill Primary")
    notice = serve(case, "intention_438", clock.day)
    assert "Hill Primary" in notice.body and "17 February 2026" in notice.body
    clock.day += 15 * ONE_DAY
    serve(case, "order", clock.day)
    take_step(case.pk, by=officer, step="amended", on=clock.day, because="The parent asked.", school="Vale Primary")
    case.refresh_from_db()
    with pytest.raises(CannotDoNow, match="First: order not complied with"):
        take_step(case.pk, by=officer, step="prosecution_443", on=clock.day, because="-")
    clock.day += 20 * ONE_DAY
    take_step(case.pk, by=officer, step="complied", on=clock.day, because="The school says so.")
    steps = list(OrderStep.objects.order_by("id").values_list("step", flat=True))
    assert steps == ["notice_437", "not_satisfied", "school_consulted", "intention_438", "order", "amended", "complied"]
    assert Event.objects.filter(kind="case.order_step").count() == 7
    with pytest.raises(CannotDoNow, match="The pathway ended on"):
        take_step(case.pk, by=officer, step="breach", on=clock.day, because="-")


def test_each_step_brings_its_day_to_the_top_of_the_list(case: Case, clock: SetClock) -> None:
    """The case is located and a plan runs: the earlier of the two always stands first."""
    officer = viewer("officer")
    case_moves.locate(case.pk, by=officer, because="-", place="Home", source="Visit", since=DAY)
    plans.write_plan(case.pk, by=officer, because="-", plan={"lead": "L", "elements": {"childs_account": "I was afraid."}})
    helped(case)
    serve(case, "notice_437", DAY)
    case.refresh_from_db()
    assert (case.next_action, case.due_on) == ("Review of week 1", DAY + 7 * ONE_DAY)
    clock.day = DAY + 7 * ONE_DAY
    plans.review_plan(case.pk, by=officer, because="", said="Goes on")
    clock.day = DAY + 14 * ONE_DAY
    plans.review_plan(case.pk, by=officer, because="", said="Goes on")
    case.refresh_from_db()
    assert (case.next_action, case.due_on) == ("Decide about the parent’s reply to the notice", date(2026, 2, 3))


def test_a_satisfied_parent_ends_it_and_a_case_of_a_child_in_school_does_not_end_before(case: Case, clock: SetClock) -> None:
    officer = viewer("officer")
    helped(case)
    serve(case, "notice_437", DAY)
    case_moves.locate(case.pk, by=officer, because="-", place="Home", source="Visit", since=DAY)
    piece = {"kind": "assessment_by_authority", "dated_on": DAY.isoformat(), "reference": "file"}
    with pytest.raises(CannotDoNow, match="record first how it ended"):
        endings.propose_ending(case.pk, by=officer, because="-", outcome="ehe_suitable", evidence=[piece])
    take_step(case.pk, by=officer, step="satisfied", on=DAY, because="We saw the work.")
    endings.propose_ending(case.pk, by=officer, because="-", outcome="ehe_suitable", evidence=[piece])
    assert not Case.objects.get(pk=case.pk).is_open
    with pytest.raises(CannotDoNow, match="has ended"):
        helped(case)


def test_the_law_decides_about_whom_a_notice_is_served(case: Case, clock: SetClock) -> None:
    helped(case)
    case.refresh_from_db()
    Case.objects.filter(pk=case.pk).update(counted_as="")
    with pytest.raises(CannotDoNow, match="in education"):
        serve(case, "notice_437", DAY)
    Case.objects.filter(pk=case.pk).update(counted_as="cme")
    with pytest.raises(CannotDoNow, match="name and address"):
        serve(case, "notice_437", DAY, recipient=("Mrs A. Parent",))
    with pytest.raises(CannotDoNow, match="given by hand, left at the home or posted"):
        serve(case, "notice_437", DAY, how="email")
    clock.day = date(2040, 1, 9)
    with pytest.raises(CannotDoNow, match="Compulsory school age ended"):
        serve(case, "notice_437", clock.day)
    assert not OrderStep.objects.exists()


def test_a_child_who_lives_elsewhere_gets_no_notice_unless_somebody_says_otherwise(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(authority="302")
    officer = viewer("officer-302")
    offer_help(case.pk, by=officer, on=DAY, what="transport", words="A bus pass.")
    with pytest.raises(CannotDoNow, match="another authority’s area"):
        send_letter(case.pk, by=officer, draft=paper("notice_437", DAY))
    send_letter(case.pk, by=officer, draft=paper("notice_437", DAY, lives_here_because="Seen at the new flat on Monday."))
    assert OrderStep.objects.get().authority == "302"


def test_papers_are_served_and_decisions_taken_by_whoever_works_on_the_case(case: Case) -> None:
    helped(case)
    for name in ("officer-302", "data-team", "auditor"):
        with pytest.raises(CannotSee):
            send_letter(case.pk, by=viewer(name), draft=paper("notice_437", DAY))
        with pytest.raises(CannotSee):
            take_step(case.pk, by=viewer(name), step="satisfied", on=DAY, because="-")
    for step in ("notice_437", "order", "nonsense"):
        with pytest.raises(CannotDoNow, match="Choose what was decided"):
            take_step(case.pk, by=viewer("officer"), step=step, on=DAY, because="-")
    with pytest.raises(CannotDoNow, match="days to come"):
        take_step(case.pk, by=viewer("officer"), step="satisfied", on=DAY + ONE_DAY, because="-")
    with pytest.raises(CannotDoNow, match="Choose what was offered"):
        offer_help(case.pk, by=viewer("officer"), on=DAY, what="threats", words="-")
    with pytest.raises(CannotDoNow, match="days to come"):
        offer_help(case.pk, by=viewer("officer"), on=DAY + ONE_DAY, what="uniform", words="A coat.")

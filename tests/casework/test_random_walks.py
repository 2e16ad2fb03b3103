"""Random people do random things for a long time: no child is lost, and nothing happens without its event."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Count, Q

from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Event, User
from onroll.casework import clock as clock_module
from onroll.casework.actions import (
    assigning,
    attachments,
    broadcasts,
    bulk_enquiries,
    case_moves,
    contacts,
    endings,
    enquiries,
    plans,
    reasons,
    shielding,
    taking_back,
    transfers,
    visits,
)
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.case_facts import facts_of, observed, relay_of
from onroll.casework.models import (
    Broadcast,
    BroadcastAsked,
    Case,
    CaseChange,
    Enquiry,
    EscalationTask,
    HomeVisit,
    ShieldMark,
    TransferAct,
)
from onroll.casework.queries.reading import CannotSee
from onroll.casework.queries.taking_back import what_can_be_taken_back
from onroll.casework.refusals import CannotDoNow
from onroll.casework.the_index import the_index
from onroll.casework.viewers import Viewer
from onroll.core.broadcasts import is_needed
from onroll.core.cases import faults_of
from onroll.core.dated.closure_evidence import STANDARDS, Grade, Outcome
from onroll.core.dated.enquiry_checks import CHECKS, OUTCOMES
from onroll.core.dated.transfer_limits import RETURN_REASONS
from onroll.core.dated.values import value_on
from onroll.core.observations import next_observation_week
from onroll.core.outcomes import NO_ENDINGS, Ending
from onroll.core.reasons import REASONS
from onroll.core.transfers import gaps_in
from support.case_people import DAY, SetClock, viewer
from support.random_law_steps import LAW_STEPS, SEVERAL_VERSIONS
from support.random_nights import Nights
from support.random_other_steps import OF_SEVERAL_VERSIONS, OTHER_STEPS
from support.random_shared_work import SHARING_STEPS, assert_one_is_responsible

WALKERS = ("officer", "manager", "shielded-team", "second", "officer-302", "shielded-team-302", "data-team")
Step = Callable[[random.Random, Case, Viewer, Any], object]


def _ending(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    standard = pick.choice(value_on(STANDARDS, day))
    outcome = pick.choice([standard.outcome.value] * len(NO_ENDINGS) + list(NO_ENDINGS))
    if pick.random() < 0.5:  # somebody's word alone, so that a second officer is asked for
        standard = next(each for each in value_on(STANDARDS, day) if each.outcome is Outcome.ABROAD_CONFIRMED)
        outcome = standard.outcome.value
    word = [kind.code for kind in standard.accepts if kind.grade is Grade.WORD]
    if word and pick.random() < 0.8:
        return endings.propose_ending(
            case.pk, by=by, because="-", outcome=outcome, evidence=[{"kind": word[0], "dated_on": day.isoformat(), "reference": "note"}]
        )
    evidence = [{"kind": pick.choice(standard.accepts).code, "dated_on": day.isoformat(), "reference": "file"}]
    return endings.propose_ending(case.pk, by=by, because="-", outcome=outcome, evidence=evidence, handed_to="A. Nother")


def _transfer(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    verb = pick.choice(["offer", "ask", "answer", "accept", "return", "withdraw", "claim"])
    number = TransferAct.objects.filter(case=case, verb="offer").count()
    return transfers.act_on_transfer(
        case.pk, verb, by=by, because="note", to=pick.choice(["301", "302"]), offer=number, reason=pick.choice(list(RETURN_REASONS))
    )


def _answer(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    row = pick.choice(list(Enquiry.objects.filter(case=case).order_by("id")) or [None])
    outcome = pick.choice(value_on(OUTCOMES, day)).code
    return row and enquiries.answer_enquiry(
        row.pk, by=by, outcome=outcome, answered_on=day, evidence="file", why_not="-", place=pick.choice(["", "With an aunt"])
    )


def _task(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    row = EscalationTask.objects.filter(case=case, answered_on=None).first()
    return row and case_moves.answer_task(row.pk, by=by, name="A. Duty", decision="Visited")


def _observe(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    looks = observed(case.observations.filter(first_attended_on=case.first_attended_on))
    week, attended = pick.choice([next_observation_week(looks, day), 2, 4, 8, 12]), pick.choice([0, 19, 20])
    return plans.record_observation(
        case.pk, by=by, week=week, on=day, sessions_attended=attended, sessions_possible=20, on_roll=attended > 0, source="Register"
    )


def _visit(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    leaves = clock_module.local_now() + timedelta(hours=1)
    said = visits.VisitPlan(
        place="1 Made-up Street", visitor=by.username, knows=pick.choice(WALKERS), phone="07700900123", risk="A dog",
        leaves_at=leaves, back_by=leaves + timedelta(hours=2), second_visitor=pick.choice(["", "B. Green"]),
    )  # fmt: skip
    return visits.prepare_visit(case.pk, by=by, said=said)


def _call_in(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    row = HomeVisit.objects.filter(case=case, checked_in_at=None).order_by("id").first()
    return row and visits.check_in(row.pk, by=by)


def _shield(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    mark = ShieldMark.objects.filter(child_id=case.child_id, ended_on=None).first()
    if mark is None:
        return shielding.mark_child(case.child_id, by=by, reason="threat", because="-", review_on=day + timedelta(days=30)) and None
    if mark.end_asked_by is None:
        return shielding.ask_to_end(mark.pk, by=by, because="-") and None
    return shielding.decide_end(mark.pk, by=by, agrees=True) and None


def _chase(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    chosen = list(Enquiry.objects.filter(case=case).order_by("id").values_list("pk", flat=True))
    return bulk_enquiries.chase_enquiries(pick.sample(chosen, pick.randint(0, len(chosen))), by=by)[0]


def _reply(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    asked = BroadcastAsked.objects.filter(broadcast__case=case, answer="").order_by("id").first()
    there = viewer("officer-302" if asked and asked.authority == "302" else "officer")
    return asked and broadcasts.answer_broadcast(
        asked.pk, by=there, answer=pick.choice(["known", "possibly", "not_known"]), note="Seen here"
    )


def _take_back(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    things = sorted(what_can_be_taken_back(by, case))
    kind, _, number = pick.choice(things or ["none-0"]).partition("-")
    return taking_back.take_back(kind, int(number), by=by, because="-")


def _file(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    given = attachments.Given(name="letter.pdf", chunks=[b"%PDF-1.7 " + str(pick.random()).encode()])
    return attachments.attach_file(case.pk, by=by, given=given, words="A letter")


STEPS: dict[str, Step] = {
    **LAW_STEPS,
    **OTHER_STEPS,
    **SHARING_STEPS,
    "chase": _chase,
    "reply": _reply,
    "remind": lambda pick, case, by, day: broadcasts.remind_silent(case.pk, by=by),
    "file": _file,
    "triage": lambda pick, case, by, day: case_moves.triage_case(
        case.pk, by=by, because="-", concerns={"danger": "Overheard"} if pick.random() < 0.1 else {}
    ),
    "task": _task,
    "locate": lambda pick, case, by, day: case_moves.locate(case.pk, by=by, because="-", place="There", source="Aunt", since=day),
    "watch": lambda pick, case, by, day: case_moves.start_watching(
        case.pk, by=by, because="-", first_attended_on=day - timedelta(weeks=pick.choice([0, 5, 13]))
    ),
    "back": lambda pick, case, by, day: case_moves.move_back(
        case.pk, pick.choice(["relapse", "abandon_plan", "lose_sight"]), by=by, because="-"
    ),
    "reopen": lambda pick, case, by, day: case_moves.reopen(case.pk, by=by, because="Gone again"),
    "contact": lambda pick, case, by, day: contacts.record_contact(
        case.pk, by=by, on=day, how=pick.choice(["in person", "telephone call"]), child_seen=True, name="N", profession="Nurse"
    ),
    "note": lambda pick, case, by, day: contacts.write_note(case.pk, by=by, text="A note"),
    "ask": lambda pick, case, by, day: enquiries.start_enquiry(
        case.pk, by=by, check_code=pick.choice(value_on(CHECKS, day)).code, because="-", known=("contact details", "a parent's name")
    ),
    "order": lambda pick, case, by, day: enquiries.order_enquiries(
        case.pk, by=by, because="-", checks=pick.sample([check.code for check in value_on(CHECKS, day)], pick.randint(0, 4))
    ),
    "answer": _answer,
    "plan": lambda pick, case, by, day: plans.write_plan(
        case.pk, by=by, because="-", plan={"lead": "L", "elements": {"childs_account": "I was afraid."}}
    ),
    "review": lambda pick, case, by, day: plans.review_plan(case.pk, by=by, because="-", said="Goes on"),
    "observe": _observe,
    "end": _ending,
    "confirm": lambda pick, case, by, day: endings.confirm_ending(case.pk, by=by, because="-"),
    "refuse": lambda pick, case, by, day: endings.refuse_ending(case.pk, by=by, because="-"),
    "transfer": _transfer,
    "assign": lambda pick, case, by, day: assigning.assign_case(
        case.pk, by=by, username=pick.choice(["", "officer", "officer-302"]), queue=pick.choice(["", "triage"])
    ),
    "next": lambda pick, case, by, day: assigning.set_next_step(
        case.pk, by=by, because="-", action=pick.choice(["", "Ring"]), due_on=day + timedelta(days=pick.choice([-1, 3]))
    ),
    "reason": lambda pick, case, by, day: reasons.record_reason(case.pk, by=by, reason=pick.choice(list(REASONS)), because="-"),
    "visit": _visit,
    "call_in": _call_in,
    "broadcast": lambda pick, case, by, day: broadcasts.send_broadcast(case.pk, by=by),
    "broadcast_back": lambda pick, case, by, day: broadcasts.withdraw_broadcast(case.pk, by=by, because="-"),
    "shield": _shield,
    "stage": lambda pick, case, by, day: assigning.mark_stage_done(
        case.pk, by=by, stage="management_review", on=day, who="A manager", because="-"
    ),
    "take_back": _take_back,
}
SELDOM = (
    *SHARING_STEPS,
    "reply",
    "reply_taken",
    "remind",
    "recheck",
    "refer",
    "service",
    "part_time",
    "full_time",
    "legal",
    "confirm",
    "review",
)
SELDOMER = ("reply_taken", "remind", "legal")
NAMES = [*STEPS, *SELDOM * 2]
"""What can be done only after something else is tried more often."""
ONLY_AFTER: dict[str, tuple[str, ...]] = {
    "share": ("transfer",),
    "share_answer": ("transfer", "share"),
    "piece": ("transfer", "share", "share_answer"),
    "share_end": ("transfer", "share", "share_answer"),
    "reply": ("broadcast",),
    "reply_taken": ("broadcast", "reply"),
    "remind": ("broadcast",),
    "legal": ("locate", "help", "letter"),
    "call_in": ("visit",),
}
"""What must have happened before something that is seldom possible: tried with it, once a twelfth of a walk has gone by without it.
(Later the children are too old for most of it: a quarter of a day goes by with each step.)"""
PROMISING: dict[str, Callable[[Any], Q]] = {
    "share": lambda day: ~Q(offered_to=""),
    "share_answer": lambda day: ~Q(offered_to="") & Q(transfer_acts__verb__in=["split", "change"]),
    "piece": lambda day: Q(splits__ended_on=None, splits__isnull=False),
    "share_end": lambda day: Q(splits__ended_on=None, splits__isnull=False),
    "reply": lambda day: Q(broadcasts__asked__answer="", broadcasts__withdrawn_on=None, broadcasts__isnull=False),
    "remind": lambda day: Q(
        broadcasts__withdrawn_on=None, broadcasts__asked__answer="", broadcasts__due_on__lt=day, whereabouts_known=False
    ),
    "broadcast": lambda day: Q(state__in=["new", "enquiring"], whereabouts_known=False, shielded=False) & ~Q(broadcasts__withdrawn_on=None),
    "confirm": lambda day: Q(ending_waits=True),
    "refuse": lambda day: Q(ending_waits=True),
    "reopen": lambda day: Q(state="closed"),
    "plan": lambda day: Q(state__in=["located", "returning"]),
    "full_time": lambda day: Q(has_plan=True),
    "service": lambda day: Q(service_referrals__outcome_on=None, service_referrals__isnull=False),
    "audit": lambda day: Q(endings__isnull=False),
    "acknowledge": lambda day: Q(referrals__acknowledged_on=None, referrals__isnull=False),
    "legal": lambda day: Q(order_steps__isnull=False, closed_on=None),
    "letter": lambda day: Q(help_offers__isnull=False, closed_on=None, counted_as="cme"),
    "observe": lambda day: Q(state="watching"),
    "recheck": lambda day: Q(recheck_on__isnull=False),
    "review": lambda day: Q(has_plan=True),
    "reply_taken": lambda day: Q(broadcasts__asked__answer__in=["known", "possibly"]),
}
"""Among which cases something that is seldom possible is tried first, where there are any."""
SEVERAL = SEVERAL_VERSIONS | OF_SEVERAL_VERSIONS


def assert_nobody_is_lost(case: Case, nights: Nights | None = None) -> None:
    """Assert all that must hold of a case after any step, and after any night."""
    if case.is_open:
        assert case.authority and case.next_action and case.due_on and (case.owner_id or case.queue), case.pk
        found = case.whereabouts_known or (nights is not None and nights.answers(case.child_id))
        too_old = case.leaving_on is not None and case.leaving_on < clock_module.today()
        assert found or too_old or case.counted_as in ("cme", "possible_cme"), "nobody who is not located leaves the count"
    else:
        assert case.outcome in {outcome.value for outcome in Outcome} and case.state == "closed"
    acts = list(TransferAct.objects.filter(case=case).order_by("id"))
    relay, void = relay_of(case, acts)
    asking = Broadcast.objects.filter(case=case, withdrawn_on=None)
    assert is_needed(case.state, case.whereabouts_known) or not asking.exists(), "found, and others still look"
    assert_one_is_responsible(case)
    assert relay.responsible == case.authority and not void and gaps_in(relay.legs) == ()
    assert (relay.offer.to if relay.offer and case.is_open else "") == (case.offered_to if case.is_open else "")
    ending = Ending(Outcome(case.outcome), by="somebody") if case.outcome else None
    assert faults_of(facts_of(case, ending=ending)) == ()


def walk(seed: int, steps: int, clock: SetClock, *, night_after: int, names: Sequence[str] = NAMES) -> Counter[str]:
    """Let random people do random things, and a night fall after every so many; return how often each was done."""
    pick = random.Random(seed)
    run = the_index().current_run()
    assert run is not None
    cases = list(Case.objects.filter(authority__in=["301", "302"]).order_by("child_id").values_list("pk", flat=True))[:6]
    nights = Nights(run, list(Case.objects.filter(pk__in=cases).order_by("child_id").values_list("child_id", flat=True)))
    people = {name: viewer(name) for name in WALKERS}
    done: Counter[str] = Counter()
    for number in range(1, steps + 1):
        if number % night_after == 0:
            clock.day += timedelta(days=1)
            fall(nights, pick, clock)
        case_id, name = pick.choice(cases), pick.choice(names)
        never = [each for each in STEPS if each not in done] if number > steps / 12 else []
        if never and pick.random() < 0.3:
            wanted = pick.choice(never)
            name = pick.choice([*ONLY_AFTER.get(wanted, ()), wanted])
        if name in PROMISING and pick.random() < 0.9:
            case_id = pick.choice(
                list(Case.objects.filter(PROMISING[name](clock.day), pk__in=cases).distinct().order_by("pk")) or [Case(pk=case_id)]
            ).pk
        before, events, versions = Case.objects.get(pk=case_id), Event.objects.count(), versions_now()
        theirs = [people["officer"], people["manager"]] if before.authority == "301" else [people["officer-302"]]
        if before.shielded or name == "shield":
            theirs = [people["shielded-team"], people["second"]] if before.authority == "301" else [people["shielded-team-302"]]
        by = pick.choice([*theirs * 5, *people.values()])
        clock.day += timedelta(days=pick.choice([0, 0, 0, 1]))
        try:
            result = STEPS[name](pick, before, by, clock.day)
        except (CannotDoNow, CannotSee):
            assert Case.objects.filter(pk=case_id).values().get() == {
                field.attname: getattr(before, field.attname) for field in Case._meta.concrete_fields
            }
            assert Event.objects.count() == events and versions_now() == versions
            continue
        case = Case.objects.get(pk=case_id)
        if result is not None:
            done[name] += 1
            assert case.version == before.version + 1 or (name in SEVERAL and case.version > before.version), name
            assert Event.objects.count() > events
            assert CaseChange.objects.filter(case=case, version=case.version).exists()
        elif name == "shield":
            done[name] += 1
            assert (
                Event.objects.count() > events
                and case.shielded == ShieldMark.objects.filter(child_id=case.child_id, ended_on=None).exists()
            )
        assert_nobody_is_lost(case, nights)
        others = [pk for pk, version in versions_now().items() - versions.items() if pk != case_id]
        assert not others or Event.objects.count() > events, f"{name} changed other cases without an event"
        for pk in others:
            assert_nobody_is_lost(Case.objects.get(pk=pk), nights)
            assert CaseChange.objects.filter(case=pk, version=Case.objects.get(pk=pk).version).exists()
    done["night"] = nights.count
    return done


def fall(nights: Nights, pick: random.Random, clock: SetClock) -> None:
    """Let a night fall, and a second time with nothing new: whoever it touches has an event and a line, and nobody is lost."""
    versions, events = versions_now(), Event.objects.count()
    run = nights.fall(pick, clock.day)
    nights.assert_nobody_dropped_out(run)
    assert no_child_has_two_open_cases()
    changed = [pk for pk, version in versions_now().items() if versions.get(pk) != version]
    assert not changed or Event.objects.count() > events
    for case in Case.objects.filter(pk__in=changed):
        assert_nobody_is_lost(case, nights)
        assert CaseChange.objects.filter(case=case, version=case.version).exists(), (case.pk, "a run changed it and left no line")
    if nights.count % 10 == 1:
        after, events = versions_now(), Event.objects.count()
        take_in_findings(run)
        again = [(each.kind, each.subject, each.body) for each in Event.objects.order_by("-seq")[: Event.objects.count() - events]]
        assert versions_now() == after and again == [], ("the same run twice changes nothing", again)


def versions_now() -> dict[int, int]:
    """Return the version of every case: a step may change others than its own."""
    return dict(Case.objects.values_list("pk", "version"))


def no_child_has_two_open_cases() -> bool:
    """Whether the casebook as a whole holds at most one open case a child."""
    doubled = Case.objects.filter(closed_on=None, joined_into=None).values("child_id").annotate(n=Count("id")).filter(n__gt=1)
    return not doubled.exists()


@pytest.fixture
def clock(people: object, own_region: object, monkeypatch: pytest.MonkeyPatch) -> SetClock:
    made = SetClock(monkeypatch, DAY)
    officer = User.objects.get(username="officer")
    User.objects.create(
        username="second", full_name="Second", role="manager", organisation=officer.organisation, in_shielded_team=True, password="!"
    )
    run = the_index().current_run()
    assert run is not None
    take_in_findings(run)
    return made


def test_no_case_is_lost_in_nine_hundred_random_steps(clock: SetClock) -> None:
    done = walk(11, 900, clock, night_after=180)
    assert no_child_has_two_open_cases() and verify_chain() is None
    assert len(done) >= 12 and sum(done.values()) > 100, done


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_case_is_lost_in_thousands_of_random_steps(seed: int, clock: SetClock) -> None:
    done = walk(seed, 12_000, clock, night_after=60, names=(*NAMES, *SELDOMER * 8))
    assert no_child_has_two_open_cases() and verify_chain() is None
    assert not LAW_STEPS.keys() & OTHER_STEPS.keys()
    assert set(done) == {*STEPS, "night"}, set(STEPS) - set(done)

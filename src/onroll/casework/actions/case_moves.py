"""Move a case from state to state: triage, located, back in school, relapsed, gone again, reopened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from onroll.casework.actions.case_book import CaseInHand, changing, needs_because
from onroll.casework.models import Case, Enquiry, EscalationTask, TriageResult, Whereabouts
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.core.cases import NextStep
from onroll.core.dated.triage_weights import Trigger
from onroll.core.triage import EscalationReply, RiskFacts, Triage, conference_due_on, is_reply, tasks_of, triage
from onroll.core.wording import day_words

LONGEST_PLACE = 300
FACT_BEHIND: Mapping[str, str] = {
    "education_health_care_plan": "sen",
    "sen_support": "sen",
    "most_deprived": "idaci_decile",
    "earlier_absence": "absence_percent",
    "earlier_episode": "earlier_on_list",
}
"""Which fact a factor of triage rests on, where it has another name."""
FLAGS = ("child_protection_plan", "looked_after", "child_in_need", "whole_family_gone", "unborn_or_protected_in_family")


def triage_case(
    case_id: int,
    *,
    by: Viewer,
    because: str,
    flags: Sequence[str] = (),
    concerns: Mapping[str, str] | None = None,
    sen: str = "",
    take: bool = False,
) -> Case:
    """Look at the score, add what is known beyond the registers, and begin to enquire.

    Shape  flags: names of FLAGS that hold. concerns: triggers that somebody sees, each with words. take: whoever scores a case that
           nobody has becomes its owner; where somebody was faster, it stays theirs.
    Raises  CannotDoNow.
    """
    with changing(by, case_id) as hand:
        last = TriageResult.objects.filter(case=hand.case).order_by("-id").first()
        known = dict(last.facts) if last else {}
        known |= {flag: True for flag in flags if flag in FLAGS}
        if sen in ("N", "K", "E"):
            known["sen"] = sen
        facts = risk_facts(hand.case, known, hand.on, hand.child.date_of_birth if hand.child else None, concerns or {})
        result = triage(facts, hand.on)
        keep_triage(hand.case, result, known, on=hand.on, at=hand.at, by=by.username, by_hand=True)
        new_tasks = open_tasks(hand.case, result, hand.on)
        hand.case.triaged_on = hand.on
        hand.stage_done("triage")
        if hand.case.state == "new":
            hand.move("triage", because.strip() or result.sentence)
        else:
            hand.tell("case.triaged_again", "Risk scored again", because.strip() or result.sentence)
        hand.told[-1][3].update(level=result.level, points=result.points, triggers=[each.trigger for each in result.triggers])
        for task in new_tasks:
            hand.tell("case.escalated", f"Escalated: {task.task}", "", trigger=task.trigger, told=task.told)
        if take and hand.case.owner_id is None:
            hand.case.owner = hand.user
            hand.tell("case.assigned", f"Given to {by.full_name}", "Taken when the risk was scored", to=by.username, queue=hand.case.queue)
    return hand.case


def risk_facts(
    case: Case, known: Mapping[str, Any], on: date, date_of_birth: date | None, concerns: Mapping[str, str] | None = None
) -> RiskFacts:
    """Return what triage looks at, from what registers and people said."""
    since = case.last_seen_on or case.known_from or case.opened_on
    return RiskFacts(
        date_of_birth=date_of_birth,
        **{flag: bool(known.get(flag)) for flag in FLAGS},
        sen=str(known.get("sen", "")),
        idaci_decile=int(known.get("idaci_decile", 0) or 0),
        absence_percent=known.get("absence_percent"),
        earlier_episodes=case.episode - 1 + int(known.get("earlier_on_list", 0) or 0),
        days_unseen=max((on - since).days, 0),
        ever_seen=case.last_seen_on is not None or not known.get("never_seen"),
        concerns=tuple((cast(Trigger, trigger), words) for trigger, words in (concerns or {}).items()),
    )


def keep_triage(case: Case, result: Triage, known: Mapping[str, Any], *, on: date, at: Any, by: str, by_hand: bool) -> None:
    """Keep a score with its reasons, and set the case's level by it."""
    triage_row(case, result, known, on=on, at=at, by=by, by_hand=by_hand).save()
    set_level(case, result, on)


def set_level(case: Case, result: Triage, on: date) -> None:
    """Set the case's level by a score; high counts from the day on which it was first high."""
    case.points, case.level = result.points, result.level
    case.high_since = (case.high_since or on) if result.level == "high" else None


def triage_row(case: Case, result: Triage, known: Mapping[str, Any], *, on: date, at: Any, by: str, by_hand: bool) -> TriageResult:
    """Return the row of a score."""
    return TriageResult(
        case=case,
        on=on,
        points=result.points,
        level=result.level,
        reasons=[
            {
                "factor": each.factor,
                "points": each.points,
                "words": each.words,
                "source": each.source,
                "said_by": known.get("said_by", {}).get(FACT_BEHIND.get(each.factor, each.factor), ""),
            }
            for each in result.reasons
        ],
        triggers=[each.trigger for each in result.triggers],
        facts=dict(known),
        by_hand=by_hand,
        at=at,
        by=by,
    )


def open_tasks(case: Case, result: Triage, on: date) -> list[EscalationTask]:
    """Leave a task for each organisation that a trigger reaches, once in an episode; return the new ones."""
    there = set(EscalationTask.objects.filter(case=case, episode=case.episode).values_list("trigger", "told"))
    new = [task for task in task_rows(case, result, on) if (task.trigger, task.told) not in there]
    EscalationTask.objects.bulk_create(new)
    return new


def task_rows(case: Case, result: Triage, on: date) -> list[EscalationTask]:
    """Return the tasks that a score leaves."""
    return [
        EscalationTask(
            case=case,
            episode=case.episode,
            trigger=task.trigger,
            task=task.task,
            told=told,
            due_on=task.due_on,
            answer_due_on=task.answer_due_on,
        )
        for task in tasks_of(result.triggers, on)
        for told in task.tell
    ]


def answer_task(task_id: int, *, by: Viewer, name: str, decision: str, because: str = "", section_47_on: date | None = None) -> Case:
    """Record what social care, police or another answered to an escalation: who, and what they decided.

    Shape  section_47_on: when an enquiry under section 47 began, where one did: by when a conference follows stands with the decision.

    Raises  CannotDoNow.
    """
    case_id = EscalationTask.objects.filter(pk=task_id).values_list("case_id", flat=True).first()
    with changing(by, case_id or 0) as hand:
        task = EscalationTask.objects.select_for_update().get(pk=task_id)
        if task.answered_on is not None:
            raise CannotDoNow(f"{task.told.capitalize()} has answered already, on {day_words(task.answered_on)}.")
        hand.refuse_unless(is_reply(EscalationReply(cast(Trigger, task.trigger), task.told, name, hand.on, decision)))
        task.done_on = task.done_on or hand.on
        decided = decision.strip()
        if section_47_on is not None:
            if section_47_on > hand.on:
                raise CannotDoNow("An enquiry cannot have begun in days to come.")
            due_on = conference_due_on(section_47_on)
            decided += (
                f" An enquiry under section 47 began on {day_words(section_47_on)}: if a child protection conference follows, "
                f"it is held by {day_words(due_on)}."
            )
        task.answered_on, task.answered_by, task.decision = hand.on, name.strip(), decided
        task.save()
        hand.tell("case.escalation_answered", f"{task.told.capitalize()} answered", decided, trigger=task.trigger)
    return hand.case


def locate(case_id: int, *, by: Viewer, because: str, place: str, source: str, since: date, seen_version: int | None = None) -> Case:
    """Record where the child is and who says so; the case is then located.

    Raises  CannotDoNow.
    """
    with changing(by, case_id, seen_version=seen_version) as hand:
        keep_whereabouts(hand, place=place, source=source, since=since)
        if hand.case.state in ("new", "enquiring"):
            hand.move("locate", needs_because(because))
        else:
            hand.tell("case.whereabouts_recorded", "Whereabouts recorded", needs_because(because))
    return hand.case


def keep_whereabouts(hand: CaseInHand, *, place: str, source: str, since: date, enquiry: Enquiry | None = None) -> None:
    """Keep where a child is.

    Shape  enquiry: whose answer says so, where one does.
    Raises  CannotDoNow where somebody's word is missing.
    """
    if not place.strip() or not source.strip():
        raise CannotDoNow("Say where the child is, and who says so.")
    if since > hand.on:
        raise CannotDoNow("Where a child is cannot begin in days to come.")
    if max(len(place.strip()), len(source.strip())) > LONGEST_PLACE:
        raise CannotDoNow(f"Say where, and who says so, in {LONGEST_PLACE} characters or fewer each.")
    Whereabouts.objects.create(
        case=hand.case, place=place.strip(), source=source.strip(), since=since, at=hand.at, by=hand.by.username, enquiry=enquiry
    )
    hand.case.whereabouts_known = True


def start_watching(
    case_id: int, *, by: Viewer, because: str, first_attended_on: date, place: str = "", source: str = "", seen_version: int | None = None
) -> Case:
    """Record the first day of attendance: the child is back, and the case watches for twelve weeks.

    Raises  CannotDoNow.
    """
    with changing(by, case_id, seen_version=seen_version) as hand:
        if place.strip():
            keep_whereabouts(hand, place=place, source=source, since=first_attended_on)
        hand.case.first_attended_on = first_attended_on
        hand.move("start_watching", needs_because(because))
    return hand.case


def move_back(case_id: int, verb: str, *, by: Viewer, because: str, step: NextStep | None = None, seen_version: int | None = None) -> Case:
    """Record a relapse, a plan given up, or that the child has gone again.

    Shape  verb: `relapse`, `abandon_plan` or `lose_sight`.
    Raises  CannotDoNow.
    """
    if verb not in ("relapse", "abandon_plan", "lose_sight"):
        raise CannotDoNow("A case cannot do that.")
    with changing(by, case_id, seen_version=seen_version) as hand:
        hand.move(cast(Any, verb), needs_because(because), step)
        if verb == "lose_sight":  # nobody knows where the child is: whatever a roll still shows, somebody has said so since
            hand.case.counted_as = hand.case.counted_as or "possible_cme"
    return hand.case


def reopen(case_id: int, *, by: Viewer, because: str) -> Case:
    """Open a closed case again, with its history, as a new episode.

    Raises  CannotDoNow, also where the child has another open case.
    """
    with changing(by, case_id) as hand:
        if hand.case.state == "closed" and Case.objects.filter(child_id=hand.case.child_id, closed_on=None, joined_into=None).exists():
            raise CannotDoNow("The child has an open case already: go on there.")
        begin_episode(hand.case, hand.on)
        facts = hand.facts(missing_again=needs_because(because))
        hand.move("reopen", because, facts=facts)
        hand.case.counted_as = hand.case.counted_as or "possible_cme"
    return hand.case


def begin_episode(case: Case, on: date) -> None:
    """Give a case that is opened again what a new episode begins with; its history stays."""
    if case.state != "closed":
        return
    case.episode += 1
    case.opened_on, case.closed_on, case.outcome, case.recheck_on, case.restricted = on, None, "", None, False
    case.triaged_on, case.high_since, case.stages_done = None, None, {}
    case.queue = case.queue or "triage"

"""Who works on a case, what is next, and what has been done of its stages; open a case for a child who was searched for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast, get_args

from django.db import IntegrityError, transaction

from onroll.accounts.audit import Happening, record
from onroll.accounts.models import User
from onroll.casework import clock
from onroll.casework.actions.case_book import changing, needs_because
from onroll.casework.case_facts import facts_of
from onroll.casework.local_rules import calendar_of
from onroll.casework.models import Case, CaseChange, CaseState, StageDone
from onroll.casework.permissions import Right
from onroll.casework.queries.case_tabs.stages_done import history_of
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.relations import Relation, relation_of
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.cases import CannotMove, assigned
from onroll.core.counting import Said, counted_as
from onroll.core.dated.case_limits import Stage, stage_title
from onroll.core.enquiries import has_checks_behind
from onroll.core.next_steps import next_step
from onroll.core.wording import day_words

SHOWN_OTHERWISE: Mapping[Stage, str] = {
    "acknowledge_referrer": "Record the acknowledgement with its referral, and how the referrer was told.",
    "first_contact": "Record the contact: with it, the first attempt is done.",
    "home_visit": "Record the visit, or the check “Visit the home” that was made: with it, the home visit is done.",
}
"""Stages that nobody ticks: what shows them to be done is recorded instead."""


def assign_case(
    case_id: int, *, by: Viewer, because: str = "", username: str = "", queue: str = "", seen_version: int | None = None
) -> Case:
    """Give a case to somebody of one's own authority, or put it into a queue.

    Raises  CannotDoNow where neither is given: nobody can put a case down.
    """
    with changing(by, case_id, seen_version=seen_version) as hand:
        owner = None
        if username:
            owner = User.objects.filter(
                username=username, organisation__authority_code=by.authority, is_active=True, role__in=["officer", "manager"]
            ).first()
            if owner is None:
                raise CannotDoNow("Choose somebody of your own authority who works on cases.")
            if hand.case.shielded and not owner.in_shielded_team:
                raise CannotDoNow("This case is for the named team alone.")
        try:
            after = assigned(hand.facts(), username, queue)
        except CannotMove as refused:
            raise CannotDoNow(str(refused)) from refused
        hand.case.owner, hand.case.queue = owner, after.queue
        words = f"Given to {owner.full_name}" if owner else f"Put into the queue “{after.queue}”"
        hand.tell("case.assigned", words, because.strip(), to=username, queue=after.queue)
    return hand.case


def assign_cases(case_ids: Sequence[int], *, by: Viewer, because: str = "", username: str) -> int:
    """Give several cases to one person, all or none; return how many.

    Raises  CannotDoNow.
    """
    with transaction.atomic():
        for case_id in sorted(set(case_ids)):
            assign_case(case_id, by=by, because=because, username=username)
    return len(set(case_ids))


def set_next_step(case_id: int, *, by: Viewer, because: str, action: str, due_on: date, seen_version: int | None = None) -> Case:
    """Say what is to be done next, and by when.

    Raises  CannotDoNow.
    """
    with changing(by, case_id, seen_version=seen_version) as hand:
        hand.say_next(action, due_on, because)
    return hand.case


def mark_stage_done(case_id: int, *, by: Viewer, stage: str, on: date, who: str, because: str) -> Case:
    """Record that a stage of the time limits was done: when, by whom, and what came of it. What stands behind it is looked for first.

    Raises  CannotDoNow, also for a stage that a contact, a visit or an answer shows to be done.
    """
    if stage not in get_args(Stage) or stage == "triage":
        raise CannotDoNow("Choose what was done.")
    if stage in SHOWN_OTHERWISE:
        raise CannotDoNow(SHOWN_OTHERWISE[cast(Stage, stage)])
    if not who.strip():
        raise CannotDoNow("Say who did it.")
    with changing(by, case_id) as hand:
        if not hand.case.is_open:
            raise CannotDoNow("The case is closed: open it again first.")
        if on > hand.on:
            raise CannotDoNow("What was done cannot be in days to come.")
        if on < hand.case.opened_on:
            raise CannotDoNow(f"The case was opened on {day_words(hand.case.opened_on)}: give that day or a later one.")
        hand.refuse_unless(has_checks_behind(cast(Stage, stage), history_of(hand.case), hand.on))
        row = StageDone.objects.create(
            case=hand.case,
            episode=hand.case.episode,
            stage=stage,
            on=on,
            who=" ".join(who.split())[:200],
            outcome=needs_because(because),
            at=hand.at,
            by=by.username,
            by_name=by.full_name,
        )
        hand.count_stage_again(cast(Stage, stage))
        words = f"Done on {day_words(on)}: {stage_title(cast(Stage, stage), hand.on).lower()}, by {row.who}"
        hand.tell("case.stage_done", words, row.outcome, stage=stage, row=row.pk)
    return hand.case


def open_case(child_id: str, *, by: Viewer, because: str) -> Case:
    """Open a case for a child of the index who was searched for; one who has an open case keeps it, and it is returned.

    Raises  CannotSee; CannotDoNow.
    """
    require(by, Right.WORK_CASES)
    why = needs_because(because)
    tables = the_tables()
    live_id = tables.live_id(child_id) if tables else child_id
    child = tables.child(live_id) if tables else None
    if child is None or relation_of(by, child) is not Relation.FULL:
        raise CannotSee("There is no such child for you.")
    with transaction.atomic():
        there = Case.objects.filter(child_id=live_id, joined_into=None, closed_on=None).first()
        if there is not None:
            return there
        if Case.objects.filter(child_id=live_id, joined_into=None).exists():
            raise CannotDoNow("The child has a closed case: open that again, so that its history goes on.")
        return _new_case(live_id, by, why, shielded=child.shielded)


def _new_case(child_id: str, by: Viewer, why: str, *, shielded: bool) -> Case:
    on, at = clock.today(), clock.now()
    case = Case(
        child_id=child_id,
        authority=by.authority,
        owner=User.objects.get(username=by.username),
        queue="referred",
        counted_as=counted_as([Said("referred", on)], on),
        opened_on=on,
        known_from=on,
        since=on,
        shielded=shielded,
    )
    step = next_step(facts_of(case), False, on, calendar_of(case.authority))
    case.next_action, case.due_on = step.action, max(step.due_on, on)
    try:
        with transaction.atomic():
            case.save()
    except IntegrityError as twice:
        raise CannotDoNow("Somebody opened a case for this child at the same moment. Look for it in the list.") from twice
    CaseState.objects.create(case=case, state="new", at=at, by=by.username, because=why[:400])
    CaseChange.objects.create(
        case=case, version=1, at=at, on=on, by=by.username, by_name=by.full_name, authority=by.authority, kind="case.opened",
        words="Case opened by hand", because=why,
    )  # fmt: skip
    record(by.doer, Happening(kind="case.opened", subject=child_id, body={"case": case.pk, "by_hand": True}))
    return case

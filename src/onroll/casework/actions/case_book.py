"""One case in hand: locked, changed, and written with its event and its line of history in one transaction.

Every action on a case goes through `changing`. It refuses who is not responsible, and whoever looked at an older version of
what they are about to overwrite; it writes nothing unless something was told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from onroll.accounts.audit import Happening, record_all
from onroll.accounts.models import User
from onroll.casework import clock
from onroll.casework.actions.broadcast_ends import FOUND, end_broadcasts
from onroll.casework.actions.split_ends import end_with_the_case
from onroll.casework.actions.standing_duties import not_behind, what_is_next
from onroll.casework.case_facts import facts_of, observed
from onroll.casework.local_rules import calendar_of
from onroll.casework.models import Case, CaseChange, CaseEnding, CaseObservation, CaseState, EscalationTask
from onroll.casework.permissions import Right
from onroll.casework.queries.case_tabs.stages_done import done_on
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.relations import may_claim, may_support, may_work_on
from onroll.casework.the_index import whole_tables
from onroll.casework.told_children import told_child_of
from onroll.casework.viewers import Viewer
from onroll.core.answers import Answer
from onroll.core.cases import CannotMove, CaseFacts, NextStep, Verb, may_put_off, move_of, moved, scheduled
from onroll.core.dated.case_limits import Stage
from onroll.core.next_steps import next_step
from onroll.core.outcomes import Ending
from onroll.pipeline.run_rows import Child

LONGEST_TEXT, LONGEST_ACTION = 4000, 200


class CaseHasChanged(CannotDoNow):
    """Somebody else changed the case meanwhile. Shape  changes: what, the latest last."""

    def __init__(self, case: Case, changes: Sequence[CaseChange]) -> None:
        super().__init__("Somebody else changed this case while you were writing. Nothing of yours is lost: look, and send it again.")
        self.case, self.changes = case, changes


@dataclass
class CaseInHand:
    """A case while it is being changed."""

    case: Case
    by: Viewer
    on: date
    at: datetime
    user: User
    told: list[tuple[str, str, str, dict[str, Any]]] = field(default_factory=list)
    _child: Child | None = None

    @property
    def child(self) -> Child | None:
        """The child as the current run sees them."""
        if self._child is None:
            tables = whole_tables()
            self._child = tables.child(tables.live_id(self.case.child_id)) if tables else None
            self._child = self._child or told_child_of(self.case.child_id)
        return self._child

    def tell(self, kind: str, words: str, because: str = "", **body: Any) -> None:
        """Say what changes, in words for the case's history and in ids for the event log."""
        self.told.append((kind, words, because, body))

    def facts(self, *, ending: Ending | None = None, missing_again: str = "") -> CaseFacts:
        """Return what the moves look at."""
        open_tasks = EscalationTask.objects.filter(case=self.case, episode=self.case.episode, answered_on__isnull=True).count()
        began = self.case.first_attended_on
        seen = observed(CaseObservation.objects.filter(case=self.case, first_attended_on=began).order_by("week")) if began else ()
        return facts_of(self.case, escalations_open=open_tasks, observations=seen, ending=ending, missing_again=missing_again)

    def move(self, verb: Verb, because: str, step: NextStep | None = None, *, facts: CaseFacts | None = None) -> None:
        """Make a move of the state machine, keep its row, and set what is to be done next.

        Raises  CannotDoNow with core's sentence.
        """
        facts = facts or self.facts()
        by_itself = step is None and move_of(verb).target != "closed"
        if by_itself:
            step = next_step(
                replace(facts, state=move_of(verb).target), self.case.level == "high", self.on, calendar_of(self.case.authority)
            )
        try:
            after = moved(facts, verb, step, self.on)
        except CannotMove as refused:
            raise CannotDoNow(str(refused)) from refused
        case = self.case
        case.state, case.next_action, case.due_on = after.state, after.next_action, after.due_on
        case.whereabouts_known, case.has_plan, case.first_attended_on = after.whereabouts_known, after.has_plan, after.first_attended_on
        if by_itself:
            first = what_is_next(case, after, self.on)
            case.next_action, case.due_on = first.action, first.due_on
        CaseState.objects.create(case=case, state=after.state, at=self.at, by=self.by.username, because=because[:400])
        self.tell(f"case.{verb}", move_of(verb).words, because, state=after.state)

    def plan_next(self, step: NextStep | None = None) -> None:
        """Set what is to be done next, by itself where nobody says; never behind what falls due before it.

        Raises  CannotDoNow with core's sentence.
        """
        facts = self.facts()
        try:
            if self.case.is_open:
                step = not_behind(self.case, step, self.on) if step else what_is_next(self.case, facts, self.on)
            after = scheduled(facts, step, self.on)
        except CannotMove as refused:
            raise CannotDoNow(str(refused)) from refused
        self.case.next_action, self.case.due_on = after.next_action, after.due_on

    def say_next(self, action: str, due_on: date, because: str = "") -> None:
        """Set what somebody says is to be done next, and by when.

        Raises  CannotDoNow.
        """
        if len(action.strip()) > LONGEST_ACTION:
            raise CannotDoNow(f"Say what is next in {LONGEST_ACTION} characters or fewer; put the rest into “Anything to add”.")
        self.refuse_unless(may_put_off(due_on, self.on))
        self.plan_next(NextStep(action.strip(), due_on))
        self.tell("case.next_step_set", f"Next: {action.strip()}", because.strip(), due_on=due_on.isoformat())

    def stage_done(self, stage: Stage, on: date | None = None) -> None:
        """Note that a stage of the time limits was done."""
        self.case.stages_done = {**self.case.stages_done, stage: (on or self.on).isoformat()}

    def count_stage_again(self, stage: Stage) -> None:
        """Note when a stage was last done, by everything that stands by now; or that it was not."""
        last = done_on(self.case, stage, self.on)
        others = {each: day for each, day in self.case.stages_done.items() if each != stage}
        self.case.stages_done = {**others, stage: last.isoformat()} if last else others

    def refuse_unless(self, answer: Answer) -> None:
        """Go on where core says yes.

        Raises  CannotDoNow with core's sentence.
        """
        if not answer:
            raise CannotDoNow(answer.reason_not)


@contextmanager
def changing(
    by: Viewer,
    case_id: int,
    *,
    right: Right = Right.WORK_CASES,
    seen_version: int | None = None,
    as_receiver: bool = False,
    as_claimant: bool = False,
    as_supporter: bool = False,
) -> Iterator[CaseInHand]:
    """Yield the case, locked; afterwards write it, its history and its events, all or nothing.

    Shape  seen_version: of the case as the viewer saw it, for whatever overwrites; None for what only adds.
           as_receiver: the authority that the case is offered to may act too. as_claimant: so may any authority, where the
           case stands on the unclaimed board. as_supporter: so may the authority with which the work is shared.
    Raises  CannotSee; CaseHasChanged; CannotDoNow.
    """
    require(by, right)
    with transaction.atomic():
        case = Case.objects.select_for_update().filter(pk=case_id).first()
        if case is None or not (
            may_work_on(by, case, as_receiver=as_receiver)
            or (as_claimant and may_claim(by, case, clock.today()))
            or (as_supporter and may_support(by, case, clock.today()))
        ):
            raise CannotSee("There is no such case for you.")
        if case.joined_into_id is not None:
            raise CannotDoNow("This case was joined to another, which carries the child from now on.")
        if seen_version is not None and seen_version != case.version:
            raise CaseHasChanged(case, list(CaseChange.objects.filter(case=case, version__gt=seen_version).order_by("id")))
        user = User.objects.get(username=by.username)
        hand = CaseInHand(case, by, clock.today(), clock.now(), user)
        yield hand
        if not hand.told:
            return
        for number in end_broadcasts(case, hand.on):
            hand.tell("case.broadcast_withdrawn", f"{number} withdrawn: {FOUND}", broadcast=number)
        for kind, words, body in end_with_the_case(case, hand.on, hand.at, by.username):
            hand.tell(kind, words, **body)
        case.version += 1
        case.last_action_on = hand.on
        case.save()
        write_history(hand)


def write_history(hand: CaseInHand) -> None:
    """Write what was told: a line of the case's history each, and an event each."""
    case, by = hand.case, hand.by
    CaseChange.objects.bulk_create(
        [
            CaseChange(
                case=case,
                version=case.version,
                at=hand.at,
                on=hand.on,
                by=by.username,
                by_name=by.full_name,
                authority=by.authority,
                kind=kind,
                words=words[:400],
                because=because,
                body=body,
            )
            for kind, words, because, body in hand.told
        ]
    )
    record_all(
        by.doer,
        [
            Happening(kind=kind[:40], subject=case.child_id, body={"case": case.pk, "version": case.version, **body})
            for kind, _, _, body in hand.told
        ],
    )


def needs_because(because: str) -> str:
    """Return the reason, trimmed.

    Raises  CannotDoNow where there is none.
    """
    if not because.strip():
        raise CannotDoNow("Say why.")
    if len(because) > LONGEST_TEXT:
        raise CannotDoNow(f"Write {LONGEST_TEXT} characters or fewer.")
    return because.strip()


def waiting_ending(case: Case) -> CaseEnding | None:
    """Return the ending of a case that waits for a second officer."""
    return CaseEnding.objects.filter(case=case, decided="").first()

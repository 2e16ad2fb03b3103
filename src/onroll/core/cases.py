"""The states of a case, the moves between them, and what every open case always has.

A status is computed from records; a state is somebody's act, signed and kept. The machine is the table MOVES: pages,
actions, the drawing and the tests all read it.

Source  issue 4, point 2; design, sections 2 and 7; domain, section 3.5.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from onroll.core.answers import YES, Answer, first_no, no
from onroll.core.counting import CountedAs
from onroll.core.dated.case_limits import LONGEST_AHEAD
from onroll.core.dated.closure_evidence import Outcome
from onroll.core.dated.values import value_on
from onroll.core.observations import Observation, shows_relapse
from onroll.core.outcomes import Ending, may_end
from onroll.core.wording import day_words, listed

State = Literal["new", "enquiring", "located", "returning", "watching", "closed"]
Verb = Literal["triage", "locate", "plan_return", "abandon_plan", "start_watching", "relapse", "lose_sight", "take_back", "close", "reopen"]

STATES: dict[State, str] = {
    "new": "Found or referred, not yet triaged",
    "enquiring": "Looking for the child, or for what education there is",
    "located": "Known where, not yet in education",
    "returning": "On the way back by an agreed plan",
    "watching": "In education again, observed; open",
    "closed": "Ended with evidence; opens again by itself when the child is found missing once more",
}
OPEN_STATES: tuple[State, ...] = ("new", "enquiring", "located", "returning", "watching")
SEARCHING: frozenset[State] = frozenset(["new", "enquiring"])
"""Only here may a child's whereabouts be unknown."""


class CannotMove(Exception):
    """A case cannot make this move now; the sentence says why."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is to be done next in a case, and by which day."""

    action: str
    due_on: date


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """All that the moves of one case look at.

    Shape  authority: the one that is responsible. owner: who works on it; empty where it waits in the queue. next_action
           and due_on: of an open case. counted_as: what the evidence says of the child (`counting`), whatever the state.
           triggers_without_task: escalation triggers that nobody has acted on. escalations_open: tasks to which social
           care or police have not answered. ending: as an officer proposes it, or as the case ended.
           missing_again: what shows that a closed case's child is missing once more; empty where nothing does.
    """

    state: State
    authority: str
    owner: str
    queue: str
    next_action: str
    due_on: date | None
    counted_as: CountedAs = "cme"
    triaged: bool = False
    triggers_without_task: tuple[str, ...] = ()
    escalations_open: int = 0
    whereabouts_known: bool = False
    has_plan: bool = False
    first_attended_on: date | None = None
    observations: tuple[Observation, ...] = ()
    ending: Ending | None = None
    missing_again: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has something to do."""
        return self.state != "closed"


def _is_triaged(case: CaseFacts, on: date) -> Answer:
    if not case.triaged:
        return no("Score the risk first: nobody has looked at this case yet.")
    if case.triggers_without_task:
        return no(f"Escalate first, today: {'; '.join(case.triggers_without_task)}.")
    return YES


def _is_placed(case: CaseFacts, on: date) -> Answer:
    return YES if case.whereabouts_known else no("Record where the child is, and who says so.")


def _has_plan(case: CaseFacts, on: date) -> Answer:
    return YES if case.has_plan else no("Write the return plan first: the child's own account, a named lead and a key adult.")


def _attends(case: CaseFacts, on: date) -> Answer:
    if case.first_attended_on is None:
        return no("Give the first day of attendance, confirmed by the school: an offer is not yet a child in school.")
    if case.first_attended_on > on:
        return no(f"The child starts on {day_words(case.first_attended_on)}: until then nobody has been in school.")
    return YES


def _has_relapsed(case: CaseFacts, on: date) -> Answer:
    if case.counted_as:
        return YES
    if not case.observations:
        return no("Nothing shows that the return has failed: no observation yet, and no finding.")
    return shows_relapse(max(case.observations, key=lambda observation: observation.week))


def _may_close(case: CaseFacts, on: date) -> Answer:
    if case.ending is None:
        return no("Say how the case ended, and on what evidence.")
    if case.triggers_without_task:
        return no(f"Escalate first, today: {'; '.join(case.triggers_without_task)}.")
    if case.escalations_open:
        return no("Social care or police have not answered yet: a case does not end before they have.")
    if case.ending.outcome is Outcome.ENROLLED_CONFIRMED and case.state != "watching":
        return no("A return to school is watched for twelve weeks before the case ends.")
    return may_end(_as_known(case.ending, case), on)


def _is_missing_again(case: CaseFacts, on: date) -> Answer:
    return YES if case.missing_again else no("Nothing shows that the child is missing again.")


Guard = Callable[[CaseFacts, date], Answer]


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the machine: who may go from where to where, under what condition, on what evidence."""

    verb: Verb
    words: str
    sources: tuple[State, ...]
    target: State
    guards: tuple[Guard, ...]
    evidence: str


MOVES: tuple[Move, ...] = (
    Move("triage", "Triage", ("new",), "enquiring", (_is_triaged,), "The score with its reasons; a task for each escalation trigger"),
    Move(
        "locate",
        "Record as located",
        ("new", "enquiring"),
        "located",
        (_is_triaged, _is_placed),
        "Where the child is, who says so, since when",
    ),
    Move(
        "plan_return",
        "Begin the return plan",
        ("located",),
        "returning",
        (_has_plan,),
        "A plan with the child's own account, lead and key adult",
    ),
    Move("abandon_plan", "Give up the return plan", ("returning",), "located", (), "Why the plan failed, and what is tried instead"),
    Move(
        "start_watching",
        "Watch the return",
        ("new", "enquiring", "located", "returning"),
        "watching",
        (_is_triaged, _is_placed, _attends),
        "The first day of attendance, from the school or its register",
    ),
    Move("relapse", "Record a relapse", ("watching",), "located", (_has_relapsed,), "An observation without attendance, or a new finding"),
    Move(
        "lose_sight",
        "Record that the child has gone",
        ("located", "returning", "watching"),
        "enquiring",
        (),
        "What shows that the child is there no longer",
    ),
    Move(
        "take_back",
        "Take back where the child was",
        ("located", "returning", "watching"),
        "enquiring",
        (),
        "Why it was wrong, where nothing else that was recorded says where the child is",
    ),
    Move(
        "close", "End the case", OPEN_STATES, "closed", (_may_close,), "What the closure reason accepts; a second officer where it is weak"
    ),
    Move(
        "reopen",
        "Open the case again",
        ("closed",),
        "new",
        (_is_missing_again,),
        "A finding that the ending did not know of, a relapse, or a referral",
    ),
)


def move_of(verb: Verb) -> Move:
    """Return the row of a verb."""
    return next(move for move in MOVES if move.verb == verb)


def may_move(case: CaseFacts, verb: Verb, on: date) -> Answer:
    """Return whether a case may make a move on a day."""
    move = move_of(verb)
    if case.state not in move.sources:
        return no(f"A case that is {case.state} cannot “{move.words.lower()}”: that is for a case that is {listed(move.sources, 'or')}.")
    return first_no(guard(case, on) for guard in move.guards)


def moves_for(case: CaseFacts, on: date) -> dict[Verb, Answer]:
    """Return the moves out of a case's state, each with yes or the reason why not now."""
    return {move.verb: may_move(case, move.verb, on) for move in MOVES if case.state in move.sources}


def may_schedule(step: NextStep, on: date) -> Answer:
    """Return whether a next step is one: it has words, and a day that is not over."""
    if not step.action.strip():
        return no("Say what is to be done next: no open case is without a next action.")
    if step.due_on < on:
        return no("A next action is due today or later.")
    return YES


def may_put_off(due_on: date, on: date) -> Answer:
    """Return whether somebody may choose that day for a next action: a slip in the year must not take a case off everybody's list."""
    last = on + timedelta(days=value_on(LONGEST_AHEAD, on))
    if due_on <= last:
        return YES
    return no(f"A next action is due by {day_words(last)} at the latest, thirteen weeks ahead: look at the year.")


def moved(case: CaseFacts, verb: Verb, step: NextStep | None, on: date) -> CaseFacts:
    """Return the case after a move.

    Shape  step: what is to be done next; None only where the case ends.
    Raises  CannotMove with the sentence.
    """
    answer = may_move(case, verb, on)
    if not answer:
        raise CannotMove(answer.reason_not)
    target = move_of(verb).target
    if target == "closed":
        assert case.ending is not None
        return replace(case, state=target, next_action="", due_on=None, ending=_as_known(case.ending, case), missing_again="")
    return scheduled(replace(_without_what_no_longer_holds(case, verb), state=target), step, on)


def scheduled(case: CaseFacts, step: NextStep | None, on: date) -> CaseFacts:
    """Return an open case with another next action.

    Raises  CannotMove where there is none, or its day is over, or the case is closed.
    """
    answer = no("Say what is to be done next, and by when.") if step is None else may_schedule(step, on)
    if not case.is_open:
        answer = no("A closed case has no next action: open it again.")
    if not answer or step is None:
        raise CannotMove(answer.reason_not)
    return replace(case, next_action=step.action, due_on=step.due_on)


def assigned(case: CaseFacts, owner: str, queue: str) -> CaseFacts:
    """Return an open case with another owner, or put into a queue.

    Raises  CannotMove where neither is given: nobody can put a case down.
    """
    if not case.is_open:
        raise CannotMove("A closed case belongs to nobody's list: open it again.")
    if not owner.strip() and not queue.strip():
        raise CannotMove("A case belongs to a person or waits in a queue: give one of them.")
    return replace(case, owner=owner.strip(), queue=queue.strip() or case.queue)


def handed_over(case: CaseFacts, to_authority: str, queue: str, step: NextStep, on: date) -> CaseFacts:
    """Return an open case after another authority accepted it: in that authority's queue, its state as it was.

    Raises  CannotMove.
    """
    if not to_authority.strip() or not queue.strip():
        raise CannotMove("An accepted case needs an authority and a queue there.")
    return replace(scheduled(case, step, on), authority=to_authority, owner="", queue=queue)


def faults_of(case: CaseFacts) -> tuple[str, ...]:
    """Return what is wrong with a case that ought to be impossible; empty always.

    Source  issue 4, point 2 (every open case has an owning authority, an owner or a queue, a next action and a due date).
    """
    faults = []
    if not case.authority:
        faults.append("No authority is responsible.")
    if case.is_open:
        if not case.owner and not case.queue:
            faults.append("Nobody owns it, and it waits in no queue.")
        if not case.next_action or case.due_on is None:
            faults.append("It has no next action, or no day for it.")
        if case.state not in SEARCHING and not case.whereabouts_known:
            faults.append(f"It is {case.state}, and nobody knows where the child is.")
        if case.state == "watching" and case.first_attended_on is None:
            faults.append("It watches a child who has not been in school.")
    elif case.ending is None:
        faults.append("It ended without a closure reason.")
    return tuple(faults)


def _without_what_no_longer_holds(case: CaseFacts, verb: Verb) -> CaseFacts:
    """The history keeps it; the facts do not."""
    if verb == "abandon_plan":
        return replace(case, has_plan=False)
    if verb == "relapse":
        return replace(case, first_attended_on=None, observations=(), has_plan=False, ending=None)
    if verb in ("lose_sight", "take_back"):
        return replace(case, whereabouts_known=False, first_attended_on=None, observations=(), has_plan=False, ending=None)
    if verb == "reopen":
        again = replace(case, triaged=False, triggers_without_task=(), escalations_open=0, missing_again="")
        return replace(again, whereabouts_known=False, first_attended_on=None, observations=(), has_plan=False, ending=None)
    return case


def _as_known(ending: Ending, case: CaseFacts) -> Ending:
    return replace(
        ending, whereabouts_known=case.whereabouts_known, first_attended_on=case.first_attended_on, observations=case.observations
    )

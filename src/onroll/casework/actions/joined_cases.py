"""Cases follow their children: joined where two children were found to be one, parted again where that was undone.

A case keeps the id that its child had when it was opened, for good: wherever that id leads today, there the case belongs. So any
merge of children can be undone in any order, and each case goes back to where it came from, with its own history.

Source  design, section 5, point 5 (reversible); anchors, section 4, point 7 (cases go back to where they came from).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from onroll.casework.models import Case, CaseState
from onroll.pipeline.index import Run
from onroll.pipeline.run_findings import ids_now

BATCH = 500


class Telling(Protocol):
    """What the taking-in of a run offers: where changes are gathered."""

    run: Run
    states: list[CaseState]

    def tell(self, kind: str, child_id: str, **body: object) -> None: ...
    def say(self, case: Case, kind: str, words: str) -> None: ...
    def change(self, case: Case) -> None: ...
    def count(self, what: str) -> None: ...
    def state_of(self, case: Case, state: str, because: str) -> CaseState: ...


@dataclass
class _Moves:
    joined: list[Case] = field(default_factory=list)
    parted: list[Case] = field(default_factory=list)
    renumbered: dict[int, str] = field(default_factory=dict)


def follow_children(work: Telling, open_cases: Sequence[Case]) -> dict[str, Case]:
    """Give each case the id that its child has now; where two cases are one child's, the older takes the other in; return the open ones.

    A case that was taken in is its own again where its child is another's no longer; what people joined by hand stays joined.
    """
    by_a_run = Case.objects.select_for_update().filter(closed_on__isnull=True, joined_into__isnull=False).exclude(home_child_id="")
    taken_in = list(by_a_run.order_by("opened_on", "id"))
    hosts = {case.pk: case for case in (*open_cases, *taken_in)}
    missing = {case.joined_into_id or 0 for case in taken_in} - hosts.keys()
    hosts |= {case.pk: case for case in Case.objects.filter(pk__in=missing)}
    now = ids_now(work.run, [_home(case) for case in hosts.values()])
    moves = _Moves()
    for case in taken_in:
        host = hosts[case.joined_into_id or 0]
        if _now(case, now) != _now(host, now):
            _part(work, case, host)
            moves.parted.append(case)
    by_child: dict[str, Case] = {}
    for case in sorted((*open_cases, *moves.parted), key=lambda each: (each.opened_on, each.pk)):
        child_id = _now(case, now)
        if child_id in by_child:
            _join(work, case, by_child[child_id], child_id)
            moves.joined.append(case)
            continue
        if child_id != case.child_id:
            work.tell("case.child_renumbered", child_id, case=case.pk, old_child=case.child_id)
            case.home_child_id = _home(case)
            moves.renumbered[case.pk] = child_id
            work.change(case)
        by_child[child_id] = case
    _write(moves, by_child)
    return by_child


def _home(case: Case) -> str:
    return case.home_child_id or case.child_id


def _now(case: Case, now: Mapping[str, str]) -> str:
    return now.get(_home(case), _home(case))


def _join(work: Telling, case: Case, older: Case, child_id: str) -> None:
    because = f"The child is the same as that of case {older.pk}: the records were found to be one child's."
    case.home_child_id = _home(case)
    case.joined_into, case.offered_to = older, ""
    work.states.append(work.state_of(case, "joined", because))
    work.say(older, "case.took_in", f"Case {case.pk} was joined to this one: the records were found to be one child’s.")
    work.tell("case.joined", child_id, case=case.pk, into=older.pk, old_child=case.child_id)
    work.count("joined")
    work.change(case)


def _part(work: Telling, case: Case, host: Case) -> None:
    because = f"Parted again from case {host.pk}: the records are two children's after all."
    case.joined_into = None
    work.states.append(work.state_of(case, case.state, because))
    work.say(case, "case.parted", f"{because} What was written there meanwhile stays there, and may be about this child.")
    work.say(host, "case.parted", f"Case {case.pk} is its own again. What was written here meanwhile may be about the child of that case.")
    work.tell("case.parted", _home(case), case=case.pk, was_in=host.pk)
    work.count("parted")
    work.change(case)


def _write(moves: _Moves, by_child: Mapping[str, Case]) -> None:
    """Write in an order in which no child has two open cases at any moment: the database would refuse it."""
    fields = ["joined_into", "offered_to", "home_child_id", "version"]
    Case.objects.bulk_update([case for case in moves.joined if case not in moves.parted], fields, batch_size=BATCH)
    moving = [case for case in by_child.values() if case.pk in moves.renumbered]
    for step in ("moving-{}", ""):
        for case in moving:
            case.child_id = step.format(case.pk) if step else moves.renumbered[case.pk]
        Case.objects.bulk_update(moving, ["child_id", "home_child_id", "version"], batch_size=BATCH)
    Case.objects.bulk_update(moves.parted, fields, batch_size=BATCH)

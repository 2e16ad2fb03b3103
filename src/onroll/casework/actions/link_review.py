"""Decide about pairs: the same child, not the same, unsure; part a child's records; undo. Every decision is a row, kept for good."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from onroll.accounts.audit import Happening, record
from onroll.accounts.models import ChainHead
from onroll.casework import clock
from onroll.casework.compared_pairs import compared, verdict_words
from onroll.casework.models import Case, CaseChange, PairDecision
from onroll.casework.pair_decisions import as_row, decisions_about, states_of
from onroll.casework.pair_rights import may_review, may_see, open_cases_of, owned_by, sees_in_full
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.link_review import queue_lines
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.the_index import the_index, whole_tables
from onroll.casework.viewers import Viewer
from onroll.core.link_decisions import VERDICTS, Verdict, may_be_second, may_undo
from onroll.core.link_review import SAMPLED_ONE_IN, second_person_because
from onroll.core.wording import listed
from onroll.pipeline.review_queue import pairs_to_review, record_keys_of
from onroll.pipeline.run_queries import RunTables
from onroll.pipeline.run_rows import Child

LONGEST_REASON = 1000
BY_THE_RECORDS = "By the records as they were compared."
MOST_AT_ONCE = 25


@dataclass(frozen=True)
class _Two:
    """Two children as they are now."""

    tables: RunTables
    a: Child
    b: Child
    cases: dict[str, Case]

    @property
    def authorities(self) -> list[str]:
        return sorted({code for child in (self.a, self.b) for code in (child.la_code, child.roll_la_code) if code})

    @property
    def shielded(self) -> bool:
        return self.a.shielded or self.b.shielded


def decide_pair(child_a: str, child_b: str, *, by: Viewer, purpose: Purpose, verdict: str, because: str = "") -> PairDecision:
    """Say whether two children are one. The next run obeys it, and every run after that, until somebody undoes it.

    Raises  CannotSee; CannotDoNow where the verdict is none, or somebody decided the pair at the same moment.
    """
    if verdict not in VERDICTS:
        raise CannotDoNow("Say whether they are the same child.")
    with transaction.atomic():
        two = _two(by, purpose, child_a, child_b)
        said = decisions_about([two.a.child_id, two.b.child_id])
        states = states_of(said)
        again = any(line.pair.kind == "again" and line.pair.children == (two.a.child_id, two.b.child_id) for line in queue_lines(by))
        for row in said:
            standing = row.kind == "pair" and row.second_of_id is None and states[row.pk] in ("counts", "waits")
            if standing and not again and {row.child_a, row.child_b} == {child_a, child_b}:
                raise CannotDoNow(f"{row.by_name} has decided this pair: {verdict_words(row.verdict).lower()}. Undo that first.")
        second = second_person_because(
            verdict=verdict, open_cases=len(two.cases), shielded=two.shielded, sampled=_sampled(two.a.child_id, two.b.child_id)
        )
        return _write(two, by, purpose, verdict, because or BY_THE_RECORDS, kind="pair", second=second)


def decide_batch(pairs: Sequence[tuple[str, str]], *, by: Viewer, purpose: Purpose, because: str) -> int:
    """Say of several pairs that each is one child, all or none; only of such on which nothing hangs. Return how many.

    Raises  CannotDoNow with the pair and the reason.
    """
    if not because.strip():
        raise CannotDoNow("Say why.")
    if not pairs or len(pairs) > MOST_AT_ONCE:
        raise CannotDoNow(f"Choose between one and {MOST_AT_ONCE} pairs.")
    with transaction.atomic():
        lines = {line.pair.children: line for line in queue_lines(by)}
        for pair in pairs:
            line = lines.get(pair)
            if line is None:
                raise CannotDoNow("One of the pairs is not in the queue any more. Look again.")
            if line.not_in_a_batch:
                raise CannotDoNow(f"{listed(line.names)} cannot be joined together with others. {line.not_in_a_batch}")
            decide_pair(*pair, by=by, purpose=purpose, verdict="same", because=because)
    return len(pairs)


def second_opinion(decision_id: int, *, by: Viewer, purpose: Purpose, verdict: str, because: str) -> PairDecision:
    """Say, as the second person, what one thinks; where it is the same, the decision counts, and where not, the pair waits again.

    Raises  CannotSee; CannotDoNow, to whoever decided it.
    """
    with transaction.atomic():
        first = decision_for(by, purpose, decision_id)
        rows = decisions_about([first.child_a, first.child_b])
        answer = may_be_second(as_row(first), states_of(rows)[first.pk], by.username)
        if not answer:
            raise CannotDoNow(answer.reason_not)
        allowed = {"pair": (*VERDICTS,), "split": ("different", "same", "unsure"), "undo": ("undo", "unsure")}[first.kind]
        if verdict not in allowed:
            raise CannotDoNow("Say what you think.")
        if not because.strip():
            raise CannotDoNow("Say why.")
        row = _copy_of(first, by, purpose, verdict, because)
        row.second_of, row.needs_second, row.kind, row.undoes = first, False, "pair" if first.kind == "undo" else first.kind, None
        row.save()
        agreed = states_of([*rows, row])[first.pk]
        _tell(row, by, purpose, "pair.second_person", first=first.pk, outcome=agreed)
    return row


def undo_decision(decision_id: int, *, by: Viewer, purpose: Purpose, because: str) -> PairDecision:
    """Undo a decision, whenever it was made and whatever came after; the children and their cases go back to where they were.

    Raises  CannotSee; CannotDoNow.
    """
    if not because.strip():
        raise CannotDoNow("Say why.")
    with transaction.atomic():
        what = decision_for(by, purpose, decision_id)
        rows = decisions_about([what.child_a, what.child_b])
        state = states_of(rows)[what.pk]
        answer = may_undo(as_row(what), state, by.username)
        if not answer:
            raise CannotDoNow(answer.reason_not)
        if any(row.undoes_id == what.pk and states_of(rows)[row.pk] == "waits" for row in rows):
            raise CannotDoNow("Somebody has proposed to undo it; that waits for a second person.")
        row = _copy_of(what, by, purpose, "undo", because)
        row.kind, row.undoes, row.second_of = "undo", what, None
        parts = state == "counts" and (what.verdict == "same" or what.kind == "split")
        tables = whole_tables()
        now = [tables.live_id(child) if tables else child for child in (what.child_a, what.child_b)]
        row.second_because = second_person_because(
            verdict="undo", open_cases=len(open_cases_of(now)), shielded=what.shielded, sampled=False, parts_records=parts
        )
        row.needs_second = bool(row.second_because)
        row.save()
        _tell(row, by, purpose, "pair.undone", undoes=what.pk, needs_second=row.needs_second)
    return row


def split_child(child_id: str, keys: Sequence[int], *, by: Viewer, purpose: Purpose, because: str) -> PairDecision:
    """Say that some records of a child are another's. They are never joined to the rest again, until it is undone.

    Raises  CannotSee; CannotDoNow.
    """
    if not because.strip():
        raise CannotDoNow("Say why.")
    require(by, Right.REVIEW_LINKS, purpose)
    with transaction.atomic():
        _in_turn()
        tables = whole_tables()
        child = tables.child(tables.live_id(child_id)) if tables else None
        cases = open_cases_of([child.child_id] if child else [])
        if tables is None or child is None or not _may_split(by, child, cases):
            raise CannotSee("There is no such child for you.")
        everything = [seen.record_key for seen in tables.records(the_index(), child.child_id)]
        going = [key for key in everything if key in set(keys)]
        staying = [key for key in everything if key not in set(keys)]
        if not going or not staying:
            raise CannotDoNow("Choose the records that are another child’s: some, and not all.")
        second = second_person_because(
            verdict="different", open_cases=len(cases), shielded=child.shielded, sampled=False, parts_records=True
        )
        return _write(
            _Two(tables, child, child, cases), by, purpose, "different", because, kind="split", second=second, keys=(staying, going)
        )


def _may_split(by: Viewer, child: Child, cases: dict[str, Case]) -> bool:
    owned = owned_by(by, cases)
    return may_review(by, [child], owned) and sees_in_full(by, child, owned)


def decision_for(by: Viewer, purpose: Purpose, decision_id: int) -> PairDecision:
    """Return a decision that is the viewer's to look at, nobody else deciding meanwhile.

    Raises  CannotSee.
    """
    require(by, Right.REVIEW_LINKS, purpose)
    if transaction.get_connection().in_atomic_block:
        _in_turn()
    row = PairDecision.objects.filter(pk=decision_id, second_of__isnull=True).first()
    if row is None or not may_see(by, row):
        raise CannotSee("There is no such decision for you.")
    return row


def _in_turn() -> None:
    """Wait until nobody else decides: two people who decide one pair at the same moment follow one another."""
    ChainHead.objects.select_for_update().get(id=1)


def _two(by: Viewer, purpose: Purpose, child_a: str, child_b: str) -> _Two:
    require(by, Right.REVIEW_LINKS, purpose)
    _in_turn()
    tables = whole_tables()
    children = tables.children([child_a, child_b]) if tables else {}
    cases = open_cases_of(children)
    owned = owned_by(by, cases)
    if tables is None or len(children) < 2 or not may_review(by, list(children.values()), owned):
        raise CannotSee("There is no such pair for you.")
    a, b = sorted((child_a, child_b))
    return _Two(tables, children[a], children[b], cases)


def _sampled(child_a: str, child_b: str) -> bool:
    """Return whether a pair is one of those that a second person confirms by lot; nobody can tell beforehand."""
    digest = hmac.new(the_index().secret, f"confirmed by lot {child_a} {child_b}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:4], "big") % SAMPLED_ONE_IN == 0


def _write(
    two: _Two,
    by: Viewer,
    purpose: Purpose,
    verdict: str,
    because: str,
    *,
    kind: str,
    second: str,
    keys: tuple[list[int], list[int]] | None = None,
) -> PairDecision:
    left, right = keys or _keys(two)
    how = compared(two.tables, (two.a.child_id, two.b.child_id)) if kind == "pair" else None
    pair = next((each for each in pairs_to_review(two.tables.run) if each.children == (two.a.child_id, two.b.child_id)), None)
    row = PairDecision.objects.create(
        at=clock.now(),
        by=by.username,
        by_name=by.full_name,
        authority=by.authority,
        purpose=purpose.code,
        kind=kind,
        verdict=verdict,
        because=because.strip()[:LONGEST_REASON],
        child_a=two.a.child_id,
        child_b=two.b.child_id,
        left_keys=left,
        right_keys=right,
        authorities=two.authorities,
        shielded=two.shielded,
        run_id=two.tables.run.run_id,
        probability=pair.probability if pair else None,
        weight=how.total if how else None,
        evidence={"levels": dict(how.levels), "weights": {name: round(bits, 6) for name, bits in how.weights.items()}} if how else {},
        needs_second=bool(second),
        second_because=second,
    )
    _tell(row, by, purpose, "pair.decided" if kind == "pair" else "child.parted", verdict=verdict, needs_second=bool(second))
    return row


def _keys(two: _Two) -> tuple[list[int], list[int]]:
    """Return the records of either side, one of each way of saying it; those that were compared stand first."""
    keys = record_keys_of(two.tables.run, [two.a.child_id, two.b.child_id])
    pair = next((each for each in pairs_to_review(two.tables.run) if each.children == (two.a.child_id, two.b.child_id)), None)
    sides = []
    for child, first in ((two.a, pair.left_key if pair else None), (two.b, pair.right_key if pair else None)):
        own = keys[child.child_id]
        sides.append(([first] if first is not None else []) + [key for key in own if key != first])
    return sides[0], sides[1]


def _copy_of(row: PairDecision, by: Viewer, purpose: Purpose, verdict: Verdict | str, because: str) -> PairDecision:
    kept = ("child_a", "child_b", "left_keys", "right_keys", "authorities", "shielded", "probability", "weight", "evidence", "kind")
    tables = whole_tables()
    return PairDecision(
        at=clock.now(),
        by=by.username,
        by_name=by.full_name,
        authority=by.authority,
        purpose=purpose.code,
        verdict=verdict,
        because=because.strip()[:LONGEST_REASON],
        run_id=tables.run.run_id if tables else "",
        **{name: getattr(row, name) for name in kept},
    )


def _tell(row: PairDecision, by: Viewer, purpose: Purpose, kind: str, **more: Any) -> None:
    """Write the event, and a line in the history of each open case that the decision touches."""
    body = {"decision": row.pk, "other": row.child_b, **more}
    record(by.doer, Happening(kind=kind, subject=row.child_a, purpose=purpose.code, body=body))
    words = {
        "pair.decided": f"Decision {row.pk} about a pair: {verdict_words(row.verdict).lower()}",
        "child.parted": f"Decision {row.pk}: some records are another child’s",
        "pair.second_person": f"A second person looked at decision {row.second_of_id}",
        "pair.undone": f"Decision {row.undoes_id} about a pair is undone",
    }[kind]
    cases = Case.objects.filter(child_id__in=[row.child_a, row.child_b], closed_on__isnull=True, joined_into__isnull=True)
    CaseChange.objects.bulk_create(
        [
            CaseChange(
                case=case,
                version=case.version,
                at=row.at,
                on=clock.today(),
                by=by.username,
                by_name=by.full_name,
                authority=by.authority,
                kind=kind,
                words=words[:400] + ("" if not row.needs_second else "; it waits for a second person"),
                because=row.because,
            )
            for case in cases
        ]
    )

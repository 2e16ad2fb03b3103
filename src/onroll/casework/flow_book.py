"""The casebook as measures read it: what happened in each case, kept in memory and brought up to date by what is new.

The tables behind it only grow, so that a question reads what came since the last one, and all of it only once in a process. The last
rows are read again each time: a transaction that began earlier may end later, and a casebook may have been put back from a backup.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Max, QuerySet

from onroll.casework.figure_rows import Behind
from onroll.casework.models import Case, CaseChange, CaseEnding, CaseFinding, CaseState, Contact, TakenBack, TransferAct
from onroll.casework.working_out import worked_out
from onroll.core.country_days import known_on
from onroll.core.measures.flow import CONTACT, ENDED, KIND_OF_CHANGE, Episode, Gap, Step, episodes_of

AGAIN = 500
"""How many of the last rows are read once more."""

LARGE, FRESH_SECONDS = 20_000, 600.0
"""From so many cases on, the figures may be so old."""

LONG_TO_READ = 100_000
"""From so many lines of history on, a casebook is read for the first time beside the pages."""


@dataclass
class _Grown:
    """What has been read of one table. Shape  last: its last rows by id, to see whether they are still the same."""

    newest: int = 0
    last: dict[int, tuple[Any, ...]] = field(default_factory=dict)


@dataclass
class CaseFlow:
    """One case.

    Shape  authority: who owns it now. held: who took it over, and when: the day, the day on which that was written down, the authority;
           the first of them had it from the beginning. joins: moments at which it became part of another case, or was its own again.
           written: moment and step, contacts and changes together.
    """

    child_id: str
    authority: str
    held: list[tuple[date, date, str]] = field(default_factory=list)
    joins: list[tuple[date, bool]] = field(default_factory=list)
    written: list[tuple[Any, int, Step]] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)

    def owner(self, *, as_at: date, known_by: date) -> str:
        """Return the authority that owned the case on a day, by what was written down by a day: what is handed on later moves nothing."""
        holders = [authority for on, known_on, authority in self.held if on <= as_at and known_on <= known_by]
        return holders[-1] if holders else self.authority

    def take_back(self, contact: int, on: date) -> None:
        """Note that a contact counts no longer from a day on."""
        self.written = [
            (at, number, replace(step, unsaid_on=on) if step.kind == CONTACT and number == contact else step)
            for at, number, step in self.written
        ]

    def is_joined(self, known_by: date) -> bool:
        """Whether the case was known to be part of another one."""
        known = [joined for known_on, joined in self.joins if known_on <= known_by]
        return bool(known) and known[-1]


class FlowBook:
    """What happened in every case. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._forget()

    def _forget(self) -> None:
        self.cases: dict[int, CaseFlow] = {}
        self.version = getattr(self, "version", 0) + 1
        self._changes, self._contacts, self._findings, self._joins, self._unsaid = (_Grown() for _ in range(5))
        self._of: dict[tuple[date, date], dict[int, list[Episode]]] = {}
        self._waiting: dict[tuple[date, date], set[int]] = {}
        self._looked_at = 0.0

    @property
    def is_large(self) -> bool:
        """Whether what is worked out from all of it takes longer than a page may."""
        return len(self.cases) >= LARGE

    def catch_up(self) -> int:
        """Read what is new, and return a number that grows whenever something was."""
        with self._lock:
            self._catch_up()
            return self.version

    def episodes(self, *, as_at: date, known_by: date) -> Mapping[int, list[Episode]]:
        """Return the episodes of every case as of a day, by what was written down by a day, as far as `catch_up` has read."""
        with self._lock:
            kept = self._of.get((as_at, known_by))
            if kept is None:
                while len(self._of) >= 3:
                    oldest = next(iter(self._of))
                    del self._of[oldest], self._waiting[oldest]
                kept = self._of[as_at, known_by] = {}
                self._waiting[as_at, known_by] = set(self.cases)
            waiting = self._waiting[as_at, known_by]
            for case_id in sorted(waiting):
                case = self.cases[case_id]
                if case.is_joined(known_by):
                    kept.pop(case_id, None)
                    continue
                steps = [step for _, _, step in case.written]
                kept[case_id] = episodes_of(case_id, steps, case.gaps, as_at=as_at, known_by=known_by)
            waiting.clear()
            return kept

    def _read_new(self) -> list[list[tuple[Any, ...]]] | None:
        """Return what is new of changes, contacts, findings, joins and contacts taken back; None once one shows that rows are gone."""
        sources: list[tuple[_Grown, QuerySet[Any], tuple[str, ...]]] = [
            (self._changes, CaseChange.objects.filter(kind__in=[*KIND_OF_CHANGE, *_OF_OWNER]), ("case_id", "kind", "on", "at")),
            (self._contacts, Contact.objects.all(), ("case_id", "on", "at")),
            (self._findings, CaseFinding.objects.all(), ("case_id", "found_on", "since", "finding")),
            (self._joins, CaseState.objects.filter(state=JOINED), ("case_id",)),
            (self._unsaid, TakenBack.objects.filter(contact__isnull=False), ("case_id", "contact_id", "at")),
        ]
        read = []
        for grown, rows, columns in sources:
            new = self._new(grown, rows, *columns)
            if new is None:
                return None
            read.append(new)
        return read

    def _catch_up(self) -> None:
        """Read what is new; the cases that it is about wait to be worked out again."""
        if len(self.cases) >= LARGE and time.monotonic() - self._looked_at < FRESH_SECONDS:
            return
        read = self._read_new()
        if read is None:
            self._forget()
            self._catch_up()
            return
        changes, contacts, findings, _, unsaid = read
        touched = {row[1] for rows in read for row in rows}
        self._read_cases(touched)
        ends = self._outcomes({row[1] for row in changes if KIND_OF_CHANGE.get(row[2]) == ENDED})
        for number, case_id, kind, on, at in changes:
            if kind in KIND_OF_CHANGE:
                means = KIND_OF_CHANGE[kind]
                detail = ends.get((case_id, on), "") if means == ENDED else ""
                self.cases[case_id].written.append((at, number, Step(means, on, known_on(at), detail)))
        for number, case_id, on, at in contacts:
            self.cases[case_id].written.append((at, number, Step(CONTACT, on, known_on(at))))
        for _, case_id, contact, at in unsaid:
            self.cases[case_id].take_back(contact, at.date())
        for _, case_id, found_on, since, finding in findings:
            if finding != "none":
                self.cases[case_id].gaps.append(Gap(found_on, since, finding))
        for case_id in touched:
            self.cases[case_id].written.sort(key=lambda each: each[:2])
        if touched:
            self.version += 1
            for waiting in self._waiting.values():
                waiting |= touched
        self._looked_at = time.monotonic()

    def _new(self, grown: _Grown, rows: QuerySet[Any], *columns: str) -> list[tuple[Any, ...]] | None:
        """Return the rows that were not read before; None where those that were are no longer the same."""
        from_id = max(0, grown.newest - AGAIN)
        found = list(rows.filter(id__gt=from_id).order_by("id").values_list("id", *columns))
        known = {number: row for number, row in grown.last.items() if number > from_id}
        now = {row[0]: row for row in found}
        if any(now.get(number) != row for number, row in known.items()):
            return None
        fresh = [row for row in found if row[0] not in known]
        if found:
            grown.newest = max(grown.newest, found[-1][0])
            grown.last = {row[0]: row for row in found if row[0] > grown.newest - AGAIN}
        return fresh

    def _read_cases(self, touched: set[int]) -> None:
        """Learn whose the cases are, and were: of all of them at the first time, later of those that something happened in."""
        if not touched:
            return
        every = len(touched) > AGAIN * 2
        rows = Case.objects.filter(id__gt=0) if every else Case.objects.filter(id__in=touched)
        for case_id, child_id, authority in rows.values_list("id", "child_id", "authority"):
            case = self.cases.setdefault(case_id, CaseFlow(child_id, authority))
            case.child_id, case.authority = child_id, authority
            case.held, case.joins = [], []
        acts = TransferAct.objects.filter(case__gt=0) if every else TransferAct.objects.filter(case__in=touched)
        for case_id, verb, authority, on, to, at in acts.order_by("id").values_list("case_id", "verb", "authority", "on", "to", "at"):
            case = self.cases[case_id]
            if not case.held:
                case.held.append((date.min, date.min, to if verb == "claim" else authority))  # as `case_facts.relay_of` begins
            if verb in TAKES_OVER:
                case.held.append((on, known_on(at), authority))
        ever = CaseState.objects.filter(state=JOINED).values("case_id")
        states = CaseState.objects.filter(case__in=ever) if every else CaseState.objects.filter(case__in=touched)
        for case_id, state, at in states.order_by("id").values_list("case_id", "state", "at"):
            self.cases[case_id].joins.append((known_on(at), state == JOINED))

    @staticmethod
    def _outcomes(ended: set[int]) -> dict[tuple[int, date], str]:
        if not ended:
            return {}
        rows = CaseEnding.objects.filter(decided="confirmed")
        rows = rows.filter(case_id__in=ended) if len(ended) <= AGAIN * 2 else rows.filter(id__gt=0)
        return {(case_id, on): outcome for case_id, on, outcome in rows.values_list("case_id", "decided_on", "outcome") if on is not None}


JOINED = "joined"
"""The state of a case that is part of another."""

TAKES_OVER = ("accept", "claim")
"""What an authority does that makes a case its own."""

_OF_OWNER = ("case.transfer_accept", "case.transfer_claim", "case.merged", "case.joined", "case.parted", "case.child_renumbered")
"""Changes after which a case may be another authority's, or part of another case."""

_books: dict[str, FlowBook] = {}
_making = threading.Lock()


def flow_book() -> FlowBook:
    """Return the book of this casebook."""
    with _making:
        return _books.setdefault(str(connection.settings_dict["NAME"]), FlowBook())


Chooser = Callable[[CaseFlow], bool]
"""Which cases are meant."""


def chosen_episodes(choose: Chooser, *, as_at: date, known_by: date, key: Hashable = None) -> list[Episode]:
    """Return the episodes of the cases that are chosen, as of a day, by what was written down by a day.

    Shape  key: says which are chosen, where the same are asked for again.
    Raises  StillBeingWorkedOut where there is very much to read.
    """
    book = flow_book()

    def choosing() -> list[Episode]:
        by_case = book.episodes(as_at=as_at, known_by=known_by)
        return [episode for case_id, episodes in list(by_case.items()) if choose(book.cases[case_id]) for episode in episodes]

    newest = CaseChange.objects.aggregate(newest=Max("id"))["newest"] or 0
    version = book.catch_up() if book.cases or newest < LONG_TO_READ else worked_out(("flow book", newest), book.catch_up)
    return (
        worked_out(("episodes", connection.settings_dict["NAME"], version, as_at, known_by, key), choosing) if book.is_large else choosing()
    )


def by_authority(episodes: Iterable[Episode], *, as_at: date, known_by: date) -> Mapping[str, list[Episode]]:
    """Return episodes by the authority that owned their case on a day, by what was written down by a day."""
    cases, found = flow_book().cases, defaultdict(list)
    for episode in episodes:
        found[cases[episode.case_id].owner(as_at=as_at, known_by=known_by)].append(episode)
    return found


def rows_of_episodes(episodes: Sequence[Episode]) -> list[Behind]:
    """Return a row for each episode: a case that was opened again has more than one."""
    cases = flow_book().cases
    return [Behind(cases[each.case_id].child_id, each.case_id) for each in episodes]

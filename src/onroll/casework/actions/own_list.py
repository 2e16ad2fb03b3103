"""Take in authorities' own lists on the day they go live: each child whom a list shows has a case, with the list's dates.

Running it twice changes nothing. An entry never closes a case: where the list closes it, or the records show the child in
education, an ending is proposed, and a person decides.

Source  issue 4, point 1; contracts, section 4 (`cme_register`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from onroll.accounts.audit import Doer, record_all
from onroll.casework import clock
from onroll.casework.actions.arrivals import SETTLED, check_households, rate, score_rows, what_bears_on_risk
from onroll.casework.actions.case_moves import begin_episode
from onroll.casework.actions.run_book import RunBook
from onroll.casework.actions.take_in_findings import fill_in
from onroll.casework.case_facts import facts_of
from onroll.casework.local_rules import calendar_of
from onroll.casework.models import Case, CaseChange, CaseFinding, CaseProposal, CaseState, EscalationTask, OwnListEntry, TriageResult
from onroll.core import school_age
from onroll.core.cases import moved
from onroll.core.counting import CountedAs, Said, counted_as
from onroll.core.next_steps import next_step
from onroll.core.outcomes import reopens
from onroll.core.wording import day_words
from onroll.pipeline.index import Index, Run
from onroll.pipeline.own_lists import ListedChild, listed_children, newest_lists
from onroll.pipeline.run_findings import NowKnown

LIST = Doer(name="onroll run", role="system")
BATCH = 500


@dataclass(frozen=True, kw_only=True)
class ListsTakenIn:
    """What the lists did to the casebook. Shape  ended_before: entries that the ending of a closed case knew of."""

    listed: int = 0
    listed_opened: int = 0
    listed_joined: int = 0
    listed_reopened: int = 0
    listed_ended_before: int = 0
    listed_closed: int = 0
    listed_endings_proposed: int = 0

    def as_counts(self) -> dict[str, int]:
        """Return the numbers by name."""
        return dict(vars(self))


@dataclass(kw_only=True)
class _Work(RunBook):
    """What the lists will have written."""

    cases: dict[str, Case] = field(default_factory=dict)
    entries: dict[tuple[int, str], list[OwnListEntry]] = field(default_factory=dict)
    new_entries: list[OwnListEntry] = field(default_factory=list)
    closed_entries: list[OwnListEntry] = field(default_factory=list)

    def say(self, case: Case, kind: str, words: str, **body: Any) -> None:
        """Add a line to the case's history, and its event."""
        super().say(case, kind, words)
        self.tell(kind, case.child_id, case=case.pk, **body)

    def has_entry(self, case: Case, row: ListedChild) -> bool:
        return any(entry.opened_on == row.opened_on for entry in self.entries.get((case.pk, row.supplier), ()))


def take_in_own_lists(run: Run) -> ListsTakenIn:
    """Open a case for each child whom an authority's newest list shows, or join the child's open one, with the list's dates.

    Call it after the run's findings have been taken in.
    """
    lists = newest_lists(Index(run.folder.parents[2]), run)
    rows = listed_children(run, lists)
    standing = [row for row in rows if row.stands]
    with transaction.atomic():
        work = _Work(run=run, now=clock.now(), doer=LIST)
        work.cases = _cases_of(sorted({row.child_id for row in rows}))
        _load_entries(work)
        _open_or_reopen(work, standing)
        for row in standing:
            case = work.cases.get(row.child_id)
            if case is not None and case.is_open and not work.has_entry(case, row):
                _join(work, case, row)
        _close_entries(work, rows, {each.supplier: each.as_at for each in lists})
        _write(work)
    return ListsTakenIn(listed=len(standing), **work.counts)


# -- cases that the list opens ----------------------------------------------------------------------------------------


def _open_or_reopen(work: _Work, rows: Sequence[ListedChild]) -> None:
    new: dict[str, ListedChild] = {}
    again: dict[str, tuple[Case, ListedChild]] = {}
    for row in rows:
        case = work.cases.get(row.child_id)
        if case is None:
            new.setdefault(row.child_id, row)
        elif not case.is_open and row.child_id not in again:
            assert case.closed_on is not None
            if row.status not in SETTLED and reopens(case.closed_on, case.recheck_on, row.opened_on > case.closed_on, work.run.on):
                again[row.child_id] = (case, row)
            else:
                work.count("listed_ended_before")
    risks = what_bears_on_risk(work.run, [*new, *again], {row.child_id: row.finding for row in rows if row.finding})
    for case, row in again.values():
        _reopen(work, case, row, risks.get(row.child_id, {}))
    made = Case.objects.bulk_create([_new_case(work, row, risks.get(row.child_id, {})) for row in new.values()], batch_size=BATCH)
    for case, row in zip(made, new.values(), strict=True):
        work.cases[row.child_id] = case
        because = f"On the list of authority {row.supplier} since {day_words(row.opened_on)}."
        work.states.append(work.state_of(case, "new", because))
        work.say(case, "case.opened", f"Case opened. {because}", by_list=row.record)
        _enter(work, case, row)
        _settle(work, case, row)
        work.opened.append(case)
        work.count("listed_opened")
    _score(work, risks)


def _new_case(work: _Work, row: ListedChild, known: Mapping[str, Any]) -> Case:
    on = work.run.on
    opened_on = min(row.opened_on, on)
    settled = row.status in SETTLED and not row.finding
    case = Case(
        child_id=row.child_id,
        authority=_owner(row),
        queue="settle",
        counted_as=_counted(settled, on),
        since=opened_on,
        known_from=opened_on,
        opened_on=opened_on,
        arrived_on=on,
        leaving_on=school_age.ends_on(row.date_of_birth) if row.date_of_birth else None,
        shielded=row.shielded,
    )
    rate(case, known, on)
    step = next_step(facts_of(case), case.level == "high", on, calendar_of(case.authority))
    case.next_action, case.due_on = step.action, step.due_on
    return case


def _owner(row: ListedChild) -> str:
    return row.supplier if len(row.supplier) == 3 and row.supplier.isdigit() else row.la_code or "000"


def _counted(settled: bool, on: date) -> CountedAs:
    said = [Said("referred", on)]
    return counted_as([*said, Said("no finding", on)] if settled else said, on)


def _settle(work: _Work, case: Case, row: ListedChild) -> None:
    """Where the records answer whether the child misses education, propose the ending; a person decides."""
    if row.status not in SETTLED or row.finding:
        return
    said = f" {row.because}" if row.because else ""
    because = f"On the list, and not missing by the records of {day_words(work.run.on)}: {row.status.replace('_', ' ')}.{said}"
    work.findings.append(CaseFinding(case=case, run_id=work.run.run_id, found_on=work.run.on, finding="none"))
    _propose_ending(
        work, case, because, NowKnown(status=row.status, because="", urn=row.urn, since=row.status_since, evidence=row.evidence)
    )


def _propose_ending(work: _Work, case: Case, because: str, known: NowKnown | None = None) -> None:
    proposal = CaseProposal(case=case, kind="ending", run_id=work.run.run_id, proposed_on=work.run.on, because=because[:400])
    fill_in(proposal, case, known)
    work.proposals.append(proposal)
    work.say(case, "case.ending_proposed", because)
    work.count("listed_endings_proposed")


def _reopen(work: _Work, case: Case, row: ListedChild, known: Mapping[str, Any]) -> None:
    on = work.run.on
    because = f"On the list of authority {row.supplier} since {day_words(row.opened_on)}, after the case had ended."
    before = facts_of(case, missing_again=because)
    begin_episode(case, on)
    case.counted_as, case.since, case.arrived_on = _counted(False, on), row.opened_on, on
    rate(case, known, on)
    case.state = "new"
    after = moved(before, "reopen", next_step(facts_of(case), case.level == "high", on, calendar_of(case.authority)), on)
    case.whereabouts_known, case.has_plan, case.first_attended_on = after.whereabouts_known, after.has_plan, after.first_attended_on
    case.next_action, case.due_on = after.next_action, after.due_on
    case.version += 1
    case.save()
    work.changed[case.pk] = case
    work.states.append(work.state_of(case, "new", because))
    work.say(case, "case.reopened", because, episode=case.episode)
    _enter(work, case, row)
    work.opened.append(case)
    work.count("listed_reopened")


def _score(work: _Work, risks: Mapping[str, Mapping[str, Any]]) -> None:
    triages: list[TriageResult] = []
    tasks: list[EscalationTask] = []
    for case in work.opened:
        known = risks.get(case.child_id, {})
        row, its_tasks = score_rows(case, rate(case, known, work.run.on), known, on=work.run.on, at=work.now, by=LIST.name)
        triages.append(row)
        tasks += its_tasks
        for task in its_tasks:
            work.say(case, "case.escalated", f"To escalate today: {task.task}", trigger=task.trigger, told=task.told)
    TriageResult.objects.bulk_create(triages, batch_size=BATCH)
    EscalationTask.objects.bulk_create(tasks, batch_size=BATCH)


# -- entries: what the list says of a case ----------------------------------------------------------------------------


def _join(work: _Work, case: Case, row: ListedChild) -> None:
    """Give the child's open case the entry, and its dates where the authority has worked on the child for longer than we know."""
    if case.authority == _owner(row) and case.episode == 1 and row.opened_on < case.opened_on:
        case.arrived_on = case.arrived_on or case.opened_on
        case.opened_on = row.opened_on
        case.known_from = min(case.known_from or row.opened_on, row.opened_on)
    work.change(case)
    reason = f", reason: {row.reason}" if row.reason else ""
    work.say(case, "case.listed", f"On the list of authority {row.supplier} since {day_words(row.opened_on)}{reason}", record=row.record)
    _enter(work, case, row)
    work.count("listed_joined")


def _enter(work: _Work, case: Case, row: ListedChild) -> None:
    entry = OwnListEntry(
        case=case,
        authority=row.supplier[:3],
        record=row.record[:300],
        as_at=row.as_at,
        opened_on=row.opened_on,
        reason=row.reason[:200],
        run_id=work.run.run_id,
        taken_in_on=work.run.on,
    )
    work.new_entries.append(entry)
    work.entries.setdefault((case.pk, row.supplier), []).append(entry)


def _close_entries(work: _Work, rows: Iterable[ListedChild], newest: Mapping[str, date]) -> None:
    """Note which entries the newest lists close, or show no longer; where nothing else says that the child is missing, ask a person."""
    now = {(row.child_id, row.supplier): row for row in rows}
    by_case = {case.pk: case for case in work.cases.values()}
    stand = OwnListEntry.objects.filter(closed_on=None, authority__in=list(newest), case__joined_into=None).select_related("case")
    for entry in stand.order_by("id"):
        case = by_case.get(entry.case_id, entry.case)
        row = now.get((case.child_id, entry.authority))
        if row is not None and row.stands and row.opened_on == entry.opened_on:
            continue
        if row is not None and row.stands:  # listed anew: another entry carries it on
            entry.closed_on = max(row.opened_on, entry.opened_on)
        else:
            entry.closed_on = row.closed_on if row is not None and row.closed_on else newest[entry.authority]
            entry.outcome = (row.outcome if row is not None else "No longer on the list")[:200]
            _ask_about_closing(work, case, entry)
        work.closed_entries.append(entry)
        work.count("listed_closed")


def _ask_about_closing(work: _Work, case: Case, entry: OwnListEntry) -> None:
    if not case.is_open:
        return
    assert entry.closed_on is not None
    words = f"The list of authority {entry.authority} closed its entry on {day_words(entry.closed_on)}"
    words += f": {entry.outcome}" if entry.outcome else ""
    work.change(case)
    work.say(case, "case.list_entry_closed", words)
    found = CaseFinding.objects.filter(case=case).exists()
    if not found and not CaseProposal.objects.filter(case=case, kind="ending", withdrawn_on=None).exists():
        _propose_ending(work, case, f"{words}. No register has found the child missing.")


# -- the casebook as it is --------------------------------------------------------------------------------------------


def _cases_of(child_ids: Sequence[str]) -> dict[str, Case]:
    """Return the case of each child: the open one, else the one that was closed last."""
    found: dict[str, Case] = {}
    for start in range(0, len(child_ids), BATCH):
        cases = Case.objects.select_for_update().filter(child_id__in=child_ids[start : start + BATCH], joined_into=None)
        for case in sorted(cases, key=lambda each: (each.is_open, each.closed_on or date.max, each.pk)):
            found[case.child_id] = case
    return found


def _load_entries(work: _Work) -> None:
    keys = [case.pk for case in work.cases.values()]
    for start in range(0, len(keys), BATCH):
        for entry in OwnListEntry.objects.filter(case_id__in=keys[start : start + BATCH]):
            work.entries.setdefault((entry.case_id, entry.authority), []).append(entry)


def _write(work: _Work) -> None:
    dates = ["opened_on", "arrived_on", "known_from", "version"]
    Case.objects.bulk_update(list(work.changed.values()), dates, batch_size=BATCH)
    OwnListEntry.objects.bulk_create(work.new_entries, batch_size=BATCH)
    OwnListEntry.objects.bulk_update(work.closed_entries, ["closed_on", "outcome"], batch_size=BATCH)
    CaseState.objects.bulk_create(work.states, batch_size=BATCH)
    CaseFinding.objects.bulk_create(work.findings, batch_size=BATCH)
    CaseProposal.objects.bulk_create(work.proposals, batch_size=BATCH)
    CaseChange.objects.bulk_create(work.lines, batch_size=BATCH)
    check_households(work.run, work.opened, on=work.run.on, at=work.now, by=LIST.name, by_name="Onroll")
    record_all(LIST, work.happenings)

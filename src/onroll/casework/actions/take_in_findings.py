"""The bridge from the index to the casebook: each run's findings open, update and question cases.

Running it twice changes nothing. It never closes a case: a child who is no longer missing makes it propose an ending,
and a person decides.

Source  design, sections 4 and 7; contracts, section 7 (`run`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from onroll.accounts.audit import Doer, record_all
from onroll.accounts.many_rows import write_rows
from onroll.casework import clock
from onroll.casework.actions.arrivals import SETTLED, check_households, rate, score_rows, what_bears_on_risk
from onroll.casework.actions.case_moves import begin_episode
from onroll.casework.actions.joined_cases import follow_children
from onroll.casework.actions.leaving_age import notice_leavers
from onroll.casework.actions.observe_returns import observe_returns
from onroll.casework.actions.run_book import RunBook
from onroll.casework.actions.split_ends import end_lapsed_splits
from onroll.casework.actions.take_in_leads import take_in_leads
from onroll.casework.actions.take_in_replies import take_in_replies
from onroll.casework.case_facts import facts_of
from onroll.casework.local_rules import calendar_of
from onroll.casework.models import Case, CaseFinding, CaseProposal, CaseState, EscalationTask, ToldChild, TriageResult
from onroll.casework.the_index import the_index
from onroll.core.cases import moved
from onroll.core.counting import CountedAs, Said, counted_as
from onroll.core.endings_by_records import ending_by_records
from onroll.core.next_steps import next_step
from onroll.core.outcomes import reopens
from onroll.core.school_age import ends_on
from onroll.core.school_days import Calendar
from onroll.core.triage import Triage
from onroll.core.wording import day_words
from onroll.pipeline.index import Run
from onroll.pipeline.run_findings import NowKnown, RunFinding, read_findings, what_is_known_now
from onroll.pipeline.run_risks import shielded_in

RUN = Doer(name="onroll run", role="system")
NO_AUTHORITY = "000"
"""Owns a case while nobody can say where the child lives or last went to school: the national queue."""

QUEUES: Mapping[str, str] = {"cme": "triage", "possible_cme": "settle"}
"""In which queue a new case waits for an owner, by the finding's status."""

BATCH = 500


class CannotTakeInFindings(Exception):
    """The run is older than one that the casebook has already taken in."""


@dataclass(frozen=True, kw_only=True)
class TakenIn:
    """What a run did to the casebook. Shape  cme and possible_cme: open cases counted as each, afterwards."""

    opened: int = 0
    updated: int = 0
    unchanged: int = 0
    endings_proposed: int = 0
    transfers_proposed: int = 0
    joined: int = 0
    parted: int = 0
    reopened: int = 0
    replies: int = 0
    left_school_age: int = 0
    new_leads: int = 0
    observed: int = 0
    cme: int = 0
    possible_cme: int = 0

    def as_counts(self) -> dict[str, int]:
        """Return the numbers by name."""
        return dict(vars(self))


@dataclass(kw_only=True)
class _Work(RunBook):
    """What the findings of a run will have written."""

    withdrawn: list[CaseProposal] = field(default_factory=list)
    triages: list[TriageResult] = field(default_factory=list)
    tasks: list[EscalationTask] = field(default_factory=list)
    risks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    shielded: frozenset[str] = frozenset()
    rated: dict[str, Triage] = field(default_factory=dict)
    calendars: dict[str, Calendar] = field(default_factory=dict)


def take_in_findings(run: Run) -> TakenIn:
    """Open a case for each new finding, update those whose finding changed, propose endings for those without one.

    Raises  CannotTakeInFindings where a newer run has been taken in; then nothing has changed.
    """
    findings = read_findings(run)
    with transaction.atomic():
        _refuse_older(run)
        cases = list(Case.objects.select_for_update().filter(closed_on__isnull=True, joined_into__isnull=True).order_by("opened_on", "id"))
        work = _Work(run=run, now=clock.now(), doer=RUN, shielded=shielded_in(run))
        by_child = follow_children(work, cases)
        latest = _latest_findings([case.pk for case in by_child.values()])
        standing = _standing_proposals([case.pk for case in by_child.values()])
        gone = [child_id for child_id in by_child if child_id not in findings]
        known = what_is_known_now(run, gone)
        for child_id, finding in findings.items():
            if child_id in by_child:
                _update(work, by_child[child_id], finding, latest.get(by_child[child_id].pk), standing)
        for child_id in gone:
            _propose_ending(work, by_child[child_id], known.get(child_id), latest.get(by_child[child_id].pk), standing)
        _mark_shielded(work, by_child)
        new = _reopen_closed(work, [finding for child_id, finding in findings.items() if child_id not in by_child])
        _write(work)
        _open_cases(work, new)
        replies = take_in_replies(the_index(), run, work.now)
        write_rows(work.lines)
        write_rows(work.triages)
        write_rows(work.tasks)
        check_households(run, work.opened, on=run.on, at=work.now, by=RUN.name, by_name="Onroll")
        record_all(RUN, work.happenings)
        left_school_age = notice_leavers(run, by=RUN)
        open_now = Case.objects.filter(closed_on__isnull=True, joined_into__isnull=True)
        counted = {status: open_now.filter(counted_as=status).count() for status in QUEUES}
    news, looks = take_in_leads(run, by=RUN), observe_returns(run, by=RUN)
    end_lapsed_splits(run.on, by=RUN)
    return TakenIn(**work.counts, **counted, replies=replies, left_school_age=left_school_age, new_leads=news, observed=looks)


def _refuse_older(run: Run) -> None:
    newest = CaseFinding.objects.order_by("-found_on").values_list("found_on", flat=True).first()
    if newest is not None and run.on < newest:
        raise CannotTakeInFindings(f"The casebook already holds findings of {newest}: those of {run.on} are older, and were not taken in.")


# -- one case and its finding -----------------------------------------------------------------------------------------


def _update(
    work: _Work, case: Case, finding: RunFinding, last: CaseFinding | None, standing: Mapping[tuple[int, str], CaseProposal]
) -> None:
    _withdraw(work, case, standing.get((case.pk, "ending")))
    _propose_transfer(work, case, finding, standing.get((case.pk, "transfer")))
    if last is not None and _same(last, finding):
        work.count("unchanged")
        return
    work.findings.append(_row(work, case, finding))
    case.counted_as, case.since = _counted(finding, work.run.on), finding.since
    work.change(case)
    work.say(case, "case.finding_changed", f"The run of {day_words(work.run.on)} found: {finding.finding.replace('_', ' ')}")
    work.tell("case.finding_changed", finding.child_id, case=case.pk, finding=finding.finding, status=finding.status)
    work.count("updated")


def _same(last: CaseFinding, finding: RunFinding) -> bool:
    # The evidence grows with each delivery; by itself it is no news about the child.
    return (last.finding, last.status, last.since, last.la_code, last.reason, last.coverage) == (
        finding.finding,
        finding.status,
        finding.since,
        finding.la_code,
        finding.reason,
        finding.coverage,
    )


def _propose_transfer(work: _Work, case: Case, finding: RunFinding, standing: CaseProposal | None) -> None:
    """Residence is computed, ownership is agreed: a difference is proposed, and accepted by people."""
    if standing is not None and standing.to_authority != finding.la_code:
        _withdraw(work, case, standing)
        standing = None
    if finding.la_code and finding.la_code != case.authority and standing is None:
        because = (
            f"The child lives in authority {finding.la_code} by the records of {work.run.on}; the case is authority {case.authority}’s."
        )
        work.proposals.append(_proposal(work, case, "transfer", because, to_authority=finding.la_code))
        work.tell("case.transfer_proposed", case.child_id, case=case.pk, to=finding.la_code)
        work.count("transfers_proposed")


def _propose_ending(
    work: _Work, case: Case, known: NowKnown | None, last: CaseFinding | None, standing: Mapping[tuple[int, str], CaseProposal]
) -> None:
    counted = _counted_without_finding(work, case, known)
    if last is not None and last.finding == "none":
        _say_how_it_would_end(case, known, standing.get((case.pk, "ending")))
        _count_anew(work, case, known, counted, before=last.status)
        return
    if last is None and (known is None or known.status not in SETTLED):
        work.count("unchanged")  # somebody told of the child, and the records say nothing that would answer them
        return
    work.findings.append(CaseFinding(case=case, run_id=work.run.run_id, found_on=work.run.on, finding="none", status=counted))
    case.counted_as = counted
    work.change(case)
    work.say(case, "case.ending_proposed", _why_ended(work.run.on, known))
    if (case.pk, "ending") not in standing:
        proposal = _proposal(work, case, "ending", _why_ended(work.run.on, known))
        fill_in(proposal, case, known)
        work.proposals.append(proposal)
        work.count("endings_proposed")
    work.tell("case.ending_proposed", case.child_id, case=case.pk)


def _counted_without_finding(work: _Work, case: Case, known: NowKnown | None) -> CountedAs:
    """How a child counts whom the run does not find missing: not at all, unless there is no record left that could have shown anything."""
    past_school_age = case.leaving_on is not None and case.leaving_on < work.run.on
    nothing_said = known is None and not case.whereabouts_known and not past_school_age
    return counted_as([Said("no record" if nothing_said else "no finding", work.run.on)], work.run.on)


def _count_anew(work: _Work, case: Case, known: NowKnown | None, counted: CountedAs, *, before: str) -> None:
    """Count a child again whose records have gone since, and no longer one whose records are back; what people said stands."""
    if counted == before:
        work.count("unchanged")
        return
    case.counted_as = (case.counted_as or counted) if counted else ""
    work.findings.append(CaseFinding(case=case, run_id=work.run.run_id, found_on=work.run.on, finding="none", status=counted))
    work.change(case)
    work.say(case, "case.count_changed", _why_ended(work.run.on, known))
    work.tell("case.count_changed", case.child_id, case=case.pk, counted_as=case.counted_as)
    work.count("updated")


def _say_how_it_would_end(case: Case, known: NowKnown | None, standing: CaseProposal | None) -> None:
    """Give a proposal that no row bore out the rows that have come since."""
    if standing is not None and not standing.outcome and fill_in(standing, case, known):
        standing.save(update_fields=["outcome", "evidence", "because"])


def fill_in(proposal: CaseProposal, case: Case, known: NowKnown | None) -> bool:
    """Say in a proposed ending how the case would end, and on which row: the form of the ending is filled in from it."""
    if known is None:
        return False
    found = ending_by_records(known.status, known.evidence, urn=known.urn, since=known.since, missing_since=case.since)
    if found is None:
        return False
    piece = {"kind": found.kind, "dated_on": found.dated_on.isoformat(), "reference": found.reference, "words": found.words}
    if found.watched:
        piece |= {"urn": found.urn, "since": found.since.isoformat() if found.since else ""}
    proposal.outcome, proposal.evidence = found.outcome.value, [piece]
    proposal.because = f"{proposal.because} {found.words}"[:400]
    return True


def _why_ended(on: date, known: NowKnown | None) -> str:
    if known is None:
        return f"No record of the child counts any longer on {on}: that is no answer. Look at what became of the records before deciding."
    said = f" {known.because}" if known.because else ""
    return f"The records of {on} no longer show the child missing: {known.status.replace('_', ' ')}.{said}"[:400]


def _proposal(work: _Work, case: Case, kind: str, because: str, *, to_authority: str = "") -> CaseProposal:
    return CaseProposal(case=case, kind=kind, run_id=work.run.run_id, proposed_on=work.run.on, because=because, to_authority=to_authority)


def _withdraw(work: _Work, case: Case, proposal: CaseProposal | None) -> None:
    if proposal is not None and proposal.withdrawn_on is None:
        proposal.withdrawn_on = work.run.on
        work.withdrawn.append(proposal)
        work.tell(f"case.{proposal.kind}_proposal_withdrawn", case.child_id, case=case.pk)


# -- new cases --------------------------------------------------------------------------------------------------------


def _open_cases(work: _Work, findings: Sequence[RunFinding]) -> None:
    work.risks = _risks(work, findings)
    cases = [_new_case(work, finding) for finding in findings]
    _write_new(cases)
    rows, states = [], []
    for case, finding in zip(cases, findings, strict=True):
        rows.append(_row(work, case, finding))
        states.append(CaseState(case=case, state="new", at=work.now, by=RUN.name, because=f"Found by run {work.run.run_id}."))
        work.say(case, "case.opened", f"Case opened: {finding.finding.replace('_', ' ')}, by the records of {day_words(work.run.on)}")
        work.tell("case.opened", finding.child_id, case=case.pk, finding=finding.finding, status=finding.status)
        work.count("opened")
        _score(work, case, finding.child_id)
    write_rows(rows)
    write_rows(states)


def _write_new(cases: Sequence[Case]) -> None:
    """Write the cases and give each its number: a child has one open case."""
    write_rows(cases)
    numbers = dict(Case.objects.filter(closed_on=None, joined_into=None).values_list("child_id", "pk")) if cases else {}
    for case in cases:
        case.pk, case._state.adding = numbers[case.child_id], False


def _new_case(work: _Work, finding: RunFinding) -> Case:
    case = Case(
        child_id=finding.child_id,
        authority=finding.la_code or finding.roll_la_code or NO_AUTHORITY,
        queue=QUEUES[finding.status],
        counted_as=_counted(finding, work.run.on),
        since=finding.since,
        known_from=finding.since or work.run.on,
        opened_on=work.run.on,
        shielded=finding.child_id in work.shielded,
    )
    known = work.risks.get(finding.child_id, {})
    work.rated[finding.child_id] = rate(case, known, work.run.on)
    case.leaving_on = ends_on(known["date_of_birth"]) if "date_of_birth" in known else None
    _plan_next(work, case)
    return case


def _counted(finding: RunFinding, on: date) -> CountedAs:
    return counted_as([Said("cme" if finding.status == "cme" else "possible_cme", on)], on)


def _plan_next(work: _Work, case: Case) -> None:
    if case.authority not in work.calendars:
        work.calendars[case.authority] = calendar_of(case.authority)
    step = next_step(facts_of(case), case.level == "high", work.run.on, work.calendars[case.authority])
    case.next_action, case.due_on = step.action, step.due_on


# -- triage on arrival ------------------------------------------------------------------------------------------------


def _risks(work: _Work, findings: Sequence[RunFinding]) -> dict[str, dict[str, Any]]:
    kinds = {finding.child_id: finding.finding for finding in findings}
    return what_bears_on_risk(work.run, list(kinds), kinds)


def _score(work: _Work, case: Case, child_id: str) -> None:
    """Keep the score with its reasons, and leave a task for each same-day trigger."""
    known = work.risks.get(child_id, {})
    row, tasks = score_rows(case, work.rated[child_id], known, on=work.run.on, at=work.now, by=RUN.name)
    work.triages.append(row)
    work.opened.append(case)
    for task in tasks:
        work.tasks.append(task)
        work.tell("case.escalated", child_id, case=case.pk, trigger=task.trigger, told=task.told)
        work.say(case, "case.escalated", f"To escalate today: {task.task}")


# -- children whose case had ended ------------------------------------------------------------------------------------


def _reopen_closed(work: _Work, findings: Sequence[RunFinding]) -> list[RunFinding]:
    """Open again the closed case of a child who is found missing once more; return the findings that need a new case."""
    closed = {
        case.child_id: case
        for case in Case.objects.select_for_update().filter(closed_on__isnull=False, joined_into__isnull=True).order_by("closed_on", "id")
    }
    new, again = [], []
    for finding in findings:
        case = closed.get(finding.child_id)
        if case is None or case.closed_on is None:
            new.append(finding)
            continue
        last = CaseFinding.objects.filter(case=case).order_by("-id").first()
        is_new = last is None or last.finding == "none" or (last.finding, last.since) != (finding.finding, finding.since)
        if reopens(case.closed_on, case.recheck_on, is_new, work.run.on):
            again.append((case, finding))
    work.risks = _risks(work, [finding for _, finding in again])
    for case, finding in again:
        _reopen(work, case, finding)
    return new


def _reopen(work: _Work, case: Case, finding: RunFinding) -> None:
    because = f"The run of {day_words(work.run.on)} found the child missing again: {finding.finding.replace('_', ' ')}."
    before = facts_of(case, missing_again=because)
    begin_episode(case, work.run.on)
    case.counted_as, case.since = _counted(finding, work.run.on), finding.since
    work.rated[finding.child_id] = rate(case, work.risks.get(finding.child_id, {}), work.run.on)
    case.state = "new"
    after = moved(before, "reopen", next_step(facts_of(case), case.level == "high", work.run.on, calendar_of(case.authority)), work.run.on)
    case.whereabouts_known, case.has_plan, case.first_attended_on = after.whereabouts_known, after.has_plan, after.first_attended_on
    case.next_action, case.due_on = after.next_action, after.due_on
    case.version += 1
    case.save()
    if not CaseFinding.objects.filter(case=case, run_id=work.run.run_id).exists():
        _row(work, case, finding).save()
    work.states.append(CaseState(case=case, state="new", at=work.now, by=RUN.name, because=because[:400]))
    work.say(case, "case.reopen", because)
    work.tell("case.reopened", finding.child_id, case=case.pk, episode=case.episode, finding=finding.finding)
    work.count("reopened")
    _score(work, case, finding.child_id)


def _mark_shielded(work: _Work, by_child: Mapping[str, Case]) -> None:
    told = set(ToldChild.objects.filter(became="").values_list("child_id", flat=True))
    for child_id, case in by_child.items():
        if child_id in told:
            continue  # no run knows the child: whoever searched for it last decided
        if case.shielded != (child_id in work.shielded):
            case.shielded = not case.shielded
            work.change(case)
            work.tell("case.shielded" if case.shielded else "case.no_longer_shielded", child_id, case=case.pk)


def _row(work: _Work, case: Case, finding: RunFinding) -> CaseFinding:
    return CaseFinding(
        case=case,
        run_id=work.run.run_id,
        found_on=work.run.on,
        finding=finding.finding,
        status=finding.status,
        since=finding.since,
        la_code=finding.la_code,
        reason=finding.reason,
        rule=finding.rule,
        coverage=finding.coverage,
        evidence=finding.evidence,
    )


# -- the casebook as it is --------------------------------------------------------------------------------------------


def _latest_findings(case_ids: Sequence[int]) -> dict[int, CaseFinding]:
    wanted = set(case_ids)
    rows = CaseFinding.objects.filter(case__closed_on__isnull=True).order_by("id").iterator(chunk_size=2000)
    return {row.case_id: row for row in rows if row.case_id in wanted}


def _standing_proposals(case_ids: Sequence[int]) -> dict[tuple[int, str], CaseProposal]:
    wanted = set(case_ids)
    rows = CaseProposal.objects.filter(withdrawn_on__isnull=True, case__closed_on__isnull=True)
    return {(row.case_id, row.kind): row for row in rows if row.case_id in wanted}


def _write(work: _Work) -> None:
    Case.objects.bulk_update(list(work.changed.values()), ["counted_as", "since", "shielded", "version"], batch_size=BATCH)
    write_rows(work.findings)
    write_rows(work.states)
    CaseProposal.objects.bulk_update(work.withdrawn, ["withdrawn_on"], batch_size=BATCH)
    write_rows(work.proposals)

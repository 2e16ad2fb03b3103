"""The bridge from the index to the casebook: each run's findings open, update and question cases.

Running it twice changes nothing. It never closes a case: a child who is no longer missing makes it propose an ending,
and a person decides.

Source  design, sections 4 and 7; contracts, section 7 (`run`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.db import transaction

from onroll.accounts.audit import Doer, Happening, record_all
from onroll.casework.models import Case, CaseFinding, CaseProposal, CaseState
from onroll.core.working_days import on_or_next_working_day, working_day_after
from onroll.pipeline.index import Run
from onroll.pipeline.run_findings import NowKnown, RunFinding, ids_now, read_findings, what_is_known_now

RUN = Doer(name="onroll run", role="system")
NO_AUTHORITY = "000"
"""Owns a case while nobody can say where the child lives or last went to school: the national queue."""

FIRST_STEPS: Mapping[str, tuple[str, str, int]] = {
    "cme": ("triage", "Assess the risk and make the first contact", 0),
    "possible_cme": ("settle", "Settle whether the child is missing education", 2),
}
"""By status: the queue, the next action, and within how many working days. Source  domain, section 3.5, stages 1 and 3."""

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
    cme: int = 0
    possible_cme: int = 0

    def as_counts(self) -> dict[str, int]:
        """Return the numbers by name."""
        return dict(vars(self))


@dataclass
class _Work:
    """What is to be written, gathered first and written in a few statements."""

    run: Run
    now: datetime
    happenings: list[Happening] = field(default_factory=list)
    findings: list[CaseFinding] = field(default_factory=list)
    states: list[CaseState] = field(default_factory=list)
    changed: dict[int, Case] = field(default_factory=dict)
    proposals: list[CaseProposal] = field(default_factory=list)
    withdrawn: list[CaseProposal] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1

    def tell(self, kind: str, child_id: str, **body: object) -> None:
        self.happenings.append(Happening(kind=kind, subject=child_id, body={"run": self.run.run_id, **body}))

    def change(self, case: Case) -> None:
        if case.pk not in self.changed:
            case.version += 1
        self.changed[case.pk] = case


def take_in_findings(run: Run) -> TakenIn:
    """Open a case for each new finding, update those whose finding changed, propose endings for those without one.

    Raises  CannotTakeInFindings where a newer run has been taken in; then nothing has changed.
    """
    findings = read_findings(run)
    with transaction.atomic():
        _refuse_older(run)
        cases = list(Case.objects.select_for_update().filter(closed_on__isnull=True, joined_into__isnull=True).order_by("opened_on", "id"))
        work = _Work(run, datetime.now(UTC))
        by_child = _follow_joined_children(work, cases, ids_now(run, [case.child_id for case in cases]))
        latest = _latest_findings([case.pk for case in by_child.values()])
        standing = _standing_proposals([case.pk for case in by_child.values()])
        gone = [child_id for child_id in by_child if child_id not in findings]
        known = what_is_known_now(run, gone)
        for child_id, finding in findings.items():
            if child_id in by_child:
                _update(work, by_child[child_id], finding, latest.get(by_child[child_id].pk), standing)
        for child_id in gone:
            _propose_ending(work, by_child[child_id], known.get(child_id), latest.get(by_child[child_id].pk), standing)
        _write(work)
        _open_cases(work, [finding for child_id, finding in findings.items() if child_id not in by_child])
        record_all(RUN, work.happenings)
        open_now = Case.objects.filter(closed_on__isnull=True, joined_into__isnull=True)
        counted = {status: open_now.filter(counted_as=status).count() for status in FIRST_STEPS}
    return TakenIn(**work.counts, **counted)


def _refuse_older(run: Run) -> None:
    newest = CaseFinding.objects.order_by("-found_on").values_list("found_on", flat=True).first()
    if newest is not None and run.on < newest:
        raise CannotTakeInFindings(f"The casebook already holds findings of {newest}: those of {run.on} are older, and were not taken in.")


# -- children who were found to be one --------------------------------------------------------------------------------


def _follow_joined_children(work: _Work, cases: Sequence[Case], now: Mapping[str, str]) -> dict[str, Case]:
    """Give each case the id that its child has now; where two cases are one child's, the older takes the other in."""
    by_child: dict[str, Case] = {}
    joined: list[Case] = []
    renumbered: list[Case] = []
    for case in cases:  # the oldest first
        child_id = now.get(case.child_id, case.child_id)
        if child_id in by_child:
            older = by_child[child_id]
            case.joined_into = older
            because = f"The child is the same as that of case {older.pk}: the records were found to be one child's."
            work.states.append(CaseState(case=case, state="joined", at=work.now, by=RUN.name, because=because))
            work.tell("case.joined", child_id, case=case.pk, into=older.pk, old_child=case.child_id)
            work.count("joined")
            work.change(case)
            joined.append(case)
            continue
        if child_id != case.child_id:
            work.tell("case.child_renumbered", child_id, case=case.pk, old_child=case.child_id)
            case.child_id = child_id
            work.change(case)
            renumbered.append(case)
        by_child[child_id] = case
    # In this order no child has two open cases at any moment: the database would refuse it.
    Case.objects.bulk_update(joined, ["joined_into", "version"], batch_size=BATCH)
    Case.objects.bulk_update(renumbered, ["child_id", "version"], batch_size=BATCH)
    return by_child


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
    case.counted_as, case.since = finding.status, finding.since
    work.change(case)
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
    if last is not None and last.finding == "none":
        work.count("unchanged")
        return
    work.findings.append(CaseFinding(case=case, run_id=work.run.run_id, found_on=work.run.on, finding="none"))
    case.counted_as = ""
    work.change(case)
    if (case.pk, "ending") not in standing:
        work.proposals.append(_proposal(work, case, "ending", _why_ended(work.run.on, known)))
        work.count("endings_proposed")
    work.tell("case.ending_proposed", case.child_id, case=case.pk)


def _why_ended(on: date, known: NowKnown | None) -> str:
    if known is None:
        return f"No record of the child counts any longer on {on}. Look at what became of the records before deciding."
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
    cases = Case.objects.bulk_create([_new_case(work, finding) for finding in findings], batch_size=BATCH)
    rows, states = [], []
    for case, finding in zip(cases, findings, strict=True):
        rows.append(_row(work, case, finding))
        states.append(CaseState(case=case, state="new", at=work.now, by=RUN.name, because=f"Found by run {work.run.run_id}."))
        work.tell("case.opened", finding.child_id, case=case.pk, finding=finding.finding, status=finding.status)
        work.count("opened")
    CaseFinding.objects.bulk_create(rows, batch_size=BATCH)
    CaseState.objects.bulk_create(states, batch_size=BATCH)


def _new_case(work: _Work, finding: RunFinding) -> Case:
    queue, next_action, days = FIRST_STEPS[finding.status]
    on = work.run.on
    return Case(
        child_id=finding.child_id,
        authority=finding.la_code or finding.roll_la_code or NO_AUTHORITY,
        queue=queue,
        counted_as=finding.status,
        since=finding.since,
        next_action=next_action,
        due_on=working_day_after(on_or_next_working_day(on), days),
        opened_on=on,
    )


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
    Case.objects.bulk_update(list(work.changed.values()), ["counted_as", "since", "version"], batch_size=BATCH)
    CaseFinding.objects.bulk_create(work.findings, batch_size=BATCH)
    CaseState.objects.bulk_create(work.states, batch_size=BATCH)
    CaseProposal.objects.bulk_update(work.withdrawn, ["withdrawn_on"], batch_size=BATCH)
    CaseProposal.objects.bulk_create(work.proposals, batch_size=BATCH)

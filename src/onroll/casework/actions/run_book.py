"""What a run writes into the casebook, gathered first and written in a few statements."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from onroll.accounts.audit import Doer, Happening
from onroll.casework.models import Case, CaseChange, CaseFinding, CaseProposal, CaseState
from onroll.pipeline.index import Run


@dataclass(kw_only=True)
class RunBook:
    """The rows that a run will have written. Shape  doer: in whose name; changed: by the case's number; counts: what was done how often."""

    run: Run
    now: datetime
    doer: Doer
    happenings: list[Happening] = field(default_factory=list)
    lines: list[CaseChange] = field(default_factory=list)
    findings: list[CaseFinding] = field(default_factory=list)
    states: list[CaseState] = field(default_factory=list)
    proposals: list[CaseProposal] = field(default_factory=list)
    opened: list[Case] = field(default_factory=list)
    changed: dict[int, Case] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def count(self, what: str) -> None:
        """Count one more of what was done."""
        self.counts[what] = self.counts.get(what, 0) + 1

    def tell(self, kind: str, child_id: str, **body: object) -> None:
        """Add an event."""
        self.happenings.append(Happening(kind=kind, subject=child_id, body={"run": self.run.run_id, **body}))

    def say(self, case: Case, kind: str, words: str) -> None:
        """Add a line to a case's history."""
        line = CaseChange(case=case, version=case.version, at=self.now, on=self.run.on, by=self.doer.name, by_name="Onroll", kind=kind)
        line.words = words[:400]
        self.lines.append(line)

    def state_of(self, case: Case, state: str, because: str) -> CaseState:
        """Return the row of a state that the run brings a case to."""
        return CaseState(case=case, state=state, at=self.now, by=self.doer.name, because=because)

    def change(self, case: Case) -> None:
        """Note that a case is to be written, in a version of its own."""
        if case.pk not in self.changed:
            case.version += 1
        self.changed[case.pk] = case

"""The tables of casework."""

from onroll.casework.models.cases import Case, CaseChange, CaseFinding, CaseProposal, CaseState
from onroll.casework.models.jobs import Job
from onroll.casework.models.work import (
    CaseEnding,
    CaseObservation,
    Contact,
    Enquiry,
    EscalationTask,
    Note,
    PlanVersion,
    TransferAct,
    TriageResult,
    Whereabouts,
)

__all__ = [
    "Case",
    "CaseChange",
    "CaseEnding",
    "CaseFinding",
    "CaseObservation",
    "CaseProposal",
    "CaseState",
    "Contact",
    "Enquiry",
    "EscalationTask",
    "Job",
    "Note",
    "PlanVersion",
    "TransferAct",
    "TriageResult",
    "Whereabouts",
]

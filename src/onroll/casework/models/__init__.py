"""The tables of casework."""

from onroll.casework.models.cases import Case, CaseFinding, CaseProposal, CaseState
from onroll.casework.models.jobs import Job

__all__ = ["Case", "CaseFinding", "CaseProposal", "CaseState", "Job"]

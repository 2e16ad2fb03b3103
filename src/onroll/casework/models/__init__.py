"""The tables of casework."""

from onroll.casework.models.agreements import AgreementSeen, BrokenGlass, NotShared
from onroll.casework.models.cases import Case, CaseChange, CaseFinding, CaseProposal, CaseState
from onroll.casework.models.contradictions import ContradictionDecision
from onroll.casework.models.corrections import StageDone, TakenBack
from onroll.casework.models.enquiry_board import (
    Attachment,
    AttachmentWithdrawal,
    Broadcast,
    BroadcastAsked,
    ChasedEnquiry,
    ChasingRound,
)
from onroll.casework.models.families import CorrectionAsked, DisclosureDecision, FamilyRequest, FamilyRequestStep
from onroll.casework.models.identifiers import IdentifierClaim, IdentifierLookUp
from onroll.casework.models.jobs import Job
from onroll.casework.models.law import EndingRecheck, HelpOffer, Letter, LetterTemplate, OrderStep, ServiceReferral
from onroll.casework.models.leads import CaseLead
from onroll.casework.models.link_review import PairDecision, SealedRow
from onroll.casework.models.local_rules import LocalLimit, ShieldMark
from onroll.casework.models.looks import AlertReview, DeclaredTie, Look, LooksGathered, ReadingAlert
from onroll.casework.models.not_in_school import NotInSchoolEntry, NotInSchoolStep
from onroll.casework.models.pupil_returns import PUPIL_RETURNS, PupilReturn
from onroll.casework.models.reasons import CaseReason
from onroll.casework.models.retention import BackupMade, Erasure, RetentionHold
from onroll.casework.models.school_practice import PracticeAnswer, PracticeMark
from onroll.casework.models.signals import (
    REFERRER_KINDS,
    HouseholdCheck,
    JointEnquiry,
    JointEnquiryPart,
    OwnListEntry,
    Referral,
    ReturnFollowUp,
    SchoolReturn,
    ToldChild,
    ToldChildMatch,
)
from onroll.casework.models.splits import CaseSplit, SplitPiece
from onroll.casework.models.transitions import ChildHelp, FamilyAlarm, FamilyAlarmChild, HolidayPlan, PlannedContact
from onroll.casework.models.warning_signs import WarningSignSwitch
from onroll.casework.models.webhooks import Webhook, WebhookDelivery
from onroll.casework.models.work import (
    CaseEnding,
    CaseObservation,
    Contact,
    Enquiry,
    EnquiryOrder,
    EscalationTask,
    Note,
    PlanVersion,
    TransferAct,
    TriageResult,
    Whereabouts,
)
from onroll.casework.models.worklists import (
    DayPlace,
    DigestChoice,
    EndingAudit,
    HomeVisit,
    JobRun,
    NamedRole,
    SavedFilter,
    Worklist,
    WorklistCase,
)

__all__ = [
    "PUPIL_RETURNS",
    "REFERRER_KINDS",
    "AgreementSeen",
    "AlertReview",
    "Attachment",
    "AttachmentWithdrawal",
    "BackupMade",
    "Broadcast",
    "BroadcastAsked",
    "BrokenGlass",
    "Case",
    "CaseChange",
    "CaseEnding",
    "CaseFinding",
    "CaseLead",
    "CaseObservation",
    "CaseProposal",
    "CaseReason",
    "CaseSplit",
    "CaseState",
    "ChasedEnquiry",
    "ChasingRound",
    "ChildHelp",
    "Contact",
    "ContradictionDecision",
    "CorrectionAsked",
    "DayPlace",
    "DeclaredTie",
    "DigestChoice",
    "DisclosureDecision",
    "EndingAudit",
    "EndingRecheck",
    "Enquiry",
    "EnquiryOrder",
    "Erasure",
    "EscalationTask",
    "FamilyAlarm",
    "FamilyAlarmChild",
    "FamilyRequest",
    "FamilyRequestStep",
    "HelpOffer",
    "HolidayPlan",
    "HomeVisit",
    "HouseholdCheck",
    "IdentifierClaim",
    "IdentifierLookUp",
    "Job",
    "JobRun",
    "JointEnquiry",
    "JointEnquiryPart",
    "Letter",
    "LetterTemplate",
    "LocalLimit",
    "Look",
    "LooksGathered",
    "NamedRole",
    "NotInSchoolEntry",
    "NotInSchoolStep",
    "NotShared",
    "Note",
    "OrderStep",
    "OwnListEntry",
    "PairDecision",
    "PlanVersion",
    "PlannedContact",
    "PracticeAnswer",
    "PracticeMark",
    "PupilReturn",
    "ReadingAlert",
    "Referral",
    "RetentionHold",
    "ReturnFollowUp",
    "SavedFilter",
    "SchoolReturn",
    "SealedRow",
    "ServiceReferral",
    "ShieldMark",
    "SplitPiece",
    "StageDone",
    "TakenBack",
    "ToldChild",
    "ToldChildMatch",
    "TransferAct",
    "TriageResult",
    "WarningSignSwitch",
    "Webhook",
    "WebhookDelivery",
    "Whereabouts",
    "Worklist",
    "WorklistCase",
]

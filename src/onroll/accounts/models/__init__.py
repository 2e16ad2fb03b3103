"""The tables of accounts."""

from onroll.accounts.models.anchors import DailyAnchor
from onroll.accounts.models.events import ChainHead, Event
from onroll.accounts.models.machines import KeptAnswer, MachineToken, SpentMinute
from onroll.accounts.models.organisations import Organisation, Team
from onroll.accounts.models.sign_in import AccessReview, Invitation, OpenSession, OutsideIdentity, RecoveryCode, SecondFactor
from onroll.accounts.models.users import User

__all__ = [
    "AccessReview",
    "ChainHead",
    "DailyAnchor",
    "Event",
    "Invitation",
    "KeptAnswer",
    "MachineToken",
    "OpenSession",
    "Organisation",
    "OutsideIdentity",
    "RecoveryCode",
    "SecondFactor",
    "SpentMinute",
    "Team",
    "User",
]

"""The tables of accounts."""

from onroll.accounts.models.anchors import DailyAnchor
from onroll.accounts.models.events import ChainHead, Event
from onroll.accounts.models.organisations import Organisation, Team
from onroll.accounts.models.sign_in import AccessReview, Invitation, OpenSession, OutsideIdentity, RecoveryCode, SecondFactor
from onroll.accounts.models.users import User

__all__ = [
    "AccessReview",
    "ChainHead",
    "DailyAnchor",
    "Event",
    "Invitation",
    "OpenSession",
    "Organisation",
    "OutsideIdentity",
    "RecoveryCode",
    "SecondFactor",
    "Team",
    "User",
]

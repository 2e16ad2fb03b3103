"""The tables of accounts."""

from onroll.accounts.models.anchors import DailyAnchor
from onroll.accounts.models.events import ChainHead, Event
from onroll.accounts.models.organisations import Organisation
from onroll.accounts.models.users import User

__all__ = ["ChainHead", "DailyAnchor", "Event", "Organisation", "User"]

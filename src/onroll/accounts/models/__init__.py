"""The tables of accounts."""

from onroll.accounts.models.events import ChainHead, Event
from onroll.accounts.models.organisations import Organisation
from onroll.accounts.models.users import User

__all__ = ["ChainHead", "Event", "Organisation", "User"]

"""Tell people what happened to the way in which they sign in: at once by e-mail, and on the page of their own account.

Whoever changes it may be somebody else; the account's own person is the first who would know.

Source  OWASP ASVS 5.0, 6.3.7 (notify of changed authentication details), read 2026-11-24.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from onroll.accounts.audit import Doer, Happening, record
from onroll.accounts.models import User
from onroll.casework.clock import local_now
from onroll.casework.viewers import viewer_of
from onroll.core.wording import day_words

NEWS: Mapping[str, str] = {
    "account.second_factor_set_up": "A telephone was set up as your second factor",
    "account.second_factor_replaced": "Another telephone was set up in the place of your second factor; every other browser was signed out",
    "account.recovery_codes_made": "New recovery codes were made; the former ones no longer work",
    "account.recovery_codes_void": "A key of Onroll was replaced, and your recovery codes no longer work; make new ones under Your account",
    "account.second_factor_forgotten": "A key of Onroll was replaced, and your second factor is forgotten; set it up anew when you sign in",
    "account.password_set": "Your password was changed",
    "account.email_changed": "The e-mail address of your account was changed; this message goes to the former one",
    "account.link_renewed": "An administrator made a new link to set your password",
    "account.link_and_second_factor_renewed": "An administrator made a new link to set your password, and your second factor was forgotten",
}
SENDER = Doer(name="account news", role="system")
SECONDS_FOR_POST = 5
"""A page waits for the post so long at most; a message that did not leave is in the event log."""


def note(user: User, kind: str, *, by: Doer | None = None, body: Mapping[str, Any] | None = None) -> None:
    """Write down what happened to an account, and tell its person once it is certain. Shape  by: its own person, where nobody is named."""
    record(by or viewer_of(user).doer, Happening(kind=kind, subject=user.username, body=body or {}))
    address, username, at = user.email, user.username, local_now()
    if address and (settings.ONROLL_MAIL_HOST or not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")):
        said = f"{NEWS[kind]}, on {day_words(at)} at {at:%H:%M}."
        transaction.on_commit(lambda: _tell(address, username, said), robust=True)


def _tell(address: str, username: str, said: str) -> None:
    where = f" ({settings.ONROLL_ADDRESS})" if settings.ONROLL_ADDRESS else ""
    text = f"{said}\n\nAccount: {username}{where}\n\nIf it was not you, or you do not know why, tell your administrator at once.\n"
    try:
        with get_connection(timeout=SECONDS_FOR_POST) as post:
            EmailMessage("Onroll: your account", text, settings.DEFAULT_FROM_EMAIL, [address], connection=post).send()
    except OSError as error:
        record(SENDER, Happening(kind="message.failed", subject=username, body={"error": type(error).__name__}))

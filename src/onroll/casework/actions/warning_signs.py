"""Switch the card of warning signs on or off for one authority: a person's decision, with its reason, never edited.

Source  issue 7, point 3.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from onroll.accounts.audit import Happening, record
from onroll.casework import clock
from onroll.casework.models import WarningSignSwitch
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.casework.warning_sign_card import in_use, last_switch, may_turn, standing
from onroll.core.warning_sign_checks import warning_of

HOWS = {"on": "Switch it on", "off": "Switch it off"}
ONLY_FOR_HELP = "The list orders offers of help. It is never a reason for a sanction, and decides nothing about a child."


def switch_warning_signs(*, by: Viewer, how: str, card: str, words: str, understood: bool) -> WarningSignSwitch:
    """Record that a card is switched on or off for the authority of whoever decides.

    Shape  card: the card that was shown; understood: whether they say that it is for help alone, and that they read the warnings.
    Raises  CannotDoNow; CannotSee where the role or the place lets nobody decide.
    """
    require(by, Right.SWITCH_WARNING_SIGNS)
    if not by.authority:
        raise CannotSee("An authority decides for its own children.")
    found = standing()
    if found is None or found.card_id != card:
        raise CannotDoNow("Another card stands by now. Look at how good it is first.")
    if how not in HOWS:
        raise CannotDoNow("Choose what you decide.")
    if not words.strip():
        raise CannotDoNow("Say why, in a sentence that a colleague understands a year from now.")
    may, last = may_turn(found), last_switch(by)
    if how == "on":
        if not may:
            raise CannotDoNow(may.reason_not)
        if not understood:
            raise CannotDoNow("Confirm that the list is for offers of help alone, and that you have read every warning.")
    already = bool(in_use(by, found)) if how == "on" else last is None or not last.on
    if already:
        raise CannotDoNow(f"It is {how} already.")
    with transaction.atomic():
        made = WarningSignSwitch.objects.create(
            authority=by.authority, card=found.card_id, how=how, listed_on=found.checked.listed_on,
            warnings=[warning_of(each) for each in found.checked.unequal], words=words.strip(), run_id=found.run_id, on=clock.today(),
            at=datetime.now(UTC), by=by.username, by_name=by.full_name,
        )  # fmt: skip
        record(by.doer, Happening(kind="warning_signs.switched", subject=found.card_id, body={"switch": made.pk, "how": how}))
    return made

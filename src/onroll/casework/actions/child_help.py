"""Record practical help that was offered to the family of a child before anybody had vanished. It is never a condition, nor a sanction.

Source  issue 7, point 7; domain, section 9.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from onroll.accounts.audit import Happening, record
from onroll.casework import clock
from onroll.casework.models import ChildHelp
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.relations import Relation, relation_of
from onroll.casework.the_index import whole_tables
from onroll.casework.viewers import Viewer
from onroll.core.dated.help_offers import HELP
from onroll.core.practical_help import ANSWERS

__all__ = ["ANSWERS", "HELP", "offer_help_to_child"]


def offer_help_to_child(
    child_id: str, *, by: Viewer, on: date | None, what: str, words: str, answer: str, family_said: str = "", transition: str = ""
) -> ChildHelp:
    """Record help that was offered to a child's family, and what they said.

    Raises  CannotDoNow; CannotSee where the child is not the viewer's.
    """
    require(by, Right.WATCH_TRANSITIONS)
    if what not in HELP:
        raise CannotDoNow("Choose what was offered.")
    if not words.strip():
        raise CannotDoNow("Say what was offered.")
    if answer not in ANSWERS:
        raise CannotDoNow("Choose what the family answered.")
    if on is None or on > clock.today():
        raise CannotDoNow("Enter the day of the offer, today or before.")
    tables = whole_tables()
    child = tables.child(tables.live_id(child_id)) if tables else None
    if child is None or relation_of(by, child) is not Relation.FULL:
        raise CannotSee("There is no such child for you.")
    with transaction.atomic():
        row = ChildHelp.objects.create(
            child_id=child.child_id,
            authority=by.authority,
            shielded=child.shielded,
            transition=transition,
            on=on,
            what=what,
            words=words.strip(),
            answer=answer,
            family_said=family_said.strip(),
            at=clock.now(),
            by=by.username,
            by_name=by.full_name,
        )
        record(by.doer, Happening(kind="child.help_offered", subject=child.child_id, body={"help": row.pk, "what": what, "answer": answer}))
    return row

"""Break the glass: see the record of another authority's child in an emergency, for an hour; a second person looks at why, next day.

A shielded child has no record to anybody outside the named team: there is no glass to break.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from onroll.accounts.audit import Happening, record
from onroll.accounts.models import User
from onroll.casework import clock
from onroll.casework.models import BrokenGlass
from onroll.casework.permissions import Right
from onroll.casework.purposes import CannotUsePurpose, Purpose
from onroll.casework.queries.broken_glass import PURPOSES_FOR_GLASS, may_review_glass
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.relations import Relation, relation_of
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.working_days import working_day_after

OPEN_FOR = timedelta(hours=1)
SHORTEST_REASON = 20


def break_glass(child_id: str, *, by: Viewer, purpose: Purpose, because: str) -> BrokenGlass:
    """Open the record of a child of elsewhere to one person for an hour; whoever reviews it is told.

    Raises  CannotSee; CannotUsePurpose; CannotDoNow.
    """
    require(by, Right.BREAK_GLASS, purpose)
    if purpose.code not in PURPOSES_FOR_GLASS:
        raise CannotUsePurpose(
            "Records of other authorities’ children are opened to find a child or to keep one safe, and for nothing else."
        )
    why = because.strip()
    if len(why) < SHORTEST_REASON:
        raise CannotDoNow("Say why it cannot wait for the child’s own authority, in a sentence. Somebody else reads it tomorrow.")
    tables = the_tables()
    live_id = tables.live_id(child_id) if tables else child_id
    child = tables.child(live_id) if tables else None
    if child is None or relation_of(by, child) is Relation.NOTHING:
        raise CannotSee("There is no such child for you.")
    if relation_of(by, child) is Relation.FULL:
        raise CannotDoNow("You may see this child’s record already.")
    authority, now = child.la_code or child.roll_la_code or "", clock.now()
    with transaction.atomic():
        made = BrokenGlass.objects.create(
            child_id=live_id, authority=authority, purpose=purpose.code, because=why, by=User.objects.get(username=by.username),
            by_authority=by.authority, at=now, ends_at=now + OPEN_FOR, review_due_on=working_day_after(clock.today(), 1),
        )  # fmt: skip
        body = {"glass": made.pk, "of": authority}  # the log is for good: what people wrote goes with its row
        record(by.doer, Happening(kind="child.glass_broken", subject=live_id, purpose=purpose.code, body=body))
    return made


def review_glass(glass_id: int, *, by: Viewer, verdict: str, found: str) -> BrokenGlass:
    """Say whether somebody was right to break the glass.

    Raises  CannotSee; CannotDoNow, also to whoever broke it.
    """
    require(by, Right.REVIEW_GLASS)
    if verdict not in ("right", "wrong"):
        raise CannotDoNow("Choose whether it was right.")
    if not found.strip():
        raise CannotDoNow("Say what you found.")
    with transaction.atomic():
        glass = BrokenGlass.objects.select_for_update(of=("self",)).select_related("by").filter(pk=glass_id).first()
        if glass is None or not may_review_glass(by, glass):
            raise CannotSee("There is nothing for you to review.")
        if glass.reviewed_at is not None:
            raise CannotDoNow("Somebody has reviewed this already.")
        if glass.by.username == by.username:
            raise CannotDoNow("Somebody else reviews what you did.")
        glass.reviewed_by, glass.reviewed_at = User.objects.get(username=by.username), clock.now()
        glass.verdict, glass.found = verdict, found.strip()
        now: datetime = glass.reviewed_at
        glass.ends_at = min(glass.ends_at, now)
        glass.save()
        body = {"glass": glass.pk, "verdict": verdict}
        record(by.doer, Happening(kind="child.glass_reviewed", subject=glass.child_id, body=body))
    return glass

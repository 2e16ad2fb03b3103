"""What people decide about a contradiction: which record is right, that both are, or that it is known and will stay.

Source  issue 7, point 4.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import transaction

from onroll.accounts.audit import Happening, record
from onroll.casework import clock
from onroll.casework.models import ContradictionDecision
from onroll.casework.permissions import Right
from onroll.casework.queries.contradictions import newest_decisions, the_contradiction
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.evidence import sources_of
from onroll.core.listed_contradictions import HOWS, SOURCE_HAS_DAYS, state_of


def settle_contradiction(child_id: str, key: str, *, by: Viewer, how: str, words: str, wrong: str = "") -> ContradictionDecision:
    """Record what was decided about a contradiction.

    Shape  how: a key of core's HOWS; wrong: `register:supplier` of the source that is asked to correct its record.
    Raises  CannotDoNow; CannotSee where the child is not the viewer's.
    """
    require(by, Right.SETTLE_CONTRADICTIONS)
    tables = the_tables()
    found = the_contradiction(by, child_id, key)
    if found is None or tables is None:
        raise CannotSee("There is no such contradiction for you.")
    if how not in HOWS:
        raise CannotDoNow("Choose what you decide.")
    if not words.strip():
        raise CannotDoNow("Say why, in a sentence that a colleague understands a year from now.")
    sources = sources_of(found.evidence)
    if how == "asked" and wrong not in sources:
        raise CannotDoNow("Choose whose record is wrong: they are asked to correct it.")
    today = clock.today()
    shielded = tables.children([found.child_id])[found.child_id].shielded
    with transaction.atomic():
        before = newest_decisions(by, [key]).get((found.child_id, key))
        state = state_of(before.how, before.on, today) if before else "open"
        if how == "reopened" and state == "open":
            raise CannotDoNow("It is open.")
        if how != "reopened" and state != "open":
            raise CannotDoNow(f"{before.by_name if before else 'Somebody'} has decided already. Open it again to decide otherwise.")
        right = next((each for each in sources if each != wrong), "") if how == "asked" else ""
        made = ContradictionDecision.objects.create(
            child_id=found.child_id, authority=by.authority, shielded=shielded, kind=found.kind, key=key, how=how,
            right=right, asked=wrong if how == "asked" else "",
            waits_until=today + timedelta(days=SOURCE_HAS_DAYS) if how == "asked" else None,
            words=words.strip(), run_id=tables.run.run_id, on=today, at=datetime.now(UTC), by=by.username, by_name=by.full_name,
        )  # fmt: skip
        body = {"decision": made.pk, "contradiction": found.kind, "how": how, "asked": made.asked}
        record(by.doer, Happening(kind="contradiction.decided", subject=found.child_id, body=body))
    return made

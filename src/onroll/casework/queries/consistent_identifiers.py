"""The page of a child's consistent identifier: how each number stands, every version, and each time that a service was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onroll.casework.demographic_service import demographic_service
from onroll.casework.identifier_claims import PURPOSES_TO_ASK_FOR, SHIELDED, known_identifiers
from onroll.casework.models import IdentifierClaim, IdentifierLookUp
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.children import relation_or_case
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.reading import CannotSee, record_reading, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.relations import Relation
from onroll.casework.the_index import the_index, the_tables
from onroll.casework.viewers import Viewer
from onroll.core.answers import YES, Answer, no
from onroll.core.consistent_identifiers import IDENTIFIER_TYPES, NHS_NUMBER, STANDINGS, HowItStands, Verb, may_say, the_number
from onroll.core.demographic_search import CHECKS, OUTCOMES
from onroll.pipeline.shared_fields import as_records_say

__all__ = ["CHECKS", "OUTCOMES", "STANDINGS", "IdentifiersPage", "Verb", "identifiers_page", "may_say"]

MOST_LOOK_UPS = 20


@dataclass(frozen=True, kw_only=True)
class IdentifiersPage:
    """What the page shows. Shape  versions, look_ups: the latest first. may_ask: whether a service can be asked, and why not."""

    child_id: str
    name: str
    title: str
    number: str
    standing: Sequence[HowItStands]
    versions: Sequence[IdentifierClaim]
    look_ups: Sequence[IdentifierLookUp]
    service: str
    may_ask: Answer


def identifiers_page(viewer: Viewer, purpose: Purpose, child_id: str) -> IdentifiersPage:
    """Return a child's numbers as the viewer's authority knows them; the look is written down.

    Raises  CannotSee; CannotDoNow for a shielded child.
    """
    require(viewer, Right.WORK_CASES, purpose)
    tables = the_tables()
    child = tables.child(tables.live_id(child_id)) if tables else None
    full = child is not None and relation_or_case(viewer, child) is Relation.FULL
    record_reading(viewer, purpose, "child.identifiers_looked_at", subject=child.child_id if full and child else "")
    if tables is None or child is None or not full:
        raise CannotSee("There is no such child for you.")
    if child.shielded:
        raise CannotDoNow(SHIELDED)
    records = tables.records(the_index(), child.child_id)
    shown = as_records_say(child, records)
    known = known_identifiers(tables, child.child_id, records, viewer.authority, NHS_NUMBER)
    look_ups = IdentifierLookUp.objects.filter(child_id__in=known.child_ids, authority=viewer.authority).order_by("-pk")
    service = demographic_service()
    return IdentifiersPage(
        child_id=child.child_id,
        name=name_of(shown.forename, shown.surname),
        title=IDENTIFIER_TYPES[NHS_NUMBER].title,
        number=the_number(known.standing),
        standing=known.standing,
        versions=list(reversed(known.rows)),
        look_ups=list(look_ups[:MOST_LOOK_UPS]),
        service=service.name if service else "",
        may_ask=_may_ask(service is not None, purpose),
    )


def _may_ask(is_set: bool, purpose: Purpose) -> Answer:
    if not is_set:
        return no("No demographic service is set up here, so none can be asked. What people say can still be written down.")
    if purpose.code not in PURPOSES_TO_ASK_FOR:
        return no(
            "For the purpose that you chose no service is asked. Choose to find the child, to keep the child safe, or to check records."
        )
    return YES

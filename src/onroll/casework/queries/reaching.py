"""How a child's family can be reached: where they live, who the parents are and their telephones, by the newest row of each register."""

from __future__ import annotations

from collections.abc import Sequence

from onroll.casework.models import ToldChild
from onroll.casework.said_facts import Fact, facts_of
from onroll.casework.the_index import the_index, the_tables
from onroll.casework.viewers import Viewer, names_are_hidden
from onroll.pipeline.run_rows import Child

WAYS = ("address", "parent", "phone")


def reaching(viewer: Viewer, child: Child | None) -> Sequence[Fact]:
    """Return the ways to reach a child's family, each with who says so and when; what no agreement shows the viewer is left out.

    The page that shows them has asked for the case and written that down; so nothing is recorded here.
    """
    tables = the_tables()
    if child is None:
        return []
    if child.record_count == 0:
        return _as_told(child.child_id)
    if tables is None:
        return []
    return [each for each in facts_of(tables.records(the_index(), child.child_id, newest=True)) if each.what in WAYS]


def _as_told(child_id: str) -> Sequence[Fact]:
    """What somebody told of a child in no register."""
    told = ToldChild.objects.filter(child_id=child_id, became="").first()
    if told is None or names_are_hidden():
        return []
    said = {
        "address": ", ".join(part for part in (told.address_line_1, told.postcode) if part),
        "parent": told.parent_name,
        "phone": told.phone,
    }
    return [Fact(what=what, value=value, first_on=told.told_on, last_on=told.told_on, sources=()) for what, value in said.items() if value]

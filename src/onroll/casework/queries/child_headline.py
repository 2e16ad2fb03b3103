"""The sentence at the head of a child and of a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onroll.casework.models import Case, Contact
from onroll.casework.queries.names import school_names
from onroll.casework.sights import standing
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.headlines import Stay, headline
from onroll.pipeline.run_rows import Child, Spell


def headline_of(
    viewer: Viewer, child: Child | None, on: date, sight: Contact | None, spells: Sequence[Spell] | None = None, *, with_sight: bool = True
) -> str:
    """Return where the child stands, in words; the page that shows it has asked for the child and written that down.

    Shape  with_sight: whether it says who last saw the child; a case counts the days in a sentence of its own.
    """
    tables = the_tables()
    if child is None or tables is None:
        return ""
    known = tables.spells(child.child_id) if spells is None else spells
    last = [spell for spell in known if spell.urn][-2:]
    schools = school_names(spell.urn for spell in last if spell.urn)
    stays = [
        Stay(spell.status, spell.starts_on, spell.ends_before, schools.get(spell.urn or "", f"URN {spell.urn}" if spell.urn else ""))
        for spell in known
    ]
    return headline(stays, on, sight.on if sight else None, sight.profession if sight else "", with_sight=with_sight)


def last_sight(viewer: Viewer, child_id: str) -> Contact | None:
    """Return the last time that a named professional saw the child, in any of the child's cases of the viewer's authority."""
    cases = Case.objects.filter(child_id=child_id, authority=viewer.authority)
    return standing(Contact.objects.filter(case__in=cases)).first()

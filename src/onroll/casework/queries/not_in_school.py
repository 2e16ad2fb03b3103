"""The register of children not in school: its entries, what each lacks and what is due; and who would be on it before it begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db.models import QuerySet

from onroll.casework import clock
from onroll.casework.models import NotInSchoolEntry, NotInSchoolStep
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.register_facts import facts_of, register_in_force
from onroll.casework.the_index import the_index, the_tables
from onroll.casework.viewers import Viewer, names_are_hidden
from onroll.core.answers import Answer
from onroll.core.dated.not_in_school_law import CONTENT, REGISTER_LIMITS, Content, RegisterLimits
from onroll.core.dated.values import version_on
from onroll.core.not_in_school import GROUNDS, Duty, contents, duties, lacking, may_ask_providers
from onroll.pipeline.not_in_school import eligible_children
from onroll.pipeline.run_queries import RunTables

__all__ = ["GROUNDS", "EntryLine", "EntryPage", "RegisterPage", "entry_page", "register_for", "register_rows"]

LISTS: Mapping[str, str] = {"standing": "On the register", "due": "Something is due", "removed": "Removed"}


@dataclass(frozen=True, kw_only=True)
class EntryLine:
    """One entry in a list. Shape  duties: what is to be done, the first due first; lacks: how much a parent must still give."""

    entry: NotInSchoolEntry
    name: str
    duties: Sequence[Duty]
    lacks: int


@dataclass(frozen=True, kw_only=True)
class RegisterPage:
    """The register of the viewer's authority. Shape  would_be: by ground, who belongs on it by the records of today: counts alone."""

    on: date
    in_force: bool
    begins_on: date | None
    lines: Sequence[EntryLine]
    counts: Mapping[str, int]
    would_be: Mapping[str, int]
    limits: RegisterLimits
    uncertain: bool
    source: str


@dataclass(frozen=True, kw_only=True)
class EntryPage:
    """One entry whole. Shape  mandatory, held: each content of the register and what is said of it, if anything."""

    entry: NotInSchoolEntry
    name: str
    on: date
    duties: Sequence[Duty]
    mandatory: Sequence[tuple[Content, Mapping[str, Any] | None]]
    held: Sequence[tuple[Content, Mapping[str, Any] | None]]
    steps: Sequence[NotInSchoolStep]
    providers: Answer
    uncertain: bool


def register_for(viewer: Viewer, purpose: Purpose, which: str = "standing", ground: str = "") -> RegisterPage:
    """Return the register of the viewer's authority; the look is written down."""
    require(viewer, Right.KEEP_NOT_IN_SCHOOL, purpose)
    on, holds = clock.today(), register_in_force(clock.today())
    lines = [_line(entry, on) for entry in _visible(viewer)] if holds else []
    standing = [line for line in lines if line.entry.removed_on is None]
    lists = {
        "standing": standing,
        "due": sorted((line for line in standing if line.duties), key=lambda line: (line.duties[0].due_on, line.entry.pk)),
        "removed": [line for line in lines if line.entry.removed_on is not None],
    }
    shown = [line for line in lists.get(which, standing) if not ground or line.entry.ground == ground]
    version = version_on(REGISTER_LIMITS, on)
    record_reading(viewer, purpose, "not_in_school.listed", children=[line.entry.child_id for line in shown], more={"list": which})
    return RegisterPage(
        on=on,
        in_force=holds,
        begins_on=settings.ONROLL_NOT_IN_SCHOOL_FROM,
        lines=shown,
        counts={name: len(rows) for name, rows in lists.items()},
        would_be=_would_be(viewer) if not holds else {},
        limits=version.value,
        uncertain=version.uncertain,
        source=version.source,
    )


def entry_page(viewer: Viewer, purpose: Purpose, entry_id: int) -> EntryPage | None:
    """Return one entry of the viewer's authority; None where there is none for them. The look is written down."""
    require(viewer, Right.KEEP_NOT_IN_SCHOOL, purpose)
    entry = _visible(viewer).filter(pk=entry_id).first() if register_in_force(clock.today()) else None
    subject = entry.child_id if entry is not None else ""
    record_reading(viewer, purpose, "not_in_school.looked_at", subject=subject, more={"entry": entry_id, "seen": entry is not None})
    if entry is None:
        return None
    on = clock.today()
    said = [(each, entry.content.get(each.code)) for each in contents(on)]
    return EntryPage(
        entry=entry,
        name=_name(entry),
        on=on,
        duties=duties(facts_of(entry, on), on) if entry.removed_on is None else [],
        mandatory=[(each, what) for each, what in said if each.mandatory],
        held=[(each, what) for each, what in said if not each.mandatory],
        steps=list(NotInSchoolStep.objects.filter(entry=entry).order_by("-id")),
        providers=may_ask_providers(facts_of(entry, on), on),
        uncertain=version_on(CONTENT, on).uncertain,
    )


def register_rows(viewer: Viewer, purpose: Purpose) -> tuple[Sequence[str], list[Sequence[str]]]:
    """Return the register as a table: one row for each entry that stands. Shielded children are left out of every file."""
    require(viewer, Right.KEEP_NOT_IN_SCHOOL, purpose)
    on = clock.today()
    wanted = contents(on)
    header = ["child_id", "ground", "eligible_since", "registered_on", *(each.code for each in wanted), "lacking", "next_duty", "due_on"]
    rows: list[Sequence[str]] = []
    entries = list(_visible(viewer).filter(removed_on=None, shielded=False)) if register_in_force(on) else []
    for entry in entries:
        due = duties(facts_of(entry, on), on)
        rows.append(
            [
                entry.child_id,
                entry.ground,
                entry.eligible_since.isoformat(),
                entry.registered_on.isoformat(),
                *(str((entry.content.get(each.code) or {}).get("says", "")) for each in wanted),
                "; ".join(each.code for each in lacking(entry.content, on)),
                due[0].title if due else "",
                due[0].due_on.isoformat() if due else "",
            ]
        )
    record_reading(viewer, purpose, "not_in_school.downloaded", children=[entry.child_id for entry in entries])
    return header, rows


def _visible(viewer: Viewer) -> QuerySet[NotInSchoolEntry]:
    rows = NotInSchoolEntry.objects.filter(authority=viewer.authority or "-").order_by("registered_on", "id")
    return rows if viewer.in_shielded_team else rows.filter(shielded=False)


_counted: WeakKeyDictionary[RunTables, dict[Hashable, dict[str, int]]] = WeakKeyDictionary()


def _would_be(viewer: Viewer) -> dict[str, int]:
    """Return how many children would stand on the register by ground; counted once for each run, its marks and lists of provision."""
    tables = the_tables()
    if tables is None or not viewer.authority:
        return {}
    index = the_index()
    provision = frozenset(each.number for each in index.counted_extracts(tables.run.on) if each.register == "alternative_provision")
    key, kept = (viewer.authority, tables.marked, provision), _counted.setdefault(tables, {})
    if key not in kept:
        found = eligible_children(index, tables, [viewer.authority])
        kept[key] = Counter(each.ground for each in found if not each.shielded)
    return {ground: kept[key][ground] for ground in GROUNDS if kept[key].get(ground)}


def _line(entry: NotInSchoolEntry, on: date) -> EntryLine:
    due = duties(facts_of(entry, on), on) if entry.removed_on is None else []
    return EntryLine(entry=entry, name=_name(entry), duties=due, lacks=len(lacking(entry.content, on)))


def _name(entry: NotInSchoolEntry) -> str:
    name = str((entry.content.get("name") or {}).get("says", "")) or f"child {entry.child_id}"
    return " ".join(f"{part[0]}." for part in name.split()) if names_are_hidden() else name

"""The practice of one authority's schools as a run and the casebook together know it: who counts, and where chance alone ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onroll.casework.models import PupilReturn, SchoolReturn
from onroll.casework.working_out import worked_out
from onroll.core.school_practice import PRACTICES, RETURNS, is_in_time, looked_at_since
from onroll.pipeline.run_practice import PracticeRow, PracticeSignal, everybodys_signals, practice_rows, signals_of_returns
from onroll.pipeline.run_queries import RunTables

KINDS: Mapping[str, str] = {"new_pupil": "new_pupil_return", "attendance": "attendance_return", "sickness": "sickness_return"}
"""The kind of a return, and the measure that asks for it."""

Came = Mapping[tuple[str, str, str], Sequence[date]]
"""On which days returns came, by measure, school and child."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPupil:
    """One pupil who counts. Shape  came_on: of a return that came too late, None where none came, or none is asked for."""

    row: PracticeRow
    came_on: date | None = None


def signals_of_authority(tables: RunTables, authority: str, *, patience: float | None = None) -> Mapping[tuple[str, str], PracticeSignal]:
    """Return the measures of the schools of an authority, by measure and school.

    Units   patience: seconds.
    Raises  StillBeingWorkedOut.
    """
    urns = schools_of_authority(tables, authority)
    key = ("school practice", str(tables.run.folder), tables.run.run_id, tables.marked)
    everybodys = worked_out(key, lambda: everybodys_signals(tables), patience=patience)
    missing = [each.row for each in counted_pupils(tables, urns, RETURNS)]
    own = {place: each for place, each in everybodys.items() if each.urn in urns}
    return own | dict(signals_of_returns(tables, urns, missing))


def schools_of_authority(tables: RunTables, authority: str) -> frozenset[str]:
    """Return the schools that lie in an authority."""
    return frozenset(urn for urn, la_code in tables.school_authorities.items() if la_code == authority)


def counted_pupils(
    tables: RunTables, urns: frozenset[str] | Sequence[str], practices: frozenset[str] | Sequence[str] = tuple(PRACTICES)
) -> list[CountedPupil]:
    """Return the pupils who count: of measures of returns, those of whom the school sent none in time, here or through a register."""
    rows = practice_rows(tables, urns, practices)
    came = _returns_that_came(tables, urns, looked_at_since(tables.run.on)) if RETURNS & set(practices) else {}
    counted = []
    for row in rows:
        days = came.get((row.practice, row.urn, row.child_id), ())
        if row.practice not in RETURNS:
            counted.append(CountedPupil(row=row))
        elif not is_in_time(row.practice, row.day, days):
            counted.append(CountedPupil(row=row, came_on=min((day for day in days if day > row.day), default=None)))
    return counted


def _returns_that_came(tables: RunTables, urns: frozenset[str] | Sequence[str], since: date) -> Came:
    """The returns that the schools sent through Onroll and that stand."""
    sent = {"school__in": sorted(urns), "stands": True, "received_on__gt": since - timedelta(days=31)}
    pupils = PupilReturn.objects.filter(**sent).exclude(child_id="").values_list("kind", "school", "child_id", "received_on")
    deleted = SchoolReturn.objects.filter(**sent).exclude(child_id="").values_list("school", "child_id", "received_on")
    rows = [(KINDS[kind], urn, child_id, day) for kind, urn, child_id, day in pupils]
    rows += [("deletion_return", urn, child_id, day) for urn, child_id, day in deleted]
    became = tables.successors(sorted({child_id for _, _, child_id, _ in rows})) if rows else {}
    found: dict[tuple[str, str, str], list[date]] = {}
    for practice, urn, child_id, received_on in rows:
        found.setdefault((practice, urn, became.get(child_id, child_id)), []).append(received_on)
    return found

"""The practice of one authority's schools as a run and the casebook together know it: who counts, and where chance alone ends."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import CharField, F, Value

from onroll.casework.models import PupilReturn, SchoolReturn
from onroll.casework.working_out import worked_out
from onroll.core.school_practice import PRACTICES, RETURNS, is_in_time, looked_at_since
from onroll.pipeline.run_practice import PracticeRow, PracticeSignal, everybodys_signals, practice_rows, signals_of_returns
from onroll.pipeline.run_queries import RunTables

KINDS: Mapping[str, str] = {
    "deletion": "deletion_return",
    "new_pupil": "new_pupil_return",
    "attendance": "attendance_return",
    "sickness": "sickness_return",
}
"""The kind of a return, and the measure that asks for it."""

Came = Mapping[tuple[str, str, str], Sequence[date]]
"""On which days returns came, by measure, school and child."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPupil:
    """One pupil who counts. Shape  came_on: of a return that came too late, None where none came, or none is asked for."""

    row: PracticeRow
    came_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityPractice:
    """Measures of the schools of an authority. Shape  signals: by measure and school. missing: of whom a return is missing or late."""

    tables: RunTables
    signals: Mapping[tuple[str, str], PracticeSignal]
    missing: Sequence[CountedPupil]

    def pupils_of(self, urn: str, practice: str) -> list[CountedPupil]:
        """Return the pupils who count in one measure of one school."""
        if practice in RETURNS:
            return [each for each in self.missing if each.row.urn == urn and each.row.practice == practice]
        return [CountedPupil(row=row) for row in practice_rows(self.tables, [urn], [practice])]


def practice_of_authority(
    tables: RunTables, authority: str, practices: Collection[str] = tuple(PRACTICES), *, patience: float | None = None
) -> AuthorityPractice:
    """Return measures of the schools of an authority.

    Units   patience: seconds.
    Raises  StillBeingWorkedOut.
    """
    urns = schools_of_authority(tables, authority)
    signals: dict[tuple[str, str], PracticeSignal] = {}
    if set(practices) - RETURNS:
        key = ("school practice", str(tables.run.folder), tables.run.run_id, tables.marked)
        everybodys = worked_out(key, lambda: everybodys_signals(tables), patience=patience)
        signals |= {place: each for place, each in everybodys.items() if each.urn in urns and each.practice in practices}
    asked = RETURNS & set(practices)
    missing = _missing(tables, urns, asked) if asked else []
    if asked:
        of_returns = signals_of_returns(tables, urns, [each.row for each in missing])
        signals |= {place: each for place, each in of_returns.items() if each.practice in asked}
    return AuthorityPractice(tables=tables, signals=signals, missing=missing)


def schools_of_authority(tables: RunTables, authority: str) -> frozenset[str]:
    """Return the schools that lie in an authority."""
    return frozenset(urn for urn, la_code in tables.school_authorities.items() if la_code == authority)


def _missing(tables: RunTables, urns: Collection[str], practices: Collection[str]) -> list[CountedPupil]:
    """The pupils of whom the school sent no return in time, here or through a register."""
    came = _returns_that_came(tables, urns, looked_at_since(tables.run.on))
    missing = []
    for row in practice_rows(tables, urns, practices):
        days = came.get((row.practice, row.urn, row.child_id), ())
        if not is_in_time(row.practice, row.day, days):
            missing.append(CountedPupil(row=row, came_on=min((day for day in days if day > row.day), default=None)))
    return missing


def _returns_that_came(tables: RunTables, urns: Collection[str], since: date) -> Came:
    """The returns that the schools sent through Onroll and that stand."""
    sent = {"school__in": sorted(urns), "stands": True, "received_on__gt": since - timedelta(days=31)}
    fields = ("what", "school", "child_id", "received_on")
    pupils = PupilReturn.objects.filter(**sent).exclude(child_id="").annotate(what=F("kind")).values_list(*fields)
    deleted = SchoolReturn.objects.filter(**sent).exclude(child_id="").annotate(what=Value("deletion", CharField())).values_list(*fields)
    rows = [(KINDS[what], urn, child_id, day) for what, urn, child_id, day in pupils.union(deleted, all=True)]
    became = tables.successors(sorted({child_id for _, _, child_id, _ in rows})) if rows else {}
    found: dict[tuple[str, str, str], list[date]] = {}
    for practice, urn, child_id, received_on in rows:
        found.setdefault((practice, urn, became.get(child_id, child_id)), []).append(received_on)
    return found

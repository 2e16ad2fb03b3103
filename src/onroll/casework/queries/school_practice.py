"""A school's practice: to the school its own, and to its authority's managers what the school has been asked first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from onroll.casework import clock
from onroll.casework.models import PracticeAnswer, PracticeMark
from onroll.casework.permissions import Right
from onroll.casework.practice_book import AuthorityPractice, practice_of_authority, schools_of_authority
from onroll.casework.purposes import Purpose
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.names import school_names
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.the_index import the_index, the_tables
from onroll.casework.viewers import Viewer
from onroll.core.dated.practice_limits import PRACTICE, PracticeLimits
from onroll.core.dated.values import value_on
from onroll.core.school_practice import HOWS, PRACTICES, Practice, ShownToAuthority, answer_by, shown_to_authority
from onroll.pipeline.run_practice import PracticeSignal, said_of_pupils
from onroll.pipeline.run_queries import RunTables

__all__ = ["HOWS", "PRACTICES", "own_practice_for", "practice_to_answer", "pupils_of_own_practice", "pupils_of_practice"]


@dataclass(frozen=True, kw_only=True)
class PracticeLine:
    """One measure of one school. Shape  signal: None where the school is in no count. mark: that stands; answers: the newest first."""

    practice: str
    signal: PracticeSignal | None
    mark: PracticeMark | None = None
    answers: Sequence[PracticeAnswer] = ()
    shown: ShownToAuthority | None = None

    @property
    def words(self) -> Practice:
        """Return the measure in words."""
        return PRACTICES[self.practice]

    @property
    def answer_by(self) -> date | None:
        """Return the last day on which the school answers before its authority sees the mark."""
        return answer_by(self.mark.shown_on) if self.mark is not None else None

    @property
    def is_withheld(self) -> bool:
        """Return whether the line is not for the authority yet: the school is marked, and is asked first."""
        marked = self.mark is not None or (self.signal is not None and self.signal.marked)
        return marked and not (self.shown is not None and self.shown.now)


@dataclass(frozen=True, kw_only=True)
class OwnPractice:
    """The measures of the viewer's school. Shape  on: the day of the run, None before the first."""

    on: date | None
    limits: PracticeLimits
    lines: Sequence[PracticeLine] = ()


@dataclass(frozen=True, kw_only=True)
class PupilCounted:
    """One pupil who counts in a measure. Shape  came_on: of a return that came too late; evidence: the records that say so."""

    name: str
    date_of_birth: date | None
    day: date
    came_on: date | None
    evidence: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class PupilsPage:
    """The pupils of one measure of one school."""

    line: PracticeLine
    urn: str
    school: str
    on: date
    pupils: Sequence[PupilCounted]


def own_practice_for(viewer: Viewer) -> OwnPractice:
    """Return every measure of the viewer's own school: counts alone, of nobody who is shielded.

    Raises  StillBeingWorkedOut.
    """
    require(viewer, Right.ANSWER_PRACTICE)
    tables, limits = the_tables(), value_on(PRACTICE, clock.today())
    if tables is None:
        return OwnPractice(on=None, limits=limits)
    return OwnPractice(
        on=tables.run.on, limits=limits, lines=_own_lines(viewer, _of_own_authority(viewer, tables, tuple(PRACTICES)), tuple(PRACTICES))
    )


def pupils_of_own_practice(viewer: Viewer, purpose: Purpose, practice: str) -> PupilsPage | None:
    """Return the pupils of one measure of the viewer's own school; None where there is no such measure. The look is written down."""
    require(viewer, Right.ANSWER_PRACTICE, purpose)
    tables = the_tables()
    if tables is None or practice not in PRACTICES:
        return None
    book = _of_own_authority(viewer, tables, (practice,))
    (line,) = _own_lines(viewer, book, (practice,))
    return _pupils(viewer, purpose, book, viewer.organisation_code, line)


def pupils_of_practice(viewer: Viewer, purpose: Purpose, urn: str, practice: str) -> PupilsPage | None:
    """Return the pupils of one measure of one school of the viewer's authority; the look is written down.

    None where the school is not of the authority, or has not been asked first for long enough.
    """
    require(viewer, Right.SEE_PRACTICE, purpose)
    tables = the_tables()
    if tables is None or practice not in PRACTICES or urn not in schools_of_authority(tables, viewer.authority):
        return None
    book = practice_of_authority(tables, viewer.authority, (practice,))
    line = next((each for each in lines_of_authority(viewer, book) if each.signal and each.signal.urn == urn), None)
    return _pupils(viewer, purpose, book, urn, line) if line is not None and not line.is_withheld else None


def practice_to_answer(viewer: Viewer) -> QuerySet[PracticeMark]:
    """Return the marks of the viewer's own school without an answer, to be counted; for everybody else none."""
    if not viewer.may(Right.ANSWER_PRACTICE):
        return PracticeMark.objects.none()
    return PracticeMark.objects.filter(urn=viewer.organisation_code, ended_on=None, answers=None)


def lines_of_authority(viewer: Viewer, book: AuthorityPractice) -> list[PracticeLine]:
    """Return the measures of every school of the viewer's authority, for figures; nothing is shown, and what is withheld is among them."""
    marks = _marks(PracticeMark.objects.filter(authority=viewer.authority))
    return [_line(each.practice, each, marks) for each in book.signals.values()]


def _of_own_authority(viewer: Viewer, tables: RunTables, practices: Sequence[str]) -> AuthorityPractice:
    return practice_of_authority(tables, tables.school_authorities.get(viewer.organisation_code, viewer.authority), practices)


def _own_lines(viewer: Viewer, book: AuthorityPractice, practices: Sequence[str]) -> list[PracticeLine]:
    urn = viewer.organisation_code
    marks = _marks(PracticeMark.objects.filter(urn=urn))
    return [_line(practice, book.signals.get((practice, urn)), marks, urn) for practice in practices]


def _marks(found: QuerySet[PracticeMark]) -> Mapping[tuple[str, str], PracticeMark]:
    standing = found.filter(ended_on=None).prefetch_related("answers")
    return {(mark.practice, mark.urn): mark for mark in standing}


def _line(practice: str, signal: PracticeSignal | None, marks: Mapping[tuple[str, str], PracticeMark], urn: str = "") -> PracticeLine:
    mark = marks.get((practice, signal.urn if signal else urn))
    if mark is None:
        return PracticeLine(practice=practice, signal=signal)
    answers = sorted(mark.answers.all(), key=lambda each: each.pk, reverse=True)
    shown = shown_to_authority(mark.shown_on, answers[-1].on if answers else None, clock.today())
    return PracticeLine(practice=practice, signal=signal, mark=mark, answers=answers, shown=shown)


def _pupils(viewer: Viewer, purpose: Purpose, book: AuthorityPractice, urn: str, line: PracticeLine) -> PupilsPage:
    counted, tables = book.pupils_of(urn, line.practice), book.tables
    children = tables.children([each.row.child_id for each in counted])
    shown = [each for each in counted if each.row.child_id in children and not children[each.row.child_id].shielded]
    record_reading(
        viewer, purpose, "school_practice.listed", subject=f"school {urn}", children=[each.row.child_id for each in shown],
        more={"practice": line.practice},
    )  # fmt: skip
    # A school is told what its own records say of its pupils, whatever it may know of others' records.
    own = said_of_pupils(the_index(), urn, [each.row for each in shown]) if viewer.may(Right.ANSWER_PRACTICE) else {}
    pupils = []
    for each in shown:
        said = own.get(each.row.child_id) or children[each.row.child_id]
        name, row = name_of(said.forename, said.surname), each.row
        pupils.append(PupilCounted(name=name, date_of_birth=said.date_of_birth, day=row.day, came_on=each.came_on, evidence=row.evidence))
    school = school_names([urn]).get(urn, f"URN {urn}")
    return PupilsPage(line=line, urn=urn, school=school, on=tables.run.on, pupils=pupils)

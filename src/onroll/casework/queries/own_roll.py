"""A school's own pupils, to choose the one whom a return is about: from its own current roll as counted, and from no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onroll.casework import clock
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.the_index import the_index, the_tables
from onroll.casework.viewers import Viewer
from onroll.pipeline.own_roll import OnOwnRoll, own_roll

MOST = 50
"""So many pupils are shown of one search."""
SHORTEST = 2
"""So many letters a name must at least have: nobody browses children."""


@dataclass(frozen=True, kw_only=True)
class PupilsFound:
    """The pupils of the viewer's school whose name begins so. Shape  more: how many others there are."""

    pupils: Sequence[OnOwnRoll]
    more: int


def search_own_roll(viewer: Viewer, purpose: Purpose, name: str) -> PupilsFound:
    """Return the pupils on the roll of the viewer's school one of whose names begins as typed; the look is written down, never the name.

    Raises  CannotSee for whoever sends no returns.
    """
    require(viewer, Right.SEND_RETURNS, purpose)
    begins = name.strip().casefold()
    tables = the_tables()
    found = []
    if tables is not None and len(begins) >= SHORTEST:
        pupils = own_roll(tables, the_index(), viewer.organisation_code, clock.today()).values()
        found = sorted((each for each in pupils if _is_called(each, begins)), key=lambda each: (each.surname, each.forename, each.child_id))
    shown = found[:MOST]
    record_reading(
        viewer, purpose, "own_roll.searched", subject=f"school {viewer.organisation_code}", children=[each.child_id for each in shown]
    )
    return PupilsFound(pupils=shown, more=len(found) - len(shown))


def pupil_of_own_roll(viewer: Viewer, purpose: Purpose, child_id: str) -> OnOwnRoll | None:
    """Return one pupil of the viewer's school, for a return's form; None for whoever is not on its roll. The look is written down."""
    require(viewer, Right.SEND_RETURNS, purpose)
    tables = the_tables()
    pupil = own_roll(tables, the_index(), viewer.organisation_code, clock.today()).get(child_id) if tables is not None else None
    subject = pupil.child_id if pupil else ""
    record_reading(viewer, purpose, "own_roll.pupil_chosen", subject=subject, more={"seen": pupil is not None})
    return pupil


def _is_called(pupil: OnOwnRoll, begins: str) -> bool:
    whole = (f"{pupil.forename} {pupil.surname}", f"{pupil.surname} {pupil.forename}", *pupil.forename.split(), *pupil.surname.split())
    return any(each.casefold().startswith(begins) for each in whole)

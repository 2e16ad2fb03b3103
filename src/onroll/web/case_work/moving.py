"""The moves from state to state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onroll.casework.actions import case_moves
from onroll.casework.queries.case_page import CasePage
from onroll.web.case_forms import Ask
from onroll.web.case_work.asking import Act, Page, by_the_records, only_why, today_text, why, written_day
from onroll.web.requests import PageRequest


def _locate_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    known = found.shown.get("whereabouts")
    place, source, since = (known.place, known.source, known.since.isoformat()) if known else ("", "", "")
    return [
        Ask(name="place", label="Where is the child?", required=True, stored=place),
        Ask(name="source", label="Who says so?", required=True, hint="A person, an office or a register.", stored=source),
        Ask(name="since", label="Since when?", kind="date", required=True, value=today_text(found), stored=since, error="Enter the day"),
        why("How was the child found?"),
    ]


def _locate(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return case_moves.locate(
        case_id,
        by=request.viewer,
        because=said["because"],
        place=said["place"],
        source=said["source"],
        since=said["since"],
        seen_version=version,
    )


def _back_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    outcome, piece = by_the_records(found)
    back = piece if outcome == "enrolled_confirmed" and piece.get("urn") else {}
    began = written_day(back["since"]) if back.get("since") else ""
    return [
        Ask(
            name="first_attended_on", label="First day of attendance", kind="date", required=True, value=began,
            hint=f"The roll shows the child since {began}: ask the school for the first day in class." if began else "",
            error="Enter the first day of attendance",
        ),
        *(
            []
            if found.case.whereabouts_known
            else [
                Ask(name="place", label="Which school or provider?", required=True, value=f"School {back['urn']}" if back else ""),
                Ask(name="source", label="Who says so?", required=True, value=back.get("reference", "")),
            ]
        ),
        why("Who confirmed it?"),
    ]  # fmt: skip


def _watch(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return case_moves.start_watching(
        case_id,
        by=request.viewer,
        because=said["because"],
        first_attended_on=said["first_attended_on"],
        place=said.get("place", ""),
        source=said.get("source", ""),
        seen_version=version,
    )


def _move(verb: str) -> Act:
    def act(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
        return case_moves.move_back(case_id, verb, by=request.viewer, because=said["because"], seen_version=version)

    return act


def _reopen(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return case_moves.reopen(case_id, by=request.viewer, because=said["because"])


PAGES: Mapping[str, Page] = {
    "locate": Page(
        heading="Record where the child is",
        asks=_locate_asks,
        act=_locate,
        done="The whereabouts are recorded.",
        overwrites=True,
        merges=True,
    ),
    "watch": Page(
        heading="The child is back in education",
        asks=_back_asks,
        act=_watch,
        done="The case now watches the return.",
        explains="The case stays open and watches for twelve weeks.",
        overwrites=True,
    ),
    "relapse": Page(heading="Record a relapse", asks=only_why, act=_move("relapse"), done="The relapse is recorded.", overwrites=True),
    "lose-sight": Page(
        heading="The child has gone", asks=only_why, act=_move("lose_sight"), done="The case enquires again.", overwrites=True
    ),
    "abandon-plan": Page(
        heading="Give up the return plan",
        asks=only_why,
        act=_move("abandon_plan"),
        done="The plan is given up.",
        tab="plan",
        overwrites=True,
    ),
    "reopen": Page(heading="Open the case again", asks=only_why, act=_reopen, done="The case is open again, with its history."),
}

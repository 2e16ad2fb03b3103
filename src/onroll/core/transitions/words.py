"""Why a child is on a transition list, and what is known of the application, in sentences that a family could read."""

from __future__ import annotations

from datetime import date

from onroll.core.transitions import TRANSITIONS
from onroll.core.wording import day_words

_WHY = {
    "reception": "The child’s year group starts Reception in September {year}.",
    "year_6_to_7": "The child is in year 6 of a school that ends with it: a new school is needed from September {year}.",
    "infant_to_junior": "The child is in year 2 of a school that ends with it: a new school is needed from September {year}.",
    "middle_schools": "The child is in the last year of this school: a new school is needed from September {year}.",
    "mid_year_move": "The child was taken off a roll on {day} for a school or an authority that the school named.",
    "end_of_exclusion": "The child was permanently excluded on {day}.",
    "end_of_refuge": "The stay in a refuge ends, or ended, on {day}.",
    "end_of_custody": "The time in custody ends, or ended, on {day}.",
    "end_of_home_education": "Home education ends, or ended, on {day}.",
}

_APPLICATION = {
    "applied": "An application is with the authority.",
    "refused": "An application was made, and no place was offered for it.",
    "offered": "A place was offered{offered}; nobody has accepted it.",
    "accepted": "A place was accepted.",
    "started": "A start was recorded with the application.",
    "named": "The former school named the next one.",
}


def why_listed(transition: str, moved_on: date) -> str:
    """Return why a child is on a list."""
    return _WHY[transition].format(year=moved_on.year, day=day_words(moved_on))


def what_is_said(
    *, stage: str, application: str, offered_on: date | None, applications_known: bool, apply_by: date | None, on: date
) -> tuple[str, ...]:
    """Return what the registers say of the way to the next place."""
    offered = f" on {day_words(offered_on)}" if offered_on else ""
    said = [_APPLICATION[application].format(offered=offered)] if application in _APPLICATION else []
    if not application and stage not in ("arrived", "settled"):
        if applications_known:
            said.append("The authority has sent its applications since this list opened: none is for this child.")
        else:
            said.append("The authority has sent no applications since this list opened.")
    if not application and apply_by is not None and stage == "no_application":
        said.append(
            f"Applications close on {day_words(apply_by)}."
            if on <= apply_by
            else f"Applications closed on {day_words(apply_by)}; a late one is possible at any time."
        )
    return tuple(said)


def missing_words() -> list[str]:
    """Return the transitions that nothing is said of: none, or a test fails."""
    return [code for code in TRANSITIONS if code not in _WHY]

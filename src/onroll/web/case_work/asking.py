"""What every page of a case is made of: its questions, and the action that answers them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from onroll.casework.queries.case_page import CasePage
from onroll.web.case_forms import Ask, typed_day
from onroll.web.requests import PageRequest

YES_NO = {"yes": "Yes", "no": "No"}
Act = Callable[[PageRequest, int, Mapping[str, Any], int | None], object]


@dataclass(frozen=True, kw_only=True)
class Page:
    """One thing to do.

    Shape  asks: the questions, by the case. tab: where it leads back to. overwrites: whether it needs the version that was seen;
           merges: its questions begin with what is on record, so that two who write at once are merged field by field.
    """

    heading: str
    asks: Callable[[PageRequest, CasePage], list[Ask]]
    act: Act
    done: str
    button: str = "Save"
    tab: str = "overview"
    explains: str = ""
    overwrites: bool = False
    merges: bool = False


def why(label: str = "Why?", hint: str = "Kept in the case’s history.") -> Ask:
    """Return the question for a reason."""
    return Ask(name="because", label=label, kind="textarea", hint=hint, required=True, error="Say why")


def today_text(found: CasePage) -> str:
    """Return today as a date field shows it."""
    return typed_day(found.on)


def only_why(request: PageRequest, found: CasePage) -> list[Ask]:
    return [why()]


def by_the_records(found: CasePage) -> tuple[str, Mapping[str, str]]:
    """Return how the records would end the case, and the piece of evidence for it; nothing where no run proposes an ending."""
    for proposal in found.shown.get("proposals", ()):
        if proposal.kind == "ending" and proposal.outcome and proposal.evidence:
            return proposal.outcome, proposal.evidence[0]
    return "", {}


def written_day(iso: str) -> str:
    """Return a day as a date field shows it."""
    year, month, day = iso.split("-")
    return f"{int(day)}/{int(month)}/{year}"

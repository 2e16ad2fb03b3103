"""Of which day figures are asked, and as known by which: the run that shows it, or the sentence that says why none does.

A run is the only thing that figures are counted from, so that a page and `onroll export` of the same days say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import version

from onroll.casework import clock
from onroll.core.country_days import known_on
from onroll.core.disclosure import RULES as DISCLOSURE_RULES
from onroll.core.measures.flow import RULES as FLOW_RULES
from onroll.core.rulebook import rulebook
from onroll.core.wording import day_words
from onroll.pipeline.index import Index, Run
from onroll.pipeline.line import WHOLE

MOST_KEPT = 12
"""How many kept days are offered, the newest first."""


@dataclass(frozen=True, kw_only=True)
class When:
    """What is asked. Shape  as_at: the day of the figures; known_by: what was received by its end; None: the newest, and all of it."""

    as_at: date | None = None
    known_by: date | None = None

    @property
    def known_then(self) -> date | None:
        """Return the day by which something was to be known; None for one that is not over: then all counts that there is."""
        return self.known_by if self.known_by is not None and self.known_by < clock.today() else None


NOW = When()


class NotKept(Exception):
    """No run shows the days that were asked. Shape  kept: those that runs do show, the newest first."""

    def __init__(self, words: str, kept: Sequence[When]) -> None:
        super().__init__(words)
        self.kept = kept


def is_to_come(day: date) -> bool:
    """Return whether a day has not begun."""
    return day > clock.today()


def known_and_run(run: Run) -> tuple[tuple[str, str], ...]:
    """Return what notes of figures say of a run: by when its extracts had come, its name, its place in the log, and by which rules."""
    return (
        ("Known by", (run.known_by or known_on(run.made_at)).isoformat()),
        ("Run", run.run_id),
        ("Position in the log", str(run.ledger_position)),
        ("Rules", rules_in_force()),
    )


def notes_of_cases(as_at: date, known_by: date, run: Run | None) -> tuple[tuple[str, str], ...]:
    """Return what travels with figures of cases, so that anybody can make them again: they rest on the casebook up to a day."""
    return (
        ("As at", as_at.isoformat()),
        ("Known by", known_by.isoformat()),
        ("Run", run.run_id if run else "none"),
        ("Position in the log", str(run.ledger_position) if run else "0"),
        ("Rules", f"{FLOW_RULES}, {rules_in_force()}"),
    )


@cache
def rules_in_force() -> str:
    """Return the versions of the rules and of the software that make figures now."""
    return f"rulebook {sha256(rulebook().encode()).hexdigest()[:12]}, {DISCLOSURE_RULES}, onroll {version('onroll')}"


def run_shown(index: Index, present: Run, when: When) -> Run:
    """Return the run that shows what is asked.

    Raises  NotKept.
    """
    on, known_by = when.as_at or present.on, when.known_then
    if (on, known_by) == (present.on, None):
        return present
    whole = whole_runs(index)
    found = [run for run in whole if (run.on, run.known_by) == (on, known_by)]
    if not found:
        raise NotKept(_sentence(on, known_by), _kept(whole))
    return max(found, key=lambda run: (run.ledger_position, run.made_at))


def whole_runs(index: Index) -> list[Run]:
    """Return the runs that went to the end of the line, oldest first."""
    return [run for run in index.runs() if run.manifest.get("stage") == WHOLE]


def _kept(whole: Sequence[Run]) -> list[When]:
    days = {(run.on, run.known_by or date.max) for run in whole}
    newest = sorted(days, reverse=True)[:MOST_KEPT]
    return [When(as_at=on, known_by=None if known_by == date.max else known_by) for on, known_by in newest]


def _sentence(on: date, known_by: date | None) -> str:
    said = f" as known by {day_words(known_by)}" if known_by else ""
    option = f" --known-by {known_by.isoformat()}" if known_by else ""
    return f"No figures are kept of {day_words(on)}{said}: whoever runs Onroll makes them with onroll run --on {on.isoformat()}{option}"

"""The run that a command reads for a day: one that still holds, else one made beside what readers see."""

from __future__ import annotations

from datetime import date

from onroll.cli.screen import Screen
from onroll.pipeline import line
from onroll.pipeline.index import Index, Run


def run_at_hand(
    index: Index, day: date, *, decided: line.Decided, known_by: date | None = None, command: str, wait_seconds: float, screen: Screen
) -> Run:
    """Return the newest run that still holds for a day; where there is none, the line is walked, and readers see nothing of it.

    Raises  CannotUseIndex where another command still writes after wait_seconds; CannotWalkTheLine.
    """
    run = line.run_for(index, day, known_by=known_by, decided=decided)
    if run is None:
        with index.writing(f"onroll {command}", wait_seconds=wait_seconds, say=screen.note):
            run = line.compute(index, day, known_by=known_by, decided=decided, progress=screen.progress)
    return run

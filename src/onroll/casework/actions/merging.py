"""Keep what two people wrote at once: whatever is chosen between, the words that were not chosen stay in the case's history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from onroll.casework.actions.case_book import changing
from onroll.casework.viewers import Viewer
from onroll.core.merging import MergedField, Pick, Value, decided, merge

__all__ = ["KEPT", "Choice", "MergedField", "Pick", "Value", "decided", "keeping_every_word", "merge"]

KEPT = {"theirs": "theirs was kept", "mine": "mine was kept", "both": "both were kept"}


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One field that two people changed at once, in words. Shape  kept: `theirs`, `mine` or `both`."""

    label: str
    was: str
    theirs: str
    mine: str
    kept: str


@contextmanager
def keeping_every_word(case_id: int, *, by: Viewer, choices: Sequence[Choice]) -> Iterator[None]:
    """Run an action, and write into the history what was chosen between, in the same transaction."""
    with transaction.atomic():
        yield
        if not choices:
            return
        with changing(by, case_id) as hand:
            words = "Two people wrote at once: " + ", ".join(f"{each.label.lower()}: {KEPT[each.kept]}" for each in choices)
            said = [f"{each.label}\nBefore: {each.was}\nTheirs: {each.theirs}\nMine: {each.mine}" for each in choices]
            hand.tell("case.merged", words, "\n\n".join(said), kept=[each.kept for each in choices])

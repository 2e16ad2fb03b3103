"""What a run means for those of whom somebody told: own lists, told children, awaited joiners; and for families and schools.

Call it after the run's findings have been taken in. Running it twice changes nothing.
"""

from __future__ import annotations

from onroll.casework.actions.awaited_joiners import watch_for_joiners
from onroll.casework.actions.family_alarms import raise_family_alarms
from onroll.casework.actions.own_list import take_in_own_lists
from onroll.casework.actions.recognising import search_told_children
from onroll.casework.actions.school_practice import mark_schools
from onroll.pipeline.index import Run


def take_in_signals(run: Run) -> dict[str, int]:
    """Take in what the run means for every signal, and return what was done, by name."""
    lists, joiners, searched = take_in_own_lists(run), watch_for_joiners(run), search_told_children(run)
    return {"family_alarms": raise_family_alarms(run)} | mark_schools(run) | lists.as_counts() | joiners.as_counts() | searched.as_counts()

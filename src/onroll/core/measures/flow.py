"""Flow, not only stock: each episode of a case from the gap to its end, as it was on a day and as it was known by a day.

An episode begins with the opening of a case, or with its opening again. Its gap is the first day without education that the records
showed when it began; a later correction moves no episode that was counted before.

Source  requirement 56 (time to open, checks, duration); issue "Measures", points 3 and 6.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

RULES = "flow 2"
"""Name and version of these rules, as each sheet carries it."""

OPENED, CONTACT, FOUND, BACK, GONE, ENDED, UNSAID = "opened", "contact", "found", "back", "gone", "ended", "unsaid"

KIND_OF_CHANGE: Mapping[str, str] = {
    "case.opened": OPENED,
    "case.reopen": OPENED,
    "case.reopened": OPENED,
    "case.locate": FOUND,
    "case.start_watching": BACK,
    "case.relapse": GONE,
    "case.lose_sight": GONE,
    "case.take_back": UNSAID,
    "case.close": ENDED,
}
"""What the lines of a case's history mean for its flow; all others mean nothing."""

SUSTAINED = "enrolled_confirmed"
"""The ending that needs a return to school that held for twelve weeks."""

NOT_FOUND = frozenset({"over_csa", "deceased", "duplicate", "record_ended"})
"""Endings that do not say where the child is educated or lives now: an episode that ends so was not found, and is watched no longer."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened in a case.

    Shape  on: when it was; known_on: when it was written down; detail: an ending's outcome; unsaid_on: when it was taken back, if it was.
    """

    kind: str
    on: date
    known_on: date
    detail: str = ""
    unsaid_on: date | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """What a run said of a case's child. Shape  since: the first day without education, None where the run did not know."""

    found_on: date
    since: date | None
    finding: str


@dataclass(slots=True)
class Episode:
    """One episode of a case. Shape  finding: as it began, empty for a case that no run opened; days that have not come: None."""

    case_id: int
    gap_on: date
    opened_on: date
    finding: str = ""
    again: bool = False
    contact_on: date | None = None
    found_on: date | None = None
    back_on: date | None = None
    gone_on: date | None = None
    ended_on: date | None = None
    outcome: str = ""

    @property
    def sustained_on(self) -> date | None:
        """Return when the return was found to have held."""
        return self.ended_on if self.outcome == SUSTAINED else None


def episodes_of(case_id: int, steps: Sequence[Step], gaps: Sequence[Gap], *, as_at: date, known_by: date) -> list[Episode]:
    """Return the episodes of one case, as they stood on a day by what was written down by a day. Shape  both in the order of writing."""
    found: list[Episode] = []
    for step in _standing([each for each in steps if each.on <= as_at and each.known_on <= known_by], known_by):
        now = found[-1] if found and found[-1].ended_on is None else None
        if step.kind == OPENED:
            if now is None:
                found.append(_begun(case_id, step.on, gaps, found[-1] if found else None))
        elif now is not None:
            _take(now, step)
    return found


def _standing(steps: Sequence[Step], known_by: date) -> list[Step]:
    """Return the steps without those that were taken back by a day: a contact by itself, being found up to the last loss of sight."""
    kept: list[Step] = []
    for step in steps:
        if step.kind == UNSAID:
            since = max((place for place, each in enumerate(kept) if each.kind in (OPENED, GONE, ENDED)), default=-1)
            kept = [each for place, each in enumerate(kept) if place <= since or each.kind not in (FOUND, BACK)]
        elif step.unsaid_on is None or step.unsaid_on > known_by:
            kept.append(step)
    return kept


def _begun(case_id: int, on: date, gaps: Sequence[Gap], before: Episode | None) -> Episode:
    said = max((gap for gap in gaps if gap.found_on <= on), key=lambda gap: gap.found_on, default=None)
    since = said.since if said is not None and said.since is not None and said.since <= on else on
    if before is not None and before.ended_on is not None:
        since = max(since, before.ended_on)
        if before.outcome == SUSTAINED and before.gone_on is None:
            before.gone_on = on
    return Episode(case_id, since, on, said.finding if said is not None else "", before is not None)


def _take(episode: Episode, step: Step) -> None:
    on = max(step.on, episode.opened_on)
    if step.kind == CONTACT:
        episode.contact_on = min(on, episode.contact_on or on)
    elif step.kind == FOUND:
        episode.found_on = episode.found_on or on
    elif step.kind == BACK:
        episode.found_on, episode.back_on = episode.found_on or on, episode.back_on or on
    elif step.kind == GONE:
        if episode.back_on is not None:
            episode.gone_on = episode.gone_on or on
    elif step.kind == ENDED:
        episode.ended_on, episode.outcome = on, step.detail
        if step.detail not in NOT_FOUND:
            episode.found_on = episode.found_on or on


Waits: Mapping[str, str] = {
    CONTACT: "first contact",
    FOUND: "found",
    BACK: "back in education",
    "sustained": "back for twelve weeks",
    "relapse": "gone again, after the return",
}


def waited(episode: Episode, what: str, as_at: date) -> tuple[int, bool] | None:
    """Return how many days an episode waited for something, and whether it came; None where it does not wait for that.

    From the gap; a relapse from the return. An episode that ended otherwise waited until then.
    """
    if what == "relapse":
        if episode.back_on is None:
            return None
        start, came = episode.back_on, episode.gone_on
        until = as_at if episode.ended_on is None or episode.outcome == SUSTAINED else episode.ended_on
    else:
        start = episode.gap_on
        came = episode.sustained_on if what == "sustained" else getattr(episode, f"{what}_on")
        until = as_at if episode.ended_on is None else episode.ended_on
    return ((came or until) - start).days, came is not None


def all_waited(episodes: Iterable[Episode], what: str, as_at: date) -> Iterator[tuple[int, bool]]:
    """Yield the same of each episode that waits for it."""
    for episode in episodes:
        one = waited(episode, what, as_at)
        if one is not None:
            yield one


LONG_WEEKS, LONG_YEAR = 84, 365
"""Long cases, reported apart: open for twelve weeks, for a year.

Units   days since the opening.
Source  domain, requirement 35.
"""


def open_days(episode: Episode, as_at: date) -> int | None:
    """Return how long an episode has been open; None where it has ended."""
    return None if episode.ended_on is not None else (as_at - episode.opened_on).days

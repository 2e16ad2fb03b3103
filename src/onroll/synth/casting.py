"""Decides which child lives which story, and from when on.

Source  rates and shares: `rates.py`.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from onroll.synth import rates
from onroll.synth.calm import CALM_STORIES, missing_for_a_while
from onroll.synth.families import Child
from onroll.synth.lives import Life, usual_life
from onroll.synth.stories import CME_STORIES, POSSIBLE_STORIES, Story, vanish_unseen

_YEAR_TOTAL = sum(rates.YEAR_GROUP_SHARES.values())
_WITH_DAYS_OF_GRACE = frozenset((
    "not_arrived_elsewhere", "not_arrived_here", "abroad_without_evidence", "other_nation_without_evidence",
    "independent_without_arrival", "outside_authority",
))  # fmt: skip
_GRACE = timedelta(days=36)  # ten school days over Christmas, and a roll after them
_FIXED_DAY = frozenset(("transition_gap", "vanished_from_roll"))


LAST_YEAR_OF_TRANSITION = 7


class Casting:
    """Gives each life its story: drawn by rate, and in small worlds each story at least once.

    Shape   factor: the rates of missing children times this (1 for England as published). found_again: the rate of children who
            were missing for a while and are back, times this; none by default, for most uses look at one day alone.
    """

    def __init__(self, *, on: date, factor: float, children: int, found_again: float = 0.0) -> None:
        self.on, self.factor, self.found_again = on, factor, found_again
        self.unplayed = [*CME_STORIES, *POSSIBLE_STORIES, *CALM_STORIES] if children >= 500 else []
        self.spacing = max(3, children // 150)
        self.count = 0

    def play(self, life: Life, rng: Random) -> None:
        """Let a story happen to the child, or none."""
        child = life.child
        of_age = child.csa_from <= self.on <= child.csa_to and 0 <= child.year_now <= 11
        if not of_age:
            return
        self.count += 1
        if self.unplayed and self.count % self.spacing == 0 and self._play_one(life, rng, self.unplayed):
            return
        draw = rng.random()
        chance = self._chance(child) * self.factor
        if draw < rates.CME_RATE * chance:
            self._missing(life, rng, CME_STORIES, rates.CME_SHARES)
        elif draw < (rates.CME_RATE + rates.POSSIBLE_RATE) * chance:
            self._missing(life, rng, POSSIBLE_STORIES, rates.POSSIBLE_SHARES)
        elif draw < (rates.CME_RATE * (1 + rates.UNSEEN_SHARE) + rates.POSSIBLE_RATE) * chance:
            life.truly_missing = vanish_unseen(life)
            life.story = "vanished_after_the_newest_roll"
        elif draw > 1 - rates.FOUND_AGAIN * self._chance(child) * self.found_again:
            self._found_again(life)
        else:
            self._calm(life, rng)

    def _play_one(self, life: Life, rng: Random, names: list[str]) -> bool:
        for name in names:
            if name in CALM_STORIES:
                played = CALM_STORIES[name](life)
            else:
                played = self._attempt(life, rng, {**CME_STORIES, **POSSIBLE_STORIES}[name], name)
                life.truly_missing = played
            if played:
                life.story = name
                names.remove(name)
                return True
            reset(life)
        return False

    def _chance(self, child: Child) -> float:
        year = rates.YEAR_GROUP_SHARES[child.year_now] / _YEAR_TOTAL * 12
        if child.year_now == 0:
            year *= 3.2  # only a third of Reception is of compulsory age in January, and fewer stories fit
        return year * risk(child) / rates.MEAN_RISK

    def _missing(self, life: Life, rng: Random, stories: dict[str, Story], shares: dict[str, float]) -> None:
        shares = self._shares_for(life, shares)
        for _ in range(8):
            name = rng.choices([*shares], [*shares.values()])[0]
            if self._attempt(life, rng, stories[name], name):
                life.story = name
                life.truly_missing = True
                return
            reset(life)

    def _shares_for(self, life: Life, shares: dict[str, float]) -> dict[str, float]:
        """Raise the transition's share where the year group has one, so that its share of all is as wished."""
        if "transition_gap" not in shares:
            return shares
        changes = len(life.enrolments) == 2 and life.child.year_now > 0
        part = sum(rates.YEAR_GROUP_SHARES[year] for year in (7,)) / _YEAR_TOTAL
        wished = min(0.7, shares["transition_gap"] / part) if changes else 0.0
        rest = 1 - shares["transition_gap"]
        return {name: wished if name == "transition_gap" else share / rest * (1 - wished) for name, share in shares.items()}

    def _attempt(self, life: Life, rng: Random, story: Story, name: str) -> bool:
        since = self.on if name in _FIXED_DAY else self._day(rng, life.child.year_now)
        while name in _WITH_DAYS_OF_GRACE and since > self.on - _GRACE:
            since = self._day(rng, life.child.year_now)
        if since < life.child.csa_from:
            since = max(since, min(life.child.csa_from, self.on - timedelta(days=6)))
        return story(life, since)

    def _day(self, rng: Random, year: int) -> date:
        tilt = rates.LONG_ABSENCE_TILT[year > LAST_YEAR_OF_TRANSITION]
        weights = [share * (tilt if first >= rates.LONG_ABSENCE_DAYS else 1) for first, _, share in rates.FREE_DURATION_SHARES]
        first, before, _ = rng.choices(rates.FREE_DURATION_SHARES, weights)[0]
        return self.on - timedelta(days=rng.randrange(first, before))

    def _found_again(self, life: Life) -> None:
        if missing_for_a_while(life):
            life.story = rates.FOUND_AGAIN_STORY
        else:
            reset(life)

    def _calm(self, life: Life, rng: Random) -> None:
        draw = rng.random()
        for name, share in rates.CALM_STORIES.items():
            draw -= share
            if draw < 0:
                if name in CALM_STORIES and CALM_STORIES[name](life):
                    life.story = name
                else:
                    reset(life)
                return


def risk(child: Child) -> float:
    """Return how much likelier than a child without risks this one is to go missing."""
    found = 1.0
    if child.decile == 1:
        found *= rates.RISK_FACTOR_MOST_DEPRIVED
    if child.sen != "N":
        found *= rates.RISK_FACTOR_SEN
    if child.in_need:
        found *= rates.RISK_FACTOR_IN_NEED
    return found


def reset(life: Life) -> None:
    """Take back what a story that did not fit has changed."""
    fresh = usual_life(life.child, life.family, life.world, life.rng)
    for name in (
        "enrolments", "changes", "spells", "travel", "homes", "nhs_from", "nhs_until", "nhs_removal", "died_on", "benefit_from",
        "benefit_until", "known_to_benefit", "known_to_nhs", "shielded_from", "truly_missing",
    ):  # fmt: skip
        setattr(life, name, getattr(fresh, name))

"""The made-up England's profile beside the published one: how many are missing, of which year, how long, why, and who.

Source  Department for Education, *Children missing education at census date*, autumn term 2025/26, national rows (Open
        Government Licence v3); the Commissioner's relative risks, *The Unrolled Story* (domain, section 4.2).
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from onroll.synth import rates
from onroll.synth.layouts import usual_schedule
from onroll.synth.population import true_children

PUBLISHED: dict[str, dict[str, int]] = {
    "Year group": {
        "Reception": 700, "Year 1": 2500, "Year 2": 2100, "Year 3": 2200, "Year 4": 2200, "Year 5": 2200, "Year 6": 2300, "Year 7": 3700,
        "Year 8": 3600, "Year 9": 4000, "Year 10": 4500, "Year 11": 4300,
    },
    "Duration": {
        "Less than 2 weeks": 4900, "2 to 4 weeks": 5800, "4 to 8 weeks": 3400, "8 to 12 weeks": 3200, "12 to 26 weeks": 5000,
        "26 to 52 weeks": 4000, "Over 52 weeks": 5600,
    },
    "Reason": {
        "School application awaiting outcome": 4300, "Offered school place but not yet accepted": 1200, "Waiting school start": 1600,
        "Unsuitable elective home education": 3200, "Believed to have moved to another local authority": 2600,
        "Believed to have moved to another country": 3400,
    },
}  # fmt: skip
TOTAL_PUBLISHED = 34_700
OTHER_REASONS = "All other reasons"
_BANDS = tuple(zip(PUBLISHED["Duration"], (14, 28, 56, 84, 182, 364, 10_000), strict=True))
_REASONS = {
    "awaiting_place": "School application awaiting outcome",
    "ehe_unsuitable": "Unsuitable elective home education",
}
_REASONS_OF_STORIES = {
    "offered_not_started": "Offered school place but not yet accepted",
    "accepted_not_started": "Waiting school start",
    "not_arrived_elsewhere": "Believed to have moved to another local authority",
    "not_arrived_here": "Believed to have moved to another local authority",
    "abroad_without_evidence": "Believed to have moved to another country",
}


@dataclass
class Profile:
    """Counts over the true children of one made-up world.

    Shape   groups: of school age, and missing among them, by risk; leaving: missing since summer, and all, by year finished.
    """

    on: date
    children: int = 0
    of_school_age: int = 0
    missing: int = 0
    possible: int = 0
    counted: dict[str, Counter[str]] = field(default_factory=lambda: {topic: Counter() for topic in PUBLISHED})
    groups: Counter[str] = field(default_factory=Counter)
    groups_missing: Counter[str] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)
    years_left: Counter[int] = field(default_factory=Counter)

    def add(self, row: dict[str, str]) -> None:
        """Count one row of `children.csv`."""
        self.children += 1
        if row["of_school_age"] != "1" or row["story"] == "ghost":
            return
        self.of_school_age += 1
        year = int(row["year_group"])
        self.years[year - 1] += 1
        groups = [name for name, belongs in _groups(row) if belongs]
        self.groups.update(groups)
        self.possible += row["is_cme"] == "possible"
        abroad = row["is_cme"] == "possible" and row["story"] == "abroad_without_evidence"
        if row["is_cme"] == "1" or abroad:
            reason = _REASONS.get(row["finding"]) or _REASONS_OF_STORIES.get(row["story"], OTHER_REASONS)
            self.counted["Reason"][reason] += 1
        if row["is_cme"] != "1":
            return
        self.missing += 1
        self.groups_missing.update(groups)
        self.counted["Year group"]["Reception" if year == 0 else f"Year {year}"] += 1
        days = (self.on - date.fromisoformat(row["since"])).days
        self.counted["Duration"][next(label for label, before in _BANDS if days < before)] += 1
        if row["since"] >= "2025-07-01" and year >= 1:
            self.years_left[year - 1] += 1

    @property
    def rate(self) -> float:
        """Missing education per 100 of school age."""
        return 100 * self.missing / max(1, self.of_school_age)

    @property
    def possible_rate(self) -> float:
        """Possibly missing per 100 of school age."""
        return 100 * self.possible / max(1, self.of_school_age)

    def compared(self) -> dict[str, list[tuple[str, float, float]]]:
        """Return, by topic, each label with the made-up and the published share, in per cent of what is known."""
        tables = {}
        for topic, labels in PUBLISHED.items():
            published = dict(labels)
            if topic == "Reason":
                published[OTHER_REASONS] = TOTAL_PUBLISHED - sum(labels.values())
            made_total, published_total = max(1, sum(self.counted[topic].values())), sum(published.values())
            tables[topic] = [
                (label, 100 * self.counted[topic][label] / made_total, 100 * count / published_total) for label, count in published.items()
            ]
        return tables

    def risks(self) -> list[tuple[str, float, float]]:
        """Return each group with its made-up and its published relative risk."""
        published = {
            "Most deprived tenth": rates.RISK_MOST_DEPRIVED,
            "Any special educational need": rates.RISK_SEN,
            "Child in need": rates.RISK_IN_NEED,
        }
        overall = self.missing / max(1, self.of_school_age)
        return [(name, self.groups_missing[name] / max(1, self.groups[name]) / overall, risk) for name, risk in published.items()]

    def leavers(self) -> list[tuple[int, float]]:
        """Return, by the year group finished in summer 2025, the missing since then per 100,000."""
        return [(year, 100_000 * self.years_left[year] / self.years[year]) for year in range(0, 11) if self.years[year]]


def _groups(row: dict[str, str]) -> Iterator[tuple[str, bool]]:
    yield "Most deprived tenth", row["deprivation_decile"] == "1"
    yield "Any special educational need", row["sen"] != "N"
    yield "Child in need", row["child_in_need"] == "1"


def profile_of(rows: Iterable[dict[str, str]], on: date) -> Profile:
    """Return the profile of rows of `children.csv`."""
    profile = Profile(on)
    for row in rows:
        profile.add(row)
    return profile


def profile_of_truth(truth: Path, *, on: date = date(2026, 1, 20)) -> Profile:
    """Return the profile of a made-up world's truth folder."""
    with (truth / "children.csv").open(encoding="utf-8", newline="") as file:
        return profile_of(csv.DictReader(file), on)


def profile_of_events(children: int, authorities: int, seed: int) -> Profile:
    """Return the profile of a world of that size, of which no file is written."""
    schedule = usual_schedule()
    return profile_of(true_children(children, authorities, seed, schedule), schedule.on)

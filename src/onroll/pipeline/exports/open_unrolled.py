"""The Commissioner's analysis as it may leave the house: of the nation and its regions, each count in the one release that is protected.

Every group that there can be has its rows, whoever is in it: a row that is left out would say that it counts nobody.

A ratio is of the counts as they are shown, so that it tells nothing more; where one of them is withheld, so is the ratio.

Source  issue "Measures", points 2 and 8; `core.measures.unrolled`, `core.disclosure_control`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from onroll.core.areas import ENGLAND_CODE, ENGLAND_NAME, REGIONS
from onroll.core.disclosure import NOT_APPLICABLE
from onroll.core.disclosure_control import WITHHELD, share
from onroll.core.measures.cme_census import TOTAL
from onroll.core.measures.relative_risk import against_all
from onroll.core.measures.unrolled import DESTINATIONS, LABELS, MISSING, TOPICS, Tally

ON_ROLL, GONE, LOST = "On a roll on the first day", "In no school on the second day", "Missing from education"
SECOND_DAY, WENT, NOWHERE = "On the second day", "Destination", "No destination"
IN_SCHOOL = "In a school on the second day"
OF_REGION = "Region"
COLUMNS = (
    "from_date", "to_date", "geographic_level", "country_code", "country_name", "region_code", "region_name",
    "section", "topic", "breakdown", "child_count", "child_percent", "on_roll_count", "relative_risk", "ci_low", "ci_high",
)  # fmt: skip

Named = tuple[str, str]
"""A breakdown and its label."""


def of_group(topic: str, *, missing: bool) -> str:
    """Return the breakdown that holds a characteristic's groups: of the missing, or of all on a roll."""
    return f"{topic}: {'missing' if missing else 'on a roll'}"


def groups_of(region: str) -> list[Named]:
    """Return the characteristics with their groups. Shape  region: its code, empty for the nation, which alone is told by region."""
    return [(topic, label) for topic in TOPICS if not region or topic != OF_REGION for label in LABELS[topic]]


def counts_of(tally: Tally, region: str = "") -> dict[Named, int]:
    """Return every count of the analysis of one place, unrounded. Shape  region: as above."""
    lost, gone = sum(tally.went[each] for each in MISSING), tally.went.total()
    counts = {(TOTAL, ON_ROLL): tally.everybody, (TOTAL, GONE): gone, (TOTAL, LOST): lost}
    counts |= {(SECOND_DAY, IN_SCHOOL): tally.everybody - gone, (SECOND_DAY, GONE): gone}
    counts |= {(NOWHERE if code in MISSING else WENT, code): tally.went[code] for code in DESTINATIONS}
    counts[WENT, LOST] = lost
    for topic, label in groups_of(region):
        counts[of_group(topic, missing=False), label] = tally.groups[topic, label]
        counts[of_group(topic, missing=True), label] = tally.missing[topic, label]
    return counts


def wholes() -> dict[str, Named]:
    """Return to what the labels of each breakdown add up."""
    found = {SECOND_DAY: (TOTAL, ON_ROLL), WENT: (TOTAL, GONE), NOWHERE: (TOTAL, LOST)}
    found |= {of_group(topic, missing=False): (TOTAL, ON_ROLL) for topic in TOPICS}
    return found | {of_group(topic, missing=True): (TOTAL, LOST) for topic in TOPICS}


SAME: Sequence[tuple[Named, Named]] = (((SECOND_DAY, GONE), (TOTAL, GONE)), ((WENT, LOST), (TOTAL, LOST)))
"""Counts that stand in two breakdowns."""


def same_as_region(region: str) -> list[tuple[Named, Named]]:
    """Return the counts of the nation that are a region's whole: in the breakdown by region, and in the region's own rows."""
    return [((of_group(OF_REGION, missing=missing), REGIONS[region]), (TOTAL, LOST if missing else ON_ROLL)) for missing in (False, True)]


def rows_of(region: str, shown: Callable[[str, str], str], days: tuple[date, date]) -> list[tuple[str, ...]]:
    """Return the rows of one place.

    Shape  region: its code, empty for the nation; shown: a count as it may be shown, by breakdown and label.
    """
    place = (
        ("Regional", ENGLAND_CODE, ENGLAND_NAME, region, REGIONS[region]) if region else ("National", ENGLAND_CODE, ENGLAND_NAME, "", "")
    )
    where = (*(day.isoformat() for day in days), *place)
    rows: list[tuple[str, ...]] = []

    def add(section: str, topic: str, label: str, count: str, whole: str, on_roll: str = NOT_APPLICABLE) -> None:
        ratio = (NOT_APPLICABLE,) * 3
        if on_roll != NOT_APPLICABLE:
            ratio = _ratio(count, on_roll, shown(TOTAL, LOST), shown(TOTAL, ON_ROLL))
        rows.append((*where, section, topic, label, count, share(count, whole), on_roll, *ratio))

    for name in (ON_ROLL, GONE, LOST):
        add("cohort", TOTAL, name, shown(TOTAL, name), shown(TOTAL, ON_ROLL))
    add("cohort", SECOND_DAY, IN_SCHOOL, shown(SECOND_DAY, IN_SCHOOL), shown(TOTAL, ON_ROLL))
    for code, words in DESTINATIONS.items():
        topic = NOWHERE if code in MISSING else WENT
        add("destination", topic, words, shown(topic, code), shown(TOTAL, GONE))
    for topic, label in groups_of(region):
        lost, on_roll = (shown(of_group(topic, missing=missing), label) for missing in (True, False))
        add("relative risk", topic, label, lost, shown(TOTAL, LOST), on_roll)
    return rows


def _ratio(lost: str, size: str, missing: str, everybody: str) -> tuple[str, str, str]:
    """Return the relative risk and its interval, of counts as they are shown."""
    if WITHHELD in (lost, size, missing, everybody):
        return WITHHELD, WITHHELD, WITHHELD
    found = against_all(int(lost), int(size), int(missing), int(everybody))
    if found is None:
        return NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE
    return f"{found.ratio:.2f}", f"{found.low:.2f}", f"{found.high:.2f}"

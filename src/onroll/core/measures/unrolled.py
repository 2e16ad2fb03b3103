"""The Commissioner's analysis: who was on a roll, and a year later in no school; where they went; who is likelier to be among them.

Source  Children's Commissioner, Lost in Transition (February 2024) and The Unrolled Story (September 2024); domain, section 4.2;
        contracts, section 5 (`unrolled`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from onroll.core.areas import REGIONS, authority
from onroll.core.measures.relative_risk import Ratio, against_all
from onroll.core.school_age import birthday, school_year

YOUNGEST, OLDEST = 4, 14
"""Ages at the start of the first school year."""

COLUMNS = (
    "from_date",
    "to_date",
    "section",
    "topic",
    "breakdown",
    "children",
    "percent",
    "on_roll",
    "risk_per_1000",
    "relative_risk",
    "ci_low",
    "ci_high",
    "versus_others",
    "versus_others_low",
    "versus_others_high",
)

IN_SCHOOL = frozenset({"on_roll", "alternative_provision"})
"""Statuses on the second day of a child who is still in the Department's records: a school, or provision that an authority pays for."""

HOME_EDUCATION, LEFT, DIED, CUSTODY = "HOME_EDUCATION", "LEFT_ENGLAND", "DIED", "CUSTODY"
KNOWN_CME, PLACE_COMING = "KNOWN_CME", "PLACE_COMING"
UNKNOWN_TO_LA, NO_RECORD, NO_REPLY = "UNKNOWN_TO_LA", "NO_RECORD", "NO_REPLY"

DESTINATIONS: Mapping[str, str] = {
    HOME_EDUCATION: "Educated at home, suitable or still being assessed",
    LEFT: "Left England, on evidence",
    DIED: "Died",
    CUSTODY: "In custody",
    PLACE_COMING: "Between schools, or accepted and due",
    KNOWN_CME: "Known to an authority as missing education",
    UNKNOWN_TO_LA: "Reported as gone, the destination unknown to the authority",
    NO_RECORD: "No record anywhere, though all who should have reported did",
    NO_REPLY: "No record yet: an extract that could show the child has not come",
}
MISSING = frozenset({KNOWN_CME, UNKNOWN_TO_LA, NO_RECORD, NO_REPLY})
"""Destinations that are none: these children went missing from education."""

STATUS_DESTINATIONS: Mapping[str, str] = {
    "home_educated": HOME_EDUCATION,
    "home_education_pending": HOME_EDUCATION,
    "home_education_unsuitable": KNOWN_CME,
    "left_england": LEFT,
    "died": DIED,
    "custody": CUSTODY,
    "registered": PLACE_COMING,
    "between_schools": PLACE_COMING,
    "offered_not_started": KNOWN_CME,
    "awaiting_place": KNOWN_CME,
    "part_time_provision": KNOWN_CME,
}

TOPICS = ("Deprivation", "Special educational needs", "Social care", "Ethnicity", "Age at start", "Sex", "Region")
"""The characteristics, in the order of the file."""

ETHNIC_GROUPS: Mapping[str, str] = {"W": "White", "M": "Mixed", "A": "Asian", "B": "Black", "C": "Chinese", "O": "Any other"}

UNKNOWN = "Unknown"
LABELS: Mapping[str, Sequence[str]] = {
    "Deprivation": ("Most deprived tenth", "All other neighbourhoods", UNKNOWN),
    "Special educational needs": ("Any identified", "None identified"),
    "Social care": ("Child in need", "Not in need"),
    "Ethnicity": (*ETHNIC_GROUPS.values(), UNKNOWN),
    "Age at start": tuple(map(str, range(YOUNGEST, OLDEST + 1))),
    "Sex": ("Female", "Male", UNKNOWN),
    "Region": (*REGIONS.values(), UNKNOWN),
}
"""Every label of each characteristic, whether or not a child has it."""


@dataclass(frozen=True, slots=True)
class RollChild:
    """One child who was on a roll on the first day.

    Shape  status: on the second day; listed: on an authority's open list of children missing education then; reported_unknown: deleted
           since with a destination unknown; partial: an extract that could show the child has not come.
    """

    child_id: str
    date_of_birth: date
    sex: str | None
    ethnicity: str | None
    sen: str | None
    decile: int | None
    in_need: bool
    la_code: str | None
    status: str
    listed: bool = False
    reported_unknown: bool = False
    partial: bool = False


def age_at_start(date_of_birth: date, first_day: date) -> int:
    """Return the age on 1 September of the school year of the first day."""
    start = date(school_year(first_day), 9, 1)
    return start.year - date_of_birth.year - (birthday(date_of_birth, start.year - date_of_birth.year) > start)


def belongs(child: RollChild, first_day: date) -> bool:
    """Whether a child is of the ages that the analysis is about."""
    return YOUNGEST <= age_at_start(child.date_of_birth, first_day) <= OLDEST


def destination_of(child: RollChild) -> str | None:
    """Return where a child went, or None where the child is still in a school."""
    if child.status in IN_SCHOOL:
        return None
    known = STATUS_DESTINATIONS.get(child.status)
    if known:
        return known
    if child.listed:
        return KNOWN_CME
    if child.reported_unknown:
        return UNKNOWN_TO_LA
    return NO_REPLY if child.partial else NO_RECORD


def characteristics_of(child: RollChild, first_day: date) -> dict[str, str]:
    """Return a child's label in each breakdown, as of the first day."""
    place = authority(child.la_code, first_day) if child.la_code else None
    ethnic = ETHNIC_GROUPS.get((child.ethnicity or "")[:1])
    return {
        "Deprivation": "Unknown" if child.decile is None else "Most deprived tenth" if child.decile == 1 else "All other neighbourhoods",
        "Special educational needs": "Any identified" if child.sen in ("K", "E") else "None identified",
        "Social care": "Child in need" if child.in_need else "Not in need",
        "Ethnicity": ethnic if ethnic and child.ethnicity not in ("REFU", "NOBT") else "Unknown",
        "Age at start": str(age_at_start(child.date_of_birth, first_day)),
        "Sex": {"F": "Female", "M": "Male"}.get(child.sex or "", "Unknown"),
        "Region": place.region_name if place else "Unknown",
    }


Others = Callable[[int, int, int, int], Ratio | None]
"""(missing of the group, the group, missing of the others, the others): the ratio of the two risks."""


@dataclass
class Tally:
    """What the analysis counts. Shape  went: children by destination; groups, missing: by topic and label, of all and of the missing."""

    everybody: int = 0
    went: Counter[str] = field(default_factory=Counter)
    groups: Counter[tuple[str, str]] = field(default_factory=Counter)
    missing: Counter[tuple[str, str]] = field(default_factory=Counter)


def tally_of(children: Iterable[RollChild], first_day: date) -> Tally:
    """Return the counts of the analysis, child by child."""
    tally = Tally()
    for child in children:
        if not belongs(child, first_day):
            continue
        went, labels = destination_of(child), characteristics_of(child, first_day).items()
        tally.everybody += 1
        tally.groups.update(labels)
        if went is not None:
            tally.went[went] += 1
        if went in MISSING:
            tally.missing.update(labels)
    return tally


def unrolled_rows(children: Iterable[RollChild], first_day: date, last_day: date, versus_others: Others) -> list[tuple[object, ...]]:
    """Return the rows of the analysis: the cohort, its destinations, each characteristic's relative risk.

    Shape  versus_others: the comparison with the children outside the group, by a statistics library.
    """
    return rows_of_tally(tally_of(children, first_day), first_day, last_day, versus_others)


def rows_of_tally(tally: Tally, first_day: date, last_day: date, versus_others: Others) -> list[tuple[object, ...]]:
    """Return the same rows of counts that are there already."""
    total, cohort, missing = tally.everybody, tally.went.total(), sum(tally.went[each] for each in MISSING)
    days = (first_day, last_day)
    rows: list[tuple[object, ...]] = []

    def add(section: str, topic: str, breakdown: str, count: int, percent: float | None, *rest: object) -> None:
        rows.append((*days, section, topic, breakdown, count, percent, *rest, *(None,) * (len(COLUMNS) - 7 - len(rest))))

    add("cohort", "Aged 4 to 14 at the start", "On a roll on the first day", total, 100.0 if total else None, total)
    add("cohort", "Aged 4 to 14 at the start", "In no school on the second day", cohort, _percent(cohort, total), total)
    add("cohort", "Aged 4 to 14 at the start", "Missing from education", missing, _percent(missing, total), total)
    for code, words in DESTINATIONS.items():
        add("destination", code, words, tally.went[code], _percent(tally.went[code], cohort), total)
    for (topic, label), size in sorted(tally.groups.items(), key=lambda each: (TOPICS.index(each[0][0]), _in_order(each[0][1]))):
        lost = tally.missing[topic, label]
        ratio = against_all(lost, size, missing, total)
        others = versus_others(lost, size, missing - lost, total - size)
        cells = [None if each is None else (each.ratio, each.low, each.high) for each in (ratio, others)]
        flat = [value for cell in cells for value in (cell or (None, None, None))]
        add("relative risk", topic, label, lost, _percent(lost, missing), size, 1000 * lost / size, *flat)
    return rows


def _in_order(label: str) -> tuple[bool, int, str]:
    return label == "Unknown", int(label) if label.isdigit() else 0, label


def _percent(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None

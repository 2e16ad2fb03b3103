"""How a case would end by the records of a child who is no longer found missing, and the rows that speak for it.

It is a proposal: a person decides, and most endings ask for more than a row (a place that is known, an assessment, twelve weeks).

Source  issue 4, point 1 (a child who reappears proposes the ending with its evidence); domain, section 3.5; contracts, section 5
        ("Never a finding").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onroll.core.dated.closure_evidence import Outcome
from onroll.core.evidence import parts_of
from onroll.core.wording import day_words


@dataclass(frozen=True, slots=True)
class ByRecords:
    """A proposed ending.

    Shape  kind: of evidence, as closure reasons accept it; dated_on and reference: of the row. watched: the child is back in school,
           and the return is watched first. urn, since: the school, and the first day on its roll.
    """

    outcome: Outcome
    kind: str
    dated_on: date
    reference: str
    words: str
    watched: bool = False
    urn: str = ""
    since: date | None = None


def ending_by_records(
    status: str, evidence: Sequence[str], *, urn: str = "", since: date | None = None, missing_since: date | None = None
) -> ByRecords | None:
    """Return how a case would end by a child's status on the day; None where no row bears an ending out.

    Shape  evidence: references to rows, as timelines keep them. missing_since: first day without education, by the finding that
           stood until now: who was on a roll on that day already was never missing.
    """
    rows = [(parts_of(each), each) for each in evidence if each.count(":") == 3]
    if not rows:
        return None
    (register, _, dated_on, _), newest = max(rows, key=lambda row: row[0][2])
    if status == "on_roll":
        if since is not None and missing_since is not None and since < missing_since:
            words = f"On the roll of school {urn} since {day_words(since)}, before the child was thought to be missing."
            return ByRecords(Outcome.NOT_CME_ON_ROLL, "school_roll", dated_on, newest, words, urn=urn, since=since)
        words = f"Back on the roll of school {urn}" + (f" since {day_words(since)}" if since else "")
        words += ". Record the first day of attendance: the return is watched for twelve weeks."
        kind = "attendance_register" if register == "attendance" else "roll_and_sessions"
        return ByRecords(Outcome.ENROLLED_CONFIRMED, kind, dated_on, newest, words, watched=True, urn=urn, since=since)
    found = _OTHERS.get((status, register)) or _OTHERS.get((status, ""))
    if found is None:
        return None
    outcome, kind, words = found
    return ByRecords(outcome, kind, dated_on, newest, words, urn=urn, since=since)


_OTHERS: dict[tuple[str, str], tuple[Outcome, str, str]] = {
    ("home_educated", "ehe"): (Outcome.EHE_SUITABLE, "home_education_register", "In the home education register, found suitable."),
    ("alternative_provision", "alternative_provision"): (
        Outcome.EOTAS_S19_SUITABLE,
        "commissioning_record",
        "In full-time alternative provision by the authority's record. Whether it is suitable, somebody must still say.",
    ),
    ("left_england", "travel"): (Outcome.ABROAD_CONFIRMED, "border_record", "A record of the border shows the exit."),
    ("left_england", "nhs"): (
        Outcome.ABROAD_CONFIRMED,
        "nhs_embarkation",
        "The health register ended because the child left. Look whether it was to another nation of the United Kingdom.",
    ),
    ("died", "nhs"): (Outcome.DECEASED, "nhs_death", "The health register records the death."),
    ("over_school_age", "school_roll"): (Outcome.OVER_CSA, "school_record_of_birth", "Over compulsory school age, by the school's record."),
    ("over_school_age", ""): (Outcome.OVER_CSA, "birth_record", "Over compulsory school age, by the date of birth on record."),
}
"""By status and the register of the newest row."""

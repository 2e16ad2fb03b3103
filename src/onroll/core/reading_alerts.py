"""Which looks at children's records another person should think about, and why: four rules, each in one function.

No rule says that somebody did wrong. Each says what is odd, in a sentence with its numbers; an auditor asks and writes down what it was.

Source  domain, section 8.1; requirement 61 (anomaly alerts).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onroll.core.dated.reading_limits import ReadingLimits


@dataclass(frozen=True, slots=True)
class AlertRule:
    """One rule, as pages explain it."""

    code: str
    title: str
    explains: str


RULES: Mapping[str, AlertRule] = {
    rule.code: rule
    for rule in (
        AlertRule(
            "own_family",
            "May be the user’s own family",
            "The child lives at a postcode, or bears an uncommon surname, that the user declared as their family’s."
            " Nobody can read what was declared.",
        ),
        AlertRule("volume", "Many children in one day", "More children’s records were opened in one day than the role’s work explains."),
        AlertRule("out_of_area", "Many children of other areas", "Many children of other authorities were opened in one day."),
        AlertRule(
            "repeated",
            "The same child, again and again",
            "The same child was opened on many days by somebody who has no case, enquiry or note about that child.",
        ),
    )
}


def volume(role: str, children: int, limits: ReadingLimits) -> str:
    """Return why the number of children opened in one day is odd; empty where it is not."""
    limit = limits.opened_a_day.get(role, limits.opened_a_day.get("", 0))
    return f"{children} children opened in one day; for this role {limit} are usual at most." if children > limit else ""


def out_of_area(children: int, limits: ReadingLimits) -> str:
    """Return why the number of other authorities' children opened in one day is odd; empty where it is not."""
    if children < limits.outside_a_day:
        return ""
    return f"{children} children of other authorities opened in one day; from {limits.outside_a_day} on, somebody asks why."


def repeated(days: int, times: int, *, has_work: bool, limits: ReadingLimits) -> str:
    """Return why opening one child on so many days is odd; empty where it is not, or where the work explains it."""
    if has_work or days < limits.repeated_days:
        return ""
    return (
        f"Opened on {days} days within {limits.window_days}, {times} times in all, with no case, enquiry or note of theirs about the child."
    )


def own_family(*, same_home: bool, same_surname: bool, surname_share: float, limits: ReadingLimits) -> str:
    """Return why a child may be of the user's own family; empty where nothing declared says so.

    Shape  surname_share: of all children, those who bear the surname.
    """
    if same_home and same_surname:
        return "The child bears a surname and lives at a postcode that the user declared."
    if same_home:
        return "The child lives at a postcode that the user declared."
    if same_surname and surname_share <= limits.common_surname:
        return f"The child bears a surname that the user declared, which {surname_share:.2%} of all children bear."
    return ""

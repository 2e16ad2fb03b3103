"""The rules in words, written from the code: `python -m onroll.core.rulebook > docs/rules.md`."""

from __future__ import annotations

from collections.abc import Iterable

from onroll.core import candidates, contradictions
from onroll.core.applications import IN_YEAR_LOOKBACK_DAYS, REGISTERED_SCHOOL_DAYS
from onroll.core.findings import KINDS
from onroll.core.residence import TRUSTED_FIRST
from onroll.core.school_age import PRESCRIBED_DAYS
from onroll.core.statuses import STATUSES
from onroll.core.world import LATE_AFTER_DAYS, STALE_AFTER_DAYS

MONTHS = {3: "March", 8: "August", 12: "December"}

OPENING = """# The rules

Written from the code by `python -m onroll.core.rulebook`; do not edit. A rule's name and version stand in the column
`rule` of every finding.

Each child has one timeline: on every day from birth up to 18 exactly one status. A child of compulsory school age whose
status on the day of the run is none that counts as education, and who has not left England or died, is judged by the
kinds of finding below; the first that fits, in their order, is the child's.
"""


def rulebook() -> str:
    """Return the page of the rules, in Markdown."""
    return "\n".join([OPENING, *_statuses(), *_findings(), *_numbers(), *_contradictions()]).rstrip() + "\n"


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    headings = list(headings)
    lines = [f"| {' | '.join(headings)} |", f"|{' --- |' * len(headings)}"]
    return [*lines, *(f"| {' | '.join(row)} |" for row in rows), ""]


def _statuses() -> list[str]:
    rows = [(str(rank), f"`{rule.code}`", rule.meaning, rule.side, rule.source) for rank, rule in enumerate(STATUSES, start=1)]
    opening = ["## Statuses, the strongest first", "", "Where claims overlap, the status that stands first in this table counts.", ""]
    return [*opening, *_table(("", "Status", "Meaning", "The child is", "Source"), rows)]


def _findings() -> list[str]:
    rows = [(str(place), f"`{kind.rule}`", f"… {kind.sentence}", kind.since, kind.source) for place, kind in enumerate(KINDS, start=1)]
    opening = ["## Findings, first that fits", "", "The child is of compulsory school age, in no education, has no confirmed exit, and", ""]
    return [*opening, *_table(("", "Rule", "The child", "Since (never before compulsory school age begins)", "Source"), rows)]


def _numbers() -> list[str]:
    days = ", ".join(f"{day} {MONTHS[month]}" for month, day in PRESCRIBED_DAYS)
    rows = [
        ("Prescribed days on which compulsory school age can begin", days, "domain 1.2"),
        ("A roll this old keeps nobody on it: over", f"{STALE_AFTER_DAYS} days", "contracts 5, Coverage"),
        ("A sender is late whose newest roll is older than the others' newest by over", f"{LATE_AFTER_DAYS} days", "contracts 5, Coverage"),
        (
            "An in-year application counts from before the last day of education",
            f"{IN_YEAR_LOOKBACK_DAYS} days",
            "contracts 5, Applications",
        ),
        ("An accepted place counts as registered for", f"{REGISTERED_SCHOOL_DAYS} school days", "contracts 5, Applications"),
        ("Last part of the summer term", f"{candidates.LAST_DAYS_OF_SUMMER_TERM} school days", "contracts 5, transition_gap"),
        ("A school's last year is its statutory high age less", str(candidates.AGE_OVER_YEAR), "contracts 5, transition_gap"),
        ("Addresses dated the same day: the register that counts", ", ".join(f"`{name}`" for name in TRUSTED_FIRST), "decision 0003"),
    ]
    return ["## Numbers", "", *_table(("What", "How much", "Source"), rows)]


def _contradictions() -> list[str]:
    rows = [(f"`{kind}`", sentence) for kind, sentence in contradictions.KINDS.items()]
    return ["## Contradictions, kept as such", "", *_table(("Kind", "Meaning"), rows)]


if __name__ == "__main__":
    print(rulebook(), end="")

"""Educated at home, and that was found unsuitable."""

from __future__ import annotations

from onroll.core.candidates import Candidate
from onroll.core.explanations import authority_said
from onroll.core.findings.shape import Fit, Kind
from onroll.core.reasons import UNSUITABLE_HOME_EDUCATION
from onroll.core.wording import day_words


def fits(child: Candidate) -> Fit | None:
    """Return the fit, where the latest word on the child's home education is that it is unsuitable."""
    spell = child.unsuitable
    if spell is None:
        return None
    since = spell.said.assessed_on or spell.said.source.first_on
    where = authority_said(spell.said.source.supplier, shielded=child.shielded)
    return Fit(
        child.not_before_school_age(since),
        UNSUITABLE_HOME_EDUCATION,
        spell.evidence,
        [f"Educated at home since {day_words(spell.starts_on)}, by the list of {where}; found unsuitable on {day_words(since)}."],
        ["No school roll and no full-time provision since."],
    )


KIND = Kind(
    "ehe_unsuitable",
    1,
    "is educated at home, and that was found unsuitable",
    "the day of the assessment",
    "contracts, section 5; domain, section 1.3, row 3",
    fits,
)

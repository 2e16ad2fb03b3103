"""What a child was in last: the sentence about it, and the rows that say so."""

from __future__ import annotations

from onroll.core.candidates import Candidate
from onroll.core.explanations import authority_said, school_name
from onroll.core.histories import ProvisionSpell
from onroll.core.rolls import RollSpell
from onroll.core.wording import day_words

PROVISION_NAMES = {
    "home_education": "educated at home",
    "alternative_provision": "in alternative provision",
    "custody": "in custody",
    "on_roll": "on a school's roll, by an answer to an enquiry,",
}


def rows_of_last_education(child: Candidate) -> tuple[str, ...]:
    """Return the rows that show the last education and its end."""
    last = child.history.last_education(child.on)
    return last.evidence if last else ()


def last_education_said(child: Candidate) -> str:
    """Return the sentence on what the child was in last."""
    last = child.history.last_education(child.on)
    if last is None:
        return "No register has ever shown the child in education."
    return roll_said(last, child) if isinstance(last, RollSpell) else provision_said(last, child)


def roll_said(spell: RollSpell, child: Candidate) -> str:
    """Return the sentence on a time on a roll."""
    school = school_name(spell.urn, child.world, shielded=child.shielded)
    since = f" since {day_words(spell.starts_on)}" if spell.shown_on and spell.starts_on < spell.shown_on else ""
    said = f"On the roll of {school}{since}"
    if spell.ending == "vanished":
        return f"{said}, last shown on {day_words(spell.last_on)}."
    if spell.ending in ("deleted", "left"):
        return f"{said}; the last day on it was {day_words(spell.last_on)}."
    if spell.ending == "closed":
        return f"{said}, last shown on {day_words(spell.last_on)}; the school has closed since."
    return f"{said}, last shown on {day_words(spell.last_on)}, which is too long ago to count."


def provision_said(spell: ProvisionSpell, child: Candidate) -> str:
    """Return the sentence on a time in other education."""
    where = authority_said(spell.said.source.supplier, shielded=child.shielded)
    until = f"the last day was {day_words(spell.last_on)}" if spell.ending == "ended" else f"last shown on {day_words(spell.last_on)}"
    return f"Was {PROVISION_NAMES[spell.kind]} from {day_words(spell.starts_on)}, as told by {where}; {until}."

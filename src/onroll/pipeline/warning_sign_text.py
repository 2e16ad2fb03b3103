"""A card of warning signs and how it did, as text for a terminal."""

from __future__ import annotations

from typing import Any

from onroll.core.warning_sign_checks import may_switch_on, warning_of
from onroll.core.warning_signs import SIGNS
from onroll.pipeline.warning_signs import StandingCard


def card_text(standing: StandingCard) -> str:
    """Return the card, how it did on the term on which it was checked, and whether somebody may switch it on."""
    checked = standing.checked
    points = [(sign, standing.card.points[sign.code]) for sign in SIGNS if sign.code in standing.card.points]
    lines = [
        f"Card {standing.card_id}, made from {standing.origin.kind} children of the {', '.join(standing.terms)} by {standing.made_by}.",
        *(f"  {value:>3}  {sign.words}" for sign, value in points),
        f"Checked on the {checked.term}: {checked.children:,} children on the list of {checked.listed_on.isoformat()}, of whom "
        f"{checked.lost} went missing by {checked.until.isoformat()}; {checked.expected:.0f} were expected.",
        f"With {checked.calls:,} calls the card finds {checked.found:.0f} of them; the simple rule, absence above 10%, "
        f"{checked.found_by_rule:.0f} ({checked.times_the_rule:.2f} times); the highest absence first {checked.found_by_absence:.0f}.",
        *(
            f"  {band.first:>3} to {band.last:>3} points: {band.lost:>4} of {band.children:>6,}, {band.share:.2%} "
            f"({band.low:.2%} to {band.high:.2%}); expected {band.expected:.2%}"
            for band in checked.bands
        ),
        *(f"Warning: {warning_of(each)}" for each in checked.unequal),
    ]
    may = may_switch_on(standing.origin, standing.here, checked, standing.newest_list)
    lines.append("It may be switched on, by somebody who has the right, on the page of the check." if may else f"It stays off: {may}")
    return "\n".join(lines)


def card_json(standing: StandingCard) -> dict[str, Any]:
    """Return the same in numbers."""
    checked = standing.checked
    may = may_switch_on(standing.origin, standing.here, checked, standing.newest_list)
    return {
        "card": standing.card_id,
        "children": standing.origin.kind,
        "terms": list(standing.terms),
        "points": dict(standing.card.points),
        "checked_on": checked.term,
        "went_missing": checked.lost,
        "expected": round(checked.expected, 1),
        "calls": checked.calls,
        "found": round(checked.found, 1),
        "found_by_simple_rule": round(checked.found_by_rule, 1),
        "found_by_highest_absence": round(checked.found_by_absence, 1),
        "unequal_groups": [f"{each.topic}: {each.group}" for each in checked.unequal],
        "may_be_switched_on": bool(may),
        "reason_not": may.reason_not,
    }

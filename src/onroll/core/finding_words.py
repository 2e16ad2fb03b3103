"""The kinds of finding in words: the same on pages, in figures and in what is handed over."""

from __future__ import annotations

from collections.abc import Mapping

from onroll.core.wording import capitalised

FINDINGS: Mapping[str, tuple[str, str]] = {
    "ehe_unsuitable": ("Home education unsuitable", "The child is educated at home, and that was found unsuitable."),
    "offered_not_started": (
        "Offered a place, not started",
        "The child was offered a school place, has not started, and is in no education meanwhile.",
    ),
    "awaiting_place": (
        "Waiting for a place",
        "Somebody has applied for a school place for the child. None is offered yet, and the child is in no education meanwhile.",
    ),
    "provision_ended": ("Provision ended", "The child's home education or alternative provision ended, and nothing came after it."),
    "not_arrived": (
        "Did not arrive",
        "The child left a school for a named destination and had not started there by the tenth school day after the expected day;"
        " or came back from abroad and is nowhere.",
    ),
    "left_no_destination": ("Left, destination not known", "A school took the child off its roll, and nobody says where the child went."),
    "transition_gap": (
        "Lost between schools",
        "The child finished a school's last year and is on no roll by the tenth school day of the next school year.",
    ),
    "vanished_from_roll": (
        "No longer on the roll",
        "The child was on a roll and is not in the same sender's next one, and no school reported that the child left.",
    ),
    "never_on_roll": (
        "Never on a roll",
        "Health, child benefit or social care know the child, and no school or other education record ever did.",
    ),
}
"""By code: a few words, and what is meant."""


def finding_name(code: str) -> str:
    """Return a kind of finding in a few words; a code that is none of ours as it is, without underscores."""
    text = FINDINGS[code][0] if code in FINDINGS else code.replace("_", " ")
    return capitalised(text)

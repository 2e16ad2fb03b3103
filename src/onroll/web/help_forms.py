"""The form in which help that was offered to a child's family is written down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onroll.casework.actions.child_help import ANSWERS, HELP
from onroll.web.case_forms import Ask, typed_day


def help_asks(today: date) -> Sequence[Ask]:
    """Return what is asked. Shape  today: stands in the field of the day."""
    day = typed_day(today)
    return [
        Ask(name="what", label="What was offered?", kind="radios", choices=HELP, required=True, error="Choose what was offered"),
        Ask(name="words", label="What exactly?", kind="textarea", required=True, error="Say what was offered"),
        Ask(name="on", label="On which day?", kind="date", required=True, error="Enter the day", value=day),
        Ask(name="answer", label="What did the family answer?", kind="radios", choices=ANSWERS, required=True, error="Choose the answer"),
        Ask(name="family_said", label="In the family’s own words", kind="textarea"),
    ]

"""Yes, or no with the reason.

Source  style, section 6.7: one function per question, so that the page greys the button and the action refuses with the
        same words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question: truthy for yes, falsy for no.

    Shape  reason_not: empty for yes; for no, the whole sentence that a person reads.
    """

    reason_not: str = ""

    def __bool__(self) -> bool:
        return not self.reason_not

    def __str__(self) -> str:
        return self.reason_not or "Yes."


YES = Answer()


def no(reason: str) -> Answer:
    """Return a no.

    Raises  ValueError where no reason is given: a no always says why.
    """
    if not reason.strip():
        raise ValueError("a no needs its reason")
    return Answer(reason)


def first_no(answers: Iterable[Answer]) -> Answer:
    """Return the first no, or yes where there is none."""
    return next((answer for answer in answers if not answer), YES)

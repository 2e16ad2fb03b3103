"""Which errors are refusals: somebody asked for what cannot be, and the sentence says why. All others are faults of ours."""

from __future__ import annotations

from onroll.core.wrong_usage import WrongUsage


def is_refusal(error: BaseException) -> bool:
    """Whether an error is a refusal, and its sentence for people to read.

    Every exception of the program that finishes the sentence "could not…" is called `Cannot…` and carries it.
    """
    return type(error).__name__.startswith("Cannot") or isinstance(error, WrongUsage)

"""How long work tells how far it is."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and of how many (0 where that is not known)."""


def silent(_message: str, _done: int, _total: int) -> None:
    """Tell nobody."""

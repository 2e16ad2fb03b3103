"""Whether others can see this screen: names are then shown as initials, wherever they would stand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_hidden: ContextVar[bool] = ContextVar("onroll_private_screen", default=False)


def names_are_hidden() -> bool:
    """Whether names are shown as initials now."""
    return _hidden.get()


@contextmanager
def private_screen(hidden: bool) -> Iterator[None]:
    """Hide names, or show them, within the block: one request at a time."""
    token = _hidden.set(hidden)
    try:
        yield
    finally:
        _hidden.reset(token)

"""An officer asks figures of every kind, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Person = Callable[..., Any]
Check = Callable[[Any], None]


def test_figures_side_by_side_down_to_nought_and_as_then(person: Person, accessible: Check) -> None:
    page = person("officer-301", width=1000)
    for address, says in (
        ("/figures/waterfall", "From every child to the unaccounted"),
        ("/figures/any-time", "Missing education at any time"),
        ("/figures/revisions", "Late corrections"),
        ("/figures/since-last-term", "The return, last term and now"),
        ("/figures/definitions", "under the others’ definitions"),
    ):
        page.goto(address)
        page.wait_for_selector(f"h1:has-text('{says}')", timeout=60_000)
        accessible(page)

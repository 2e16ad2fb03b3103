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


def test_figures_of_another_day_and_of_none(person: Person, accessible: Check) -> None:
    page = person("officer-301", width=375)
    page.goto("/figures/definitions")
    page.wait_for_selector("h1:has-text('under the others’ definitions')", timeout=60_000)
    page.get_by_text("Figures of another day").click()
    for part, typed in (("day", "31"), ("month", "2"), ("year", "2025")):
        page.fill(f"#id_as_at-{part}", typed)
    page.get_by_role("button", name="Show").click()
    page.wait_for_selector("h2:has-text('There is a problem')")
    accessible(page)
    page.fill("#id_as_at-day", "17")
    page.get_by_role("button", name="Show").click()
    page.wait_for_selector("h2:has-text('Days that figures are kept of')")
    accessible(page)
    page.get_by_role("link", name="2026").first.click()
    page.wait_for_selector("h2:has-text('What each counts')", timeout=60_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375

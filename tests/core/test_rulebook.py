"""The page of the rules is written from the code, and current."""

from __future__ import annotations

from pathlib import Path

from onroll.core.findings import KINDS
from onroll.core.rulebook import rulebook
from onroll.core.statuses import STATUSES


def test_the_page_is_current() -> None:
    page = Path(__file__).parents[2] / "docs" / "rules.md"
    assert page.read_text(encoding="utf-8") == rulebook(), "write it again: python -m onroll.core.rulebook > docs/rules.md"


def test_it_names_every_status_and_every_finding() -> None:
    text = rulebook()
    assert all(f"`{rule.code}`" in text for rule in STATUSES)
    assert all(f"`{kind.rule}`" in text and kind.source for kind in KINDS)

"""A contradiction in a real browser: listed, read from both sides, explained, and remembered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from support.browser import Server, running_server
from support.made_up_run import write_made_up_run


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over a made-up region in which some children are on two rolls."""
    home = tmp_path_factory.mktemp("contradictions") / "home"
    write_made_up_run(home, children=400)
    with running_server(home) as running:
        yield running


@pytest.mark.long
def test_a_contradiction_is_read_from_both_sides_explained_and_remembered(
    server: Server, person: Callable[..., Any], accessible: Callable[[Any], None]
) -> None:
    page = person("officer-301", purpose="data_quality")
    page.goto("/contradictions")
    accessible(page)
    assert "On two rolls at once" in page.inner_text("main")
    child = page.locator("table.onroll-table--wide tbody th a").first
    name = child.inner_text().split("\n")[0].split(":")[0]
    before = int(re.search(r"(\d+) line", page.inner_text("[role=status]")).group(1))  # type: ignore[union-attr]
    child.click()
    accessible(page)
    assert "School roll of Barking and Dagenham (301)" in page.inner_text("main") and "Ask both schools" in page.inner_text("main")
    page.get_by_role("button", name="Keep the decision").click()
    assert "Choose what you decide" in page.inner_text("main")
    accessible(page)
    page.check("input[value=explained]")
    page.fill("#id_words", "Both schools agree: the child is in a unit of the other one until Easter.")
    page.get_by_role("button", name="Keep the decision").click()
    page.wait_for_url(re.compile(r"/contradictions$"))
    assert f"{before - 1} line" in page.inner_text("main")
    page.goto("/contradictions?state=settled")
    accessible(page)
    assert name in page.inner_text("main") and "until Easter" in page.inner_text("main")

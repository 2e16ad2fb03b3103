"""Journeys: a real server, a real browser, and people who sign in. Skipped, loudly, where there is no Chromium; never in CI."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from support.browser import AXE, CHROMIUM, FLAGS, Server, running_server
from support.made_up_run import write_made_up_run

# One question, so that the engine is never put into one page and asked in the next.
ENGINE = "\n(async () => (await axe.run()).violations.map(v => [v.id, v.nodes.map(n => n.target.join(' '))]))()"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey as needing the browser."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the machine's own Chromium."""
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{CHROMIUM} is missing: journeys are never left out in CI.")
        warnings.warn(pytest.PytestWarning(f"JOURNEYS LEFT OUT: there is no {CHROMIUM}"), stacklevel=1)
        pytest.skip(f"JOURNEYS LEFT OUT: there is no {CHROMIUM} (Debian: chromium)")
    return {**browser_type_launch_args, "executable_path": str(CHROMIUM), "args": FLAGS}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server over a made-up region."""
    home = tmp_path_factory.mktemp("served")
    write_made_up_run(home, children=800)
    with running_server(home) as running:
        yield running


@pytest.fixture(scope="session", autouse=True)
def a_click_ends_when_the_page_is_there() -> Iterator[None]:
    """Let a click end when the page that it leads to is loaded: by itself it ends as that page begins, and half a page has no answer.

    On a busy machine the accessibility engine was put into a page that had no document yet.
    """
    with pytest.MonkeyPatch.context() as patched:
        for kind in (Page, Locator):
            patched.setattr(kind, "click", _waiting(kind.click))
        yield


def _waiting(click: Callable[..., None]) -> Callable[..., None]:
    def clicked(on: Page | Locator, *how: Any, **options: Any) -> None:
        click(on, *how, **options)
        (on if isinstance(on, Page) else on.page).wait_for_load_state()

    return clicked


@pytest.fixture
def person(browser: Any, server: Server) -> Iterator[Callable[..., Any]]:
    """Return a page in which that user has signed in, with the purpose chosen; nothing may go wrong on its console."""
    contexts, complaints = [], []

    def signed_in(username: str, *, javascript: bool = True, purpose: str = "", width: int = 1280) -> Any:
        context = browser.new_context(base_url=server.address, java_script_enabled=javascript, viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/sign-in")
        page.fill("#id_username", username)
        page.fill("#id_password", server.passwords[username])
        page.click("main button[type=submit]")
        page.wait_for_url(re.compile(r"/$"))
        if purpose:
            page.goto("/purpose")
            page.check(f"input[value={purpose}]")
            page.click("main button[type=submit]")
        return page

    yield signed_in
    for context in contexts:
        context.close()
    assert [each for each in complaints if not any(code in each for code in ("403", "404", "409"))] == []


@pytest.fixture
def accessible() -> Callable[[Any], None]:
    """Check the page with the accessibility engine: no violation of WCAG 2.2 AA, nor of its best practices."""
    source = AXE.read_text(encoding="utf-8")

    def check(page: Any) -> None:
        found = page.evaluate(source + ENGINE)
        assert found == [], (page.url, found)

    return check

"""Warning signs in a real browser: a manager reads how good they are and switches them on; an officer offers a family help."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from support.browser import Server, running_server
from support.past_terms import home_with_a_card


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over a home with past terms, and with a card that nobody has switched on."""
    home = tmp_path_factory.mktemp("signs") / "home"
    shutil.copytree(home_with_a_card(), home)
    with running_server(home) as running:
        yield running


def test_a_manager_switches_the_signs_on_and_an_officer_offers_help(
    server: Server, person: Callable[..., Any], accessible: Callable[[Any], None]
) -> None:
    manager = person("manager-301")
    manager.goto("/warning-signs/check")
    accessible(manager)
    manager.get_by_role("link", name="Switch it on").or_(manager.get_by_role("button", name="Switch it on")).first.click()
    accessible(manager)
    manager.get_by_role("button", name=re.compile("on$")).click()
    assert "There is a problem" in manager.inner_text("main")
    accessible(manager)
    manager.check("input[name=understood]")
    manager.fill("#id_words", "The last term bears it out.")
    manager.get_by_role("button", name=re.compile("on$")).click()
    manager.wait_for_url(re.compile("/warning-signs/check$"))

    officer = person("officer-301", purpose="safeguarding", width=375)
    officer.goto("/warning-signs")
    accessible(officer)
    officer.locator("a[href^='/warning-signs/children/']").first.click()
    accessible(officer)
    assert "A sign is not a cause" in officer.inner_text("main") and "never" in officer.inner_text("main")
    officer.check("input[name=what][value=uniform]")
    officer.fill("#id_words", "A blazer for September")
    officer.get_by_role("button", name="Record the offer").click()
    assert "There is a problem" in officer.inner_text("main")
    accessible(officer)
    officer.check("input[name=answer][value=accepted]")
    officer.get_by_role("button", name="Record the offer").click()
    officer.wait_for_url(lambda address: "#" not in address)
    officer.goto("/warning-signs")
    assert "offered on" in officer.inner_text("main")

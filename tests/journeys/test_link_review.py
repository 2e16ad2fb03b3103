"""Two people settle doubtful pairs in a real browser; and the named team keeps its sealed list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from support.browser import Server, running_server
from support.made_up_run import write_made_up_run
from support.pairs_to_review import ACROSS, DECIDES, SAFE, write_pairs

Person = Callable[..., Any]
Check = Callable[[Any], None]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of this module's own: what is decided stays decided."""
    home = tmp_path_factory.mktemp("pairs")
    write_made_up_run(home, children=200)
    write_pairs(home)
    with running_server(home) as running:
        yield running


def pair_shown(page: Any) -> tuple[str, str]:
    found = re.search(r"/pairs/(c\d+)/(c\d+)$", page.url)
    assert found, page.url
    return found[1], found[2]


def test_a_reviewer_works_through_the_queue_by_single_keys_and_a_colleague_is_the_second_person(person: Person, accessible: Check) -> None:
    # A reviewer opens the queue: what decides whether a child is missing stands first.
    page = person("link-reviewer-301", purpose="data_quality")
    page.goto("/")
    page.click("text=pairs wait")
    assert "3 pairs wait" in page.inner_text("[role=status]")
    accessible(page)
    page.locator("tbody th a").first.click()
    assert pair_shown(page) == DECIDES
    assert "It decides whether a child is missing education. A case is open." in page.inner_text("main")
    assert "About 60 in 100 such pairs were the same child" in page.inner_text("main")
    assert "It closes 1 finding at the next run" in page.inner_text("main")
    assert {"Agree", "Differ", "Blank"} & set(page.locator(".onroll-review .govuk-tag").all_inner_texts())
    accessible(page)
    # Writing is no deciding.
    page.fill("#id_because", "same date, Salford uncle")
    assert pair_shown(page) == DECIDES
    page.locator("h1").click()
    page.keyboard.press("s")
    page.wait_for_url(re.compile(f"/pairs/{ACROSS[0]}/{ACROSS[1]}$"))
    assert "It waits for a second person" in page.inner_text(".govuk-notification-banner")
    # Next, without deciding; then not the same child.
    page.keyboard.press("n")
    page.wait_for_url(re.compile(f"/pairs/{SAFE[0]}/{SAFE[1]}$"))
    page.uncheck("#review-keys")
    page.keyboard.press("d")
    assert pair_shown(page) == SAFE
    page.check("#review-keys")
    page.keyboard.press("d")
    page.wait_for_url(re.compile(f"/pairs/{ACROSS[0]}/{ACROSS[1]}$"))
    page.goto("/pairs/decisions")
    assert "Waits for a second person" in page.inner_text("main")
    accessible(page)
    # The officer says what she thinks before she sees what her colleague said, without any script.
    officer = person("officer-301", purpose="cme_enquiry", javascript=False)
    officer.goto("/pairs")
    officer.click("text=Look at decision")
    assert "Salford" not in officer.inner_text("main") and "The same child, says" not in officer.inner_text("main")
    officer.click("button[value=same]")
    assert "Enter a reason" in officer.inner_text(".govuk-error-summary")
    officer.fill("#id_because", "The mother told me.")
    officer.click("button[value=same]")
    assert "agree. The next run obeys it" in officer.inner_text(".govuk-notification-banner")
    # She changes her mind about another decision, and undoes it.
    officer.goto("/pairs/decisions")
    officer.locator("tr", has_text="Not the same child").locator("a", has_text="Undo").click()
    officer.fill("#id_because", "I mixed them up.")
    officer.click("main button[type=submit]")
    assert "Undone." in officer.inner_text(".govuk-notification-banner")


def test_the_finding_leads_to_its_pair_and_the_childs_page_to_parting(person: Person, accessible: Check) -> None:
    page = person("officer-301", purpose="cme_enquiry", width=360)
    page.goto(f"/pairs/{ACROSS[0]}/{ACROSS[1]}")
    assert "not shown" in page.inner_text("main") and "Held by Westborough" in page.inner_text("main")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    accessible(page)
    page.goto(f"/children/{SAFE[0]}")
    page.click("text=These are not all the same child")
    page.click("main button[type=submit]")
    assert "some, and not all" in page.inner_text(".govuk-error-summary")
    accessible(page)
    page.goto("/pairs")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    accessible(page)


def test_the_named_team_keeps_a_list_that_names_nobody(person: Person, accessible: Check) -> None:
    page = person("manager-301", purpose="safeguarding")
    page.goto("/sealed")
    accessible(page)
    page.click("text=Add an entry")
    accessible(page)
    page.check("input[value=adoption]")
    page.fill("#id_reference", "AD 7/2026")
    page.fill("#id_former", "c000052")
    page.fill("#id_present", "c000056")
    page.fill("#id_because", "Adoption order of the court.")
    page.click("text=Seal them")
    assert "Entry 1 is made" in page.inner_text(".govuk-notification-banner")
    assert "c000052" not in page.content() and "c000056" not in page.content()
    page.click("text=Lift")
    page.click("main button[type=submit]")
    assert "Enter a reason" in page.inner_text(".govuk-error-summary")
    accessible(page)
    officer = person("officer-301", purpose="cme_enquiry")
    officer.goto("/sealed")
    assert officer.locator("h1").inner_text() == "Page not found"

"""A CME officer's day in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Person = Callable[..., Any]
Check = Callable[[Any], None]


def count_shown(page: Any) -> int:
    return int(re.findall(r"[\d,]+", page.locator("[role=status]").first.inner_text())[0].replace(",", ""))


def test_an_officer_goes_from_the_count_to_the_child_and_back(person: Person, accessible: Check) -> None:
    page = person("officer-301")
    accessible(page)
    tile = page.locator("[aria-labelledby=children] .onroll-tile__link").first
    count = int(tile.locator(".onroll-tile__count").inner_text())
    tile.click()
    # the purpose is asked for first
    assert page.locator("h1").inner_text() == "Why are you looking at children’s records?"
    accessible(page)
    page.click("text=Continue")
    assert page.locator(".govuk-error-summary").is_visible()
    accessible(page)
    page.click(".govuk-error-summary a")
    assert page.evaluate("document.activeElement.name") == "purpose"
    page.check("input[value=cme_enquiry]")
    page.click("text=Continue")
    assert count_shown(page) == count
    accessible(page)
    page.locator("tbody th a").first.click()
    assert page.locator("h2#why").inner_text() == "Why am I seeing this?"
    assert page.locator("svg.onroll-timeline").is_visible()
    assert "Case opened on 15 January 2026" in page.inner_text("main")
    assert "Purpose: Finding a child who is missing education" in page.inner_text("header")
    accessible(page)


def test_an_officer_filters_sorts_and_pages_by_keyboard_alone(person: Person, accessible: Check) -> None:
    page = person("officer-301", purpose="cme_enquiry")
    page.goto("/findings")
    every = count_shown(page)
    page.focus("#id_status_0")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("status=cme"))
    assert 0 < count_shown(page) < every
    accessible(page)
    page.locator(".moj-filter__tag").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/findings\?[^s]*$|/findings\?name"))
    assert count_shown(page) == every
    page.locator("thead a", has_text="Child").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("sort=name"))
    assert page.locator("thead th").first.get_attribute("aria-sort") == "ascending"
    page.locator("nav.govuk-pagination a[rel=next]").click()
    page.wait_for_url(re.compile("page=2"))
    assert page.locator("[aria-current=page]").last.inner_text() == "2"


def test_everything_works_without_javascript(person: Person) -> None:
    page = person("officer-301", javascript=False, purpose="safeguarding")
    page.goto("/findings")
    page.check("#id_status_1")
    page.click("text=Apply filters")
    assert "Possibly missing" in page.inner_text(".moj-filter__selected")
    page.locator("tbody th a").first.click()
    assert page.locator("svg.onroll-timeline").is_visible()
    page.click("text=The same timeline as a table")
    page.goto("/find")
    page.click("main button[type=submit]")
    assert "Enter something that is known of the child" in page.inner_text(".govuk-error-summary")
    page.click("text=Sign out")
    assert "You have signed out" in page.inner_text("main")
    page.goto("/findings")
    assert page.locator("h1").inner_text() == "Sign in"


def test_another_authoritys_child_exists_and_no_more(person: Person, accessible: Check) -> None:
    page = person("officer-301", purpose="cme_enquiry")
    page.goto("/children/c000021")
    assert "There is a record of this child" in page.inner_text("h1")
    assert "Ask Westborough" in page.inner_text("main")
    accessible(page)
    for hidden in ("/children/c000041", "/children/c999999", "/children/Nobody"):
        page.goto(hidden)
        assert page.locator("h1").inner_text() == "Page not found"
    accessible(page)


def test_a_telephones_width_holds_the_pages(person: Person, accessible: Check) -> None:
    page = person("officer-301", purpose="cme_enquiry", width=360)
    for address in ("/", "/findings", "/children/c000060", "/find", "/late", "/extracts"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
        accessible(page)

"""A working day in a real browser: what comes first, lists, a visit on a telephone, a team, and a screen that others can see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

Person = Callable[..., Any]
Check = Callable[[Any], None]


def press(page: Any, text: str) -> None:
    page.locator("main").get_by_role("button", name=text, exact=True).first.click()


def test_an_officer_begins_the_day_with_what_comes_first_and_is_told_why(person: Person, accessible: Check) -> None:
    page = person("officer-301", purpose="cme_enquiry")
    page.goto("/")
    accessible(page)
    page.locator("ol[aria-labelledby=free] button").first.click()
    assert "is yours now" in page.inner_text("main") and "My 1 thing for today" in page.inner_text("main")
    page.click("text=Why is this first?")
    assert "Harm" in page.inner_text("ol[aria-labelledby=mine]")
    accessible(page)
    page.locator("ol[aria-labelledby=mine] a.govuk-button").first.click()
    assert "Score the risk" in page.inner_text("h1")
    # by keyboard: the search at the top leads to the whole search form, which says what it needs
    page.goto("/")
    page.focus("#id_today_surname")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find")
    assert page.locator("h1").inner_text() == "Find a child" and page.locator(".govuk-error-summary").is_visible()


def test_an_officer_changes_the_order_of_today_and_of_enquiries_on_a_narrow_screen(person: Person, accessible: Check) -> None:
    page = person("officer-301", purpose="cme_enquiry", width=340)
    for _ in range(2):
        page.goto("/")
        page.locator("ol[aria-labelledby=free] button").first.click()
    before = page.locator("ol[aria-labelledby=mine] .onroll-today__name").all_inner_texts()
    page.click("text=Change the order")
    accessible(page)
    page.locator("input[name^=place_]").last.fill("1")
    press(page, "Keep this order")
    assert "Your own order, for today" in page.inner_text("main")
    after = page.locator("ol[aria-labelledby=mine] .onroll-today__name").all_inner_texts()
    assert sorted(after) == sorted(before) and page.evaluate("document.documentElement.scrollWidth") <= 340
    accessible(page)
    page.goto("/today/order")
    press(page, "Back to harm × urgency")
    assert page.locator("ol[aria-labelledby=mine] .onroll-today__name").all_inner_texts() == before
    page.goto("/children/c000100")
    page.click("text=Go to the case")
    page.goto(f"{page.url}/enquiries")
    first = page.locator("table[aria-labelledby=best] tbody tr th").nth(1).inner_text().splitlines()[0]
    page.locator("main").get_by_role("link", name="Change the order").click()
    accessible(page)
    page.locator("input[name^=place_]").nth(1).fill("1")
    page.fill("#id_because", "The aunt asked for it.")
    press(page, "Save")
    assert "The aunt asked for it." in page.inner_text("main")
    assert page.locator("table[aria-labelledby=best] tbody tr th").first.inner_text().splitlines()[0] == first
    assert "recommended: 2" in page.inner_text("table[aria-labelledby=best]")
    accessible(page)


@pytest.mark.long
def test_several_cases_are_put_on_a_worklist_without_javascript(person: Person) -> None:
    page = person("manager-301", purpose="cme_enquiry", javascript=False)
    page.goto("/worklists")
    page.fill("#id_name", "Before the holidays")
    page.check("#id_for_team")
    press(page, "Begin")
    page.goto("/cases?list=team")
    for number in range(2):
        page.locator("input[name=case]").nth(number).check()
    page.select_option("#id_what", "list")
    press(page, "Go on")
    assert "to all of them, or to none" in page.inner_text("main")
    page.locator("input[name=worklist]").first.check()
    press(page, "Do it to 2 cases")
    assert "2 cases put on the worklist" in page.inner_text("main")
    page.goto("/worklists")
    page.click("text=Before the holidays")
    assert "2 cases" in page.inner_text("[role=status]")


def test_a_visit_is_prepared_and_recorded_on_a_telephone(person: Person, accessible: Check) -> None:
    page = person("officer-301", purpose="cme_enquiry", width=340)
    page.goto("/children/c000100")
    page.click("text=Go to the case")
    page.click("text=Prepare a home visit")
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.fill("#id_risk", "A dog in the yard")
    page.fill("#id_second_visitor", "B. Green")
    page.fill("#id_phone", "07700 900001")
    page.fill("#id_on", f"{date.today().day}/{date.today().month}/{date.today().year}")
    page.fill("#id_leaves", "00:01")
    page.fill("#id_back", "a minute to midnight")
    page.select_option("#id_knows", "manager-301")
    press(page, "Keep the plan")
    assert "must be an hour" in page.inner_text(".govuk-error-summary") and page.input_value("#id_risk") == "A dog in the yard"
    page.fill("#id_leaves", "23:58")
    page.fill("#id_back", "23:59")
    press(page, "Keep the plan")
    accessible(page)
    assert "A dog in the yard" in page.inner_text("main")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    press(page, "The visitor called: safe")
    page.check("input[value=no_access]")
    page.fill("#id_note", "Nobody there; curtains drawn.")
    press(page, "Record the visit")
    assert "The visit is recorded." in page.inner_text("main")
    page.click("text=Timeline")
    assert "Nobody there; curtains drawn." in page.inner_text("main")
    accessible(page)


@pytest.mark.long
def test_a_manager_opens_each_number_and_the_pages_around_it_are_accessible(person: Person, accessible: Check) -> None:
    page = person("manager-301", purpose="cme_enquiry")
    for address in (
        "/team",
        "/team/roles",
        "/team/endings",
        "/notices",
        "/transfers",
        "/transfers?board=unclaimed",
        "/visits",
        "/worklists",
        "/messages",
        "/status",
        "/cases?list=today",
        "/cases/print?list=team",
    ):
        page.goto(address)
        accessible(page)
    page.goto("/team")
    page.locator("a.onroll-tile__link").first.click()
    assert page.locator("[role=status]").is_visible()


def test_one_key_hides_names_and_nothing_written_is_lost(person: Person, accessible: Check) -> None:
    page = person("officer-301", purpose="cme_enquiry")
    page.goto("/children/c000140")
    name = page.inner_text("h1")
    page.keyboard.press("F2")
    page.wait_for_selector(".onroll-private-strip")
    assert page.inner_text("h1") != name and name.split()[-1] not in page.inner_text("main")
    accessible(page)
    page.keyboard.press("F2")
    page.wait_for_selector(".onroll-private-strip", state="detached")
    assert page.inner_text("h1") == name
    page.click("text=Go to the case")
    page.goto(f"{page.url}/do/note")
    page.fill("#id_text", "Half a sentence")
    page.keyboard.press("F2")
    assert not page.locator("main").is_visible()
    page.keyboard.press("F2")
    assert page.locator("main").is_visible() and page.input_value("#id_text") == "Half a sentence"
    without = person("officer-301", purpose="cme_enquiry", javascript=False)
    without.goto("/children/c000140")
    without.locator(".onroll-private-form button").click()
    assert "Names are shown as initials" in without.inner_text("main")

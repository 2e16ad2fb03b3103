"""Help, letters, a notice and a plan in a real browser: told as the officer who does it would."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from support.browser import Server, running_server
from support.made_up_run import write_made_up_run

Person = Callable[..., Any]
Check = Callable[[Any], None]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of this module's own: its cases change."""
    home = tmp_path_factory.mktemp("letters")
    write_made_up_run(home, children=120)
    with running_server(home) as running:
        yield running


def case_of(page: Any, child: str) -> str:
    page.goto(f"/children/{child}")
    page.click("text=Go to the case")
    page.wait_for_url(re.compile(r"/cases/\d+$"))
    return str(page.url)


def press(page: Any, text: str) -> None:
    page.locator("main").get_by_role("button", name=text, exact=True).first.click()


def score(page: Any, address: str) -> None:
    page.goto(f"{address}/do/triage")
    press(page, "Score and begin to enquire")


def fill(page: Any, **answers: str) -> None:
    for name, words in answers.items():
        page.fill(f"#id_{name}", words)


def test_an_officer_writes_to_the_family_helps_and_only_then_serves_a_notice(person: Person, accessible: Check) -> None:
    page = person("officer-301", purpose="cme_enquiry")
    address = case_of(page, "c000040")
    score(page, address)
    # a letter, shown before it is kept
    page.goto(f"{address}/letters")
    accessible(page)
    page.click("text=First letter to a parent")
    accessible(page)
    fill(page, recipient="Mrs A. Parent", contact="01632 960 100")
    page.check("input[name=how][value=post]")
    press(page, "Show the letter")
    accessible(page)
    assert "Dear Mrs A. Parent" in page.inner_text(".onroll-paper")
    press(page, "Keep it as sent")
    accessible(page)
    assert "is kept as sent" in page.inner_text("main")
    with page.expect_download() as downloaded:
        page.click("text=Download as Word file")
    assert downloaded.value.suggested_filename == "letter-L000001.docx"
    # no notice before help
    page.goto(f"{address}/orders")
    accessible(page)
    page.locator("ul[aria-labelledby=can] a").first.click()
    fill(page, recipient="Mrs A. Parent", address="1 Made-up Street", reasons="No school since October.", contact="01632 960 100")
    page.check("input[name=how][value=by_hand]")
    press(page, "Show the letter")
    press(page, "Keep it as sent")
    assert "a notice is never the first step" in page.inner_text(".govuk-error-summary")
    accessible(page)
    page.goto(f"{address}/orders")
    press(page, "Record help that was offered")
    page.check("input[value=transport]")
    fill(page, words="A bus pass from Monday.")
    press(page, "Save")
    page.locator("ul[aria-labelledby=can] a").first.click()
    fill(page, recipient="Mrs A. Parent", address="1 Made-up Street", reasons="No school since October.", contact="01632 960 100")
    page.check("input[name=how][value=by_hand]")
    press(page, "Show the letter")
    last = date.today() + timedelta(days=14)
    assert f"its 15 days end with {last.day} {last:%B %Y}" in page.inner_text("main") and "transport to school" in page.inner_text("main")
    press(page, "Keep it as sent")
    page.goto(f"{address}/orders")
    accessible(page)
    assert "Next: Decide about the parent’s reply to the notice" in page.inner_text("main")


def test_without_javascript_a_plan_grows_section_by_section_and_a_service_owes_its_answer(person: Person) -> None:
    page = person("officer-301", purpose="cme_enquiry", javascript=False)
    address = case_of(page, "c000080")
    score(page, address)
    page.goto(f"{address}/do/locate")
    fill(page, place="With an aunt", source="The aunt", because="She rang.")
    press(page, "Save")
    page.goto(f"{address}/plan")
    page.get_by_role("link", name="Write : The child's own account").click()
    fill(page, part_barriers="The bus is full", part_trusted_adult="Mr Form-Tutor")
    press(page, "Save this section")
    assert "This is a draft" in page.inner_text("main") and "The bus is full" in page.inner_text("main")
    press(page, "Begin the return plan")
    fill(page, lead="Olive Officer", because="Agreed with the aunt.")
    press(page, "Save")
    assert "Review of week 1" in page.inner_text("main") and "Returning" in page.inner_text(".onroll-state")
    press(page, "Refer to a service")
    today = date.today()
    fill(page, service="School nurse", wanted="Fit for school", because="Headaches", due_on=f"{today.day}/{today.month}/{today.year}")
    press(page, "Save")
    press(page, "Review the plan")
    fill(page, said="Goes well.")
    press(page, "Save")
    assert "Say first what came of the referral to School nurse" in page.inner_text(".govuk-error-summary")
    page.goto("/service-referrals")
    page.get_by_role("link", name=re.compile("Record the outcome")).first.click()
    fill(page, outcome="Fit for school.")
    press(page, "Save")
    press(page, "Review the plan")
    fill(page, said="Goes well.")
    press(page, "Save")
    assert "Goes well." in page.inner_text("main")
    press(page, "Paper for the family")
    assert "The bus is full" in page.inner_text("main")


@pytest.mark.long
def test_each_page_of_a_plan_and_of_texts_is_accessible_and_fits_a_telephone(person: Person, accessible: Check) -> None:
    page = person("manager-301", purpose="cme_enquiry", width=320)
    address = case_of(page, "c000080")
    for where in (
        f"{address}/plan", f"{address}/plan/paper", f"{address}/do/plan-placement", f"{address}/do/part-time", f"{address}/end",
        "/letters", "/letters/closing/en", "/letters/closing/en/edit", "/service-referrals",
    ):  # fmt: skip
        page.goto(where)
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, where

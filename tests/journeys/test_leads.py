"""Leads in a real browser: what the registers answer at once, recorded or set aside, with and without JavaScript, wide and narrow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from support.browser import Server, running_server
from support.lead_town import copy_of_town

Person = Callable[..., Any]
Check = Callable[[Any], None]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server over the town of movers, for one journey: an answer recorded in one is not there in the other."""
    home = tmp_path / "home"
    copy_of_town(home)
    with running_server(home) as running:
        yield running


def enquiries_of_amy(page: Any) -> None:
    page.goto("/cases?list=team")
    page.get_by_role("link", name=re.compile("Amy Norwood")).first.click()
    page.wait_for_url(re.compile(r"/cases/\d+$"))
    page.goto(f"{page.url}/enquiries")


def test_the_registers_answer_at_once_and_an_officer_records_one_answer_and_sets_another_lead_aside(
    person: Person, accessible: Check
) -> None:
    page = person("officer-301", purpose="cme_enquiry")
    enquiries_of_amy(page)
    said = page.inner_text("main")
    assert "What the registers answer at once" in said and "9 Dale Street, ZB2 2BB in authority 302" in said and "Hidden Lane" not in said
    accessible(page)
    page.locator(".onroll-lead summary").first.click()
    page.get_by_role("link", name=re.compile("Record it as an answer to “Council tax")).click()
    accessible(page)
    assert page.input_value("#id_place") == "9 Dale Street, ZB2 2BB" and "council_tax:302:2026-01-15" in page.input_value("#id_evidence")
    page.fill("#id_place", "")
    page.get_by_role("button", name="Save", exact=True).click()
    assert "Traced to an address" in page.inner_text("main")
    page.get_by_role("link", name=re.compile("Not this child")).first.click()
    accessible(page)
    page.get_by_role("button", name="Set it aside").click()
    assert "Say why" in page.inner_text(".govuk-error-summary")
    page.fill("#id_because", "Another family: rang the school.")
    page.get_by_role("button", name="Set it aside").click()
    page.get_by_text("Leads dealt with").click()
    assert "Another family: rang the school." in page.inner_text("main")
    accessible(page)


def test_the_same_page_works_without_javascript_on_a_narrow_screen(person: Person) -> None:
    page = person("officer-301", purpose="cme_enquiry", javascript=False, width=320)
    enquiries_of_amy(page)
    assert "Next best enquiry" in page.inner_text("main") and page.locator("table[aria-labelledby=best] tbody tr").count() == 19
    page.locator("table[aria-labelledby=best] tbody a").first.click()
    page.get_by_role("button", name="Start", exact=True).click()
    assert re.search(r"E\d{6}", page.inner_text("main"))

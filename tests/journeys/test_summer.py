"""A summer in a real browser: listed in June, called in July, arrived in September with no hand in it; and one who did not arrive."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from support.browser import Server, running_server
from support.lead_town import Town
from support.summer_town import DUE_DAY, JULY, JUNE, is_made_up, july_comes, september_comes, town_in_june

Person = Callable[..., Any]
Check = Callable[[Any], None]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The town in June, its line walked; pages take the newest run's day for today."""
    made = town_in_june(tmp_path_factory.mktemp("summer") / "home")
    is_made_up(made.home, JUNE)
    made.run(JUNE)
    return made


@pytest.fixture(scope="module")
def server(town: Town) -> Iterator[Server]:
    """A server over the town."""
    with running_server(town.home) as running:
        yield running


def line_of(page: Any, name: str) -> str:
    return str(page.locator("tbody tr", has_text=name).first.inner_text())


@pytest.mark.long
def test_a_summer_from_the_list_to_the_arrival_and_to_a_case_on_the_due_day(town: Town, person: Person, accessible: Check) -> None:
    page = person("officer-301", purpose="cme_enquiry")

    # June: who has no application is listed, with the countdown; who is in a refuge is not.
    page.goto("/transitions?transition=year_6_to_7")
    accessible(page)
    said = page.inner_text("main")
    assert "No application" in line_of(page, "Nora Ash") and "91 days to the due day" in line_of(page, "Nora Ash")
    assert "An offer, not accepted" in line_of(page, "Omar Birch") and "Wanda" not in said
    page.get_by_role("link", name=re.compile("Nora Ash")).first.click()
    accessible(page)
    assert "The child is in year 6 of a school that ends with it" in page.inner_text("main")
    page.get_by_role("button", name="Plan contacts for the holiday").click()
    page.check("input[value=call]")
    page.fill("#id_named_adult", "Ms Made-up, head of year 7")
    accessible(page)
    page.get_by_role("button", name="Keep the plan").click()
    assert "Ms Made-up" in page.inner_text("main") and page.get_by_role("link", name=re.compile("A call home on")).count() == 3

    # July: the family is called, and what they say is written in their own words.
    july_comes(town)
    town.night_falls(JULY)
    page.goto("/transitions/contacts")
    accessible(page)
    page.get_by_role("link", name=re.compile("A call home for Nora Ash")).first.click()
    page.check("input[value=family]")
    page.fill("#id_family_said", "We moved house in spring and did not know whom to ask.")
    accessible(page)
    page.get_by_role("button", name="Record it").click()
    page.goto("/transitions/contacts?list=recorded")
    assert "did not know whom to ask" in page.inner_text("main")

    # September, the tenth school day: the roll shows Nora, and nobody had a hand in it; Quin is a case.
    september_comes(town)
    town.night_falls(DUE_DAY)
    page.goto("/transitions?transition=year_6_to_7")
    assert "Arrived" in line_of(page, "Nora Ash") and "Made-up Academy" in line_of(page, "Nora Ash")
    assert "Did not arrive: a case" in line_of(page, "Quin Gale")
    page.goto("/transitions/contacts?list=open")
    assert "Nora Ash" not in page.inner_text("main")
    page.goto("/transitions/contacts?list=not_needed")
    assert line_of(page, "Nora Ash") and "No longer needed" in line_of(page, "Nora Ash")
    page.goto("/transitions/outcomes")
    accessible(page)
    assert "1 of 1" in page.inner_text("main") and "do not say what help does" in page.inner_text("main")
    page.goto("/transitions/families")
    accessible(page)
    assert "Sara Dale" in page.inner_text("main") and "Tom Dale" in page.inner_text("main")
    page.goto("/transitions?stage=missing")
    page.locator("tbody tr", has_text="Quin Gale").get_by_role("link", name=re.compile("^Case")).click()
    page.wait_for_url(re.compile(r"/cases/\d+$"))
    assert "lost between schools, since 1 September 2026" in page.inner_text("main")

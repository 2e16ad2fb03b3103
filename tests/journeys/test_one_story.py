"""One child's whole story in a real browser: every file through the intake, every night a real run, every day another day.

The days are those of the made-up region's newest run, as in a home that `onroll demo` has filled: a night's run makes it the next day
for everybody who works.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from support.browser import Server, running_server
from support.lead_town import AMY, BEN, DALE_STREET, WINTER, Town, copy_of_town, crowd
from support.summer_town import is_made_up

Person = Callable[..., Any]
Check = Callable[[Any], None]
ACCEPTED, ON_ROLL, BACK = date(2026, 1, 19), date(2026, 1, 23), date(2026, 1, 26)
PRESENT = "/\\" * 5


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """The town of movers in January: Amy has vanished from the roll of authority 301, her family pays council tax in 302."""
    made = copy_of_town(tmp_path / "home")
    is_made_up(made.home, WINTER)
    return made


@pytest.fixture
def server(town: Town) -> Iterator[Server]:
    """A server over the town."""
    with running_server(town.home) as running:
        yield running


def roll_with_amy(town: Town, on: date) -> None:
    """The roll of authority 302 arrives: Amy is on it, at her brother's school, at the new address."""
    there = {"urn": "200001", "address_line_1": DALE_STREET[0], "postcode": DALE_STREET[1]}
    amy, ben = {**AMY, **there, "entry_date": "2026-01-21"}, {**BEN, **there, "entry_date": "2025-11-10"}
    town.deliver("school_roll", "302", on, [amy, ben, *crowd("302", "200001")])


def marks_of_amy(town: Town, first: date, until: date) -> None:
    """Her school sends the attendance marks of some weeks: there every day."""
    mondays = [first + timedelta(weeks=number) for number in range((until - first).days // 7 + 1)]
    who = {name: AMY[name] for name in ("surname", "forename", "date_of_birth")}
    rows = [{**who, "urn": "200001", "week_starting": monday.isoformat(), "marks": PRESENT} for monday in mondays]
    town.deliver("attendance", "302", until, rows)


def press(page: Any, text: str) -> None:
    page.locator("main").get_by_role("button", name=text, exact=True).first.click()


def fill(page: Any, **said: str) -> None:
    for name, value in said.items():
        page.fill(f"#id_{name}", value)


def says(page: Any, *words: str) -> None:
    """Wait for the page to say it: a click returns before the next page is there."""
    for each in words:
        page.locator("main", has_text=each).wait_for()


def has_come_to(page: Any, state: str) -> None:
    page.locator(".onroll-state", has_text=state).wait_for()


def unchecked(page: Any) -> None:
    """Leave the accessibility engine out."""


def open_amys_case(page: Any) -> str:
    page.goto("/cases?list=team")
    page.get_by_role("link", name=re.compile("Amy Norwood")).first.click()
    page.wait_for_url(re.compile(r"/cases/\d+$"))
    return str(page.url)


def amy_is_found_and_looked_for(page: Any, check: Check) -> str:
    """Triaged, one enquiry without a trace, the registers' own answer, and offered to where the family has gone."""
    address = open_amys_case(page)
    says(page, "Why am I seeing this?", "No named professional")
    press(page, "Score the risk")
    press(page, "Score and begin to enquire")
    has_come_to(page, "Enquiring")
    page.goto(f"{address}/enquiries")
    says(page, "9 Dale Street, ZB2 2BB in authority 302")
    page.locator("table[aria-labelledby=best] tbody a").first.click()
    press(page, "Start")
    page.click("text=Answer E0")
    page.check("input[value=no_trace]")
    press(page, "Save")
    says(page, "No trace")
    has_come_to(page, "Enquiring")
    page.goto(f"{address}/transfers")
    press(page, "Offer to another authority")
    page.select_option("#id_to", "302")
    page.fill("#id_because", "The family pays council tax in your area since November.")
    check(page)
    press(page, "Make the offer")
    says(page, "Responsible now: Eastshire", "Offered to Westborough on 15 January 2026")
    return address


def the_other_authority_accepts(page: Any, address: str, check: Check) -> None:
    page.goto("/transfers")
    page.locator("main a.onroll-today__name").first.click()
    says(page, "What the sender shows", "since November", "Eastshire")
    check(page)
    press(page, "Accept")
    press(page, "Accept")
    says(page, "You are responsible now.", "Responsible now: Westborough")
    assert page.url.startswith(address)


def the_next_roll_locates_amy(page: Any, address: str, check: Check) -> None:
    page.goto("/cases?list=ending_proposed")
    page.get_by_role("link", name=re.compile("Amy Norwood")).first.click()
    says(
        page,
        "An ending is proposed by the records.",
        "Back on the roll of school 200001 since 21 January 2026",
        "school_roll:302:2026-01-23",
    )
    check(page)
    press(page, "Record where the child is")
    fill(
        page, place="9 Dale Street, Westborough", source="The roll of school 200001", since="21/1/2026", because="On the roll of the week."
    )
    press(page, "Save")
    has_come_to(page, "Located")


def a_plan_is_written_and_amy_comes_back(page: Any, address: str, check: Check) -> None:
    page.goto(f"{address}/plan")
    press(page, "Write the return plan")
    fill(page, lead="L. Lead", element_childs_account="I did not want to be the new one.", because="Agreed with Amy and her mother.")
    check(page)
    press(page, "Save")
    has_come_to(page, "Returning")
    page.goto(address)
    page.click("text=Record the return, filled in from these rows")
    fill(page, first_attended_on="26/1/2026", because="The school rang: she came on Monday.")
    press(page, "Save")
    has_come_to(page, "Watching")


def the_relay_stands_on_her_page(page: Any, address: str) -> None:
    """On the page of the child, and drawn and as a table in the case."""
    page.goto(address)
    page.get_by_role("link", name="The child’s record, with every source and date").click()
    legs = page.locator("[aria-labelledby=responsible] li")
    legs.nth(1).wait_for()
    assert "Eastshire from 15 January 2026 until 19 January 2026" in legs.nth(0).inner_text()
    assert "Westborough since 19 January 2026, and now" in legs.nth(1).inner_text()
    page.goto(f"{address}/transfers")
    says(page, "Who was responsible", "without a gap; Westborough is responsible now.", "The family pays council tax in your area")


def test_amy_is_found_by_the_run_handed_over_and_located_by_the_next_roll(town: Town, person: Person, server: Server) -> None:
    """The short half of the story; the accessibility engine looks at its pages in the long one."""
    address = amy_is_found_and_looked_for(person("officer-301", purpose="cme_enquiry"), unchecked)
    there = person("officer-302", purpose="cme_enquiry")
    the_other_authority_accepts(there, address, unchecked)
    roll_with_amy(town, ON_ROLL)
    town.night_falls(ON_ROLL)
    the_next_roll_locates_amy(there, address, unchecked)


@pytest.mark.long
def test_amy_is_found_by_the_run_and_twelve_weeks_later_still_in_school(
    town: Town, person: Person, accessible: Check, server: Server
) -> None:
    sender, there = person("officer-301", purpose="cme_enquiry"), person("officer-302", purpose="cme_enquiry")
    address = amy_is_found_and_looked_for(sender, accessible)
    town.night_falls(ACCEPTED)
    the_other_authority_accepts(there, address, accessible)
    roll_with_amy(town, ON_ROLL)
    town.night_falls(ON_ROLL)
    the_next_roll_locates_amy(there, address, accessible)
    town.night_falls(BACK)
    a_plan_is_written_and_amy_comes_back(there, address, accessible)

    # week 2: no marks have come, so that somebody asks the school; the looks after that are filled from the register
    town.night_falls(BACK + timedelta(weeks=2))
    there.goto(address)
    says(there, "no attendance has come")
    there.goto(f"{address}/plan")
    press(there, "Record an observation")
    fill(there, on="9/2/2026", attended="19", possible="20", source="The school office")
    there.check("input[name=on_roll][value=yes]")
    press(there, "Save")
    says(there, "19 of 20")
    marks_of_amy(town, BACK, BACK + timedelta(weeks=11))
    for week in (4, 8, 12):
        roll_with_amy(town, BACK + timedelta(weeks=week))
        town.night_falls(BACK + timedelta(weeks=week))
    there.goto(f"{address}/plan")
    for week in (2, 4, 8, 12):
        says(there, f"Week {week}")
    accessible(there)

    # the return has held: the case ends on the register's own rows, and the sender has seen how it went on
    sender.goto("/transfers?board=handed_over")
    says(sender, "Back in education, and watched")
    the_relay_stands_on_her_page(there, address)
    there.goto(address)
    there.click("text=End the case, filled in from these rows")
    accessible(there)
    press(there, "Continue")
    there.fill("#id_because", "In school for twelve weeks.")
    press(there, "Continue")
    press(there, "End the case")
    has_come_to(there, "Closed")
    there.get_by_role("link", name="Timeline").click()
    says(there, "In school for twelve weeks.", "by the registers")

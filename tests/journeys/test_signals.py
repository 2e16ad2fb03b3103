"""What others tell of a child, in a real browser: a school's referral, an own list, a deletion return."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onroll.pipeline.line import walk
from support.browser import Server, running_server
from support.linkable_town import TownHall, settle
from support.processes import PATHS

Person = Callable[..., Any]
Check = Callable[[Any], None]
STRANGER = {"surname": "Quillfeather", "forename": "Isolde", "date_of_birth": date(2015, 4, 9), "postcode": "ZZ9 9ZZ"}

_NEXT_RUN = """
import sys
from datetime import date
from pathlib import Path
from onroll.config.serve import set_up
set_up(Path(sys.argv[1]))
from onroll.casework import bridge
from onroll.pipeline.line import walk
from support.linkable_town import Town, TownHall
hall = TownHall(Path(sys.argv[1]), Town([]))
child = {"surname": "Quillfeather", "forename": "Isolda", "date_of_birth": date(2015, 4, 9), "postcode": "ZZ9 9ZZ", "phone": "07700900777"}
hall.publish("nhs", "NHSW", date(2025, 12, 10), [(1, child)])
with hall.index.writing("a test"):
    run = walk(hall.index, date(2025, 12, 10))
    bridge.take_in_findings(run)
    bridge.take_in_signals(run)
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A hamlet that has walked the line; its authority's list has a child who is at school, and one whom nobody else knows."""
    home = tmp_path_factory.mktemp("signals")
    index, town = settle(home, count=24, seed=3, snapshots=1)
    pupil = next(child for child in town.children if child.in_school)
    known = {
        "surname": pupil.surname,
        "forename": pupil.forename,
        "date_of_birth": pupil.born_on,
        "upn": pupil.upn,
        "postcode": pupil.postcode,
    }
    unknown = {"surname": "Nowhere", "forename": "Corin", "date_of_birth": date(2014, 1, 2)}
    rows = [
        {**known, "opened_on": date(2025, 3, 3), "reason": "Mental health"},
        {**unknown, "opened_on": date(2025, 6, 1), "reason": "Unknown"},
    ]
    TownHall(home, town).publish("cme_register", "991", date(2025, 11, 20), list(enumerate(rows, start=1)))
    with index.writing("a test"):
        walk(index, date(2025, 11, 25))
    with running_server(home, "991=Eastshire,302=Westborough") as running:
        yield running


def press(page: Any, text: str) -> None:
    page.locator("main").get_by_role("button", name=text, exact=True).first.click()


def tell_of(page: Any, **known: str) -> None:
    page.goto("/referrals/new")
    for name, value in known.items():
        page.fill(f"#id_{name}", value)
    press(page, "Search")


def next_run(home: Path) -> None:
    environment = {**os.environ, "ONROLL_HOME": str(home), "PYTHONPATH": PATHS}
    environment.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", _NEXT_RUN, str(home)], env=environment, check=True)


def test_a_school_tells_of_a_child_in_no_register_whom_a_later_run_knows(person: Person, accessible: Check, server: Server) -> None:
    school = person("school-100001", purpose="cme_enquiry")
    school.goto("/referrals/new")
    accessible(school)
    tell_of(school, forename="Isolde", surname="Quillfeather", born_day="9", born_month="4", born_year="2015", postcode="ZZ9 9ZZ")
    accessible(school)
    school.check("input[value='-']")
    press(school, "Continue")
    accessible(school)
    press(school, "Send")
    assert "Say why the child may be missing education" in school.inner_text(".govuk-error-summary")
    school.fill("#id_referrer", "R. Headley")
    school.fill("#id_because", "A cousin says that she goes to no school.")
    press(school, "Send")
    main = school.inner_text("main")
    assert "is received" in main and "Isolde Quillfeather" in main and "Not yet" in main and "Open" in main
    assert school.locator("main a[href^='/cases']").count() == 0, "a school sees no case"
    accessible(school)
    # the authority acknowledges it
    officer = person("officer-991", purpose="cme_enquiry")
    officer.click("text=to acknowledge")
    accessible(officer)
    officer.click("text=Record the acknowledgement")
    accessible(officer)
    officer.fill("#id_how", "Rang the school")
    press(officer, "Save")
    assert "Acknowledged on" in officer.inner_text("main") and "A child in no register" in officer.inner_text("main")
    accessible(officer)
    address = officer.url
    school.goto("/referrals")
    assert "Yes, on" in school.inner_text("main")
    # the child registers with a doctor, and the next run knows who it may be
    next_run(server.home)
    officer.goto(address.replace("/signals", ""))
    assert "The records may know this child now" in officer.inner_text("main")
    officer.click("text=Look, and say whether it is")
    assert "Isolda Quillfeather" in officer.inner_text("main") and "same surname" in officer.inner_text("main")
    accessible(officer)
    press(officer, "Say whether it is this child")
    officer.check("input[name=same][value=yes]")
    officer.fill("#id_because", "The surgery rang the mother.")
    press(officer, "Save")
    assert "A child in no register" not in officer.inner_text("main") and "R. Headley" in officer.inner_text("main")
    # whoever tells of the child now is offered the child and the case first
    tell_of(officer, forename="Isolde", surname="Quillfeather", born_day="9", born_month="4", born_year="2015")
    assert "has an open case" in officer.inner_text("main")


def test_an_authority_sees_where_its_list_and_the_registers_differ(person: Person, accessible: Check, server: Server) -> None:
    page = person("officer-991", javascript=False, purpose="cme_enquiry", width=320)
    page.click("text=on your list, yet in education")
    assert page.inner_text("[role=status] strong") == "1 child"
    main = page.inner_text("main")
    assert "an ending is proposed" in main and "On a roll" in main and "school_roll:991" in page.content()
    for title in ("On your list, not recognised in any register", "Found, not on your list"):
        tile = page.locator(".onroll-tile", has_text=title)
        count = tile.locator(".onroll-tile__count").inner_text()
        tile.locator("a").click()
        assert page.inner_text("[role=status] strong").split()[0] == count
    with page.expect_download() as download:
        page.goto("/your-list?which=not_recognised")
        page.click("text=Download these rows")
    assert "Corin Nowhere" in Path(download.value.path()).read_text(encoding="utf-8-sig")


def test_the_pages_of_the_list_break_no_rule_of_accessibility(person: Person, accessible: Check, server: Server) -> None:
    page = person("officer-991", purpose="cme_enquiry")
    page.goto("/your-list")
    accessible(page)
    page.goto("/returns")
    accessible(page)


def test_a_school_is_told_why_a_name_may_not_be_deleted_and_what_happens_when_it_may(
    person: Person, accessible: Check, server: Server
) -> None:
    school = person("school-100001", purpose="cme_enquiry")
    school.goto("/returns/new")
    press(school, "Continue")
    assert "Choose the ground" in school.inner_text(".govuk-error-summary")
    accessible(school)
    fill_return(school, "h", leave_ended_on="1/12/2025")
    main = school.inner_text("main")
    assert "The deletion does not stand" in main and "enquiries made jointly" in main and "What happens next" in main
    assert school.input_value("#id_surname") == "Ashgrove", "nothing that was typed is lost"
    accessible(school)
    fill_return(school, "g")
    assert "Accepted" in school.inner_text("main") and "The authority has a case from today" in school.inner_text("main")
    accessible(school)
    officer = person("officer-991", purpose="cme_enquiry")
    officer.goto("/returns")
    assert "Refused" in officer.inner_text("main")
    officer.locator("main table a").first.click()
    officer.click("main >> text=/^Case \\d+/")
    assert "Elowen Ashgrove" in officer.inner_text("h1")
    assert re.search(r"/cases/\d+$", officer.url)


def fill_return(page: Any, ground: str, **more: str) -> None:
    page.goto(f"/returns/new?ground={ground}")
    said = {
        "forename": "Elowen",
        "surname": "Ashgrove",
        "date_of_birth": "30/6/2012",
        "address_line_1": "2 Made-up Street",
        "parent_1_name": "M. Parent",
        "parent_1_phone": "07700900456",
        "ground_met_on": "5/1/2026",
        "deleted_on": "5/1/2026",
    }
    for name, value in {**said, **more}.items():
        page.fill(f"#id_{name}", value)
    press(page, "Send the return")

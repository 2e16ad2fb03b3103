"""A case in a real browser, from the finding to the child back in school; told as the people who work on it would."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from support.browser import Server, running_server
from support.made_up_run import write_made_up_run

Person = Callable[..., Any]
Check = Callable[[Any], None]
_NEXT_RUN = """
import sys
from pathlib import Path
from onroll.config.serve import set_up
set_up(Path(sys.argv[1]))
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.the_index import the_index
take_in_findings(the_index().current_run())
"""
SIBLINGS = {
    "child_summaries": "UPDATE child_summaries SET postcode = o.postcode, address_line_1 = o.address_line_1, surname = o.surname"
    " FROM (SELECT * FROM child_summaries WHERE child_id = 'c000060') o WHERE child_summaries.child_id = 'c000064'"
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of this module's own: its region changes."""
    home = tmp_path_factory.mktemp("casework")
    write_made_up_run(home, children=200, changes=SIBLINGS)
    with running_server(home) as running:
        yield running


def next_run(home: Path, **changes: str) -> None:
    write_made_up_run(home, children=200, on=date(2026, 2, 2), changes={**SIBLINGS, **changes})
    subprocess.run([sys.executable, "-c", _NEXT_RUN, str(home)], env={**os.environ, "ONROLL_HOME": str(home)}, check=True)


def open_case(page: Any, child: str) -> str:
    page.goto(f"/children/{child}")
    page.click("text=Go to the case")
    page.wait_for_url(re.compile(r"/cases/\d+$"))
    return str(page.url)


def press(page: Any, text: str) -> None:
    page.locator("main").get_by_role("button", name=text, exact=True).first.click()


def written(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def test_a_child_found_by_the_run_is_looked_for_located_planned_for_and_watched_until_the_case_ends(
    person: Person, accessible: Check, server: Server
) -> None:
    page = person("officer-301", purpose="cme_enquiry")
    address = open_case(page, "c000020")
    assert "Why am I seeing this?" in page.inner_text("main") and "No named professional" in page.inner_text("main")
    accessible(page)
    # triaged, with a sign of danger that leaves two tasks for today
    press(page, "Score the risk")
    accessible(page)
    page.check("input[value=danger]")
    press(page, "Score and begin to enquire")
    assert "Ring the police on 999" in page.inner_text("main") and "Enquiring" in page.inner_text("main")
    for name in ("Sergeant Made-up", "Duty Worker"):
        page.click("text=Record an answer")
        page.locator("input[name=task]").first.check()
        page.fill("#id_name", name)
        page.fill("#id_decision", "No immediate concern")
        press(page, "Save")
    # asked, answered, located
    page.goto(f"{address}/enquiries")
    page.locator("table[aria-labelledby=best] tbody a").first.click()
    accessible(page)
    press(page, "Start")
    page.click("text=Answer E0")
    page.check("input[value=inconclusive]")
    press(page, "Save")
    assert "Inconclusive" in page.inner_text("main") and "Enquiring" in page.inner_text("main")
    page.locator("table[aria-labelledby=best] tbody a").first.click()
    press(page, "Start")
    page.click("text=Answer E0")
    page.check("input[value=traced_address]")
    press(page, "Save")
    assert "Say where the evidence is kept" in page.inner_text(".govuk-error-summary")
    page.fill("#id_evidence", "Letter 12")
    page.fill("#id_place", "With an aunt in Eastshire")
    press(page, "Save")
    assert "Located" in page.inner_text(".onroll-state")
    # the plan begins with the child's own account
    page.goto(f"{address}/plan")
    press(page, "Write the return plan")
    page.fill("#id_lead", "L. Lead")
    page.fill("#id_because", "Agreed with the aunt.")
    press(page, "Save")
    assert "child's own account" in page.inner_text(".govuk-error-summary")
    page.fill("#id_element_childs_account", "I was afraid to go back.")
    accessible(page)
    press(page, "Save")
    assert "Review of week 1" in page.inner_text("main")
    # back in school, observed four times, ended
    began = date.today() - timedelta(weeks=13)
    press(page, "Back in education")
    page.fill("#id_first_attended_on", written(began))
    page.fill("#id_because", "The school rang.")
    press(page, "Save")
    assert "Watching" in page.inner_text(".onroll-state")
    for week in (2, 4, 8, 12):
        page.goto(f"{address}/plan")
        press(page, "Record an observation")
        page.fill("#id_on", written(began + timedelta(weeks=week)))
        page.fill("#id_attended", "19")
        page.fill("#id_possible", "20")
        page.check("input[name=on_roll][value=yes]")
        page.fill("#id_source", "The school's register")
        press(page, "Save")
    page.goto(address)
    press(page, "End the case")
    accessible(page)
    page.check("input[value=enrolled_confirmed]")
    press(page, "Continue")
    accessible(page)
    page.check("input[value=attendance_register]")
    page.fill("#id_dated_on", written(date.today()))
    page.fill("#id_reference", "Register of week 12")
    page.fill("#id_because", "Back for twelve weeks.")
    press(page, "Continue")
    accessible(page)
    press(page, "End the case")
    assert "The case has ended." in page.inner_text("main") and "Closed" in page.inner_text(".onroll-state")
    page.click("text=Timeline")
    assert "Back for twelve weeks." in page.inner_text("main")


def test_not_found_is_refused_and_leads_to_the_next_enquiry(person: Person, accessible: Check) -> None:
    page = person("officer-301", purpose="cme_enquiry", javascript=False)
    open_case(page, "c000060")
    press(page, "End the case")
    page.check("input[value=not_found]")
    press(page, "Continue")
    assert "cannot end a case: it stays open, the child stays in the count" in page.inner_text("main")
    press(page, "Look at the next best enquiry")
    assert page.locator("h2", has_text="Next best enquiry").is_visible()


def test_the_sender_stays_responsible_until_the_receiver_accepts(person: Person, accessible: Check) -> None:
    sender, receiver = person("officer-301", purpose="cme_enquiry"), person("officer-302", purpose="cme_enquiry")
    address = open_case(sender, "c000100")
    sender.goto(f"{address}/transfers")
    press(sender, "Offer to another authority")
    assert "exactly what the receiver will see" in sender.inner_text("main")
    accessible(sender)
    sender.select_option("#id_to", "302")
    sender.fill("#id_because", "They moved in November.")
    press(sender, "Make the offer")
    assert "Responsible now: Eastshire" in sender.inner_text("main")
    receiver.goto("/")
    receiver.click("text=offered to us")
    receiver.locator("tbody th a").first.click()
    accessible(receiver)
    press(receiver, "Ask the sender")
    receiver.fill("#id_because", "Who saw them there?")
    press(receiver, "Save")
    sender.goto(f"{address}/transfers")
    press(sender, "Answer the question")
    sender.fill("#id_because", "The health visitor.")
    press(sender, "Save")
    receiver.reload()
    press(receiver, "Accept")
    press(receiver, "Accept")
    assert "Responsible now: Westborough" in receiver.inner_text("main")
    sender.goto(address)
    assert sender.locator("h1").inner_text() == "Page not found"


def test_two_authorities_share_the_work_and_both_read_who_is_responsible(person: Person, accessible: Check) -> None:
    sender, receiver = person("officer-301", purpose="cme_enquiry"), person("officer-302", purpose="cme_enquiry")
    address = open_case(sender, "c000180")
    sender.goto(f"{address}/transfers")
    press(sender, "Offer to another authority")
    sender.select_option("#id_to", "302")
    sender.fill("#id_because", "The grandmother lives there.")
    press(sender, "Make the offer")
    # the receiver says who should do what; what is missing is named, and nothing that was typed is lost
    receiver.goto(f"{address}/split/propose")
    accessible(receiver)
    receiver.check("input[name=responsible][value='301']")
    receiver.check("input[name=afterwards][value='302']")
    soon = written(date.today() + timedelta(days=3))
    for number, who, what in ((1, "301", "Ask the last school"), (2, "302", "Call at the grandmother's")):
        receiver.select_option(f"#id_who_{number}", who)
        receiver.select_option(f"#id_kind_{number}", "visit" if number == 2 else "task")
        receiver.fill(f"#id_what_{number}", what)
        if number == 1:
            receiver.fill("#id_due_1", soon)
    press(receiver, "Send the terms")
    assert "Enter by when piece 2 is to be done" in receiver.inner_text(".govuk-error-summary")
    accessible(receiver)
    receiver.fill("#id_due_2", soon)
    press(receiver, "Send the terms")
    # the sender agrees, and stays responsible
    sender.goto(f"{address}/split")
    accessible(sender)
    press(sender, "Agree")
    for page in (sender, receiver):
        page.goto(f"{address}/split")
        assert "Responsible now: Eastshire" in page.inner_text("main") and "Call at the grandmother" in page.inner_text("main")
        accessible(page)
    # the one who supports does its own piece, on a telephone and without any script
    plain = person("officer-302", purpose="cme_enquiry", javascript=False, width=320)
    plain.goto(f"{address}/split")
    assert plain.evaluate("document.documentElement.scrollWidth") <= 320
    plain.click("text=Say what came of it")
    plain.check("input[value=done]")
    plain.fill("#id_report", "She has not seen them since Easter.")
    press(plain, "Save")
    sender.goto(f"{address}/split")
    assert "She has not seen them since Easter." in sender.inner_text("main")
    sender.goto("/transfers?board=shared")
    accessible(sender)


def test_the_next_roll_shows_the_child_again_and_an_ending_is_proposed(person: Person, accessible: Check, server: Server) -> None:
    page = person("officer-301", purpose="cme_enquiry")
    address = open_case(page, "c000140")
    gone = {
        "findings": "DELETE FROM findings WHERE child_id = 'c000140'",
        "timelines": "UPDATE timelines SET ends_before = NULL WHERE child_id = 'c000140' AND status = 'on_roll';"
        " DELETE FROM timelines WHERE child_id = 'c000140' AND status = 'unaccounted'",
    }
    next_run(server.home, **gone)
    page.goto("/cases?list=ending_proposed")
    accessible(page)
    assert page.locator(f"a[href='{address.removeprefix(server.address)}']").is_visible()
    page.goto(address)
    assert "An ending is proposed by the records." in page.inner_text("main") and "on roll" in page.inner_text("main")
    accessible(page)


def test_when_one_child_is_missing_brothers_and_sisters_are_shown(person: Person) -> None:
    page = person("officer-301", purpose="cme_enquiry")
    open_case(page, "c000060")
    assert "brother or sister, by surname" in page.inner_text("[aria-labelledby=household]")
    page.click("[aria-labelledby=household] a")
    page.wait_for_url(re.compile("/children/c000064"))


def test_two_officers_on_one_case_lose_nobodys_words(person: Person, accessible: Check) -> None:
    first, second = person("officer-301", purpose="cme_enquiry"), person("manager-301", purpose="cme_enquiry")
    address = open_case(first, "c000180")
    for page in (first, second):
        page.goto(f"{address}/do/next")
    first.fill("#id_action", "Ring the aunt")
    press(first, "Save")
    second.fill("#id_action", "Visit the flat")
    second.fill("#id_because", "A neighbour saw lights.")
    press(second, "Save")
    said = second.inner_text("main")
    assert "wrote at the same time" in said and "Ring the aunt" in said and "Visit the flat" in said and "A neighbour saw lights." in said
    accessible(second)
    second.check("input[name=pick_action][value=mine]")
    second.locator("main form button[type=submit]").last.click()
    assert "Visit the flat" in second.inner_text("main")
    second.click("text=Timeline")
    assert "Ring the aunt" in second.inner_text("main") and "Visit the flat" in second.inner_text("main")


def test_a_visit_is_recorded_on_a_telephones_width(person: Person, accessible: Check) -> None:
    page = person("officer-301", purpose="cme_enquiry", width=360)
    address = open_case(page, "c000060")
    press(page, "Record a contact")
    page.check("input[name=seen][value=yes]")
    accessible(page)
    press(page, "Continue")
    accessible(page)
    page.check("input[value='in person']")
    page.fill("#id_name", "B. Green")
    page.fill("#id_profession", "Education welfare officer")
    press(page, "Save")
    assert "Last seen" in page.inner_text("main") and "0 days ago" in page.inner_text("main")
    for tab in ("", "/enquiries", "/timeline", "/plan", "/transfers", "/notes"):
        page.goto(f"{address}{tab}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, tab
        accessible(page)


def test_a_manager_sees_the_team_and_gives_cases_out(person: Person, accessible: Check) -> None:
    page = person("manager-301", purpose="cme_enquiry")
    page.goto("/team")
    accessible(page)
    page.click("text=Waiting for an owner")
    accessible(page)
    page.locator("input[name=case]").first.check()
    page.select_option("#id_username", "officer-301")
    press(page, "Give")
    assert "1 case given to" in page.inner_text("main")

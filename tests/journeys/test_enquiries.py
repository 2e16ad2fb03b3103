"""Enquiries by the hundred, files and questions to other authorities in a real browser; told as the people who work on them would."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from support.browser import Server, running_server
from support.made_up_run import write_made_up_run
from support.processes import PATHS

Person = Callable[..., Any]
Check = Callable[[Any], None]

_ASKED_LONG_AGO = """
import sys
from datetime import timedelta
from pathlib import Path
from onroll.config.serve import set_up
set_up(Path(sys.argv[1]))
from onroll.casework import clock
from onroll.casework.actions import case_moves, enquiries
from onroll.casework.models import Case
from support.case_people import viewer
officer, now = viewer("officer-301"), clock.now()
clock.now = lambda: now - timedelta(days=30)
for case in Case.objects.filter(authority="301", shielded=False).order_by("id")[:4]:
    case_moves.triage_case(case.pk, by=officer, because="-")
    for check, name in (("LA_LOCAL", "Borough of Made-up"), ("CSC_YJS", "")):
        print(case.pk, enquiries.start_enquiry(case.pk, by=officer, check_code=check, organisation=name).number)
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of this module's own: its region changes."""
    home = tmp_path_factory.mktemp("enquiries")
    write_made_up_run(home, children=200)
    with running_server(home) as running:
        yield running


@pytest.fixture(scope="module")
def asked(server: Server) -> list[tuple[str, str]]:
    """Enquiries that were asked a month ago: case and number."""
    environment = {**os.environ, "ONROLL_HOME": str(server.home), "PYTHONPATH": PATHS}
    made = [sys.executable, "-c", _ASKED_LONG_AGO, str(server.home)]
    said = subprocess.run(made, env=environment, check=True, capture_output=True, text=True).stdout
    return [(line.split()[0], line.split()[1]) for line in said.splitlines() if line.split()[1:]]


def press(page: Any, text: str) -> None:
    page.locator("main").get_by_role("button", name=text, exact=True).first.click()


def test_an_officer_chases_what_is_late_and_takes_one_organisations_answers_in(
    person: Person, accessible: Check, asked: list[tuple[str, str]], tmp_path: Path
) -> None:
    page = person("officer-301", purpose="cme_enquiry")
    # the board counts what is late; the count opens to the same rows
    page.goto("/enquiries")
    accessible(page)
    page.locator("table").first.locator("tbody tr", has_text="All sources").locator("a").first.click()
    assert "8 enquiries" in page.inner_text("[role=status]")
    accessible(page)
    # one letter goes to each organisation, and names nobody
    page.get_by_role("button", name="chase all 8 enquiries").click()
    assert "8 enquiries chased" in page.inner_text("main") and "2 letters to send" in page.inner_text("h1")
    accessible(page)
    page.click("summary:has-text('Text for an e-mail to Borough of Made-up')")
    text = page.inner_text("details[open]")
    assert asked[0][1] in text and asked[1][1] not in text and "Street" not in text
    with page.expect_download() as getting:
        page.click("text=Download all letters (PDF)")
    assert getting.value.path().read_bytes().startswith(b"%PDF-")
    # the organisation answers for many: the table is looked at first
    table = tmp_path / "answers.csv"
    rows = [f"{number},No trace,20/01/2026,,Not known here" for _, number in asked[:6:2]]
    table.write_text("\n".join(["Enquiry,Outcome,Answered on,Evidence,Answer", *rows, "E999999,No trace,20/01/2026,,"]), encoding="utf-8")
    page.goto("/enquiries/answers")
    accessible(page)
    page.set_input_files("#id_file", table)
    press(page, "Look at the table")
    assert "There is no open enquiry of this number for you" in page.inner_text("main")
    assert "An answer cannot come before its question" in page.inner_text("main")
    accessible(page)
    today = page.evaluate("new Date().toLocaleDateString('en-GB', {timeZone: 'Europe/London'})")
    table.write_text(table.read_text(encoding="utf-8").replace("20/01/2026", today), encoding="utf-8")
    page.goto("/enquiries/answers")
    page.set_input_files("#id_file", table)
    press(page, "Look at the table")
    press(page, "Record 3 answers; leave the others out")
    assert "3 answers recorded" in page.inner_text("main")
    # what is still open can be answered alike, without JavaScript too
    plain = person("officer-301", purpose="cme_enquiry", javascript=False, width=320)
    plain.goto("/enquiries")
    assert plain.evaluate("document.documentElement.scrollWidth") <= 320
    plain.locator("input[name=enquiry]").first.check()
    press(plain, "Record one answer for the chosen")
    plain.check("input[value=no_access]")
    plain.fill("#id_answered_on", today)
    press(plain, "Record")
    assert "1 answer recorded" in plain.inner_text("main")


@pytest.mark.long
def test_evidence_is_kept_and_stands_in_the_bundle(person: Person, accessible: Check, asked: list[tuple[str, str]], tmp_path: Path) -> None:
    page = person("officer-301", purpose="cme_enquiry")
    case = asked[0][0]
    page.goto(f"/cases/{case}/enquiries")
    page.locator("main").get_by_role("link", name="Add a file for").first.click()
    accessible(page)
    disguised = tmp_path / "picture.png"
    disguised.write_text("<html><script>alert(1)</script></html>")
    page.fill("#id_words", "Letter of the school")
    page.set_input_files("#id_file", disguised)
    press(page, "Keep the file")
    assert "name says a PNG picture" in page.inner_text(".govuk-error-summary")
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.7 made up")
    page.set_input_files("#id_file", letter)
    press(page, "Keep the file")
    assert "Letter of the school" in page.inner_text("main")
    accessible(page)
    with page.expect_download() as getting:
        page.click("text=Letter of the school")
    assert getting.value.path().read_bytes() == b"%PDF-1.7 made up" and getting.value.suggested_filename == "letter.pdf"
    page.goto(f"/cases/{case}/enquiries")
    page.click("text=The bundle, to print")
    bundle = page.inner_text("main")
    assert "Reasonable enquiries so far" in bundle and "F000001" in bundle and "Printed by Demo CME officer, Eastshire" in bundle
    accessible(page)
    with page.expect_download() as getting:
        page.click("text=Download as PDF")
    assert getting.value.suggested_filename == f"reasonable-enquiries-case-{case}.pdf"


def test_another_authority_knows_the_child_and_everybody_stops_looking(
    person: Person, accessible: Check, asked: list[tuple[str, str]]
) -> None:
    here, there = person("officer-301", purpose="cme_enquiry"), person("officer-302", purpose="cme_enquiry")
    case = asked[-1][0]
    here.goto(f"/cases/{case}/broadcast")
    here.click("text=Ask other authorities")
    accessible(here)
    here.fill("#id_words", "Said to have an aunt near the coast.")
    press(here, "Send the question")
    assert "0 of 1 have answered" in here.inner_text("main") and "Silence is never read" in here.inner_text("main")
    accessible(here)
    # the other authority finds the question among those asked of it
    there.goto("/asked-of-us")
    accessible(there)
    there.locator("main table a").first.click()
    said = there.inner_text("main")
    assert "Said to have an aunt" in said and "Eastshire" in said and "Street" not in said
    accessible(there)
    there.check("input[value=known]")
    press(there, "Send our answer")
    assert "Say what is known of the child" in there.inner_text(".govuk-error-summary")
    there.fill("#id_note", "On the roll of a school here since May.")
    press(there, "Send our answer")
    assert "0 questions" in there.inner_text("[role=status]")
    # the asker records it; the question is withdrawn by itself
    here.goto(f"/cases/{case}/broadcast")
    here.click("text=Record it as an answer")
    accessible(here)
    here.check("input[value=traced_school]")
    here.fill("#id_place", "A school in Westborough")
    press(here, "Record")
    assert "Located" in here.inner_text(".onroll-state")
    here.goto(f"/cases/{case}/broadcast")
    assert "Withdrawn" in here.inner_text("main") and "no other authority needs to look" in here.inner_text("main")

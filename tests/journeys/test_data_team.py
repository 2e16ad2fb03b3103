"""A data team's day in a real browser: what was delivered, what is wrong with it, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

Person = Callable[..., Any]
Check = Callable[[Any], None]
OWN = "school_roll-301-2026-01-10-000001"
EHE = """record_id,surname,forename,date_of_birth,postcode,start_date,Shoe size
1,Madeup,Ada,2014-05-17,ZZ1 1ZZ,2025-09-01,3
2,Madeup,Ben,2015-06-18,ZZ1 1ZZ,2025-09-01,2
3,Madeup,Cai,31/02/2015,ZZ1 1ZZ,2025-09-01,1
"""


def upload(page: Any, path: Path, *, register: str = "ehe", supplier: str = "301") -> None:
    page.goto("/extracts")
    page.click("text=Upload a file")
    page.select_option("#id_register", register)
    page.fill("#id_supplier", supplier)
    for part, value in (("day", "12"), ("month", "1"), ("year", "2026")):
        page.fill(f"#id_{part}", value)
    page.set_input_files("#id_file", path)
    page.click("text=Upload and check")


def test_a_file_is_checked_compared_decided_and_taken_in(person: Person, accessible: Check, tmp_path: Path) -> None:
    (tmp_path / "ehe january.csv").write_text(EHE)
    page = person("data-team-301")
    upload(page, tmp_path / "ehe january.csv")
    page.wait_for_selector("text=What do you decide?", timeout=60_000)
    said = page.inner_text("main")
    assert (
        "What the file holds" in said
        and "Shoe size" in said
        and re.search(r"Would be accepted\s+2", said)
        and re.search(r"Would be set aside\s+1", said)
    )
    accessible(page)
    page.click("text=Continue")
    page.wait_for_selector("text=See the extract", timeout=60_000)
    accessible(page)
    page.click("text=See the extract")
    assert re.search(r"Rows read\s+3", page.inner_text("main"))
    accessible(page)
    page.click("text=Withdraw it")
    page.click("main button[type=submit]")
    assert "Enter a reason" in page.inner_text(".govuk-error-summary")
    accessible(page)
    page.fill("#id_reason", "The wrong month’s file")
    page.click("main button[type=submit]")
    assert "The extract is withdrawn" in page.inner_text("main")
    assert "Withdrawn" in page.inner_text(".govuk-tag")
    accessible(page)
    page.click("text=Let it count again")
    accessible(page)
    page.fill("#id_reason", "It was the right month’s after all")
    page.click("main button[type=submit]")
    assert "The extract is let in" in page.inner_text("main") and "In use" in page.inner_text(".govuk-tag")


def test_an_upload_works_without_javascript_and_can_be_cancelled(person: Person, tmp_path: Path) -> None:
    (tmp_path / "ehe.csv").write_text(EHE.replace("Ada", "Amy"))
    page = person("data-team-301", javascript=False)
    upload(page, tmp_path / "ehe.csv")
    for _ in range(200):  # nothing asks by itself where no script runs
        if page.locator("text=What do you decide?").count():
            break
        page.wait_for_timeout(300)
        page.click("text=Look again now")
    page.check("input[value=cancel]")
    page.click("text=Continue")
    assert "The upload is cancelled. Nothing was taken in." in page.inner_text("main")


def test_a_file_that_is_none_is_refused_in_one_sentence(person: Person, accessible: Check, tmp_path: Path) -> None:
    (tmp_path / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    page = person("data-team-301")
    upload(page, tmp_path / "photo.csv")
    page.wait_for_selector("text=Upload another file", timeout=60_000)
    assert "The file was not taken in" in page.inner_text("h1")
    accessible(page)
    upload(page, tmp_path / "photo.csv", supplier="302")
    assert "your own authority and its schools" in page.inner_text(".govuk-error-summary")
    accessible(page)


def test_problems_are_seen_filtered_and_sent_back(person: Person, accessible: Check) -> None:
    page = person("data-team-301", purpose="data_quality")
    page.goto("/extracts")
    accessible(page)
    page.goto(f"/extracts/{OWN}")
    accessible(page)
    page.locator(f"a[href*='/extracts/{OWN}/problems?check=301']").click()
    assert "check letter" in page.inner_text("tbody")
    accessible(page)
    with page.expect_download() as held:
        page.locator("a[href*='to-correct.xlsx']").click()
    assert held.value.suggested_filename.endswith(".xlsx")
    for part in ("changes/changed", "changes/not_in_file", "quarantine"):
        page.goto(f"/extracts/{OWN}/{part}")
        accessible(page)
    for several, asked in ((True, "Why can they be used?"), (False, "Why can it be used?")):
        page.goto(f"/extracts/{OWN}/quarantine")
        page.locator("tbody a", has_text="Release").filter(has_text=re.compile("Release all" if several else "line \\d+")).first.click()
        assert asked in page.inner_text("main")
        accessible(page)


def test_a_national_data_team_lets_a_held_file_in(person: Person, accessible: Check) -> None:
    page = person("national-data-team")
    page.locator(".onroll-tile__link", has_text="held").click()
    page.locator("tbody th a").first.click()
    assert "under 70% of them" in page.inner_text("main")
    accessible(page)
    page.click("text=Let it in")
    page.fill("#id_reason", "The practice merged; the numbers are right")
    page.click("main button[type=submit]")
    assert "The extract is let in" in page.inner_text("main")
    page.goto("/")
    assert page.locator(".onroll-tile__count").first.inner_text() == "0"


def test_what_is_late_opens_to_the_findings_that_wait(person: Person, accessible: Check) -> None:
    page = person("data-team-301", purpose="data_quality")
    page.goto("/late")
    accessible(page)
    assert "School roll from 302" in page.inner_text("tbody") or "Westborough" in page.inner_text("tbody")


def test_an_auditor_reads_the_log_and_no_child(person: Person, accessible: Check) -> None:
    page = person("auditor")
    page.goto("/events")
    assert "Every event is as it was written" in page.inner_text("main")
    accessible(page)
    page.goto("/findings")
    assert page.locator("h1").inner_text() == "You cannot open this page"
    accessible(page)


def test_the_public_pages_are_accessible(browser: Any, server: Any, accessible: Check) -> None:
    context = browser.new_context(base_url=server.address)
    page = context.new_page()
    for address in ("/sign-in", "/help/how-onroll-decides", "/accessibility", "/privacy"):
        page.goto(address)
        accessible(page)
    page.goto("/sign-in")
    page.click("main button[type=submit]")
    assert page.title().startswith("Error: ")
    accessible(page)
    context.close()


def test_a_suppliers_own_headings_are_named_in_the_browser(person: Person, accessible: Check, tmp_path: Path) -> None:
    own = "Ref,Family name,Given name,DoB,Began,Shoe size\n1,Madeup,Dee,2014-05-17,2025-09-01,3\n"
    (tmp_path / "own.csv").write_text(own)
    page = person("data-team-301")
    upload(page, tmp_path / "own.csv")
    page.wait_for_selector("text=Say which heading is which", timeout=60_000)
    accessible(page)
    page.click("text=Say which heading is which")
    accessible(page)
    page.click("text=Keep this and check again")
    assert "Say which heading holds: surname" in page.inner_text(".govuk-error-summary")
    accessible(page)
    for heading, field in {"Family name": "surname", "Given name": "forename", "DoB": "date_of_birth", "Began": "start_date"}.items():
        page.get_by_label(heading, exact=True).select_option(field)
    page.click("text=Keep this and check again")
    page.wait_for_selector("text=What do you decide?", timeout=60_000)
    assert re.search(r"Would be accepted\s+1", page.inner_text("main"))
    page.check("input[value=cancel]")
    page.click("text=Continue")

"""An auditor, an officer and a family in a real browser: every page of trust is accessible, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Person = Callable[..., Any]
Check = Callable[[Any], None]


@pytest.mark.long
def test_a_family_asks_an_officer_answers_and_an_auditor_sees_who_looked(person: Person, accessible: Check) -> None:
    officer = person("officer-301", purpose="family_request")
    for language in ("en", "ar"):
        officer.goto(f"/families/{language}")
        accessible(officer)
    officer.goto("/children/c000020")
    officer.goto("/family-requests/new?child=c000020")
    accessible(officer)
    officer.check("input[value=access]")
    officer.check("input[value=parent]")
    for name, said in (("asked_by", "Ada Parent"), ("reach", "01632 960 111"), ("asks", "What do you hold?"), ("received_on", "15/1/2026")):
        officer.fill(f"#id_{name}", said)
    officer.get_by_role("button", name="Save").click()
    accessible(officer)
    request = officer.url
    officer.goto(f"{request}/items")
    accessible(officer)
    officer.locator("button", has_text="as proposed").click()
    assert "Is held back" in officer.inner_text("main")
    accessible(officer)
    officer.goto(f"{request}/give")
    accessible(officer)
    for address in ("/family-requests", "/who-asked", "/corrections", "/not-in-school", "/own-family"):
        officer.goto(address)
        accessible(officer)
    auditor = person("auditor", javascript=False, width=320)
    auditor.goto("/audit")
    auditor.fill("#id_child", "c000020")
    auditor.locator("form:has(#id_child) button").click()
    assert "officer-301" in auditor.inner_text("main")
    auditor.goto("/audit/anchors")
    auditor.get_by_role("button", name="Anchor this moment").click()
    assert "Anchored at event" in auditor.inner_text("main")
    wide = person("auditor")
    for address in (
        "/audit",
        "/audit/looks?child=c000020",
        "/audit/looks?user=officer-301",
        "/audit/alerts",
        "/audit/anchors",
        "/audit/check",
    ):
        wide.goto(address)
        accessible(wide)

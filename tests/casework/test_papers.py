"""The papers carry this program's own facts, so that a new register, purpose or role is in them without anybody's doing."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from onroll.accounts.models import User
from onroll.accounts.roles import Role
from onroll.casework import clock
from onroll.casework.bridge import write_papers_into
from onroll.casework.documents.content import as_text
from onroll.casework.papers import facts
from onroll.casework.papers.assessments import impact_assessment
from onroll.casework.papers.statements import FEW, access_report, access_rows, security_statement
from onroll.casework.purposes import PURPOSES, REFUSED, purpose_for
from onroll.casework.queries.children import child_page
from onroll.casework.viewers import viewer_of
from onroll.core.registers import all_registers
from support.made_up_run import CANARY, SURNAMES
from support.pdf_text import pdf_text

ON = date(2026, 1, 15)


def test_the_impact_assessment_names_every_register_purpose_and_role(db: None) -> None:
    said = as_text(impact_assessment(ON, clock.local_now()))
    for register in all_registers().values():
        assert register.name in said and all(field.name in said for field in register.fields)
    assert all(purpose.title in said for purpose in PURPOSES)
    assert all(sentence in said for sentence in REFUSED.values())
    assert all(role.label in said for role in Role)


def test_special_categories_name_fields_that_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    assert facts.special_categories()
    monkeypatch.setattr(facts, "SPECIAL", {"Nothing": ("school_roll", ("shoe_size",))})
    with pytest.raises(KeyError, match="shoe_size"):
        facts.special_categories()


def test_the_security_statement_says_what_is_set_and_what_is_not(db: None, settings: Any) -> None:
    settings.ONROLL_HTTPS = False
    assert "NO: set" in as_text(security_statement(ON, clock.local_now()))
    settings.ONROLL_HTTPS = True
    said = as_text(security_statement(ON, clock.local_now()))
    assert "NO: set" not in said and "Argon2" in said and "script-src" in said


def test_small_numbers_are_not_told_and_nobody_is_named(people: dict[str, User], region: Any, tmp_path: Path) -> None:
    officer = viewer_of(people["officer"])
    for number in range(4, 60, 4):
        child_page(officer, purpose_for("officer", "cme_enquiry"), f"c{number:06d}")
    child_page(officer, purpose_for("officer", "safeguarding"), "c000004")
    today = clock.now().date()
    rows = {(what, kind): value for what, kind, value in access_rows(today - timedelta(days=1), today)}
    assert rows["Looks, by purpose", "Finding a child who is missing education"] == "14"
    assert rows["Looks, by purpose", "Keeping a child safe"] == FEW
    assert rows["Users who opened a record", "all"] == FEW
    said = as_text(access_report(today, clock.local_now(), today, today))
    assert FEW in said and "14" in said and CANARY not in said and "officer-" not in said and "c0000" not in said


@pytest.mark.long
def test_every_paper_is_written_as_word_and_pdf_and_names_nobody(people: dict[str, User], region: Any, tmp_path: Path) -> None:
    officer = viewer_of(people["officer"])
    child_page(officer, purpose_for("officer", "cme_enquiry"), "c000004")
    today = clock.now().date()
    written = write_papers_into(tmp_path, first=today, last=today)
    assert len(written) == 13 and all(path.stat().st_size > 200 for path in written)
    table = list(csv.DictReader((tmp_path / "access-statistics.csv").read_text("utf-8-sig").splitlines()))
    assert {row["how_often"] for row in table} == {FEW}
    for path in tmp_path.glob("*.pdf"):
        text = pdf_text(path.read_bytes())
        assert CANARY not in text and "c0000" not in text and not any(name in text for name in SURNAMES if len(name) > 6)

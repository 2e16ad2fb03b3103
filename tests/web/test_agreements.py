"""No agreement, no field: on pages, in lists, downloads and searches; emergencies; decisions not to share."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from onroll.accounts.audit import Doer
from onroll.accounts.models import Event
from onroll.casework import clock
from onroll.casework.actions.agreements import bring_into_use, faults_of_agreements
from onroll.casework.actions.broken_glass import break_glass
from onroll.casework.models import AgreementSeen, BrokenGlass, NotShared
from onroll.casework.purposes import CannotUsePurpose, purpose_for
from onroll.casework.queries import broken_glass as queries_of_glass
from onroll.casework.queries.reading import CannotSee
from onroll.casework.sharing import shared_fields
from onroll.casework.the_index import whole_tables
from onroll.pipeline.shared_fields import showing
from onroll.pipeline.shielding import write_marked_children
from support.case_people import DAY, SetClock, viewer
from support.people import client_of
from support.responses import text_of

OWN, OTHER, HIDDEN = "c000020", "c000021", "c000041"
AGREEMENT = """
agreement = "cross-border-rolls"
version = {version}
title = "Rolls across the border"
from = 2025-09-01
to = {to}
lawful_basis = "Education Act 1996, section 436A"
[[shares]]
register = "school_roll"
suppliers = ["{supplier}"]
with = ["authority:301"]
fields = ["forename", "surname"]
purposes = ["cme_enquiry"]
"""
WHY = "The police hold the child now, and Westborough’s line is closed until Monday."


@pytest.fixture
def home(own_region: Path, people: object, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A region in which another body than authority 301 sends its children's rolls."""
    SetClock(monkeypatch)
    ledger = own_region / "index" / "ledger.jsonl"
    ledger.write_text(re.sub(r'"supplier": ?"301"', '"supplier": "MAT1"', ledger.read_text()))
    _rename_supplier(own_region)
    return own_region


def _rename_supplier(home: Path) -> None:
    import duckdb

    for path in home.glob("index/runs/*/children.parquet"):
        into = path.with_suffix(".new")
        renamed = f"SELECT * REPLACE (CASE supplier WHEN '301' THEN 'MAT1' ELSE supplier END AS supplier) FROM '{path}'"
        duckdb.execute(f"COPY ({renamed}) TO '{into}' (FORMAT parquet)")
        into.rename(path)


def agree(home: Path, *, version: int = 1, to: str = "2026-08-31", supplier: str = "MAT1", name: str = "a") -> Path:
    path = home / "agreements" / f"{name}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(AGREEMENT.format(version=version, to=to, supplier=supplier))
    return path


def name_of_own() -> tuple[str, str, str]:
    with showing(None):
        child = whole_tables().child(OWN)  # type: ignore[union-attr]
    assert child is not None and child.forename and child.surname and child.address_line_1
    return child.forename, child.surname, child.address_line_1


def test_without_an_agreement_there_is_no_field_and_with_one_there_are_its_fields_alone(home: Path) -> None:
    forename, surname, street = name_of_own()
    officer = client_of("officer")
    page = text_of(officer.get(f"/children/{OWN}"))
    assert "Name not shared" in page and not any(word in page for word in (f"{forename} {surname}", street, "Parent"))
    assert "school roll" in page.lower(), "that there is a record, and whose, is told"
    assert f"{forename} {surname}" not in text_of(officer.get("/findings"))
    assert surname not in text_of(officer.get("/findings.csv")).replace("Surname", "")

    agree(home)
    page = text_of(officer.get(f"/children/{OWN}"))
    assert f"{forename} {surname}" in page and street not in page and "born not known" in page
    assert f"{forename} {surname}" in text_of(officer.get("/findings"))
    body = json.loads(Event.objects.filter(kind="child.looked_at").latest("seq").body)
    assert body["agreements"] == ["cross-border-rolls v1"]

    session = officer.session
    session["purpose"] = "safeguarding"
    session.save()
    assert "Name not shared" in text_of(officer.get(f"/children/{OWN}")), "the agreement is for another purpose"


@pytest.mark.parametrize("more", [{"to": "2026-01-18"}, {"supplier": "MAT2"}])
def test_an_agreement_that_has_ended_or_is_about_others_opens_nothing(more: dict[str, str], home: Path) -> None:
    agree(home, **more)  # type: ignore[arg-type]
    page = text_of(client_of("officer").get(f"/children/{OWN}"))
    assert "Name not shared" in page or more.get("supplier"), "a name in lists is by register, on the child's page by supplier"
    assert name_of_own()[2] not in page and "Name used" not in page


def test_whoever_sent_a_record_sees_it_whole(region: Path, people: object) -> None:
    assert "Made-up Street" in text_of(client_of("officer").get(f"/children/{OWN}"))
    shared, references = shared_fields(viewer("officer"), "cme_enquiry")
    assert shared.of("school_roll", "301") is None and shared.of("school_roll", "302") == frozenset() and references == ()


def test_a_version_counts_once_it_is_in_use_and_never_changes(home: Path) -> None:
    path = agree(home)
    assert (
        bring_into_use(Doer(name="t", role="system")) == ["cross-border-rolls v1"] and bring_into_use(Doer(name="t", role="system")) == []
    )
    path.write_text(path.read_text().replace('"surname"]', '"surname", "address_line_1"]'))
    assert "changed after it came into use" in faults_of_agreements()[0]
    page = text_of(client_of("officer").get(f"/children/{OWN}"))
    assert "Name not shared" in page and "Made-up Street" not in page
    path.write_text(path.read_text().replace("version = 1", "version = 2"))
    assert bring_into_use(Doer(name="t", role="system")) == ["cross-border-rolls v2"]
    assert "Made-up Street" in text_of(client_of("officer").get(f"/children/{OWN}"))
    agree(home, version=2, name="b")
    assert "stands in a.toml already" in " ".join(faults_of_agreements())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AgreementSeen.objects.update(sha256="x")


def test_a_file_that_nobody_can_read_says_so_in_a_sentence_and_leaves_the_others_in_force(home: Path) -> None:
    folder = agree(home).parent
    (folder / "b.toml").mkdir()
    (folder / "c.toml").symlink_to(folder / "nothing")
    (folder / "d.toml").write_bytes('agreement = "é"'.encode("latin-1"))
    (folder / "e.toml").write_text("a = " + "[" * 100_000)
    (folder / "f.toml").write_text("version = " + "9" * 5_000)
    (folder / "g.toml").write_text('title = "' + "x" * 2_000_000 + '"')
    (folder / "h.toml").write_text('agreement = "a\0b"')
    (folder / "i.toml").write_text(AGREEMENT.format(version=10**20, to="2026-08-31", supplier="*"))
    (folder / "j.toml").write_bytes((folder / "a.toml").read_bytes().replace(b"cross-border", b"\xef\xbb\xbfnot-first"))
    said = faults_of_agreements()
    assert [each.partition(":")[0] for each in said] == [f"{letter}.toml" for letter in "bcdefghij"], said
    assert bring_into_use(Doer(name="t", role="system")) == ["cross-border-rolls v1"]
    assert "Name not shared" not in text_of(client_of("officer").get(f"/children/{OWN}"))
    (folder / "j.toml").write_bytes(b"\xef\xbb\xbf" + (folder / "a.toml").read_bytes().replace(b"cross-border", b"as-notepad-writes"))
    assert len(faults_of_agreements()) == 8, "the mark with which some editors begin a file is no fault"


def test_the_agreements_are_a_page_for_everybody(home: Path) -> None:
    agree(home)
    (home / "agreements" / "b.toml").write_text("agreement = [")
    for name in ("officer", "school", "analyst"):
        page = text_of(client_of(name).get("/agreements"))
        assert "Rolls across the border" in page and "In force" in page and "cross-border-rolls v1" in page
        assert "<strong>b.toml</strong>: It cannot be read" in page
        assert ("<strong>Yours.</strong>" in page) == (name == "officer")


def test_what_decides_works_with_the_whole_record(home: Path) -> None:
    from onroll.casework.sharing import within_agreements

    with within_agreements(viewer("officer"), "cme_enquiry"):
        child = whole_tables().child(OWN)  # type: ignore[union-attr]
        assert child is not None and child.date_of_birth is not None


def test_breaking_the_glass_opens_one_record_for_an_hour_and_somebody_else_reviews_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    officer = client_of("officer")
    assert "break the glass" in text_of(officer.get(f"/children/{OTHER}"))
    assert "Say why it cannot wait" in text_of(officer.post(f"/children/{OTHER}/glass", {"because": "Please."}))
    assert officer.post(f"/children/{OTHER}/glass", {"because": WHY}).status_code == 302
    page = text_of(officer.get(f"/children/{OTHER}"))
    assert "You broke the glass" in page and "Made-up Street" in page
    assert "There is a record of this child" in text_of(client_of("shielded-team").get(f"/children/{OTHER}")), "for one person alone"
    kinds = [json.loads(each.body) for each in Event.objects.filter(kind__in=["child.glass_broken", "child.looked_at"], subject=OTHER)]
    assert any(each.get("of") == "302" for each in kinds) and any("glass" in each and "relation" in each for each in kinds)

    glass = BrokenGlass.objects.get()
    assert glass.review_due_on == DAY + timedelta(days=1)
    assert str(WHY) in text_of(client_of("shielded-team-302").get("/glass")).replace("&#39;", "’")
    for name, alerted in (("shielded-team-302", True), ("auditor", True), ("manager", False), ("officer-302", False)):
        assert ("Somebody broke the glass" in text_of(client_of(name).get("/"))) is alerted, name
    assert client_of("manager").post("/glass", {"glass": glass.pk, "verdict": "right", "found": "-"}).status_code == 404
    assert "Choose whether it was right" in text_of(client_of("auditor").post("/glass", {"glass": glass.pk, "found": "-"}))
    assert (
        client_of("shielded-team-302").post("/glass", {"glass": glass.pk, "verdict": "wrong", "found": "We were there."}).status_code == 302
    )
    assert "There is a record of this child" in text_of(officer.get(f"/children/{OTHER}")), "a review ends it"
    assert "not right. We were there." in text_of(client_of("auditor").get("/glass"))

    other = break_glass("c000025", by=viewer("officer"), purpose=purpose_for("officer", "safeguarding"), because=WHY)
    monkeypatch.setattr(clock, "now", lambda now=other.ends_at: now)
    assert "There is a record of this child" in text_of(officer.get("/children/c000025")), "an hour is over"
    SetClock(monkeypatch, DAY + timedelta(days=3))
    assert "Overdue" in text_of(client_of("auditor").get("/glass"))


def test_broken_glass_shows_nothing_of_a_child_who_is_shielded_since(home: Path) -> None:
    break_glass(OTHER, by=viewer("officer"), purpose=purpose_for("officer", "safeguarding"), because=WHY)
    assert "Made-up Street" in text_of(client_of("officer").get(f"/children/{OTHER}"))
    write_marked_children(home, [OTHER])
    try:
        assert client_of("officer").get(f"/children/{OTHER}").status_code == 404
    finally:
        write_marked_children(home, [])


def test_of_several_looks_each_has_its_form_and_those_that_wait_are_never_crowded_out(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    purpose = purpose_for("officer", "safeguarding")
    looks = [break_glass(child, by=viewer("officer"), purpose=purpose, because=WHY) for child in (OTHER, "c000025")]
    auditor = client_of("auditor")
    page = text_of(auditor.get("/glass"))
    assert page.count("Review<span") == 2 and "Close the review" not in page
    page = text_of(auditor.get("/glass", {"glass": looks[1].pk}))
    assert page.count("Close the review") == 1 and "There is a problem" not in page
    assert auditor.post("/glass", {"glass": "²"}).status_code == 200 and "2</strong> to be reviewed" in page
    monkeypatch.setattr(queries_of_glass, "MOST_ON_A_PAGE", 1)
    assert auditor.post("/glass", {"glass": looks[0].pk, "verdict": "right", "found": "So it was."}).status_code == 302
    page = text_of(auditor.get("/glass"))
    assert "1</strong> to be reviewed" in page and "So it was." in page


def test_there_is_no_glass_before_a_shielded_child_nor_for_other_purposes_or_roles(home: Path) -> None:
    officer = client_of("officer")
    for child in (HIDDEN, "c999999"):
        assert officer.get(f"/children/{child}/glass").status_code == 404
        assert officer.post(f"/children/{child}/glass", {"because": WHY}).status_code == 404
    assert officer.get(f"/children/{OWN}/glass").status_code == 404, "one's own child needs none"
    with pytest.raises(CannotUsePurpose):
        break_glass(OTHER, by=viewer("officer"), purpose=purpose_for("officer", "data_quality"), because=WHY)
    with pytest.raises(CannotSee):
        break_glass(OTHER, by=viewer("data-team"), purpose=purpose_for("data_team", "data_quality"), because=WHY)
    assert not BrokenGlass.objects.exists()


def test_a_decision_not_to_share_is_kept_with_the_detriment(home: Path) -> None:
    officer = client_of("officer")
    form: dict[str, Any] = {
        "asked_by": "A sergeant",
        "what": "The address",
        "detriment": "The father would learn of it.",
        "because": "With our lead.",
    }
    assert officer.get(f"/children/{OTHER}/not-shared").status_code == 404
    assert "Say what harm" in text_of(officer.post(f"/children/{OWN}/not-shared", form | {"detriment": ""}))
    assert officer.post(f"/children/{OWN}/not-shared", form).status_code == 302
    assert officer.post(f"/children/{OTHER}/not-shared", form).status_code == 404
    assert "The father would learn of it." in text_of(officer.get("/not-shared"))
    assert "The father" not in text_of(client_of("officer-302").get("/not-shared"))
    assert "father" not in Event.objects.get(kind="child.not_shared").body
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        NotShared.objects.update(what="x")

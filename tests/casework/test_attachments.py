"""Files: content on disk before its row, hostile ones refused in one sentence, backed up and restored, and nobody else's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Event
from onroll.casework import attachment_files, bridge
from onroll.casework.actions import contacts, enquiries
from onroll.casework.actions.attachments import Given, attach_file, tidy_name, withdraw_file
from onroll.casework.attachment_files import ContentIsLost, content_of
from onroll.casework.models import Attachment, Case, CaseChange, Note
from onroll.casework.purposes import purpose_for
from onroll.casework.queries.attachments import file_content
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.casework.the_index import the_index
from onroll.core.file_kinds import LARGEST_FILE
from onroll.pipeline.backups import back_up, restore
from support.case_people import SetClock, own_case, viewer
from support.opened_cases import open_current_run
from support.processes import PATHS

PURPOSE = purpose_for("officer", "cme_enquiry")
PDF = b"%PDF-1.7 made up"


@pytest.fixture
def case(people: object, own_region: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    SetClock(monkeypatch)
    open_current_run()
    return own_case()


def given(name: str = "letter.pdf", content: bytes = PDF) -> Given:
    return Given(name=name, chunks=[content[:5], content[5:]])


def files_in(home: Path) -> list[Path]:
    return sorted(path for path in (home / "attachments").rglob("*") if path.is_file())


def test_a_file_is_kept_under_its_hash_and_fetched_whole(case: Case, own_region: Path) -> None:
    kept = attach_file(case.pk, by=viewer("officer"), given=given(), words="Letter")
    assert [path.name for path in files_in(own_region)] == [kept.sha256] and content_of(kept.sha256) == PDF
    assert oct(files_in(own_region)[0].stat().st_mode)[-3:] == "600"
    assert file_content(viewer("manager"), PURPOSE, case.pk, kept.pk).content == PDF
    assert (
        Event.objects.filter(kind="case.file_attached").count() == 1 and "Letter" not in Event.objects.get(kind="case.file_attached").body
    )
    assert CaseChange.objects.get(kind="case.file_attached").words == f"File {kept.number}: Letter"
    with pytest.raises(CannotDoNow, match="there already"):
        attach_file(case.pk, by=viewer("manager"), given=given(), words="Again")


def test_a_file_belongs_to_something_of_its_own_case(case: Case) -> None:
    officer = viewer("officer")
    row = enquiries.start_enquiry(case.pk, by=officer, check_code="LA_LOCAL")
    contacts.write_note(case.pk, by=officer, text="Made-up")
    attach_file(case.pk, by=officer, given=given(), words="Answer", belongs_to="enquiry", belongs_id=row.pk)
    attach_file(case.pk, by=officer, given=given(), words="Note", belongs_to="note", belongs_id=Note.objects.get().pk)
    assert Attachment.objects.filter(enquiry=row).count() == 1 == Attachment.objects.exclude(note=None).count()
    other = Case.objects.filter(authority="301", shielded=False).exclude(pk=case.pk).first()
    assert other is not None
    for what, number in (("enquiry", row.pk), ("secret", 1), ("contact", 99)):
        with pytest.raises(CannotSee):
            attach_file(other.pk, by=officer, given=given(content=PDF + b"2"), words="x", belongs_to=what, belongs_id=number)
    with pytest.raises(DatabaseError), transaction.atomic():
        Attachment.objects.filter(pk=Attachment.objects.first().pk).update(name="other")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (given("letter.pdf", b""), "empty"),
        (given("letter.exe", b"MZ"), "not taken"),
        (given("page.pdf", b"<html>"), "name says a PDF"),
        (Given(name="big.pdf", chunks=(b"%PDF-" + b"x" * 2_000_000 for _ in range(1000))), "larger than 20 MB"),
    ],
)
def test_a_hostile_file_is_refused_in_one_sentence_and_leaves_nothing(file: Given, words: str, case: Case, own_region: Path) -> None:
    with pytest.raises(CannotDoNow, match=words):
        attach_file(case.pk, by=viewer("officer"), given=file, words="x")
    assert not (own_region / "attachments").exists() and not Attachment.objects.exists() and LARGEST_FILE < 10**8


@pytest.mark.parametrize(
    ("name", "tidied"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\x\\letter.pdf", "letter.pdf"),
        ("a\u202efdp.exe.pdf", "a_fdp.exe.pdf"),
        ("x\r\nSet-Cookie: y.pdf", "x__Set-Cookie_ y.pdf"),
        ("Łukasz’s letter.pdf", "Łukasz’s letter.pdf"),
        ("", "file"),
        ("...", "file"),
        ("a" * 400 + ".pdf", "a" * 120 + ".pdf"),
    ],
)
def test_a_name_is_text_and_nothing_else(name: str, tidied: str) -> None:
    assert tidy_name(name) == tidied


def test_a_file_of_a_shielded_child_of_another_authority_or_out_of_use_is_not_there(case: Case) -> None:
    kept = attach_file(case.pk, by=viewer("officer"), given=given(), words="Letter")
    for username in ("officer-302", "shielded-team-302", "data-team"):
        with pytest.raises(CannotSee):
            file_content(viewer(username), PURPOSE, case.pk, kept.pk)
    Case.objects.filter(pk=case.pk).update(shielded=True)
    with pytest.raises(CannotSee):
        file_content(viewer("officer"), PURPOSE, case.pk, kept.pk)
    with pytest.raises(CannotSee):
        attach_file(case.pk, by=viewer("officer"), given=given(content=PDF + b"2"), words="x")
    Case.objects.filter(pk=case.pk).update(shielded=False)
    withdraw_file(case.pk, kept.pk, by=viewer("officer"), because="Wrong child")
    with pytest.raises(CannotSee):
        file_content(viewer("officer"), PURPOSE, case.pk, kept.pk)
    with pytest.raises(CannotDoNow, match="already"):
        withdraw_file(case.pk, kept.pk, by=viewer("officer"), because="Again")
    attach_file(case.pk, by=viewer("officer"), given=given(), words="Put in anew")
    assert verify_chain() is None


def test_content_that_was_altered_or_lost_is_never_handed_over(case: Case, own_region: Path) -> None:
    kept = attach_file(case.pk, by=viewer("officer"), given=given(), words="Letter")
    files_in(own_region)[0].chmod(0o600)
    files_in(own_region)[0].write_bytes(PDF[:-1] + b"!")
    with pytest.raises(ContentIsLost, match="not as it was"):
        file_content(viewer("officer"), PURPOSE, case.pk, kept.pk)
    files_in(own_region)[0].unlink()
    with pytest.raises(ContentIsLost, match="backup"):
        file_content(viewer("officer"), PURPOSE, case.pk, kept.pk)
    with pytest.raises(ContentIsLost):
        content_of("../../secret_key")
    attachment_files.keep_content(PDF)
    assert file_content(viewer("officer"), PURPOSE, case.pk, kept.pk).content == PDF


def test_files_are_backed_up_and_restored_and_half_written_ones_are_not(case: Case, own_region: Path, tmp_path: Path) -> None:
    kept = attach_file(case.pk, by=viewer("officer"), given=given(), words="Letter")
    half = files_in(own_region)[0].with_name(f".{kept.sha256}.ab12")
    half.write_bytes(b"%PD")
    index = the_index()
    others = [path for path in own_region.rglob("*") if path.is_file() and bridge.belongs_in_backup(own_region, path)]
    assert half not in others
    with index.writing("a test"):
        back_up(index, tmp_path / "backup.tgz", others=others)
    restore(tmp_path / "backup.tgz", tmp_path / "anew")
    assert [path.read_bytes() for path in files_in(tmp_path / "anew")] == [PDF]


_KILLED = """
import os, sys
from pathlib import Path
from onroll.config.serve import set_up
set_up(Path(sys.argv[1]))
from onroll.casework.actions import attachments
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.the_index import the_index
from support.case_people import own_case, viewer
from support.people import make_people
make_people()
take_in_findings(the_index().current_run())
case, kept = own_case(), attachments.keep_content
def keep_and_die(content):
    kept(content)
    os._exit(9)
attachments.keep_content = keep_and_die
attachments.attach_file(case.pk, by=viewer("officer"), given=attachments.Given(name="a.pdf", chunks=[b"%PDF-1.7"]), words="x")
"""
_LEFT = """
import sys
from pathlib import Path
from onroll.config.serve import set_up
set_up(Path(sys.argv[1]))
from onroll.casework.actions.attachments import Given, attach_file
from onroll.casework.attachment_files import content_of
from onroll.casework.models import Attachment
from support.case_people import own_case, viewer
before = Attachment.objects.count()
attach_file(own_case().pk, by=viewer("officer"), given=Given(name="a.pdf", chunks=[b"%PDF-1.7"]), words="x")
print(before, [content_of(each.sha256) for each in Attachment.objects.all()])
"""


@pytest.mark.long
def test_a_kill_between_file_and_row_leaves_no_row_without_its_file(tmp_path: Path) -> None:
    from support.made_up_run import write_made_up_run

    write_made_up_run(tmp_path, children=40)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"PYTHONPATH": PATHS, "ONROLL_HOME": str(tmp_path)}
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path)], env=environment, capture_output=True, text=True)
    assert killed.returncode == 9, killed.stderr[-2000:]
    assert len(files_in(tmp_path)) == 1
    left = subprocess.run([sys.executable, "-c", _LEFT, str(tmp_path)], env=environment, capture_output=True, text=True, check=True)
    assert left.stdout.strip() == "0 [b'%PDF-1.7']"

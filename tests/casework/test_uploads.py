"""Uploads: kept privately, worked on apart, decided by people, and never half taken in."""

from __future__ import annotations

import json
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from onroll.accounts.models import Event, User
from onroll.casework.actions import upload_work, uploads
from onroll.casework.actions.upload_work import work_on
from onroll.casework.actions.uploads import (
    TRANSFER_FILE,
    cancel_upload,
    check_again,
    decide_upload,
    name_headings,
    start_upload,
    tidy_file_name,
)
from onroll.casework.models import Job
from onroll.casework.queries.reading import CannotSee
from onroll.casework.queries.uploads import named_headings
from onroll.casework.refusals import CannotDoNow
from onroll.casework.upload_jobs import KILLED_AFTER, PROBLEMS, Standing, folder_of, standing_of, state_of
from onroll.casework.viewers import Viewer, viewer_of
from onroll.pipeline.index import Index
from support.people import client_of, make_people

ROWS = b"record_id,surname,forename,date_of_birth,start_date\n1,Madeup,Ada,2014-05-17,2025-09-01\n2,Madeup,Ben,31/02/2015,2025-09-01\n"


@pytest.fixture
def home(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home; the work of a job is done by the test itself, where the other process would see nothing of its transaction."""
    settings.ONROLL_HOME = tmp_path
    make_people()
    monkeypatch.setattr(uploads, "start_work", lambda job: None)
    return tmp_path


def viewer(username: str = "data-team") -> Viewer:
    return viewer_of(User.objects.get(username=username))


def start(content: bytes = ROWS, *, who: str = "data-team", **more: Any) -> Job:
    values = {"file_name": "../../ehe.csv", "register": "ehe", "supplier": "301", "as_at": date(2026, 1, 12), **more}
    return start_upload(viewer(who), chunks=[content], **values)


def worked_on(job: Job) -> Job:
    work_on(job.pk)
    job.refresh_from_db()
    return job


def test_a_file_goes_from_upload_over_check_to_decision(home: Path) -> None:
    job = worked_on(start())
    assert job.state == "checked" and (job.report["read"], job.report["accepted"], job.report["quarantined"]) == (2, 1, 1)
    assert Index(home).extracts() == []
    job = worked_on(decide_upload(viewer(), job.pk))
    assert job.state == "done" and job.extract_id == Index(home).extracts()[0].extract_id
    assert not folder_of(job).exists()
    kinds = list(Event.objects.order_by("seq").values_list("kind", flat=True))
    assert kinds == ["upload.started", "upload.finished", "upload.decided", "upload.finished"]


def test_the_file_waits_where_only_its_owner_can_read_it(home: Path) -> None:
    job = start()
    kept = folder_of(job) / job.file_name
    assert kept.name == "ehe.csv" and kept.read_bytes() == ROWS
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600 and stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/passwd", "passwd"), ("C:\\x\\roll.csv", "roll.csv"), ("..", "file"), ("a\nb;c.csv", "a_b_c.csv"), ("", "file")],
)
def test_file_names_keep_no_folder_and_no_odd_sign(given: str, kept: str) -> None:
    assert tidy_file_name(given) == kept


OWN_HEADINGS = b"Ref,Family name,Given name,DoB,Began,Shoe size\n1,Madeup,Ada,2014-05-17,2025-09-01,3\n"
NAMED = {"Ref": "record_id", "Family name": "surname", "Given name": "forename", "DoB": "date_of_birth", "Began": "start_date"}


def test_a_suppliers_own_headings_are_named_once_and_known_for_good(home: Path) -> None:
    job = worked_on(start(OWN_HEADINGS))
    assert job.state == "failed" and "required columns are missing" in job.message and str(home) not in job.message
    named = named_headings(viewer(), job.pk)
    assert named is not None and list(named.headings)[:2] == ["Ref", "Family name"] and not named.field_of
    with pytest.raises(CannotDoNow, match="Say which heading holds: date of birth"):
        name_headings(viewer(), job.pk, {**NAMED, "DoB": ""})
    with pytest.raises(CannotDoNow, match="You have chosen the field 'surname' twice"):
        name_headings(viewer(), job.pk, {**NAMED, "Shoe size": "surname"})
    with pytest.raises(CannotDoNow, match="no field"):
        name_headings(viewer(), job.pk, {**NAMED, "Shoe size": "shoe_size"})
    assert not (home / "column_maps").exists() and Job.objects.get(pk=job.pk).state == "failed"
    job = worked_on(name_headings(viewer(), job.pk, NAMED))
    assert job.state == "checked" and job.report["accepted"] == 1 and job.report["unknown_columns"] == ["Shoe size"]
    event = Event.objects.get(kind="column_map.saved")
    assert json.loads(event.body)["fields"] == sorted(NAMED.values()) and "Family" not in event.body
    job = worked_on(decide_upload(viewer(), job.pk))
    assert job.state == "done" and named_headings(viewer(), job.pk) is None
    again = worked_on(start(OWN_HEADINGS.replace(b"Ada", b"Bea"), as_at=date(2026, 1, 19)))
    assert again.state == "checked"


def test_what_an_earlier_file_called_by_another_heading_stays_and_what_is_ours_needs_no_line(home: Path) -> None:
    worked_on(name_headings(viewer(), worked_on(start(OWN_HEADINGS)).pk, NAMED))
    other = b"record_id,Surname,Forename,date_of_birth,Start\n1,Madeup,Ada,2014-05-17,2025-09-01\n"
    job = worked_on(start(other))
    named = named_headings(viewer(), job.pk)
    assert job.state == "failed" and named is not None and named.field_of["Surname"] == "surname"
    worked_on(name_headings(viewer(), job.pk, {**named.field_of, "Start": "start_date"}))
    saved = (home / "column_maps" / "301-ehe.toml").read_text()
    assert '"Start" = "start_date"' in saved and '"Family name" = "surname"' in saved
    assert '"Began"' not in saved and '"Surname"' not in saved


def test_nobody_else_names_the_headings_of_a_file(home: Path) -> None:
    job = worked_on(start(OWN_HEADINGS))
    for who in ("officer", "officer-302"):
        with pytest.raises(CannotSee):
            name_headings(viewer(who), job.pk, NAMED)
    assert named_headings(viewer(), worked_on(start(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)).pk) is None


def test_what_rows_say_does_not_reach_the_casebook(home: Path) -> None:
    headless = worked_on(start(b"1,Madeup,Ada,2014-05-17,2025-09-01\n2,Madeup,Ben,2015-06-18,2025-09-01\n"))
    assert headless.state == "failed" and "Madeup" not in f"{headless.report} {headless.message}"
    job = worked_on(start())
    assert "31/02/2015" not in str(job.report) and "Madeup" not in str(job.report)
    assert "31/02/2015" in (folder_of(job) / PROBLEMS).read_text()


def test_a_refused_file_changes_nothing_and_is_not_kept(home: Path) -> None:
    job = worked_on(start(b"one,two\n1,2\n"))
    assert job.state == "failed" and "required columns are missing" in job.message and not folder_of(job).exists()
    assert str(home) not in job.message
    assert Index(home).extracts() == []


def test_files_of_others_are_refused(home: Path) -> None:
    for supplier in ("302", "NHSE"):
        with pytest.raises(CannotDoNow, match="your own authority"):
            start(supplier=supplier)
    assert start(who="national-data-team", supplier="302").state == "checking"
    with pytest.raises(CannotSee):
        start(who="officer")


TRANSFER = b"""<?xml version="1.0" encoding="utf-8"?>
<CTfile><Header><DocumentName>Common Transfer File</DocumentName><CTFversion>25.0</CTFversion><DateTime>2026-01-12T09:00:00</DateTime>
<SourceSchool><LEA>302</LEA><Estab>2900</Estab></SourceSchool></Header>
<CTFpupilData><Pupil><Surname>Madeup</Surname><Forename>Ada</Forename><DOB>2015-05-14</DOB><Sex>F</Sex></Pupil></CTFpupilData></CTfile>
"""


def test_a_transfer_file_says_itself_whose_it_is_and_that_of_another_authority_is_refused(home: Path) -> None:
    said = {"file_name": "pupil.xml", "register": TRANSFER_FILE, "supplier": "", "as_at": None}
    job = worked_on(start(TRANSFER, **said))
    assert job.state == "failed" and "The file is from 302" in job.message and not folder_of(job).exists()
    own = worked_on(start(TRANSFER.replace(b"<LEA>302", b"<LEA>301"), **said))
    assert (own.state, own.supplier, own.as_at) == ("checked", "301", date(2026, 1, 12))
    assert worked_on(decide_upload(viewer(), own.pk)).state == "done"
    assert [each.supplier for each in Index(home).extracts()] == ["301"]


def test_an_upload_is_decided_once_and_by_its_own_authority(home: Path) -> None:
    job = worked_on(start())
    with pytest.raises(CannotSee):
        decide_upload(viewer("officer"), job.pk)
    other = worked_on(start(who="national-data-team", supplier="302"))
    with pytest.raises(CannotSee):
        decide_upload(viewer(), other.pk)
    decide_upload(viewer(), job.pk)
    with pytest.raises(CannotDoNow, match="decided already"):
        decide_upload(viewer(), job.pk)
    with pytest.raises(CannotDoNow):
        cancel_upload(viewer(), job.pk)


def test_a_cancelled_upload_leaves_nothing(home: Path) -> None:
    job = cancel_upload(viewer(), worked_on(start()).pk)
    assert job.state == "cancelled" and not folder_of(job).exists() and Index(home).extracts() == []


def test_of_two_who_decide_at_once_only_the_first_does(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = worked_on(start())

    def while_another_lets_it_in(seen: Job) -> Standing:
        decide_upload(viewer(), job.pk)
        return standing_of(seen)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(uploads, "standing_of", while_another_lets_it_in)
        with pytest.raises(CannotDoNow, match="cannot be cancelled now"):
            cancel_upload(viewer(), job.pk)
    assert worked_on(job).state == "done" and len(Index(home).extracts()) == 1
    assert not Event.objects.filter(kind="upload.cancelled").exists()


def test_a_killed_job_shows_as_failed_and_can_be_thrown_away(home: Path) -> None:
    job = start()
    assert state_of(job) == "checking"
    headings = worked_on(start(OWN_HEADINGS))
    assert standing_of(headings).state == "failed" and not standing_of(headings).may_check_again
    killed(job)
    text = client_of("data-team").get(f"/upload/{job.pk}").content.decode()
    assert "The work stopped while the file was being checked. Nothing was taken in." in text
    assert "check it again, or upload it again" in text and "Throw the file away" in text
    assert "The work stopped while" in client_of("data-team").get("/status").content.decode()
    assert cancel_upload(viewer(), job.pk).state == "cancelled"


def killed(job: Job) -> Job:
    """The job as it stands when its worker has not been alive for long."""
    Job.objects.filter(pk=job.pk).update(alive_at=datetime.now(UTC) - KILLED_AFTER - timedelta(seconds=1))
    job.refresh_from_db()
    return job


def test_a_killed_job_is_checked_again_from_the_file_that_is_kept(home: Path) -> None:
    job = killed(decide_upload(viewer(), worked_on(start()).pk))
    stands = standing_of(job)
    assert stands.state == "failed" and stands.may_check_again
    assert "being taken in, before any of it counted" in stands.message and "Nothing was taken in." in stands.message
    client = client_of("data-team")
    text = client.get(f"/upload/{job.pk}").content.decode()
    assert "Check it again" in text and "Say which heading is which" not in text
    response = client.post(f"/upload/{job.pk}/again")
    assert response.status_code == 302 and worked_on(job).state == "checked"
    with pytest.raises(CannotDoNow):
        check_again(viewer(), job.pk)
    assert worked_on(decide_upload(viewer(), job.pk)).state == "done" and len(Index(home).extracts()) == 1


def test_a_job_that_was_killed_after_its_file_was_in_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = decide_upload(viewer(), worked_on(start()).pk)
    with monkeypatch.context() as killing, pytest.raises(KeyboardInterrupt):
        killing.setattr(upload_work, "report_taken_in", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        work_on(job.pk)
    stands = standing_of(killed(job))
    (extract,) = Index(home).extracts()
    assert (stands.state, stands.extract_id) == ("done", extract.extract_id) and not stands.may_check_again
    text = client_of("data-team").get(f"/upload/{job.pk}").content.decode()
    assert "The file is taken in, all of it" in text and "Nothing was taken in" not in text and extract.extract_id in text
    with pytest.raises(CannotDoNow):
        cancel_upload(viewer(), job.pk)
    with pytest.raises(CannotDoNow):
        check_again(viewer(), job.pk)
    again = worked_on(start())
    assert again.state == "failed" and "it changes nothing" in again.message


def test_what_goes_wrong_after_a_file_is_in_is_not_told_as_nothing_taken_in(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = decide_upload(viewer(), worked_on(start()).pk)
    with monkeypatch.context() as breaking, pytest.raises(RuntimeError):
        breaking.setattr(upload_work, "report_taken_in", lambda *_: (_ for _ in ()).throw(RuntimeError))
        work_on(job.pk)
    job.refresh_from_db()
    assert job.state == "done" and job.extract_id and "all of it" in job.message and not folder_of(job).exists()


def test_a_file_that_had_not_arrived_whole_is_not_checked_as_if_it_had(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_off() -> Any:
        yield ROWS[:90]
        raise KeyboardInterrupt

    with monkeypatch.context() as killing, pytest.raises(KeyboardInterrupt):
        killing.setattr(uploads, "forget_file", lambda job: None)
        start_upload(viewer(), file_name="e.csv", chunks=broken_off(), register="ehe", supplier="301", as_at=date(2026, 1, 12))
    Job.objects.update(state="checking", message="")  # nobody was there any more to say that it failed
    job = Job.objects.get()
    assert list(folder_of(job).iterdir())
    stands = standing_of(killed(job))
    assert not stands.may_check_again and "had not arrived whole" in stands.message


def test_an_uploaded_file_may_be_called_as_what_is_kept_beside_it(home: Path) -> None:
    job = worked_on(start(file_name=PROBLEMS))
    assert worked_on(decide_upload(viewer(), job.pk)).state == "done"


def test_a_file_over_the_limit_is_refused_and_not_kept(home: Path, settings: Any) -> None:
    settings.ONROLL_MAX_UPLOAD_BYTES = 100
    with pytest.raises(CannotDoNow, match="largest file"):
        start(ROWS * 10)
    assert list((home / "uploads").iterdir()) == [] and Job.objects.get().state == "failed"


def test_a_body_over_the_limit_is_answered_with_413_before_any_of_it_is_kept(home: Path, settings: Any) -> None:
    settings.ONROLL_MAX_UPLOAD_BYTES = 100
    file = SimpleUploadedFile("big.csv", b"x" * (3 * 1024 * 1024))
    response = client_of("data-team").post("/upload", {"file": file})
    assert response.status_code == 413 and "That file is too large" in response.content.decode()
    assert Job.objects.count() == 0


def test_the_form_says_what_is_missing(home: Path) -> None:
    text = client_of("data-team").post("/upload", {"supplier": "", "day": "31", "month": "2", "year": "2026"}).content.decode()
    for said in ("Select which register", "Enter who sent the file", "Enter the day that the file describes", "Select a file"):
        assert said in text


def test_rows_set_aside_for_one_reason_are_decided_about_in_one_act_with_its_event(home: Path) -> None:
    job = worked_on(decide_upload(viewer(), worked_on(start()).pk))
    client, page = client_of("data-team"), f"/extracts/{job.extract_id}/quarantine"
    assert "Reject all" in client.get(page).content.decode()
    address = f"{page}/201-date_of_birth/all"
    assert client.post(f"{address}/reject", {"reason": ""}).status_code == 200 and not Index(home).extracts()[0].rejected
    assert client.post(f"{address}/reject", {"reason": "Not our pupil"}).status_code == 302
    text = client.get(page).content.decode()
    assert "Rejected: Not our pupil" in text and "Reject all" not in text and "Release all" not in text
    assert client.get(f"{address}/release").status_code == 404 and client.get(f"{page}/999/all/reject").status_code == 404
    event = Event.objects.get(kind="extract.rows_rejected")
    assert json.loads(event.body) == {"group": "201-date_of_birth"} and event.subject == job.extract_id

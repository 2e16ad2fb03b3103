"""`onroll retention` over a real home: one child goes to the last byte, of the home, the database and a backup; killed, it goes on."""

from __future__ import annotations

import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from support.casebook_file import put_casebook_into
from support.deliveries import pupil
from support.processes import PATHS

ONROLL = str(Path(sys.executable).with_name("onroll"))
GONE = {"surname": "Zyxwallace", "forename": "Quillon", "date_of_birth": "1999-02-03", "postcode": "BY9 9ZQ"}
MARKS = ("Zyxwallace", "Quillon", "BY9 9ZQ", "SECRETNOTE", "SECRETFILE")
MARKS += ("SECRETPAIR", "SECRETSEAL", "SECRETANSWER", "SECRETUPLOAD", "SECRETGLASS", "SECRETALERT", "SECRETNUMBER", "9990900019")
_CASE = """
import sys
from pathlib import Path
from onroll.config.serve import set_up
set_up(Path(sys.argv[1]))
from datetime import date
from onroll.casework.actions.attachments import Given, attach_file
from onroll.casework.models import Case, Note
from support.case_people import viewer
from support.people import make_people
make_people()
then = date(2015, 1, 1)
case = Case.objects.create(child_id="told-1", authority="301", queue="301 new", next_action="Look", due_on=then, opened_on=then)
Note.objects.create(case=case, text="SECRETNOTE Zyxwallace", at="2015-01-01T10:00:00Z", by="officer", by_name="A")
attach_file(case.pk, by=viewer("officer"), given=Given(name="a.txt", chunks=[b"SECRETFILE"]), words="w")
from onroll.accounts.models import KeptAnswer, MachineToken, User
from onroll.casework.models import BrokenGlass, IdentifierClaim, Job, Look, PairDecision, ReadingAlert, SealedRow
from onroll.casework.the_index import the_index
from onroll.casework.upload_jobs import folder_of
from onroll.pipeline.index import RECORD_KEY_STRIDE
old, new = (each.number * RECORD_KEY_STRIDE for each in the_index().extracts())
long_ago = {"at": "2015-01-01T10:00:00Z", "by": "officer", "by_name": "A"}
PairDecision.objects.create(kind="pair", verdict="different", because="SECRETPAIR Zyxwallace", child_a="told-1", child_b="c2", purpose="x",
                            run_id="r", left_keys=[old + 5], right_keys=[new + 2], **long_ago)
SealedRow.objects.create(kind="adoption", authority="301", reference="F/1", because="SECRETSEAL Zyxwallace", former_marks=["a"],
                         present_marks=["b"], **{**long_ago, "at": "1999-01-01T10:00:00Z"})
officer = User.objects.get(username="officer")
token = MachineToken.objects.create(user=officer, name="S", prefix="12345678", digest="x", made_at=long_ago["at"], made_by="a",
                                    expires_on=then)
KeptAnswer.objects.create(token=token, key="k", digest="d", status=201, body="SECRETANSWER Zyxwallace", at="2015-01-01T10:00:00Z")
job = Job.objects.create(by=officer, file_name="Zyxwallace.csv", register="school_roll", supplier="301", as_at=then, state="checked",
                         alive_at="2015-01-01T10:00:00Z", message="SECRETUPLOAD")
folder_of(job).mkdir(parents=True)
(folder_of(job) / job.file_name).write_text("SECRETUPLOAD Zyxwallace Quillon")
ReadingAlert.objects.create(rule="family", actor="o", child_id="told-1", on=then, because="SECRETALERT", at="2015-01-01T10:00:00Z")
Look.objects.create(child_id="told-1", actor="o", role="officer", on=then, how="opened", kind="k", times=1, first_seq=1, last_seq=1)
IdentifierClaim.objects.create(child_id="told-1", authority="301", kind="nhs_number", version=1, value="9990900019", verb="claimed",
                               source="SECRETNUMBER", because="x", on=then, **long_ago)
BrokenGlass.objects.create(child_id="told-1", because="SECRETGLASS Zyxwallace", by=officer, at=long_ago["at"],
                           ends_at=long_ago["at"], review_due_on=then, purpose="x")
Case.objects.filter(pk=case.pk).update(state="closed", closed_on=date(2016, 1, 1), leaving_on=date(2015, 6, 26))
"""


def onroll(*words: str, home: Path, expect: int = 0) -> str:
    done = subprocess.run([ONROLL, *words, "--home", str(home)], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == expect, done.stderr
    return done.stdout


def write(path: Path, rows: list[dict[str, str]]) -> str:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(column for row in rows for column in row)))
        writer.writeheader()
        writer.writerows(rows)
    return str(path)


def naming(home: Path) -> set[str]:
    """Return the marks that stand in any file, tables cell by cell: what is compressed hides nothing."""
    found = set()
    for path in home.rglob("*"):
        if path.is_file():
            text = repr(pq.read_table(path).to_pylist()).encode() if path.suffix == ".parquet" else path.read_bytes()
            found |= {mark for mark in MARKS if mark.lower().encode() in text.lower()}
    return found


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = put_casebook_into(tmp_path / "home")
    old = [pupil(number) for number in range(1, 4)] + [pupil(9, **GONE)]
    for name, rows, as_at in (("old.csv", old, "2016-10-03"), ("new.csv", [pupil(number) for number in range(2, 4)], "2026-01-15")):
        onroll("ingest", write(tmp_path / name, rows), "--register", "school_roll", "--supplier", "301", "--as-at", as_at, home=home)
    onroll("run", home=home)
    environment = {**os.environ, "PYTHONPATH": PATHS, "ONROLL_HOME": str(home)}
    subprocess.run([sys.executable, "-c", _CASE, str(home)], env=environment, check=True)
    return home


def unpacked(home: Path, folder: Path) -> Path:
    onroll("backup", str(folder / "kept.tar.gz"), home=home)
    restored = folder / "restored"
    onroll("restore", str(folder / "kept.tar.gz"), home=restored)
    return restored


@pytest.mark.long
def test_a_child_goes_to_the_last_byte_however_often_it_is_killed(home: Path, tmp_path: Path) -> None:
    assert naming(home) == set(MARKS)
    due = json.loads(onroll("retention", "--json", home=home))
    assert {each["kind"] for each in due["due"] if not each["kept_because"]} == {
        "case", "extract", "pair_decision", "sealed_entry",
    } and due["went"] == {}  # fmt: skip
    assert set(due["in_bulk"]) == {"Kept answers of the API", "Uploads", "Looks in the index of looks"}
    assert naming(home) == set(MARKS), "without --apply nothing changes"
    dice = random.Random(7)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    for _ in range(6):
        process = subprocess.Popen([ONROLL, "retention", "--apply", "--home", str(home)], start_new_session=True, **quiet)
        time.sleep(dice.uniform(0.8, 6.0))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    onroll("retention", "--apply", home=home)
    assert naming(home) == set()
    assert naming(unpacked(home, tmp_path)) == set()
    assert "whole" in onroll("check", home=home) and onroll("verify-audit", home=home)
    after = json.loads(onroll("retention", "--json", home=home))
    assert after == {"due": [], "in_bulk": {}, "went": {}, "faults": []}


def test_there_is_nothing_to_do_in_a_home_that_is_not_there(tmp_path: Path) -> None:
    done = subprocess.run([ONROLL, "retention", "--home", str(tmp_path / "none")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "") and "There is no home" in done.stderr and "Traceback" not in done.stderr

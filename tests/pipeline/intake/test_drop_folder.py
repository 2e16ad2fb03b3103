"""Drop folders, and files whose name says what they hold."""

import json
import os
import time
from datetime import date
from pathlib import Path

import pytest

from onroll.pipeline.intake import WrongUsage, claim_in_path, take_in_inbox, take_in_path
from onroll.pipeline.intake.drop_folder import claim_in_name
from support.deliveries import PERSON, pupil, states


def age(folder):
    """Have every file in the folder look as if written an hour ago."""
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (time.time() - 3600,) * 2)


@pytest.mark.parametrize(
    ("name", "register", "supplier", "as_at"),
    [
        ("school_roll_373_2026-01-15.csv", "school_roll", "373", date(2026, 1, 15)),
        ("school_roll-373-2026-01-15.xlsx", "school_roll", "373", date(2026, 1, 15)),
        ("NHS_NHSE_2026-01-10_part 1.parquet", "nhs", "NHSE", date(2026, 1, 10)),
        ("roll_change_100001_2026-01-10 (2).csv", "roll_change", "100001", date(2026, 1, 10)),
    ],
)
def test_names_by_the_convention(name, register, supplier, as_at):
    claim = claim_in_name(name)
    assert (claim.register.name, claim.supplier, claim.as_at) == (register, supplier, as_at)


@pytest.mark.parametrize("name", ["roll.csv", "school_roll_373.csv", "school_373_2026-01-15.csv", "school_roll_373_15-01-2026.csv"])
def test_other_names_say_nothing(name):
    assert claim_in_name(name) is None


def test_a_day_that_there_is_not_is_wrong_usage():
    with pytest.raises(WrongUsage, match="2026-02-30"):
        claim_in_name("nhs_NHSE_2026-02-30.csv")


def test_a_path_says_what_it_holds_or_is_wrong_usage(index, write, tmp_path):
    assert take_in_path(index, write("nhs_NHSE_2026-01-15.csv", [PERSON]))[0].status == "loaded"
    with pytest.raises(WrongUsage, match="--register"):
        take_in_path(index, write("nhs.csv", [PERSON]))
    with pytest.raises(WrongUsage, match=r"datapackage\.json"):
        claim_in_path(tmp_path)
    assert take_in_path(index, tmp_path / "nowhere.csv")[0].status == "refused"


def test_whatever_is_new_is_taken_in_and_nothing_is_moved(index, write, tmp_path):
    write("inbox/school_roll_373_2026-01-15.csv", [pupil(1)])
    write("inbox/nhs_NHSE_2026-01-10.csv", [PERSON])
    write("inbox/delivery/nhs.csv", [PERSON | {"forename": "Robin"}])
    description = {"resources": [{"path": "nhs.csv", "register": "nhs", "supplier": "ICB", "as_at": "2026-01-10"}]}
    write("inbox/delivery/datapackage.json", json.dumps(description))
    inbox = tmp_path / "inbox"
    age(inbox)
    there = sorted(inbox.rglob("*"))
    reports = take_in_inbox(index, inbox)
    assert {report.path.name: report.status for report in reports} == {
        **{"nhs.csv": "loaded", "nhs_NHSE_2026-01-10.csv": "loaded", "school_roll_373_2026-01-15.csv": "loaded"}
    }
    assert sorted(inbox.rglob("*")) == there
    write("inbox/nhs_NHSE_2026-01-20.csv", [PERSON | {"forename": "Robin"}])
    age(inbox)
    again = take_in_inbox(index, inbox)
    assert sorted(report.status for report in again) == ["loaded", "repeated", "repeated", "repeated"]


def test_days_are_taken_in_their_order_reference_files_first(index, write, tmp_path):
    write("inbox/school_roll_373_2026-01-22.csv", [pupil(1), pupil(2)])
    write("inbox/school_roll_373_2026-01-15.csv", [pupil(1)])
    write("inbox/establishments_DfE_2026-01-30.csv", "URN,LA (code)\n100001,373\n")
    age(tmp_path / "inbox")
    take_in_inbox(index, tmp_path / "inbox")
    assert list(states(index)) == [
        *("establishments_DfE_2026-01-30.csv", "school_roll_373_2026-01-15.csv", "school_roll_373_2026-01-22.csv")
    ]


def test_what_says_nothing_is_refused_by_name(index, write, tmp_path):
    write("inbox/roll.csv", [pupil(1)])
    write("inbox/nhs_NHSE_2026-02-30.csv", [PERSON])
    age(tmp_path / "inbox")
    reports = take_in_inbox(index, tmp_path / "inbox")
    assert [report.status for report in reports] == ["refused", "refused"]
    assert all(report.path.name in report.message for report in reports)


@pytest.mark.parametrize("name", ["nhs_NHSE_2026-01-15.csv.part", ".nhs_NHSE_2026-01-15.csv", "~$nhs_NHSE_2026-01-15.xlsx", "a.tmp"])
def test_unfinished_and_hidden_files_are_left(index, write, tmp_path, name):
    write(f"inbox/{name}", [PERSON])
    age(tmp_path / "inbox")
    assert take_in_inbox(index, tmp_path / "inbox") == []


def test_a_file_that_grows_is_left_for_the_next_time(index, write, tmp_path):
    path = write("inbox/nhs_NHSE_2026-01-15.csv", [PERSON])

    def grow(_seconds):
        path.write_text(path.read_text() + "Marsh,Robin,2016-01-01\n")

    assert take_in_inbox(index, tmp_path / "inbox", sleep=grow) == []
    waited = []
    (report,) = take_in_inbox(index, tmp_path / "inbox", sleep=waited.append)
    assert (report.status, report.read, len(waited)) == ("loaded", 2, 1)


def test_a_package_that_is_being_written_is_left(index, write, tmp_path):
    write("inbox/delivery/datapackage.json", json.dumps({"resources": []}))
    write("inbox/delivery/nhs.csv.part", [PERSON])
    age(tmp_path / "inbox")
    assert take_in_inbox(index, tmp_path / "inbox") == []


def test_links_in_a_drop_folder_are_refused(index, write, tmp_path):
    write("inbox/x.part", "")
    (tmp_path / "inbox" / "nhs_NHSE_2026-01-15.csv").symlink_to(write("outside.csv", [PERSON]))
    age(Path(tmp_path / "outside.csv"))
    (report,) = take_in_inbox(index, tmp_path / "inbox", sleep=lambda _: None)
    assert report.status == "refused"


def test_no_such_folder_is_wrong_usage(index, tmp_path):
    with pytest.raises(WrongUsage):
        take_in_inbox(index, tmp_path / "inbox")

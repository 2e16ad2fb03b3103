"""Clauses that a first reading passes over: days said twice, columns said twice, files that know little (contracts 1, 5, 6 and 7)."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.identifiers import upn
from conformance.program import onroll, read_csv
from conformance.test_intake import TRANSFER, Desk, as_csv, pupils

LATER = "2026-01-22"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_former_snapshot_is_the_one_before_even_where_its_content_is_the_same(desk: Desk) -> None:
    """Nobody on the register on one day, and nobody on the next: nothing of 20 rows or more went before."""
    nobody = as_csv([], list(pupils(1)[0]))
    desk.report(as_csv(pupils(20)), as_at="2025-12-04")
    assert desk.report(nobody, "--allow-empty", as_at="2026-01-15")["status"] == "loaded"
    assert desk.report(nobody, as_at=LATER)["status"] == "loaded"


@pytest.mark.long
def test_what_was_let_in_is_what_the_next_is_held_against(desk: Desk) -> None:
    desk.report(as_csv(pupils(200)), as_at="2025-12-04")
    assert desk.report(as_csv(pupils(100)), "--accept", "half of the schools closed", as_at="2026-01-15")["status"] == "loaded"
    assert desk.report(as_csv(pupils(100)), as_at=LATER)["status"] == "loaded"


def test_unknown_columns_may_share_a_heading(desk: Desk) -> None:
    text = as_csv(pupils(2)).replace("\r\n", ",x,y\r\n").replace("nc_year,x,y", "nc_year,Notes,NOTES")
    report = desk.report(text)
    assert report["accepted"] == 2
    assert "Notes" in report["message"]
    said = desk.send(as_csv(pupils(2)).replace("\r\n", ",x\r\n").replace("nc_year,x", "nc_year,SURNAME"), as_at=LATER)
    assert (said.status, said.summary["files"][0]["status"]) == (1, "refused")


def test_a_school_that_is_in_the_next_snapshot_no_longer_is_a_warning(desk: Desk, tmp_path: Path) -> None:
    two_schools = pupils(2) + pupils(2, first=2, urn="107305")
    assert desk.report(as_csv(two_schools), as_at="2025-12-04")["warnings"] == 0
    report = desk.report(as_csv(two_schools[:1]), as_at="2026-01-15")
    assert report["warnings"] == 1
    assert "107305" in report["message"] and "107301" not in report["message"]
    onroll("export", "findings", "--on", "2026-01-20", "-o", tmp_path / "findings.csv", home=desk.home, ok=True)
    assert [row["evidence"] for row in read_csv(tmp_path / "findings.csv")] == ["school_roll:373:2025-12-04:p1"]
    assert desk.report(as_csv(two_schools + pupils(1, first=4)), as_at=LATER)["warnings"] == 0


def test_a_day_is_written_in_one_way(desk: Desk) -> None:
    for text in ("2026-W03-4", "20260115", "2026-01-15T00:00:00", "2026-1-15"):
        assert desk.send(as_csv(pupils(1)), as_at=text).status == 2, text


def test_a_transfer_file_alone_is_enough_for_a_run(desk: Desk, tmp_path: Path) -> None:
    """No establishment file has come: the row is kept without a URN, and the line goes its way."""
    year = "<BasicDetails><NCyearActual>5</NCyearActual></BasicDetails></Pupil>"
    path = tmp_path / "373_2301_CTF_XXXXXXX_001.xml"
    path.write_text(TRANSFER.format(doctype="", upn=upn("373", 7)).replace("</Pupil>", year), encoding="utf-8")
    desk.report(as_csv(pupils(3)))
    onroll("ingest", path, home=desk.home, ok=True)
    onroll("run", "--on", "2026-01-20", home=desk.home, ok=True)
    onroll("export", "findings", "--on", "2026-01-20", "-o", tmp_path / "findings.csv", home=desk.home, ok=True)
    assert read_csv(tmp_path / "findings.csv") == []


def test_what_was_known_before_anything_came_is_said_so(desk: Desk, tmp_path: Path) -> None:
    desk.report(as_csv(pupils(1)))
    words = ["--on", "2026-01-20", "--known-by", "2020-01-01", "-o", tmp_path / "findings.csv"]
    said = onroll("export", "findings", *words, home=desk.home, installed=True)
    assert said.status == 1
    assert "2020-01-01" in said.err


def test_an_export_into_a_folder_is_one_clear_line(desk: Desk, tmp_path: Path) -> None:
    desk.report(as_csv(pupils(1)))
    said = onroll("export", "findings", "--on", "2026-01-20", "--format", "csv", "-o", tmp_path, home=desk.home)
    assert (said.status, said.out) == (1, "")
    assert "is a folder" in said.err
    assert "Traceback" not in said.err


def test_every_command_takes_a_home(tmp_path: Path) -> None:
    onroll("synth", "--children", "60", "--authorities", "1", "-o", tmp_path / "world", home=tmp_path / "home", ok=True)
    assert not (tmp_path / "home").exists()


def test_a_refuge_shields_from_the_moment_that_its_row_arrives_whatever_day_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    """The row describes a later day than the one that is exported; the child is left out, and counted, all the same."""
    child = {name: value for name, value in pupils(1)[0].items() if name not in ("urn", "entry_date", "nc_year")}
    desk.report(as_csv(pupils(2)), as_at="2025-10-02")
    desk.report(as_csv(pupils(2, first=1)), as_at="2025-12-04")

    def exported(name: str, *words: str, on: str = "2025-12-10") -> tuple[list[str], int]:
        into = tmp_path / "export.csv"
        said = onroll("export", name, "--on", on, "-o", into, *words, home=desk.home, json_too=True, ok=True).summary
        return [row["child_id"] for row in read_csv(into)], said["shielded_left_out"] + said["shielded_put_in"]

    before, missing = exported("children"), exported("findings")
    assert (len(before[0]), before[1], len(missing[0]), missing[1]) == (4, 0, 1, 0)
    refuge = as_csv([child | {"tenancy_start": "2026-01-08", "kind": "refuge"}])
    desk.report(refuge, register="housing", as_at="2026-01-10")
    for rehearsal in range(2):
        rows, left_out = exported("children")
        assert (len(rows), left_out) == (3, 1), rehearsal
        assert missing[0][0] not in rows
        assert exported("findings") == ([], 1)
    assert exported("findings", "--include-shielded", "court order 12") == (missing[0], 1)
    assert exported("findings", on="2026-01-20")[1] == 1
    housing = next(each["extract"] for each in desk.counted() if each["extract"].startswith("housing"))
    onroll("withdraw", housing, "--why", "another child", home=desk.home, ok=True)
    assert exported("findings") == missing


def test_whoever_left_before_the_day_of_entry_was_there_and_is_looked_for(desk: Desk, tmp_path: Path) -> None:
    """One of the two days is a slip of the pen; the child must not fall between them."""
    slip = pupils(1) + pupils(1, first=1, entry_date="2025-09-03", leaving_date="2025-01-10")
    text = as_csv(slip, list(slip[1]))
    assert desk.report(text, as_at="2026-01-15")["warnings"] == 1
    onroll("export", "findings", "--on", "2026-01-20", "-o", tmp_path / "findings.csv", home=desk.home, ok=True)
    found = [(row["finding"], row["since"], row["evidence"]) for row in read_csv(tmp_path / "findings.csv")]
    assert found == [("left_no_destination", "2025-01-11", "school_roll:373:2026-01-15:p1")]

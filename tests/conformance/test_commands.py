"""Commands, exit statuses and formats (contracts 5 and 7), on a town of its own."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import openpyxl
import pyarrow.parquet
import pytest

from conformance.program import PROGRAM, onroll, read_csv
from conformance.rows import benefit, deleted, health, other, roll
from conformance.town import Scenario, School, Town, World
from support.casebook_file import put_casebook_into

TODAY, BEFORE = "2026-01-20", "2025-12-10"
OCTOBER, DECEMBER, JANUARY = "2025-10-02", "2025-12-04", "2026-01-15"
SAYS_ONE = re.compile(r"(?i)\b1 shielded|shielded[^.\n]*\b1\b")
FINDINGS = ["child_id", "finding", "status", "since", "la_code", "reason", "rule", "coverage", "evidence"]
CHILDREN = ["child_id", "register", "supplier", "as_at", "record_id", "match_probability"]

WORLD = World(
    name="commands",
    schools=tuple(
        School(f"107{la[-1]}0{place}", la, low, high, phase)
        for la in ("371", "373")
        for place, low, high, phase in ((1, 5, 11, "2"), (2, 11, 16, "4"))
    ),
    deliveries=(
        *(("school_roll", la, day) for la in ("371", "373") for day in (OCTOBER, DECEMBER, JANUARY)),
        ("nhs", "NHSE", "2026-01-10"),
        ("child_benefit", "HMRC", "2026-01-12"),
        ("housing", "373", "2026-01-14"),
    ),
    scenarios=(
        Scenario("", "vanished in 373", roll("373", OCTOBER, DECEMBER), {}),
        Scenario("", "vanished in 371", roll("371", OCTOBER, DECEMBER), {}, home="371"),
        Scenario("", "vanished before December", roll("373", OCTOBER), {}),
        Scenario(
            "",
            "in a refuge",
            (*roll("373", OCTOBER, DECEMBER), *other("housing", "373", "2026-01-14", tenancy_start="2025-12-10", kind="refuge")),
            {},
        ),
        Scenario(
            "",
            "a formula for a key",
            (*roll("373", OCTOBER, DECEMBER, record_id="=1+1"), *deleted("373", "2025-12-12", ground="g", record_id="@a:b;c%d")),
            {},
        ),
        Scenario("", "never at school", (*health("2026-01-10"), *benefit("2026-01-12")), {}, born="2015-05-05"),
    ),
    today=TODAY,
)
VANISHED, VANISHED_371, EARLIER, SHIELDED, FORMULA, NEVER = range(6)


class Office:
    """A home in which the town has been taken in and run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = put_casebook_into(folder / "home")
        self.town = Town(WORLD)
        self.town.write(folder / "package")
        self.ingested = onroll("ingest", folder / "package", home=self.home, json_too=True, ok=True, installed=True).summary
        self.ran = onroll("run", "--on", TODAY, home=self.home, json_too=True, ok=True, installed=True).summary

    def export(self, name: str, *words: str, on: str = TODAY, file_format: str = "csv") -> Path:
        """Export into a new file."""
        into = self.folder / f"{len(list(self.folder.iterdir()))}.{file_format}"
        onroll("export", name, "--on", on, "--format", file_format, "-o", into, *words, home=self.home, ok=True)
        return into

    @cached_property
    def everybody(self) -> list[dict[str, str]]:
        """Return every row with its child, shielded ones too."""
        return read_csv(self.export("children", "--include-shielded", "a test"))

    def child(self, number: int) -> str:
        """Return the id of a scenario's child."""
        references = {(*row.delivery, self.town.record_of[number, place]) for place, row in enumerate(WORLD.scenarios[number].rows)}
        named = {(row["register"], row["supplier"], row["as_at"], row["record_id"].lstrip("'")): row["child_id"] for row in self.everybody}
        return next(child for reference, child in named.items() if reference in references)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    yield Office(tmp_path_factory.mktemp("commands"))


def _findings(path: Path) -> dict[str, dict[str, str]]:
    return {row["child_id"]: row for row in read_csv(path)}


def test_every_file_of_the_package_was_loaded(office: Office) -> None:
    assert {each["status"] for each in office.ingested["files"]} == {"loaded"}


def test_run_says_what_it_did_in_json(office: Office) -> None:
    assert office.ran
    json.dumps(office.ran)


@pytest.mark.parametrize(("name", "columns"), [("findings", FINDINGS), ("children", CHILDREN)])
def test_the_three_formats_hold_the_same_rows(office: Office, name: str, columns: list[str]) -> None:
    text = office.export(name)
    assert text.read_bytes()[:3] != b"\xff\xfe"
    with text.open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == columns
    table = pyarrow.parquet.read_table(office.export(name, file_format="parquet"))
    assert table.column_names == columns
    rows = list(openpyxl.load_workbook(office.export(name, file_format="xlsx")).worksheets[0].iter_rows(values_only=True))
    assert list(rows[0]) == columns
    assert len(rows) - 1 == table.num_rows == len(read_csv(text)) > 0


def test_shielded_children_are_left_out_and_counted(office: Office) -> None:
    child = office.child(SHIELDED)
    into = office.folder / "shielded.csv"
    said = onroll("export", "findings", "--on", TODAY, "-o", into, home=office.home, ok=True)
    assert child not in _findings(into)
    assert SAYS_ONE.search(said.out)
    assert SAYS_ONE.search(onroll("export", "children", "--on", TODAY, "-o", into, home=office.home, ok=True).out)
    assert child not in {row["child_id"] for row in read_csv(into)}
    included = _findings(office.export("findings", "--include-shielded", "court order 12"))
    assert included[child]["finding"] == "vanished_from_roll"
    assert onroll("verify-audit", home=office.home).status == 0


def test_cells_that_a_spreadsheet_would_run_are_neutralised(office: Office) -> None:
    for name in ("children", "findings"):
        with office.export(name).open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell] == []


def test_parts_of_a_reference_are_percent_encoded(office: Office) -> None:
    finding = _findings(office.export("findings"))[office.child(FORMULA)]
    assert "%40a%3Ab%3Bc%25d" in finding["evidence"] or "@a%3Ab%3Bc%25d" in finding["evidence"]


def test_la_keeps_to_the_authority_where_children_live(office: Office) -> None:
    rows = read_csv(office.export("findings", "--la", "371"))
    assert {row["la_code"] for row in rows} == {"371"}
    assert [row["child_id"] for row in rows] == [office.child(VANISHED_371)]


@pytest.mark.long
def test_the_findings_of_a_past_day_are_computed_when_asked_for(office: Office) -> None:
    past = _findings(office.export("findings", on=BEFORE))
    assert set(past) == {office.child(EARLIER)}
    rows = read_csv(office.export("children", on=BEFORE))
    assert {row["as_at"] for row in rows} == {OCTOBER, DECEMBER}


@pytest.mark.long
def test_known_by_a_day_before_anything_had_arrived(office: Office) -> None:
    said = onroll("export", "findings", "--on", TODAY, "--known-by", "2020-01-01", "-o", office.folder / "then.csv", home=office.home)
    assert said.status in (0, 1)
    assert "Traceback" not in said.err
    if said.status == 0:
        assert read_csv(office.folder / "then.csv") == []


@pytest.mark.long
def test_a_run_for_an_older_day_opens_no_cases(office: Office) -> None:
    before = onroll("run", "--on", TODAY, home=office.home, json_too=True, ok=True).summary
    older = onroll("run", "--on", BEFORE, home=office.home, json_too=True, ok=True).summary
    assert "cases" in before
    assert not older.get("cases")
    none = onroll("run", "--on", TODAY, "--no-cases", home=office.home, json_too=True, ok=True).summary
    assert not none.get("cases")


@pytest.mark.long
def test_the_same_input_twice_changes_no_id_finding_or_row(office: Office) -> None:
    before = [office.export(name).read_bytes() for name in ("children", "findings")]
    again = onroll("ingest", office.folder / "package", home=office.home, json_too=True, ok=True).summary
    assert {each["status"] for each in again["files"]} == {"repeated"}
    onroll("run", "--on", TODAY, home=office.home, ok=True)
    assert [office.export(name).read_bytes() for name in ("children", "findings")] == before


@pytest.mark.long
def test_link_and_detect_are_the_steps_alone(office: Office) -> None:
    onroll("link", "--on", TODAY, home=office.home, ok=True)
    onroll("detect", "--on", TODAY, home=office.home, ok=True)
    assert office.child(VANISHED) in _findings(office.export("findings"))


@pytest.mark.long
def test_on_is_the_newest_day_delivered_unless_told(office: Office) -> None:
    into = office.folder / "unless-told.csv"
    summary = onroll("export", "findings", "-o", into, home=office.home, json_too=True, ok=True).summary
    assert summary["on"] == JANUARY


@pytest.mark.long
def test_find_needs_a_purpose(office: Office) -> None:
    person = office.town.people[-len(WORLD.scenarios)]
    known = ["--surname", person.identity["surname"], "--date-of-birth", person.identity["date_of_birth"]]
    assert onroll("find", *known, home=office.home).status == 2
    said = onroll("find", *known, "--purpose", "cme_enquiry", home=office.home, ok=True)
    assert office.child(VANISHED) in said.out
    refused = onroll("find", *known, "--purpose", "immigration_enforcement", home=office.home)
    assert refused.status in (1, 2)
    assert "Traceback" not in refused.err


@pytest.mark.long
def test_evaluate_against_a_truth_made_by_hand(office: Office) -> None:
    truth = office.folder / "truth"
    truth.mkdir(exist_ok=True)
    rows = office.everybody
    with (truth / "records.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["register", "supplier", "as_at", "record_id", "true_child"])
        writer.writerows(
            (row["register"], row["supplier"], row["as_at"], row["record_id"].lstrip("'"), f"t-{row['child_id']}") for row in rows
        )
    missing = _findings(office.export("findings", "--include-shielded", "a test"))
    with (truth / "children.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["true_child", "is_cme", "finding", "since", "la_code", "group"])
        for child in sorted({row["child_id"] for row in rows}):
            found = missing.get(child, {})
            told = [found.get(name, "") for name in ("finding", "since", "la_code")]
            writer.writerow([f"t-{child}", int(bool(found)), *told, "all"])
    said = onroll("evaluate", "--truth", truth, "--on", TODAY, home=office.home, json_too=True, ok=True)
    assert said.summary
    assert onroll("evaluate", "--truth", truth, "--on", TODAY, home=office.home, ok=True).out.strip()
    assert onroll("evaluate", "--truth", office.folder / "nowhere", home=office.home).status == 1


@pytest.mark.long
def test_backup_and_restore(office: Office) -> None:
    backup, other_home = office.folder / "backup.tar", office.folder / "other-home"
    onroll("backup", backup, home=office.home, ok=True)
    onroll("restore", backup, home=other_home, ok=True)
    onroll("check", home=other_home, ok=True)
    into = office.folder / "restored.csv"
    onroll("export", "findings", "--on", TODAY, "-o", into, home=other_home, ok=True)
    assert into.read_bytes() == office.export("findings").read_bytes()
    assert onroll("restore", backup, home=other_home).status == 1


def test_check_and_verify_audit_say_that_all_is_whole(office: Office) -> None:
    assert onroll("check", home=office.home).status == 0
    assert onroll("verify-audit", home=office.home).status == 0


@pytest.mark.long
@pytest.mark.parametrize(
    "words",
    [
        ["no-such-command"],
        ["run", "--on", "15/01/2026"],
        ["run", "--on", "2026-02-30"],
        ["export", "no-such-export", "--on", TODAY, "-o", "x.csv"],
        ["export", "findings", "--on", TODAY, "--format", "docx", "-o", "x.csv"],
        ["ingest"],
        ["withdraw", "school_roll-373-2026-01-15-abcdef"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(tmp_path: Path, words: list[str]) -> None:
    said = onroll(*words, home=tmp_path / "home", installed=True)
    assert said.status == 2
    assert "Traceback" not in said.err


@pytest.mark.long
@pytest.mark.parametrize(
    "words",
    [["run", "--on", TODAY], ["export", "findings", "-o", "{}/x.csv"], ["verify-audit"], ["restore", "{}/no-such-file"]],
    ids=lambda words: words[0],
)
def test_what_cannot_be_done_is_one_clear_line_and_1(tmp_path: Path, words: list[str]) -> None:
    said = onroll(*(word.format(tmp_path) for word in words), home=tmp_path / "home", installed=True)
    assert said.status == 1
    assert "Traceback" not in said.err
    assert said.err.strip()


@pytest.mark.long
def test_of_two_writers_one_waits_says_for_what_and_gives_up(office: Office) -> None:
    words = [str(PROGRAM), "run", "--on", "2026-01-18", "--no-cases", "--wait", "0", "--home", str(office.home)]
    both = [subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = {process.communicate(timeout=300)[1]: process.returncode for process in both}
    assert sorted(said.values()) == [0, 1]
    refusal = next(text for text, status in said.items() if status == 1)
    assert "onroll run" in refusal
    assert "Traceback" not in refusal


@pytest.mark.long
def test_synth_writes_a_package_and_the_truth_apart(tmp_path: Path) -> None:
    onroll("synth", "--children", "300", "--authorities", "2", "--seed", "7", "-o", tmp_path / "world", ok=True)
    packages = list((tmp_path / "world").rglob("datapackage.json"))
    assert packages
    truths = list((tmp_path / "world").rglob("records.csv"))
    assert len(truths) == 1
    assert (truths[0].parent / "children.csv").is_file()
    with truths[0].open(encoding="utf-8") as file:
        assert next(csv.reader(file))[:5] == ["register", "supplier", "as_at", "record_id", "true_child"]


@pytest.mark.long
def test_ids_survive_a_new_delivery(office: Office) -> None:
    """Child ids are persistent: a later delivery and a later run change none."""
    before = {tuple(row[name] for name in CHILDREN[1:5]): row["child_id"] for row in read_csv(office.export("children"))}
    later = office.folder / "later.csv"
    later.write_text((office.folder / "package" / f"school_roll-373-{JANUARY}.csv").read_text(encoding="utf-8"), encoding="utf-8")
    onroll("ingest", later, "--register", "school_roll", "--supplier", "373", "--as-at", "2026-01-22", home=office.home, ok=True)
    onroll("run", "--on", "2026-01-22", home=office.home, ok=True)
    after = {tuple(row[name] for name in CHILDREN[1:5]): row["child_id"] for row in read_csv(office.export("children", on="2026-01-22"))}
    assert {key: after.get(key) for key in before} == before


CENSUS = [
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
    "breakdown_topic",
    "breakdown",
    "child_count",
    "child_percent",
    "rate_per_100",
]


def test_the_termly_return_counts_who_meets_the_definition(office: Office) -> None:
    people = office.folder / "people.csv"
    people.write_text("la_code,population\n371,400\n373,1000\n", encoding="utf-8")
    missing = [row for row in _findings(office.export("findings")).values() if row["status"] == "cme"]
    rows = read_csv(office.export("cme-census", "--population", str(people)))
    assert list(rows[0]) == CENSUS
    levels = [(row["geographic_level"], row["old_la_code"]) for row in rows if row["breakdown_topic"] == "Total"]
    assert levels == [("National", ""), ("Regional", ""), ("Local authority", "371"), ("Local authority", "373")]
    of_373 = [row for row in rows if row["old_la_code"] == "373"]
    assert {row["la_name"] for row in of_373} == {"Sheffield"}
    here = sum(row["la_code"] == "373" for row in missing)
    total = of_373[0]
    assert total["child_count"] == ("low" if 0 < here < 5 else str((here + 5) // 10 * 10))
    assert total["rate_per_100"] == f"{here / 10:.7f}"
    alone = read_csv(office.export("cme-census", "--population", str(people), "--la", "373"))
    assert alone == of_373


def test_the_commissioners_analysis_lies_between_two_days(office: Office) -> None:
    into = office.folder / "unrolled.csv"
    onroll("export", "unrolled", "--from", OCTOBER, "--to", TODAY, "-o", into, home=office.home, ok=True)
    rows = {(row["section"], row["topic"], row["breakdown"]): row for row in read_csv(into)}
    gone = sum(int(row["children"]) for (section, *_), row in rows.items() if section == "destination")
    cohort = next(row for (section, _, what), row in rows.items() if section == "cohort" and what == "In no school on the second day")
    assert int(cohort["children"]) == gone > 0
    assert {"UNKNOWN_TO_LA", "NO_RECORD", "NO_REPLY"} <= {topic for section, topic, _ in rows if section == "destination"}
    for words in (["--on", TODAY], ["--from", TODAY, "--to", OCTOBER], ["--from", OCTOBER], []):
        said = onroll("export", "unrolled", *words, "-o", into, home=office.home, installed=not words)
        assert said.status == 2, words

"""Withdrawing, letting in, releasing: what people decide about extracts."""

from datetime import date, timedelta

import pyarrow.parquet as pq
import pytest

from onroll.pipeline.extract_queries import ProblemFilters, sent_rows
from onroll.pipeline.intake import CannotDecide, let_in, reject_group, release, release_group, withdraw
from onroll.pipeline.intake.quarantine_groups import groups_of
from support.deliveries import DAY, problems, pupil, quarantine, records, states, taken


def test_a_withdrawn_extract_stops_counting_and_is_kept(index, write):
    report = taken(index, write("a.csv", [pupil(1)]))
    extract = withdraw(index, report.extract_id, "wrong school")
    assert (extract.state, extract.state_because) == ("withdrawn", "wrong school")
    assert index.counted_extracts(DAY) == []
    assert extract.records_path.exists() and (extract.folder / "source.csv").exists()


def test_what_it_had_replaced_counts_again(index, write):
    taken(index, write("a.csv", [pupil(1)]))
    wrong = taken(index, write("b.csv", [pupil(2)]))
    withdraw(index, wrong.extract_id, "another school's roll")
    assert states(index) == {"a.csv": "counted", "b.csv": "withdrawn"}


def test_the_chain_is_gone_back_past_what_was_withdrawn_itself(index, write):
    reports = [taken(index, write(f"{name}.csv", [pupil(number)])) for number, name in enumerate("abc")]
    withdraw(index, reports[1].extract_id, "wrong")
    assert states(index) == {"a.csv": "superseded", "b.csv": "withdrawn", "c.csv": "counted"}
    withdraw(index, reports[2].extract_id, "wrong too")
    assert states(index) == {"a.csv": "counted", "b.csv": "withdrawn", "c.csv": "withdrawn"}


def test_only_the_last_before_it_counts_again(index, write):
    reports = [taken(index, write(f"{name}.csv", [pupil(number)])) for number, name in enumerate("abc")]
    withdraw(index, reports[2].extract_id, "wrong")
    assert states(index) == {"a.csv": "superseded", "b.csv": "counted", "c.csv": "withdrawn"}


def test_a_held_one_that_was_replaced_is_held_again(index, write):
    everybody = [pupil(number) for number in range(300)]
    taken(index, write("all.csv", everybody))
    week = DAY + timedelta(days=7)
    taken(index, write("part.csv", everybody[:100]), as_at=week)
    whole = taken(index, write("whole.csv", everybody[:299]), as_at=week)
    withdraw(index, whole.extract_id, "wrong")
    assert states(index) == {"all.csv": "counted", "part.csv": "held", "whole.csv": "withdrawn"}


def test_a_held_one_can_be_withdrawn(index, write):
    taken(index, write("all.csv", [pupil(number) for number in range(300)]))
    held = taken(index, write("part.csv", [pupil(1)]), as_at=DAY + timedelta(days=7))
    assert withdraw(index, held.extract_id, "truncated").state == "withdrawn"
    assert states(index)["all.csv"] == "counted"


def test_letting_in_replaces_what_stands_for_that_day(index, write):
    everybody = [pupil(number) for number in range(300)]
    taken(index, write("all.csv", everybody))
    held = taken(index, write("part.csv", everybody[:100]))
    let_in(index, held.extract_id, "the other school closed")
    assert states(index) == {"all.csv": "superseded", "part.csv": "counted"}


def test_a_withdrawn_one_can_be_let_in_again(index, write):
    report = taken(index, write("a.csv", [pupil(1)]))
    withdraw(index, report.extract_id, "wrong")
    again = taken(index, write("a.csv", [pupil(1)]))
    assert again.status == "repeated" and "withdrawn" in again.message
    assert let_in(index, report.extract_id, "it was right").state == "counted"


def test_what_was_known_on_an_earlier_day_stays_known(index, write):
    report = taken(index, write("a.csv", [pupil(1)]))
    withdraw(index, report.extract_id, "wrong")
    assert index.extracts(known_by=date(2026, 2, 28)) == []


def test_decisions_need_a_reason_and_the_right_state(index, write):
    report = taken(index, write("a.csv", [pupil(1)]))
    with pytest.raises(CannotDecide, match="reason"):
        withdraw(index, report.extract_id, " ")
    with pytest.raises(CannotDecide, match="held or withdrawn"):
        let_in(index, report.extract_id, "why not")
    withdraw(index, report.extract_id, "wrong")
    with pytest.raises(CannotDecide, match="already"):
        withdraw(index, report.extract_id, "wrong")


class TestRelease:
    ROWS = (pupil(1, record_id="a"), pupil(2, record_id="b", forename="NK"), pupil(3, record_id="c", date_of_birth="2015-02-30"))

    def test_a_row_let_out_makes_a_new_version_in_which_it_is_a_record(self, index, write):
        report = taken(index, write("a.csv", list(self.ROWS)))
        version = release(index, report.extract_id, [3], "the school confirmed: no forename yet")
        assert (version.rows_read, version.rows_accepted, version.rows_quarantined, version.state) == (3, 2, 1, "counted")
        assert index.extract(report.extract_id).state == "superseded"
        found = {row["record_id"]: row for row in records(index, version)}
        assert set(found) == {"a", "b"} and found["b"]["forename"] is None
        assert [row["record_id"] for row in quarantine(index, version)] == ["c"]
        assert {(problem["line"], problem["severity"]) for problem in problems(index, version)} == {(3, "warning"), (4, "error")}
        assert (version.folder / "source.csv").read_bytes() == (index.home.parent / "a.csv").read_bytes()

    def test_one_release_after_another_keeps_both(self, index, write):
        report = taken(index, write("a.csv", list(self.ROWS)))
        first = release(index, report.extract_id, [3], "confirmed")
        second = release(index, first.extract_id, [4], "confirmed")
        assert [row["record_id"] for row in records(index, second)] == ["a", "b", "c"]
        assert records(index, second)[2]["date_of_birth"] is None

    def test_the_same_file_again_is_still_the_same_file(self, index, write):
        path = write("a.csv", list(self.ROWS))
        version = release(index, taken(index, path).extract_id, [3], "confirmed")
        again = taken(index, path)
        assert (again.status, again.extract_id) == ("repeated", version.extract_id)

    def test_withdrawing_the_version_withdraws_the_delivery(self, index, write):
        taken(index, write("former.csv", [pupil(9)]))
        version = release(index, taken(index, write("a.csv", list(self.ROWS))).extract_id, [3], "confirmed")
        withdraw(index, version.extract_id, "another school's file")
        assert [extract.file_name for extract in index.counted_extracts(DAY)] == ["former.csv"]

    def test_a_second_row_of_a_key_gets_a_suffix(self, index, write):
        report = taken(index, write("a.csv", [pupil(1, record_id="a"), pupil(2, record_id="a")]))
        version = release(index, report.extract_id, [3], "twins")
        assert [row["record_id"] for row in records(index, version)] == ["a", "a~2"]

    def test_a_held_extract_stays_held(self, index, write):
        everybody = [pupil(number) for number in range(300)]
        taken(index, write("all.csv", everybody))
        held = taken(index, write("part.csv", [*everybody[:100], pupil(301, forename="")]), as_at=DAY + timedelta(days=7))
        assert release(index, held.extract_id, [102], "confirmed").state == "held"

    def test_only_what_is_in_quarantine_and_has_the_shape_of_a_row(self, index, write):
        report = taken(index, write("a.csv", "surname,forename,date_of_birth\nA,B,2015-01-01\nA,B,2015-01-01,more,cells\n"), "nhs", "NHSE")
        assert report.quarantined == 1
        with pytest.raises(CannotDecide, match="Line 2 is not in the quarantine"):
            release(index, report.extract_id, [2], "why not")
        with pytest.raises(CannotDecide, match="each heading"):
            release(index, report.extract_id, [3], "why not")


def with_bad_rows(index, write):
    """Three rows without a readable birthday, one of them with a key that stands twice; a second key alone; a broken row."""
    rows = [pupil(number) | {"record_id": "0" if number in (3, 4) else str(number)} for number in range(6)]
    for number in (1, 2, 3):
        rows[number]["date_of_birth"] = "31/02/2015"
    path = write("a.csv", rows)
    path.write_text(path.read_text() + "torn\n")
    return taken(index, path).extract_id


def lines_by_group(extract):
    return {each.name: each.lines for each in groups_of(extract)}


def test_rows_set_aside_are_grouped_by_why_and_each_is_in_one_group(index, write):
    extract = index.extract(with_bad_rows(index, write))
    groups = groups_of(extract)
    lines = [line for each in groups for line in each.lines]
    assert sorted(lines) == sorted(pq.read_table(extract.quarantine_path)["line"].to_pylist()) and len(lines) == len(set(lines)) == 5
    assert {each.name: len(each.lines) for each in groups} == {"103-record_id": 2, "201-date_of_birth": 2, "104": 1}
    assert [each.to_release for each in groups if each.name == "104"] == [()]


def test_a_group_is_let_out_in_one_act_and_what_failed_otherwise_stays(index, write):
    extract_id = with_bad_rows(index, write)
    made, count = release_group(index, extract_id, "103-record_id", "their keys are row numbers")
    assert count == 1 and (made.rows_accepted, made.rows_quarantined) == (3, 4)
    assert made.state_because == "1 row let out of quarantine: their keys are row numbers"
    made, count = release_group(index, made.extract_id, "201-date_of_birth", "told by telephone")
    assert count == 2 and {name: len(lines) for name, lines in lines_by_group(made).items()} == {"103-record_id": 1, "104": 1}
    with pytest.raises(CannotDecide, match="No row of 104 can be let out"):
        release_group(index, made.extract_id, "104", "all of them")
    with pytest.raises(CannotDecide, match="There are: 103-record_id, 104"):
        release_group(index, made.extract_id, "201-date_of_birth", "once more")


def test_a_group_that_is_rejected_stays_and_is_known_in_later_versions(index, write):
    extract_id = with_bad_rows(index, write)
    events = len(index.ledger())
    extract, count = reject_group(index, extract_id, "201-date_of_birth", "not our pupils")
    assert count == 2 and len(index.ledger()) == events + 1 and extract.state == "counted"
    assert set(extract.rejected.values()) == {"not our pupils"} and (extract.rows_accepted, extract.rows_quarantined) == (2, 5)
    with pytest.raises(CannotDecide, match="rejected already"):
        reject_group(index, extract_id, "201-date_of_birth", "again")
    made, _ = release_group(index, extract_id, "103-record_id", "row numbers")
    assert made.rejected == extract.rejected
    one = min(made.rejected)
    made = release(index, made.extract_id, [one], "one of them is ours")
    assert list(made.rejected) == [line for line in extract.rejected if line != one]
    with pytest.raises(CannotDecide, match="A reason is needed"):
        reject_group(index, made.extract_id, "104", " ")


def test_a_supplier_may_have_columns_called_as_those_of_the_file_to_send_back(index, write):
    """A file that was sent back and corrected comes again with our own columns in front."""
    own = {"line": "9", "structure_problem": "theirs", "What_Is_Wrong": "theirs too"}
    extract = index.extract(taken(index, write("a.csv", [own | pupil(1), own | pupil(2) | {"date_of_birth": "31/02/2015"}])).extract_id)
    sent = sent_rows(extract, ProblemFilters())
    assert len(sent.columns) == len({name.lower() for name in sent.columns}) and len(sent.rows) == 1
    row = sent.rows[0]
    assert row["line"] == 3 and "is not a date" in row["what_is_wrong"] and row["What_Is_Wrong (as sent)"] == "theirs too"
    assert row["line (as sent)"] == "9" and row["structure_problem (as sent)"] == "theirs" and "structure_problem" not in row

"""Events add up: several files of a day, repeated rows, keys used before."""

from datetime import timedelta

import pyarrow.parquet as pq
import pytest

from onroll.pipeline.intake import let_in, withdraw
from support.deliveries import DAY, PERSON, problems, quarantine, records, states, taken


def change(surname, **more):
    return {**PERSON, "surname": surname, "urn": "100001", "change": "deleted", "change_date": "2026-01-09"} | more


def counted_surnames(index, on=DAY):
    paths = [extract.records_path for extract in index.counted_extracts(on)]
    return sorted(name for path in paths for name in pq.read_table(path)["surname"].to_pylist())


def test_two_files_of_a_day_are_added(index, write):
    taken(index, write("a.csv", [change("A")]), "roll_change")
    taken(index, write("b.csv", [change("B")]), "roll_change")
    assert states(index) == {"a.csv": "counted", "b.csv": "counted"}
    assert counted_surnames(index) == ["A", "B"]


def test_a_row_equal_in_every_field_but_its_key_counts_once(index, write):
    taken(index, write("a.csv", [change("A", record_id="1"), change("B", record_id="2")]), "roll_change")
    report = taken(index, write("b.csv", [change("B", record_id="9"), change("C", record_id="8")]), "roll_change")
    assert (report.read, report.accepted, report.quarantined) == (2, 1, 1)
    assert counted_surnames(index) == ["A", "B", "C"]
    (aside,) = quarantine(index, report)
    assert (aside["line"], aside["record_id"]) == (2, "9") and "counts once" in aside["reason"]
    assert [problem["check_id"] for problem in problems(index, report)] == ["106"]


def test_one_field_apart_is_another_event(index, write):
    taken(index, write("a.csv", [change("A", ground="g")]), "roll_change")
    report = taken(index, write("b.csv", [change("A", ground="h"), change("A"), change("A", upn="wrong")]), "roll_change")
    assert (report.accepted, report.quarantined) == (3, 0)


def test_written_otherwise_it_is_still_the_same_event(index, write):
    taken(index, write("a.csv", [change("A")]), "roll_change")
    report = taken(index, write("b.csv", [change(" A ", change_date="09/01/2026")]), "roll_change")
    assert (report.accepted, report.quarantined) == (0, 1)


def test_a_repeat_within_one_file_counts_once(index, write):
    report = taken(index, write("a.csv", [change("A"), change("B"), change("A")]), "roll_change")
    assert [row["line"] for row in records(index, report)] == [2, 3]
    assert [row["line"] for row in quarantine(index, report)] == [4]


def test_snapshots_keep_equal_rows(index, write):
    row = {**PERSON, "episode": "cin", "start_date": "2025-01-06"}
    assert taken(index, write("a.csv", [row, row]), "social_care").accepted == 2


def test_a_key_that_an_earlier_file_of_the_day_used_gets_a_suffix(index, write):
    first = taken(index, write("a.csv", [change("A"), change("B", forename="")]), "roll_change")
    second = taken(index, write("b.csv", [change("C"), change("D"), change("E")]), "roll_change")
    third = taken(index, write("c.csv", [change("F")]), "roll_change")
    assert [row["record_id"] for row in records(index, first)] == ["1"]
    assert [row["record_id"] for row in records(index, second)] == ["1~2", "2~2", "3"]
    assert [row["record_id"] for row in records(index, third)] == ["1~3"]


def test_given_keys_get_it_too_and_another_day_does_not(index, write):
    taken(index, write("a.csv", [change("A", record_id="k")]), "roll_change")
    second = taken(index, write("b.csv", [change("B", record_id="k"), change("C", record_id="k~2")]), "roll_change")
    later = taken(index, write("c.csv", [change("D", record_id="k")]), "roll_change", as_at=DAY + timedelta(days=1))
    assert [row["record_id"] for row in records(index, second)] == ["k~3", "k~2"]
    assert [row["record_id"] for row in records(index, later)] == ["k"]


def test_keys_are_unique_over_all_files_of_a_day(index, write):
    for number in range(4):
        taken(index, write(f"{number}.csv", [change(f"{number}-{row}") for row in range(3)]), "roll_change")
    keys = [key for extract in index.counted_extracts(DAY) for key in pq.read_table(extract.records_path)["record_id"].to_pylist()]
    assert len(keys) == len(set(keys)) == 12


def test_where_the_first_file_is_withdrawn_its_repeat_counts(index, write):
    first = taken(index, write("a.csv", [change("A"), change("B")]), "roll_change")
    second = taken(index, write("b.csv", [change("B"), change("C")]), "roll_change")
    assert second.accepted == 1
    withdraw(index, first.extract_id, "another school's file")
    assert counted_surnames(index) == ["B", "C"]
    keys = [key for extract in index.counted_extracts(DAY) for key in pq.read_table(extract.records_path)["record_id"].to_pylist()]
    assert keys == ["1~2", "2~2"]
    let_in(index, first.extract_id, "it was theirs after all")
    assert counted_surnames(index) == ["A", "B", "C"]


def test_where_the_second_file_is_withdrawn_the_first_stands(index, write):
    taken(index, write("a.csv", [change("A")]), "roll_change")
    second = taken(index, write("b.csv", [change("A"), change("B")]), "roll_change")
    withdraw(index, second.extract_id, "a test file")
    assert counted_surnames(index) == ["A"]
    assert states(index) == {"a.csv": "counted", "b.csv": "withdrawn"}


def test_a_withdrawal_is_one_line_whatever_has_to_be_read_anew(index, write):
    first = taken(index, write("a.csv", [change("A"), change("B")]), "roll_change")
    for name in ("b.csv", "c.csv"):
        taken(index, write(name, [change("B"), change(name)]), "roll_change")
    lines, position = len(index.log.lines()), index.ledger_position()
    withdraw(index, first.extract_id, "another school's file")
    assert len(index.log.lines()) == lines + 1 and index.ledger_position() > position + 2, "one act, several events"
    assert len({event["at"] for event in index.ledger()[position:]}) == 1, "nobody ever knew one of them without the others"
    assert len(index.log.first_lines(position)) == lines
    assert counted_surnames(index) == ["B", "b.csv", "c.csv"]
    before = len(index.log.lines())
    let_in(index, first.extract_id, "it was theirs after all")
    assert len(index.log.lines()) == before + 1 and counted_surnames(index) == ["A", "B", "b.csv", "c.csv"]


def test_a_withdrawal_that_breaks_off_has_not_begun(index, write, monkeypatch):
    first = taken(index, write("a.csv", [change("A"), change("B")]), "roll_change")
    taken(index, write("b.csv", [change("B"), change("C")]), "roll_change")
    before, stood = index.log.lines(), states(index)
    folders = sorted(each.name for each in (index.root / "extracts").iterdir())

    def killed(*_, **__):
        raise KeyboardInterrupt

    for name in ("change_extract", "log.append"):
        with monkeypatch.context() as now:
            now.setattr(index.log if "." in name else index, name.rpartition(".")[2], killed)
            with pytest.raises(KeyboardInterrupt):
                withdraw(index, first.extract_id, "another school's file")
        assert index.log.lines() == before and states(index) == stood and counted_surnames(index) == ["A", "B", "C"]
    with index.writing("the next writer"):
        assert sorted(each.name for each in (index.root / "extracts").iterdir()) == folders
    withdraw(index, first.extract_id, "another school's file")
    assert counted_surnames(index) == ["B", "C"]

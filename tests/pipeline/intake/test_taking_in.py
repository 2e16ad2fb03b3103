"""One file: refused, recognised, held, or counted."""

from datetime import date, timedelta

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onroll.pipeline.index import CannotUseIndex, Index
from onroll.pipeline.intake import WrongUsage, take_in
from support.deliveries import DAY, PERSON, home_as_bytes, problems, pupil, quarantine, records, states, taken


def test_a_good_file_counts_and_its_records_have_the_common_shape(index, write):
    path = write(
        "roll.csv", [pupil(1, record_id="a", UPN="b801200005001", **{"NHS Number": "943 476 5919"}, phone="+44 1632 960001", fsm="1")]
    )
    report = taken(index, path)
    assert (report.status, report.read, report.accepted, report.quarantined, report.warnings) == ("loaded", 1, 1, 0, 0)
    (record,) = records(index, report)
    extract = index.extract(report.extract_id)
    assert record["record_key"] == extract.number * 2**32 + 2
    assert (record["line"], record["record_id"], record["upn"], record["nhs_number"]) == (2, "a", "B801200005001", "9434765919")
    assert (record["phone"], record["fsm"], record["entry_date"]) == ("01632960001", True, date(2021, 9, 6))
    assert record["leaving_date"] is None
    assert extract.extract_id.startswith("school_roll-373-2026-01-15-")
    assert (extract.folder / "source.csv").read_bytes() == path.read_bytes()
    assert pq.read_table(extract.rows_path)["line"].to_pylist() == [2]


def test_each_bad_row_is_set_aside_with_line_field_value_and_reason(index, write):
    rows = [
        pupil(1),
        pupil(2, forename="NK"),
        pupil(3, entry_date="15/01/26"),
        pupil(4, date_of_birth="2026-01-16"),
        pupil(5, date_of_birth="1999-01-01"),
        pupil(6, leaving_date="31/02/2026"),
        pupil(7, urn=" n/a "),
    ]
    report = taken(index, write("roll.csv", rows))
    assert (report.status, report.read, report.accepted) == ("loaded", 7, 1)
    aside = quarantine(index, report)
    assert [(row["line"], row["field"], row["value"]) for row in aside] == [
        (3, "forename", "NK"),
        (4, "entry_date", "15/01/26"),
        (5, "date_of_birth", "2026-01-16"),
        (6, "date_of_birth", "1999-01-01"),
        (7, "leaving_date", "31/02/2026"),
        (8, "urn", " n/a "),
    ]
    assert all(row["reason"] for row in aside)
    assert '"forename": "NK"' in aside[0]["row_json"]


def test_a_wrong_identifier_is_set_aside_and_the_child_is_not(index, write):
    report = taken(index, write("roll.csv", [pupil(1, upn="Q207000016049", nhs_number="9434765918", former_upn="P207000016049")]))
    (record,) = records(index, report)
    assert (record["upn"], record["nhs_number"], record["former_upn"]) == (None, None, "P207000016049")
    assert record["invalid_identifiers"] == "upn=Q207000016049;nhs_number=9434765918"
    assert (report.accepted, report.warnings) == (1, 2)
    assert {problem["check_id"] for problem in problems(index, report)} == {"301", "302"}


def test_unknown_codes_and_establishments_are_kept_and_warned_about(index, write):
    taken(index, write("gias.csv", "URN,LA (code),EstablishmentNumber\n100001,373,2001\n"), "establishments", "DfE", date(2025, 9, 1))
    report = taken(index, write("roll.csv", [pupil(1, ethnicity="WENG"), pupil(2, urn="100002"), pupil(3, sen_provision="k")]))
    assert [(row["ethnicity"], row["urn"], row["sen_provision"]) for row in records(index, report)] == [
        ("WENG", "100001", None),
        (None, "100002", None),
        (None, "100001", "K"),
    ]
    assert [problem["check_id"] for problem in problems(index, report)] == ["401", "304"]
    assert report.warnings == 2


def test_without_an_establishment_file_no_urn_is_unknown(index, write):
    assert taken(index, write("roll.csv", [pupil(1)])).warnings == 0


def test_record_ids_are_compared_exactly_and_the_second_row_is_set_aside(index, write):
    report = taken(index, write("roll.csv", [pupil(number, record_id=key) for number, key in enumerate(["a", "A", "a ", "a", "b"])]))
    assert [row["record_id"] for row in records(index, report)] == ["a", "A", "a ", "b"]
    assert [(row["line"], row["record_id"], row["field"]) for row in quarantine(index, report)] == [(5, "a", "record_id")]


def test_without_the_column_rows_are_numbered_from_one(index, write):
    report = taken(index, write("roll.csv", [pupil(1), pupil(2, forename=""), pupil(3)]))
    assert [row["record_id"] for row in records(index, report)] == ["1", "3"]
    assert [row["record_id"] for row in quarantine(index, report)] == ["2"]


def test_a_row_without_its_key_is_kept_under_its_number(index, write):
    report = taken(index, write("roll.csv", [pupil(1, record_id="2"), pupil(2, record_id=""), pupil(3, record_id="NK")]))
    assert [row["record_id"] for row in records(index, report)] == ["2", "2~2", "3"]
    assert [problem["check_id"] for problem in problems(index, report)] == ["105", "105"]


def test_days_in_a_row_that_do_not_fit_are_warned_about(index, write):
    report = taken(index, write("roll.csv", [pupil(1, leaving_date="2020-01-01"), pupil(2, entry_date="2001-01-01")]))
    assert report.accepted == 2
    assert [(problem["line"], problem["check_id"], problem["field"]) for problem in problems(index, report)] == [
        (2, "204", "leaving_date"),
        (3, "206", "entry_date"),
    ]


def test_the_same_file_again_changes_nothing_and_says_so(index, write):
    path = write("roll.csv", [pupil(1)])
    first = taken(index, path)
    before = home_as_bytes(index)
    again = taken(index, path)
    assert (again.status, again.extract_id, again.read) == ("repeated", first.extract_id, 1)
    assert "changes nothing" in again.message
    renamed = path.rename(path.with_name("other name.csv"))
    assert taken(index, renamed).status == "repeated"
    assert home_as_bytes(index) == before


def test_other_content_for_the_day_replaces_the_former_extract(index, write):
    taken(index, write("first.csv", [pupil(1)]))
    report = taken(index, write("second.csv", [pupil(1), pupil(2)]))
    assert "replaces" in report.message
    assert states(index) == {"first.csv": "superseded", "second.csv": "counted"}
    assert taken(index, index.home.parent / "first.csv").status == "repeated"
    assert states(index) == {"first.csv": "superseded", "second.csv": "counted"}


def test_another_day_supplier_or_register_replaces_nothing(index, write):
    path = write("roll.csv", [pupil(1)])
    taken(index, path)
    later = taken(index, path, as_at=DAY + timedelta(days=7))
    assert "same content" in later.message
    taken(index, path, supplier="374")
    assert {extract.state for extract in index.extracts()} == {"counted"}
    assert len(index.extracts()) == 3


@pytest.mark.parametrize(
    ("text", "register", "words"),
    [
        ("", "school_roll", "empty"),
        ("surname,forename\nA,B\n", "nhs", "date_of_birth"),
        ("uprn,postcode,from_date\n1,BY1 2AB,2020-01-01\n", "school_roll", "missing"),
        ("surname,forename,date_of_birth,urn,entry_date\nA,B,2015-01-01,100001,2020-01-01\n", "nhs", "school_roll"),
        ("surname,Surname,forename,date_of_birth\nA,B,C,2015-01-01\n", "nhs", "surname"),
    ],
)
def test_a_bad_file_is_refused_whole_with_one_sentence_and_changes_nothing(index, write, text, register, words):
    before = home_as_bytes(index)
    report = taken(index, write("file.csv", text), register, "NHSE")
    assert report.status == "refused"
    assert "file.csv" in report.message and words in report.message and "Nothing was changed." in report.message
    assert home_as_bytes(index) == before
    assert not list((index.root / "building").iterdir())


@pytest.mark.parametrize(
    "wrong",
    [
        {"register": "school-rolls"},
        {"as_at": "15/01/2026"},
        {"as_at": "2026-02-30"},
        {"supplier": ""},
        {"supplier": "a\nb"},
        {"supplier": " 373"},
        {"supplier": None},
    ],
)
def test_wrong_usage_is_said_before_anything_is_touched(tmp_path, wrong):
    index = Index(tmp_path / "home")
    call = {"register": "school_roll", "supplier": "373", "as_at": DAY} | wrong
    with pytest.raises(WrongUsage):
        take_in(index, tmp_path / "none.csv", **call)
    assert not index.root.exists()


def test_a_supplier_is_kept_as_delivered_whatever_the_folders_are_called(index, write):
    report = taken(index, write("nhs.csv", [PERSON]), "nhs", "../NHS: England")
    extract = index.extract(report.extract_id)
    assert extract.supplier == "../NHS: England"
    assert extract.folder.parent == index.root / "extracts"


def test_unknown_columns_are_listed_and_kept_in_the_rows(index, write):
    report = taken(index, write("nhs.csv", [{**PERSON, "Shoe size": "4"}]), "nhs", "NHSE")
    assert report.unknown_columns == ("Shoe size",)
    assert "Shoe size" in report.message
    assert report.warnings == 0
    assert pq.read_table(index.extract(report.extract_id).rows_path)["Shoe size"].to_pylist() == ["4"]


def test_a_file_in_another_encoding_is_read_and_said_so(index, tmp_path):
    path = tmp_path / "nhs.csv"
    path.write_bytes("surname,forename,date_of_birth\nMüller,Zoë,2015-05-14\n".encode("cp1252"))
    report = taken(index, path, "nhs", "NHSE")
    assert records(index, report)[0]["surname"] == "Müller"
    assert report.warnings == 1 and "1252" in report.message


def test_native_parquet_types_give_the_same_records_as_text(index, write, tmp_path):
    text = taken(index, write("a.csv", [{**PERSON, "start_date": "2025-01-06", "full_time": "1"}]), "alternative_provision")
    native = {
        **{"surname": ["Hartley"], "forename": ["Rowan"], "date_of_birth": [date(2015, 5, 14)]},
        **{"start_date": pa.array([date(2025, 1, 6)]).cast(pa.timestamp("us")), "full_time": [True]},
    }
    pq.write_table(pa.table(native), tmp_path / "a.parquet")
    typed = taken(index, tmp_path / "a.parquet", "alternative_provision", supplier="374")
    for row in (text_row := records(index, text)[0], typed_row := records(index, typed)[0]):
        row.pop("record_key")
    assert typed_row == text_row


def test_full_time_not_given_is_warned_about(index, write):
    report = taken(index, write("a.csv", [{**PERSON, "start_date": "2025-01-06"}]), "alternative_provision")
    assert (report.accepted, report.warnings) == (1, 1)
    assert records(index, report)[0]["full_time"] is None


def test_attendance_is_ten_marks_from_a_monday(index, write):
    rows = [
        {**PERSON, "urn": "100001", "week_starting": "2026-01-12", "marks": "/\\/\\/\\/\\/\\"},
        {**PERSON, "urn": "100001", "week_starting": "2026-01-05", "marks": "HHHHHHHHHH"},
        {**PERSON, "urn": "100001", "week_starting": "2026-01-13", "marks": "/\\/\\/\\/\\/\\"},
        {**PERSON, "urn": "100001", "week_starting": "2025-12-15", "marks": "/\\"},
    ]
    report = taken(index, write("week.csv", rows), "attendance", "100001")
    assert (report.accepted, report.quarantined, report.warnings) == (2, 2, 1)
    assert [row["field"] for row in quarantine(index, report)] == ["week_starting", "marks"]


class TestEmptySnapshots:
    HEADER = "surname,forename,date_of_birth,start_date\n"

    def test_nobody_is_on_a_register(self, index, write):
        report = taken(index, write("ehe.csv", self.HEADER), "ehe")
        assert (report.status, report.read, report.warnings) == ("loaded", 0, 1)

    def test_refused_where_twenty_were_unless_allowed(self, index, write):
        people = [{**PERSON, "surname": f"S{number}", "start_date": "2025-01-06"} for number in range(20)]
        taken(index, write("ehe.csv", people), "ehe")
        empty = write("none.csv", self.HEADER)
        refused = taken(index, empty, "ehe", as_at=DAY + timedelta(days=7))
        assert refused.status == "refused" and "--allow-empty" in refused.message
        allowed = taken(index, empty, "ehe", as_at=DAY + timedelta(days=7), allow_empty=True)
        assert (allowed.status, allowed.warnings) == ("loaded", 1)

    def test_accepted_where_nineteen_were(self, index, write):
        taken(index, write("ehe.csv", [{**PERSON, "surname": f"S{number}", "start_date": "2025-01-06"} for number in range(19)]), "ehe")
        assert taken(index, write("none.csv", self.HEADER), "ehe", as_at=DAY + timedelta(days=7)).status == "loaded"

    def test_a_file_of_which_nothing_is_accepted_is_an_empty_one(self, index, write):
        people = [{**PERSON, "surname": f"S{number}", "start_date": "2025-01-06"} for number in range(20)]
        taken(index, write("ehe.csv", people), "ehe")
        broken = write("broken.csv", [{**each, "start_date": "06-01-2025"} for each in people])
        assert taken(index, broken, "ehe", as_at=DAY + timedelta(days=7)).status == "refused"

    def test_no_events_are_no_loss(self, index, write):
        header = "surname,forename,date_of_birth,urn,change,change_date\n"
        people = [{**PERSON, "surname": f"S{n}", "urn": "100001", "change": "added", "change_date": "2025-01-06"} for n in range(30)]
        taken(index, write("changes.csv", people), "roll_change")
        assert taken(index, write("none.csv", header), "roll_change", as_at=DAY + timedelta(days=7)).status == "loaded"


class TestTheSanityGate:
    WEEK = DAY + timedelta(days=7)

    def test_a_truncated_file_is_held_with_one_alarm(self, index, write):
        taken(index, write("all.csv", [pupil(number) for number in range(300)]))
        report = taken(index, write("part.csv", [pupil(number) for number in range(150)]), as_at=self.WEEK)
        assert report.status == "held"
        assert report.message.count("HELD") == 1
        assert states(index) == {"all.csv": "counted", "part.csv": "held"}
        assert [extract.file_name for extract in index.counted_extracts(self.WEEK)] == ["all.csv"]

    def test_children_are_found_again_whatever_their_record_id(self, index, write):
        taken(index, write("all.csv", [pupil(number, record_id=f"a{number}") for number in range(300)]))
        shuffled = [pupil(number, record_id=f"a{299 - number}") for number in range(300)]
        assert taken(index, write("again.csv", shuffled), as_at=self.WEEK).status == "loaded"

    def test_other_children_under_the_same_keys_are_not_found_again(self, index, write):
        taken(index, write("all.csv", [pupil(number, record_id=f"a{number}") for number in range(300)]))
        others = [pupil(number + 1000, record_id=f"a{number}") for number in range(300)]
        report = taken(index, write("others.csv", others), as_at=self.WEEK)
        assert report.status == "held" and "found again" in report.message

    def test_a_year_group_gone(self, index, write):
        pupils = [pupil(number, nc_year=str(1 + number % 8)) for number in range(400)]
        taken(index, write("all.csv", pupils))
        report = taken(index, write("part.csv", [each for each in pupils if each["nc_year"] != "5"]), as_at=self.WEEK)
        assert report.status == "held" and "year group 5" in report.message

    def test_accept_lets_it_in_at_once_or_later(self, index, write):
        taken(index, write("all.csv", [pupil(number) for number in range(300)]))
        part = write("part.csv", [pupil(number) for number in range(150)])
        assert taken(index, part, as_at=self.WEEK).status == "held"
        assert taken(index, part, as_at=self.WEEK).status == "held"
        report = taken(index, part, as_at=self.WEEK, accept="two schools left the trust")
        assert report.status == "loaded"
        assert states(index)["part.csv"] == "counted"
        assert "two schools" in index.extract(report.extract_id).state_because
        assert taken(index, part, as_at=self.WEEK + timedelta(days=7), accept="still so").status == "loaded"

    def test_a_whole_file_for_the_day_takes_the_held_ones_place(self, index, write):
        everybody = [pupil(number) for number in range(300)]
        taken(index, write("all.csv", everybody))
        taken(index, write("part.csv", everybody[:100]), as_at=self.WEEK)
        taken(index, write("whole.csv", everybody[:299]), as_at=self.WEEK)
        assert states(index) == {"all.csv": "counted", "part.csv": "superseded", "whole.csv": "counted"}

    def test_a_truncated_correction_of_the_same_day_is_held_too(self, index, write):
        taken(index, write("all.csv", [pupil(number) for number in range(300)]))
        assert taken(index, write("part.csv", [pupil(number) for number in range(100)])).status == "held"
        assert states(index) == {"all.csv": "counted", "part.csv": "held"}

    def test_small_suppliers_and_other_registers_are_not_gated(self, index, write):
        taken(index, write("all.csv", [pupil(number) for number in range(199)]))
        assert taken(index, write("part.csv", [pupil(1)]), as_at=self.WEEK).status == "loaded"
        people = [{**pupil(number), "start_date": "2025-01-06"} for number in range(300)]
        for each in people:
            del each["urn"], each["entry_date"]
        taken(index, write("ehe.csv", people), "ehe")
        assert taken(index, write("ehe2.csv", people[:10]), "ehe", as_at=self.WEEK).status == "loaded"


def test_a_second_writer_waits_and_gives_up_with_a_sentence(index, write):
    path = write("roll.csv", [pupil(1)])
    with Index(index.home).writing("onroll run"), pytest.raises(CannotUseIndex, match="onroll run"):
        take_in(index, path, register="school_roll", supplier="373", as_at=DAY, wait_seconds=0)


def test_a_file_for_a_day_to_come_is_warned_about(index, write):
    report = taken(index, write("roll.csv", [pupil(1)]), as_at=date(2026, 3, 2))
    assert (report.status, report.warnings) == ("loaded", 1) and "future" in report.message
    assert taken(index, write("roll.csv", [pupil(1)]), as_at=date(2026, 3, 1)).warnings == 1  # the same content again


def test_links_and_folders_are_refused(index, write, tmp_path):
    (tmp_path / "link.csv").symlink_to(write("roll.csv", [pupil(1)]))
    assert taken(index, tmp_path / "link.csv").status == "refused"
    assert taken(index, tmp_path).status == "refused"
    assert taken(index, tmp_path / "none.csv").status == "refused"


def test_headings_under_a_title_are_found_and_told(index, tmp_path):
    (tmp_path / "roll.csv").write_text(
        "Pupils of January,,,,\n,,,,\nSurname,Forename,Date of birth,URN,Entry date\nA,B,2014-05-17,100001,2025-09-01\n"
    )
    refused = taken(index, tmp_path / "roll.csv")
    assert refused.status == "refused" and "the headings stand in line 3, not in the first" in refused.message
    assert index.extracts() == []


def test_a_file_of_which_nothing_could_be_read_is_not_told_as_a_register_without_children(index, write, tmp_path):
    bad = pupil(1) | {"date_of_birth": "05/17/2014"}
    for rows, said in (([bad], "Its one row was set aside"), ([bad, bad | {"surname": "Other"}], "All of its 2 rows were set aside")):
        report = taken(index, write("bad.csv", rows))
        assert report.accepted == 0 and report.warnings == 1 and said in report.message and "Send it again" in report.message
    (tmp_path / "head.csv").write_text(",".join(pupil(1)) + "\n")
    assert "nobody is on that register that day" in taken(index, tmp_path / "head.csv").message


def test_a_mark_of_the_encoding_that_stands_twice_hides_no_field(index, tmp_path):
    rows = b"record_id,surname,forename,date_of_birth,urn,entry_date\nK7,A,B,2014-05-17,100001,2025-09-01\n"
    (tmp_path / "roll.csv").write_bytes(b"\xef\xbb\xbf" * 2 + rows)
    report = taken(index, tmp_path / "roll.csv")
    assert records(index, report)[0]["record_id"] == "K7" and not report.unknown_columns


def test_where_no_row_of_many_could_be_read_the_refusal_says_why_and_not_that_nobody_is_there(index, write):
    everybody = [pupil(number) for number in range(30)]
    taken(index, write("all.csv", everybody))
    american = [each | {"date_of_birth": "05/17/2014"} for each in everybody]
    refused = taken(index, write("bad.csv", american), as_at=DAY + timedelta(days=7))
    assert refused.status == "refused" and "What is wrong most often: date_of_birth is not a date" in refused.message
    assert "Correct it and send it again" in refused.message and "If nobody is on it any more" not in refused.message

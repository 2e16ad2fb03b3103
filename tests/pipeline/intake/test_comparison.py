"""Same, joiner, leaver, changed, not in file: against the supplier's last snapshot."""

from datetime import timedelta

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from onroll.core.column_headings import fields_of
from onroll.core.registers import register_named
from onroll.pipeline.intake.comparison import compare
from onroll.pipeline.records import record_schema
from support.deliveries import DAY, PERSON, pupil, taken

WEEK = DAY + timedelta(days=7)


def differences(index, report):
    return pq.read_table(index.extract(report.extract_id).folder / "diff.parquet").to_pylist()


def compared(index, write, former, new, register="school_roll"):
    taken(index, write("former.csv", former), register)
    report = taken(index, write("new.csv", new), register, as_at=WEEK, accept="a test")
    found = differences(index, report)
    return sorted((each["kind"], each["line"], each["former_line"], tuple(each["changed_fields"])) for each in found)


def test_each_kind(index, write):
    former = [pupil(1), pupil(2), pupil(3), pupil(4)]
    new = [pupil(5), pupil(4, leaving_date="2026-01-16"), pupil(2, postcode="BY1 2AC"), pupil(1)]
    assert sorted(compared(index, write, former, new), key=str) == sorted(
        [
            ("joiner", 2, None, ()),
            ("leaver", 3, 5, ("leaving_date",)),
            ("changed", 4, 3, ("postcode",)),
            ("same", 5, 2, ()),
            ("not_in_file", None, 4, ()),
        ],
        key=str,
    )


def test_a_child_is_found_by_number_whatever_else_changed(index, write):
    former = [pupil(1, upn="B801200005001")]
    new = [pupil(1, upn="B801200005001", surname="Newname", date_of_birth="2011-03-04", entry_date="2025-09-01")]
    assert compared(index, write, former, new) == [("changed", 2, 2, ("surname", "date_of_birth", "entry_date"))]


def test_then_by_nhs_number_then_by_name_and_birthday(index, write):
    former = [pupil(1, nhs_number="9434765919"), pupil(2)]
    new = [pupil(2, surname="SURNAME2", upn="B801200005001"), pupil(1, nhs_number="9434765919", surname="Other")]
    assert compared(index, write, former, new) == [("changed", 2, 3, ("upn", "surname")), ("changed", 3, 2, ("surname",))]


def test_the_rows_of_one_child_are_kept_apart(index, write):
    one = [pupil(1, entry_date="2019-09-02", leaving_date="2021-07-20"), pupil(1)]
    assert compared(index, write, one, one[::-1]) == [("same", 2, 3, ()), ("same", 3, 2, ())]


def test_households_are_found_by_property(index, write):
    row = {"uprn": "1", "address_line_1": "1 High Street", "postcode": "BY1 2AB", "liable_name_1": "A Smith", "from_date": "2020-01-01"}
    other = row | {"uprn": "2", "address_line_1": "2 High Street"}
    new = [row | {"to_date": "2026-01-10"}, other | {"liable_name_2": "B Smith"}]
    kinds = [each[0] for each in compared(index, write, [row, other], new, "council_tax")]
    assert kinds == ["changed", "leaver"]


def test_a_spell_that_has_ended_since_is_a_leaver(index, write):
    open_spell = PERSON | {"episode": "cin", "start_date": "2025-01-06"}
    found = compared(index, write, [open_spell], [open_spell | {"end_date": "2026-01-01"}], "social_care")
    assert found == [("leaver", 2, 2, ("end_date",))]


def test_nothing_is_compared_where_there_is_no_former_snapshot(index, write):
    report = taken(index, write("a.csv", [pupil(1)]))
    assert not (index.extract(report.extract_id).folder / "diff.parquet").exists()


few = st.sampled_from(["A", "B", None])
row = st.fixed_dictionaries({"surname": few, "forename": few, "postcode": few, "upn": few, "nhs_number": few, "urn": few})


@settings(max_examples=40, deadline=None)
@given(st.lists(row, max_size=8), st.lists(row, max_size=8))
def test_the_counts_add_up_on_both_sides(tmp_path_factory, former, new):
    folder = tmp_path_factory.mktemp("diff")
    register = register_named("school_roll")
    schema = record_schema(register)
    paths = []
    for name, rows in (("former", former), ("new", new)):
        whole = [{"line": number, **each} for number, each in enumerate(rows, start=2)]
        pq.write_table(pa.Table.from_pylist([{field: each.get(field) for field in schema.names} for each in whole], schema), folder / name)
        paths.append(folder / name)

    class Former:
        records_path, as_at = paths[0], DAY

    comparison = compare(register, Former, paths[1], folder / "diff", as_at=WEEK)
    found = pq.read_table(folder / "diff").to_pylist()
    assert sorted(each["line"] for each in found if each["line"]) == list(range(2, 2 + len(new)))
    assert sorted(each["former_line"] for each in found if each["former_line"]) == list(range(2, 2 + len(former)))
    assert sum(comparison.counts.values()) == len(found)
    for each in found:
        if each["kind"] in ("same", "changed", "leaver"):
            left, right = new[each["line"] - 2], former[each["former_line"] - 2]
            assert set(each["changed_fields"]) == {
                field.name for field in fields_of(register) if left.get(field.name) != right.get(field.name)
            }

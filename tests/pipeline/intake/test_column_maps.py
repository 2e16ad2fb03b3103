"""A supplier's own headings."""

import pytest

from onroll.core.registers import register_named
from onroll.pipeline.intake import CannotTakeIn, read_column_map, save_column_map
from onroll.pipeline.intake.column_maps import path_of_column_map
from support.deliveries import records, states, taken

NHS = register_named("nhs")
OWN = 'Family name,Given name,DoB,"Says ""hello"""\nHartley,Rowan,2015-05-14,x\n'
MAP = {"Family name": "surname", "GIVEN-NAME": "forename", "dob": "date_of_birth", 'Says "hello"': "gp_practice"}


def test_a_saved_map_renames_the_headings(index, write):
    path = write("nhs.csv", OWN)
    refused = taken(index, path, "nhs", "NHSE")
    assert refused.status == "refused" and str(path_of_column_map(index.home, "NHSE", NHS)) in refused.message
    save_column_map(index.home, "NHSE", NHS, MAP)
    assert read_column_map(index.home, "NHSE", NHS) == MAP
    report = taken(index, path, "nhs", "NHSE")
    (record,) = records(index, report)
    assert (record["surname"], record["forename"], record["gp_practice"]) == ("Hartley", "Rowan", "x")
    assert taken(index, path, "nhs", "ICB").status == "refused"


def test_another_map_makes_the_same_file_another_reading_of_it(index, write):
    path = write("nhs.csv", "surname,forename,date_of_birth,Practice\nHartley,Rowan,2015-05-14,A1\n")
    taken(index, path, "nhs", "NHSE")
    save_column_map(index.home, "NHSE", NHS, {"Practice": "gp_practice"})
    report = taken(index, path, "nhs", "NHSE")
    assert report.status == "loaded"
    assert records(index, report)[0]["gp_practice"] == "A1"
    assert [extract.state for extract in index.extracts()] == ["superseded", "counted"]
    assert taken(index, path, "nhs", "NHSE").status == "repeated"


def test_events_read_anew_are_not_added_twice(index, write):
    row = "surname,forename,date_of_birth,event,event_date,To\nHartley,Rowan,2015-05-14,exit,2026-01-02,France\n"
    path = write("travel.csv", row)
    taken(index, path, "travel", "BF")
    save_column_map(index.home, "BF", register_named("travel"), {"To": "country"})
    assert taken(index, path, "travel", "BF").accepted == 1
    assert states(index) == {"travel.csv": "counted"}
    assert [extract.state for extract in index.extracts()] == ["superseded", "counted"]


@pytest.mark.parametrize(
    "text",
    [
        *("surname", '"a" = "no_such_field"', '"a" = 1', "\x00"),
        *('"a" = "surname"\n"b" = "surname"', '"a b" = "surname"\n"A-B" = "forename"'),
    ],
)
def test_a_map_that_cannot_be_used_is_refused_by_name(index, write, text):
    path = path_of_column_map(index.home, "NHSE", NHS)
    path.parent.mkdir(parents=True)
    path.write_text(text)
    report = taken(index, write("nhs.csv", OWN), "nhs", "NHSE")
    assert report.status == "refused" and str(path) in report.message


def test_only_a_good_map_is_saved(index):
    with pytest.raises(CannotTakeIn, match="no_such_field"):
        save_column_map(index.home, "NHSE", NHS, {"a": "no_such_field"})
    assert not path_of_column_map(index.home, "NHSE", NHS).exists()


def test_a_supplier_cannot_name_a_file_elsewhere(index):
    path = path_of_column_map(index.home, "../../etc/x", NHS)
    assert path.parent == index.home / "column_maps"

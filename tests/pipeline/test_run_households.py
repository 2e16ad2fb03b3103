"""Brothers, sisters and housemates are found however an address is written, and wherever the newest record places them."""

from __future__ import annotations

from pathlib import Path

import duckdb

from onroll.pipeline.run_households import Housemate, households_of
from support.made_up_run import write_made_up_run

WRITTEN = {
    4: ("Baker", "ZZ1 1AA", "Apt 4, 23 Willow Way", "4 23 flatwillowway"),
    5: ("Baker", "ZZ1 1AA", "Flat 4, 23 Willow Way", "4 23 flatwillowway"),
    6: ("Quinn", "ZZ1 1AA", "FLAT 4 23 Willow Way", "4 23 flatwillowway"),
    7: ("Baker", "ZZ9 9ZZ", "7 Other Road", "4 23 flatwillowway"),
    8: ("Baker", "ZZ1 1AA", "24 Willow Way", "24 willowway"),
    9: ("Baker", "ZZ1 1AA", "The Cottage", ""),
    10: ("Jones", "ZZ1 1AA", "the cottage", ""),
    41: ("Baker", "ZZ1 1AA", "Apt 4, 23 Willow Way", "4 23 flatwillowway"),
}
"""By number: surname, postcode and first line of the newest record, and the line by which it was compared at any time. 41 is shielded."""


def family(home: Path, *, units: bool) -> dict[str, Housemate]:
    told = " ".join(
        f"UPDATE child_summaries SET surname = '{surname}', postcode = '{postcode}', address_line_1 = '{line}'"
        f" WHERE child_id = 'c{number:06d}';"
        for number, (surname, postcode, line, _) in WRITTEN.items()
    )
    run = write_made_up_run(home, children=60, changes={"child_summaries": told})
    if units:
        rows = ", ".join(
            f"('c{number:06d}', ['{surname.lower()}'], []::VARCHAR[], ['{postcode}'{', ' + repr('ZZ1 1AA') if number == 7 else ''}],"
            f" {[line] if line else '[]::VARCHAR[]'}, []::VARCHAR[], []::VARCHAR[], [{number}], ['g{number}'])"
            for number, (surname, postcode, _, line) in WRITTEN.items()
        )
        names = "unit, surname_parts, parents, postcodes, lines, uprns, contacts, birthdays, given"
        duckdb.sql(f"SELECT * FROM (VALUES {rows}) u({names})").write_parquet(str(run.table("child_units")))
    return {mate.other_child_id: mate for mate in households_of(run, ["c000004"]).get("c000004", ())}


def test_one_address_written_in_two_ways_is_one_home(tmp_path: Path) -> None:
    found = family(tmp_path, units=True)
    assert set(found) == {"c000005", "c000006", "c000007"}, "not next door, not the cottage, and nobody who is shielded"
    assert found["c000005"].lives_there and found["c000005"].same_surname
    assert found["c000006"].lives_there and not found["c000006"].same_surname


def test_a_brother_whom_the_newest_record_places_elsewhere_is_found_too_and_said_to_live_there(tmp_path: Path) -> None:
    mate = family(tmp_path, units=True)["c000007"]
    assert mate.same_surname and not mate.lives_there and mate.status == "on_roll"


def test_without_units_the_line_counts_as_it_is_written(tmp_path: Path) -> None:
    assert family(tmp_path, units=False) == {}
    alike = "UPDATE child_summaries SET postcode = 'ZZ1 1AA', address_line_1 = 'The Barn' WHERE child_id IN ('c000002', 'c000003')"
    run = write_made_up_run(tmp_path, children=60, changes={"child_summaries": alike})
    assert [mate.other_child_id for mate in households_of(run, ["c000002"])["c000002"]] == ["c000003"]

"""A transfer file that we write is read again, by our own hardened reader, as exactly what was put into it."""

from __future__ import annotations

import string
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from onroll.pipeline.index import Index
from onroll.pipeline.intake.readers import read_rows
from onroll.pipeline.intake.readers.ctf_pupils import HEADINGS
from onroll.pipeline.transfer_files_out import SchoolNumber, Stay, TransferFile, school_numbers, written
from support.deliveries import taken

AT = datetime(2026, 1, 15, 9, tzinfo=UTC)
HERE, THERE, UNKNOWN = SchoolNumber("301", "2001", "Beech <Lane> & Co"), SchoolNumber("302", "4002", "Elm"), SchoolNumber("XXX", "XXXX")
APART = {"entry_date", "leaving_date", "source_la", "source_estab", "removal_grounds"}
IN_ORDER = (("parent_1_name", "parent_2_name"), ("address_line_1", "address_line_2"))
"""Of these the second stands only where the first does."""
PRESENT = {"nc_year", "in_care", "enrolment_status", "sen_provision", "sen_need", "fsm"}
WORDS = st.text(st.sampled_from(string.ascii_letters + "éßłøÅ'-<>&\"\u200cع字"), min_size=1, max_size=12)
FLAGS, DAYS = st.sampled_from(["0", "1"]), st.dates(date(2010, 1, 1), date(2025, 12, 31))


def fields() -> st.SearchStrategy[dict[str, str]]:
    usual = {name: WORDS for name in HEADINGS if name not in APART}
    parents = {f"parent_{number}_name": st.lists(WORDS, min_size=1, max_size=3).map(" ".join) for number in (1, 2)}
    return st.fixed_dictionaries({}, optional={**usual, **parents, "in_care": FLAGS, "fsm": FLAGS}).filter(
        lambda said: all(first in said or second not in said for first, second in IN_ORDER)
    )


def read_back(file: TransferFile) -> tuple[Any, list[dict[str, str]]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file.file_name
        path.write_bytes(written(file))
        read = read_rows(path, Path(folder) / "rows.parquet")
        rows = pq.read_table(Path(folder) / "rows.parquet").to_pylist()
    return read, [{name: value for name, value in row.items() if value is not None and name in HEADINGS} for row in rows]


@settings(max_examples=25, deadline=None)
@given(said=fields(), entry=DAYS, before=st.none() | DAYS, leaves=st.booleans())
def test_what_is_written_is_what_is_read(said: dict[str, str], entry: date, before: date | None, leaves: bool) -> None:
    last = Stay(HERE, entry, date(2026, 1, 9) if leaves else None)
    stays = [*([Stay(THERE, before, before)] if before else []), last]
    file = TransferFile(made_at=AT, source=HERE, destination=UNKNOWN, said=said, stays=stays)
    read, rows = read_back(file)
    assert (read.format, read.supplier, read.as_at, read.warnings) == ("ctf", "301", date(2026, 1, 15), ())
    person = {name: value for name, value in said.items() if name not in PRESENT}
    at_source = {"source_la": "301", "source_estab": "2001", "entry_date": entry.isoformat()}
    expected = [said | at_source | ({"leaving_date": "2026-01-09"} if leaves else {})]
    if before:
        days = {"entry_date": before.isoformat(), "leaving_date": before.isoformat()}
        expected.append(person | {"source_la": "302", "source_estab": "4002"} | days)
    assert rows == expected


def test_signs_that_no_file_may_have_are_left_out() -> None:
    file = TransferFile(
        made_at=AT,
        source=HERE,
        destination=THERE,
        said={"surname": "Har\x00t\x1bley\ud800"},
        stays=[Stay(HERE, date(2020, 9, 1), None)],
    )
    assert file.file_name == "3012001_CTF_3024002_001.xml" and read_back(file)[1][0]["surname"] == "Hartley"


def test_schools_are_numbered_as_the_establishment_file_says(tmp_path: Path) -> None:
    index = Index(tmp_path / "home")
    assert school_numbers(index) == {}
    path = tmp_path / "schools.csv"
    path.write_text("URN,LA (code),EstablishmentNumber,EstablishmentName\n100001,301,21,Beech\n100002,301,,Nowhere\n", encoding="utf-8")
    taken(index, path, register="establishments", supplier="DfE")
    assert school_numbers(index) == {"100001": SchoolNumber("301", "0021", "Beech")}

"""The fast way (once per distinct cell, in Arrow) against the boring way (cell by cell), on made-up and nasty text."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onroll.core.checks import Setting, pair_checks
from onroll.core.checks.verdicts import judge_of
from onroll.core.column_headings import fields_of
from onroll.core.records import is_missing
from onroll.core.registers import all_registers, register_named
from onroll.pipeline import records as fast
from onroll.pipeline.record_ids import keys_of

AS_AT = date(2026, 1, 15)
NASTY = [
    *(None, "", " ", "NK", "n/a", "null", "\u00a0", "\u200b", "0", "1", "2", "-1", "1.0", "9" * 40, "=1+1", "a;b=c%"),
    *("\U0001f600", "Ωμέγα", "'", "2026-01-15", "2026-01-16", "2001-01-14", "2015-05-14", "14/05/2015", "05/14/2015"),
    *("14-05-2015", "2026-02-30", "15/01/26", "0001-01-01", "2026-01-12", "9999-12-31", "1969-12-31"),
    *("2015-05-14T00:00:00", "2015-05-14 10:00", "B801200005001", "Q207000016049", "U80120000100A", "9434765919"),
    *("943 476 5919", "9434765918", "0000000000", "100001", "100002", "100001.0", "373", "BY1 2AB", "by12ab", "BY1"),
    *("F", "m", "added", "deleted", "g", "C", "K", "07", "cin", "refuge", "/\\/\\/\\/\\/\\", "HHHHHHHHHH"),
    *("+44 1632 960001", "a@b.org", "true", "Rowan"),
]
cells = st.sampled_from(NASTY) | st.text(max_size=12).map(lambda text: text or None)


@st.composite
def tables(draw, register):
    names = ["record_id", *(field.name for field in fields_of(register)), "shoe_size"]
    kept = draw(st.lists(st.sampled_from(names), unique=True, min_size=1))
    likely = {"surname": "Hartley", "forename": "Rowan", "date_of_birth": "2015-05-14"}
    rows = draw(st.lists(st.lists(cells, min_size=len(kept), max_size=len(kept)), max_size=8))
    if draw(st.booleans()):  # else hardly a row would have all that is required
        rows = [[likely.get(name, cell) for name, cell in zip(kept, row, strict=True)] for row in rows]
    broken = draw(st.lists(st.sampled_from([None, None, "It has more cells than headings."]), min_size=len(rows), max_size=len(rows)))
    return kept, rows, broken


def boring(register, headings, rows, broken, setting):
    """Return the accepted records, the quarantined lines and the problems of a table, judged cell by cell."""
    fields = fields_of(register)
    places = {name: place for place, name in enumerate(headings)}
    seen, accepted, aside, problems = set(), [], [], Counter()
    for number, (row, sentence) in enumerate(zip(rows, broken, strict=True), start=1):
        line, errors = number + 1, 0
        if sentence:
            problems[line, "104"] += 1
            errors += 1
        key = row[places["record_id"]] if "record_id" in places else str(number)
        if "record_id" in places and is_missing(key):
            problems[line, "105"] += 1
        elif key in seen:
            problems[line, "103"] += 1
            errors += 1
        else:
            seen.add(key)
        values = {}
        for field in fields:
            values[field.name], failed = judge_of(field, setting)(row[places[field.name]] if field.name in places else None)
            for check in failed:
                problems[line, check.check_id] += 1
                errors += check.severity == "error"
        for check in pair_checks():
            names = check.fields(register)
            if names and all(values[name] is not None for name in names) and check.fails(*(values[name] for name in names)):
                problems[line, check.check_id] += 1
        if errors:
            aside.append(line)
        else:
            accepted.append({"line": line, **values})
    return accepted, aside, problems


@pytest.mark.parametrize("name", list(all_registers()))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_fast_way_is_the_boring_way(tmp_path_factory, name, data):
    register = register_named(name)
    headings, rows, broken = data.draw(tables(register))
    setting = Setting(register=register, as_at=AS_AT, known_urns=data.draw(st.sampled_from([None, frozenset({"100001"})])))
    folder = tmp_path_factory.mktemp(name)
    columns = [
        pa.array(range(2, 2 + len(rows)), pa.int32()),
        pa.array(broken, pa.string()),
        *(pa.array([row[place] for row in rows], pa.string()) for place in range(len(headings))),
    ]
    pq.write_table(pa.table(columns, names=["line", "structure_problem", *headings]), folder / "rows.parquet")
    places = {heading: place for place, heading in enumerate(headings) if heading != "shoe_size"}
    sent = fast.RowsAsSent(
        path=folder / "rows.parquet",
        headings=tuple(headings),
        column_of={heading: place for heading, place in places.items() if heading != "record_id"},
        record_ids=keys_of(folder / "rows.parquet", places.get("record_id")),
    )
    counts = fast.make_records(sent, folder, setting=setting, extract_number=7)
    accepted, aside, problems = boring(register, headings, rows, broken, setting)

    made = pq.read_table(folder / "records.parquet")
    assert made.schema.equals(fast.record_schema(register))
    found = made.to_pylist()
    assert [{key: row[key] for key in accepted[0]} for row in found] == accepted if accepted else found == []
    quarantined = pq.read_table(folder / "quarantine.parquet").to_pylist()
    assert [row["line"] for row in quarantined] == aside
    assert [json.loads(row["row_json"]) for row in quarantined] == [dict(zip(headings, rows[line - 2], strict=True)) for line in aside]
    told = pq.read_table(folder / "problems.parquet").to_pylist()
    assert Counter((row["line"], row["check_id"]) for row in told) == problems
    assert (counts.read, counts.accepted, counts.quarantined) == (len(rows), len(accepted), len(aside))
    assert counts.read == counts.accepted + counts.quarantined
    assert counts.warnings == sum(row["severity"] == "warning" for row in told)
    assert all(row["record_key"] == 7 * 2**32 + row["line"] for row in found)
    keys = [row["record_id"] for row in found]
    assert len(keys) == len(set(keys)) and None not in keys
    identifiers = [field.name for field in fields_of(register) if field.type in fast.IDENTIFIER_TYPES and field.name in places]
    for row in found:
        sent_row = rows[row["line"] - 2]
        wrong = [name for name in identifiers if row[name] is None and not is_missing(sent_row[places[name]])]
        assert [part.split("=")[0] for part in (row["invalid_identifiers"] or "").split(";") if part] == wrong


def test_batches_make_no_difference(tmp_path, monkeypatch):
    register = register_named("school_roll")
    count = 1_000
    columns = {
        "record_id": [str(number % 990) for number in range(count)],
        "surname": ["NK" if number % 7 == 0 else f"S{number}" for number in range(count)],
        "forename": ["Rowan"] * count,
        "date_of_birth": ["2015-05-14"] * count,
        "urn": ["100001"] * count,
        "entry_date": ["2014-01-01" if number % 5 == 0 else "2021-09-06" for number in range(count)],
    }
    table = {"line": pa.array(range(2, 2 + count), pa.int32()), "structure_problem": pa.nulls(count, pa.string()), **columns}
    pq.write_table(pa.table(table), tmp_path / "rows.parquet")
    results = []
    for size in (64, 1 << 17):
        monkeypatch.setattr(fast, "BATCH_ROWS", size)
        folder = tmp_path / str(size)
        folder.mkdir()
        sent = fast.RowsAsSent(
            path=tmp_path / "rows.parquet",
            headings=tuple(columns),
            column_of={name: place for place, name in enumerate(columns) if name != "record_id"},
            record_ids=keys_of(tmp_path / "rows.parquet", 0),
        )
        fast.make_records(sent, folder, setting=Setting(register=register, as_at=AS_AT), extract_number=1)
        results.append([pq.read_table(folder / f"{name}.parquet") for name in ("records", "quarantine", "problems")])
    assert results[0] == results[1]
    assert results[0][0].num_rows + results[0][1].num_rows == count

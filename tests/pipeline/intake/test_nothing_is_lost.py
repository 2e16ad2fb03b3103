"""Whatever is sent: every row is accepted or quarantined, nothing half-done stays, and only a report comes back."""

from __future__ import annotations

import csv
import io
import shutil

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onroll.core.column_headings import fields_of
from onroll.core.registers import all_registers, register_named
from onroll.pipeline.index import Index
from onroll.pipeline.intake import take_in
from support.deliveries import DAY, home_as_bytes

LIKELY = {
    **{"surname": ["Hartley", "Marsh", "NK"], "forename": ["Rowan", ""], "date_of_birth": ["2015-05-14", "14/05/2015", "14/05/15"]},
    **{"urn": ["100001"], "postcode": ["BY1 2AB", "?"], "change": ["added"], "status": ["applied"], "episode": ["cin"], "event": ["exit"]},
    **{"marks": ["/\\/\\/\\/\\/\\"], "enquiry": ["E1"], "answer": ["on_roll"], "la_code": ["373"]},
}
text = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=8)


@st.composite
def deliveries(draw):
    register = register_named(draw(st.sampled_from(list(all_registers()))))
    required = [field.name for field in fields_of(register) if field.required]
    others = [field.name for field in fields_of(register) if not field.required] + ["record_id", "shoe size"]
    names = required + draw(st.lists(st.sampled_from(others), unique=True, max_size=5))
    dates = {field.name for field in fields_of(register) if field.type == "date"}
    cell = {name: st.sampled_from(LIKELY.get(name, ["2026-01-12"] if name in dates else ["x"])) | text for name in names}
    rows = draw(st.lists(st.fixed_dictionaries(cell), max_size=6))
    file = io.StringIO()
    writer = csv.DictWriter(file, names, lineterminator=draw(st.sampled_from(["\n", "\r\n"])))
    writer.writeheader()
    writer.writerows(rows)
    return register, names, rows, file.getvalue().encode(draw(st.sampled_from(["utf-8", "utf-8-sig"])))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(delivery=deliveries())
def test_read_is_accepted_plus_quarantined_and_all_text_is_kept(tmp_path, delivery):
    register, names, rows, content = delivery
    shutil.rmtree(tmp_path / "home", ignore_errors=True)
    index = Index(tmp_path / "home")
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    report = take_in(index, path, register=register.name, supplier="373", as_at=DAY)
    if report.status == "refused":
        assert index.extracts() == []
        return
    extract = index.extract(report.extract_id)
    assert report.read == report.accepted + report.quarantined
    assert (extract.folder / "source.csv").read_bytes() == content
    sent = pq.read_table(extract.rows_path).to_pylist()
    assert len(sent) == report.read
    kept = [tuple((row[name] or "") for name in names) for row in sent]
    assert [row for row in kept if any(row)] == [values for row in rows if any(values := tuple(row[name] for name in names))]
    lines = [
        line
        for path in (extract.records_path, extract.quarantine_path)
        for line in pq.read_table(path, columns=["line"])["line"].to_pylist()
    ]
    assert sorted(lines) == [row["line"] for row in sent]
    before = home_as_bytes(index)
    assert take_in(index, path, register=register.name, supplier="373", as_at=DAY).status == "repeated"
    assert home_as_bytes(index) == before


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    content=st.binary(max_size=400)
    | st.binary(max_size=60).map(lambda tail: b"surname,forename,date_of_birth\nA,B,2015-05-14\n" + tail)
    | st.sampled_from([b"PAR1", b"PK\x03\x04", b"<?xml version='1.0'?><CTfile>", b"\xff\xfe", b"\xef\xbb\xbf", b"\0" * 50]).flatmap(
        lambda head: st.binary(max_size=60).map(lambda tail: head + tail)
    ),
    name=st.sampled_from(["a.csv", "a.xml", "a.parquet", "a.xlsx", "a"]),
)
def test_any_bytes_give_a_report_and_leave_nothing_half_done(tmp_path, content, name):
    shutil.rmtree(tmp_path / "home", ignore_errors=True)
    index = Index(tmp_path / "home")
    path = tmp_path / name
    path.write_bytes(content)
    report = take_in(index, path, register="nhs", supplier="NHSE", as_at=DAY)
    assert report.status in ("loaded", "refused")
    assert report.read == report.accepted + report.quarantined
    assert len(index.extracts()) == (report.status == "loaded")
    assert not list((index.root / "building").iterdir())


@pytest.mark.parametrize("step", ["publish_extract", "append_to_ledger"])
def test_a_failure_at_the_last_step_leaves_the_former_state(index, write, monkeypatch, step):
    first = write("a.csv", "surname,forename,date_of_birth\nA,B,2015-05-14\n")
    take_in(index, first, register="nhs", supplier="NHSE", as_at=DAY)
    before = index.extracts()

    def fail(*_args, **_more):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(Index, step, fail)
        with pytest.raises(OSError, match="No space"):
            take_in(index, write("b.csv", "surname,forename,date_of_birth\nA,C,2015-05-14\n"), register="nhs", supplier="NHSE", as_at=DAY)
    assert index.extracts() == before
    report = take_in(index, write("b.csv", "surname,forename,date_of_birth\nA,C,2015-05-14\n"), register="nhs", supplier="NHSE", as_at=DAY)
    assert report.status == "loaded"
    assert len(list((index.root / "extracts").iterdir())) == 2

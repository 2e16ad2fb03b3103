"""How much memory a job gets: what its rows fill, and never most of the machine."""

from __future__ import annotations

import pytest

from onroll.pipeline import engine


@pytest.mark.parametrize(
    ("rows", "machine", "limit"),
    [
        (0, 16e9, "2000MB"),
        (900_000, 16e9, "2000MB"),
        (2_000_000, 16e9, "4000MB"),
        (45_000_000, 16e9, "6400MB"),
        (45_000_000, 4e9, "2000MB"),
    ],
    ids=["nothing yet", "a region", "a large region", "a country", "a country on a small machine"],
)
def test_a_job_gets_what_its_rows_fill_and_never_most_of_the_machine(
    rows: int, machine: float, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "memory_of_machine", lambda: int(machine))
    assert engine.memory_for(rows) == limit


def test_a_machine_or_its_container_has_memory() -> None:
    assert 100e6 < engine.memory_of_machine() < 100e12


def test_what_the_operator_says_goes_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONROLL_MEMORY_LIMIT", "1GB")
    with engine.connect(memory_limit=engine.memory_for(45_000_000)) as con:
        assert con.execute("SELECT current_setting('memory_limit')").fetchall() == [("953.6 MiB",)]

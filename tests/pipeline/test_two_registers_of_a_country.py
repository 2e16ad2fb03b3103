"""The stages of `bench/nation_stages.py`: two registers without a common identifier, linked in SQL."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onroll.pipeline.engine import connect, quoted

BENCH = Path(__file__).parents[2] / "bench"
COLUMNS = "(id INTEGER, forename VARCHAR, surname VARCHAR, born INTEGER, postcode VARCHAR)"


@pytest.fixture
def stages_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Any]:
    monkeypatch.setattr(sys, "path", [*sys.path, str(BENCH)])
    from nation_stages import Stages

    def begin(folder: Path) -> Any:
        return Stages(connect(), lambda register: f"read_parquet({quoted(folder / register / '*.parquet')})", lambda *_: None)

    return begin


def test_a_small_country_is_linked_one_to_one_and_rightly(tmp_path: Path, stages_of: Callable[[Path], Any]) -> None:
    from nation_registers import make_registers

    make_registers(tmp_path, 40_000, 7, "500MB")
    stages = stages_of(tmp_path)
    stages.link()
    rolls, health = stages.source("rolls"), stages.source("health")
    linkable = stages.do(f"SELECT count(DISTINCT child) FROM {rolls} WHERE child IN (SELECT child FROM {health})")[0][0]
    for least, precision, recall in ((0.5, 0.999, 0.985), (0.95, 0.9995, 0.93)):
        made, right, pupils, registrations = stages.do(
            f"SELECT count(*), count(*) FILTER (same), count(DISTINCT l), count(DISTINCT r) FROM links WHERE raw >= {least}"
        )[0]
        assert made == pupils == registrations
        assert right / made >= precision and right / linkable >= recall, (least, right / made, right / linkable)


def test_the_two_homes_are_asked_who_else_lives_there(tmp_path: Path, stages_of: Callable[[Path], Any]) -> None:
    """Roll 1 and registration 11 agree on forename and birthday only; who lives where says whether that is a coincidence."""
    stages = stages_of(tmp_path)
    pairs = {
        "nobody known": (("Shah", "A"), ("Cole", "B"), [], 5),
        "a brother of the registration at the pupil's home": (("Shah", "A"), ("Cole", "B"), [("Cole", "A", 20110505)], 2),
        "and one of the pupil there": (("Shah", "A"), ("Cole", "B"), [("Cole", "A", 20110505), ("Shah", "A", 20120606)], 4),
        "a family at either home": (("Shah", "A"), ("Cole", "B"), [("Shah", "A", 20110505), ("Cole", "B", 20120606)], 8),
        "nobody but himself": (("Shah", "A"), ("Cole", "B"), [("Cole", "A", 20100102)], 5),
        "one home": (("Shah", "A"), ("Cole", "A"), [("Cole", "A", 20110505)], 0),
    }
    for what, (roll, registration, others, level) in pairs.items():
        (tmp_path / "rolls").mkdir(exist_ok=True)
        (tmp_path / "health").mkdir(exist_ok=True)
        rows = [("Mia", *registration, 20100102), *(("Leo", *other) for other in others)]
        for register, held in (("rolls", [("Mia", *roll, 20100102)]), ("health", rows)):
            values = ", ".join(f"({number}, '{f}', '{s}', {born}, '{p}')" for number, (f, s, p, born) in enumerate(held))
            stages.do(f"CREATE OR REPLACE TABLE {register} {COLUMNS}")
            stages.do(f"INSERT INTO {register} VALUES {values}")
            stages.do(f"COPY {register} TO {quoted(tmp_path / register / '0.parquet')} (FORMAT parquet)")
        stages.do("CREATE OR REPLACE TEMP TABLE moves (k UBIGINT)")
        stages.do("CREATE OR REPLACE TEMP TABLE compared AS SELECT 0 AS l, 0 AS r, 0::TINYINT AS household")
        stages.households("rolls", "health")
        assert stages.do("SELECT household FROM compared")[0][0] == level, what

"""Accounts are looked for by surname and given name together; whoever is compared with everybody finds the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from random import Random

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onroll.core.leads.council_tax import BEFORE_LOST, has_name_of, seekers
from onroll.core.leads.liable_names import _given_agree, given_names_that_agree, given_token
from onroll.core.leads.shape import Sought
from onroll.pipeline.lead_households import Accounts

GIVEN = [
    "Ann", "Anna", "Anne-Marie", "Annemarie", "A", "Bill", "William", "Will", "W.", "Chris", "Christopher", "Christine", "Zoë", "Zoe",
    "Mohammed", "Muhammad", "Mohd", "Siân", "Sian", "Oluwaseun", "Seun", "Yusuf", "Joseph", "Li", "X Æ",
]  # fmt: skip
SURNAMES = ["Smith", "Smyth", "O'Brien", "OBrien", "O Brien", "Smith-Jones", "Jones", "Müller", "Mueller", "de la Cruz", "Cruz", "Nowak"]
TITLES = ["", "", "Mr ", "Mrs. ", "DR ", "Mr and "]
MIDDLES = ["", "", " Jane", " J", " Anna Smith"]


def test_given_names_are_paired_as_if_each_were_compared_with_each() -> None:
    given = sorted({given_token(f"{name} Smith") for name in GIVEN})
    everybody = [(one, other) for one, other in product(given, given) if _given_agree(one, other)]
    assert given_names_that_agree(given, given) == everybody
    assert ("a", "anne marie") in everybody and ("anne marie", "a") in everybody and ("bill", "william") in everybody


@dataclass(frozen=True)
class Given:
    """What of an extract is asked."""

    records_path: Path
    register: str = "council_tax"
    supplier: str = "301"
    as_at: date = date(2026, 1, 10)


def names_of(rng: Random, many: int) -> list[str]:
    return [
        "" if rng.random() < 0.05 else rng.choice(TITLES) + rng.choice([*GIVEN, ""]) + rng.choice(MIDDLES) + " " + rng.choice(SURNAMES)
        for _ in range(many)
    ]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_accounts_of_a_name_are_those_that_a_walk_over_all_of_them_finds(seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    many, opened = 400, date(2025, 1, 1)
    rows = {
        "record_id": [f"r{number}" for number in range(many)],
        "uprn": [""] * many,
        "address_line_1": [f"{number} Hill Road" for number in range(many)],
        "postcode": ["ZZ1 1AA"] * many,
        "liable_name_1": names_of(rng, many),
        "liable_name_2": names_of(rng, many),
        "from_date": [opened + timedelta(days=rng.randrange(-400, 300)) for _ in range(many)],
        "to_date": pa.array([rng.choice([None, None, date(2025, 12, 1)]) for _ in range(many)], pa.date32()),
    }
    pq.write_table(pa.table(rows), tmp_path / "records.parquet")
    sought = {
        str(number): Sought(str(number), opened + timedelta(days=rng.randrange(200)), parents=tuple(names_of(rng, rng.choice([0, 1, 2]))))
        for number in range(60)
    }
    accounts = Accounts(duckdb.connect(), [Given(tmp_path / "records.parquet")])  # type: ignore[list-item]
    everybody = accounts._read("SELECT '' AS child_id, * FROM accounts")[""]
    slowly = {
        child_id: {
            account.record_id
            for account in everybody
            if account.is_open and account.from_date >= child.since - BEFORE_LOST and has_name_of(account, seekers(child, ()))  # type: ignore[operator]
        }
        for child_id, child in sought.items()
    }
    found = accounts.opened_by_name(sought, {})
    assert {child_id: {account.record_id for account in found.get(child_id, ())} for child_id in sought} == slowly
    assert sum(map(len, slowly.values())) > 300

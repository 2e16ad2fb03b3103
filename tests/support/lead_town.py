"""A small town in which families move away: files as suppliers send them, taken in, and the line walked.

Every person is invented. Amy Norwood vanishes from a roll in authority 301; her family's council tax account closes there and one of
the same names opens in 302, where her brother enters a school. Dan Quill vanishes too: his sister Cara is in a refuge.
"""

from __future__ import annotations

import atexit
import csv
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from onroll.pipeline import line
from onroll.pipeline.index import Index, Run
from onroll.pipeline.intake import take_in

AUTUMN, WINTER = date(2025, 10, 2), date(2026, 1, 15)
HILL_ROAD, DALE_STREET, REFUGE = ("4 Hill Road", "ZA1 1AA"), ("9 Dale Street", "ZB2 2BB"), ("1 Hidden Lane", "ZC3 3CC")
CROWD = 30


def pupil(
    forename: str, surname: str, born: str, home: tuple[str, str], parent: str, urn: str = "100001", entry: str = "2022-09-05", **more: Any
) -> dict[str, Any]:
    """Return a row about a child."""
    return {
        "surname": surname, "forename": forename, "date_of_birth": born, "address_line_1": home[0], "postcode": home[1],
        "parent_1_name": parent, "urn": urn, "entry_date": entry, "enrolment_status": "C", **more,
    }  # fmt: skip


AMY = pupil("Amy", "Norwood", "2014-05-06", HILL_ROAD, "Karen Norwood", parent_2_name="Peter Norwood", nhs_number="")
BEN = pupil("Ben", "Norwood", "2016-07-08", HILL_ROAD, "Karen Norwood", parent_2_name="Peter Norwood")
DAN = pupil("Dan", "Quill", "2014-02-03", ("7 Mill Lane", "ZA1 4DD"), "Eve Quill")
CARA = pupil("Cara", "Quill", "2017-03-04", ("7 Mill Lane", "ZA1 4DD"), "Eve Quill")
SETTLED = pupil("Fay", "Ortega", "2013-01-09", ("12 Elm Close", "ZA1 5EE"), "Rosa Ortega")


def crowd(authority: str, urn: str) -> list[dict[str, Any]]:
    """Return other pupils, so that one who is gone is one among many."""
    return [
        pupil(
            f"Pupil{number}{authority}", f"Crowd{number}x{authority}", f"2014-{1 + number % 12:02d}-{1 + number % 27:02d}",
            (f"{number + 20} Long Street", "ZA1 9ZZ" if authority == "301" else "ZB2 9ZZ"), f"Adult Crowd{number}x{authority}", urn,
        )
        for number in range(CROWD)
    ]  # fmt: skip


def account(home: tuple[str, str], since: str, one: str, two: str = "", until: str = "") -> dict[str, Any]:
    """Return a council tax account."""
    return {
        "address_line_1": home[0],
        "postcode": home[1],
        "liable_name_1": one,
        "liable_name_2": two,
        "from_date": since,
        "to_date": until,
    }


class Town:
    """The town's index; each delivery is a day's file of one supplier."""

    def __init__(self, home: Path) -> None:
        self.home, self.files = home, home.parent / f"{home.name}-files"
        self.files.mkdir(parents=True, exist_ok=True)
        self.index = Index(home)
        self.index.create()

    def deliver(self, register: str, supplier: str, as_at: date, rows: Sequence[Mapping[str, Any]]) -> None:
        """Take one file in."""
        names = list(dict.fromkeys(name for row in rows for name in row))
        path = self.files / f"{register}-{supplier}-{as_at}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, ["record_id", *names], lineterminator="\n")
            out.writeheader()
            out.writerows({"record_id": f"r{number}", **row} for number, row in enumerate(rows, 1))
        report = take_in(self.index, path, register=register, supplier=supplier, as_at=as_at)
        assert report.accepted == len(rows), report.message

    def run(self, on: date = WINTER) -> Run:
        """Walk the line."""
        with self.index.writing("a test"):
            return line.walk(self.index, on)

    def night_falls(self, on: date) -> None:
        """Run the line as it runs by itself every night, cases included; in a made-up home it is that day then."""
        environment = {**os.environ, "ONROLL_HOME": str(self.home)}
        environment.pop("DATABASE_URL", None)
        words = [Path(sys.executable).parent / "onroll", "run", "--home", str(self.home), "--on", on.isoformat()]
        subprocess.run(words, env=environment, check=True, capture_output=True)


def town_of_movers(home: Path) -> Town:
    """Return the town as of January: Amy and Dan are gone from the roll of 301, the Norwoods pay council tax in 302."""
    town = Town(home)
    places = [("ZA1", "301"), ("ZB2", "302"), ("ZC3", "303")]
    codes = ("1AA", "4DD", "5EE", "9ZZ", "2BB", "3CC", "6FF", "7GG")
    postcodes = [{"postcode": f"{place} {code}", "la_code": la_code} for place, la_code in places for code in codes]
    town.deliver("postcodes", "ONS", AUTUMN, postcodes)
    town.deliver("school_roll", "301", AUTUMN, [AMY, BEN, DAN, CARA, SETTLED, *crowd("301", "100001")])
    town.deliver("school_roll", "302", AUTUMN, crowd("302", "200001"))
    town.deliver("council_tax", "301", AUTUMN, [account(HILL_ROAD, "2019-04-01", "Karen Norwood", "Peter Norwood"), *_settled_accounts()])
    town.deliver("council_tax", "302", AUTUMN, [account(("3 Old Row", "ZB2 6FF"), "2018-02-01", "Karen Norwood")])
    town.deliver("council_tax", "301", WINTER, _settled_accounts())
    moved = [
        account(("3 Old Row", "ZB2 6FF"), "2018-02-01", "Karen Norwood"),
        account(DALE_STREET, "2025-11-05", "Mrs Karen Norwood", "P Norwood"),
    ]
    town.deliver("council_tax", "302", WINTER, moved)
    town.deliver("council_tax", "303", WINTER, [account(REFUGE, "2025-11-20", "Eve Quill")])
    refuge = {**{name: CARA[name] for name in ("surname", "forename", "date_of_birth", "parent_1_name")}, "address_line_1": REFUGE[0]}
    town.deliver("housing", "303", WINTER, [{**refuge, "postcode": REFUGE[1], "tenancy_start": "2025-11-20", "kind": "refuge"}])
    town.deliver("school_roll", "301", WINTER, [SETTLED, *crowd("301", "100001")])
    ben = {**BEN, "urn": "200001", "entry_date": "2025-11-10", "address_line_1": DALE_STREET[0], "postcode": DALE_STREET[1]}
    town.deliver("school_roll", "302", WINTER, [ben, *crowd("302", "200001")])
    return town


def _settled_accounts() -> list[dict[str, Any]]:
    crowd_accounts = [
        account((f"{number + 20} Long Street", "ZA1 9ZZ"), "2015-05-01", f"Adult Crowd{number}x301") for number in range(CROWD)
    ]
    return [
        account(("12 Elm Close", "ZA1 5EE"), "2012-01-01", "Rosa Ortega"),
        account(("7 Mill Lane", "ZA1 4DD"), "2017-01-01", "Eve Quill"),
        *crowd_accounts,
    ]


@cache
def walked_town() -> Path:
    """Return the home of the town, its line walked: made once for all tests, which copy it before they change it."""
    folder = Path(tempfile.mkdtemp(prefix="onroll-town-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    town_of_movers(folder / "home").run()
    return folder / "home"


def copy_of_town(into: Path) -> Town:
    """Return a copy of the town to which files may be delivered."""
    shutil.copytree(walked_town(), into)
    return Town(into)

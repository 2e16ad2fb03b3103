"""Names of made-up families: pools by origin with frequencies, and the variants that clerks write.

Source  forenames: ONS baby names England and Wales 2008 to 2021 (Open Government Licence v3, by way of the ukbabynames
        package, CC0); surnames and English nicknames: sdglinkage 0.1.0 (MIT, University College London); the pools of
        other origins and their transliterations were put together for this project from common usage, with spellings
        that Wikidata (CC0) says to be the same. `name_tables/` holds them in our own form.
"""

from __future__ import annotations

import csv
from bisect import bisect
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from random import Random


class Pool:
    """Names with weights, drawn in proportion."""

    def __init__(self, weighted: Sequence[tuple[str, float]]) -> None:
        self.names = [name for name, _ in weighted]
        self.cumulative = list(accumulate(weight for _, weight in weighted))

    def draw(self, rng: Random) -> str:
        """Return one name."""
        return self.names[min(bisect(self.cumulative, rng.random() * self.cumulative[-1]), len(self.names) - 1)]


class NameTables:
    """The pools and variants, as read from `name_tables/`."""

    def __init__(self) -> None:
        forenames: dict[tuple[str, str], list[tuple[str, float]]] = {}
        surnames: dict[str, list[tuple[str, float]]] = {}
        self.variants: dict[str, list[str]] = {}
        for row in _rows("forenames.csv"):
            forenames.setdefault((row["origin"], row["sex"]), []).append((row["name"], float(row["weight"])))
        for row in _rows("surnames.csv"):
            surnames.setdefault(row["origin"], []).append((row["name"], float(row["weight"])))
        for row in _rows("variants.csv"):
            self.variants.setdefault(row["name"], []).append(row["variant"])
        self.forenames = {key: Pool(names) for key, names in forenames.items()}
        self.surnames = {key: Pool(names) for key, names in surnames.items()}
        self.origins = Pool([(row["origin"], float(row["share"])) for row in _rows("origins.csv")])


@cache
def name_tables() -> NameTables:
    """Return the tables, read once."""
    return NameTables()


def _rows(name: str) -> list[dict[str, str]]:
    with files("onroll.synth").joinpath("name_tables", name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


ETHNICITIES: dict[str, Pool] = {
    origin: Pool(codes)
    for origin, codes in {
        "english": [("WBRI", 84), ("MWBC", 4), ("MWAS", 3), ("BCRB", 3), ("WOTH", 2), ("MOTH", 2), ("WIRI", 1), ("REFU", 1)],
        "south_asian_muslim": [("APKN", 60), ("ABAN", 30), ("AOTH", 8), ("NOBT", 2)],
        "south_asian_other": [("AIND", 88), ("AOTH", 10), ("REFU", 2)],
        "arabic": [("OOTH", 85), ("WOTH", 10), ("NOBT", 5)],
        "east_african": [("BAFR", 95), ("OOTH", 5)],
        "polish": [("WOTH", 97), ("NOBT", 3)],
        "romanian": [("WOTH", 90), ("WROM", 8), ("NOBT", 2)],
        "roma_slovak": [("WROM", 90), ("WOTH", 10)],
        "west_african": [("BAFR", 92), ("MWBA", 6), ("BOTH", 2)],
        "chinese": [("CHNE", 96), ("NOBT", 4)],
        "turkish": [("OOTH", 60), ("WOTH", 40)],
        "ukrainian": [("WOTH", 97), ("NOBT", 3)],
        "traveller": [("WIRT", 75), ("WROM", 20), ("REFU", 5)],
    }.items()
}
LANGUAGES = {
    "english": "ENG",
    "south_asian_muslim": "URD",
    "south_asian_other": "PNJ",
    "arabic": "ARA",
    "east_african": "SOM",
    "polish": "POL",
    "romanian": "RMN",
    "roma_slovak": "SLO",
    "west_african": "ENG",
    "chinese": "CHI",
    "turkish": "TUR",
    "ukrainian": "UKR",
    "traveller": "ENG",
}

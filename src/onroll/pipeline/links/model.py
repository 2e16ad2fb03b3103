"""The model of record: what each level of agreement is worth, in our own file, tied to no engine.

m is how often records of one child agree so far; u is how often records of two children do. The weight in bits is log2(m/u). A model
ships with the program, so that ten rows can be linked; on enough data training corrects it (`training.py`) and the run keeps it.

Source  the shipped m follow the error rates of `linkage.md` (generator); u from its name and postcode tables; both checked on the
        made-up regions of `bench/links.py`, November 2026.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from onroll.pipeline.links.comparisons import COMPARISONS

Rates = Mapping[str, Mapping[str, tuple[float, float]]]

SHIPPED: dict[str, dict[str, tuple[float, float]]] = {
    "given": {
        "same": (0.75, 0.003),
        "shared": (0.025, 0.0005),
        "changed over": (0.004, 2e-6),
        "variant": (0.06, 0.005),
        "middle": (0.03, 0.0022),
        "near": (0.07, 0.004),
        "weak": (0.008, 0.008),
        "different": (0.02, 0.975),
    },
    "surname": {
        "same": (0.87, 0.0014),
        "part": (0.027, 0.0003),
        "changed over": (0.006, 0.004),
        "near": (0.08, 0.002),
        "parent": (0.04, 0.0012),
        "variant": (0.004, 0.002),
        "different": (0.025, 0.99),
    },
    "birthday": {
        "same": (0.985, 1 / 4500),
        "changed over": (0.005, 1 / 5500),
        "slip": (0.011, 0.008),
        "january": (0.003, 0.0004),
        "different": (0.0015, 0.99),
    },
    "address": {
        "home": (0.45, 8e-5),
        "postcode": (0.40, 4e-4),
        "former": (0.003, 4e-4),
        "line": (0.02, 2e-5),
        "near": (0.012, 0.001),
        "household": (0.02, 3e-4),
        "district": (0.05, 0.04),
        "different": (0.12, 0.955),
    },
    "contact": {"same": (0.83, 5e-5), "different": (0.17, 0.99995)},
    "parents": {"same": (0.83, 1e-4), "near": (0.06, 2e-4), "initial": (0.02, 0.01), "different": (0.11, 0.9897)},
    "middle": {"same": (0.94, 0.009), "different": (0.06, 0.991)},
    "sex": {"same": (0.993, 0.5), "different": (0.007, 0.5)},
    "upn": {"same": (0.95, 1e-6), "different": (0.05, 1.0)},
    "nhs": {"same": (0.97, 1e-6), "different": (0.02, 1.0)},
}
"""(m, u) by comparison and level."""

FEWEST_CHILDREN = 2_000
"""A prior for fewer children than this would call anything a match: ten rows are a sample of a town, not a town of ten."""

SHIPPED_FREQUENCY = {"forename": 0.002, "surname": 0.0004}
"""A name's frequency before anything is known of it."""

PLACES = {"area": ("forename", "surname"), "cohort": ("forename",)}
"""Where a name may be commoner than elsewhere: among those of one postcode district, and of one year of birth."""

LEARNED = ("given", "surname", "address", "contact", "parents", "middle", "sex")
"""The rates that an index corrects. Training samples by birthday, and identifiers are judged by rule: these two kinds stay as shipped."""

FURTHEST = 3.0
"""A corrected rate is at most this many times the shipped one, or one in this many."""

Times = Mapping[str, Mapping[str, Mapping[str, float]]]
"""How many times as common a name is in a place: by `kind place`, as in `forename area`, then by name, then by place."""


@dataclass(frozen=True)
class Model:
    """What training leaves behind, and scoring needs.

    Shape  rates: (m, u) by comparison and level; children: about how many children there are, which is the prior;
           trained_on: units, 0 for the shipped model; frequencies: of the names of `kind`, by name; times: where a name is commoner.
           confirmed: pairs that identifiers confirm, towards which the rates were drawn, and unlabelled: the rates before that;
           told: doubtful pairs of which people said what they are, and told_bits: by how much that moved the odds (`labels.py`).
    """

    rates: Rates = field(default_factory=lambda: SHIPPED)
    children: int = FEWEST_CHILDREN
    trained_on: int = 0
    frequencies: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    times: Times = field(default_factory=dict)
    unlabelled: Rates = field(default_factory=dict)
    confirmed: int = 0
    told: int = 0
    told_bits: float = 0.0

    def weight_of(self, comparison: str, level: str) -> float:
        """Return what a level is worth, in bits, before any name's own frequency."""
        if level == "missing":
            return 0.0
        m, u = self.rates[comparison][level]
        return math.log2(m / u)

    @property
    def prior_bits(self) -> float:
        """Return the log2 odds that two units picked blindly are one child."""
        return self.told_bits - math.log2(max(self.children, FEWEST_CHILDREN))

    def frequency_of(self, kind: str, name: str) -> float:
        """Return how often a name is met; one never met counts as rare as the rarest."""
        known = self.frequencies.get(kind, {})
        return known.get(name) or min(SHIPPED_FREQUENCY[kind], 5 / max(self.children, FEWEST_CHILDREN))

    def save(self, path: Path) -> None:
        """Write the model beside the tables of its run."""
        content: dict[str, object] = {
            "children": self.children,
            "trained_on": self.trained_on,
            "rates": self.rates,
            "frequencies": self.frequencies,
        }
        if self.times:
            content["times"] = self.times
        if self.confirmed or self.told:
            content |= {"confirmed": self.confirmed, "unlabelled": self.unlabelled, "told": self.told, "told_bits": self.told_bits}
        pq.write_table(pa.table({"model": [json.dumps(content, ensure_ascii=False, sort_keys=True)]}), path, compression="zstd")

    @classmethod
    def read(cls, path: Path) -> Model:
        """Return the model that a run kept; a level that is newer than it is worth what was shipped."""
        content = json.loads(pq.read_table(path)["model"][0].as_py())
        return cls(
            rates={name: {**SHIPPED[name], **levels} for name, levels in _rates(content["rates"]).items()},
            children=content["children"],
            trained_on=content["trained_on"],
            frequencies=content["frequencies"],
            times=content.get("times", {}),
            unlabelled=_rates(content.get("unlabelled", {})),
            confirmed=content.get("confirmed", 0),
            told=content.get("told", 0),
            told_bits=content.get("told_bits", 0.0),
        )


def _rates(content: Mapping[str, Mapping[str, list[float]]]) -> Rates:
    return {name: {level: (m, u) for level, (m, u) in levels.items()} for name, levels in content.items()}


def not_too_far(comparison: str, level: str, m: float) -> float:
    """Return how often one child's records agree so far, held within the guard around what was shipped."""
    return within_guard(SHIPPED[comparison][level][0], m)


def within_guard(shipped: float, found: float) -> float:
    """Return a rate held to FURTHEST times the shipped one, either way."""
    # Threads add in no fixed order, so the last digits differ from one training to the next: they are left out.
    return float(f"{min(max(found, shipped / FURTHEST), shipped * FURTHEST, 1.0):.9g}")


def check_rates(rates: Rates) -> None:
    """Raise ValueError where a comparison's levels and the model's do not match."""
    for comparison in COMPARISONS:
        wanted = {level.name for level in comparison.levels if not level.missing}
        if set(rates.get(comparison.name, {})) != wanted:
            raise ValueError(f"The model does not say what each level of {comparison.name!r} is worth.")

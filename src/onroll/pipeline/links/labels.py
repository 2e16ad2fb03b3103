"""What is known of some pairs moves what agreement is worth: pairs that an identifier confirms, and pairs that people judged.

A pair of records that share a UPN or an NHS number, and are borne out, is one child: how far such pairs agree says how often records of
one child do (m), without anybody's time. What people say of doubtful pairs says whether the stated chances are too low or too high, all
together: they were looked at because they were doubtful, so how far they agree is no sample of anything.

Few labels move little: rates are drawn towards what they were without labels, the odds towards no change, and neither moves further than
its guard. The model keeps rates and counts, nothing of any child.

Source  issue 3, points 1 and 4; linkage study, section D, lesson 2 (labels pay when they number in the thousands).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import duckdb
import pyarrow as pa

from onroll.core.links import Standing
from onroll.pipeline.link_labels import LinkLabel
from onroll.pipeline.links import pairs as scoring
from onroll.pipeline.links.model import LEARNED, Model, Rates, not_too_far
from onroll.pipeline.links.resolution import LEAST_WEIGHT, Clusters, neighbours, posterior, read_pairs

PAIRS_LENT = 2_000
"""How many pairs' worth of the rates without labels is mixed into what confirmed pairs show."""

FEWEST_SEEN = 20
"""A level that fewer confirmed pairs show than this keeps its rate."""

MOST_CONFIRMED = 10_000
"""So many confirmed pairs are enough to count."""

FEWEST_TOLD = 10
"""Fewer judged pairs than this change nothing: they would speak of their children."""

TOLD_SPREAD = 0.7
"""How far stated chances are off from one index to the next, in bits (one standard deviation): what people say is weighed against it."""

MOST_TOLD = 1.5
"""What people say moves the odds by at most so many bits either way."""


class StandingsOf(Protocol):
    """Says what some units hold that may forbid a merge."""

    def __call__(self, *, some: Collection[int]) -> dict[int, Standing]:
        """Return it, by unit."""


_ONE_CHILD = frozenset(["join", "unless twin"])
_FORENAMES_OF_TWINS = frozenset(["weak", "different"])


def learn_from_identifiers(con: duckdb.DuckDBPyConnection, model: Model) -> Model:
    """Return the model with its rates drawn towards those of confirmed pairs.

    Shape  needs the tables `candidates` and `units`.
    """
    shared = " OR ".join(f"list_has_any(a.{column}, b.{column})" for column in ("upns", "nhs_numbers"))
    con.execute(
        "CREATE OR REPLACE TEMP TABLE confirmed AS SELECT l, r FROM candidates c JOIN units a ON a.unit = l JOIN units b ON b.unit = r "
        f"WHERE {shared} ORDER BY (l % 1000003 * 48271 + r % 1000003 * 69621) % 2147483647, l, r LIMIT {MOST_CONFIRMED}"
    ).fetchall()
    scoring.install_frequencies(con, model)
    scoring.score(con, "confirmed", "units", "units", model, "confirmed_levels")
    table = con.execute(f"SELECT l, r, weight, personal, {', '.join(scoring.LEVEL_COLUMNS)} FROM confirmed_levels").to_arrow_table()
    con.execute("DROP TABLE confirmed").fetchall()
    con.execute("DROP TABLE confirmed_levels").fetchall()
    levels = [pair.levels._asdict() for pair in read_pairs(table) if pair.ruling in _ONE_CHILD]
    seen = {name: Counter(each[name] for each in levels) for name in LEARNED}
    return replace(model, rates=drawn_towards(model.rates, seen), unlabelled=model.rates, confirmed=len(levels)) if levels else model


def drawn_towards(rates: Rates, seen: Mapping[str, Mapping[str, int]]) -> Rates:
    """Return rates with m drawn towards the shares seen among confirmed pairs; u stays.

    What was hardly ever seen stays as it was: some levels show only in the second look, which comes later. A twin's identifier on the
    other twin's row looks like one child of two forenames: so how often forenames differ within one child stays as it was too.
    """
    drawn: dict[str, Mapping[str, tuple[float, float]]] = {}
    for name, levels in rates.items():
        kept = {level for level in levels if seen.get(name, {}).get(level, 0) < FEWEST_SEEN}
        kept |= _FORENAMES_OF_TWINS if name == "given" else set()
        counted = {level: seen.get(name, {}).get(level, 0) for level in levels if level not in kept}
        pairs, whole = sum(counted.values()), sum(m for level, (m, _) in levels.items() if level not in kept)
        drawn[name] = dict(levels)
        if pairs:
            drawn[name] = {
                **levels,
                **{
                    level: (
                        not_too_far(name, level, (whole * many + PAIRS_LENT * levels[level][0]) / (pairs + PAIRS_LENT)),
                        levels[level][1],
                    )
                    for level, many in counted.items()
                },
            }
    return drawn


def learn_from_people(con: duckdb.DuckDBPyConnection, model: Model, labels: Sequence[LinkLabel], standings_of: StandingsOf) -> Model:
    """Return the model with its odds moved by what people said of doubtful pairs, reckoned anew from all that they said.

    Shape  needs `scored`, scored by the model, and `records` and `parties`. standings_of: what some units hold, before anything is joined.
    """
    if len(labels) < FEWEST_TOLD:
        return replace(model, told=0, told_bits=0.0)
    told = _units_told(con, labels)
    units = sorted({unit for pair in told for unit in pair})
    con.register("arrow_given", pa.table({"unit": pa.array(units, pa.int64())}))
    table = con.execute(
        f"SELECT l, r, weight, personal, {', '.join(scoring.LEVEL_COLUMNS)} FROM scored WHERE weight >= {LEAST_WEIGHT} "
        "AND (l IN (FROM arrow_given) OR r IN (FROM arrow_given)) ORDER BY l, r"
    ).to_arrow_table()
    con.unregister("arrow_given")
    pairs = read_pairs(table)
    near, clusters = neighbours(pairs), Clusters(standings_of(some={unit for pair in pairs for unit in (pair.left, pair.right)}))
    stated = [
        (posterior(clusters, pair, near), told[pair.left, pair.right])
        for pair in pairs
        if pair.ruling == "weigh" and (pair.left, pair.right) in told
    ]
    if len(stated) < FEWEST_TOLD:
        return replace(model, told=0, told_bits=0.0)
    return replace(model, told=len(stated), told_bits=model.told_bits + bits_told(stated, before=model.told_bits))


def _units_told(con: duckdb.DuckDBPyConnection, labels: Sequence[LinkLabel]) -> dict[tuple[int, int], bool]:
    """Return what people said of pairs of units that they looked at because they were doubtful."""
    looked_at = [label for label in labels if label.drawn == "queue"]
    keys = sorted({key for label in looked_at for key in (label.left_key, label.right_key)})
    con.register("arrow_given", pa.table({"record_key": pa.array(keys, pa.int64())}))
    unit = dict(
        con.execute(
            "SELECT record_key, party FROM records JOIN parties USING (profile) WHERE record_key IN (SELECT record_key FROM arrow_given)"
        ).fetchall()
    )
    con.unregister("arrow_given")
    told = {}
    for label in looked_at:
        left, right = unit.get(label.left_key), unit.get(label.right_key)
        if left is not None and right is not None and left != right:
            told[min(left, right), max(left, right)] = label.same
    return told


def bits_told(stated: Iterable[tuple[float, bool]], *, before: float = 0.0) -> float:
    """Return by how many bits the odds must move further, for the stated chances to fit what people said.

    The likeliest shift, where shifts of TOLD_SPREAD bits in all are as usual as not; found by Newton's steps.

    Shape  stated: pairs' chances, and whether people said that they are one child; before: the shift that is in the chances already.
    """
    odds = [(math.log2(min(max(chance, 1e-6), 1 - 1e-6) / (1 - min(max(chance, 1e-6), 1 - 1e-6))), same) for chance, same in stated]
    shift, bit = 0.0, math.log(2)
    for _ in range(50):
        chances = [(1 / (1 + 2.0 ** -(bits + shift)), same) for bits, same in odds]
        slope = bit * sum(same - chance for chance, same in chances) - (before + shift) / TOLD_SPREAD**2
        bend = bit**2 * sum(chance * (1 - chance) for chance, _ in chances) + 1 / TOLD_SPREAD**2
        shift += max(-1.0, min(1.0, slope / bend))
    return round(max(-MOST_TOLD, min(MOST_TOLD, before + shift)) - before, 6)

"""Scoring: each candidate pair of units gets its levels of agreement and its weight in bits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb
import pyarrow as pa

from onroll.pipeline.engine import by_row, keep
from onroll.pipeline.links.comparisons import COMPARED_COLUMNS, COMPARISONS
from onroll.pipeline.links.model import PLACES, SHIPPED_FREQUENCY, Model

PERSONAL = frozenset(["given", "birthday", "middle", "sex", "upn", "nhs"])
"""Comparisons that tell one child of a household from another; the rest are the household's."""

LEVEL_COLUMNS = tuple(comparison.name for comparison in COMPARISONS)


PLACE_OF = {"area": "split_part({0}.postcodes[1], ' ', 1)", "cohort": "({0}.birthdays[1] // 10000)::VARCHAR"}
"""The SQL of where a unit belongs, for each kind of place in which names may be commoner than elsewhere."""


def install_frequencies(con: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Make the tables `forename_frequencies` and `surname_frequencies` (name, frequency) from the model, and `name_times`."""
    times = [
        (*kind.split(), name, where, many)
        for kind, names in sorted(model.times.items())
        for name, places in sorted(names.items())
        for where, many in sorted(places.items())
    ]
    columns = [pa.array([row[each] for row in times], pa.string()) for each in range(4)] + [
        pa.array([row[4] for row in times], pa.float64())
    ]
    keep(con, "name_times", pa.table(columns, names=["kind", "place", "name", "here", "times"]))
    for kind in SHIPPED_FREQUENCY:
        known = sorted(model.frequencies.get(kind, {}).items())
        names = {"name": pa.array([n for n, _ in known], pa.string()), "frequency": pa.array([f for _, f in known], pa.float64())}
        keep(con, f"{kind}_frequencies", pa.table(names))


def score(
    con: duckdb.DuckDBPyConnection, candidates: str, left: str, right: str, model: Model, into: str, *, keep_frequencies: bool = False
) -> None:
    """Make the table of scored pairs: `l, r, weight, personal` and the number of the level of each comparison.

    Shape  personal: the part of the weight that a brother does not share.
           weight: log2 odds that the two units are one child, the prior included, competitors not yet.
           The frequency of a shared name is that of the commoner of the two units' names, as in Splink; more where both
           live in one district, or were born in one year, in which the name is commoner.
    """
    # Written down before anything is compared: list functions on the output of a join copy whole columns for every vector of rows.
    con.execute(f"CREATE OR REPLACE TEMP TABLE {into}_beside AS {_beside(candidates, left, right, model)}").fetchall()
    scored = by_row(con, lambda table: _scored(table, model, keep_frequencies), f"{into}_beside")
    con.execute(f"CREATE OR REPLACE TEMP TABLE {into} AS SELECT * FROM {scored}").fetchall()
    con.execute(f"DROP TABLE {into}_beside").fetchall()


def scored_with_one(one: str, others: str, model: Model) -> str:
    """Return the SQL of what `score` makes of one unit and a handful of others, without a join: for a statement that is planned once.

    Shape  one: a table of one unit; others: units with `forename_tf` and `surname_tf` (`shared_frequency`).
    """
    sides = ", ".join(f"{side}.{column} AS {column}_{side}" for column in COMPARED_COLUMNS for side in ("l", "r"))
    beside = f"(SELECT l.unit AS l_unit, r.unit AS r_unit, {sides}, r.forename_tf, r.surname_tf FROM {others} r CROSS JOIN {one} l)"
    return _scored(beside, model, False)


def shared_frequency(kind: str, one: Mapping[str, Any], other: Mapping[str, Any], model: Model) -> float:
    """Return how often strangers share the names of two units, there and then: what `_shared_frequency` says in SQL.

    Shape  one, other: `forename`, `surname`, `postcodes` and `birthdays`.
    """
    everywhere = max(model.frequency_of(kind, one[kind]), model.frequency_of(kind, other[kind]))
    here = everywhere
    if one[kind] == other[kind]:
        for each, place in _places(model):
            if each == kind:
                where = {_place_of(place, unit) for unit in (one, other)}
                here *= model.times[f"{kind} {place}"].get(one[kind], {}).get(where.pop() or "", 1.0) if len(where) == 1 else 1.0
    return min(here, max(everywhere, MOST_FREQUENT))


def _place_of(place: str, unit: Mapping[str, Any]) -> str | None:
    if place == "area":
        return str(unit["postcodes"][0]).split(" ")[0] if unit["postcodes"] else None
    return str(unit["birthdays"][0] // 10000) if unit["birthdays"] else None


def _beside(candidates: str, left: str, right: str, model: Model) -> str:
    sides = ", ".join(f"{side}.{column} AS {column}_{side}" for column in COMPARED_COLUMNS for side in ("l", "r"))
    frequencies = ", ".join(f"{_shared_frequency(kind, model)} AS {kind}_tf" for kind in SHIPPED_FREQUENCY)
    joins = " ".join(
        f"LEFT JOIN {kind}_frequencies {kind}_tf_{side} ON {kind}_tf_{side}.name = {side}.{kind}"
        for kind in SHIPPED_FREQUENCY
        for side in ("l", "r")
    ) + "".join(
        f" LEFT JOIN name_times {kind}_{place} ON {kind}_{place}.kind = '{kind}' AND {kind}_{place}.place = '{place}' "
        f"AND {kind}_{place}.name = l.{kind} AND {kind}_{place}.here = {PLACE_OF[place].format('l')}"
        for kind, place in _places(model)
    )
    return (
        f"SELECT c.l AS l_unit, c.r AS r_unit, {sides}, {frequencies} FROM {candidates} c "
        f"JOIN {left} l ON l.unit = c.l JOIN {right} r ON r.unit = c.r {joins}"
    )


def _scored(beside: str, model: Model, keep_frequencies: bool) -> str:
    cases = ", ".join(f"{comparison.case()} AS {comparison.name}" for comparison in COMPARISONS)
    weights = _weights(model)
    return f"""WITH levelled AS (SELECT l_unit AS l, r_unit AS r, forename_tf, surname_tf, {cases} FROM {beside})
        SELECT l, r, {model.prior_bits!r} + {" + ".join(weights.values())} AS weight,
            {" + ".join(weights[name] for name in weights if name in PERSONAL)} AS personal, {", ".join(LEVEL_COLUMNS)}
            {", forename_tf, surname_tf" if keep_frequencies else ""} FROM levelled"""


MOST_FREQUENT = 0.2
"""No name is taken to be more frequent than this anywhere: two fashions at once would call anything a chance."""


def _places(model: Model) -> list[tuple[str, str]]:
    """Return the kinds of names and of places of which the model knows where a name is commoner."""
    return [(kind, place) for place, kinds in PLACES.items() for kind in kinds if model.times.get(f"{kind} {place}")]


def _shared_frequency(kind: str, model: Model) -> str:
    """Return the SQL of how often strangers share the names of a pair, there and then."""
    everywhere = f"greatest({_frequency(kind, 'l', model)}, {_frequency(kind, 'r', model)})"
    times = "".join(
        f" * if({PLACE_OF[place].format('l')} = {PLACE_OF[place].format('r')} AND l.{each} = r.{each}, "
        f"coalesce({each}_{place}.times, 1.0), 1.0)"
        for each, place in _places(model)
        if each == kind
    )
    return f"least({everywhere}{times}, greatest({everywhere}, {MOST_FREQUENT}))" if times else everywhere


def _frequency(kind: str, side: str, model: Model) -> str:
    return f"coalesce({kind}_tf_{side}.frequency, {model.frequency_of(kind, '')!r})"


def _weights(model: Model) -> dict[str, str]:
    """Return the SQL of each comparison's weight: its level's, and the shared name's own frequency in place of the average."""
    terms = {}
    for comparison in COMPARISONS:
        arms = []
        for number, level in enumerate(comparison.levels):
            weight = repr(round(model.weight_of(comparison.name, level.name), 9))
            if level.frequency_of:
                weight += f" + log2({model.rates[comparison.name]['same'][1]!r} / {level.frequency_of}_tf)"
            arms.append(f"WHEN {number} THEN {weight}")
        terms[comparison.name] = f"CASE {comparison.name} {' '.join(arms)} END"
    return terms


def weights_of(con: duckdb.DuckDBPyConnection, units: str, left: int | str, right: int | str, model: Model) -> list[tuple[str, str, float]]:
    """Return what each comparison of one pair says and is worth: its name, its level's, and the bits; they and the prior are its weight.

    Shape  units: a table of units; the tables of frequencies stand (`install_frequencies`).
    """
    con.execute("CREATE OR REPLACE TEMP TABLE one_pair AS SELECT ? AS l, ? AS r", [left, right]).fetchall()
    score(con, "one_pair", units, units, model, "one_scored", keep_frequencies=True)
    numbers = con.execute(f"SELECT {', '.join(LEVEL_COLUMNS)} FROM one_scored").fetchall()[0]
    terms = ", ".join(f"{term} AS {name}_bits" for name, term in _weights(model).items())
    bits = con.execute(f"SELECT {terms} FROM one_scored").fetchall()[0]
    return [
        (comparison.name, comparison.levels[number].name, float(worth))
        for comparison, number, worth in zip(COMPARISONS, numbers, bits, strict=True)
    ]

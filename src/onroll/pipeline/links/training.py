"""Training: what each level of agreement is worth in this region, and how common each name is here.

Splink estimates u from random pairs and m by expectation maximisation; what it finds may move the shipped rates only so far, so that
an odd delivery cannot turn the model over. What it saw too few of stays as shipped. `labels.py` corrects it by pairs that are known.
"""

from __future__ import annotations

import logging
import warnings
from dataclasses import replace
from typing import Any

import duckdb

from onroll.pipeline.engine import bring, connect, is_elsewhere
from onroll.pipeline.links.comparisons import COMPARED_COLUMNS, COMPARISONS, Comparison, install_macros
from onroll.pipeline.links.model import FEWEST_CHILDREN, LEARNED, PLACES, SHIPPED, SHIPPED_FREQUENCY, Model, Rates, within_guard
from onroll.pipeline.links.pairs import PLACE_OF

NAMES_BORROWED = 500
"""How many children's worth of what is generally known is mixed into the names counted here."""

FEWEST_UNITS = 20_000
"""Fewer units than this teach nothing: the shipped model is used as it is."""

MOST_UNITS = 25_000
"""So many units are enough to learn from; all of a sampled birthday are taken, so that no child is torn apart."""

MOST_PAIRS = 100_000
"""So many random pairs, and as many of one birthday, are looked at. Levels rarer than FEWEST_SEEN in them keep their shipped rate."""

FEWEST_SEEN = 20
UNITS_LENT = 300
"""How many units' worth of what holds everywhere is mixed into the names counted in one place."""

FEWEST_OF_A_NAME = 8
LEAST_TIMES = 1.25
"""A name is commoner in a place where at least so many units bear it there, and so many times as often."""


def train(con: duckdb.DuckDBPyConnection) -> Model:
    """Return a model for the units on the connection: the shipped one, corrected where there is enough to learn from."""
    (units,) = con.execute("SELECT count(*) FROM units").fetchall()[0]
    model = Model(
        children=max(_children(con), FEWEST_CHILDREN),
        frequencies={kind: _frequencies(con, kind) for kind in SHIPPED_FREQUENCY},
        times={f"{kind} {place}": _times(con, kind, place) for place, kinds in PLACES.items() for kind in kinds},
    )
    if units >= FEWEST_UNITS:
        model = replace(model, rates=_learned_rates(con, units), trained_on=units)
    return model


def _children(con: duckdb.DuckDBPyConnection) -> int:
    """Return about how many children there are: the different units of the fullest register."""
    found = con.execute(
        "SELECT count(DISTINCT party) AS many FROM records r JOIN parties USING (profile) JOIN extracts e ON e.number = r.extract "
        "GROUP BY e.register ORDER BY many DESC LIMIT 1"
    ).fetchall()
    return found[0][0] if found else 0


def _frequencies(con: duckdb.DuckDBPyConnection, kind: str) -> dict[str, float]:
    """Return how often each name is met among parties; rarer ones than five in all are left to the floor."""
    (total,) = con.execute("SELECT count(*) FROM units").fetchall()[0]
    floor = SHIPPED_FREQUENCY[kind]
    rows = con.execute(f"SELECT {kind}, count(*) FROM units WHERE {kind} <> '' GROUP BY ALL HAVING count(*) > 5 ORDER BY 1").fetchall()
    return {name: (count + NAMES_BORROWED * floor) / (total + NAMES_BORROWED) for name, count in rows}


def _times(con: duckdb.DuckDBPyConnection, kind: str, place: str) -> dict[str, dict[str, float]]:
    """Return how many times as common each name is in a place as among all; only where enough bear it there to be sure.

    In one district Khan is every twentieth child, and in one year Olivia: there two strangers share the name far sooner. What is
    counted is drawn towards what all do by as many units as are lent, so that a street's two families are no fashion.
    """
    rows = con.execute(
        f"""WITH placed AS (SELECT {kind} AS name, {PLACE_OF[place].format("units")} AS place FROM units WHERE {kind} <> ''),
            known AS (FROM placed WHERE place IS NOT NULL),
            there AS (SELECT place, count(*) AS many FROM known GROUP BY place),
            everywhere AS (SELECT name, count(*) / (SELECT count(*) FROM known) AS share FROM known GROUP BY name)
        SELECT name, place, (count(*) + {UNITS_LENT} * any_value(share)) / (any_value(many) + {UNITS_LENT}) / any_value(share) AS times
        FROM known JOIN there USING (place) JOIN everywhere USING (name)
        GROUP BY name, place HAVING count(*) >= {FEWEST_OF_A_NAME} AND times >= {LEAST_TIMES} ORDER BY ALL"""
    ).fetchall()
    found: dict[str, dict[str, float]] = {}
    for name, where, times in rows:
        found.setdefault(name, {})[str(where)] = float(f"{times:.6g}")
    return found


def _learned_rates(con: duckdb.DuckDBPyConnection, units: int) -> Rates:
    every = -(-units // MOST_UNITS)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE training_units AS "
        f"SELECT unit, birthdays[1] AS birthday, {', '.join(dict.fromkeys(COMPARED_COLUMNS))} "
        f"FROM units WHERE len(birthdays) > 0 AND (birthdays[1] * 2654435761) % 1000003 % {every} = 0 ORDER BY unit"
    ).fetchall()
    if is_elsewhere(con):  # a sample of one size at any size of the whole: Splink learns from it here
        with connect() as here:
            install_macros(here)
            bring(con, here, "training_units")
            trained = _train_with_splink(here)
    else:
        trained = _train_with_splink(con)
    con.execute("DROP TABLE training_units").fetchall()
    rates: dict[str, dict[str, tuple[float, float]]] = {}
    for comparison, levels in SHIPPED.items():
        rates[comparison] = {}
        for level, (m, u) in levels.items():
            trained_m, trained_u = trained.get(comparison, {}).get(level, (None, None))
            if trained_u is not None and trained_u < FEWEST_SEEN / MOST_PAIRS:
                trained_u = None
            rates[comparison][level] = _at_most_so_far(m, trained_m), _at_most_so_far(u, trained_u)
    return rates


def _at_most_so_far(shipped: float, trained: float | None) -> float:
    if trained is None or trained <= 0:
        return shipped
    return within_guard(shipped, trained)


def splink_settings(comparisons: tuple[Comparison, ...] = COMPARISONS) -> dict[str, Any]:
    """Return Splink's settings for our comparisons: the same conditions, level by level."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unit",
        "blocking_rules_to_generate_predictions": ["l.birthday = r.birthday and l.surname = r.surname"],
        "comparisons": [
            {
                "output_column_name": comparison.name,
                "comparison_levels": [
                    {"sql_condition": level.sql or "ELSE", "label_for_charts": level.name, "is_null_level": level.missing}
                    for level in comparison.levels
                ],
            }
            for comparison in comparisons
        ],
        "retain_intermediate_calculation_columns": False,
    }


def _train_with_splink(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, tuple[float | None, float | None]]]:
    """Return the trained (m, u) by comparison and level; None where Splink saw none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from splink import DuckDBAPI, Linker

        logging.getLogger("splink").setLevel(logging.ERROR)
        api = DuckDBAPI(connection=con)
        wanted = tuple(comparison for comparison in COMPARISONS if comparison.name in LEARNED)
        linker = Linker(api.register("training_units"), splink_settings(wanted), log_level=None)
        linker.training.estimate_u_using_random_sampling(max_pairs=MOST_PAIRS)
        for rule in ("l.birthday = r.birthday and l.surname = r.surname", "l.birthday = r.birthday and l.forename = r.forename"):
            linker.training.estimate_parameters_using_expectation_maximisation(rule, max_pairs=MOST_PAIRS)
        return _read_trained(linker)


def _read_trained(linker: Any) -> dict[str, dict[str, tuple[float | None, float | None]]]:
    model = linker.misc.save_model_to_json()
    found: dict[str, dict[str, tuple[float | None, float | None]]] = {}
    for comparison in model["comparisons"]:
        found[comparison["output_column_name"]] = {
            level["label_for_charts"]: (level.get("m_probability"), level.get("u_probability"))
            for level in comparison["comparison_levels"]
            if not level.get("is_null_level")
        }
    return found

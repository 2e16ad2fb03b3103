"""Two registers of a whole country linked by Splink alone, in one pass: for `bench/nation.py --splink`."""

from __future__ import annotations

import logging
import warnings
from typing import Any

import duckdb


def with_splink(con: duckdb.DuckDBPyConnection, figures: Any) -> None:
    """Link the same registers by Splink in one pass, mutual best at 0.5 and 0.9, and print the same figures."""
    warnings.simplefilter("ignore")
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    for name in ("rolls", "health"):
        con.execute(
            f"CREATE TABLE {name} AS SELECT '{name}' || row_number() OVER () AS unique_id, forename, surname, "
            "strftime(strptime(born::VARCHAR, '%Y%m%d'), '%Y-%m-%d') AS dob, postcode, sex, child "
            f"FROM {figures.source(name)}"
        ).fetchall()
    figures.say("load")
    api = DuckDBAPI(connection=con)
    rules = [
        block_on("dob", "postcode"),
        block_on("forename", "dob"),
        block_on("surname", "dob"),
        block_on("forename", "surname", "postcode"),
        block_on("forename", "postcode"),
        block_on("substr(surname, 1, 3)", "dob"),
        "l.forename = r.surname AND l.surname = r.forename AND l.dob = r.dob",  # the study's seventh rule: names in each other's field
    ]
    forename = cl.CustomComparison(
        output_column_name="forename",
        comparison_levels=[
            cll.NullLevel("forename"),
            cll.ExactMatchLevel("forename", term_frequency_adjustments=True),
            cll.ColumnsReversedLevel("forename", "surname", symmetrical=True),
            cll.JaroWinklerLevel("forename", 0.92),
            cll.JaroWinklerLevel("forename", 0.8),
            cll.ElseLevel(),
        ],
    )
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            forename,
            cl.JaroWinklerAtThresholds("surname", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.LevenshteinAtThresholds("dob", [1, 2]),
            cl.LevenshteinAtThresholds("postcode", [1, 2]),
            cl.ExactMatch("sex"),
        ],
        blocking_rules_to_generate_predictions=rules,
        additional_columns_to_retain=["child"],
        retain_matching_columns=False,
    )
    linker = Linker([api.register("rolls"), api.register("health")], settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match([block_on("forename", "surname", "dob")], recall=0.72)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in (block_on("dob", "postcode"), block_on("forename", "surname")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule, max_pairs=1e6)
    figures.say("train")
    # In portions of the pairs, which is the same in less memory: 57 million pairs at once take over 14 GB.
    table = linker.inference.predict(threshold_match_probability=0.2, num_chunks_left=8, num_chunks_right=1).physical_name
    figures.say(f"score: {con.execute(f'SELECT count(*) FROM {table}').fetchall()[0][0]:,} pairs kept")
    con.execute(
        f"""CREATE TEMP TABLE links AS SELECT child_l = child_r AS same, match_probability AS chance FROM (SELECT *, row_number()
        OVER (PARTITION BY unique_id_l ORDER BY match_weight DESC) AS one,
        row_number() OVER (PARTITION BY unique_id_r ORDER BY match_weight DESC) AS two FROM {table}) WHERE one = 1 AND two = 1"""
    ).fetchall()
    for least in (0.2, 0.35, 0.5, 0.9, 0.95):
        figures.say(f"mutual best, from {least}", "links", f"chance >= {least}")

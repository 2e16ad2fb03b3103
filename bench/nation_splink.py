"""Two registers of a whole country linked by Splink alone, in one pass: for `bench/nation.py --splink`."""

from __future__ import annotations

import logging
import warnings
from typing import Any

import duckdb


def with_splink(con: duckdb.DuckDBPyConnection, figures: Any) -> None:
    """Link the same registers by Splink in one pass, mutual best at 0.5 and 0.9, and print the same figures."""
    warnings.simplefilter("ignore")
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
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.NameComparison("forename").configure(term_frequency_adjustments=True),
            cl.NameComparison("surname").configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.PostcodeComparison("postcode"),
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
    (pairs,) = con.execute("SELECT count(*) FROM rolls JOIN health USING (child)").fetchall()[0]
    best = con.execute(  # by weights to a tenth of a bit
        f"""WITH cuts AS (SELECT weight, sum(made) OVER w AS made, sum(rightly) OVER w AS rightly FROM (
            SELECT round(match_weight, 1) AS weight, count(*) AS made, count(*) FILTER (child_l = child_r) AS rightly FROM {table}
            GROUP BY weight) WINDOW w AS (ORDER BY weight DESC))
        SELECT arg_max((weight, made, rightly), 2 * rightly / (made + {pairs})) FROM cuts"""
    ).fetchall()[0][0]
    weight, made, rightly = best
    print(f"{pairs:,} pairs are true; of pairs as they are, best F1: from {weight} bits, ", end="")
    print(f"precision {rightly / made:.5f}, recall {rightly / pairs:.5f}")
    for chance in (0.9, 0.99):
        made, rightly = con.execute(
            f"SELECT count(*), count(*) FILTER (child_l = child_r) FROM {table} WHERE match_probability >= {chance}"
        ).fetchall()[0]
        print(f"pairs as they are, from {chance}: precision {rightly / made:.5f}, recall {rightly / pairs:.5f}")

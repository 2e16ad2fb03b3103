"""The same yardstick by Splink alone, in the same run: for `bench/historical.py --splink`.

Its documentation's own example for this data set: ten keys, five comparisons, two rounds of training. Judged as the program is: record
by record, the best F1 over all quarter bits, chosen on the truth, for pairs and for clusters.

Source  Splink's documentation, "Linking a dataset of real historical persons".
"""

from __future__ import annotations

import logging
import time
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

from onroll.pipeline.engine import connect, quoted

Step = tuple[float, float, float]


def with_splink(path: Path, closing: Callable[..., Iterable[Step]], best: Callable[..., tuple[float, float, float, float]]) -> None:
    """Link the records by Splink alone and print its figures. Shape  closing, best: how the program's own are judged."""
    warnings.simplefilter("ignore")
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    started = time.process_time()
    con = connect(memory_limit="4GB")
    con.execute(
        "CREATE TABLE people AS SELECT unique_id, cluster AS person, first_name, surname, first_name || ' ' || surname AS both_names, "
        f"dob, postcode_fake, birth_place, occupation FROM {quoted(path)}"
    ).fetchall()
    keys = [
        block_on("substr(first_name, 1, 3)", "substr(surname, 1, 4)"),
        block_on("surname", "dob"),
        block_on("first_name", "dob"),
        block_on("postcode_fake", "first_name"),
        block_on("postcode_fake", "surname"),
        block_on("dob", "birth_place"),
        block_on("substr(postcode_fake, 1, 3)", "dob"),
        block_on("substr(postcode_fake, 1, 3)", "first_name"),
        block_on("substr(postcode_fake, 1, 3)", "surname"),
        block_on("substr(first_name, 1, 2)", "substr(surname, 1, 2)", "substr(dob, 1, 4)"),
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=keys,
        comparisons=[
            cl.ForenameSurnameComparison("first_name", "surname", forename_surname_concat_col_name="both_names"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.PostcodeComparison("postcode_fake"),
            cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True),
            cl.ExactMatch("occupation").configure(term_frequency_adjustments=True),
        ],
    )
    linker = Linker(DuckDBAPI(connection=con).register("people"), settings, log_level=None)
    sure = [block_on("first_name", "surname", "dob"), block_on("dob", "postcode_fake")]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6)
    for together in (block_on("first_name", "surname"), block_on("dob")):
        linker.training.estimate_parameters_using_expectation_maximisation(together)
    predicted = linker.inference.predict(threshold_match_weight=-12).physical_name
    con.execute(
        "CREATE TEMP TABLE truth AS SELECT row_number() OVER (ORDER BY unique_id) AS unit, unique_id, person, 1 AS n FROM people"
    ).fetchall()
    con.execute("CREATE TEMP VIEW judged AS SELECT unit, person, n FROM truth").fetchall()
    con.execute(
        "CREATE TEMP TABLE scored AS SELECT a.unit AS l, b.unit AS r, match_weight AS weight, a.person = b.person AS same "
        f"FROM {predicted} JOIN truth a ON a.unique_id = unique_id_l JOIN truth b ON b.unique_id = unique_id_r"
    ).fetchall()
    rows = con.execute(
        "SELECT round(weight * 4) / 4 AS w, count(*) FILTER (same), count(*) FILTER (NOT same) FROM scored GROUP BY w ORDER BY w DESC"
    ).fetchall()
    pairs = best(con, ((weight, float(right), float(wrong)) for weight, right, wrong in rows))
    clusters = best(con, closing(con, pairs[1] - 4))
    print(f"{sum(row[1] + row[2] for row in rows):,} pairs scored by Splink alone")
    for kind, (f1, weight, precision, recall) in (("pairs", pairs), ("clusters", clusters)):
        print(f"Splink alone, {kind}: F1 {f1:.4f} (precision {precision:.4f}, recall {recall:.4f}) from {weight:.2f} bits")
    print(f"{time.process_time() - started:.1f} CPU s")

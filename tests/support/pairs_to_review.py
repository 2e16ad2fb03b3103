"""Pairs in a made-up region that somebody should look at, and what is needed to compare them."""

from __future__ import annotations

from pathlib import Path

from onroll.pipeline.engine import connect, quoted
from onroll.pipeline.index import Index, Run
from onroll.pipeline.links.model import Model
from onroll.pipeline.links.units import LIST_COLUMNS

DECIDES = ("c000020", "c000024")
"""Both of authority 301; the first is found missing, and would not be if they were one."""
SAFE = ("c000028", "c000032")
"""Both of 301: nothing hangs on them."""
ACROSS = ("c000036", "c000037")
"""Of 301 and 302."""
SHIELDED = ("c000041", "c000045")
"""Both of 302; the first is shielded, and found missing."""

_PAIRS = [(*DECIDES, 0.6), (*SAFE, 0.9), (*ACROSS, 0.4), (*SHIELDED, 0.7)]
_LISTS = {
    "given": "[lower(forename)]",
    "surnames": "[lower(surname)]",
    "surname_parts": "[lower(surname)]",
    "birthdays": "[(year(date_of_birth) * 10000 + month(date_of_birth) * 100 + day(date_of_birth))::INTEGER]",
    "postcodes": "[postcode]",
    "nhs_numbers": "[nhs_number]",
    "sexes": "[sex]",
}


def write_pairs(home: Path) -> Run:
    """Write the pairs, and each child as linking compares it, into the run that readers see."""
    run = Index(home).current_run()
    assert run is not None
    con = connect(threads=1)
    lists = ", ".join(f"{_LISTS.get(name, '[]::VARCHAR[]')} AS {name}" for name in LIST_COLUMNS)
    copy = "COPY ({}) TO {} (FORMAT parquet)"
    units = (
        f"SELECT child_id AS unit, 1::BIGINT AS times, lower(forename) AS forename, lower(surname) AS surname, {lists}, registers "
        f"FROM {quoted(run.table('child_summaries'))} ORDER BY unit"
    )
    con.execute(copy.format(units, quoted(run.table("child_units"))))
    keys = f"SELECT record_key FROM {quoted(run.table('children'))} WHERE child_id = "
    rows = " UNION ALL ".join(
        f"SELECT '{a}' AS child_a, '{b}' AS child_b, ({keys}'{a}') AS left_key, ({keys}'{b}') AS right_key, "
        f"{chance}::DOUBLE AS probability, 'band' AS kind, 'same surname; same date of birth' AS because"
        for a, b, chance in _PAIRS
    )
    con.execute(f"CREATE TABLE pairs AS {rows}")
    con.execute(copy.format("SELECT * FROM pairs ORDER BY child_a", quoted(run.table("review_pairs"))))
    deciding = (
        "SELECT child_a AS child_id, child_b AS other_child_id, probability, left_key, right_key, false AS searched, because FROM pairs "
        f"WHERE child_a = '{DECIDES[0]}'"
    )
    con.execute(copy.format(deciding, quoted(run.table("deciding_pairs"))))
    con.close()
    Model().save(run.table("link_model"))
    return run

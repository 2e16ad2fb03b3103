"""The looks: units are settled by their scored pairs, then whole clusters once more, with everything in tables of the engine.

All of them, where all is linked anew; and what came, with whoever it may be, where it is added to children who stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import duckdb
import pyarrow as pa

from onroll.pipeline.engine import keep
from onroll.pipeline.index import Run
from onroll.pipeline.links import pairs as scoring
from onroll.pipeline.links.decided import DecidedUnits
from onroll.pipeline.links.groups import Faces, Work, begin_clusters, decided_of_clusters, settle_in_groups
from onroll.pipeline.links.holdings import STANDS_ONCE, make_holdings, make_stood
from onroll.pipeline.links.last_rounds import EVERYBODY_HAS, MOST_ROUNDS, WORTH_AGAIN, LeftOver, gather_belonging, score_about, score_loose
from onroll.pipeline.links.model import Model
from onroll.pipeline.links.plain_pairs import take_plain_pairs
from onroll.pipeline.links.resolution import LEAST_WEIGHT
from onroll.pipeline.links.settling import SettleAgain, SettleFirst
from onroll.pipeline.links.standing_holdings import holdings_with_standing, read_holdings, units_of

WORTH = (
    f"SELECT l, r, weight, personal, {', '.join(scoring.LEVEL_COLUMNS)} FROM scored WHERE weight >= {LEAST_WEIGHT} OR upn = 1 OR nhs = 1"
)
"""The SQL of the scored pairs of units that can matter."""


def look_first(con: duckdb.DuckDBPyConnection, decided: DecidedUnits, register_of: Mapping[int, str]) -> Faces:
    """Make `clustered`, `joined`, `doubts` and `forbidden` of the scored pairs of units; return the parts of decided clusters."""
    make_holdings(con)
    make_stood(con)
    begin_clusters(con, decided)
    con.execute(f"CREATE OR REPLACE TEMP TABLE worth AS {WORTH}").fetchall()
    plainly = take_plain_pairs(con, "worth", {*decided.forbidding, *decided.joining})
    work = Work(SettleFirst(decided), 0, register_of)
    _, faces = settle_in_groups(con, "worth", work, together=decided.same, always=decided.forbidding, plainly=plainly)
    con.execute("DROP TABLE worth").fetchall()
    return faces


def look_first_at_what_came(
    con: duckdb.DuckDBPyConnection, decided: DecidedUnits, register_of: Mapping[int, str], previous: Run
) -> tuple[int, Faces]:
    """Make what `look_first` makes where `units` are the children of a run and what came.

    Return how many pairs could matter, and the parts of decided clusters.

    Shape  needs `numbered` (child_id, unit), and of what came what `make_holdings` reads.
    """
    make_holdings(con)
    stands = ", ".join(f"list_contains(registers, '{register}') AS {register}" for register in STANDS_ONCE)
    con.execute(f"INSERT INTO stood_once BY NAME SELECT unit, {stands} FROM {units_of(previous)}").fetchall()
    begin_clusters(con, decided, "SELECT unit AS party FROM units")
    con.execute(f"CREATE OR REPLACE TEMP TABLE worth AS {WORTH}").fetchall()
    (pairs,) = con.execute("SELECT count(*) FROM worth").fetchall()[0]
    keep(con, "decided_about", pa.table({"unit": pa.array(sorted({*decided.forbidding, *decided.joining}), pa.int64())}))
    read_holdings(con, previous, f"{_IN_PAIRS} UNION FROM decided_about")
    work = Work(SettleFirst(decided), 0, register_of)
    _, faces = settle_in_groups(con, "worth", work, together=decided.same, always=decided.forbidding, holdings=holdings_with_standing)
    return pairs, faces


_IN_PAIRS = "SELECT l FROM worth UNION SELECT r FROM worth"


def look_again_at_what_came(
    con: duckdb.DuckDBPyConnection, model: Model, register_of: Mapping[int, str], faces: Faces, previous: Run, came: str
) -> tuple[int, bool]:
    """Join what the clusters of what came, and whom they may be, show to be one child.

    Return how many pairs were scored, and whether `cluster_units` is of the clusters as they came out.

    Shape  came: SQL of the units that came or that somebody decided about (unit).
    """
    scored = 0
    for look in range(1, MOST_ROUNDS + 1):
        gather_what_came(con)
        left_over = _find_loose(con, model)
        score_about(con, model, f"SELECT DISTINCT cluster AS unit FROM clustered WHERE party IN ({came})")
        con.execute(f"CREATE OR REPLACE TEMP TABLE worth AS {WORTH_AGAIN}").fetchall()
        scored += con.execute("SELECT count(*) FROM worth").fetchall()[0][0]
        read_holdings(con, previous, f"SELECT party FROM clustered WHERE cluster IN ({_IN_PAIRS})")
        work = Work(SettleAgain(left_over), look, register_of, **decided_of_clusters(con), faces=faces)
        joins, faces = settle_in_groups(con, "worth", work, holdings=holdings_with_standing)
        if not joins:
            return scored, True
    return scored, False


def gather_what_came(con: duckdb.DuckDBPyConnection) -> None:
    """Make `cluster_units` where `units` are the children of a run, whose kin stands as it did unless something of theirs changed.

    Shape  needs `new_units` and `without_hubs`.
    """
    con.execute(_BELONGS).fetchall()
    gather_belonging(con, "SELECT unit FROM new_units UNION FROM without_hubs UNION SELECT unnest([part, unit]) FROM belongs")


def look_again_at_all(con: duckdb.DuckDBPyConnection, model: Model, register_of: Mapping[int, str], faces: Faces) -> int:
    """Join what whole clusters show to be one child; return how many pairs were scored. Leaves `cluster_units`."""
    scored = 0
    gather_as_clustered(con)
    for look in range(1, MOST_ROUNDS + 1):
        left_over = _find_loose(con, model)
        score_loose(con, model, _MEMBERS, scored_before=_UNTOUCHED if look > 1 else "")
        con.execute(f"CREATE OR REPLACE TEMP TABLE worth AS {WORTH_AGAIN}").fetchall()
        scored += con.execute("SELECT count(*) FROM worth").fetchall()[0][0]
        work = Work(SettleAgain(left_over), look, register_of, **decided_of_clusters(con), faces=faces)
        joins, faces = settle_in_groups(con, "worth", work)
        if not joins:
            break
        _gather_what_moved(con)
    for name in ("cluster_keys", "wide_keys", "wide_keys_stood"):
        con.execute(f"DROP TABLE IF EXISTS {name}").fetchall()
    return scored


_MEMBERS = "SELECT party AS member, cluster AS unit FROM clustered"
_UNTOUCHED = "SELECT * FROM cluster_scored WHERE l NOT IN (FROM kin_anew) AND r NOT IN (FROM kin_anew)"
"""The SQL of pairs of clusters that are what they were in the look before, and so are their kin."""


_BELONGS = (
    "CREATE OR REPLACE TEMP TABLE belongs AS SELECT party AS part, cluster AS unit FROM clustered "
    "WHERE cluster IN (SELECT cluster FROM clustered WHERE party <> cluster) ORDER BY part"
)


def gather_as_clustered(con: duckdb.DuckDBPyConnection) -> None:
    """Make `cluster_units` of the clusters that `clustered` has."""
    con.execute(_BELONGS).fetchall()
    gather_belonging(con)
    con.execute("DROP TABLE gathered_units").fetchall()


def _gather_what_moved(con: duckdb.DuckDBPyConnection) -> None:
    """Bring `cluster_units` up to date where clusters were joined just now. Leaves `kin_anew`: all clusters that may have changed."""
    con.execute("DROP VIEW cluster_units").fetchall()
    con.execute("DROP TABLE IF EXISTS cluster_units_before").fetchall()
    con.execute("ALTER TABLE cluster_units_anew RENAME TO cluster_units_before").fetchall()
    con.execute(
        "CREATE OR REPLACE TEMP TABLE belongs AS SELECT party AS part, cluster AS unit FROM clustered "
        "WHERE cluster IN (SELECT cluster FROM moved) ORDER BY part"
    ).fetchall()
    gather_belonging(con, "SELECT unit FROM moved UNION SELECT cluster FROM moved", standing="cluster_units_before")
    con.execute("DROP TABLE gathered_units").fetchall()
    con.execute("DROP VIEW cluster_units").fetchall()
    con.execute("DELETE FROM cluster_units_before WHERE unit IN (FROM kin_anew)").fetchall()
    con.execute("INSERT INTO cluster_units_before BY NAME FROM cluster_units_anew").fetchall()
    con.execute("DROP TABLE cluster_units_anew").fetchall()
    con.execute("ALTER TABLE cluster_units_before RENAME TO cluster_units_anew").fetchall()
    con.execute("CREATE OR REPLACE TEMP VIEW cluster_units AS FROM cluster_units_anew").fetchall()


def _find_loose(con: duckdb.DuckDBPyConnection, model: Model) -> LeftOver:
    """Make `loose`: the clusters that lack a register in which nearly every child stands; return how many lack which."""
    once = ", ".join(f"bool_or(o.{register}) AS {register}" for register in STANDS_ONCE)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE stands AS SELECT c.cluster, {once} "
        "FROM stood_once o JOIN clustered c ON c.party = o.unit GROUP BY ALL"
    ).fetchall()
    delivered = {register for (register,) in con.execute("SELECT DISTINCT register FROM extracts").fetchall()}
    lacking = " OR ".join(f"NOT {register}" for register in EVERYBODY_HAS if register in delivered)
    con.execute(f"CREATE OR REPLACE TEMP TABLE loose AS SELECT cluster AS unit FROM stands WHERE {lacking or 'false'}").fetchall()
    held = Counter[frozenset[str]]()
    for *has, many in con.execute(f"SELECT {', '.join(STANDS_ONCE)}, count(*) FROM stands GROUP BY ALL").fetchall():
        held[frozenset(register for register, stands in zip(STANDS_ONCE, has, strict=True) if stands)] += many
    return LeftOver.of(held, model.children)

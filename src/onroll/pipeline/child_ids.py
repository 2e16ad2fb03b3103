"""Ids carried on: whoever simply keeps its id, or is simply new, is settled by the engine; the others by `core/children.py`, together.

What is simple: a cluster whose records all had one id that no other cluster's had keeps it; a cluster none of whose records had any is
given what its earliest record founds. Whatever may come back, was split or was merged is asked about there.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import partial
from pathlib import Path

import duckdb
import pyarrow as pa

from onroll.core.children import ALPHABET, SIGNS, carry_ids, child_id_of
from onroll.pipeline.engine import by_row, copy_to, files, keep, quoted
from onroll.pipeline.index import Run
from onroll.pipeline.links.home_records import HISTORY, follow_homes, history_of, history_table, read_history

_ATTEMPTS = 4
"""So many ids that a record may found are looked up among those taken: that so many are another's is as good as impossible."""


def assign_ids(
    con: duckdb.DuckDBPyConnection,
    secret: bytes,
    into: Path,
    previous: Run | None,
    run: str,
    *,
    founding: str = "SELECT cluster, min(record_key) AS founding FROM placed GROUP BY cluster",
    votes: str | None = None,
) -> None:
    """Give each cluster its id, carried on from the run before; write what became of every id ever given.

    Shape  con: of DuckDB, or another engine's tables; needs `placed` and `extracts` there, and makes `named` (cluster, child_id).
           founding, votes: SQL of each cluster's earliest record, and of how many of its records had each id, where `placed` has some of
           them only: those of an addition.
    """
    make = partial(_make, con)
    make("founding", founding)
    make("history_before", history_of(con, previous))
    if previous:
        follow_homes(con, previous)
    make("votes", votes or (votes_of(con, previous) if previous else _NO_VOTES))
    make(
        "unclear",  # clusters that hold the home of an id that is not in use, or that several claim: they may get it back
        """SELECT DISTINCT p.cluster FROM history_before h JOIN placed p ON p.record_key = h.home_record
        WHERE h.state <> 'live' OR h.child_id IN (SELECT child_id FROM votes GROUP BY child_id HAVING count(*) > 1)""",
    )
    make(
        "keeping",
        """SELECT cluster, child_id FROM votes
        SEMI JOIN (SELECT cluster FROM votes GROUP BY cluster HAVING count(*) = 1) USING (cluster)
        SEMI JOIN (SELECT child_id FROM votes GROUP BY child_id HAVING count(*) = 1) USING (child_id)
        SEMI JOIN (SELECT child_id FROM history_before WHERE state = 'live') USING (child_id) ANTI JOIN unclear USING (cluster)""",
    )
    make("never_named", "SELECT cluster, founding FROM founding ANTI JOIN votes USING (cluster) ANTI JOIN unclear USING (cluster)")
    con.register("id_keys", id_keys(secret))
    ids = f"SELECT cluster, founding, {child_id_sql('founding')} AS child_id FROM {{}}, id_keys"
    make(
        "beginning",
        f"""SELECT cluster, founding, child_id FROM (SELECT * FROM {by_row(con, ids.format, "never_named")})
        ANTI JOIN history_before USING (child_id) QUALIFY count(*) OVER (PARTITION BY child_id) = 1""",
    )
    con.unregister("id_keys")
    make("simply_named", "SELECT cluster, child_id FROM keeping UNION ALL SELECT cluster, child_id FROM beginning")
    _ask(con, secret, run)
    make("named", "SELECT cluster, child_id FROM simply_named UNION ALL SELECT cluster, child_id FROM named_by_asking")
    copy_to(
        con,
        # Whoever keeps its id, and whose home record nobody says any more, is at home where its earliest is.
        f"""SELECT h.child_id, h.first_run, h.state, h.successor_id, h.because,
            if(h.home_says IS NULL, h.home_record, f.founding) AS home_record, NULL::BIGINT AS home_says
        FROM history_before h JOIN keeping k ON k.child_id = h.child_id JOIN founding f ON f.cluster = k.cluster
        UNION ALL SELECT {", ".join(HISTORY.names)} FROM became
        UNION ALL SELECT {", ".join(HISTORY.names)} FROM history_before ANTI JOIN keeping USING (child_id) ANTI JOIN became USING (child_id)
        UNION ALL SELECT child_id, {quoted(run)}, 'live', NULL, 'First seen.', founding, NULL FROM beginning""",
        "child_id",
        into / "child_history.parquet",
    )
    for name in ("founding", "history_before", "votes", "unclear", "keeping", "never_named", "beginning", "simply_named", "became"):
        con.execute(f"DROP TABLE {name}").fetchall()


def _make(con: duckdb.DuckDBPyConnection, name: str, sql: str) -> None:
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {sql}").fetchall()


_NO_VOTES = "SELECT NULL::BIGINT AS cluster, NULL::VARCHAR AS child_id, NULL::BIGINT AS many WHERE false"


def _ask(con: duckdb.DuckDBPyConnection, secret: bytes, run: str) -> None:
    """Give the other clusters their ids, `named_by_asking`; make `became`: what became of the ids that come into question for them."""
    asked = "ANTI JOIN simply_named USING (cluster)"
    founding = dict(con.execute(f"SELECT cluster, founding FROM founding {asked}").fetchall())
    votes: dict[int, dict[str, int]] = {}
    for cluster, child_id, many in con.execute(f"SELECT cluster, child_id, many FROM votes {asked} ORDER BY cluster, child_id").fetchall():
        votes.setdefault(cluster, {})[child_id] = many
    may_found = [child_id_of(secret, record, attempt) for record in founding.values() for attempt in range(_ATTEMPTS)]
    keep(con, "may_found", pa.table({"child_id": pa.array(may_found, pa.string())}))
    taken = con.execute("SELECT child_id FROM simply_named SEMI JOIN may_found USING (child_id)").fetchall()
    asked_about = con.execute(  # an id that is not in use, and leads to nobody who is here, stays as it is
        """SELECT h.*, p.cluster FROM (SELECT * FROM history_before ANTI JOIN keeping USING (child_id)) h
        LEFT JOIN placed p ON p.record_key = h.home_record
        WHERE h.state = 'live' OR p.cluster IS NOT NULL OR h.child_id IN (SELECT child_id FROM may_found) ORDER BY h.child_id"""
    ).to_arrow_table()
    history = read_history(asked_about.drop_columns("cluster"))
    homes = zip(history.values(), asked_about["cluster"].to_pylist(), strict=True)
    where = {row.home_record: cluster for row, cluster in homes if cluster is not None}
    ids, became = carry_ids(
        founding,
        votes,
        history,
        run=run,
        new_id=lambda record, attempt: child_id_of(secret, record, attempt),
        cluster_of=lambda records: {record: where[record] for record in records if record in where},
        taken=frozenset(child_id for (child_id,) in taken),
    )
    keep(con, "named_by_asking", pa.table({"cluster": pa.array(ids.keys(), pa.int64()), "child_id": pa.array(ids.values(), pa.string())}))
    for cluster, child_id in ids.items():
        if became[child_id].home_says is not None:  # nobody says it any more: its home is the earliest that it has
            became[child_id] = replace(became[child_id], home_record=founding[cluster], home_says=None)
    keep(con, "became", history_table(became.values()))


def votes_of(con: duckdb.DuckDBPyConnection, previous: Run) -> str:
    """Return the SQL of how many of each cluster's records had each id.

    A record that arrived anew in a corrected file speaks for the id that its supplier's equal record had: a re-delivery
    moves nobody to another id.
    """
    children, profiles = (files(con, previous.table(name)) for name in ("children", "record_profiles"))
    return f"""
    WITH before AS (
        SELECT c.record_key, c.child_id, c.register, c.supplier, p.profile FROM {children} c JOIN {profiles} p USING (record_key)),
    direct AS (SELECT n.cluster, b.child_id FROM placed n JOIN before b USING (record_key)),
    redelivered AS (
        SELECT n.cluster, arg_min(b.child_id, b.record_key) AS child_id
        FROM (SELECT * FROM placed ANTI JOIN before USING (record_key)) n JOIN extracts e ON e.number = n.extract
        JOIN (SELECT * FROM before ANTI JOIN placed USING (record_key)) b
            ON b.register = e.register AND b.supplier = e.supplier AND b.profile = n.profile
        GROUP BY n.record_key, n.cluster)
    SELECT cluster, child_id, count(*) AS many FROM (SELECT * FROM direct UNION ALL SELECT cluster, child_id FROM redelivered)
    GROUP BY cluster, child_id"""


def id_keys(secret: bytes) -> pa.Table:
    """Return the table `id_keys`, of one row: the secret as the digest of `child_id_sql` takes it. No statement's text holds it."""
    key = (hashlib.sha256(secret).digest() if len(secret) > 64 else secret).ljust(64, b"\0")
    pads = {"inner_key": 0x36, "outer_key": 0x5C}
    return pa.table({name: pa.array([bytes(each ^ pad for each in key)], pa.binary()) for name, pad in pads.items()})


def child_id_sql(record: str) -> str:
    """Return the SQL of the id that a record founds: what `core.children.child_id_of` says, at the first attempt.

    Shape  record: the SQL of its key. The statement selects from the table `id_keys` besides.
    """
    signs, many = len(ALPHABET), len(ALPHABET) ** SIGNS
    digest = f"sha256(outer_key || unhex(sha256(inner_key || encode('child ' || {record} || ' 0'))))"
    number = (
        f"(((('0x' || {digest}[1:16])::UBIGINT % {many})::HUGEINT * {2**64 % many} + ('0x' || {digest}[17:32])::UBIGINT % {many}) "
        f"% {many})::BIGINT"
    )
    places = [f"(number // {signs**place}) % {signs}" for place in range(SIGNS)]
    check = f"({signs} - ({' + '.join(f'({place}) * {weight}' for weight, place in enumerate(places, start=2))}) % {signs}) % {signs}"
    written = [f"'{ALPHABET}'[({place}) + 1]" for place in [*places, check]]
    text = " || '-' || ".join(" || ".join(written[start : start + 4]) for start in range(0, len(written), 4))
    return f"list_transform([{number}], lambda number: {text})[1]"

"""Ids carried on: whoever simply keeps its id, or is simply new, is settled by the engine; the others by `core/children.py`, together.

What is simple: a cluster whose records all had one id that no other cluster's had keeps it; a cluster none of whose records had any is
given what its earliest record founds. Whatever may come back, was split or was merged is asked about there.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa

from onroll.core.children import ALPHABET, SIGNS, carry_ids, child_id_of
from onroll.pipeline.engine import keep, quoted
from onroll.pipeline.index import Run
from onroll.pipeline.links.home_records import HISTORY, HOMES, follow_homes, history_table, read_history

_ATTEMPTS = 4
"""So many ids that a record may found are looked up among those taken: that so many are another's is as good as impossible."""


def assign_ids(con: duckdb.DuckDBPyConnection, secret: bytes, into: Path, previous: Run | None, run: str) -> None:
    """Give each cluster its id, carried on from the run before; write what became of every id ever given.

    Shape  needs `placed` and `extracts`; makes `named` (cluster, child_id).
    """
    con.execute(
        "CREATE OR REPLACE TEMP TABLE founding AS SELECT cluster, min(record_key) AS founding FROM placed GROUP BY cluster"
    ).fetchall()
    history = f" UNION ALL BY NAME FROM {quoted(previous.table('child_history'))}" if previous else ""
    con.execute(f"CREATE OR REPLACE TEMP TABLE history_before AS {_NO_HISTORY}{history}").fetchall()
    if previous:
        follow_homes(con, previous)
    votes = votes_of(previous) if previous else _NO_VOTES
    con.execute(f"CREATE OR REPLACE TEMP TABLE votes AS {votes}").fetchall()
    con.execute(
        # Clusters that hold the home of an id that is not in use, or that several claim, may get it back.
        """CREATE OR REPLACE TEMP TABLE unclear AS
        SELECT DISTINCT p.cluster FROM history_before h JOIN placed p ON p.record_key = h.home_record
        WHERE h.state <> 'live' OR h.child_id IN (SELECT child_id FROM votes GROUP BY child_id HAVING count(*) > 1)"""
    ).fetchall()
    con.execute(
        """CREATE OR REPLACE TEMP TABLE keeping AS SELECT cluster, child_id FROM votes
        WHERE cluster IN (SELECT cluster FROM votes GROUP BY cluster HAVING count(*) = 1)
        AND child_id IN (SELECT child_id FROM votes GROUP BY child_id HAVING count(*) = 1)
        AND child_id IN (SELECT child_id FROM history_before WHERE state = 'live') AND cluster NOT IN (FROM unclear)"""
    ).fetchall()
    con.register("id_keys", id_keys(secret))
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE beginning AS
        SELECT cluster, founding, child_id FROM (SELECT cluster, founding, {child_id_sql("founding")} AS child_id
            FROM founding, id_keys WHERE cluster NOT IN (SELECT cluster FROM votes) AND cluster NOT IN (FROM unclear))
        WHERE child_id NOT IN (SELECT child_id FROM history_before) QUALIFY count(*) OVER (PARTITION BY child_id) = 1"""
    ).fetchall()
    con.unregister("id_keys")
    con.execute(
        "CREATE OR REPLACE TEMP TABLE named AS SELECT cluster, child_id FROM keeping UNION ALL SELECT cluster, child_id FROM beginning"
    ).fetchall()
    _ask(con, secret, run)
    con.execute(
        """UPDATE history_before SET home_record = f.founding, home_says = NULL FROM keeping k JOIN founding f USING (cluster)
        WHERE history_before.home_says IS NOT NULL AND k.child_id = history_before.child_id"""
    ).fetchall()
    columns = ", ".join(HISTORY.names)
    con.execute(
        f"COPY (SELECT {columns} FROM history_before WHERE child_id IN (SELECT child_id FROM keeping) UNION ALL FROM became UNION ALL "
        f"SELECT child_id, {quoted(run)}, 'live', NULL, 'First seen.', founding, NULL FROM beginning ORDER BY child_id) "
        f"TO {quoted(into / 'child_history.parquet')} (FORMAT parquet, COMPRESSION zstd)"
    ).fetchall()
    for name in ("founding", "history_before", "votes", "unclear", "keeping", "beginning", "became"):
        con.execute(f"DROP TABLE {name}").fetchall()


_NO_HISTORY = f"""SELECT {", ".join(f"NULL::{'BIGINT' if name in HOMES else 'VARCHAR'} AS {name}" for name in HISTORY.names)}
    WHERE false"""
_NO_VOTES = "SELECT NULL::BIGINT AS cluster, NULL::VARCHAR AS child_id, NULL::BIGINT AS many WHERE false"


def _ask(con: duckdb.DuckDBPyConnection, secret: bytes, run: str) -> None:
    """Give the other clusters their ids; make `became`: the rows of the history that are neither kept nor simply begun."""
    asked = "cluster NOT IN (SELECT cluster FROM named)"
    founding = dict(con.execute(f"SELECT cluster, founding FROM founding WHERE {asked}").fetchall())
    votes: dict[int, dict[str, int]] = {}
    for cluster, child_id, many in con.execute(f"SELECT cluster, child_id, many FROM votes WHERE {asked} ORDER BY ALL").fetchall():
        votes.setdefault(cluster, {})[child_id] = many
    before = con.execute("FROM history_before WHERE child_id NOT IN (SELECT child_id FROM keeping)").to_arrow_table()
    history = read_history(before)
    may_found = [child_id_of(secret, record, attempt) for record in founding.values() for attempt in range(_ATTEMPTS)]
    keep(con, "may_found", pa.table({"child_id": pa.array(may_found, pa.string())}))
    taken = frozenset(child_id for (child_id,) in con.execute("SELECT child_id FROM named SEMI JOIN may_found USING (child_id)").fetchall())
    homes = {row.home_record for row in history.values() if row.home_record is not None}
    keep(con, "homes_asked", pa.table({"record_key": pa.array(sorted(homes), pa.int64())}))
    where = dict(con.execute("SELECT record_key, cluster FROM placed WHERE record_key IN (FROM homes_asked)").fetchall())
    ids, became = carry_ids(
        founding,
        votes,
        history,
        run=run,
        new_id=lambda record, attempt: child_id_of(secret, record, attempt),
        cluster_of=lambda records: {record: where[record] for record in records if record in where},
        taken=taken,
    )
    keep(con, "named_by_asking", pa.table({"cluster": pa.array(ids.keys(), pa.int64()), "child_id": pa.array(ids.values(), pa.string())}))
    con.execute("INSERT INTO named FROM named_by_asking").fetchall()
    for cluster, child_id in ids.items():
        if became[child_id].home_says is not None:  # nobody says it any more: its home is the earliest that it has
            became[child_id] = replace(became[child_id], home_record=founding[cluster], home_says=None)
    keep(con, "became", history_table(became.values()))


def votes_of(previous: Run) -> str:
    """Return the SQL of how many of each cluster's records had each id.

    A record that arrived anew in a corrected file speaks for the id that its supplier's equal record had: a re-delivery
    moves nobody to another id.
    """
    children, profiles = quoted(previous.table("children")), quoted(previous.table("record_profiles"))
    return f"""
    WITH before AS (
        SELECT c.record_key, c.child_id, c.register, c.supplier, p.profile FROM {children} c JOIN {profiles} p USING (record_key)),
    direct AS (SELECT n.cluster, b.child_id FROM placed n JOIN before b USING (record_key)),
    redelivered AS (
        SELECT n.cluster, arg_min(b.child_id, b.record_key) AS child_id
        FROM placed n JOIN extracts e ON e.number = n.extract
        JOIN (SELECT * FROM before ANTI JOIN placed USING (record_key)) b
            ON b.register = e.register AND b.supplier = e.supplier AND b.profile = n.profile
        WHERE n.record_key NOT IN (SELECT record_key FROM before)
        GROUP BY n.record_key, n.cluster)
    SELECT cluster, child_id, count(*) AS many FROM (FROM direct UNION ALL FROM redelivered) GROUP BY ALL"""


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

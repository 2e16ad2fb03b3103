"""Station 4, children: each record with its child, by an id that lasts."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from onroll.core.links import LinkDecision
from onroll.core.sealed_pairs import SealedPair
from onroll.pipeline.child_ids import assign_ids
from onroll.pipeline.engine import connect, copy_to, files, is_elsewhere, keep, memory_for, quoted
from onroll.pipeline.index import Extract, Index, Run
from onroll.pipeline.link_labels import LinkLabel
from onroll.pipeline.links.decided import ToObey, to_obey
from onroll.pipeline.links.increments import link_increment
from onroll.pipeline.links.linking import Linked, link_profiles
from onroll.pipeline.links.looks import gather_as_clustered, gather_what_came
from onroll.pipeline.links.standing import (
    Addition,
    may_be_added,
    write_basis,
    write_child_units,
    write_in_portions,
    write_presence,
)
from onroll.pipeline.links.standing_holdings import write_presence_with_standing
from onroll.pipeline.links.trials import run_trials, trials_hold
from onroll.pipeline.progress import Progress, silent


@dataclass(frozen=True)
class LinkReport:
    """How linking went.

    Shape  joined_by_pass: joins of profiles, by pass; review_pairs: by kind; seconds: by step.
    """

    records: int
    profiles: int
    children: int
    joined_by_pass: Mapping[str, int]
    pairs_scored: Mapping[str, int]
    review_pairs: Mapping[str, int]
    seconds: Mapping[str, float]

    def as_counts(self) -> dict[str, Any]:
        """Return the report as plain numbers, for the run's manifest."""
        return {
            "records": self.records,
            "profiles": self.profiles,
            "children": self.children,
            "joined_by_pass": dict(self.joined_by_pass),
            "pairs_scored": dict(self.pairs_scored),
            "review_pairs": dict(self.review_pairs),
            "seconds": dict(self.seconds),
        }


def link_records(
    index: Index,
    extracts: Sequence[Extract],
    into: Path,
    *,
    previous: Run | None,
    decisions: Sequence[LinkDecision] = (),
    sealed: Sequence[SealedPair] = (),
    labels: Sequence[LinkLabel] | None = None,
    on: date | None = None,
    whole: bool = False,
    wide: Any = None,
    progress: Progress = silent,
) -> LinkReport:
    """Link the records of the extracts and give each child its id; write stations 3 and 4 into a run folder.

    Shape  previous: the run whose ids are carried on and whose model scores; where extracts only came since, they are added to it
           (whole: all is linked anew even so). wide: another engine's tables, where all is linked anew there (`engines.py`). labels:
           what people said of doubtful pairs, which moves the odds where all is linked anew (None: they stay). The same extracts,
           previous run, decisions and labels always give the same tables.
    """
    con = connect(memory_limit=memory_for(sum(each.rows_accepted for each in extracts)))
    try:
        added = None if whole else may_be_added(previous, extracts, decisions, sealed)
        told = to_obey(index, extracts, decisions, sealed)
        if previous and added is not None:
            linked = _add_to_children(con, index, added, extracts, into, previous, _run_name(index, extracts, on), told, progress)
            return _report(con, linked, into)
        linked = link_profiles(con, extracts, previous=previous, told=told, labels=labels, into=into, wide=wide, progress=progress)
        started = time.monotonic()
        tables = wide or con
        if wide is None:  # what holdings ask of units; the rest of them has gone into clusters
            con.execute("CREATE OR REPLACE TEMP TABLE units AS SELECT unit, birthdays FROM units").fetchall()
        _place_records(tables)
        assign_ids(tables, index.secret, into, previous, _run_name(index, extracts, on))
        _write_tables(tables, into, gathered=linked.gathered)
        write_basis(extracts, told, into, pq.read_metadata(into / "children.parquet").num_rows, linked.idle_decisions)
        linked.seconds["writing children"] = round(time.monotonic() - started, 3)
        if not trials_hold(previous, on or max((each.as_at for each in extracts), default=date.min)):
            started = time.monotonic()
            run_trials(tables, linked.model, into)
            linked.seconds["trying names alone"] = round(time.monotonic() - started, 3)
        return _report(con, linked, into)
    finally:
        con.close()


def _add_to_children(
    con: duckdb.DuckDBPyConnection,
    index: Index,
    added: Addition,
    extracts: Sequence[Extract],
    into: Path,
    previous: Run,
    run: str,
    told: ToObey,
    progress: Progress,
) -> Linked:
    """Link new extracts with the children that stand, and write the tables anew from the old ones and what was added."""
    linked = link_increment(con, extracts, added, previous, told, progress)
    started = time.monotonic()
    linked.model.save(into / "link_model.parquet")
    _place_records(con)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE standing_records AS SELECT unit AS party, min(record_key) AS record_key, count(*) AS many "
        f"FROM {quoted(previous.table('children'))} JOIN numbered USING (child_id) GROUP BY unit"
    ).fetchall()
    assign_ids(con, index.secret, into, previous, run, founding=_FOUNDING_WITH_STANDING, votes=_VOTES_OF_STANDING)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE renamed AS SELECT s.child_id AS old, n.child_id AS new "
        "FROM clustered c JOIN numbered s ON s.unit = c.party JOIN named n USING (cluster) WHERE s.child_id <> n.child_id"
    ).fetchall()
    _keep_told_apart(con, added)
    _first_records(con, previous)
    records = pq.read_metadata(previous.table("children")).num_rows + con.execute("SELECT count(*) FROM placed").fetchall()[0][0]
    write_basis(extracts, told, into, records, linked.idle_decisions)
    _write_grown(con, into, previous, gathered=linked.gathered)
    linked.seconds["writing children"] = round(time.monotonic() - started, 3)
    return linked


_FOUNDING_WITH_STANDING = """SELECT cluster, min(record_key) AS founding FROM (SELECT cluster, record_key FROM placed
    UNION ALL SELECT cluster, record_key FROM standing_records JOIN clustered USING (party)) GROUP BY cluster"""
_VOTES_OF_STANDING = """SELECT c.cluster, s.child_id, r.many FROM clustered c JOIN numbered s ON s.unit = c.party
    JOIN standing_records r USING (party)"""


def _write_grown(con: duckdb.DuckDBPyConnection, into: Path, previous: Run, *, gathered: bool) -> None:
    """Write the tables of records and children: as they stood, and what came to them."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE grown AS SELECT DISTINCT child_id FROM placed JOIN named USING (cluster) "
        f"WHERE child_id IN (SELECT child_id FROM {quoted(previous.table('child_summaries'))}) UNION SELECT new FROM renamed"
    ).fetchall()
    copy_to(
        con,
        f"""SELECT c.* REPLACE (coalesce(m.new, c.child_id) AS child_id,
                if(c.pass = 'lone' AND coalesce(m.new, c.child_id) IN (FROM grown), 'exact', c.pass) AS pass)
            FROM (SELECT * FROM {quoted(previous.table("children"))} UNION ALL BY NAME {_CHILDREN}) c
            LEFT JOIN renamed m ON m.old = c.child_id""",
        "record_key",
        into / "children.parquet",
    )
    copy_to(
        con,
        f"SELECT * FROM {quoted(previous.table('record_profiles'))} UNION ALL SELECT record_key, profile FROM placed",
        "record_key",
        into / "record_profiles.parquet",
    )
    _write_links(con, into, before=previous)
    _write_doubts(con, into, before=previous)
    _add_to_summaries(con, previous, into)
    write_presence_with_standing(con, into, previous)
    if not gathered:
        gather_what_came(con)
    _write_units(con, into)


def _add_to_summaries(con: duckdb.DuckDBPyConnection, previous: Run, into: Path) -> None:
    """Write the summaries: as they were where nothing came; else the last known facts replaced by what came since; new children's own."""
    former = quoted(previous.table("child_summaries"))
    con.execute(
        "CREATE OR REPLACE TEMP TABLE summed_anew AS SELECT child_id FROM placed JOIN named USING (cluster) "
        "UNION SELECT old FROM renamed UNION SELECT new FROM renamed"
    ).fetchall()
    latest = ", ".join(f"coalesce(arg_max({name}, (place, record_count)) FILTER ({name} IS NOT NULL)) AS {name}" for name in _LAST_KNOWN)
    usual = ", ".join(f"arg_max({name}, (record_count, -place)) FILTER ({name} IS NOT NULL) AS {name}" for name in _USUAL)
    copy_to(
        con,
        f"""SELECT * FROM {former} ANTI JOIN summed_anew USING (child_id) UNION ALL BY NAME
            SELECT coalesce(m.new, s.child_id) AS child_id, {usual}, {latest}, sum(record_count)::INTEGER AS record_count,
                list_sort(list_distinct(flatten(list(registers)))) AS registers
            FROM (SELECT *, 0 AS place FROM {former} SEMI JOIN summed_anew USING (child_id)
                UNION ALL BY NAME SELECT *, 1 AS place FROM ({_summaries("named")})) s
            LEFT JOIN renamed m ON m.old = s.child_id GROUP BY ALL""",
        "child_id",
        into / "child_summaries.parquet",
    )


def _run_name(index: Index, extracts: Sequence[Extract], on: date | None) -> str:
    """Return the name that the run being built will get."""
    return index.next_run_id(on or max((each.as_at for each in extracts), default=date.min))


def _place_records(con: duckdb.DuckDBPyConnection) -> None:
    """Make the table `placed`: each record with its party and its cluster, and how surely it belongs there."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE placed AS SELECT r.record_key, r.record_id, r.extract, r.profile, c.party, c.cluster, "
        "coalesce(c.probability, 1.0) AS probability, coalesce(c.pass, 'exact') AS pass "
        "FROM records r JOIN parties USING (profile) JOIN clustered c USING (party)"
    ).fetchall()


def _write_tables(con: duckdb.DuckDBPyConnection, into: Path, *, gathered: bool) -> None:
    _first_records(con, None)
    copy_to(con, _CHILDREN, "record_key", into / "children.parquet")
    copy_to(con, "SELECT record_key, profile FROM placed", "record_key", into / "record_profiles.parquet")
    _write_links(con, into)
    _write_doubts(con, into)
    _write_summaries(con, into)
    write_presence(con, into)
    if not gathered:
        gather_as_clustered(con)
    _write_units(con, into)


def _write_units(con: duckdb.DuckDBPyConnection, into: Path) -> None:
    presence = files(con, into / "child_presence.parquet")
    write_child_units(con, f"SELECT n.cluster AS unit, p.registers FROM {presence} p JOIN named n USING (child_id)", into)


def _keep_told_apart(con: duckdb.DuckDBPyConnection, added: Addition) -> None:
    """Make `told_apart`: the pairs of children whom somebody told apart since the run before: nobody is asked about them again."""
    pairs = [(each.left, each.right) for each in added.decisions if not each.same]
    keep(con, "told_now", pa.table({"l": pa.array([a for a, _ in pairs], pa.string()), "r": pa.array([b for _, b in pairs], pa.string())}))
    today = "SELECT s.child_id AS old, n.child_id FROM numbered s JOIN clustered c ON c.party = s.unit JOIN named n USING (cluster)"
    con.execute(
        "CREATE OR REPLACE TEMP TABLE told_apart AS SELECT least(a.child_id, b.child_id) AS a, greatest(a.child_id, b.child_id) AS b "
        f"FROM told_now t JOIN ({today}) a ON a.old = t.l JOIN ({today}) b ON b.old = t.r"
    ).fetchall()


def _first_records(con: duckdb.DuckDBPyConnection, previous: Run | None) -> None:
    """Make `first_records`: a record that stands for each unit."""
    standing = " UNION ALL SELECT party, record_key FROM standing_records" if previous else ""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE first_records AS SELECT party, min(record_key) AS record_key FROM "
        f"(SELECT party, record_key FROM placed{standing}) GROUP BY party"
    ).fetchall()


_CHILDREN = (
    "SELECT p.record_key, e.register, e.supplier, e.as_at, p.record_id, n.child_id, p.probability AS match_probability, "
    "if(count(*) OVER (PARTITION BY p.cluster) = 1, 'lone', p.pass) AS pass "
    "FROM placed p JOIN named n USING (cluster) JOIN extracts e ON e.number = p.extract"
)


def _write_links(con: duckdb.DuckDBPyConnection, into: Path, *, before: Run | None = None) -> None:
    """Write each pair that was joined, by a record of each."""
    exact = (
        "SELECT min(min(record_key)) OVER (PARTITION BY party) AS left_key, min(record_key) AS right_key, "
        "'exact' AS pass, 1.0 AS probability, "
        "NULL::DOUBLE AS weight, 'same name, date of birth and postcode' AS because FROM placed GROUP BY party, profile"
    )
    copy_to(
        con,
        f"SELECT * FROM ({exact}) WHERE left_key <> right_key UNION ALL "
        "SELECT least(a.record_key, b.record_key), greatest(a.record_key, b.record_key), j.pass, j.probability, j.weight, j.because "
        "FROM joined j JOIN first_records a ON a.party = j.l JOIN first_records b ON b.party = j.r"
        + (f" UNION ALL FROM {quoted(before.table('links'))}" if before else ""),
        "left_key, right_key, pass, probability, weight, because",
        into / "links.parquet",
    )


_KEPT_APART = """SELECT a.cluster, b.cluster AS other FROM forbidden f JOIN clustered a ON a.party = f.unit
    JOIN clustered b ON b.party = f.other"""


def _write_doubts(con: duckdb.DuckDBPyConnection, into: Path, *, before: Run | None = None) -> None:
    """Write the pairs of children that a person should see: each pair of children once, at its most likely."""
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE doubted AS WITH apart AS ({_KEPT_APART}),
        doubting AS (
            SELECT d.l, d.r, d.probability, d.kind, d.because, d.look, a.cluster AS ours, b.cluster AS theirs,
                n.child_id AS left_id, m.child_id AS right_id
            FROM doubts d JOIN clustered a ON a.party = d.l JOIN clustered b ON b.party = d.r
            JOIN named n ON n.cluster = a.cluster JOIN named m ON m.cluster = b.cluster WHERE a.cluster <> b.cluster),
        asked AS (SELECT * FROM doubting ANTI JOIN (SELECT cluster AS ours, other AS theirs FROM apart
            UNION SELECT other, cluster FROM apart) told USING (ours, theirs)),
        likeliest AS (SELECT * FROM asked QUALIFY row_number() OVER (
            PARTITION BY least(left_id, right_id), greatest(left_id, right_id) ORDER BY probability DESC, l, r, look) = 1)
        SELECT least(left_id, right_id) AS child_a, greatest(left_id, right_id) AS child_b,
            if(left_id < right_id, l, r) AS l, if(left_id < right_id, r, l) AS r, probability, kind, because FROM likeliest"""
    ).fetchall()
    copy_to(
        con,
        "SELECT d.child_a, d.child_b, a.record_key AS left_key, b.record_key AS right_key, d.probability, d.kind, d.because "
        "FROM doubted d JOIN first_records a ON a.party = d.l JOIN first_records b ON b.party = d.r"
        + (f" UNION ALL {_doubts_before(before)}" if before else ""),
        "child_a, child_b",
        into / "review_pairs.parquet",
    )


def _doubts_before(before: Run) -> str:
    """Return the SQL of the review pairs of the run before that still are two children, and are not asked again."""
    return f"""SELECT * FROM (
        SELECT DISTINCT ON (child_a, child_b) * FROM (
            SELECT least(a, b) AS child_a, greatest(a, b) AS child_b, if(a <= b, left_key, right_key) AS left_key,
                if(a <= b, right_key, left_key) AS right_key, probability, kind, because
            FROM (SELECT p.* , coalesce(x.new, child_a) AS a, coalesce(y.new, child_b) AS b FROM {quoted(before.table("review_pairs"))} p
                LEFT JOIN renamed x ON x.old = child_a LEFT JOIN renamed y ON y.old = child_b) WHERE a <> b)
        ORDER BY child_a, child_b, probability DESC, left_key, right_key)
        WHERE (child_a, child_b) NOT IN (SELECT (child_a, child_b) FROM doubted UNION ALL SELECT (a, b) FROM told_apart)"""


_USUAL, _RECENT = ("surname", "forename", "middle_names", "date_of_birth", "sex"), "(seen.seen_on, seen.times, p.profile)"
_LAST_KNOWN, _FREQUENT = ("upn", "nhs_number", "postcode", "address_line_1"), "(seen.times, seen.seen_on, p.profile)"


def _summaries(named: str) -> str:
    """Return the SQL of one row of a child: what is said of it most often, and of what changes the latest. Shape  named: their table."""
    return f"""
WITH seen AS (
    SELECT p.profile, p.cluster, max(e.as_at) AS seen_on, count(*) AS times, list(DISTINCT e.register) AS registers
    FROM placed p SEMI JOIN {named} USING (cluster) JOIN extracts e ON e.number = p.extract GROUP BY p.profile, p.cluster)
SELECT n.child_id,
    {", ".join(f"arg_max(p.{name}, {_FREQUENT}) FILTER (p.{name} IS NOT NULL) AS {name}" for name in _USUAL)},
    {", ".join(f"arg_max(p.{name}, {_RECENT}) FILTER (p.{name} IS NOT NULL) AS {name}" for name in _LAST_KNOWN)},
    sum(seen.times)::INTEGER AS record_count, list_sort(list_distinct(flatten(list(seen.registers)))) AS registers
FROM seen JOIN profiles p ON p.profile = seen.profile JOIN {named} n ON n.cluster = seen.cluster GROUP BY n.child_id"""


def _write_summaries(con: duckdb.DuckDBPyConnection, into: Path) -> None:
    """Write one row of each child."""
    if is_elsewhere(con):
        copy_to(con, _summaries("named"), "child_id", into / "child_summaries.parquet")
        return
    written = into / "child_summaries.parquet"
    write_in_portions(con, written, {"summed": "SELECT n.cluster, n.child_id FROM named n"}, f"{_summaries('summed')} ORDER BY child_id")


def _report(con: duckdb.DuckDBPyConnection, linked: Linked, into: Path) -> LinkReport:
    records, children = (pq.read_metadata(into / f"{name}.parquet").num_rows for name in ("children", "child_summaries"))
    (profiles,) = con.execute(f"SELECT count(DISTINCT profile) FROM {quoted(into / 'record_profiles.parquet')}").fetchall()[0]
    by_pass = Counter(
        dict(con.execute(f"SELECT pass, count(*) FROM {quoted(into / 'links.parquet')} GROUP BY pass ORDER BY pass").fetchall())
    )
    kinds = dict(con.execute(f"SELECT kind, count(*) FROM {quoted(into / 'review_pairs.parquet')} GROUP BY kind ORDER BY kind").fetchall())
    return LinkReport(records, profiles, children, by_pass, linked.pairs_scored, kinds, linked.seconds)

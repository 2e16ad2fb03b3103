"""Who was on a roll on one day, as they were then, and as they are on a later day: what the Commissioner's analysis counts.

Nine million children stand in six tables. Ids of fourteen letters would be compared in each; so children go by a number here, the hash of
their id, and a salt is found with which no two of them have the same. All that is gathered of a child is a number or a word of few letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

import duckdb
import pyarrow.parquet as pq

from onroll.core.measures.unrolled import RollChild, belongs, destination_of
from onroll.core.registers.roll_change import DESTINATION_TYPES
from onroll.core.statuses import STATUSES
from onroll.pipeline.engine import connect, quoted, read_parquet
from onroll.pipeline.index import Extract, Run
from onroll.pipeline.measures.shape import Asked
from onroll.pipeline.shielding import shielded_sql

COHORT = "looked_at"
"""The view of the cohort: one row is one child."""

IN_NEED = ("cin", "cpp", "cla")
NEWEST_ALONE = frozenset({"cme_register", "social_care"})
"""Registers of which each supplier's newest extract tells all that there is."""

_DAYS = frozenset({"change_date", "start_date", "end_date", "opened_on", "closed_on"})
_LATER, _SHIFT = 1_000_000, 2_000_000
"""What is said after the first day counts less than whatever was said before it. Units  days."""

MEMORY = "2500MB"

_STATUSES = tuple(rule.code for rule in STATUSES)


@contextmanager
def cohort_of(asked: Asked) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
    """Yield a connection that has the view of the cohort, and `left_out`, the shielded children of it; and the SQL of a child's number."""
    con = connect(memory_limit=MEMORY)
    try:
        con.execute("SET preserve_insertion_order = false")
        con.execute("SET VARIABLE first_day = ?::DATE", [asked.first_day or asked.run.on])
        con.execute("SET VARIABLE last_day = ?::DATE", [asked.run.on])
        gathering = _Gathering(con, asked)
        gathering.gather()
        yield con, gathering.number
    finally:
        con.close()


def roll_children(asked: Asked) -> list[RollChild]:
    """Return the children of the cohort one by one, in order: for a small area, and for comparison."""
    columns = "date_of_birth, sex, ethnicity, sen, decile, in_need, la_code, status, listed, reported, partial"
    with cohort_of(asked) as (con, number):
        names = f"(SELECT child_id, {number} AS child FROM {read_parquet(asked.run.table('child_summaries'))})"
        rows = con.execute(f"SELECT child_id, {columns} FROM {COHORT} JOIN {names} USING (child) ORDER BY child_id").fetchall()
    return [RollChild(*row) for row in rows]


def gone_children(asked: Asked) -> list[RollChild]:
    """Return those of the cohort's ages who are in no school on the second day, one by one, in order."""
    first = asked.first_day or asked.run.on
    return [child for child in roll_children(asked) if belongs(child, first) and destination_of(child) is not None]


class _Gathering:
    """The steps, each of which leaves a table."""

    def __init__(self, con: duckdb.DuckDBPyConnection, asked: Asked) -> None:
        self._con, self._asked, self._run = con, asked, asked.run
        self._first = asked.first_day or asked.run.on
        self.number = f"hash(child_id{_salt(con, asked.run)})"
        self._placed = f"(SELECT record_key, {self.number} AS child FROM {read_parquet(asked.run.table('children'))})"

    def gather(self) -> None:
        self._on_roll()
        self._places()
        self._pupils()
        self._said_of_children()
        self._cohort()

    def _on_roll(self) -> None:
        """Make `on_roll`, with the status on the second day. Who was on two rolls counts at the school of the smaller number."""
        first = "starts_on <= getvariable('first_day') AND coalesce(ends_before > getvariable('first_day'), true) AND status = 'on_roll'"
        second = "starts_on <= getvariable('last_day') AND coalesce(ends_before > getvariable('last_day'), true)"
        places = " ".join(f"WHEN {quoted(code)} THEN {place}" for place, code in enumerate(_STATUSES))
        self._con.execute(
            f"""CREATE TEMP TABLE on_roll AS SELECT * FROM (
            SELECT child, min(urn) FILTER (first) AS urn, min(la_code) FILTER (first) AS la_code, min(status) FILTER (second) AS status,
                bool_or(first) AS first FROM (
                SELECT {self.number} AS child, urn, la_code, (CASE status {places} END)::UTINYINT AS status, {first} AS first,
                    {second} AS second FROM {read_parquet(self._run.table("timelines"))} WHERE ({first}) OR ({second}))
            GROUP BY child) WHERE first AND status IS NOT NULL"""
        )
        self._con.execute("CREATE TEMP TABLE statuses (n_status UTINYINT, status VARCHAR)")
        self._con.executemany("INSERT INTO statuses VALUES (?, ?)", list(enumerate(_STATUSES)))
        self._con.execute(
            f"""CREATE TEMP TABLE left_out AS SELECT DISTINCT child_id, {self.number} AS child FROM {shielded_sql(self._run)}
            WHERE {self.number} IN (SELECT child FROM on_roll)"""
        )
        if not self._asked.include_shielded:
            self._con.execute("DELETE FROM on_roll WHERE child IN (SELECT child FROM left_out)")

    def _places(self) -> None:
        """Make `places` by postcode and `schools` by number: of each the newest extract that tells of it."""
        self._con.execute("CREATE TEMP TABLE said_places (postcode VARCHAR, la_code VARCHAR, decile TINYINT)")
        self._con.execute("CREATE TEMP TABLE schools (urn VARCHAR, la_code VARCHAR)")
        for each in self._newest_first("postcodes"):
            self._con.execute(
                f"""INSERT INTO said_places SELECT postcode, min(la_code), min(TRY_CAST(idaci_decile AS TINYINT))
                FROM {read_parquet(each.records_path)} ANTI JOIN said_places USING (postcode) GROUP BY postcode"""
            )
        for each in self._newest_first("establishments"):
            self._con.execute(
                f"""INSERT INTO schools SELECT urn, min(la_code) FROM {read_parquet(each.records_path)} ANTI JOIN schools USING (urn)
                GROUP BY urn"""
            )
        self._con.execute(
            "CREATE TEMP TABLE places AS SELECT *, (row_number() OVER (ORDER BY postcode))::UINTEGER AS place FROM said_places"
        )

    def _newest_first(self, register: str) -> list[Extract]:
        of_register = [each for each in self._asked.extracts if each.register == register]
        return sorted(of_register, key=lambda each: (each.as_at, each.number), reverse=True)

    def _pupils(self) -> None:
        """Make `as_pupil`: of each fact what the roll nearest to the first day says, one of its own day or before if there is any.

        Nearness and fact are one number, so that the greatest is what counts, whatever the order in which rows are read.
        """
        facts = ("sex", "ethnicity", "sen_provision")
        rows = self._rows("school_roll", (*facts, "postcode"))
        for fact in facts:
            self._con.execute(
                f"CREATE TEMP TABLE all_{fact} AS SELECT {fact}, (row_number() OVER (ORDER BY {fact}))::USMALLINT AS n_{fact} FROM "
                f"(SELECT DISTINCT {fact} FROM ({rows}) WHERE {fact} IS NOT NULL)"
            )
        best = ", ".join(f"(max((nearness << 32) | n_{fact}) & 4294967295)::USMALLINT AS n_{fact}" for fact in facts)
        joins = " ".join(f"LEFT JOIN all_{fact} USING ({fact})" for fact in facts)
        self._con.execute(
            f"""CREATE TEMP TABLE as_pupil AS SELECT child, {best},
                (max((nearness << 32) | coalesce(place, 0)) FILTER (postcode IS NOT NULL) & 4294967295)::UINTEGER AS place
            FROM (SELECT * FROM ({rows}) JOIN {self._placed} USING (record_key) SEMI JOIN on_roll USING (child)) {joins}
            LEFT JOIN places USING (postcode) GROUP BY child"""
        )

    def _said_of_children(self) -> None:
        """Make `in_need`, `listed`, `gone` and `partial`: the few children of whom other registers say something."""
        self._con.execute(
            f"""CREATE TEMP TABLE in_need AS SELECT DISTINCT child
            FROM ({self._rows("social_care", ("episode", "start_date", "end_date"))}) JOIN {self._placed} USING (record_key)
            WHERE episode IN {IN_NEED} AND start_date <= getvariable('first_day')
                AND (end_date IS NULL OR end_date >= getvariable('first_day'))"""
        )
        self._con.execute(
            f"""CREATE TEMP TABLE listed AS SELECT DISTINCT child
            FROM ({self._rows("cme_register", ("opened_on", "closed_on"))}) JOIN {self._placed} USING (record_key)
            WHERE opened_on <= getvariable('last_day') AND (closed_on IS NULL OR closed_on > getvariable('last_day'))"""
        )
        # Of two deletions on one day the one that names a destination counts.
        self._con.execute(
            f"""CREATE TEMP TABLE gone AS SELECT child,
                max({{'on': change_date, 'named': coalesce(destination_type IN {tuple(sorted(DESTINATION_TYPES))}, false)}}).named AS named
            FROM ({self._rows("roll_change", ("change", "change_date", "destination_type"))}) JOIN {self._placed} USING (record_key)
            WHERE change = 'deleted' AND change_date > getvariable('first_day') AND change_date <= getvariable('last_day')
            GROUP BY child"""
        )
        self._con.execute(
            f"""CREATE TEMP TABLE partial AS SELECT {self.number} AS child FROM {read_parquet(self._run.table("findings"))}
            WHERE coverage = 'partial'"""
        )

    def _cohort(self) -> None:
        summaries = read_parquet(self._run.table("child_summaries"))
        known = f"(SELECT {self.number} AS child, date_of_birth, ascii(sex)::UTINYINT AS sex FROM {summaries})"
        born = "(SELECT NULL::UBIGINT AS child, NULL::DATE AS date_of_birth WHERE false)"  # of a run from before they were kept
        if self._run.table("birthdays").exists():
            born = f"(SELECT {self.number} AS child, date_of_birth FROM {read_parquet(self._run.table('birthdays'))})"
        here = "" if self._asked.la_code is None else f"WHERE la_code = {quoted(self._asked.la_code)}"
        self._con.execute(
            f"""CREATE TEMP VIEW {COHORT} AS SELECT * FROM (
            SELECT o.child, coalesce(b.date_of_birth, s.date_of_birth) AS date_of_birth,
                CASE s.sex WHEN ascii('F') THEN 'F' WHEN ascii('M') THEN 'M' ELSE x.sex END AS sex, e.ethnicity, n.sen_provision AS sen,
                d.decile, o.child IN (FROM in_need) AS in_need, coalesce(c.la_code, d.la_code, o.la_code) AS la_code, t.status,
                o.child IN (FROM listed) AS listed, coalesce(NOT g.named, false) AS reported,
                o.child IN (FROM partial) AS partial
            FROM on_roll o JOIN statuses t ON t.n_status = o.status LEFT JOIN {known} s USING (child) LEFT JOIN {born} b USING (child)
            LEFT JOIN as_pupil p USING (child) LEFT JOIN places d USING (place) LEFT JOIN all_sex x USING (n_sex)
            LEFT JOIN all_ethnicity e USING (n_ethnicity) LEFT JOIN all_sen_provision n USING (n_sen_provision)
            LEFT JOIN schools c ON c.urn = o.urn LEFT JOIN gone g ON g.child = o.child
            WHERE coalesce(b.date_of_birth, s.date_of_birth) IS NOT NULL) {here}"""
        )

    def _rows(self, register: str, columns: Sequence[str]) -> str:
        """Return the SQL of a register's rows. Shape  nearness: of the extract's day to the first day, the greater the nearer."""
        of_register = [each for each in self._asked.extracts if each.register == register]
        if register in NEWEST_ALONE:
            newest: dict[str, date] = {}
            for each in of_register:
                newest[each.supplier] = max(newest.get(each.supplier, each.as_at), each.as_at)
            of_register = [each for each in of_register if each.as_at == newest[each.supplier]]
        parts = []
        for each in of_register:
            known = set(pq.read_schema(each.records_path).names)
            chosen = ", ".join(name if name in known else f"NULL::{_kind(name)} AS {name}" for name in columns)
            late = _LATER if each.as_at > self._first else 0
            nearness = _SHIFT - late - abs((each.as_at - self._first).days)
            parts.append(f"SELECT record_key, {nearness}::BIGINT AS nearness, {chosen} FROM {read_parquet(each.records_path)}")
        empty = ", ".join(f"NULL::{_kind(name)} AS {name}" for name in columns)
        return " UNION ALL ".join(parts) or f"SELECT NULL::BIGINT AS record_key, NULL::BIGINT AS nearness, {empty} WHERE false"


def _kind(column: str) -> str:
    return "DATE" if column in _DAYS else "VARCHAR"


def _salt(con: duckdb.DuckDBPyConnection, run: Run) -> str:
    """Return what is to be hashed with an id, so that no two children of a run have one number: nearly always nothing."""
    children = read_parquet(run.table("child_summaries"))
    for salt in ("", *(f", {number}" for number in range(1, 20))):
        ((alike,),) = con.execute(f"SELECT count(*) <> count(DISTINCT hash(child_id{salt})) FROM {children}").fetchall()
        if not alike:
            return salt
    raise ValueError(f"The run {run.run_id} lists children more than once.")

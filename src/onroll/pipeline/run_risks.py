"""What the registers say that makes a missing child's case more urgent, and who is shielded: for triage as a case arrives."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from onroll.core.areas import authority
from onroll.core.attendance_marks import ATTENDED, NOT_POSSIBLE, session_codes
from onroll.core.register_words import register_name
from onroll.core.wording import day_words
from onroll.pipeline.engine import asking, quoted, read_parquet
from onroll.pipeline.index import RECORD_KEY_STRIDE, Extract, Index, Run
from onroll.pipeline.received_extracts import extracts_of
from onroll.pipeline.run_queries import FEW, open_lookups
from onroll.pipeline.shielding import shielded_children

SOCIAL_CARE = {"cpp": "child_protection_plan", "cla": "looked_after", "cin": "child_in_need"}
SEEN_IN = frozenset(["school_roll", "roll_change", "attendance", "alternative_provision", "social_care", "youth_justice"])
"""Registers whose keepers meet the child. Where none of them knows a child, nobody is known to have seen them."""

ABSENCE_SINCE = timedelta(days=365)
_SUMMARIES, _MEMBERS = "child_id, date_of_birth, registers, postcode", "record_key, child_id, register, as_at"

LEAST_SESSIONS = 20
"""Two weeks of school: a share of fewer sessions says nothing."""


def shielded_in(run: Run) -> frozenset[str]:
    """Return the shielded children of a run."""
    return shielded_children(run.folder)


def risks_known(run: Run, child_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return for each child what is known, and under `said_by` which extract says each thing.

    Shape  date_of_birth; child_protection_plan, looked_after, child_in_need: an episode of social care is open, that is, it began
           by the run's day and has not ended before it; sen: N, K or E, by the newest roll; idaci_decile: of the latest
           postcode, where a postcode file knows it; absence_percent: of the sessions of the year before, where at least
           twenty were possible; earlier_on_list: entries on an authority's own list that were closed; never_seen: no register
           of those who meet children knows the child.
    """
    if not child_ids:
        return {}
    opened = open_lookups(run, child_ids)
    connection = opened[0].connection() if opened is not None else asking()
    try:
        (_gather if opened is None else _gather_few)(connection, run, child_ids)
        return _Registers(run, connection).known()
    finally:
        connection.close()


def _gather(connection: duckdb.DuckDBPyConnection, run: Run, child_ids: Sequence[str]) -> None:
    """Read the summaries and the records of the wanted children out of the run."""
    connection.execute("CREATE TEMP TABLE wanted AS SELECT DISTINCT unnest(?) AS child_id", [list(child_ids)])
    for name, (columns, table) in {"summaries": (_SUMMARIES, "child_summaries"), "members": (_MEMBERS, "children")}.items():
        source = read_parquet(run.table(table))
        connection.execute(f"CREATE TEMP TABLE {name} AS SELECT {columns} FROM {source} JOIN wanted USING (child_id)")


def _gather_few(connection: duckdb.DuckDBPyConnection, run: Run, child_ids: Sequence[str]) -> None:
    """The same of a few children, out of the tables that this process has open by child: only their blocks of rows are read."""
    wanted = ", ".join(quoted(child_id) for child_id in sorted(set(child_ids)))
    for name, (columns, table) in {"summaries": (_SUMMARIES, "known"), "members": (_MEMBERS, "children")}.items():
        connection.execute(f"CREATE TEMP TABLE {name} AS SELECT {columns} FROM {table} WHERE child_id IN ({wanted})")


class _Registers:
    """The registers of one run, asked about the wanted children."""

    def __init__(self, run: Run, connection: duckdb.DuckDBPyConnection) -> None:
        self.run, self.connection = run, connection
        self.found: dict[str, dict[str, Any]] = {}

    def known(self) -> dict[str, dict[str, Any]]:
        """Return what all of them say."""
        self._summaries()
        self._social_care()
        for child_id, provision, said_by in self._records("school_roll", "sen_provision"):
            if provision:
                self._say(child_id, "sen", provision, said_by)
        self._deprivation()
        self._absence()
        self._own_lists()
        return self.found

    def _say(self, child_id: str, what: str, value: Any, said_by: str) -> None:
        facts = self.found.setdefault(child_id, {})
        facts[what] = value
        facts.setdefault("said_by", {})[what] = said_by

    def _summaries(self) -> None:
        for child_id, born, registers in self.connection.execute("SELECT child_id, date_of_birth, registers FROM summaries").fetchall():
            if isinstance(born, date):
                self.found.setdefault(child_id, {})["date_of_birth"] = born
            if not SEEN_IN & set(registers or ()):
                self._say(child_id, "never_seen", True, "; ".join([*map(register_name, sorted(registers or ())), "no other register"]))

    def _social_care(self) -> None:
        for child_id, episode, starts, ends, said_by in self._records("social_care", "episode, start_date, end_date"):
            if episode in SOCIAL_CARE and (starts is None or starts <= self.run.on) and (ends is None or ends >= self.run.on):
                self._say(child_id, SOCIAL_CARE[episode], True, said_by)

    def _deprivation(self) -> None:
        for extract in sorted(self._of("postcodes"), key=lambda each: (each.as_at, each.number)):
            sql = f"""SELECT s.child_id, p.idaci_decile FROM summaries s JOIN {read_parquet(extract.records_path)} p USING (postcode)
                      WHERE p.idaci_decile IS NOT NULL"""
            for child_id, decile in self.connection.execute(sql).fetchall():
                self._say(child_id, "idaci_decile", decile, _named(extract))

    def _absence(self) -> None:
        counted: dict[str, list[int]] = {}
        said_by: dict[str, str] = {}
        for child_id, week, marks, source in self._records("attendance", "week_starting, marks"):
            if week is None or not self.run.on - ABSENCE_SINCE <= week <= self.run.on:
                continue
            codes = [code for code in session_codes(marks or "") if code not in NOT_POSSIBLE]
            missed, possible = counted.get(child_id, [0, 0])
            counted[child_id] = [missed + sum(code not in ATTENDED for code in codes), possible + len(codes)]
            said_by[child_id] = source
        for child_id, (missed, possible) in counted.items():
            if possible >= LEAST_SESSIONS:
                self._say(
                    child_id, "absence_percent", round(100 * missed / possible, 1), f"{missed} of {possible} sessions, {said_by[child_id]}"
                )

    def _own_lists(self) -> None:
        for child_id, closed_on, said_by in self._records("cme_register", "closed_on"):
            if closed_on is not None and closed_on <= self.run.on:
                before = self.found.get(child_id, {}).get("earlier_on_list", 0)
                self._say(child_id, "earlier_on_list", before + 1, said_by)

    def _records(self, register: str, columns: str) -> Iterator[tuple[Any, ...]]:
        """Yield those columns of the wanted children's records, the oldest extract first, and last which extract says so."""
        members = self.connection.execute("SELECT record_key, child_id, as_at FROM members WHERE register = ?", [register]).fetchall()
        of_extract: dict[tuple[date, int], dict[int, str]] = {}
        for key, child_id, as_at in members:
            of_extract.setdefault((as_at, key // RECORD_KEY_STRIDE), {})[key] = child_id
        for (_, number), of_key in sorted(of_extract.items()):
            extract = self._extracts.get(number)
            if extract is None or not set(columns.split(", ")) <= _columns_of(extract.records_path):
                continue
            for key, *said in rows_at(self.connection, extract.records_path, columns, of_key):
                yield (of_key[key], *said, _named(extract))

    def _of(self, register: str) -> list[Extract]:
        return [
            each for each in self._extracts.values() if each.register == register and each.state == "counted" and each.as_at <= self.run.on
        ]

    @cached_property
    def _extracts(self) -> Mapping[int, Extract]:
        return {each.number: each for each in extracts_of(Index(self.run.folder.parents[2])) if each.records_path.exists()}


def rows_at(connection: duckdb.DuckDBPyConnection, records: Path, columns: str, keys: Collection[int]) -> list[tuple[Any, ...]]:
    """Return the keys and those columns of some records of an extract, in order; of few, only their blocks of rows are read."""
    if len(keys) <= FEW:
        wanted = f"record_key IN ({', '.join(str(int(key)) for key in sorted(keys))})"
        return connection.execute(
            f"SELECT record_key, {columns} FROM {read_parquet(records)} WHERE {wanted} ORDER BY record_key"
        ).fetchall()
    connection.execute("CREATE OR REPLACE TEMP TABLE wanted_keys AS SELECT unnest(?)::BIGINT AS record_key", [list(keys)])
    sql = f"SELECT record_key, {columns} FROM {read_parquet(records)} JOIN wanted_keys USING (record_key) ORDER BY record_key"
    return connection.execute(sql).fetchall()


@lru_cache(maxsize=4096)
def _columns_of(records: Path) -> frozenset[str]:
    """Return what the records of an extract say; they never change."""
    return frozenset(pq.read_schema(records).names)


def _named(extract: Extract) -> str:
    known = authority(extract.supplier)
    sender = f"{known.name} ({extract.supplier})" if known else extract.supplier
    return f"{extract.register.replace('_', ' ')} from {sender}, as at {day_words(extract.as_at)}"

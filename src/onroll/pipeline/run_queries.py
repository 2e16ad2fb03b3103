"""Read one run's tables fast enough for a page: loaded once per process into an in-memory database, read-only.

Nothing here asks who is looking; `casework.queries` does, and is the only caller beside exports.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pyarrow.parquet as pq

from onroll.pipeline.engine import connect, read_parquet
from onroll.pipeline.finding_filters import found_where
from onroll.pipeline.index import RECORD_KEY_STRIDE, Index, Run
from onroll.pipeline.kept_tables import FEW_ROWS, SORTED, KeptTables, Lookups, kept_tables, lookups_in_memory
from onroll.pipeline.received_extracts import what_records_say
from onroll.pipeline.run_rows import (
    EMPTY_TABLES,
    SORTS,
    WAITS,
    Child,
    Contradiction,
    FindingFilters,
    FoundChild,
    LateExtract,
    RecordSeen,
    Scope,
    Spell,
)
from onroll.pipeline.run_views import DERIVED, derived_sql
from onroll.pipeline.shared_fields import child_as_shared, found_as_shared, record_as_shared
from onroll.pipeline.shielding import marked_children

T = TypeVar("T")

LARGEST_HOUSEHOLD = 20
LARGEST_LOADED_BYTES, MOST_LOADED_ROWS = 400_000_000, 8_000_000
"""Runs whose tables are larger than this are read from their files, not from memory."""
MOST_ANSWERS = 1_000
"""So many counts of a run are kept: a few rows each."""


class RunTables:
    """One run's tables, ready to be asked. Safe to share between threads: each question has a cursor of its own.

    Shape  is_large: what is counted of all its children takes longer than a page may.
    """

    def __init__(self, run: Run, *, for_few: bool = False) -> None:
        """Open a run's tables. Shape  for_few: for so few questions that to load them would take longer than to read the files."""
        self.run = run
        self._answers: dict[tuple[Any, ...], Sequence[Mapping[str, Any]]] = {}
        self._worked_out: dict[str, Any] = {}
        self._connection = connect(memory_limit="1GB", threads=2)
        self._connection.execute("SET parquet_metadata_cache = true")
        paths = {name: run.table(name) for name in EMPTY_TABLES}
        there = [path for path in paths.values() if path.exists()]
        # Rows that are much alike take little room in files, and as much as any in memory.
        self.is_large = (
            sum(path.stat().st_size for path in there) > LARGEST_LOADED_BYTES
            or max((pq.read_metadata(path).num_rows for path in there), default=0) > MOST_LOADED_ROWS
        )
        kept = None if for_few else kept_tables(run)
        small = kept is None and not self.is_large and not for_few
        self.is_large = self.is_large or kept is not None
        for name, path in paths.items():
            if not path.exists():
                self._connection.execute(f"CREATE TABLE {name} ({EMPTY_TABLES[name]})")
                continue
            loaded = small or (kept is not None and pq.read_metadata(path).num_rows <= FEW_ROWS)
            self._provide(name, kept.table(name) if kept and name in SORTED else path, loaded=loaded and name != "links")
        self._derive(kept, loaded=small)
        self.lookups = kept.lookups() if kept else lookups_in_memory(self._connection, run) if small else None
        self._connection.execute("SET threads = 1")  # a page's questions are small: dividing one costs more than answering it

    def _provide(self, name: str, path: Path, *, loaded: bool) -> None:
        select = f"SELECT * FROM {read_parquet(path)}"
        # Ordered by child, so that a question about one child touches one block of rows and needs no index.
        order = " ORDER BY child_id" if "child_id" in EMPTY_TABLES[name] else ""
        self._connection.execute(f"CREATE TABLE {name} AS {select}{order}" if loaded else f"CREATE VIEW {name} AS {select}")

    def _derive(self, kept: KeptTables | None, *, loaded: bool) -> None:
        # Runs made before findings said for which extracts they wait have no such column.
        waits = any(row["column_name"] == "waits_for" for row in self.ask("DESCRIBE findings"))
        for name in DERIVED:
            sql = f"SELECT * FROM {read_parquet(kept.table(name))}" if kept else derived_sql(name, self.run.on, findings_wait=waits)
            is_loaded = pq.read_metadata(kept.table(name)).num_rows <= FEW_ROWS if kept else loaded
            self._connection.execute(f"CREATE {'TABLE' if is_loaded else 'VIEW'} {name} AS {sql}")

    def ask(self, sql: str, parameters: Sequence[Any] | None = None) -> list[dict[str, Any]]:
        """Return the rows that answer a question to this run, for this module and those that read one more of its tables."""
        cursor: duckdb.DuckDBPyConnection = self._connection.cursor()
        try:
            result = cursor.execute(sql, parameters or [])
            names = [column[0] for column in result.description or []]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
        finally:
            cursor.close()

    def connection(self) -> duckdb.DuckDBPyConnection:
        """Return a connection to these tables for a module that asks several things; its own tables must be TEMP. Close it afterwards."""
        return self._connection.cursor()

    def ask_once(self, sql: str, parameters: Sequence[Any] = ()) -> Sequence[Mapping[str, Any]]:
        """Return the rows of a question that counts: a run never changes, so the same question has the same answer.

        Whom people mark since is a parameter of the question: another mark is another question.
        """
        key = (sql, tuple(tuple(each) if isinstance(each, list) else each for each in parameters))
        answer = self._answers.get(key)
        if answer is None:
            answer = self.ask(sql, parameters)
            while len(self._answers) >= MOST_ANSWERS:
                self._answers.pop(next(iter(self._answers)), None)
            self._answers[key] = answer
        return answer

    def worked_out_once(self, what: str, make: Callable[[], T]) -> T:
        """Return what is made of this run and nothing else, made at the first question: a run never changes."""
        if what not in self._worked_out:
            self._worked_out[what] = make()
        made: T = self._worked_out[what]
        return made

    # -- who is shielded ------------------------------------------------------------------------------------------

    @property
    def marked(self) -> frozenset[str]:
        """Return the children that people marked since: obeyed by the very next question."""
        return marked_children(self.run.folder.parents[2])

    def _found(self, row: Mapping[str, Any]) -> FoundChild:
        values = {name: row[name] for name in FoundChild.__dataclass_fields__}
        for name in ("evidence", "sentences", "leads", "registers"):
            values[name] = tuple(each for each in values[name] or () if each)
        return found_as_shared(FoundChild(**{**values, "shielded": values["shielded"] or row["child_id"] in self.marked}))

    def _child(self, row: Mapping[str, Any]) -> Child:
        values = {name: row[name] for name in Child.__dataclass_fields__ if name not in ("shielded", "registers")}
        is_shielded = bool(row["is_shielded"]) or row["child_id"] in self.marked
        return child_as_shared(Child(**values, shielded=is_shielded, registers=tuple(row["registers"] or ())))

    # -- findings -------------------------------------------------------------------------------------------------

    def findings(self, scope: Scope, filters: FindingFilters, *, limit: int | None = None, offset: int = 0) -> tuple[list[FoundChild], int]:
        """Return one page of the findings in scope that pass the filters, and how many there are in all."""
        where, parameters = found_where(scope, filters, self.marked)
        total = self.ask_once(f"SELECT count(*) AS n FROM found WHERE {where}", parameters)[0]["n"]
        page = f" LIMIT {int(limit)} OFFSET {int(offset)}" if limit is not None else ""
        columns = ", ".join(name for name in FoundChild.__dataclass_fields__)
        rows = self.ask(f"SELECT {columns} FROM found WHERE {where} ORDER BY {SORTS.get(filters.sort, SORTS['harm'])}{page}", parameters)
        return [self._found(row) for row in rows], total

    def finding_counts(self, scope: Scope) -> dict[str, int]:
        """Return how many children in scope have a finding of each status."""
        where, parameters = found_where(scope, FindingFilters(), self.marked)
        rows = self.ask_once(f"SELECT status, count(*) AS n FROM found WHERE {where} GROUP BY ALL", parameters)
        return {row["status"]: row["n"] for row in rows}

    def finding_authorities(self, scope: Scope) -> list[str]:
        """Return the authorities where the children of the findings in scope live."""
        where, parameters = found_where(scope, FindingFilters(), self.marked)
        rows = self.ask_once(f"SELECT DISTINCT la_code FROM found WHERE {where} AND la_code IS NOT NULL ORDER BY la_code", parameters)
        return [row["la_code"] for row in rows]

    def finding_of(self, child_id: str) -> FoundChild | None:
        """Return the child's finding, where there is one."""
        if self.lookups is not None:
            row = self.lookups.found.first_of([child_id]).get(child_id)
            return self._found(row) if row else None
        columns = ", ".join(FoundChild.__dataclass_fields__)
        rows = self.ask(f"SELECT {columns} FROM found WHERE child_id = ?", [child_id])
        return self._found(rows[0]) if rows else None

    def findings_of(self, child_ids: Sequence[str]) -> dict[str, FoundChild]:
        """Return the findings of those children that have one."""
        if self.lookups is not None:
            return {child_id: self._found(row) for child_id, row in self.lookups.found.first_of(child_ids).items()}
        columns = ", ".join(FoundChild.__dataclass_fields__)
        rows = self.ask(f"SELECT {columns} FROM found WHERE child_id IN (SELECT unnest(?))", [list(child_ids)])
        return {row["child_id"]: self._found(row) for row in rows}

    # -- one child ------------------------------------------------------------------------------------------------

    def live_id(self, child_id: str) -> str:
        """Return the id that the child has now: the id itself, or its successor's successor where ids were joined."""
        seen = set()
        while child_id not in seen and child_id in self._successor:
            seen.add(child_id)
            child_id = self._successor[child_id]
        return child_id

    @cached_property
    def _successor(self) -> dict[str, str]:
        rows = self.ask("SELECT child_id, successor_id FROM child_history WHERE successor_id IS NOT NULL ORDER BY child_id")
        return {row["child_id"]: row["successor_id"] for row in rows}

    def successors(self, child_ids: Sequence[str]) -> dict[str, str]:
        """Return, for those of the ids that were joined to another, the id that they have now."""
        return {child_id: self.live_id(child_id) for child_id in child_ids if child_id in self._successor}

    def child(self, child_id: str) -> Child | None:
        """Return the child of that id, where the run has one."""
        found = self.children([child_id])
        return found.get(child_id)

    def children(self, child_ids: Sequence[str]) -> dict[str, Child]:
        """Return the children of those ids that the run has."""
        if self.lookups is not None:
            return {child_id: self._child(row) for child_id, row in self.lookups.known.first_of(child_ids).items()}
        rows = self.ask("SELECT * FROM known WHERE child_id IN (SELECT unnest(?))", [list(child_ids)])
        return {row["child_id"]: self._child(row) for row in rows}

    def authorities_of_many(self, child_ids: Collection[str]) -> dict[str, frozenset[str]]:
        """Return where each of many children lives or was last on a roll, by one question."""
        rows = self.ask("SELECT child_id, la_code, roll_la_code FROM known WHERE child_id IN (SELECT unnest(?))", [list(child_ids)])
        return {row["child_id"]: frozenset(code for code in (row["la_code"], row["roll_la_code"]) if code) for row in rows}

    def household(self, child_id: str) -> list[Child]:
        """Return the other children at the child's address, by the latest address of each; the same surname first."""
        if self.lookups is not None:
            return [self._child(row) for row in self.lookups.household(child_id)[:LARGEST_HOUSEHOLD]]
        rows = self.ask(
            """SELECT k.* FROM known k JOIN known me ON k.postcode = me.postcode AND lower(k.address_line_1) = lower(me.address_line_1)
               WHERE me.child_id = ? AND k.child_id <> me.child_id
               ORDER BY lower(k.surname) = lower(me.surname) DESC, k.date_of_birth, k.child_id
               LIMIT ?""",
            [child_id, LARGEST_HOUSEHOLD],
        )
        return [self._child(row) for row in rows]

    def spells(self, child_id: str) -> list[Spell]:
        """Return the child's spells in order of time."""
        if self.lookups is not None:
            rows = sorted(self.lookups.timelines.of(child_id), key=lambda row: row["starts_on"])
        else:
            rows = self.ask("SELECT * FROM timelines WHERE child_id = ? ORDER BY starts_on", [child_id])
        return [Spell(**{name: row[name] for name in _SPELL}, evidence=tuple(row["evidence"] or ())) for row in rows]

    def contradictions(self, child_id: str) -> list[Contradiction]:
        """Return what was said of the child that cannot all be so."""
        rows = self.ask("SELECT * EXCLUDE (child_id) FROM contradictions WHERE child_id = ? ORDER BY starts_on", [child_id])
        return [Contradiction(**{**row, "evidence": tuple(row["evidence"] or ())}) for row in rows]

    def review_pairs(self, child_id: str) -> list[dict[str, Any]]:
        """Return the pairs in which somebody must still say whether another child is this one."""
        return self.ask("SELECT * FROM review_pairs WHERE child_a = ? OR child_b = ? ORDER BY probability DESC", [child_id, child_id])

    def records(self, index: Index, child_id: str, *, newest: bool = False) -> list[RecordSeen]:
        """Return the records that belong to the child, the latest first, with what each says; or of each register the newest alone."""
        rows = self.ask("SELECT * FROM children WHERE child_id = ? ORDER BY as_at DESC, register, supplier, record_id", [child_id])
        if newest:
            rows = list({row["register"]: row for row in reversed(rows)}.values())
        keys = [row["record_key"] for row in rows]
        said = what_records_say(self._connection.cursor(), index, keys)
        because = self._why_joined(keys)
        return [
            record_as_shared(
                RecordSeen(
                    record_key=row["record_key"],
                    register=row["register"],
                    supplier=row["supplier"],
                    as_at=row["as_at"],
                    record_id=row["record_id"],
                    match_probability=row["match_probability"],
                    pass_name=row["pass"] or "",
                    because=because.get(row["record_key"], ""),
                    said=said.get(row["record_key"], {}),
                )
            )
            for row in rows
        ]

    def _why_joined(self, keys: Sequence[int]) -> dict[int, str]:
        if not keys:
            return {}
        these = f"({', '.join(str(int(key)) for key in keys)})"  # written out, so that the engine passes over rows that cannot be meant
        rows = self.ask(
            f"SELECT left_key, right_key, because FROM links WHERE left_key IN {these} AND right_key IN {these} ORDER BY probability"
        )
        return {key: row["because"] or "" for row in rows for key in (row["left_key"], row["right_key"])}

    # -- what is late ---------------------------------------------------------------------------------------------

    def late_extracts(self) -> list[LateExtract]:
        """Return what is late, that for which most findings wait first."""
        rows = self.ask_once("SELECT * FROM late_extracts ORDER BY findings_waiting DESC, days_behind DESC, register, supplier")
        return [LateExtract(**{**row, "findings_waiting": row["findings_waiting"] or 0}) for row in rows]

    def shielded_lines(self, extract_number: int) -> frozenset[int]:
        """Return the lines of an extract whose records belong to shielded children."""
        rows = self.ask(
            "SELECT record_key % ? AS line FROM children JOIN known USING (child_id)"
            " WHERE (is_shielded OR child_id IN (SELECT unnest(?))) AND record_key // ? = ?",
            [RECORD_KEY_STRIDE, sorted(self.marked), RECORD_KEY_STRIDE, extract_number],
        )
        return frozenset(row["line"] for row in rows)

    def findings_waiting(self, scope: Scope) -> dict[tuple[str, str], int]:
        """Return how many findings in scope wait for each late extract."""
        where, parameters = found_where(scope, FindingFilters(), self.marked)
        sql = f"""SELECT l.register, l.supplier, count(*) AS n
                  FROM late_extracts l JOIN (SELECT * FROM found WHERE {where}) found ON {WAITS} GROUP BY l.register, l.supplier"""
        return {(row["register"], row["supplier"]): row["n"] for row in self.ask_once(sql, parameters)}

    @cached_property
    def school_authorities(self) -> dict[str, str]:
        """Return the authority in which each school lies, as the timelines know it."""
        # Counted in two steps: DuckDB's `mode` keeps gigabytes for a nation, outside its limit.
        rows = self.ask(
            "SELECT urn, max({'n': n, 'la_code': la_code}).la_code AS la_code FROM (SELECT urn, la_code, count(*) AS n FROM timelines "
            "WHERE urn IS NOT NULL AND la_code IS NOT NULL GROUP BY ALL) GROUP BY urn"
        )
        return {row["urn"]: row["la_code"] for row in rows}


_SPELL = [name for name in Spell.__dataclass_fields__ if name != "evidence"]


# -- one set of tables for each run, kept while it is the one that readers see ---------------------------------------

_loaded: dict[str, RunTables] = {}
_loading = threading.Lock()


def tables_of(run: Run) -> RunTables:
    """Return the run's tables, loading them at the first question of this process."""
    key = str(run.folder)
    with _loading:
        if key not in _loaded:
            while len(_loaded) >= 2:  # the run before may still be in use by a page that is being made
                _loaded.pop(next(iter(_loaded)))
            _loaded[key] = RunTables(run)
        return _loaded[key]


def loaded_runs() -> tuple[str, ...]:
    """Return the folders of the runs whose tables this process has loaded, the oldest first."""
    return tuple(_loaded)


FEW = 25
"""So many children are looked up one by one, where this process has the run open; more are brought together by one statement."""


def open_lookups(run: Run, child_ids: Sequence[str]) -> tuple[RunTables, Lookups] | None:
    """Return the run's tables and what is looked up by child, where that answers sooner than reading whole tables: few, of an open run."""
    opened = _loaded.get(str(run.folder))
    if opened is None or opened.lookups is None or len(child_ids) > FEW:
        return None
    return opened, opened.lookups


def current_tables(index: Index) -> RunTables | None:
    """Return the tables of the run that readers see, if there has been one."""
    run = index.current_run()
    return tables_of(run) if run else None

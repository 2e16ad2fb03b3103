"""Named tables that stand in Spark, and that take the statements which DuckDB takes.

What joins different rows (joins, groups, windows) runs as Spark's own operators. What looks at one row at a time goes through DuckDB inside
Arrow batches on the executors: the same code on the same engine gives the same numbers to the last digit.

Each table is Parquet in the work folder: a stage that was killed begins anew from what stands before it, and the plan of a stage is
its own and not that of all before it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from onroll.pipeline.engine import ROWS_IN_A_GROUP, connect, quoted
from onroll.pipeline.links.comparisons import install_macros
from onroll.pipeline.spark.places import Places
from onroll.pipeline.spark.rendering import rendered

Work = Callable[[duckdb.DuckDBPyConnection], Any]


@dataclass(frozen=True)
class Answer:
    """The rows of a SELECT that has not run yet. Shape  frame: Spark's; None: the statement had no rows to give."""

    frame: Any = None

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Run it; return the rows."""
        return [] if self.frame is None else [tuple(row) for row in self.frame.collect()]

    def to_arrow_table(self) -> pa.Table:
        """Run it; return the rows as an Arrow table."""
        return self.frame.toArrow()


@dataclass
class SparkTables:
    """Tables in Spark, by name.

    Shape  begin: starts Spark; places: where the tables stand, and how executors name the files of the index.
    """

    begin: Callable[[], Any]
    places: Places
    _frames: dict[str, Any] = field(default_factory=dict)
    _small: dict[str, pa.Table] = field(default_factory=dict)
    _paths: dict[str, str] = field(default_factory=dict)
    _made: int = 0

    @cached_property
    def session(self) -> Any:
        """Spark's session, begun when it is first asked for."""
        return self.begin()

    def plan_of(self, name: str) -> str:
        """Return Spark's plan of a table that was made, worked out anew."""
        return str(self._frames[name]._jdf.queryExecution().toString())

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Answer:
        """Run one statement of the line."""
        statement = rendered(sql, with_parameters=bool(parameters))
        if statement.kind == "drop":
            self.session.catalog.dropTempView(statement.table)
            return Answer()
        if statement.of_rows:
            frame = self._in_batches(statement.source, _asks(statement.duckdb, list(parameters)), "made_of_rows")
        else:
            frame = self.session.sql(statement.sql, args=list(parameters) or None)
        if statement.kind == "select":
            return Answer(frame)
        if statement.kind == "insert":
            standing = self.session.table(statement.table)
            frame = standing.unionByName(_as(frame, standing.schema))
        source = re.search(r"FROM\s+(\w+)\s*$", statement.sql)
        small = bool(statement.kind == "create" and source and source[1] in self._small and statement.sql.startswith("SELECT * FROM"))
        if small and source:
            self._small[statement.table] = self._small[source[1]]
        self._keep(statement.table, frame, lazily=small or statement.kind == "view" or statement.table.endswith("_beside"))
        return Answer()

    def register(self, name: str, table: pa.Table) -> None:
        """Bring a small table along: every executor gets it whole."""
        self._small[name] = table
        self.session.createDataFrame(table).createOrReplaceTempView(name)

    def unregister(self, name: str) -> None:
        """Forget a small table."""
        self._small.pop(name, None)
        self.session.catalog.dropTempView(name)

    def files(self, *paths: Path) -> str:
        """Return the name of the table that those Parquet files are."""
        from pyspark.sql.pandas.types import from_arrow_schema

        self._made += 1
        name = f"files_{self._made}"
        # Spark would begin a job to find out; and where a column is in some of the files only, it would have to look at each.
        shape = pa.unify_schemas([pq.read_schema(path).remove_metadata() for path in paths], promote_options="permissive")
        frame = self.session.read.schema(from_arrow_schema(shape)).parquet(*map(self.places.of_file, paths))
        frame.createOrReplaceTempView(name)
        return name

    def copy_to(self, sql: str, order: str, path: Path, without: str = "", *, rows_in_a_group: int = ROWS_IN_A_GROUP) -> None:
        """Write what a SELECT gives as one Parquet file of the index, in order; executors write it, and here it is given its name.

        Shape  order: its columns; without: one of them, that is not written.
        """
        frame = self.session.sql(rendered(sql).sql).repartition(1).sortWithinPartitions(*order.split(", ")).drop(without)
        parts = path.with_suffix(".parts")
        frame.write.option("parquet.block.row.count.limit", rows_in_a_group).parquet(self.places.of_file(parts))
        self._frames[path.stem] = frame
        (written,) = parts.glob("part-*.parquet")
        written.replace(path)
        shutil.rmtree(parts)

    def by_row(self, sql_of: Callable[[str], str], source: str) -> str:
        """Return the name of what SQL makes of each row of a table, worked out in Arrow batches when it is read."""
        self._made += 1
        name = f"rows_{self._made}"
        self._in_batches(source, _asks(sql_of(source)), "made_of_rows").createOrReplaceTempView(name)
        return name

    def in_batches(self, work: Work, source: str, into: str) -> None:
        """Make a table by work that makes it of another one on DuckDB, batch by batch."""
        self._keep(into, self._in_batches(source, work, into))

    @property
    def partitions(self) -> int:
        """Into how many parts Spark cuts what is joined."""
        return int(self.session.conf.get("spark.sql.shuffle.partitions"))

    def rows(self, sql: str) -> list[Any]:
        """Return the rows of a SELECT in Spark's own words: few, for the driver holds them."""
        return list(self.session.sql(sql).collect())

    def count(self, sql: str) -> int:
        """Return how many rows a SELECT has."""
        return int(self.session.sql(sql).count())

    def make(self, name: str, sql: str, *, lazily: bool = False) -> None:
        """Make a table by a SELECT in Spark's own words."""
        self._keep(name, self.session.sql(sql), lazily=lazily)

    def make_by_batches(self, source: str, work: Callable[[pa.Table], pa.Table], shape: pa.Schema, into: str) -> None:
        """Make a table by Python that makes it of another one's rows, batch by batch."""
        from pyspark.sql.pandas.types import from_arrow_schema

        def in_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            for batch in batches:
                yield from work(pa.Table.from_batches([batch])).cast(shape).to_batches()

        self._keep(into, self.session.table(source).mapInArrow(in_batches, from_arrow_schema(shape)))

    def make_by_groups(
        self, left: Any, right: Any, key: str, work: Callable[[pa.Table, pa.Table], pa.Table], shape: pa.Schema, into: str
    ) -> None:
        """Make a table by Python that looks at all rows of two frames with the same key together."""
        from pyspark.sql.pandas.types import from_arrow_schema

        def of_group(ours: pa.Table, theirs: pa.Table) -> pa.Table:
            return work(ours, theirs).cast(shape)

        grouped = left.groupBy(key).cogroup(right.groupBy(key))
        self._keep(into, grouped.applyInArrow(of_group, from_arrow_schema(shape)))

    def bring(self, con: duckdb.DuckDBPyConnection, *names: str) -> None:
        """Make tables that stand here on a DuckDB of this machine."""
        for name in names:
            if self.places.local and name in self._paths:
                con.execute(
                    f"CREATE OR REPLACE TEMP TABLE {name} AS FROM read_parquet({quoted(self._paths[name] + '/*.parquet')})"
                ).fetchall()
            else:
                con.register("arrow_brought", self.session.table(name).toArrow())
                con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM arrow_brought").fetchall()
                con.unregister("arrow_brought")

    def close(self) -> None:
        """End Spark, where it was begun."""
        if "session" in self.__dict__:
            self.session.stop()

    def _keep(self, name: str, frame: Any, *, lazily: bool = False) -> None:
        if lazily:
            frame.createOrReplaceTempView(name)
            return
        self._made += 1
        path = self.places.of_table(f"{self._made:03d}-{name}")
        self._frames[name] = frame
        frame.write.mode("overwrite").parquet(path)
        self._paths[name] = path
        self.session.read.schema(frame.schema).parquet(path).createOrReplaceTempView(name)

    def _in_batches(self, source: str, work: Work, into: str) -> Any:
        from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

        frame = self.session.table(source)
        said = getattr(work, "said", "")
        beside = {name: table for name, table in self._small.items() if re.search(rf"\b{name}\b", said)}
        shape = _made_of(to_arrow_schema(frame.schema).empty_table(), source, work, into, beside).schema

        def in_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            for batch in batches:
                yield from _made_of(pa.Table.from_batches([batch]), source, work, into, beside).cast(shape).to_batches()

        return frame.mapInArrow(in_batches, from_arrow_schema(shape))


def _asks(sql: str, parameters: Sequence[Any] = ()) -> Work:
    """Return the work of one SELECT that makes `made_of_rows`."""

    def work(con: duckdb.DuckDBPyConnection) -> None:
        con.execute(f"CREATE OR REPLACE TEMP TABLE made_of_rows AS {sql}", list(parameters)).fetchall()

    work.said = sql  # type: ignore[attr-defined]
    return work


def _made_of(rows: pa.Table, source: str, work: Work, into: str, beside: dict[str, pa.Table]) -> pa.Table:
    """Return what work makes of some rows, on a DuckDB of its own. Numbers without a sign come as Spark has them, with one."""
    con = connect(memory_limit="1GB", threads=1)
    try:
        install_macros(con)
        for name, table in {source: rows, **beside}.items():
            con.register("arrow_given_here", table)
            con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM arrow_given_here").fetchall()
            con.unregister("arrow_given_here")
        work(con)
        made = con.execute(f"FROM {into}").to_arrow_table()
    finally:
        con.close()
    for place, column in enumerate(made.schema):
        if column.type == pa.uint64():
            signed = pa.chunked_array([chunk.view(pa.int64()) for chunk in made.column(place).chunks], pa.int64())
            made = made.set_column(place, column.name, signed)
    return made


def _as(frame: Any, schema: Any) -> Any:
    """Return rows with the names of another table's columns, place by place."""
    return frame.toDF(*schema.names) if len(frame.columns) == len(schema.names) else frame

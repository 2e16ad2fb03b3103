"""The line's SQL as Spark understands it: written once, for DuckDB, and rendered here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import Any

import sqlglot
from sqlglot import exp


@dataclass(frozen=True)
class Statement:
    """One statement, taken apart.

    Shape  kind: create, view, insert, update, drop or select; table: what it makes, fills or changes; sql: the SELECT in Spark's SQL, empty
           where there is none; of_rows: the SELECT looks at one row of `source` at a time in a way that Spark's SQL has no words for, and
           `duckdb` says it as DuckDB does.
    """

    kind: str
    table: str = ""
    sql: str = ""
    duckdb: str = ""
    source: str = ""
    of_rows: bool = False


def rendered(sql: str, *, with_parameters: bool = False) -> Statement:
    """Return a statement of the line as Spark runs it. Shape  with_parameters: it has some, and Spark takes no lists for such."""
    numbers = count(1)
    numbered = re.sub(r"\?", lambda _: f"${next(numbers)}", sql)  # a changed order of what is said changes no meaning
    tree = sqlglot.parse_one(_without_temp_view(numbered), read="duckdb")
    match tree:
        case exp.Create():
            select = tree.expression
            if not select.args.get("limit"):
                select.set("order", None)  # a table has no order; a sort of all that it holds would cost a shuffle
            return _of_select("view" if "VIEW" in sql.upper().split("AS")[0] else "create", _name(tree.this), select)
        case exp.Insert():
            return _of_select("insert", _name(tree.this), tree.expression, of_rows=with_parameters)
        case exp.Drop():
            return Statement("drop", _name(tree))
        case exp.Update():
            table = _name(tree.this)
            condition = where.this.sql("duckdb") if (where := tree.args.get("where")) else "true"
            said = [(each.this.sql("duckdb"), each.expression.sql("duckdb")) for each in tree.expressions]
            changes = ", ".join(f"CASE WHEN {condition} THEN {value} ELSE {name} END AS {name}" for name, value in said)
            return Statement("update", table, duckdb=f"SELECT * REPLACE ({changes}) FROM {table}", source=table, of_rows=True)
    return _of_select("select", "", tree)


def _without_temp_view(sql: str) -> str:
    return re.sub(r"CREATE OR REPLACE TEMP (TABLE|VIEW)", "CREATE TABLE", sql, flags=re.IGNORECASE)


def _name(tree: Any) -> str:
    table = tree.find(exp.Table)
    return str(table.name if table is not None else tree.name)


def _of_select(kind: str, table: str, select: exp.Expr, *, of_rows: bool = False) -> Statement:
    if of_rows or any(star.args.get("replace") for star in select.find_all(exp.Star)):
        source = next(select.find_all(exp.Table)).name
        return Statement(kind, table, duckdb=select.sql("duckdb"), source=source, of_rows=True)
    return Statement(kind, table, sql=select.transform(_as_spark_says).sql("spark"))


def _as_spark_says(node: exp.Expr) -> exp.Expr:
    match node:
        case exp.IgnoreNulls() if isinstance(node.this, exp.AnyValue):
            return exp.Max(this=node.this.this)  # of equal values, or of values and none: any is the greatest
        case exp.AnyValue():
            return exp.Max(this=node.this)
        case exp.Filter() if isinstance(node.this, exp.ArrayAgg) and isinstance(node.this.this, exp.Order):
            return _sorted_list(node.this.this.this, where=node.expression)
        case exp.ArrayAgg() if isinstance(node.this, exp.Order):
            return _sorted_list(node.this.this)
        case exp.ArrayOverlaps():
            return exp.func("arrays_overlap", node.this, node.expression, dialect="spark")
        case exp.Length():
            return exp.ArraySize(this=node.this)  # `len` of a list: lengths of texts are asked for only row by row
        case exp.Literal() if not node.is_string and not node.is_int:
            return exp.cast(exp.Literal.string(node.this), "double")  # Spark takes 0.002 for a decimal
    return node


def _sorted_list(of: exp.Expr, where: exp.Expr | None = None) -> exp.Expr:
    """Return the list of what a group holds, in its own order: whatever is listed begins with what it is ordered by."""
    listed: exp.Expr = exp.func("collect_list", of.transform(_as_spark_says), dialect="spark")
    if where is not None:
        listed = exp.Filter(this=listed, expression=where.transform(_as_spark_says))
    return exp.func("sort_array", listed, dialect="spark")

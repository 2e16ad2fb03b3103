"""Which rows are the same child (contracts, section 5)."""

from onroll.pipeline.engine import read_parquet
from onroll.pipeline.exports.shape import Export
from onroll.pipeline.index import Run


def _query(run: Run) -> str:
    return f"""
        SELECT child_id, register, supplier, as_at, record_id, match_probability
        FROM {read_parquet(run.table("children"))}
        ORDER BY child_id, register, supplier, as_at, record_id
    """


EXPORT = Export(
    name="children",
    columns=("child_id", "register", "supplier", "as_at", "record_id", "match_probability"),
    query=_query,
    about="One row is one accepted row of a child-level register, with the child that it belongs to.",
    dates=frozenset({"as_at"}),
    numbers=frozenset({"match_probability"}),
)

"""Who is missing education, and why we say so (contracts, section 5)."""

from onroll.pipeline.engine import read_parquet
from onroll.pipeline.exports.shape import Export
from onroll.pipeline.index import Run


def _query(run: Run) -> str:
    return f"""
        SELECT child_id, finding, status, since, la_code, reason, rule, coverage, evidence
        FROM {read_parquet(run.table("findings"))}
        ORDER BY la_code, since, child_id
    """


EXPORT = Export(
    name="findings",
    columns=("child_id", "finding", "status", "since", "la_code", "reason", "rule", "coverage", "evidence"),
    query=_query,
    about="One row is one child who is, or may be, missing education on the day; at most one a child.",
    dates=frozenset({"since"}),
)

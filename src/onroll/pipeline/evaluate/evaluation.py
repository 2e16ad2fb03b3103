"""Scores a run, or any two exports, against the known truth: links and findings, as text, JSON or a page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from onroll.pipeline.engine import connect
from onroll.pipeline.evaluate import finding_scores, link_scores
from onroll.pipeline.evaluate.page import page
from onroll.pipeline.evaluate.text import text_of
from onroll.pipeline.evaluate.truth import KEYS, Table, load_findings, load_truth, open_table


@dataclass(frozen=True)
class Evaluation:
    """The scores of one linking and one set of findings against one truth.

    Shape   links, findings: as `as_json` gives them; nothing in them names a child but by true_child and child_id.
    """

    links: dict[str, Any]
    findings: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """Return every number."""
        return {"links": self.links, "findings": self.findings}

    def as_table(self) -> str:
        """Return the main numbers as plain text for a terminal."""
        return text_of(self.links, self.findings)

    def write_html(self, path: Path) -> None:
        """Write one page that needs nothing else: every number, with charts, each with its table."""
        path.write_text(page(self.links, self.findings), encoding="utf-8")


def evaluate(
    children: Table, findings: Table, truth_dir: Path, *, upns: Table | None = None, findings_given_true_links: Table | None = None
) -> Evaluation:
    """Return the scores of a `children` and a `findings` export against the truth in a folder.

    Shape   children, findings: exports as contracts 5 name their columns (CSV, Parquet or Arrow); upns: register, supplier,
            as_at, record_id and upn of the same records, to score plain UPN matching beside; findings_given_true_links:
            what the rules find on `true_children_table`, its child_id the true child.
    Raises  CannotEvaluate where a file or a column is missing, or no record is known to the truth.
    """
    with connect() as connection:
        further = load_truth(connection, truth_dir, children)
        load_findings(connection, findings)
        links = _links(connection, truth_dir, further, upns)
        finding_scores.mark_children(connection)
        scored: dict[str, Any] = finding_scores.score_findings(connection)
        if findings_given_true_links is not None:
            load_findings(connection, findings_given_true_links, into="found_given_truth", by_record=False)
            scored |= finding_scores.score_given_true_links(connection)
        scored["agreement"] = finding_scores.score_agreement(connection)
        scored["by_kind"] = finding_scores.score_kinds(connection)
        scored["confusion"] = finding_scores.score_confusion(connection)
        scored["by_group"] = finding_scores.score_groups(connection, further)
        scored["missed"] = finding_scores.list_missed(connection)
        scored["false_alarm_list"] = finding_scores.list_false_alarms(connection)
        return Evaluation(links, scored)


def _links(connection: duckdb.DuckDBPyConnection, truth_dir: Path, further: list[str], upns: Table | None) -> dict[str, Any]:
    link_scores.mark_stray_records(connection)
    records = connection.execute("SELECT count(*) FROM linked").fetchall()[0][0]
    links: dict[str, Any] = {"records": records, **link_scores.score_clustering(connection).as_json()}
    links |= link_scores.score_pieces(connection)
    twins = _twin_pairs(connection, truth_dir, further)
    if twins:
        links["twins"] = link_scores.score_pairs_kept_apart(connection, twins)
    if (truth_dir / "adoptions.csv").is_file():
        _load_pairs(connection, "adoption_pairs", truth_dir / "adoptions.csv")
        links["adoptions"] = link_scores.score_pairs_kept_apart(connection, "adoption_pairs")
    links["by_register"] = link_scores.score_registers(connection)
    links["by_register_pair"] = link_scores.score_register_pairs(connection)
    links["by_error"] = link_scores.score_errors(connection)
    if upns is not None:
        open_table(connection, "upns", upns, (*KEYS, "upn"))
        connection.execute(
            """
            CREATE TABLE by_upn AS SELECT l.true_child, coalesce(u.upn, 'row ' || row_number() OVER ()) AS child_id
            FROM linked l LEFT JOIN upns u ON l.register = u.register AND l.supplier = u.supplier AND l.record_id = u.record_id
             AND l.as_at = TRY_CAST(u.as_at AS DATE)
            """
        ).fetchall()
        links["plain_upn_matching"] = link_scores.score_clustering(connection, source="by_upn").as_json()
    return links


def _twin_pairs(connection: duckdb.DuckDBPyConnection, truth_dir: Path, further: list[str]) -> str | None:
    """Make `twin_pairs` from twins.csv, else from the columns twin_of, or twin and family, of the truth."""
    if (truth_dir / "twins.csv").is_file():
        _load_pairs(connection, "twin_pairs", truth_dir / "twins.csv")
        return "twin_pairs"
    if "twin_of" in further:
        connection.execute("CREATE TABLE twin_pairs AS SELECT true_child AS a, twin_of AS b FROM truths WHERE twin_of <> ''").fetchall()
        return "twin_pairs"
    if {"twin", "family"} <= set(further):
        connection.execute(
            """
            CREATE TABLE twin_pairs AS SELECT x.true_child AS a, y.true_child AS b FROM truths x JOIN truths y USING (family)
            WHERE x.twin IN ('1', 'true') AND y.twin IN ('1', 'true') AND x.true_child < y.true_child
            """
        ).fetchall()
        return "twin_pairs"
    return None


def _load_pairs(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    columns = sorted(open_table(connection, f"{name}_file", path, ()))
    if len(columns) < 2:
        connection.execute(f"CREATE TABLE {name} (a VARCHAR, b VARCHAR)").fetchall()
        return
    first, second = columns[:2]
    connection.execute(f'CREATE TABLE {name} AS SELECT "{first}" AS a, "{second}" AS b FROM {name}_file').fetchall()

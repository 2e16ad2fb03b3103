"""How well the missing children were found: recall, precision, kinds, days, authorities, false alarms; by group.

A finding of either status counts as found. A false alarm is a finding on a child whose truth is `0`; `ignore` counts
nowhere.

Source  issue 2, "It must show".
"""

from __future__ import annotations

from typing import Any

import duckdb

MOST_VALUES_OF_A_GROUP = 25


def mark_children(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `judged`: each true child that has rows, with its best finding, and `alarms`: each finding with its truth."""
    connection.execute(
        """
        CREATE TABLE judged AS
        SELECT t.*, f.true_child IS NOT NULL AS is_found, f.finding AS found_finding, f.status AS found_status, f.since AS found_since,
               f.la_code AS found_la_code
        FROM truths t LEFT JOIN (
            SELECT f.*, f.finding IS NOT DISTINCT FROM t.finding AS same_kind FROM found f JOIN truths t USING (true_child)
            QUALIFY row_number() OVER (PARTITION BY f.true_child ORDER BY same_kind DESC, f.child_id) = 1) f USING (true_child)
        WHERE t.has_rows
        """
    ).fetchall()
    connection.execute(
        "CREATE TABLE alarms AS SELECT f.*, coalesce(t.is_cme, 'ignore') AS is_cme FROM found f LEFT JOIN truths t USING (true_child)"
    ).fetchall()


def score_findings(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return the whole's numbers.

    Counted       recall: true children with `is_cme` 1 (or possible) and at least one row, who have a finding of either status.
    Out of        false alarms per 1,000: of true children with rows whose truth is 1, possible or 0.
    Not counted   truth `ignore`, and children without a row.
    """
    row = connection.execute(
        """
        SELECT count(*) FILTER (is_cme = '1'), count(*) FILTER (is_cme = '1' AND is_found),
               count(*) FILTER (is_cme = 'possible'), count(*) FILTER (is_cme = 'possible' AND is_found),
               count(*) FILTER (is_cme = '0'), count(*) FILTER (is_cme = '0' AND is_found), count(*) FILTER (is_cme = 'ignore')
        FROM judged
        """
    ).fetchall()[0]
    cme, cme_found, possible, possible_found, well, well_found, ignored = row
    total, right, false, ignored_findings = connection.execute(
        """
        SELECT count(*), count(*) FILTER (is_cme IN ('1', 'possible')), count(*) FILTER (is_cme = '0'), count(*) FILTER (is_cme = 'ignore')
        FROM alarms
        """
    ).fetchall()[0]
    unseen = connection.execute("SELECT count(*) FROM truths WHERE is_cme IN ('1', 'possible') AND NOT has_rows").fetchall()[0][0]
    counted = cme + possible + well
    return {
        "missing_children": cme,
        "missing_children_found": cme_found,
        "recall": _share(cme_found, cme),
        "possibly_missing": possible,
        "possibly_missing_found": possible_found,
        "recall_possible": _share(possible_found, possible),
        "recall_of_both": _share(cme_found + possible_found, cme + possible),
        "findings": total,
        "true_findings": right,
        "false_alarms": false,
        "children_with_a_false_alarm": well_found,
        "findings_not_counted": ignored_findings,
        "precision": _share(right, right + false),
        "false_alarms_per_true_finding": _share(false, right),
        "false_alarms_per_1000_children": 1000 * false / counted if counted else None,
        "children_counted": counted,
        "children_ignored": ignored,
        "missing_without_a_row": unseen,
    }


def score_kinds(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return, by kind of finding in the truth or found, recall, agreement of the kind, and false alarms."""
    rows = connection.execute(
        """
        WITH truth AS (
            SELECT coalesce(finding, 'not stated') AS kind, count(*) AS missing, count(*) FILTER (is_found) AS found,
                   count(*) FILTER (found_finding = finding) AS same_kind
            FROM judged WHERE is_cme IN ('1', 'possible') GROUP BY 1),
        said AS (SELECT finding AS kind, count(*) FILTER (is_cme <> 'ignore') AS findings, count(*) FILTER (is_cme = '0') AS false_alarms
                 FROM alarms GROUP BY 1)
        SELECT coalesce(t.kind, s.kind), coalesce(missing, 0), coalesce(found, 0), coalesce(same_kind, 0), coalesce(findings, 0),
               coalesce(false_alarms, 0)
        FROM truth t FULL JOIN said s ON t.kind = s.kind ORDER BY 1
        """
    ).fetchall()
    names = ("kind", "missing", "found", "same_kind", "findings", "false_alarms")
    scored = [dict(zip(names, row, strict=True)) for row in rows]
    for each in scored:
        each["recall"] = _share(each["found"], each["missing"])
        each["precision"] = _share(each["findings"] - each["false_alarms"], each["findings"])
    return scored


def score_confusion(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return how many true children of each kind were found as which kind (`missed` where as none)."""
    rows = connection.execute(
        """
        SELECT coalesce(finding, 'not stated'), CASE WHEN is_found THEN found_finding ELSE 'missed' END, count(*)
        FROM judged WHERE is_cme IN ('1', 'possible') GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2
        """
    ).fetchall()
    return [{"truth": truth, "found_as": found, "children": count} for truth, found, count in rows]


def score_agreement(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return, of the missing children found, how far status, kind, first day and authority agree with the truth.

    Units   days: found less true, so that a positive number is a finding that begins too late.
    """
    found, status, kind, with_day, same_day, near, median, worst, with_la, same_la = connection.execute(
        """
        SELECT count(*), count(*) FILTER ((is_cme = '1') = (found_status = 'cme')), count(*) FILTER (found_finding = finding),
               count(d), count(*) FILTER (d = 0), count(*) FILTER (abs(d) <= 3), median(abs(d)), max(abs(d)),
               count(*) FILTER (la_code <> '' AND la_code IS NOT NULL), count(*) FILTER (la_code <> '' AND found_la_code = la_code)
        FROM (SELECT *, date_diff('day', TRY_CAST(since AS DATE), found_since) AS d FROM judged
              WHERE is_cme IN ('1', 'possible') AND is_found)
        """
    ).fetchall()[0]
    bands = connection.execute(
        """
        SELECT CASE WHEN d < -30 THEN '1 over 30 days early' WHEN d < -3 THEN '2 4 to 30 days early' WHEN d < 0 THEN '3 1 to 3 days early'
                    WHEN d = 0 THEN '4 the day itself' WHEN d <= 3 THEN '5 1 to 3 days late' WHEN d <= 30 THEN '6 4 to 30 days late'
                    ELSE '7 over 30 days late' END AS band, count(*)
        FROM (SELECT date_diff('day', TRY_CAST(since AS DATE), found_since) AS d FROM judged
              WHERE is_cme IN ('1', 'possible') AND is_found) WHERE d IS NOT NULL GROUP BY band ORDER BY band
        """
    ).fetchall()
    return {
        "found": found,
        "same_status": _share(status, found),
        "same_kind": _share(kind, found),
        "with_a_true_day": with_day,
        "same_day": _share(same_day, with_day),
        "within_3_days": _share(near, with_day),
        "median_days_of_error": median,
        "largest_days_of_error": worst,
        "with_a_true_authority": with_la,
        "same_authority": _share(same_la, with_la),
        "days_of_error": [{"band": band[2:], "children": count} for band, count in bands],
    }


def list_missed(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return the missing children without a finding, by true child."""
    rows = connection.execute(
        """
        SELECT true_child, is_cme, finding, since, la_code FROM judged WHERE is_cme IN ('1', 'possible') AND NOT is_found
        ORDER BY is_cme, true_child
        """
    ).fetchall()
    return [dict(zip(("true_child", "is_cme", "finding", "since", "la_code"), row, strict=True)) for row in rows]


def list_false_alarms(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return the findings on children who are not missing, by true child."""
    rows = connection.execute(
        "SELECT true_child, child_id, finding, status, since FROM alarms WHERE is_cme = '0' ORDER BY true_child, child_id"
    ).fetchall()
    return [dict(zip(("true_child", "child_id", "finding", "status", "since"), row, strict=True)) for row in rows]


def score_groups(connection: duckdb.DuckDBPyConnection, columns: list[str]) -> list[dict[str, Any]]:
    """Return links and findings by each value of each further column of the truth.

    Not counted   columns with more than 25 values, which are not groups but labels.
    """
    groups = []
    for column in columns:
        name = '"' + column.replace('"', '""') + '"'
        values = connection.execute(f"SELECT count(DISTINCT {name}) FROM truths").fetchall()[0][0]
        if not 2 <= values <= MOST_VALUES_OF_A_GROUP:
            continue
        rows = connection.execute(
            f"""
            WITH pieces AS (SELECT true_child, count(DISTINCT child_id) AS pieces FROM linked GROUP BY true_child),
                 alarmed AS (SELECT true_child, count(*) AS alarms FROM alarms WHERE is_cme = '0' GROUP BY true_child)
            SELECT coalesce({name}, 'not stated') AS value, count(*), count(*) FILTER (pieces > 1),
                   count(*) FILTER (is_cme IN ('1', 'possible')), count(*) FILTER (is_cme IN ('1', 'possible') AND is_found),
                   coalesce(sum(alarms), 0), count(*) FILTER (is_cme <> 'ignore')
            FROM judged JOIN pieces USING (true_child) LEFT JOIN alarmed USING (true_child) GROUP BY value
            ORDER BY TRY_CAST(value AS INTEGER) NULLS LAST, value
            """
        ).fetchall()
        for value, children, split, missing, found, alarms, counted in rows:
            groups.append(
                {
                    "group": column,
                    "value": value,
                    "children": children,
                    "share_in_pieces": _share(split, children),
                    "missing": missing,
                    "recall": _share(found, missing),
                    "false_alarms": int(alarms),
                    "false_alarms_per_1000_children": 1000 * int(alarms) / counted if counted else None,
                }
            )
    return groups


def score_given_true_links(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return, of the missing children whom the rules find when given the true links, how many were found.

    Shape   reads the table `found_given_truth`.
    """
    reachable, found, reachable_cme, found_cme = connection.execute(
        """
        SELECT count(*), count(*) FILTER (is_found), count(*) FILTER (is_cme = '1'), count(*) FILTER (is_cme = '1' AND is_found)
        FROM judged WHERE is_cme IN ('1', 'possible') AND true_child IN (SELECT true_child FROM found_given_truth)
        """
    ).fetchall()[0]
    by_rules = connection.execute(
        """
        SELECT count(*) FILTER (is_cme IN ('1', 'possible')),
               count(*) FILTER (is_cme IN ('1', 'possible') AND true_child IN (SELECT true_child FROM found_given_truth)),
               count(*) FILTER (is_cme = '0' AND true_child IN (SELECT true_child FROM found_given_truth)) FROM judged
        """
    ).fetchall()[0]
    return {
        "found_given_true_links": reachable,
        "of_them_found": found,
        "recall_given_true_links": _share(found, reachable),
        "recall_given_true_links_cme": _share(found_cme, reachable_cme),
        "rules_recall": _share(by_rules[1], by_rules[0]),
        "rules_false_alarms": by_rules[2],
    }


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None

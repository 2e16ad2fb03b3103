"""The main scores as plain text for a terminal."""

from __future__ import annotations

from typing import Any

SHOWN_MISSED = 20


def share(value: float | None, places: int = 2) -> str:
    """Return a share as per cent, or a dash where there is nothing to divide by."""
    return "–" if value is None else f"{100 * value:.{places}f}%"


def number(value: float | None, places: int = 2) -> str:
    """Return a number with thousands separated, or a dash."""
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.{places}f}"


def text_of(links: dict[str, Any], findings: dict[str, Any]) -> str:
    """Return the evaluation's main numbers, one subject a paragraph."""
    return "\n".join([*_links(links), "", *_findings(findings), "", *_kinds(findings), *_missed(findings)])


def _links(links: dict[str, Any]) -> list[str]:
    rows = [["", "precision", "recall", "F1", "B-cubed P", "B-cubed R"], _clustering("Links", links)]
    if "plain_upn_matching" in links:
        rows.append(_clustering("Plain UPN matching", links["plain_upn_matching"]))
    lines = [f"Links: {number(links['records'])} records of {number(links['true_children'])} true children.", *aligned(rows)]
    lines.append(
        f"Children in two or more pieces: {number(links['in_two_or_more_pieces'])} ({share(links['share_in_pieces'])}). "
        f"Children made that hold more than one: {number(links['holding_more_than_one_true_child'])}."
    )
    if "twins" in links:
        twins = links["twins"]
        lines.append(f"Twin pairs joined: {twins['joined']} of {number(twins['pairs'])} ({number(twins['per_1000'])} in 1,000).")
    if "adoptions" in links:
        lines.append(f"Former identities joined to new ones: {links['adoptions']['joined']} of {links['adoptions']['pairs']} adoptions.")
    return lines


def _clustering(name: str, scores: dict[str, Any]) -> list[str]:
    pairs, b_cubed = scores["pairwise"], scores["b_cubed"]
    return [
        name,
        *(share(pairs[key], 3) for key in ("precision", "recall", "f1")),
        *(share(b_cubed[key], 3) for key in ("precision", "recall")),
    ]


def _findings(findings: dict[str, Any]) -> list[str]:
    agreement = findings["agreement"]
    lines = [
        f"Findings: {number(findings['findings'])}. Of {number(findings['missing_children'])} missing children "
        f"{number(findings['missing_children_found'])} are found (recall {share(findings['recall'])}); of "
        f"{number(findings['possibly_missing'])} possibly missing {number(findings['possibly_missing_found'])} "
        f"({share(findings['recall_possible'])}).",
        f"False alarms: {number(findings['false_alarms'])} (precision {share(findings['precision'])}; "
        f"{number(findings['false_alarms_per_true_finding'], 3)} for each true finding; "
        f"{number(findings['false_alarms_per_1000_children'])} per 1,000 children).",
        *_not_counted(findings),
        f"Of those found: same status {share(agreement['same_status'], 1)}, same kind {share(agreement['same_kind'], 1)}, "
        f"same first day {share(agreement['same_day'], 1)}, same authority {share(agreement['same_authority'], 1)}.",
    ]
    if "recall_given_true_links" in findings:
        lines.insert(
            1,
            f"Of the {number(findings['found_given_true_links'])} whom the rules find when given the true links, "
            f"{number(findings['of_them_found'])} are found ({share(findings['recall_given_true_links'])}).",
        )
    return lines


def _not_counted(findings: dict[str, Any]) -> list[str]:
    """Say of how many findings the truth tells nothing: the sums above would seem wrong without them."""
    left_out = findings["findings_not_counted"]
    if not left_out:
        return []
    return [f"Of {number(left_out)} more findings the truth says neither right nor wrong: a registration without a child behind it, say."]


def _kinds(findings: dict[str, Any]) -> list[str]:
    rows = [["Kind", "missing", "found", "recall", "same kind", "findings", "false alarms"]]
    for each in findings["by_kind"]:
        counts = [number(each[name]) for name in ("same_kind", "findings", "false_alarms")]
        rows.append([each["kind"], number(each["missing"]), number(each["found"]), share(each["recall"], 1), *counts])
    return aligned(rows)


def _missed(findings: dict[str, Any]) -> list[str]:
    missed = findings["missed"]
    if not missed:
        return []
    shown = ", ".join(f"{each['true_child']} ({each['finding'] or each['is_cme']})" for each in missed[:SHOWN_MISSED])
    more = f", and {len(missed) - SHOWN_MISSED} more" if len(missed) > SHOWN_MISSED else ""
    return ["", f"Not found: {shown}{more}."]


def aligned(rows: list[list[str]]) -> list[str]:
    """Return rows as lines in columns: the first to the left, the others to the right."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width) for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]

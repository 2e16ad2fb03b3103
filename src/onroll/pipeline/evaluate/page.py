"""The evaluation as one page that needs nothing else: plain styling in the manner of GOV.UK, charts with their tables."""

from __future__ import annotations

from html import escape
from typing import Any

from onroll.pipeline.evaluate.charts import bar_chart
from onroll.pipeline.evaluate.text import number, share

_STYLE = """
body{font-family:"Liberation Sans",Arial,sans-serif;font-size:19px;line-height:1.32;color:#0b0c0c;margin:0;background:#fff}
header{background:#1d70b8;color:#fff;padding:15px 0}header p{margin:0;font-weight:700;font-size:24px}
.width{max-width:960px;margin:0 auto;padding:0 30px}h1{font-size:48px;line-height:1.1;margin:40px 0 20px}
h2{font-size:36px;line-height:1.1;margin:50px 0 20px}h3{font-size:24px;margin:40px 0 10px}
table{border-collapse:collapse;width:100%;margin:0 0 30px}caption{font-weight:700;text-align:left;margin-bottom:8px}
th,td{border-bottom:1px solid #b1b4b6;padding:10px 20px 10px 0;text-align:left;vertical-align:top}
td.numeric,th.numeric{text-align:right;font-variant-numeric:tabular-nums}.chart{width:100%;max-width:790px;height:auto;font-size:15px}
figure{margin:0 0 10px}.scroll{overflow-x:auto}a{color:#1a65a6}a:focus{outline:3px solid #fd0;color:#0b0c0c}
.skip{position:absolute;left:-999em}.skip:focus{position:static}
dl.big{display:flex;flex-wrap:wrap;gap:30px;margin:0 0 20px}dl.big div{border-left:5px solid #1d70b8;padding-left:15px;min-width:190px}
dl.big dt{font-size:16px}dl.big dd{margin:0;font-weight:700;font-size:32px}dl.big dd.says{font-weight:400;font-size:16px;max-width:240px}
svg.onroll-chart--square{max-width:392px}
p.warning{border-left:5px solid #d4351c;padding-left:15px}
@media print{body{font-size:12px}header,.skip{display:none}h1{font-size:26px}h2{font-size:18px;margin:24px 0 8px}section{break-inside:avoid}
th,td{padding:4px 10px 4px 0}dl.big dd{font-size:20px}}
"""


def page(links: dict[str, Any], findings: dict[str, Any]) -> str:
    """Return the whole page as HTML."""
    parts = ["<h1>Evaluation against the truth</h1>", *_headline(links, findings), *_links(links), *_findings(findings)]
    return document("Evaluation against the truth", "\n".join(parts))


def document(title: str, body: str) -> str:
    """Return a page that needs nothing else, in the manner of GOV.UK; it prints well."""
    return "\n".join(
        [
            '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)} – Onroll</title><style>{_STYLE}</style></head><body>",
            '<a class="skip" href="#main">Skip to main content</a><header><div class="width"><p>Onroll</p></div></header>',
            f'<main id="main" class="width">{body}</main></body></html>',
        ]
    )


def table(caption: str, headings: list[str], rows: list[list[str]], *, texts: int = 1) -> str:
    """Return an accessible table: a caption, scoped headings, the first cells as row headings.

    Shape   texts: how many of the first columns are text; the others are numbers, to the right.
    """
    if not rows:
        return f"<p>{escape(caption)}: none.</p>"

    def kind(place: int) -> str:
        return "" if place < texts else ' class="numeric"'

    head = "".join(f'<th scope="col"{kind(place)}>{escape(name)}</th>' for place, name in enumerate(headings))
    body = ""
    for row in rows:
        cells = "".join(f"<td{kind(place)}>{escape(cell)}</td>" for place, cell in enumerate(row) if place)
        body += f'<tr><th scope="row">{escape(row[0])}</th>{cells}</tr>'
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _headline(links: dict[str, Any], findings: dict[str, Any]) -> list[str]:
    facts = [
        ("Missing children found", share(findings["recall"], 1)),
        ("Findings that are right", share(findings["precision"], 1)),
        ("False alarms per 1,000 children", number(findings["false_alarms_per_1000_children"])),
        ("Children left in two pieces", share(links["share_in_pieces"])),
    ]
    if "recall_given_true_links" in findings:
        facts.insert(1, ("Found, of those the rules can find", share(findings["recall_given_true_links"], 1)))
    items = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in facts)
    return [f'<dl class="big">{items}</dl>']


def _figure(chart: str, data: str) -> str:
    return f"<figure>{chart}</figure>{data}"


def _links(links: dict[str, Any]) -> list[str]:
    clusterings = [("Onroll", links)]
    if "plain_upn_matching" in links:
        clusterings.append(("Plain UPN matching", links["plain_upn_matching"]))
    rows = []
    for name, scores in clusterings:
        pairs, b_cubed = scores["pairwise"], scores["b_cubed"]
        pairwise = [share(pairs[key], 3) for key in ("precision", "recall", "f1")]
        rows.append([name, *pairwise, *(share(b_cubed[key], 3) for key in ("precision", "recall", "f1"))])
    headings = ["Linking", "Pairwise precision", "Recall", "F1", "B-cubed precision", "Recall", "F1"]
    parts = ["<h2>Which records are the same child</h2>", table("Records joined, against the truth", headings, rows)]
    counts = [
        ["Records", number(links["records"])],
        ["True children", number(links["true_children"])],
        ["Of them in two or more pieces", f"{number(links['in_two_or_more_pieces'])} ({share(links['share_in_pieces'])})"],
        ["Children made that hold more than one true child", number(links["holding_more_than_one_true_child"])],
    ]
    for name, key in (("Twin pairs joined", "twins"), ("Adopted children joined to their former identity", "adoptions")):
        if key in links:
            counts.append([name, f"{number(links[key]['joined'])} of {number(links[key]['pairs'])}"])
    parts.append(table("Pieces and mixtures", ["What", "Count"], counts))
    parts.append("<h3>Records left out of their child</h3>")
    for key, first, caption in (("by_error", "error", "By kind of error in the record"), ("by_register", "register", "By register")):
        bars = [(each[first].replace("_", " "), each["share"], share(each["share"])) for each in links[key]]
        chart = bar_chart(
            f"chart-{key}", f"Records left out of their child. {caption}", "A bar for each; the numbers are in the table below.", bars
        )
        rows = [[bar[0], number(each["records"]), number(each["left_out"]), bar[2]] for bar, each in zip(bars, links[key], strict=True)]
        parts.append(_figure(chart, table(caption, [first.capitalize(), "Records", "Left out", "Share"], rows)))
    pairs_rows = [
        [" and ".join(each["registers"]), share(each["precision"], 3), share(each["recall"], 3), number(each["true"])]
        for each in links["by_register_pair"]
    ]
    parts.append(table("Pairs of records by register", ["Registers", "Precision", "Recall", "True pairs"], pairs_rows))
    return parts


def _findings(findings: dict[str, Any]) -> list[str]:
    parts = ["<h2>Which children are missing education</h2>", table("Children and findings", ["What", "Count"], _counts(findings))]
    kinds = findings["by_kind"]
    bars = [(each["kind"].replace("_", " "), each["recall"] or 0.0, share(each["recall"], 1)) for each in kinds if each["missing"]]
    chart = bar_chart("chart-kinds", "Missing children found, by kind of finding", "The numbers are in the table below.", bars, most=1.0)
    names = ("missing", "found", "same_kind", "findings", "false_alarms")
    rows = [
        [each["kind"].replace("_", " "), *(number(each[name]) for name in names), share(each["recall"], 1), share(each["precision"], 1)]
        for each in kinds
    ]
    headings = ["Kind", "Missing", "Found", "As this kind", "Findings", "False alarms", "Recall", "Precision"]
    parts.append(_figure(chart, table("By kind of finding", headings, rows)))
    confusion = [[each["truth"], each["found_as"], number(each["children"])] for each in findings["confusion"]]
    parts.append(table("What the missing were found as", ["Truth", "Found as", "Children"], confusion, texts=2))
    agreement = findings["agreement"]
    bars = [(each["band"], float(each["children"]), number(each["children"])) for each in agreement["days_of_error"]]
    rows = [[band, value] for band, _, value in bars]
    chart = bar_chart("chart-days", "Days of error in the first day without education", "The numbers are in the table below.", bars)
    parts.append("<h3>The first day without education</h3>")
    parts.append(_figure(chart, table("Days between the finding's first day and the true one", ["Error", "Children"], rows)))
    parts.append("<h3>By group</h3>")
    for group in dict.fromkeys(each["group"] for each in findings["by_group"]):
        parts.append(_group(group, [each for each in findings["by_group"] if each["group"] == group]))
    missed = [
        [each["true_child"], str(each["finding"] or ""), str(each["since"] or ""), str(each["la_code"] or "")]
        for each in findings["missed"]
    ]
    parts.append("<h3>One by one</h3>")
    parts.append(table("Missing children not found", ["True child", "Kind", "Since", "Authority"], missed, texts=4))
    alarms = [[each["true_child"], each["child_id"], each["finding"], str(each["status"])] for each in findings["false_alarm_list"]]
    parts.append(table("False alarms", ["True child", "Child", "Finding", "Status"], alarms, texts=4))
    return parts


def _counts(findings: dict[str, Any]) -> list[list[str]]:
    agreement = findings["agreement"]
    counts = [
        ["Missing children (truth: 1)", number(findings["missing_children"])],
        ["Of them found", f"{number(findings['missing_children_found'])} ({share(findings['recall'], 1)})"],
        ["Possibly missing (truth: possible)", number(findings["possibly_missing"])],
        ["Of them found", f"{number(findings['possibly_missing_found'])} ({share(findings['recall_possible'], 1)})"],
        ["Findings on missing or possibly missing children", number(findings["true_findings"])],
        ["False alarms", number(findings["false_alarms"])],
        ["False alarms for each true finding", number(findings["false_alarms_per_true_finding"], 3)],
        ["False alarms per 1,000 children", number(findings["false_alarms_per_1000_children"])],
        ["Findings not counted (truth: ignore)", number(findings["findings_not_counted"])],
        ["Missing children without any accepted row", number(findings["missing_without_a_row"])],
        ["Of those found: same status", share(agreement["same_status"], 1)],
        ["Of those found: same first day", share(agreement["same_day"], 1)],
        ["Of those found: same authority", share(agreement["same_authority"], 1)],
    ]
    if "recall_given_true_links" in findings:
        reachable = f"{number(findings['of_them_found'])} of {number(findings['found_given_true_links'])}"
        counts.insert(
            4, ["Found, of those whom the rules find on the true links", f"{reachable} ({share(findings['recall_given_true_links'], 1)})"]
        )
    return counts


def _group(name: str, values: list[dict[str, Any]]) -> str:
    rows = [
        [
            str(each["value"]).replace("_", " "), number(each["children"]), share(each["share_in_pieces"]), number(each["missing"]),
            share(each["recall"], 1), number(each["false_alarms"]), number(each["false_alarms_per_1000_children"]),
        ]
        for each in values
    ]  # fmt: skip
    headings = ["Value", "Children", "In pieces", "Missing", "Recall", "False alarms", "Per 1,000"]
    return table(f"By {name.replace('_', ' ')}", headings, rows)

"""One run in numbers, for a terminal and for a machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onroll.core.wording import plural
from onroll.pipeline.engine import asking, read_parquet
from onroll.pipeline.index import Run
from onroll.pipeline.link_quality_tables import told_of


def summary_of(run: Run) -> dict[str, Any]:
    """Return what a run did: rows, children, links by pass, findings by kind and status, seconds by station."""
    summary: dict[str, Any] = {
        "run": run.run_id,
        "on": run.on.isoformat(),
        "known_by": run.known_by.isoformat() if run.known_by else None,
        "stage": run.manifest["stage"],
        "seconds": dict(run.manifest["seconds"]),
        "counts": dict(run.manifest["counts"]),
    }
    con = asking()
    children = read_parquet(run.table("children"))
    summary["children"] = con.execute(f"SELECT count(DISTINCT child_id) FROM {children}").fetchall()[0][0]
    summary["links_by_pass"] = dict(con.execute(f"SELECT pass, count(*) FROM {children} GROUP BY pass ORDER BY 2 DESC, 1").fetchall())
    if run.table("link_quality").exists():
        summary["link_quality"] = told_of(run)
    summary["school_rolls"] = sum(each.startswith("school_roll-") for each in run.manifest.get("made_from", {}).get("extracts", ()))
    if run.table("findings").exists():
        findings = read_parquet(run.table("findings"))
        summary["findings"] = [
            {"finding": finding, "cme": cme, "possible_cme": possible}
            for finding, cme, possible in con.execute(
                f"""SELECT finding, count(*) FILTER (status = 'cme'), count(*) FILTER (status = 'possible_cme')
                    FROM {findings} GROUP BY finding ORDER BY count(*) DESC, finding"""
            ).fetchall()
        ]
    con.close()
    return summary


def summary_text(summary: Mapping[str, Any]) -> str:
    """Return the summary as lines for a person."""
    counts = summary["counts"]
    quality = summary.get("link_quality", {})
    lines = [f"WARNING: {sentence}" for sentence in quality.get("warnings", ())]
    if not summary["school_rolls"]:
        lines.append("WARNING: nobody has sent any school roll for that day. Who is on a roll cannot be told, whatever coverage says.")
    lines += [
        f"Run {summary['run']} for {summary['on']}"
        + (f", as known by {summary['known_by']}" if summary["known_by"] else "")
        + f": {plural(counts['extracts'], 'extract')}, {plural(counts['rows_read'], 'row')} read, {counts['quarantined']:,} in quarantine.",
        f"{plural(summary['children'], 'child', 'children')}. Records by the pass that placed them: "
        + ", ".join(f"{name} {count:,}" for name, count in summary["links_by_pass"].items())
        + ".",
    ]
    if "findings" in summary:
        cme = sum(each["cme"] for each in summary["findings"])
        possible = sum(each["possible_cme"] for each in summary["findings"])
        lines.append(f"{plural(cme, 'child is', 'children are')} missing education, and {possible:,} more may be:")
        lines += [f"  {each['finding']:<22}{each['cme']:>7,} missing {each['possible_cme']:>7,} possibly" for each in summary["findings"]]
    lines += [f"{name}: {value} ({says})." for name, value, says in quality.get("figures", ())]
    if summary.get("cases") is not None:
        lines.append(
            "Cases: " + ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in summary["cases"].items() if count) + "."
        )
    lines.append("Seconds: " + ", ".join(f"{name} {seconds:g}" for name, seconds in summary["seconds"].items()) + ".")
    return "\n".join(lines)

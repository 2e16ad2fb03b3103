"""The quality of a run's links as one printable page that needs nothing else."""

from __future__ import annotations

from html import escape

from onroll.pipeline.evaluate.page import document, table
from onroll.pipeline.link_quality_tables import QualityTables, Section


def report_page(quality: QualityTables) -> str:
    """Return the whole report as HTML."""
    parts = [f"<h1>How good the links are</h1><p>The run {escape(quality.run_id)}, as of {quality.on.isoformat()}.</p>"]
    parts += [f'<p class="warning"><strong>{escape(sentence)}</strong></p>' for sentence in quality.warnings]
    if quality.measured_on is None:
        parts.append("<p>Nothing has been measured yet: too few children have links that an identifier confirms.</p>")
    else:
        parts.append(
            f"<p>Measured on {quality.measured_on.isoformat()} by hiding the identifiers of a sample of children and linking them "
            "once more by name, birthday, address and family alone. Counts of children are rounded to ten, and “low” below ten.</p>"
        )
    facts = "".join(
        f"<div><dt>{escape(each.name)}</dt><dd>{escape(each.value)}</dd><dd class='says'>{escape(each.says)}</dd></div>"
        for each in quality.headlines
    )
    parts.append(f'<dl class="big">{facts}</dl>')
    parts += [_section(section) for section in quality.sections]
    return document("How good the links are", "".join(parts))


def _section(section: Section) -> str:
    figure = f"<figure>{section.chart}</figure>" if section.chart else ""
    says = f"<p>{escape(section.says)}</p>" if section.says else ""
    rows = [list(row) for row in section.rows]
    cells = table(section.title, list(section.headings), rows)
    return f'<section><h2 id="{section.key}">{escape(section.title)}</h2>{says}{figure}{cells}</section>'

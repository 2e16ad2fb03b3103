"""Write the papers into a folder: each as a Word file to complete and as a PDF to read; the statistics as a table too."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

from onroll.casework.documents.content import Document
from onroll.casework.documents.docx import docx_of
from onroll.casework.documents.pdf import pdf_of
from onroll.casework.papers.assessments import impact_assessment, policy_document, sharing_agreement
from onroll.casework.papers.statements import access_report, access_rows, accessibility_statement, security_statement

PAPERS: Mapping[str, Callable[[date, datetime], Document]] = {
    "impact-assessment": impact_assessment,
    "appropriate-policy-document": policy_document,
    "sharing-agreement": sharing_agreement,
    "security-statement": security_statement,
    "accessibility-statement": accessibility_statement,
}
STATISTICS = "access-statistics"


def write_papers(folder: Path, *, on: date, printed_at: datetime, first: date, last: date) -> list[Path]:
    """Write every paper; return the files. Shape  first, last: the days between which the statistics count looks."""
    written = []
    documents = {name: make(on, printed_at) for name, make in PAPERS.items()}
    documents[STATISTICS] = access_report(on, printed_at, first, last)
    for name, document in documents.items():
        for ending, content in (("docx", docx_of(document)), ("pdf", pdf_of(document))):
            path = folder / f"{name}.{ending}"
            path.write_bytes(content)
            written.append(path)
    table = folder / f"{STATISTICS}.csv"
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("from", "to", "what", "of_which_kind", "how_often"))
        writer.writerows((first.isoformat(), last.isoformat(), *row) for row in access_rows(first, last))
    return [*written, table]

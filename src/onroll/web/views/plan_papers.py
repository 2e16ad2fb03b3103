"""The return plan as a paper for the family: on the screen, to print, as a PDF and as a Word file."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from onroll.casework.queries.plan_papers import docx_of, pdf_of, plan_paper
from onroll.web.downloads import docx_download, pdf_download
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def paper(request: PageRequest, case_id: int, form: str = "page") -> HttpResponse:
    """Show the plan, or hand it over as a file."""
    if form not in ("page", "pdf", "docx"):
        raise Http404
    document = plan_paper(request.viewer, request.purpose, case_id, form)
    if document is None:
        raise Http404
    if form == "pdf":
        return pdf_download(f"return-plan-case-{case_id}.pdf", pdf_of(document))
    if form == "docx":
        return docx_download(f"return-plan-case-{case_id}.docx", docx_of(document))
    return show(request, "plan_paper.html", {"document": document, "case_id": case_id})

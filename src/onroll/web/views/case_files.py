"""Evidence files of a case: put in, fetched, taken out of use; and the bundle of its enquiries."""

from __future__ import annotations

from urllib.parse import quote

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.attachments import Given, attach_file, withdraw_file
from onroll.casework.queries.attachments import LARGEST_FILE, TAKEN, ContentIsLost, file_content, targets_of
from onroll.casework.queries.case_page import CasePage, case_page
from onroll.casework.queries.enquiry_bundle import enquiry_bundle, pdf_of
from onroll.casework.refusals import CannotDoNow
from onroll.web.case_forms import Answers, Ask, read
from onroll.web.case_work.asking import why
from onroll.web.downloads import pdf_download
from onroll.web.notices import tell
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def add(request: PageRequest, case_id: int) -> HttpResponse:
    """Take a file, say what it shows and what it belongs to."""
    found = _own(request, case_id)
    targets = targets_of(request.viewer, found.case)
    target = request.POST.get("target", f"{request.GET.get('to', '')}-{request.GET.get('id', '')}")
    belongs_to, _, belongs_id = target.partition("-") if target in targets else ("", "", "")
    form = Answers({"words": request.POST.get("words", ""), "target": target}, {}, {})
    if request.method == "POST":
        given = request.FILES.get("file")
        if not isinstance(given, UploadedFile):
            form.errors["file"] = ["Choose a file"]
        if not form.raw["words"].strip():
            form.errors["words"] = ["Say what the file shows"]
        if not form.errors and given is not None:
            try:
                attached = attach_file(
                    case_id,
                    by=request.viewer,
                    given=Given(name=given.name or "", chunks=given.chunks()),
                    words=form.raw["words"],
                    belongs_to=belongs_to,
                    belongs_id=int(belongs_id or 0),
                )
                tell(request, f"The file is kept. Its number is {attached.number}.")
                return HttpResponseRedirect(reverse("case_tab", args=[case_id, "files"]))
            except CannotDoNow as refused:
                form.errors["file"] = [str(refused)]
    context = {"found": found, "case": found.case, "form": form, "taken": TAKEN, "largest_mb": LARGEST_FILE // 1024 // 1024}
    ask = Ask(name="target", label="What does it belong to?", kind="select", choices=targets)
    return show(request, "case_file_add.html", {**context, "ask": ask})


def fetch(request: PageRequest, case_id: int, file_id: int) -> HttpResponse:
    """Hand a file over to be saved, never to be shown in the page."""
    try:
        found = file_content(request.viewer, request.purpose, case_id, file_id)
    except ContentIsLost as lost:
        return show(request, "refused.html", {"sentence": str(lost)}, status=409)
    name = found.attachment.name
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign in " ._-") else "_" for sign in name)
    return HttpResponse(
        found.content,
        content_type=found.kind.media_type if found.kind.code not in ("txt", "eml", "msg") else "application/octet-stream",
        headers={
            "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


def withdraw(request: PageRequest, case_id: int, file_id: int) -> HttpResponse:
    """Ask why a file is taken out of use, and do it."""
    found = _own(request, case_id)
    asks = [why("Why is the file taken out of use?", "It can no longer be fetched. That it was here, and why it no longer is, stays.")]
    form = read(asks, request.POST) if request.method == "POST" else Answers({}, {}, {})
    if request.method == "POST" and not form.errors:
        try:
            attached = withdraw_file(case_id, file_id, by=request.viewer, because=form.values["because"])
            tell(request, f"File {attached.number} is out of use.")
            return HttpResponseRedirect(reverse("case_tab", args=[case_id, "files"]))
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
    return show(request, "case_file_withdraw.html", {"found": found, "case": found.case, "asks": asks, "form": form, "file_id": file_id})


def bundle(request: PageRequest, case_id: int) -> HttpResponse:
    """Show the bundle of enquiries as a page to be printed."""
    return show(
        request, "printed.html", {"document": enquiry_bundle(request.viewer, request.purpose, case_id, as_file=False), "case_id": case_id}
    )


def bundle_pdf(request: PageRequest, case_id: int) -> HttpResponse:
    """Hand the bundle over as a PDF."""
    document = enquiry_bundle(request.viewer, request.purpose, case_id, as_file=True)
    return pdf_download(f"reasonable-enquiries-case-{case_id}.pdf", pdf_of(document))


def _own(request: PageRequest, case_id: int) -> CasePage:
    found = case_page(request.viewer, request.purpose, case_id, "files")
    if found is None or found.as_receiver:
        raise Http404
    return found

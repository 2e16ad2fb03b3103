"""Write a letter from a case: what it says, how it looks, and that it was sent; and each letter as it was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.letters import send_letter
from onroll.casework.queries.case_page import CasePage, case_page
from onroll.casework.queries.letters import (
    NOT_IN_PDF,
    Document,
    Draft,
    MissingWords,
    NoText,
    Writing,
    docx_of,
    draft_document,
    letter_page,
    pdf_of,
    preview,
    sent_ways,
    writing,
)
from onroll.casework.refusals import CannotDoNow
from onroll.web.case_forms import Answers, read
from onroll.web.downloads import docx_download, pdf_download
from onroll.web.letter_forms import asks_for, draft_from
from onroll.web.notices import tell
from onroll.web.requests import PageRequest
from onroll.web.templating import show

NO_PDF = "The fonts of our PDFs cannot write this language. Take the Word file."


def write(request: PageRequest, case_id: int, kind: str) -> HttpResponse:
    """Ask what only the officer knows, show the letter, let its words be changed, and keep it as sent."""
    found = case_page(request.viewer, request.purpose, case_id, "letters")
    if found is None or found.as_receiver:
        raise Http404
    offered = writing(request.viewer, found.case, found.child, kind, request.POST.get("language", "en"))
    if offered is None:
        raise Http404
    if not offered.answer:
        return _page(request, found, offered, "cannot")
    asks = asks_for(offered, found)
    if request.method != "POST":
        return _page(request, found, offered, "details", asks=asks, form=Answers({ask.name: ask.value for ask in asks}, {}, {}))
    form = read(asks, request.POST)
    if form.errors or request.POST.get("go") == "details":
        return _page(request, found, offered, "details", asks=asks, form=form)
    draft = draft_from(offered, form.values)
    if request.POST.get("step") == "preview":
        draft = replace(draft, subject=request.POST.get("subject", "").strip(), body=request.POST.get("body", "").strip())
    return _preview_or_send(request, found, offered, form, draft)


def _preview_or_send(request: PageRequest, found: CasePage, offered: Writing, form: Answers, draft: Draft) -> HttpResponse:
    asks = asks_for(offered, found)
    errors: dict[str, list[str]] = {}
    try:
        _, text = preview(request.viewer, found.case, found.child, draft)
    except MissingWords as missing:
        form.errors = {each.code: [f"Enter: {each.words.lower()}"] for each in missing.fields if each.typed} or {"form": [str(missing)]}
        return _page(request, found, offered, "details", asks=asks, form=form)
    except NoText as missing:
        form.errors = {"language": [str(missing)]}
        return _page(request, found, offered, "details", asks=asks, form=form)
    document = draft_document(request.viewer, draft, text)
    if request.POST.get("go") == "docx" or (request.POST.get("go") == "pdf" and draft.language not in NOT_IN_PDF):
        return _file(request.POST["go"], f"draft-case-{found.case.pk}", document)
    if request.POST.get("go") == "pdf":
        errors = {"form": [NO_PDF]}
    if request.POST.get("go") == "send":
        try:
            letter = send_letter(found.case.pk, by=request.viewer, draft=draft)
            tell(request, f"Letter {letter.number} is kept as sent.")
            return HttpResponseRedirect(reverse("case_letter", args=[found.case.pk, letter.pk]))
        except CannotDoNow as refused:
            errors = {"form": [str(refused)]}
    return _page(
        request,
        found,
        offered,
        "preview",
        form=Answers(form.raw, {}, errors),
        document=document,
        text=text,
        draft=draft,
        kept={name: value for name, value in form.raw.items() if isinstance(value, str)},
    )


def _page(request: PageRequest, found: CasePage, offered: Writing, step: str, **context: Any) -> HttpResponse:
    back = "orders" if offered.kind.step else "letters"
    said: Mapping[str, Any] = {
        "found": found,
        "case": found.case,
        "offered": offered,
        "step": step,
        "back": reverse("case_tab", args=[found.case.pk, back]),
        "form": Answers({}, {}, {}),
        "asks": (),
        "ways": sent_ways(offered.kind),
        **context,
    }
    return show(request, "letter_write.html", said)


def one_letter(request: PageRequest, case_id: int, letter_id: int) -> HttpResponse:
    """Show a letter as it was sent."""
    found = letter_page(request.viewer, request.purpose, case_id, letter_id)
    if found is None:
        raise Http404
    return show(request, "letter.html", {"found": found, "case": found.case, "letter": found.letter, "document": found.document})


def letter_file(request: PageRequest, case_id: int, letter_id: int, form: str) -> HttpResponse:
    """Hand a letter over as a Word file or a PDF."""
    if form not in ("pdf", "docx"):
        raise Http404
    found = letter_page(request.viewer, request.purpose, case_id, letter_id, form)
    if found is None:
        raise Http404
    if form == "pdf" and found.letter.language in NOT_IN_PDF:
        return show(request, "refused.html", {"sentence": NO_PDF}, status=409)
    return _file(form, f"letter-{found.letter.number}", found.document)


def _file(form: str, name: str, document: Document) -> HttpResponse:
    return pdf_download(f"{name}.pdf", pdf_of(document)) if form == "pdf" else docx_download(f"{name}.docx", docx_of(document))

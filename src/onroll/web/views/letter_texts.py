"""The texts of letters that an authority writes itself: the list, one text with its versions, and a new version with its preview."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.letter_templates import TextHasChanged, use_shipped_text, write_template
from onroll.casework.queries.letter_texts import LANGUAGES, LetterText, TextPage, fields_of, letter_text, letter_texts, sample_of
from onroll.casework.refusals import CannotDoNow
from onroll.web.case_forms import Answers
from onroll.web.notices import tell
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def list_texts(request: PageRequest) -> HttpResponse:
    """Show every text that the authority uses."""
    return show(request, "letter_texts.html", {"lines": letter_texts(request.viewer), "languages": LANGUAGES})


def one_text(request: PageRequest, kind: str, language: str) -> HttpResponse:
    """Show one text, its fields and its versions."""
    found = _found(request, kind, language)
    sample = sample_of(request.viewer, kind, found.text) if found.text else None
    return show(request, "letter_text.html", {"found": found, "sample": sample, "languages": LANGUAGES, "fields": fields_of(found.kind)})


def edit(request: PageRequest, kind: str, language: str) -> HttpResponse:
    """Write a new version: shown with made-up values first, kept only where it can be used."""
    found = _found(request, kind, language)
    begins = found.text or found.shipped
    raw = {"subject": begins.subject, "body": begins.body, "because": ""}
    form = Answers(raw, {}, {})
    sample, latest = None, None
    if request.method == "POST":
        form.raw = {name: request.POST.get(name, "").strip().replace("\r\n", "\n") for name in raw}
        text = LetterText(form.raw["subject"], form.raw["body"])
        sample = sample_of(request.viewer, kind, text)
        if request.POST.get("go") == "save":
            try:
                if not form.raw["because"]:
                    form.errors["because"] = ["Say why the text changes"]
                if sample.refusal:
                    form.errors["body"] = [sample.refusal]
                if not form.errors:
                    write_template(
                        by=request.viewer,
                        kind=found.kind,
                        language=language,
                        text=text,
                        because=form.raw["because"],
                        seen_version=_version(request),
                    )
                    tell(request, "The new version is kept. Letters written from now on use it.")
                    return HttpResponseRedirect(reverse("letter_text", args=[kind, language]))
            except TextHasChanged as changed:
                form.errors["form"], latest = [str(changed)], changed.latest
            except CannotDoNow as refused:
                form.errors["body"] = [str(refused)]
    context: dict[str, Any] = {
        "found": found,
        "form": form,
        "sample": sample,
        "latest": latest,
        "version": latest.version if latest else request.POST.get("version", found.version),
        "fields": fields_of(found.kind),
        "languages": LANGUAGES,
    }
    return show(request, "letter_text_edit.html", context, status=409 if latest else 200)


def give_up(request: PageRequest, kind: str, language: str) -> HttpResponse:
    """Go back to the text that comes with Onroll."""
    found = _found(request, kind, language)
    if not found.is_own:
        raise Http404
    form = Answers({"because": request.POST.get("because", "").strip()}, {}, {})
    if request.method == "POST":
        try:
            if form.raw["because"]:
                use_shipped_text(
                    by=request.viewer, kind=found.kind, language=language, because=form.raw["because"], seen_version=_version(request)
                )
                tell(request, "Your text is no longer used. It stays among the versions.")
                return HttpResponseRedirect(reverse("letter_texts"))
            form.errors["because"] = ["Say why"]
        except CannotDoNow as refused:
            form.errors["because"] = [str(refused)]
    return show(request, "letter_text_give_up.html", {"found": found, "form": form, "languages": LANGUAGES})


def _found(request: PageRequest, kind: str, language: str) -> TextPage:
    found = letter_text(request.viewer, kind, language)
    if found is None:
        raise Http404
    return found


def _version(request: PageRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

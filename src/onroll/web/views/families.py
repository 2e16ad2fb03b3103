"""The public page for families: why a child may be listed, how to correct that, and how to complain."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from onroll.casework.queries.family_texts import family_page
from onroll.web.templating import show


def page_for_families(request: HttpRequest, language: str = "en") -> HttpResponse:
    """Show the page in that language."""
    found = family_page(None, language)
    if found is None:
        raise Http404
    return show(request, "families.html", {"found": found, "said": found.text.sentences})

"""Pages that explain: how findings are made, accessibility, privacy."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from onroll.web.templating import show


def how_onroll_decides(request: HttpRequest) -> HttpResponse:
    """Explain the nine kinds of finding in plain words."""
    return show(request, "how_onroll_decides.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return show(request, "accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept about users, and which cookies are set."""
    return show(request, "privacy.html")

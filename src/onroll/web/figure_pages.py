"""What every page of figures does: shows its charts with their tables, or hands out the one that the address asks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from django.http import HttpResponse

from onroll.casework.queries.drawn_figures import Figure
from onroll.web.downloads import downloads_at, figure_asked_for
from onroll.web.requests import PageRequest
from onroll.web.templating import show


class HasFigures(Protocol):
    """What a query of figures returns."""

    @property
    def figures(self) -> Sequence[Figure]:
        """Return the figures of the page."""


def figures_page(request: PageRequest, template: str, found: HasFigures | None, **more: Any) -> HttpResponse:
    """Show figures; or hand out one of them as a file.

    Raises  Http404 where the address asks for a figure that is not on the page.
    """
    download = figure_asked_for(request, found.figures if found else ())
    return download or show(request, template, {"found": found, "downloads": downloads_at(request), **more})


def day_asked(request: PageRequest, name: str) -> date | None:
    """Return the day in the address; None where there is none, or no day."""
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None


def area_asked(request: PageRequest) -> str:
    """Return the area in the address; empty where there is none."""
    return request.GET.get("area", "")

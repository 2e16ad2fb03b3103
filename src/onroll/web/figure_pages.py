"""What every page of figures does: shows its charts with their tables, or hands out the one that the address asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

from django.http import Http404, HttpResponse

from onroll.casework.queries.asked_days import NotKept, When
from onroll.casework.queries.drawn_figures import Figure
from onroll.web.days_asked import AS_AT, DaysAsked, days_asked
from onroll.web.downloads import ASKED, downloads_at, figure_asked_for
from onroll.web.requests import PageRequest
from onroll.web.templating import show

T = TypeVar("T")


class HasFigures(Protocol):
    """What a query of figures returns."""

    @property
    def figures(self) -> Sequence[Figure]:
        """Return the figures of the page."""


def found_for(request: PageRequest, find: Callable[[When], T | None]) -> tuple[T | None, DaysAsked]:
    """Return what a query finds for the days in the address, and those days; nothing where they cannot be understood, or shown.

    Raises  Http404 where a file is asked for of such days.
    """
    days = days_asked(request)
    found = None
    if not days.errors:
        try:
            found = find(days.when)
        except NotKept as cannot:
            days.errors[AS_AT] = str(cannot)
            days.kept.extend(cannot.kept)
    if days.errors and ASKED in request.GET:
        raise Http404
    return found, days


def figures_of_days(request: PageRequest, template: str, find: Callable[[When], HasFigures | None], **more: Any) -> HttpResponse:
    """Show figures for the days in the address; or hand out one of them as a file.

    Raises  Http404 where the address asks for a figure that is not on the page.
    """
    found, days = found_for(request, find)
    return figures_page(request, template, found, days=days, **more)


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

"""Page numbers and sort links: addresses that keep everything else as it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, TypeVar

from django.http import HttpRequest

Row = TypeVar("Row")


def page_number(request: HttpRequest) -> int:
    """Return the page asked for, the first where none or nonsense is."""
    text = request.GET.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 8 else 1


def sliced(rows: Sequence[Row], page: int, size: int = 25) -> tuple[Sequence[Row], int, int]:
    """Return one page of rows, its number and how many pages there are; a page too far is the last."""
    pages = max(1, math.ceil(len(rows) / size))
    page = min(page, pages)
    return rows[(page - 1) * size : page * size], page, pages


class PageLinks:
    """The addresses of the other pages, and of the same list sorted otherwise."""

    def __init__(self, request: HttpRequest, page: int, pages: int) -> None:
        self._query, self.page, self.pages = request.GET, page, pages

    def to(self, **changed: Any) -> str:
        """Return this address with those values changed; None takes one away."""
        query = self._query.copy()
        for name, value in changed.items():
            query.pop(name, None)
            if value is not None:
                query[name] = str(value)
        return f"?{query.urlencode()}"

    def sort(self, name: str, now: str) -> str:
        """Return the address that sorts by a column: the other way round where it is sorted so already."""
        return self.to(sort=f"-{name}" if now == name else name, page=None)

    @property
    def pagination(self) -> dict[str, Any] | None:
        """Return what the pagination component needs, or None where there is one page."""
        if self.pages <= 1:
            return None
        near = sorted({1, self.pages, *range(max(1, self.page - 1), min(self.pages, self.page + 1) + 1)})
        items: list[dict[str, Any]] = []
        before = 0
        for number in near:
            if number - before > 1:
                items.append({"ellipsis": True})
            items.append({"number": number, "href": self.to(page=number), "current": number == self.page})
            before = number
        made: dict[str, Any] = {"items": items, "landmarkLabel": "Pages of this list"}
        if self.page > 1:
            made["previous"] = {"href": self.to(page=self.page - 1)}
        if self.page < self.pages:
            made["next"] = {"href": self.to(page=self.page + 1)}
        return made

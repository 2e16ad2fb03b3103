"""Each address says who may open it; one that says nothing is closed to everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from onroll.casework.permissions import Right

PUBLIC = "public"
SIGNED_IN = "signed_in"
BY_TOKEN = "by_token"
"""For other systems: each operation asks for its token and scope itself, and none is without (`web/api`)."""
View = Callable[..., HttpResponseBase]


def page(route: str, view: View, name: str, *, to: Right | str, with_purpose: bool = False) -> URLPattern:
    """Return an address with the right that opens it; with_purpose, only once a purpose has been chosen."""

    def declared(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    declared.open_to = to  # type: ignore[attr-defined]
    declared.with_purpose = with_purpose  # type: ignore[attr-defined]
    return path(route, declared, name=name)

"""One sentence that the next page shows: what was just done."""

from __future__ import annotations

from django.http import HttpRequest


def tell(request: HttpRequest, sentence: str) -> None:
    """Have the next page say that something was done. Ids and numbers only, never anything about a child."""
    request.session["notice"] = sentence


def take_notice(request: HttpRequest) -> str:
    """Return what there is to say, once."""
    return str(request.session.pop("notice", "")) if "notice" in request.session else ""

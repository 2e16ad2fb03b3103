"""A request once somebody is signed in."""

from __future__ import annotations

from django.http import HttpRequest

from onroll.casework.purposes import Purpose
from onroll.casework.viewers import Viewer


class PageRequest(HttpRequest):
    """A request with its viewer and, where the page needs one, the purpose. Never made; it names what the middleware adds."""

    viewer: Viewer
    purpose: Purpose


def number_in(text: str) -> int:
    """Return the number of a row as a form or an address writes it; 0, which no row has, where it writes none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0

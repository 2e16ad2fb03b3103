"""A request once somebody is signed in."""

from __future__ import annotations

from django.http import HttpRequest

from onroll.casework.purposes import Purpose
from onroll.casework.viewers import Viewer


class PageRequest(HttpRequest):
    """A request with its viewer and, where the page needs one, the purpose. Never made; it names what the middleware adds."""

    viewer: Viewer
    purpose: Purpose

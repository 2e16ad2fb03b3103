"""For machines that watch: is the process alive, and is it ready to serve."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from onroll.casework.queries.readiness import what_is_not_ready


def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def ready(request: HttpRequest) -> HttpResponse:
    """The casebook can be read and is up to date, and the index is there; else what is not."""
    missing = what_is_not_ready()
    return HttpResponse("\n".join(missing or ["ready"]) + "\n", content_type="text/plain", status=503 if missing else 200)

"""Pages for when something is not there, not allowed, or went wrong."""

from __future__ import annotations

import sys
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from onroll.web.templating import show


def _error(request: HttpRequest, status: int, heading: str, *sentences: str) -> HttpResponse:
    return show(request, "error.html", {"heading": heading, "sentences": sentences}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request made no sense."""
    return _error(request, 400, "We could not understand that request", "Go back and try again.")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The viewer's role does not open that page."""
    return _error(
        request,
        403,
        "You cannot open this page",
        "It is not part of what your role does.",
        "If you think that it should be, ask your administrator.",
    )


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without the token that it was given."""
    return _error(
        request, 403, "This form is no longer valid", "Nothing was changed.", "Go back, load the page again, and send the form again."
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is nothing at that address, or nothing that the viewer may know of."""
    return _error(
        request,
        404,
        "Page not found",
        "If you typed the web address, check that it is right.",
        "If you pasted it, check that you copied the whole of it.",
    )


def too_large(request: HttpRequest, limit_mb: int) -> HttpResponse:
    """The file is larger than this installation takes."""
    return _error(
        request,
        413,
        "That file is too large",
        f"The largest file that can be uploaded here is {limit_mb} MB. Nothing was taken in.",
        "Ask whoever runs Onroll to take it in from a folder instead.",
    )


def server_error(request: HttpRequest, *args: Any) -> HttpResponse:
    """Something broke on our side; nothing about anybody is shown. A casebook that others kept busy for too long has not broken."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError) and "locked" in str(error):
        return HttpResponse(BUSY, status=503, headers={"Retry-After": "10"})
    return HttpResponse(SERVER_ERROR, status=500)


_PAGE = """<!DOCTYPE html>
<html lang="en" class="govuk-template"><head><meta charset="utf-8"><title>{heading} - Onroll</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/onroll/css/govuk-frontend.css"></head>
<body class="govuk-template__body"><div class="govuk-width-container"><main class="govuk-main-wrapper">
<h1 class="govuk-heading-l">{heading}</h1>
{said}
<p class="govuk-body"><a class="govuk-link" href="/">Go to the start page</a></p>
</main></div></body></html>
"""
"""Asks the database nothing, and needs no template."""

SERVER_ERROR = _PAGE.format(
    heading="Sorry, there is a problem",
    said="""<p class="govuk-body">Something went wrong on our side. Nothing that you did was half done.</p>
<p class="govuk-body">Try again later. If it keeps happening, tell whoever runs Onroll when it happened.</p>""",
)
BUSY = _PAGE.format(
    heading="Onroll is taking in a large delivery",
    said="""<p class="govuk-body">Your page has not been saved yet, and nothing was half done. What you wrote is still in the form.</p>
<p class="govuk-body">Go back, wait a few seconds, and send it again.</p>""",
)

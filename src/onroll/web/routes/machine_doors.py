"""The doors for machines: the addresses of the API, of the tokens that open it, and of the same returns as forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from onroll.casework.permissions import Right
from onroll.web.api.v1 import api, openapi
from onroll.web.permission import BY_TOKEN, PUBLIC, page
from onroll.web.views import machine_tokens, pupil_returns, transfer_file

ROOT = "api/v1/"


def _door(pattern: URLPattern) -> URLPattern:
    """Return an address of the API as one of ours: opened by a token, and without the mark that forms carry."""
    view: Callable[..., HttpResponseBase] = pattern.callback

    def declared(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    declared.open_to = BY_TOKEN  # type: ignore[attr-defined]
    declared.with_purpose = False  # type: ignore[attr-defined]
    declared.csrf_exempt = True  # type: ignore[attr-defined]
    return path(ROOT + str(pattern.pattern), declared, name=f"api_{pattern.name}")


PAGES: list[URLPattern] = [
    page(f"{ROOT}openapi.json", openapi, "api_document", to=PUBLIC),
    *(_door(pattern) for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name != "api-root"),
    page("machines", machine_tokens.list_tokens, "machines", to=Right.MANAGE_PEOPLE),
    page("machines/new", machine_tokens.new, "machine_new", to=Right.MANAGE_PEOPLE),
    page("machines/<int:number>/end", machine_tokens.end, "machine_end", to=Right.MANAGE_PEOPLE),
    page("machines/webhooks", machine_tokens.webhooks, "webhooks", to=Right.MANAGE_PEOPLE),
    page(
        "children/<str:child_id>/transfer-file",
        transfer_file.transfer_file,
        "transfer_file",
        to=Right.MAKE_TRANSFER_FILES,
        with_purpose=True,
    ),
    page("returns/pupils", pupil_returns.list_returns, "pupil_returns", to=Right.SEE_RETURNS, with_purpose=True),
    page("returns/pupils/<int:number>", pupil_returns.one, "pupil_return", to=Right.SEE_RETURNS, with_purpose=True),
    page("returns/pupils/new/<str:kind>", pupil_returns.new, "pupil_return_new", to=Right.SEND_RETURNS, with_purpose=True),
]

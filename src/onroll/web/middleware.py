"""What happens to every request before and after its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import SESSION_KEY as SIGNED_IN_MARK
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.sessions import session_is_over
from onroll.casework.permissions import Right
from onroll.casework.purposes import CannotUsePurpose, purpose_for
from onroll.casework.queries.reading import CannotSee
from onroll.casework.queries.sharing import SharedForARequest
from onroll.casework.queries.still_working import StillBeingWorkedOut
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import private_screen, viewer_of
from onroll.web.api.doors import problem
from onroll.web.permission import BY_TOKEN, PUBLIC, SIGNED_IN
from onroll.web.templating import show
from onroll.web.views.errors import too_large

Answer = Callable[[HttpRequest], HttpResponseBase]


def answer_probes(get_response: Answer) -> Answer:
    """Answer `/healthz` before anything else: the process is alive, whatever host was asked for."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path == "/healthz":
            return HttpResponse("ok\n", content_type="text/plain")
        return get_response(request)

    return middleware


def refuse_large_bodies(get_response: Answer) -> Answer:
    """Refuse a body over the configured size before any of it is kept; read on a while, so that the browser hears why."""
    largest = settings.ONROLL_MAX_UPLOAD_BYTES + 1024 * 1024

    def middleware(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > largest:
            left = min(int(length), 2 * largest)
            while left > 0 and (read := len(request.read(min(left, 1024 * 1024)))):
                left -= read
            return too_large(request, settings.ONROLL_MAX_UPLOAD_BYTES // 1024 // 1024)
        return get_response(request)

    return middleware


def set_private_headers(get_response: Answer) -> Answer:
    """Keep pages out of every cache, search engine and sensor."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not request.path.startswith("/static/"):
            response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), interest-cohort=()"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    return middleware


def answer_systems_in_their_form(get_response: Answer) -> Answer:
    """Answer a system that asks at no door, or by a method that a door does not know, with a problem as everywhere in the API."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not request.path.startswith("/api/") or response.status_code not in (404, 405):
            return response
        if response.get("Content-Type", "").startswith("application/problem+json"):
            return response
        details = {404: "There is no such address.", 405: f"{request.method} is not among what this address does."}
        answer = problem(response.status_code, details[response.status_code])
        if response.has_header("Allow"):
            answer["Allow"] = response["Allow"]
        return answer

    return middleware


def hide_names(get_response: Answer) -> Answer:
    """Show names as initials while somebody has made their screen private."""

    def middleware(request: HttpRequest) -> HttpResponse | HttpResponseBase:
        if request.path.startswith("/static/"):
            return get_response(request)
        with private_screen(bool(request.session.get("private"))):
            return get_response(request)

    return middleware


def end_old_sessions(get_response: Answer) -> Answer:
    """End a session that has lasted too long, or lain unused for too long, before anything is shown."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.session.get(SIGNED_IN_MARK) and session_is_over(request):
            request.session.flush()
            request.user = AnonymousUser()
            request.session_ended = True  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def require_permission(get_response: Answer) -> Answer:
    """Open a page to those whom its address names, and to nobody where it names none."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with SharedForARequest() as shared:
            request.shared = shared  # type: ignore[attr-defined]
            return get_response(request)

    def process_view(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        open_to = getattr(view, "open_to", None)
        if open_to in (PUBLIC, BY_TOKEN):
            return None
        if not request.user.is_authenticated:
            ended = {"ended": "yes"} if getattr(request, "session_ended", False) else {}
            return HttpResponseRedirect(f"{reverse('sign_in')}?{urlencode({'next': request.get_full_path(), **ended})}")
        request.viewer = viewer_of(request.user)  # type: ignore[attr-defined]
        request.shared.limit_to(request.viewer, request.session.get("purpose", ""))  # type: ignore[attr-defined]
        if open_to == SIGNED_IN:
            return None
        if not isinstance(open_to, Right) or not request.viewer.may(open_to):  # type: ignore[attr-defined]
            raise PermissionDenied
        if view.with_purpose:
            return _require_purpose(request)
        return None

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _require_purpose(request: HttpRequest) -> HttpResponseBase | None:
    try:
        request.purpose = purpose_for(request.viewer.role, request.session.get("purpose", ""))  # type: ignore[attr-defined]
    except CannotUsePurpose:
        onward = request.get_full_path() if request.method == "GET" else reverse("today")
        return HttpResponseRedirect(f"{reverse('purpose')}?{urlencode({'next': onward})}")
    return None


def say_no_with_the_reason(get_response: Answer) -> Answer:
    """Turn a refusal of the casework into a page with its sentence; what may not be seen is as if it were not there.

    Figures that are still being worked out become a page that says so, and asks again by itself.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        if isinstance(error, CannotSee):
            raise Http404 from error
        if isinstance(error, StillBeingWorkedOut):
            return show(request, "still_working.html", {"again": request.get_full_path()})
        if isinstance(error, (CannotDoNow, CannotUsePurpose)):
            return show(request, "refused.html", {"sentence": str(error)}, status=409)
        return None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware

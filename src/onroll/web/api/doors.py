"""Who comes in at a door for machines, and how each refusal is said: by number and in one sentence, never with what was sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.log import log_response
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer

from onroll.casework.actions.machine_tokens import Admitted, CannotAdmit, CannotGoSoFast, CannotRepeat, admit, once
from onroll.casework.purposes import CannotUsePurpose, Purpose
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.web.api.shapes import Problem

TITLES = {
    400: "The request cannot be read",
    401: "Who are you?",
    403: "The token does not open this",
    404: "There is no such thing for you",
    405: "That cannot be done here",
    409: "Not now",
    413: "Too large",
    422: "Something in the request is wrong",
    429: "Too many requests",
    500: "Something went wrong here",
}
REFUSALS: dict[int, Any] = dict.fromkeys((400, 401, 403, 404, 409, 422, 429), Problem)


class CannotOpen(Exception):
    """The token does not open that door; the sentence says which it would need."""


class Token(HttpBearer):
    """A token in the header `Authorization: Bearer …`."""

    def authenticate(self, request: HttpRequest, token: str) -> Admitted:
        """Let a system in, with no more fields than agreements share with it."""
        admitted = admit(token)
        request.shared.limit_to(admitted.viewer, admitted.purpose.code if admitted.purpose else "")  # type: ignore[attr-defined]
        return admitted


def opened(request: HttpRequest, scope: str) -> Admitted:
    """Return who has come in, where the token opens that door.

    Raises  CannotOpen.
    """
    admitted: Admitted = request.auth  # type: ignore[attr-defined]
    if not admitted.may(scope):
        raise CannotOpen(f"This needs a token with the scope “{scope}”.")
    return admitted


def purpose_of(admitted: Admitted) -> Purpose:
    """Return why the system looks at records.

    Raises  CannotOpen, where its token has no purpose.
    """
    if admitted.purpose is None:
        raise CannotOpen("This token has no purpose for which records may be looked at.")
    return admitted.purpose


def answered_once(request: HttpRequest, admitted: Admitted, work: Callable[[], Schema], status: int = 201) -> HttpResponse:
    """Do the work of a request that must not be done twice, by its Idempotency-Key."""

    def done() -> tuple[int, str]:
        return status, work().model_dump_json()

    sent = f"{request.method} {request.path}\n".encode() + request.body
    answer = once(admitted, request.headers.get("Idempotency-Key", ""), sent, done)
    response = HttpResponse(answer.body, status=answer.status, content_type="application/json")
    if answer.again:
        response["Idempotency-Replayed"] = "true"
    return response


def problem(status: int, detail: str, errors: list[dict[str, str]] | None = None) -> HttpResponse:
    """Return a refusal."""
    title = TITLES.get(status, TITLES[400])
    body = {"type": f"urn:onroll:problem:{status}", "title": title, "status": status, "detail": detail, "errors": errors or []}
    response = JsonResponse(body, status=status, content_type="application/problem+json")
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="onroll"'
    return response


def say_no(api: NinjaAPI) -> None:
    """Have every refusal said the same way."""
    api.add_exception_handler(CannotAdmit, lambda request, error: problem(401, str(error)))
    api.add_exception_handler(AuthenticationError, lambda request, error: problem(401, "Send the header Authorization: Bearer …"))
    api.add_exception_handler(CannotOpen, lambda request, error: problem(403, str(error)))
    api.add_exception_handler(CannotUsePurpose, lambda request, error: problem(403, str(error)))
    api.add_exception_handler(CannotSee, lambda request, error: problem(404, "There is no such thing for you."))
    api.add_exception_handler(CannotDoNow, lambda request, error: problem(409, str(error)))
    api.add_exception_handler(CannotRepeat, lambda request, error: problem(422, str(error)))
    api.add_exception_handler(CannotGoSoFast, _wait)
    api.add_exception_handler(ValidationError, _fields)
    api.add_exception_handler(HttpError, _as_numbered)
    api.add_exception_handler(Exception, _our_fault)


def _as_numbered(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    status = error.status_code if isinstance(error, HttpError) else 400
    return problem(status, TITLES.get(status, TITLES[400]))


def _wait(request: HttpRequest, error: CannotGoSoFast | type[CannotGoSoFast]) -> HttpResponse:
    response = problem(429, str(error))
    response["Retry-After"] = str(getattr(error, "wait", 60))
    return response


def _fields(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    said = [
        {"field": ".".join(str(part) for part in each.get("loc", ())[1:] if part != "said"), "sentence": str(each.get("msg", ""))}
        for each in getattr(error, "errors", [])
    ]
    counted = "One field cannot be taken as it is." if len(said) == 1 else f"{len(said)} of the fields cannot be taken as they are."
    return problem(422, counted, said)


def _our_fault(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """Say that it is our fault, and write down what it was where operators read: the sender hears nothing of it."""
    again = "Send the request again with the same Idempotency-Key; if it fails again, tell whoever runs Onroll."
    response = problem(500, f"Nothing was changed. {again}")
    fault = error if isinstance(error, Exception) else None
    log_response("Internal Server Error: %s", request.path, response=response, request=request, exception=fault)
    return response

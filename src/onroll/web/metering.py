"""Count requests and how long they took, by the page's name and never by its address: an address may hold a child's number.

Each worker keeps its counts in a file of its own in the home folder, and whoever reads them gets the sum of all workers.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from prometheus_client import CollectorRegistry, Counter, Histogram

UPPER_SECONDS = (0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
STATIC, NO_PAGE = "static", "none"


@dataclass(frozen=True)
class Counts:
    """This worker's counts."""

    requests: Counter
    seconds: Histogram


@cache
def counts() -> Counts:
    """Return what this process counts with; the folder for it is made where it is not there."""
    Path(settings.ONROLL_METRICS_FOLDER).mkdir(parents=True, exist_ok=True, mode=0o700)
    own = CollectorRegistry()
    return Counts(
        Counter("onroll_requests", "Requests answered.", ["page", "status"], registry=own),
        Histogram("onroll_request_seconds", "From a request's arrival to its answer's first byte.", buckets=UPPER_SECONDS, registry=own),
    )


def measure_requests(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Count every request that reaches a page, a file or a refusal."""
    counted = counts()

    def middleware(request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        response = get_response(request)
        counted.seconds.observe(time.perf_counter() - began)
        counted.requests.labels(page_name_of(request), f"{response.status_code // 100}xx").inc()
        return response

    return middleware


def page_name_of(request: HttpRequest) -> str:
    """Return the name of the page that answered: `static` for its files, `none` where no page has that address."""
    if request.resolver_match is not None:
        return request.resolver_match.url_name or NO_PAGE
    return STATIC if request.path.startswith(settings.STATIC_URL) else NO_PAGE

"""Measures of the service for its operators, as Prometheus reads them: numbers, and not a word about anybody."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from ipaddress import ip_address

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from onroll.casework.queries.running_figures import RunningFigures, running_figures
from onroll.casework.viewers import Viewer

MONITORING = Viewer(
    username="monitoring",
    full_name="Monitoring",
    role="administrator",
    organisation_kind="national",
    organisation_code="",
    organisation_name="",
    authority="",
)
"""As whom the machine that watches looks: with an administrator's right to see how the service runs."""
PASSED_ON = ("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-Ip", "Forwarded", "Via")
"""Any of these says that the request came through a proxy, from who knows where."""


def metrics(request: HttpRequest) -> HttpResponse:
    """Show the measures to whoever may read them; to everybody else there is no such page."""
    if not _may_read(request):
        raise Http404
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=settings.ONROLL_METRICS_FOLDER)  # type: ignore[no-untyped-call]
    registry.register(_Figures())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _may_read(request: HttpRequest) -> bool:
    """Where a token is set, it alone opens the page; where none is, only this machine itself does, and not through a proxy."""
    token = settings.ONROLL_METRICS_TOKEN
    if token:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode("utf-8", "replace"), f"Bearer {token}".encode())
    if any(name in request.headers for name in PASSED_ON):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


class _Figures(Collector):
    """What is read from the casebook and the index at the moment of asking, so that it is the same whichever worker answers."""

    def collect(self) -> Iterator[Metric]:
        try:
            figures = running_figures(MONITORING)
        except (DatabaseError, OSError, ValueError):
            yield GaugeMetricFamily("onroll_readable", "1 where casebook and index can be read; else the figures below are left out.", 0)
            return
        yield GaugeMetricFamily("onroll_readable", "1 where casebook and index can be read; else the figures below are left out.", 1)
        yield from _families(figures)


def _families(figures: RunningFigures) -> Iterator[Metric]:
    yield GaugeMetricFamily("onroll_open_cases", "Cases that are not closed.", figures.open_cases)
    yield GaugeMetricFamily("onroll_event_log_length", "Events in the log.", figures.events)
    yield GaugeMetricFamily("onroll_failed_jobs", "Jobs that failed within the last day.", figures.failed_jobs)
    yield GaugeMetricFamily("onroll_failed_uploads", "Uploads that failed within the last day.", figures.failed_uploads)
    if figures.run_age is not None:
        yield GaugeMetricFamily("onroll_newest_run_age_seconds", "Since the present run was made.", figures.run_age.total_seconds())
    if figures.anchor_age is not None:
        yield GaugeMetricFamily("onroll_last_anchor_age_seconds", "Since the last anchor was made.", figures.anchor_age.total_seconds())

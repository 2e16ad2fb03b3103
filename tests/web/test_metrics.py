"""The measures: counted over all workers, by names and never by addresses, and read by nobody from outside without the token."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from onroll.accounts.anchors import make_anchor
from onroll.accounts.audit import Doer, Happening, record
from onroll.casework.actions.job_runs import job_run
from onroll.config.home import CannotReadSettings, forget_counts_of_ended_workers, long_enough
from onroll.web.metering import counts, measure_requests

TOKEN = "a-made-up-token-of-some-length"


def scraped(**headers: str) -> dict[str, float]:
    response = Client(headers={"host": "127.0.0.1"}).get("/metrics", headers=headers)
    assert response.status_code == 200
    lines = [line for line in response.content.decode().splitlines() if not line.startswith("#")]
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}


def requests_of(page: str, status: str) -> float:
    return scraped().get(f'onroll_requests_total{{page="{page}",status="{status}"}}', 0)


def test_requests_are_counted_by_page_and_status_and_no_address_is_told(db: None, region: object) -> None:
    asked = [("child", "3xx"), ("none", "4xx"), ("accessibility", "2xx")]
    before = [requests_of(*each) for each in asked]
    client = Client(headers={"host": "127.0.0.1"})
    for address in ("/children/c000020", "/no-such-page/c000020", "/accessibility"):
        client.get(address)
    assert [requests_of(*each) - then for each, then in zip(asked, before, strict=True)] == [1, 1, 1]
    said = client.get("/metrics").content.decode()
    assert "c000020" not in said and "/" not in "".join(re.findall(r'page="[^"]*"', said))


def test_the_latency_histogram_counts_each_request_once(db: None, region: object) -> None:
    first, second = scraped(), scraped()
    assert second["onroll_request_seconds_count"] == first["onroll_request_seconds_count"] + 1
    assert second['onroll_request_seconds_bucket{le="+Inf"}'] == second["onroll_request_seconds_count"]


def test_what_another_worker_counted_is_in_the_sum(db: None, region: object) -> None:
    before = requests_of("made_up", "2xx")
    child = os.fork()
    if child == 0:
        try:
            for _ in range(3):
                counts().requests.labels("made_up", "2xx").inc()
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    counts().requests.labels("made_up", "2xx").inc()
    assert requests_of("made_up", "2xx") == before + 4


def test_figures_are_those_of_the_casebook_and_the_index_now(db: None, region: object) -> None:
    with pytest.raises(ZeroDivisionError), job_run("signals"):
        raise ZeroDivisionError
    record(Doer(name="somebody", role="system"), Happening(kind="looked", subject="x"))
    make_anchor()
    figures = scraped()
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(seq) FROM accounts_event")
        assert figures["onroll_event_log_length"] == cursor.fetchone()[0] >= 1
    assert figures["onroll_readable"] == 1 and figures["onroll_failed_jobs"] == 1 and figures["onroll_open_cases"] == 0
    assert 0 <= figures["onroll_last_anchor_age_seconds"] < 60 and figures["onroll_newest_run_age_seconds"] >= 0


def test_an_index_that_cannot_be_read_is_told_and_the_counts_stay(db: None, settings: Any, tmp_path: Path) -> None:
    settings.ONROLL_HOME = tmp_path
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "CURRENT").write_text("no-such-run")
    figures = scraped()
    assert figures["onroll_readable"] == 0 and "onroll_open_cases" not in figures
    assert any(name.startswith("onroll_requests_total") for name in figures)


@pytest.mark.parametrize("address", ["10.0.0.7", "192.0.2.1", "::ffff:10.0.0.7", "", "unix"])
def test_from_elsewhere_there_is_no_such_page(db: None, region: object, address: str) -> None:
    client = Client(headers={"host": "127.0.0.1"}, REMOTE_ADDR=address)
    assert client.get("/metrics").status_code == 404


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1"])
def test_this_machine_itself_reads_without_a_token(db: None, region: object, address: str) -> None:
    assert Client(headers={"host": "127.0.0.1"}, REMOTE_ADDR=address).get("/metrics").status_code == 200


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via"])
def test_a_proxy_on_this_machine_is_not_this_machine(db: None, region: object, header: str) -> None:
    assert Client(headers={"host": "127.0.0.1", header: "127.0.0.1"}).get("/metrics").status_code == 404


def test_where_a_token_is_set_it_alone_opens_the_page(db: None, region: object, settings: Any) -> None:
    settings.ONROLL_METRICS_TOKEN = TOKEN
    client = Client(headers={"host": "127.0.0.1"}, REMOTE_ADDR="10.0.0.7")
    assert client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    for given in ("", TOKEN, f"Bearer {TOKEN}x", "Bearer ", f"bearer{TOKEN}", "Bearer \xe9"):
        assert client.get("/metrics", headers={"Authorization": given}).status_code == 404, given
    assert Client(headers={"host": "127.0.0.1"}).get("/metrics").status_code == 404


def test_a_token_that_could_be_guessed_is_refused() -> None:
    assert (long_enough("", "metrics_token"), long_enough(TOKEN, "metrics_token")) == ("", TOKEN)
    with pytest.raises(CannotReadSettings, match="metrics_token is shorter"):
        long_enough("secret", "metrics_token")


def test_counts_of_ended_workers_are_forgotten_and_no_others(tmp_path: Path) -> None:
    ended = os.fork()
    if ended == 0:
        os._exit(0)
    os.waitpid(ended, 0)
    for name in (f"counter_{ended}.db", f"histogram_{ended}.db", f"counter_{os.getpid()}.db", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    forget_counts_of_ended_workers(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([f"counter_{os.getpid()}.db", "notes.txt"])


def test_a_request_that_no_page_resolved_has_no_name_of_its_own(db: None, region: object) -> None:
    before = requests_of("static", "2xx")
    measure_requests(lambda _: HttpResponse("x"))(RequestFactory().get("/static/c000020.css"))
    assert requests_of("static", "2xx") == before + 1

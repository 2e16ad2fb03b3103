"""What each page of figures costs of an England of nine million children: `python bench/figure_pages.py PLACE [--rounds 5]`.

PLACE is what bench/measures.py made; a casebook with an analyst and an officer is put beside it. The first look after a run is told apart;
a page whose figures are still being worked out then is asked again until it has them, and the longest of these looks is told too; then the
least of several looks counts, by the clock and in processor time, and how often it asked the casebook.

Source  issue "Measures": each dashboard page under 300 ms.
"""

from __future__ import annotations

import argparse
import importlib
import os
import resource
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PAGES = (
    "", "/every-child", "/dashboard", "/dashboard?area=301", "/dashboard?sex=Female&reason=Unknown", "/waterfall", "/any-time",
    "/definitions", "/revisions", "/unrolled", "/flow", "/authorities", "/schools",
)  # fmt: skip
AUTHORITY = "301"
WORKED_OUT_IN = 600
"""Longer than this nobody waits. Units  seconds."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure every page for both people, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("place", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args(arguments)
    from onroll.config import serve

    os.environ.setdefault("ONROLL_HOSTS", "testserver,127.0.0.1,localhost")
    serve.set_up(chosen.place)
    from onroll.casework.the_index import the_tables

    the_tables()
    importlib.import_module("scipy.stats")  # as the server does before its first page
    print(f"{'first ms':>9}{'longest':>9}{'clock ms':>9}{'CPU ms':>8}{'asked':>7}{'ready after s':>15}  page")
    clients = _clients()
    clients["officer"].get("/account")  # whatever a process loads at its first page, of any kind
    for name, client in clients.items():
        for page in PAGES:
            print(_costs(client, f"/figures{page}", chosen.rounds), f" {name} /figures{page}", flush=True)
    own, apart = (resource.getrusage(whose).ru_maxrss / 1024**2 for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"peak memory {own:.2f} GB; of the largest process beside it {apart:.2f} GB")


def _clients() -> dict[str, Any]:
    """Return a signed-in client of an analyst, and of an officer of one authority."""
    from django.test import Client

    from onroll.accounts.models import Organisation, User

    nation, _ = Organisation.objects.get_or_create(kind="national", code="ENG", defaults={"name": "National data service"})
    council, _ = Organisation.objects.get_or_create(
        kind="authority", code=AUTHORITY, defaults={"name": "Made-up authority", "authority_code": AUTHORITY}
    )
    found = {}
    for role, organisation in (("analyst", nation), ("officer", council)):
        more = {"full_name": f"Bench {role}", "role": role, "organisation": organisation}
        person, _ = User.objects.get_or_create(username=f"bench-{role}", defaults=more)
        found[role] = Client(raise_request_exception=True)
        found[role].force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return found


def _costs(client: Any, address: str, rounds: int) -> str:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    started = time.monotonic()
    looks: list[float] = []
    while True:
        asked = time.monotonic()
        answer = client.get(address)
        looks.append(1000 * (time.monotonic() - asked))
        if answer.status_code == 200 and b"being worked out" not in answer.content:
            break
        if time.monotonic() - started > WORKED_OUT_IN or answer.status_code >= 400:
            return f"{looks[0]:>9.1f}{max(looks):>9.1f}{'-':>9}{'-':>8}{'-':>7}{answer.status_code:>15}"
        time.sleep(0.5)
    ready = time.monotonic() - started
    clock, cpu = float("inf"), float("inf")
    for _ in range(rounds):
        wall, worked = time.monotonic(), time.process_time()
        client.get(address)
        clock, cpu = min(clock, time.monotonic() - wall), min(cpu, time.process_time() - worked)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return f"{looks[0]:>9.1f}{max(looks):>9.1f}{clock * 1000:>9.1f}{cpu * 1000:>8.1f}{len(captured):>7}{ready:>15.1f}"


if __name__ == "__main__":
    main()

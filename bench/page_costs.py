"""What each page costs: `python bench/page_costs.py HOME [--rounds 5] [--only TEXT] [--profile ADDRESS] [--over 40] [--beside]`.

HOME is what bench/casework_book.py made (with DATABASE_URL, if it was set then). In one process, as a manager and an officer of the
largest authority: the least processor time of several requests for each page, how often it asked the database, and how large
it is. Processor time, so that what else the machine does hardly shows. With --beside instead: how long four pages of a case and its list
take by the clock alone, and while a thread of the same process works out something else, with Python's own turns and with ours.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from onroll.config.serve import SWITCH_SECONDS


def clients_of() -> dict[str, tuple[Any, list[int]]]:
    """Return a signed-in client with a purpose for each role of the authority that has most cases, and some of its cases."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.db.models import Count
    from django.test import Client

    from onroll.accounts.models import User
    from onroll.casework.models import Case

    counted = Case.objects.values("authority").annotate(n=Count("id")).order_by("-n")
    people = User.objects.filter(username__startswith="officer-", is_active=True)
    found: dict[str, tuple[Any, list[int]]] = {}
    for authority in (row["authority"] for row in counted):
        cases = list(Case.objects.filter(authority=authority, shielded=False).order_by("id").values_list("pk", flat=True))
        for role in {"manager", "officer"} - set(found):
            person = people.filter(organisation__authority_code=authority, role=role).order_by("id").first()
            if person is None:
                continue
            client = Client(raise_request_exception=True)
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
            session = client.session
            assert isinstance(session, SessionStore)
            session["purpose"] = "cme_enquiry"
            session.save()
            found[role] = (client, cases[:: max(1, len(cases) // 7)])
            print(f"{role}: {person.username} of {authority}, which has {len(cases)} cases", flush=True)
        if len(found) == 2:
            break
    return found


def cost_of(client: Any, address: str, rounds: int) -> tuple[float, int, int, int]:
    """Return the least processor time in ms, the status, the questions to the database, and the bytes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    least = float("inf")
    for _ in range(rounds):
        started = time.process_time()
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        least = min(least, (time.process_time() - started) * 1000)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    asked = [each for each in captured if not each["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]
    return least, answer.status_code, len(asked), len(body)


def addresses_of(role: str, cases: Sequence[int], pages: Mapping[str, Sequence[str]]) -> list[str]:
    """Return every list of that role; and for a manager every page and form of some cases too."""
    found = list(pages[role])
    if role == "manager":
        for case in cases:
            found += [address % case for address in (*pages["cases"], *pages["forms"])]
    return found


def beside(client: Any, cases: Sequence[int], rounds: int) -> None:
    """Print how long pages take alone, and beside a thread that computes, by how often the two take turns."""
    addresses = [f"/cases/{cases[0]}", "/cases?list=team", f"/cases/{cases[1]}/timeline", f"/cases/{cases[0]}/do/note"]
    stopped = threading.Event()

    def compute() -> None:
        while not stopped.is_set():
            {str(number): number for number in range(1000)}

    def times() -> str:
        took = []
        for address in addresses * rounds:
            started = time.perf_counter()
            client.get(address)
            took.append((time.perf_counter() - started) * 1000)
        took.sort()
        return f"median {took[len(took) // 2]:.0f} ms, 90th percentile {took[len(took) * 9 // 10]:.0f} ms"

    times()
    print(f"alone: {times()}", flush=True)
    for seconds in (0.005, SWITCH_SECONDS, 0.005, SWITCH_SECONDS):
        sys.setswitchinterval(seconds)
        stopped.clear()
        thread = threading.Thread(target=compute)
        thread.start()
        print(f"beside a thread, turns of {seconds * 1000:g} ms: {times()}", flush=True)
        stopped.set()
        thread.join()


def main() -> None:
    """Measure every page, the dearest first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cases", type=int, default=2)
    parser.add_argument("--only", default="")
    parser.add_argument("--over", type=float, default=0, help="print only what costs more milliseconds than this")
    parser.add_argument("--profile", default="", help="profile that one page instead")
    parser.add_argument("--beside", action="store_true", help="by the clock, while a thread computes")
    chosen = parser.parse_args()
    from onroll.config import serve

    os.environ.setdefault("ONROLL_HOSTS", "testserver,127.0.0.1,localhost")
    serve.set_up(chosen.home)
    serve._load_tables()
    from casework_book import pages_of_lists

    clients, pages = clients_of(), pages_of_lists()
    if chosen.beside:
        beside(*clients["officer"], chosen.rounds)
        return
    if chosen.profile:
        client = clients["manager"][0]
        client.get(chosen.profile)
        profile = cProfile.Profile()
        profile.enable()
        client.get(chosen.profile)
        profile.disable()
        pstats.Stats(profile).sort_stats("cumulative").print_stats(70)
        return
    rows = []
    for role, (client, cases) in clients.items():
        for address in addresses_of(role, cases[: chosen.cases], pages):
            if chosen.only in address:
                rows.append((*cost_of(client, address, chosen.rounds), role, address))
    print(f"{'ms':>8}{'status':>8}{'asked':>7}{'bytes':>9}  page")
    for least, status, asked, size, role, address in sorted(rows, reverse=True):
        if least > chosen.over:
            print(f"{least:>8.1f}{status:>8}{asked:>7}{size:>9}  {role} {address}")
    print(f"{sum(row[0] > 40 for row in rows)} of {len(rows)} pages cost more than 40 ms of processor time")


if __name__ == "__main__":
    main()

"""Officers at work: `python bench/casework_load.py [--minutes 10] [--postgres] [--home DIR] [--phases 20x1,300x5,300x5+load]`.

With --database postgresql://… instead of --postgres the casebook is in that (empty) database, on a server that syncs as in production.

Makes a casebook of a country (bench/casework_book.py: 50,000 open cases, 150 authorities, 500 officers), serves it with
`onroll serve` as in production, and has signed-in officers click through every list and case page: 20 with a second between
clicks, 300 with five seconds; `+load` does the same while `onroll ingest` takes in a roll of 500,000 rows. Prints the 50th, 95th and
99th percentile and the errors by page, and the whole as JSON at the end. One note in fifty clicks is written.

Goals: 95th percentile under 200 ms for 20, under 300 ms for 300; no error; at most twice that while a file is taken in.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))
GOALS = {20: 200.0, 300: 300.0}
LOADED_ROWS = 500_000
ENOUGH_CLICKS = 20
"""Of fewer clicks the 95th percentile is the slowest one."""


class Officer:
    """One signed-in officer who clicks, waits and clicks again."""

    def __init__(self, port: int, session: Mapping[str, Any], pages: Mapping[str, Sequence[str]], seed: int) -> None:
        self.port, self.cookie, self.cases = port, str(session["cookie"]), list(session["cases"])
        self.pick = random.Random(seed)
        self.lists, self.tabs, self.forms = list(pages[session["role"]]), list(pages["cases"]), list(pages["forms"])

    async def work(self, until: float, pause: float, seen: list[tuple[str, float, int]]) -> None:
        """Click until the time is over, and note how long each page took."""
        await asyncio.sleep(self.pick.random() * pause)
        while time.monotonic() < until:
            kind, address = self._next()
            started = time.monotonic()
            try:
                status = await (self._write_note(address) if kind == "write a note" else self._get(address))
            except (OSError, asyncio.IncompleteReadError, TimeoutError):
                status = 599
            seen.append((kind, (time.monotonic() - started) * 1000, status))
            await asyncio.sleep(pause * (0.5 + self.pick.random()))

    def _next(self) -> tuple[str, str]:
        chance = self.pick.random()
        if self.cases and chance < 0.6:
            shape = self.tabs[0] if chance < 0.25 else self.pick.choice(self.tabs) if chance < 0.48 else self.pick.choice(self.forms)
            return shape, shape % self.pick.choice(self.cases)
        if self.cases and chance < 0.62:
            return "write a note", f"/cases/{self.pick.choice(self.cases)}/do/note"
        address = self.pick.choice(self.lists)
        return address, address

    async def _get(self, address: str, *, cookies: str = "", body: str = "") -> int:
        status, _, _ = await self._ask(address, cookies=cookies, body=body)
        return status

    async def _write_note(self, address: str) -> int:
        status, head, page = await self._ask(address)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        cookie = re.search(r"set-cookie: (onroll_csrf=\w+)", head, re.IGNORECASE)
        if status != 200 or token is None or cookie is None:
            return status if status != 200 else 598
        body = f"csrfmiddlewaretoken={token[1]}&text=Rang+the+school"
        return await self._get(address, cookies=f"; {cookie[1]}", body=body)

    async def _ask(self, address: str, *, cookies: str = "", body: str = "") -> tuple[int, str, str]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        verb = "POST" if body else "GET"
        more = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n" if body else ""
        head = f"{verb} {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nCookie: {self.cookie}{cookies}\r\n"
        writer.write(f"{head}{more}\r\n{body}".encode())
        try:
            answer = await asyncio.wait_for(reader.read(-1), timeout=60)
        finally:
            writer.close()
        head, _, page = answer.partition(b"\r\n\r\n")
        status = int(head.split(b" ", 2)[1]) if head.startswith(b"HTTP/1.") else 599
        text = head.decode("latin-1")
        if re.search(r"^location: /(sign-in|purpose)", text, re.IGNORECASE | re.MULTILINE):
            status = 401  # sent away instead of shown the page
        return status, text, page.decode("utf-8", "replace")


async def phase(
    port: int, book: Mapping[str, Any], clients: int, pause: float, seconds: float, stop: Any = None
) -> list[tuple[str, float, int]]:
    """Let so many officers work at once; return every click. Shape  stop: a process; the phase ends with it, if that is earlier."""
    seen: list[tuple[str, float, int]] = []
    able = [each for each in book["sessions"] if each["cases"]]
    officers = [Officer(port, able[number % len(able)], book["pages"], number) for number in range(clients)]
    until = time.monotonic() + seconds
    tasks = [asyncio.create_task(officer.work(until, pause, seen)) for officer in officers]
    while stop is not None and stop.poll() is None and time.monotonic() < until:
        await asyncio.sleep(0.2)
    if stop is not None:
        for task in tasks:
            task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return seen


def figures(seen: Sequence[tuple[str, float, int]]) -> dict[str, dict[str, float]]:
    """Return the percentiles and errors by page, and over all. A redirect is an answer, and so is *not there*."""
    by_page: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for kind, took, status in seen:
        by_page[kind].append((took, status))
        by_page["all pages"].append((took, status))
    table = {}
    for kind, clicks in by_page.items():
        times = sorted(took for took, _ in clicks)
        table[kind] = {
            "clicks": len(times),
            **{f"p{part}": round(times[min(len(times) - 1, len(times) * part // 100)], 1) for part in (50, 95, 99)},
            "max": round(times[-1], 1),
            "errors": sum(status >= 400 and status != 404 for _, status in clicks),
        }
    return table


def print_table(title: str, table: Mapping[str, Mapping[str, float]]) -> None:
    """Print the slowest pages first; a mark stands beside those of which too few clicks were seen to say what the 95th percentile is."""
    print(f"\n{title}\n{'':<44}{'clicks':>8}{'p50':>8}{'p95':>8}{'p99':>8}{'max':>9}{'errors':>8}")
    for kind, row in sorted(table.items(), key=lambda each: (each[0] != "all pages", -each[1]["p95"])):
        few = "" if row["clicks"] >= ENOUGH_CLICKS else "  few"
        print(f"{kind:<44}{row['clicks']:>8}{row['p50']:>8}{row['p95']:>8}{row['p99']:>8}{row['max']:>9}{row['errors']:>8}{few}")


async def only_pages(port: int, book: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the addresses that show a page: those that only take a form, or are not for that role, would make the mean look cheaper."""
    kept: dict[str, list[str]] = {}
    for kind, shapes in book["pages"].items():
        role = kind if kind in ("officer", "manager") else "officer"
        session = next(each for each in book["sessions"] if each["role"] == role and each["cases"])
        officer = Officer(port, session, book["pages"], 0)
        kept[kind] = []
        for shape in shapes:
            for case in session["cases"][:40:8] if "%" in shape else [None]:  # whether a form is shown depends on how far the case is
                if await officer._get(shape % case if case else shape) == 200:
                    kept[kind].append(shape)
                    break
    return kept


@contextlib.contextmanager
def served(home: Path, environment: Mapping[str, str], workers: int) -> Iterator[int]:
    """Serve the pages as in production; yield the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    onroll = [sys.executable, "-m", "onroll.config", "--home", str(home), "--port", str(port), "--workers", str(workers)]
    server = subprocess.Popen(onroll, env=dict(environment))
    try:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                break
            time.sleep(0.3)
        time.sleep(5)  # the workers open the run beside the first requests
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def roll_of(rows: int, into: Path) -> Path:
    """Write a school roll of made-up pupils, another at each run, and see that it is on the disk: its writing is none of the phase's."""
    path, first = into / "roll.csv", int(time.time()) % 1_000_000
    with path.open("w", encoding="utf-8") as file:
        file.write("record_id,surname,forename,date_of_birth,sex,address_line_1,postcode,urn,entry_date,enrolment_status\n")
        for number in range(rows):
            born = f"{2008 + number % 12}-{1 + number % 12:02d}-{1 + number % 28:02d}"
            who = f"L{first + number},Surname{number % 9973},Forename{number % 997},{born},{'FM'[number % 2]}"
            file.write(f"{who},{number} Road,ZZ1 1ZZ,{100000 + number % 500},2023-09-01,C\n")
    os.sync()
    return path


def measure(home: Path, environment: Mapping[str, str], chosen: argparse.Namespace, book: Mapping[str, Any], title: str) -> dict[str, Any]:
    """Run every phase against a server; return the tables."""
    tables: dict[str, Any] = {}
    with served(home, environment, chosen.workers) as port:
        book = {**book, "pages": asyncio.run(only_pages(port, book))}
        print({kind: len(shapes) for kind, shapes in book["pages"].items()}, "addresses that show a page")
        asyncio.run(phase(port, book, 8, 0.1, 8))
        for name in chosen.phases.split(","):
            clients, pause = (float(each) for each in name.removesuffix("+load").split("x"))
            loader = None
            if name.endswith("+load"):
                roll = roll_of(LOADED_ROWS, home.parent)
                words = [
                    "ingest",
                    str(roll),
                    "--register",
                    "school_roll",
                    "--supplier",
                    "299",
                    "--as-at",
                    time.strftime("%Y-%m-%d"),
                    "--home",
                    str(home),
                ]
                command = [sys.executable, "-m", "onroll.cli.main", *words]
                loader = subprocess.Popen(command, env=dict(environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            began, before, own = time.monotonic(), busy_seconds(), server_seconds(port, environment)
            seen = asyncio.run(phase(port, book, int(clients), pause, 60 * chosen.minutes, loader))
            lasted, busy = time.monotonic() - began, busy_seconds() - before
            each = (server_seconds(port, environment) - own) * 1000 / max(1, len(seen))
            if loader is not None and loader.wait(timeout=600):
                raise SystemExit("The extract was not taken in.")
            tables[name] = figures(seen)
            goal = GOALS.get(int(clients), 300.0) * (2 if loader else 1)
            load = os.getloadavg()[0]
            circumstances = (
                f"{lasted:.0f} s, load {load:.1f}, {busy / lasted:.2f} cores busy in all, {each:.1f} ms of the server's processor a click"
            )
            print_table(f"{title}, {name}: {circumstances}; goal p95 under {goal:.0f} ms", tables[name])
            over = [kind for kind, row in tables[name].items() if row["p95"] >= goal]
            few = sum(tables[name][kind]["clicks"] < ENOUGH_CLICKS for kind in over)
            said = f"{len(over)} of {len(tables[name])} pages are over the goal, {few} of them with fewer than {ENOUGH_CLICKS} clicks"
            print(f"{said}; {len(seen) / lasted:.1f} clicks a second", flush=True)
    return tables


def server_seconds(port: int, environment: Mapping[str, str]) -> float:
    """Return the processor time of the server's workers so far, and of their connections' processes in PostgreSQL."""
    database = environment.get("DATABASE_URL", "").rpartition("/")[2]
    total = 0.0
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (place / "cmdline").read_bytes()
            if f"--port\0{port}\0".encode() in words or (database and f"postgres: onroll {database} ".encode() in words):
                used = (place / "stat").read_text().rpartition(") ")[2].split()
                total += (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")
    return total


def busy_seconds() -> float:
    """Return for how long the machine's cores have worked, all processes together."""
    user, nice, system, _idle, _waiting, *interrupts = Path("/proc/stat").read_text().splitlines()[0].split()[1:8]
    return sum(int(each) for each in (user, nice, system, *interrupts)) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Make the casebook, run the phases, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument(
        "--database", default="", help="the address of a PostgreSQL database for the casebook; with --home it is used again"
    )
    parser.add_argument("--home", type=Path, help="keep the home here, and use it again")
    parser.add_argument("--open", type=int, default=50_000)
    parser.add_argument("--authorities", type=int, default=150)
    parser.add_argument("--officers", type=int, default=500)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--phases", default="20x1,300x5,300x5+load")
    chosen = parser.parse_args()
    with contextlib.ExitStack() as stack:
        beside = chosen.home or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="onroll-load-")))
        home = beside / "home"
        environment = {**os.environ, "ONROLL_HOME": str(home)}
        environment.pop("DATABASE_URL", None)
        if chosen.database:
            environment["DATABASE_URL"] = chosen.database
        elif chosen.postgres:
            from support.once import share_a_folder
            from support.postgres import postgres_address

            stack.callback(share_a_folder())
            environment["DATABASE_URL"] = stack.enter_context(postgres_address())
        words = [str(home), "--open", str(chosen.open), "--authorities", str(chosen.authorities), "--officers", str(chosen.officers)]
        said = subprocess.run([sys.executable, str(HERE / "casework_book.py"), *words], env=environment, check=True, stdout=subprocess.PIPE)
        book = json.loads(said.stdout)
        print(json.dumps(book["made"]))
        tables = measure(home, environment, chosen, book, "PostgreSQL" if "DATABASE_URL" in environment else "SQLite")
        print(json.dumps(tables))


if __name__ == "__main__":
    main()

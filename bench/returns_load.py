"""Schools' returns: `python bench/returns_load.py [--minutes 5] [--home DIR] [--database URL] [--phases identifier:60,search:15]`.

Makes a run of a million children and 400 schools with tokens (bench/returns_book.py), serves it with `onroll serve` over PostgreSQL,
and sends new-pupil, attendance and deletion returns through the API, at a steady rate whether or not the last one has been answered.
*identifier*: each with the child's UPN. *search*: none, every fifth with a slip, some for children whom nobody knows. Every answer, and
the row and the case that it left, is held against what is true of the child. Prints percentiles, errors, what was right, and the
workers' memory; all as JSON at the end.

Goals: 60 a second where an identifier answers, 15 where the full search must; 95th percentile within 250 ms; nothing wrong.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "tests"))

from casework_load import busy_seconds, served, server_seconds  # noqa: E402

GOAL = 250.0
NOWHERE = ("unaccounted", "between_schools", "left_england")


@dataclass
class Sent:
    """One return, what its answer must be, and what came.

    Shape  child_id: empty where nobody can be meant; cautious: an answer that is right too.
    """

    kind: str
    school: str
    body: dict[str, Any]
    answer: str
    child_id: str
    opens_case: bool = False
    cautious: str = ""
    took: float = 0.0
    status: int = 0
    said: dict[str, Any] | None = None


class Returns:
    """The returns that schools send, each of another child."""

    def __init__(self, book: Mapping[str, Any], seed: int) -> None:
        self.chosen, self.schools = random.Random(seed), sorted(book["tokens"])
        # A deletion return needs an address and a telephone.
        sample = [each for each in book["sample"] if each["address_line_1"] and each["postcode"] and "phone" in _parent(each)]
        self.on_roll = [each for each in sample if each["status"] == "on_roll" and each["upn"] and each["urn"] not in book["tokens"]]
        self.own = [each for each in sample if each["status"] == "on_roll" and each["upn"] and each["urn"] in book["tokens"]]
        self.nowhere = [each for each in sample if each["status"] in NOWHERE and each["upn"]]
        self.unknown = sample[:2000]

    def next(self, mode: str) -> Sent:
        """Return one more."""
        chance, search = self.chosen.random(), mode == "search"
        if chance < 0.1 and self.own:
            return self._own("deletion", search)
        if chance < 0.2 and self.own:
            return self._own("attendance", search)
        if search and chance < 0.35:
            return self._stranger()
        if not search and chance < 0.3 and self.nowhere:
            return self._joiner(self.nowhere.pop(), "noted", with_upn=True)
        slips = search and chance < 0.55
        return self._joiner(self.on_roll.pop(), "registered_elsewhere", with_upn=not search, slips=slips)

    def _own(self, kind: str, search: bool) -> Sent:
        child = self.own.pop()
        today = date.today()
        pupil = _pupil(child, with_upn=not search)
        if kind == "deletion":
            body = {"pupil": pupil, "parents": [_parent(child)], "ground": "g", "ground_met_on": str(today), "deleted_on": str(today)}
        else:
            body = {"pupil": pupil, "first_missed_on": str(today - timedelta(days=21)), "days_missed": 12, "whereabouts_known": False}
        return Sent(kind, child["urn"], body, "enquire", child["child_id"], opens_case=True)

    def _joiner(self, child: dict[str, Any], answer: str, *, with_upn: bool, slips: bool = False) -> Sent:
        pupil = _pupil(child, with_upn=with_upn)
        if slips:
            self._slip(pupil)
        body = {"pupil": pupil, "parents": [_parent(child)], "entered_on": str(date.today())}
        kind = "new-pupil, a slip" if slips else f"new-pupil, {answer}"
        return Sent(kind, self.chosen.choice(self.schools), body, answer, child["child_id"], cautious="enquire" if slips else "")

    def _slip(self, pupil: dict[str, Any]) -> None:
        how, surname = self.chosen.randrange(3), pupil["surname"]
        if how == 0 and len(surname) > 3:
            place = self.chosen.randrange(1, len(surname) - 1)
            pupil["surname"] = surname[:place] + surname[place + 1 :]
        elif how == 1:
            place = self.chosen.randrange(1, len(pupil["forename"]))
            pupil["forename"] = pupil["forename"][:place] + pupil["forename"][place - 1] + pupil["forename"][place:]
        else:
            born = date.fromisoformat(pupil["date_of_birth"])
            pupil["date_of_birth"] = str(born.replace(day=born.day % 28 + 1))

    def _stranger(self) -> Sent:
        one, other, third = self.chosen.sample(self.unknown, 3)
        number = self.chosen.randrange(1, 400)
        pupil = {
            "surname": f"{other['surname'][:4]}wyckhamstow",
            "forename": one["forename"],
            "date_of_birth": third["date_of_birth"],
            "address_line_1": f"{number} Nowhere Passage",
            "postcode": f"QQ{number % 9 + 1} {number % 9}QQ",
        }
        parents = [{"name": f"Quillan {pupil['surname']}", "phone": f"07700900{number:03d}"}]
        body = {"pupil": pupil, "parents": parents, "entered_on": str(date.today())}
        return Sent("new-pupil, nobody knows", self.chosen.choice(self.schools), body, "not_yet", "")


def _pupil(child: Mapping[str, Any], *, with_upn: bool) -> dict[str, Any]:
    names = ("surname", "forename", "date_of_birth", "address_line_1", "postcode", *(("upn",) if with_upn else ()))
    return {name: child[name] for name in names if child[name]}


def _parent(child: Mapping[str, Any]) -> dict[str, str]:
    phone = next((each for each in child["contacts"] if "@" not in each), "")
    return {"name": f"M. {child['surname']}", **({"phone": phone} if phone else {})}


DOORS = {"deletion": "deletion", "attendance": "attendance"}


async def send(port: int, token: str, sent: Sent, due: float) -> None:
    """Send one return, and note what came and how long it took since it was due."""
    body = json.dumps(sent.body).encode()
    head = (
        f"POST /api/v1/returns/{DOORS.get(sent.kind, 'new-pupil')} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        f"Authorization: Bearer {token}\r\nIdempotency-Key: {uuid.uuid4()}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            writer.write(head.encode() + body)
            answer = await asyncio.wait_for(reader.read(-1), timeout=60)
        finally:
            writer.close()
        top, _, rest = answer.partition(b"\r\n\r\n")
        sent.status = int(top.split(b" ", 2)[1]) if top.startswith(b"HTTP/1.") else 599
        sent.said = json.loads(rest) if sent.status == 201 else None
    except (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError):
        sent.status = 599
    sent.took = (time.monotonic() - due) * 1000


async def phase(port: int, book: Mapping[str, Any], returns: Returns, mode: str, rate: float, seconds: float) -> list[Sent]:
    """Send so many a second, at random moments, for so long."""
    all_sent, tasks, due = [], [], time.monotonic()
    until = due + seconds
    while due < until:
        due += returns.chosen.expovariate(rate)
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        sent = returns.next(mode)
        all_sent.append(sent)
        tasks.append(asyncio.create_task(send(port, book["tokens"][sent.school], sent, due)))
    await asyncio.gather(*tasks)
    return all_sent


def judged(all_sent: Sequence[Sent]) -> dict[str, dict[str, Any]]:
    """Return for each kind of return how long it took, and how many were answered and kept as is true."""
    from onroll.casework.models import PupilReturn, SchoolReturn

    numbers = {model: [s.said["number"] for s in all_sent if s.said and (s.kind == "deletion") == (model is SchoolReturn)]
               for model in (PupilReturn, SchoolReturn)}  # fmt: skip
    rows = {(model, row.pk): row for model, pks in numbers.items() for row in model.objects.filter(pk__in=pks)}

    def row_of(sent: Sent) -> Any:
        return rows.get((SchoolReturn if sent.kind == "deletion" else PupilReturn, (sent.said or {}).get("number")))

    for sent in all_sent:
        row = row_of(sent)
        if _verdict(sent, row) == "wrong":
            said = sent.said or {}
            meant, kept = sent.child_id or "nobody", row.child_id or "nobody"
            codes = [each["code"] for each in said.get("problems", ())]
            print(
                f"wrong: {sent.kind} of {meant}: {said.get('answer')}, not {sent.answer}; kept {kept}, case {row.case_id}; {codes}; {said}"
            )
    table: dict[str, dict[str, Any]] = {}
    for kind in ["all", *sorted({s.kind for s in all_sent})]:
        some = [s for s in all_sent if kind in ("all", s.kind)]
        times = sorted(s.took for s in some)
        verdicts = Counter(
            _verdict(s, rows.get((SchoolReturn if s.kind == "deletion" else PupilReturn, (s.said or {}).get("number")))) for s in some
        )
        table[kind] = {
            "sent": len(some),
            **{f"p{part}": round(times[min(len(times) - 1, len(times) * part // 100)], 1) for part in (50, 95, 99)},
            "max": round(times[-1], 1),
            **{name: verdicts[name] for name in ("right", "cautious", "wrong", "error")},
        }
    return table


def _verdict(sent: Sent, row: Any) -> str:
    if sent.status != 201 or sent.said is None or row is None:
        return "error"
    answer, stands = sent.said["answer"], sent.said["stands"]
    if stands and answer == sent.answer and (row.child_id == sent.child_id or not sent.child_id) and bool(row.case_id) == sent.opens_case:
        return "right"
    return "cautious" if stands and answer == sent.cautious and row.child_id in ("", sent.child_id) else "wrong"


def memory_of(port: int) -> list[float]:
    """Return what each process of the server holds of its own: pages of files that it only reads are the machine's. Units  GB."""
    held = []
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"--port\0{port}\0".encode() in (place / "cmdline").read_bytes():
                dirty = [line.split()[1] for line in (place / "smaps_rollup").read_text().splitlines() if line.startswith("Private_Dirty:")]
                held.append(sum(map(int, dirty)) * 1024 / 1e9)
    return sorted(round(each, 2) for each in held)


async def warm(port: int, book: Mapping[str, Any], seed: int) -> float:
    """Send returns of strangers until both workers have opened the run; return how long that took."""
    began, returns, quick = time.monotonic(), Returns(book, seed), 0
    while quick < 20:
        sent = returns._stranger()
        await send(port, book["tokens"][sent.school], sent, time.monotonic())
        quick = quick + 1 if sent.took < 1000 and sent.status == 201 else 0
    return time.monotonic() - began


def main() -> None:
    """Make the book, run the phases, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--home", type=Path, help="keep the run and what is known of it here, and use it again")
    parser.add_argument("--database", default="", help="the address of a PostgreSQL database; empty, or that of --home from before")
    parser.add_argument("--region", default="", help="the folder of a region's whole run, which is multiplied")
    parser.add_argument("--children", type=int, default=1_000_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--phases", default="identifier:60,search:15")
    chosen = parser.parse_args()
    with contextlib.ExitStack() as stack:
        beside = chosen.home or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="onroll-returns-")))
        home, kept = beside / "home", beside / "book.json"
        os.environ["ONROLL_HOME"] = str(home)
        if not chosen.database:
            from support.once import share_a_folder
            from support.postgres import postgres_address

            stack.callback(share_a_folder())
            chosen.database = stack.enter_context(postgres_address())
        os.environ["DATABASE_URL"] = chosen.database
        if not kept.exists():
            words = [str(home), "--children", str(chosen.children), *(["--region", chosen.region] if chosen.region else [])]
            said = subprocess.run([sys.executable, str(HERE / "returns_book.py"), *words], check=True, stdout=subprocess.PIPE)
            kept.write_bytes(said.stdout)
        book = json.loads(kept.read_text())
        print(json.dumps(book["made"]))
        from onroll.config.serve import set_up

        set_up(home)
        returns, tables = Returns(book, chosen.seed), {}
        with served(home, os.environ, chosen.workers) as port:
            print(f"seed {chosen.seed}; both workers ready after {asyncio.run(warm(port, book, chosen.seed)) + 5:.0f} s", flush=True)
            for name in chosen.phases.split(","):
                mode, rate = name.split(":")
                began, before, own = time.monotonic(), busy_seconds(), server_seconds(port, os.environ)
                all_sent = asyncio.run(phase(port, book, returns, mode, float(rate), 60 * chosen.minutes))
                lasted, busy = time.monotonic() - began, busy_seconds() - before
                each = (server_seconds(port, os.environ) - own) * 1000 / max(1, len(all_sent))
                tables[name] = judged(all_sent)
                circumstances = (
                    f"{len(all_sent) / lasted:.1f} answered a second, load {os.getloadavg()[0]:.1f}, {busy / lasted:.2f} cores busy"
                )
                print(f"\n{name} a second: {lasted:.0f} s, {circumstances} in all, {each:.1f} ms of the server's processor each")
                print(f"goal: 95th percentile within {GOAL:.0f} ms; the server's processes hold {memory_of(port)} GB of their own")
                print(f"{'':<36}" + "".join(f"{column:>10}" for column in tables[name]["all"]))
                for kind, row in tables[name].items():
                    print(f"{kind:<36}" + "".join(f"{value:>10}" for value in row.values()), flush=True)
        print(json.dumps(tables))


if __name__ == "__main__":
    main()

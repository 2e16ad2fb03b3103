"""The real server in a process of its own, and real people who sign in to it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from support.casebook_file import put_casebook_into

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).with_name("axe.min.js")

_CHEAP_HASHES = """
from django.contrib.auth.hashers import Argon2PasswordHasher
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 8, 1
"""
# The same kind of hash at the least cost: what a journey tests is not the hash (`tests/accounts/test_sign_in.py` does).

_SERVE = f"""
import json, os, sys, traceback
from pathlib import Path
from onroll.config.serve import serve, set_up
{_CHEAP_HASHES}
home, port, authorities, into = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
set_up(home)
from django.db import connections
connections.close_all()
preparing = os.fork()
if preparing:
    if os.waitpid(preparing, 0)[1]:
        sys.exit("The region's casebook could not be prepared.")
    serve(home, "127.0.0.1", port, 1)
    sys.exit()
try:
    from onroll.accounts.demo import make_demo_accounts
    from onroll.casework import clock
    from onroll.casework.actions.take_in_findings import take_in_findings
    from onroll.casework.actions.take_in_signals import take_in_signals
    from onroll.casework.the_index import the_index
    from onroll.synth.agreements import made_up_agreements
    run = the_index().current_run()
    if run:
        take_in_findings(run)
        take_in_signals(run)
    agreements = home / "agreements"
    agreements.mkdir(exist_ok=True)
    for name, text in made_up_agreements(clock.today()).items():
        (agreements / name).write_text(text)
    accounts = make_demo_accounts(authorities.split(","), ["100001=Made-up School=" + authorities[:3]])
    into.write_text(json.dumps({{each.username: each.password for each in accounts}}))
    os._exit(0)
except BaseException:
    traceback.print_exc()
    os._exit(1)
"""
# The region is prepared by a process of its own, as by the commands, which begins with what the server has read: that takes a second.


@dataclass(frozen=True)
class Server:
    """A running server. Shape  passwords: by username."""

    address: str
    passwords: Mapping[str, str]
    home: Path


@contextmanager
def running_server(home: Path, authorities: str = "301=Eastshire,302=Westborough") -> Iterator[Server]:
    """Serve that home folder's pages until the block ends. Shape  authorities: the first is where the made-up school lies."""
    environment = {**os.environ, "ONROLL_HOME": str(home)}
    environment.pop("DATABASE_URL", None)
    put_casebook_into(home)
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        passwords = Path(folder) / "passwords.json"
        server = subprocess.Popen([sys.executable, "-c", _SERVE, str(home), str(port), authorities, str(passwords)], env=environment)
        try:
            _wait_for(f"http://127.0.0.1:{port}/readyz", server)
            yield Server(f"http://127.0.0.1:{port}", json.loads(passwords.read_text()), home)
        finally:
            server.terminate()
            server.wait(timeout=60)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"The server stopped with {server.returncode}.")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server did not answer within a minute.")

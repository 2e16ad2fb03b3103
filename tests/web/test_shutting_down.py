"""A server that is stopped ends in good order, while its workers still load tables and when they have."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support.casebook_file import put_casebook_into

_SERVER = """
import sys
import threading
from pathlib import Path
import django
import duckdb
from onroll.config import serve
kept = []
def busy():  # what loading does, for as long as the test needs
    one = duckdb.connect(config={"threads": 1})
    while True:
        one.execute("SELECT sum(range) FROM range(500000)").fetchall()
def done():  # what it leaves behind: an engine with threads of its own, and one that works out figures
    kept.append(duckdb.connect(config={"threads": 4}))
    kept[0].execute("SELECT sum(range) FROM range(5000000)").fetchall()
    threading.Thread(target=busy, name="figures", daemon=True).start()
serve._load_tables = {"busy": busy, "done": done}[sys.argv[3]]
serve.set_up = lambda home: django.setup()  # the casebook is there already: to look whether it is up to date takes seconds
serve.serve(Path(sys.argv[1]), port=int(sys.argv[2]), workers=2)
"""


@pytest.mark.parametrize("loading", ["busy", "done"])
def test_a_worker_ends_without_being_aborted(tmp_path: Path, loading: str) -> None:
    put_casebook_into(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"ONROLL_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "onroll.config.settings"}
    server = subprocess.Popen(
        [sys.executable, "-c", _SERVER, str(tmp_path), str(port), loading], env=environment, stderr=subprocess.PIPE, text=True
    )
    answered, deadline = b"", time.monotonic() + 60
    while not answered.startswith(b"HTTP/1.1 200") and time.monotonic() < deadline and server.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=10) as asking:
                asking.sendall(f"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
                answered = asking.recv(100)
        except OSError:
            time.sleep(0.1)
    time.sleep(0.5)
    began = time.monotonic()
    server.terminate()
    said = server.communicate(timeout=60)[1]
    assert answered.startswith(b"HTTP/1.1 200")
    assert "SIG" not in said and "terminate" not in said, said
    assert server.returncode == 0 and time.monotonic() - began < 15

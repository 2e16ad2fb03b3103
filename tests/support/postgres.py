"""A real PostgreSQL, where the machine has its programs; elsewhere the test is skipped, saying so.

The cluster, with a casebook in it as the program's migrations leave it, is made once per run; each process of the run starts a copy
of it when its first test asks, and each test gets a database of its own, copied from that casebook.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from support.once import made_once

USER, TEMPLATE = "onroll", "casebook_template"
_SET_UP = "import sys; from pathlib import Path; from onroll.config.serve import set_up; set_up(Path(sys.argv[1]))"
_numbers = count(1)


@contextmanager
def postgres_address() -> Iterator[str]:
    """Yield the address of a database of its own: a casebook with its tables and nothing in them; drop it afterwards."""
    if not (_programs() / "initdb").exists():
        pytest.skip("PostgreSQL is not installed here (Debian: postgresql); the same test ran on SQLite")
    folder = _server()
    name = f"casebook_{next(_numbers)}"
    _run(folder, "createdb", "-h", str(folder), "-U", USER, "-T", TEMPLATE, name)
    try:
        yield _address(folder, name)
    finally:
        _run(folder, "dropdb", "-h", str(folder), "-U", USER, "--force", name)


@cache
def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else Path(shutil.which("initdb") or "/nowhere/initdb").parent


@cache
def _server() -> Path:
    """Start this process's server, on a socket that nobody else can reach; it stops with the process."""
    folder = _folder_of_its_own()
    _run(folder, "cp", "-a", str(made_once("postgres", _make_cluster) / "data"), str(folder / "data"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _start(folder)
    atexit.register(_stop, folder, "immediate")
    return folder


def _make_cluster(into: Path) -> None:
    folder = _folder_of_its_own()
    try:
        _run(folder, "initdb", "-D", str(folder / "data"), "-A", "trust", "-U", USER, "--no-sync")
        _start(folder)
        try:
            _run(folder, "createdb", "-h", str(folder), "-U", USER, TEMPLATE)
            home = into / "home"
            environment = {**os.environ, "DATABASE_URL": _address(folder, TEMPLATE), "ONROLL_HOME": str(home)}
            subprocess.run([sys.executable, "-c", _SET_UP, str(home)], env=environment, check=True)
        finally:
            _stop(folder, "fast")
        shutil.rmtree(home)
        into.parent.chmod(0o711)
        into.chmod(0o755)
        subprocess.run(["cp", "-a", str(folder / "data"), str(into / "data")], check=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _folder_of_its_own() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="onroll-pg-"))
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres", "postgres")
    folder.chmod(0o755)
    return folder


def _start(folder: Path) -> None:
    socket = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
    _run(folder, "pg_ctl", "-D", str(folder / "data"), "-w", "-l", str(folder / "log"), "-o", socket, "start")


def _stop(folder: Path, how: str) -> None:
    _run(folder, "pg_ctl", "-D", str(folder / "data"), "-m", how, "stop")


def _run(folder: Path, program: str, *words: str) -> None:
    as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    own = _programs() / program
    subprocess.run(
        [*as_user, str(own) if own.exists() else program, *words],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
    )


def _address(folder: Path, name: str) -> str:
    return f"postgresql://{USER}@{str(folder).replace('/', '%2F')}/{name}"

"""A real PostgreSQL for one test, where the machine has its programs; elsewhere the test is skipped, saying so."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def postgres_address() -> Iterator[str]:
    """Yield the address of an empty database of its own, on a socket that nobody else can reach; stop it afterwards."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    programs = found[-1].parent if found else Path(shutil.which("initdb") or "/nowhere/initdb").parent
    if not (programs / "initdb").exists():
        pytest.skip("PostgreSQL is not installed here (Debian: postgresql); the same test ran on SQLite")
    folder = Path(tempfile.mkdtemp(prefix="onroll-pg-"))
    as_user: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres", "postgres")
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]

    def run(program: str, *words: str) -> None:
        subprocess.run(
            [*as_user, str(programs / program), *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder
        )

    run("initdb", "-D", str(folder / "data"), "-A", "trust", "-U", "onroll", "--no-sync")
    run(
        "pg_ctl",
        "-D",
        str(folder / "data"),
        "-w",
        "-l",
        str(folder / "log"),
        "-o",
        f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off",
        "start",
    )
    try:
        run("createdb", "-h", str(folder), "-U", "onroll", "casebook")
        folder.chmod(0o755)
        yield f"postgresql://onroll@{str(folder).replace('/', '%2F')}/casebook"
    finally:
        run("pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)

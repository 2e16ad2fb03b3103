"""The installed program without its start: a process has loaded what the commands load, and forks one that does the command and ends.

Whoever types a command starts an interpreter, which reads a thousand modules: more than most commands then take. What is
forked off is a process of its own as well, with its own arguments, environment, files and exit status. Nothing of a home is
known before: no settings are read, no database is open and no engine runs.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import pkgutil
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from support.processes import PATHS

PROGRAM = Path(sys.executable).parent / "onroll"
"""The program as it is installed."""


def do(words: Sequence[str], environment: Mapping[str, str], timeout: float) -> subprocess.CompletedProcess[str]:
    """Do a command, as `subprocess.run` does that of the installed program. Units  seconds."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("out", "err")]
        status = _loaded(os.getpid()).do(words, environment, files, timeout)
        return subprocess.CompletedProcess([str(PROGRAM), *words], status, *(file.read_text("utf-8") for file in files))


@cache
def _loaded(process: int) -> _Loaded:
    """Return what that process keeps."""
    loaded = _Loaded()
    atexit.register(loaded.close)
    return loaded


class _Loaded:
    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "support.loaded_program"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**_without_our_own(os.environ), "PYTHONPATH": PATHS},
        )

    def do(self, words: Sequence[str], environment: Mapping[str, str], files: list[Path], timeout: float) -> int:
        assert self._server.stdin and self._server.stdout
        told = {"words": [*words], "environment": {**environment}, "folder": os.getcwd(), "files": files}
        self._server.stdin.write(json.dumps(told, default=str).encode() + b"\n")
        self._server.stdin.flush()
        process = int(self._server.stdout.readline())
        if not select.select([self._server.stdout], [], [], timeout)[0]:
            os.kill(process, signal.SIGKILL)
            self._server.stdout.readline()
            raise subprocess.TimeoutExpired([*words], timeout)
        return int(self._server.stdout.readline())

    def close(self) -> None:
        assert self._server.stdin and self._server.stdout
        self._server.stdin.close()
        self._server.wait()
        self._server.stdout.close()


def _without_our_own(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment as one finds it who types the first command."""
    return {name: value for name, value in environment.items() if not name.startswith(("ONROLL", "DJANGO"))}


# -- in the server -----------------------------------------------------------------------------------------------------


def _serve() -> None:
    """Fork off a process for each command, and say its number, then how it ended."""
    _load()
    from onroll.cli.main import main

    for line in sys.stdin:
        told = json.loads(line)
        process = os.fork()
        if process == 0:
            _become(told)
            _end_with(main)
        _say(process)
        _say(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))


def _say(number: int) -> None:
    os.write(1, f"{number}\n".encode())


def _load() -> None:
    """Import what the commands import, as far as it asks for no settings; nothing is opened."""
    import onroll.core
    import onroll.pipeline
    from onroll.cli.main import program

    program()
    for package in (onroll.core, onroll.pipeline):
        _load_all_of(package)
    for name in ("django.core.management", "django.db.migrations.executor", "django.db.backends.sqlite3.base", "django.template.loader"):
        importlib.import_module(name)
    for name in ("fpdf", "pyarrow.dataset", "pydantic.json_schema", "scipy.stats", "splink", "typer._adapters"):
        importlib.import_module(name)


def _load_all_of(package: ModuleType) -> None:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if "spark" not in found.name:
            importlib.import_module(found.name)


def _become(told: dict[str, Any]) -> None:
    """Make this process what the typed command's would be."""
    for number, file in enumerate((os.devnull, *told["files"])):
        opened = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(told["folder"])
    os.environ.clear()
    os.environ.update(told["environment"])
    time.tzset()
    sys.argv = [str(PROGRAM), *told["words"]]


def _end_with(main: Callable[[], None]) -> NoReturn:
    """Do the command and end as an interpreter ends, but dismantle nothing: the engine's threads were not forked with it."""
    status: object = 0
    try:
        main()
    except SystemExit as said:
        status = said.code or 0
    except BaseException:
        traceback.print_exc()
        status = 1
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status if isinstance(status, int) else 1)


if __name__ == "__main__":
    _serve()

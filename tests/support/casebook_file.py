"""An empty casebook whose tables are made: made once per run by the program's own migrations, then copied where a test needs one."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

from support.once import made_once

FILE = "casebook.sqlite3"
_SET_UP = "import sys; from pathlib import Path; from onroll.config.serve import set_up; set_up(Path(sys.argv[1]))"


def put_casebook_into(home: Path) -> Path:
    """Give that home an empty casebook, as the program's migrations leave it, unless it has one; return the home."""
    home.mkdir(parents=True, exist_ok=True)
    if not (home / FILE).exists():
        shutil.copyfile(made_once("casebook", _make) / FILE, home / FILE)
    return home


def fill_from_casebook(database: sqlite3.Connection) -> None:
    """Make an empty database an empty casebook."""
    source = sqlite3.connect(made_once("casebook", _make) / FILE)
    source.backup(database)
    source.close()


def _make(folder: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    subprocess.run(
        [sys.executable, "-c", _SET_UP, str(folder / "home")], env={**environment, "ONROLL_HOME": str(folder / "home")}, check=True
    )
    database = sqlite3.connect(folder / "home" / FILE)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    (folder / "home" / FILE).rename(folder / FILE)
    shutil.rmtree(folder / "home")
